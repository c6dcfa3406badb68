"""Places: the order of a board's activity. Who has read up to a place has missed nothing before it, ever.

Ids are taken before the commit, so an event with a lower one can become visible later. A place is taken last of all,
from the board's counter, which is held from then to the commit: of two transactions the one that commits first has the
lower places.
"""

from collections import defaultdict
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard.core.outbox import messages
from ideaboard.db import Base, BigId, at_the_end

_WAITING: Final = "placed"


class Activity(Base):
    """A board's counter: the place that was taken last."""

    __tablename__ = "activities"

    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"), primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger)


def note(session: Session, event: Any) -> None:
    """Have an event (a row of `events`) that may be told take its place before the commit; the caller noted what
    webhooks are owed of it before.

    What somebody did anonymously takes none yet: one between two others would tell its moment.
    """
    if event.type in messages.TOLD and event.board_id is not None and not messages.is_nameless(event):
        session.info.setdefault(_WAITING, []).append(event)
        # Behind all else: whoever holds a counter waits for nothing any more, and keeps nobody waiting for long.
        at_the_end(session, _place)


def _place(session: Session) -> None:
    by_board: dict[int, list[Any]] = defaultdict(list)
    for event in session.info.pop(_WAITING, []):
        by_board[event.board_id].append(event)
    # Everybody takes them in the same order, so that no two wait for each other.
    for board, happened in sorted(by_board.items()):
        for place, event in enumerate(happened, take(session, board, len(happened))):
            event.place = place


def take(session: Session, board: int, many: int) -> int:
    """Take the next `many` places of the board's activity; returns the first. They are nobody else's to the commit."""
    insert: Any = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    counted = (
        insert(Activity.__table__)
        .values(board_id=board, last=many)
        .on_conflict_do_update(index_elements=["board_id"], set_={"last": Activity.last + many})
        .returning(Activity.last)
    )
    last: int = session.execute(counted).scalar_one()
    return last - many + 1
