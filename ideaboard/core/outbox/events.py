"""Events: facts that happened, append-only. They carry ids, never names or texts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.outbox import audit, messages, places
from ideaboard.db import Base, BigId, Moment

# Every type of event that is ever recorded; `docs/events.md` says what each means.
TYPES = frozenset(
    {
        "assignment.accepted",
        "assignment.declined",
        "assignment.done",
        "assignment.edited",
        "assignment.ended",
        "assignment.handed_back",
        "assignment.mentor_accepted",
        "assignment.mentor_declined",
        "assignment.offered",
        "assignment.withdrawn",
        "backlog.reordered",
        "board.archived",
        "board.created",
        "board.edited",
        "board.imported",
        "board.unarchived",
        "check_in.guided",
        "check_in.posted",
        "comment.deleted",
        "comment.edited",
        "comment.hidden",
        "comment.posted",
        "comment.shown",
        "connection.created",
        "connection.edited",
        "connection.paused",
        "connection.removed",
        "connection.resumed",
        "connection.rotated",
        "feedback.shared",
        "follow_up.kept",
        "follow_up.released",
        "idea.adopted",
        "idea.back_in_backlog",
        "idea.declined",
        "idea.done",
        "idea.dropped",
        "idea.edited",
        "idea.hidden",
        "idea.merged",
        "idea.not_now",
        "idea.posted",
        "idea.purged",
        "idea.reopened",
        "idea.shown",
        "idea.started",
        "idea.unmerged",
        "idea.withdrawn",
        "issue.conflict",
        "issue.linked",
        "issue.lost",
        "issue.made",
        "issue.moved",
        "issue.paused",
        "issue.refused",
        "issue.resolved",
        "issue.unlinked",
        "member.joined",
        "member.left",
        "member.role_changed",
        "point.deleted",
        "point.edited",
        "point.hidden",
        "point.posted",
        "point.shown",
        "review.called",
        "review.edited",
        "review.held",
        "review.shared",
        "review.tasks_made",
        "question.answer_edited",
        "question.answered",
        "question.asked",
        "round.closed",
        "round.opened",
        "round.replied",
        "task.decided",
        "task.done",
        "task.dropped",
        "task.edited",
        "task.posted",
        "task.reopened",
        "value.edited",
        "value.named",
        "value.retired",
        "webhook.created",
        "webhook.disabled",
        "webhook.edited",
        "webhook.enabled",
        "webhook.removed",
        "webhook.rotated",
    }
)

# What `data` names otherwise than by its kind.
KINDS: Final = {"into": "idea"}

_PLACED: Final = text("place IS NOT NULL")
_TO_PLACE: Final = text("place IS NULL AND actor_id IS NULL")


class Event(Base):
    """One fact. `actor_id` is None when the board itself did it; `data` maps kinds of things to inside ids.

    `connection_id` names the connection whose tracker caused it: then nobody on the board did. It carries no foreign
    key, which SQLite could not take from a big table again; connections are never deleted. `place` is its place in the
    board's activity; None while it waits for one, and when it never has one, or none any more.
    """

    __tablename__ = "events"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "board_id", "place", unique=True),
        Index("ix_events_placed", "at", sqlite_where=_PLACED, postgresql_where=_PLACED),
        Index("ix_events_to_place", "at", sqlite_where=_TO_PLACE, postgresql_where=_TO_PLACE),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("boards.id"))
    type: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment)
    actor_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    connection_id: Mapped[int | None] = mapped_column(BigId)
    # The machine by which the actor did it; without a key for the same reason.
    via_id: Mapped[int | None] = mapped_column(BigId)
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    data: Mapped[dict[str, int]] = mapped_column(JSON)
    place: Mapped[int | None] = mapped_column(BigInteger)


def record(
    session: Session,
    type: str,
    subject: tuple[str, int],
    *,
    board: int | None,
    actor: int | None,
    at: datetime | None = None,
    connection: int | None = None,
    act: bool = True,
    facts: Mapping[str, Any] | None = None,
    personal: Mapping[str, Any] | None = None,
    **data: int | None,
) -> Event:
    """Record that `type` happened to `subject` (its kind and inside id); `data` adds other ids by kind.

    `connection` is whose tracker caused it. `at` is now, unless somebody did it anonymously: then it is their day. What
    webhooks are owed of it is owed in the same transaction, at whose end it takes its place in the board's activity.

    Of a type that is audited, what an actor did goes to the audit trail too, with its `facts`, and with what is
    `personal` of the actor; unless it is no `act` of a leader or an admin, but an author's own.
    """
    if type not in TYPES:
        raise ValueError(f"{type!r} is not a type of event")
    kind, number = subject
    via = session.info.get("via") if actor is not None else None
    named = {name: value for name, value in data.items() if value is not None}
    event = Event(
        board_id=board,
        type=type,
        at=at or clock.now(),
        actor_id=actor,
        connection_id=connection,
        via_id=via,
        subject_kind=kind,
        subject_id=number,
        data=named,
    )
    session.add(event)
    messages.note(session, event)
    places.note(session, event)
    if act and actor is not None and type in audit.TYPES:
        shown = {name: ids.encode(KINDS.get(name, name), value) for name, value in named.items()}
        if via is not None:
            shown["via"] = ids.encode("account", via)
        about = actor if personal is not None else None
        audit.record(
            session, type, subject, board=board, actor=actor, about=about, personal=personal, **shown, **(facts or {})
        )
    return event
