"""Moderation: a leader hides an idea, a comment or an argument and says why; anyone on the board can point to one.

What is hidden keeps its place; its author and the leaders go on seeing it, with the reason.
"""

from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ForeignKey, Index, String, Text, and_, case, literal_column, null, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.expression import ColumnElement

from ideaboard import clock, ids
from ideaboard.core.ideas import search
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.points import Point
from ideaboard.core.outbox import audit, events
from ideaboard.db import Base, BigId, Moment, insert_if_new, locked
from ideaboard.errors import NotFound

Thing: TypeAlias = Idea | Comment | Point
KINDS: Final[dict[type[Thing], str]] = {Idea: "idea", Comment: "comment", Point: "point"}
_HIDDEN: Final = {Idea: "idea.hidden", Comment: "comment.hidden", Point: "point.hidden"}
_SHOWN: Final = {Idea: "idea.shown", Comment: "comment.shown", Point: "point.shown"}


class Hide(Base):
    """That something was hidden, why and by whom; a row for each time, never deleted."""

    __tablename__ = "hides"
    __table_args__ = (
        Index(None, "board_id", "id"),
        # What is hidden is hidden by one row.
        Index(
            None,
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    lifted_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    lifted_at: Mapped[datetime | None] = mapped_column(Moment)


class Flag(Base):
    """That somebody pointed something out to the leaders; each account once for each thing."""

    __tablename__ = "flags"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "subject_kind", "subject_id", "account_id", unique=True),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


def hide(session: Session, thing: Thing, by: int, reason: str) -> Hide:
    """Hide a locked thing; hiding it again for another reason replaces the reason and keeps the old one in the log."""
    current = _hidden_by(session, thing)
    if current is not None:
        if current.reason == reason:
            return current
        current.lifted_at, current.lifted_by_id = clock.now(), by
        session.flush()
    kind = KINDS[type(thing)]
    made = Hide(
        board_id=thing.board_id, subject_kind=kind, subject_id=thing.id, reason=reason, by_id=by, at=clock.now()
    )
    thing.hidden = True
    _follow(session, thing)
    session.add(made)
    events.record(session, _HIDDEN[type(thing)], (kind, thing.id), board=thing.board_id, actor=by)
    session.flush()
    return made


def show(session: Session, thing: Thing, by: int) -> None:
    """Show a locked thing again. Raises NotFound when it is not hidden."""
    current = _hidden_by(session, thing)
    if current is None:
        raise NotFound(detail="It is not hidden.")
    current.lifted_at, current.lifted_by_id = clock.now(), by
    thing.hidden = False
    _follow(session, thing)
    kind = KINDS[type(thing)]
    events.record(session, _SHOWN[type(thing)], (kind, thing.id), board=thing.board_id, actor=by)
    session.flush()


def flag(session: Session, thing: Thing, by: int, reason: str) -> Flag:
    """Point a thing out to the leaders. Who did it is shown to nobody, and is no event."""
    kind = KINDS[type(thing)]
    key = {"subject_kind": kind, "subject_id": thing.id, "account_id": by}
    session.execute(insert_if_new(session, Flag).values(board_id=thing.board_id, reason=reason, at=clock.now(), **key))
    made = locked(session, Flag, *(getattr(Flag, name) == value for name, value in key.items()))
    made.reason = reason
    session.flush()
    return made


def lock_flag(session: Session, flag: int) -> Flag:
    """The flag, held until the transaction ends. Raises NotFound."""
    return locked(session, Flag, Flag.id == flag)


def dismiss(session: Session, flag: Flag, by: int) -> None:
    """A leader has seen what was pointed out. Who pointed to it goes no further."""
    facts: dict[str, Any] = {flag.subject_kind: ids.encode(flag.subject_kind, flag.subject_id)}
    audit.record(session, "flag.dismissed", ("flag", flag.id), board=flag.board_id, actor=by, **facts)
    session.delete(flag)
    session.flush()


def hidden_reason(thing: type[Thing], visible: ColumnElement[bool]) -> Any:
    """The column `hidden_reason` of a list of things: why one is hidden, where `visible` to whoever asks."""
    kind: ColumnElement[str] = literal_column(f"'{KINDS[thing]}'")
    reason = select(Hide.reason).where(Hide.subject_kind == kind, Hide.subject_id == thing.id, Hide.lifted_at.is_(None))
    return case((and_(thing.hidden, visible), reason.scalar_subquery()), else_=null()).label("hidden_reason")


def _follow(session: Session, thing: Thing) -> None:
    """What is hidden is not found either."""
    if isinstance(thing, Idea):
        search.index(session, thing, session.get_one(IdeaVersion, (thing.id, thing.version)).body)


def _hidden_by(session: Session, thing: Thing) -> Hide | None:
    return session.scalar(
        select(Hide).where(
            Hide.subject_kind == KINDS[type(thing)], Hide.subject_id == thing.id, Hide.lifted_at.is_(None)
        )
    )
