"""The backlog: adopted ideas that are not done, in the order the leaders set by placing one after another."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from sqlalchemy import BigInteger, ForeignKey, Index, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard.core.decisions.moves import IN_BACKLOG
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import events
from ideaboard.core.people import boards
from ideaboard.db import Base, BigId
from ideaboard.errors import Conflict, invalid_field

_GAP: Final = 1 << 20


class Entry(Base):
    """An idea's place in its board's backlog: smaller comes first. Places leave gaps, so that a move writes one row."""

    __tablename__ = "backlog"
    __table_args__ = (Index(None, "board_id", "place", unique=True),)

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    place: Mapped[int] = mapped_column(BigInteger)


def follow(session: Session, idea: Idea) -> None:
    """Put a freshly adopted idea last, take a finished one out; one that stays keeps its place."""
    entry = session.get(Entry, idea.id)
    if idea.status in IN_BACKLOG and entry is None:
        # Whoever appends or moves holds the board: two at once end in one order.
        boards.lock(session, idea.board_id)
        session.add(Entry(idea_id=idea.id, board_id=idea.board_id, place=next(last_places(session, idea.board_id))))
    elif idea.status not in IN_BACKLOG and entry is not None:
        session.delete(entry)
    session.flush()


def last_places(session: Session, board: int) -> Iterator[int]:
    """The places behind all others on a locked board, one after another."""
    last = session.scalar(select(func.max(Entry.place)).where(Entry.board_id == board)) or 0
    return count(last + _GAP, _GAP)


def place(session: Session, idea: Idea, by: int, after: int | None) -> None:
    """Put a locked `idea` right behind the idea `after`, or first when None; where it is already, nothing changes.

    Raises Conflict `not_in_backlog` when the idea has no place to move from, Invalid when `after` has none.
    """
    boards.lock(session, idea.board_id)
    entry = session.get(Entry, idea.id, populate_existing=True)
    if entry is None:
        raise Conflict("not_in_backlog", "Only an adopted idea that is not done has a place.")
    if after == idea.id:
        raise invalid_field("/after", "itself", "An idea cannot come after itself.")
    before = 0
    if after is not None:
        anchor = session.scalar(select(Entry.place).where(Entry.idea_id == after, Entry.board_id == idea.board_id))
        if anchor is None:
            raise invalid_field("/after", "not_in_backlog", "That idea is not in this backlog.")
        before = anchor
    following = session.scalar(
        select(func.min(Entry.place)).where(
            Entry.board_id == idea.board_id, Entry.place > before, Entry.idea_id != idea.id
        )
    )
    if before < entry.place and (following is None or entry.place < following):
        return
    if following is not None and following - before < 2:
        _spread(session, idea.board_id)
        place(session, idea, by, after)
        return
    entry.place = (before + following) // 2 if following is not None else before + _GAP
    events.record(session, "backlog.reordered", ("idea", idea.id), board=idea.board_id, actor=by)
    session.flush()


def _spread(session: Session, board: int) -> None:
    """Give every entry room again. Two passes, for no place may be taken twice on the way."""
    session.flush()
    order = session.scalars(select(Entry.idea_id).where(Entry.board_id == board).order_by(Entry.place)).all()
    for sign in (-1, 1):
        for position, idea in enumerate(order, start=1):
            session.execute(update(Entry).where(Entry.idea_id == idea).values(place=sign * position * _GAP))
    session.expire_all()
