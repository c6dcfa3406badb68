"""The chain of audit entries: each link is a digest of its entry and of the link before, so that a change is noticed.

Entries are chained after their commit, by whichever worker looks, one after the other. The chain's order is its own: an
entry that was committed late comes later, whatever its id.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, Row, String, bindparam, func, select, update
from sqlalchemy.exc import DataError
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.core.outbox.digests import digest, salted
from ideaboard.db import AnySelect, Base, insert_if_new, locked

# Of what a link is a digest, besides the link before it; another list is another form.
_FORM: Final = "ideaboard audit 1"
_CHAINED: Final = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.at_key,
    AuditEntry.type,
    AuditEntry.board_id,
    AuditEntry.actor_id,
    AuditEntry.subject_kind,
    AuditEntry.subject_id,
    AuditEntry.facts,
    AuditEntry.about_id,
    AuditEntry.digest,
)

# What the first entry is linked to.
BEGINNING: Final = "0" * 64

# So many entries are chained in one transaction.
PIECE: Final = 1000

_LOWEST: Final = -(1 << 63)

# What reading a row ends in that holds what the board never writes: no JSON, no moment.
_UNREADABLE: Final = (TypeError, ValueError, StopIteration, DataError)


class AuditChain(Base):
    """Where the chain ends: one row, which whoever chains holds."""

    __tablename__ = "audit_chain"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger)
    link: Mapped[str] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a walk along the chain found: where it ends, how many entries wait for theirs, what is `wrong` first."""

    position: int
    link: str
    waiting: int
    wrong: str | None = None


def link_of(before: str, position: int, entry: Row[Any]) -> str:
    """The link of an entry at `position`, behind the link `before`; `entry` is a row of what is chained."""
    return digest([_FORM, before, position, *map(_plain, entry)])


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


def extend(session: Session, most: int = PIECE) -> int:
    """Chain entries that were committed and wait for it, in the order of their ids; at most so many. Returns how many.

    The chain's end is held until the transaction ends: it never forks.
    """
    session.execute(insert_if_new(session, AuditChain).values(id=1, position=0, link=BEGINNING))
    end = locked(session, AuditChain, AuditChain.id == 1)
    waiting = session.execute(
        select(*_CHAINED).where(AuditEntry.position.is_(None)).order_by(AuditEntry.id).limit(most)
    ).all()
    made = []
    for entry in waiting:
        end.position, end.link = end.position + 1, link_of(end.link, end.position + 1, entry)
        made.append({"of": entry.id, "at_position": end.position, "linked": end.link})
    if made:
        table: Any = AuditEntry.__table__
        chained = update(table).where(table.c.id == bindparam("of"))
        session.connection().execute(chained.values(position=bindparam("at_position"), link=bindparam("linked")), made)
    session.flush()
    return len(made)


def waits(db: Any) -> bool:
    """Whether an entry waits to be chained."""
    return db.execute(select(AuditEntry.id).where(AuditEntry.position.is_(None)).limit(1)).first() is not None


def verify(db: Any, position: int = 0, link: str = BEGINNING) -> Verdict:
    """Walk the chain from the entry at `position`, which has this `link`, to its end; stop at the first wrong entry.

    Position 0 is its beginning. It is read in pieces, whatever its length.
    """
    end = db.execute(select(AuditChain.position)).scalar() or 0
    waiting = db.execute(select(func.count()).where(AuditEntry.position.is_(None))).scalar_one()
    if position:
        there = db.execute(select(AuditEntry.link).where(AuditEntry.position == position)).scalar()
        if there != link:
            gone = "is missing" if there is None else "has another link than the one that was kept"
            return Verdict(position, link, waiting, f"The entry at position {position} {gone}.")
    for entry, wrong in _walk(db, position, link):
        if wrong is not None:
            return Verdict(position, link, waiting, wrong)
        position, link = entry.position, entry.link
    if position < end:
        return Verdict(position, link, waiting, f"The entry at position {position + 1} is missing, and all behind it.")
    return Verdict(position, link, waiting)


def _walk(db: Any, position: int, link: str) -> Iterator[tuple[Any, str | None]]:
    """Every entry behind `position`, in the chain's order, and what is wrong with it."""
    for entry in _entries(db, position):
        position += 1
        if isinstance(entry, int):
            yield None, f"The entry at position {entry} cannot be read: it was changed."
            return
        if entry.position > position:
            yield entry, f"The entry at position {position} is missing."
        elif entry.position < position:
            yield entry, f"The entry at position {entry.position} was put before the beginning."
        else:
            yield entry, _wrong(entry, link)
        link = entry.link


def _wrong(entry: Any, before: str) -> str | None:
    try:
        if link_of(before, entry.position, entry[: len(_CHAINED)]) != entry.link:
            wrong = "is not the one that was chained there: it was changed, moved or put in"
        elif entry.personal is not None and salted(entry.salt, entry.personal) != entry.digest:
            wrong = "has other personal fields than it was chained with"
        else:
            return None
    except (TypeError, ValueError):
        wrong = "holds what cannot be chained: it was changed"
    return f"The entry at position {entry.position} ({entry.type}) {wrong}."


def _entries(db: Any, position: int, piece: int = 2000) -> Iterator[Any]:
    """Rows with all that is chained, and what is checked besides; of one that cannot be read its position alone."""
    after = position or _LOWEST
    reading = (
        select(*_CHAINED, AuditEntry.personal, AuditEntry.salt, AuditEntry.position, AuditEntry.link)
        .where(AuditEntry.position > bindparam("after"))
        .order_by(AuditEntry.position)
        .limit(bindparam("most"))
    )
    while True:
        try:
            rows = db.execute(reading, {"after": after, "most": piece}).all()
        except _UNREADABLE:
            yield from _one_by_one(db, reading, after)
            return
        if not rows:
            return
        yield from rows
        after = rows[-1].position


def _one_by_one(db: Any, reading: AnySelect, after: int) -> Iterator[Any]:
    """As `_entries`, up to the first that cannot be read."""
    following = select(func.min(AuditEntry.position)).where(AuditEntry.position > bindparam("after"))
    while (position := db.execute(following, {"after": after}).scalar()) is not None:
        try:
            rows = db.execute(reading, {"after": after, "most": 1}).all()
        except _UNREADABLE:
            yield position
            return
        yield from rows
        after = position
