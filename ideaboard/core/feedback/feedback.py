"""Feedback: what one person on a board says to another, in parts, so that advice comes with its circumstances.

It is theirs alone, so that it is given and asked for with no event: what a board's events tell, everybody on the
board can read. Only that its receiver shared it is one.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.feedback import asks, between
from ideaboard.core.feedback.between import About
from ideaboard.core.outbox import events
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Forbidden, invalid_field

_SHARED = text("shared_at IS NOT NULL")


class Feedback(Base):
    """One piece of feedback. `shared_at`: its receiver lets the board read it, and that is not taken back."""

    __tablename__ = "feedback"
    __table_args__ = (
        Index(None, "board_id", "receiver_id", "id"),
        Index(None, "board_id", "giver_id", "id"),
        Index("ix_feedback_shared", "board_id", "id", sqlite_where=_SHARED, postgresql_where=_SHARED),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    giver_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    receiver_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    about_kind: Mapped[str | None] = mapped_column(String(20))
    about_id: Mapped[int | None] = mapped_column(BigId)
    praise: Mapped[str | None] = mapped_column(Text)
    advice: Mapped[str | None] = mapped_column(Text)
    circumstances: Mapped[str | None] = mapped_column(Text)
    lesson: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    shared_at: Mapped[datetime | None] = mapped_column(Moment)


def give(
    session: Session,
    board: int,
    by: int,
    *,
    receiver: int,
    about: About = None,
    praise: str | None = None,
    advice: str | None = None,
    circumstances: str | None = None,
    lesson: str | None = None,
    answers: int | None = None,
) -> Feedback:
    """Give feedback to somebody on the board; with `answers` it settles what they asked.

    Raises Invalid (nothing praised and nothing advised, advice without its circumstances, oneself, somebody or
    something that is not there), Conflict `ask_settled`.
    """
    if praise is None and advice is None:
        raise invalid_field("/praise", "required", "Praise something, or advise on something.")
    if advice is not None and circumstances is None:
        raise invalid_field("/circumstances", "required", "Advice considers the circumstances: say which they were.")
    between.require_other(session, board, by, receiver, "/receiver")
    between.require_about(session, board, about)
    ask = asks.answering(session, board, by, receiver, answers) if answers is not None else None
    kind, number = about or (None, None)
    feedback = Feedback(
        board_id=board,
        giver_id=by,
        receiver_id=receiver,
        about_kind=kind,
        about_id=number,
        praise=praise,
        advice=advice,
        circumstances=circumstances,
        lesson=lesson,
        version=1,
        created_at=clock.now(),
    )
    session.add(feedback)
    session.flush()
    if ask is not None:
        asks.settle(session, ask, feedback.id)
    return feedback


def lock(session: Session, feedback: int) -> Feedback:
    """The feedback, held until the transaction ends. Raises NotFound."""
    return locked(session, Feedback, Feedback.id == feedback)


def share(session: Session, feedback: Feedback, by: int, expected: int | None, *, shared: bool | None = None) -> None:
    """Let everyone on the board read what I was told; what is shared stays shared. Without `shared` nothing changes.

    Raises Stale, Forbidden, Invalid.
    """
    require_version(feedback, expected)
    if shared is None:
        return
    if not shared:
        raise invalid_field("/shared", "wrong", "What was shared stays shared.")
    if feedback.receiver_id != by:
        raise Forbidden(detail="Only who was given it can share it.")
    if feedback.shared_at is not None:
        return
    feedback.shared_at = clock.now()
    feedback.version += 1
    events.record(session, "feedback.shared", ("feedback", feedback.id), board=feedback.board_id, actor=by)
    session.flush()
