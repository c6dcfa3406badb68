"""The audit trail: who was let in, what was set, and what leaders and admins did; never posts, votes or answers.

An entry is written in the transaction of the act. It carries ids, never names. What of it is personal stands apart, so
that it can be blanked: into the chain (see `chain`) goes a salted digest of it, which stays.
"""

import itertools
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, Index, String, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.outbox.digests import salted
from ideaboard.db import Base, BigId, Moment

# Every type of entry; `docs/audit.md` says what each means. One that is a type of event too is recorded with the event,
# whenever somebody did it.
TYPES: Final = frozenset(
    {
        "account.created",
        "account.disabled",
        "account.edited",
        "account.enabled",
        "account.erased",
        "account.password_changed",
        "account.role_changed",
        "assignment.edited",
        "assignment.offered",
        "assignment.withdrawn",
        "backlog.reordered",
        "board.archived",
        "board.created",
        "board.edited",
        "board.imported",
        "board.unarchived",
        "comment.hidden",
        "comment.shown",
        "connection.created",
        "connection.edited",
        "connection.import_asked",
        "connection.removed",
        "connection.rotated",
        "flag.dismissed",
        "follow_up.kept",
        "follow_up.released",
        "idea.adopted",
        "idea.back_in_backlog",
        "idea.declined",
        "idea.done",
        "idea.dropped",
        "idea.hidden",
        "idea.merged",
        "idea.not_now",
        "idea.purged",
        "idea.reopened",
        "idea.shown",
        "idea.started",
        "idea.unmerged",
        "identity.linked",
        "identity.unlinked",
        "invitation.made",
        "invitation.taken_back",
        "issue.resolved",
        "issue.retried",
        "issue.sent",
        "issue.unlinked",
        "job.retried",
        "member.joined",
        "member.left",
        "member.role_changed",
        "point.hidden",
        "point.shown",
        "round.opened",
        "session.sign_in_failed",
        "session.signed_in",
        "task.decided",
        "task.dropped",
        "task.edited",
        "token.created",
        "token.revoked",
        "value.edited",
        "value.named",
        "value.retired",
        "webhook.created",
        "webhook.disabled",
        "webhook.edited",
        "webhook.enabled",
        "webhook.redelivered",
        "webhook.removed",
        "webhook.rotated",
    }
)

# Entries of one millisecond are told apart by so many bits of a process's own count, which begins anywhere; the other
# bits are milliseconds since 1970.
_APART: Final = 20
_count: Final = itertools.count(int(ids.random_id(2), 16))
_LAST: Final = (1 << 63 - _APART) - 1
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

_WAITING: Final = text("position IS NULL")
# PostgreSQL reads an index whose first column is null in no order that it knows.
_OF_NO_BOARD: Final = text("board_id IS NULL")


class AuditEntry(Base):
    """One act. `actor_id` is None when an operator did it at the command line; `board_id` None: it is of no board.

    `facts` is the JSON of what is not personal, `personal` that of what is, of the account `about_id`; `salt` goes with
    it, and `digest` stays. `at_key` sorts by the moment. `position` and `link` are the chain's, None until it is there.
    No key leads elsewhere: an entry outlives what it is about.
    """

    __tablename__ = "audit_entries"
    __table_args__ = (
        Index(None, "board_id", "at_key"),
        Index(None, "board_id", "type", "at_key"),
        Index("ix_audit_entries_none", "at_key", sqlite_where=_OF_NO_BOARD, postgresql_where=_OF_NO_BOARD),
        Index("ix_audit_entries_none_type", "type", "at_key", sqlite_where=_OF_NO_BOARD, postgresql_where=_OF_NO_BOARD),
        Index(None, "about_id"),
        Index(None, "position", unique=True),
        Index("ix_audit_entries_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int | None] = mapped_column(BigId)
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment)
    at_key: Mapped[int] = mapped_column(BigInteger)
    actor_id: Mapped[int | None] = mapped_column(BigId)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    about_id: Mapped[int | None] = mapped_column(BigId)
    personal: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    salt: Mapped[str | None] = mapped_column(String(64))
    digest: Mapped[str | None] = mapped_column(String(64))
    position: Mapped[int | None] = mapped_column(BigInteger)
    link: Mapped[str | None] = mapped_column(String(64), unique=True)


def record(
    session: Session,
    type: str,
    subject: tuple[str, int],
    *,
    board: int | None,
    actor: int | None,
    about: int | None = None,
    personal: Mapping[str, Any] | None = None,
    **facts: Any,
) -> AuditEntry:
    """Record that `actor` (None: an operator) did `type` to `subject`, its kind and inside id.

    `facts` are JSON and nobody's; ids among them are outside ids. `personal` is what is personal, of the account
    `about`. Raises ValueError for a type that is not in TYPES, and for what is personal and said to be nobody's.
    """
    if type not in TYPES:
        raise ValueError(f"{type!r} is not a type of audit entry")
    if personal is not None and about is None:
        raise ValueError("What is personal belongs to an account")
    salt = ids.salt() if personal is not None else None
    at = clock.now()
    kind, number = subject
    entry = AuditEntry(
        board_id=board,
        type=type,
        at=at,
        at_key=key_of(at) | next(_count) & (1 << _APART) - 1,
        actor_id=actor,
        subject_kind=kind,
        subject_id=number,
        facts=facts,
        about_id=about if personal is not None else None,
        personal=personal,
        salt=salt,
        digest=salted(salt, personal) if salt is not None else None,
    )
    session.add(entry)
    return entry


def key_of(at: datetime) -> int:
    """The lowest `at_key` of what happens at this moment, or in the millisecond that follows it."""
    since = -((_EPOCH - at) // timedelta(milliseconds=1))
    return min(max(since, 0), _LAST) << _APART


def changes(
    before: Any, new: Mapping[str, Any], untold: Collection[str] = (), named: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The fact `changed`: of each setting in `new` what it was in `before` and is now, or null where it is `untold`.

    Untold are secrets, and texts that people write. `named` says of which kind an id is that stands in `<name>_id`.
    """
    return {"changed": dict(_change(before, name, to, untold, named or {}) for name, to in new.items())}


def _change(
    before: Any, name: str, to: Any, untold: Collection[str], named: Mapping[str, str]
) -> tuple[str, dict[str, Any] | None]:
    if name in untold:
        return name, None
    was = getattr(before, name)
    if name in named:
        encode = ids.ENCODERS[named[name]]
        return name.removesuffix("_id"), {"from": encode(was), "to": encode(to)}
    return name, {"from": was, "to": to}


def blank(session: Session, account: int) -> int:
    """Blank all that is personal of an account, and the salts, so that nobody can try what it was; the chain holds.

    Returns of how many entries.
    """
    blanked = session.execute(
        update(AuditEntry)
        .where(AuditEntry.about_id == account, AuditEntry.digest.is_not(None), AuditEntry.salt.is_not(None))
        .values(personal=None, salt=None)
        .execution_options(synchronize_session=False)
    )
    return int(blanked.rowcount)  # type: ignore[attr-defined]
