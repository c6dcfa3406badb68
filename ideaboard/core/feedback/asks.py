"""Asks: somebody asks somebody else for feedback. No event tells of one: it is between the two."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.feedback import between
from ideaboard.core.feedback.between import About
from ideaboard.core.people import policy
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Forbidden, invalid_field


class Ask(Base):
    """One ask. `state` is `open` until it is `answered` (by the feedback `feedback_id`) or `declined`."""

    __tablename__ = "asks"
    __table_args__ = (
        Index(None, "board_id", "asked_id", "state", "id"),
        Index(None, "board_id", "asked_id", "id"),
        Index(None, "board_id", "asker_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    asker_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    asked_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    about_kind: Mapped[str | None] = mapped_column(String(20))
    about_id: Mapped[int | None] = mapped_column(BigId)
    question: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))
    feedback_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("feedback.id"))
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


def post(session: Session, board: int, by: int, *, asked: int, question: str, about: About = None) -> Ask:
    """Ask somebody on the board for feedback. Raises Invalid."""
    between.require_other(session, board, by, asked, "/asked")
    between.require_about(session, board, about)
    kind, number = about or (None, None)
    ask = Ask(
        board_id=board,
        asker_id=by,
        asked_id=asked,
        about_kind=kind,
        about_id=number,
        question=question,
        state="open",
        version=1,
        created_at=clock.now(),
    )
    session.add(ask)
    session.flush()
    return ask


def lock(session: Session, ask: int) -> Ask:
    """The ask, held until the transaction ends. Raises NotFound."""
    return locked(session, Ask, Ask.id == ask)


def decline(session: Session, ask: Ask, by: int, expected: int | None, *, state: str | None = None) -> None:
    """Give no feedback, for no reason that has to be said. Without a `state`, which is `declined`, nothing changes.

    Raises Stale, Forbidden, Conflict `ask_settled`.
    """
    require_version(ask, expected)
    if state is None:
        return
    if ask.asked_id != by:
        raise Forbidden(detail="Only who was asked can decline.")
    if ask.state == "declined":
        return
    policy.require_state("ask.decline", ask.state)
    ask.state = "declined"
    ask.version += 1
    session.flush()


def let_go(session: Session, account: int) -> None:
    """Decline what `account` was asked, and what it asks itself: nobody is left to answer it, or to."""
    waiting = (
        select(Ask)
        .where(or_(Ask.asked_id == account, Ask.asker_id == account), Ask.state == "open")
        .order_by(Ask.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for ask in session.scalars(waiting).all():
        ask.state = "declined"
        ask.version += 1
    session.flush()


def answering(session: Session, board: int, by: int, receiver: int, ask: int) -> Ask:
    """The open ask that `by` is about to answer to `receiver`, held. Raises Invalid, Conflict `ask_settled`."""
    known = session.scalar(select(Ask.id).where(Ask.id == ask, Ask.board_id == board, Ask.asked_id == by))
    if known is None:
        raise invalid_field("/answers", "unknown_id", "On this board you were not asked this.")
    held = lock(session, ask)
    if held.asker_id != receiver:
        raise invalid_field("/receiver", "wrong", "Somebody else asked: the answer goes to them.")
    # What can be declined can be answered.
    policy.require_state("ask.decline", held.state)
    return held


def settle(session: Session, ask: Ask, feedback: int) -> None:
    """The held `ask` is answered by this feedback."""
    ask.state = "answered"
    ask.feedback_id = feedback
    ask.version += 1
    session.flush()
