"""Points: arguments for and against an idea. An argument is about the idea, and counts nothing."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import events
from ideaboard.core.people import policy
from ideaboard.db import Base, BigId, Moment, locked, require_version


class Point(Base):
    """One argument on one `side`, `for` or `against`; `shown_on` is the idea under which it is read."""

    __tablename__ = "points"
    __table_args__ = (Index(None, "idea_id"), Index(None, "shown_on", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"))
    shown_on: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"))
    side: Mapped[str] = mapped_column(String(7))
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    hidden: Mapped[bool]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)


def post(session: Session, idea: Idea, by: int, *, side: str, text: str) -> Point:
    """Argue for or against a locked `idea`. Raises Conflict `idea_frozen`."""
    policy.require_state("point.post", idea.status)
    point = Point(
        board_id=idea.board_id,
        idea_id=idea.id,
        shown_on=idea.id,
        side=side,
        text=text,
        author_id=by,
        hidden=False,
        version=1,
        created_at=clock.now(),
    )
    session.add(point)
    session.flush()
    events.record(session, "point.posted", ("point", point.id), board=idea.board_id, actor=by, idea=idea.id)
    session.flush()
    return point


def lock(session: Session, idea: Idea, point: int) -> Point:
    """The point shown under this `idea`, held until the transaction ends. Raises NotFound."""
    return locked(session, Point, Point.id == point, Point.shown_on == idea.id)


def edit(session: Session, idea: Idea, point: Point, by: int, expected: int | None, *, text: str | None = None) -> None:
    """Change an argument's text. Raises Stale, Conflict `idea_frozen`."""
    require_version(point, expected)
    policy.require_state("point.edit", idea.status)
    if text is None or text == point.text:
        return
    point.text = text
    point.edited_at = clock.now()
    point.version += 1
    events.record(session, "point.edited", ("point", point.id), board=idea.board_id, actor=by, idea=idea.id)
    session.flush()


def delete(session: Session, idea: Idea, point: Point, by: int, expected: int | None) -> None:
    """Take an argument back; nothing of it is kept. Raises Stale, Conflict `idea_frozen`."""
    require_version(point, expected)
    policy.require_state("point.delete", idea.status)
    events.record(session, "point.deleted", ("point", point.id), board=idea.board_id, actor=by, idea=idea.id)
    session.delete(point)
    session.flush()


def purge(session: Session, point: Point, by: int) -> None:
    """Leave nothing of an argument, however its idea stands now."""
    events.record(session, "point.deleted", ("point", point.id), board=point.board_id, actor=by, idea=point.idea_id)
    session.delete(point)
    session.flush()
