"""Questions: somebody's "why?" on a decision, and the leader's answer that the whole board can read."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas import standings
from ideaboard.core.outbox import events
from ideaboard.db import Base, BigId, Moment, locked, require_version


class Question(Base):
    """One question. While it waits for an answer, `waiting_key` sorts it by the day (UTC) on which it was asked."""

    __tablename__ = "questions"
    __table_args__ = (Index(None, "decision_id", "id"), Index(None, "board_id", "waiting_key"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    decision_id: Mapped[int] = mapped_column(BigId, ForeignKey("decisions.id"))
    asker_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    text: Mapped[str] = mapped_column(Text)
    answer: Mapped[str | None] = mapped_column(Text)
    answerer_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    waiting_key: Mapped[int | None] = mapped_column(BigInteger)
    version: Mapped[int]


def ask(session: Session, decision: Decision, by: int, *, text: str) -> Question:
    """Ask about a decision."""
    question = Question(
        board_id=decision.board_id, decision_id=decision.id, asker_id=by, text=text, asked_at=clock.now(), version=1
    )
    session.add(question)
    session.flush()
    question.waiting_key = standings.waiting(question.asked_at, question.id)
    _record(session, "question.asked", question, by)
    return question


def lock(session: Session, question: int) -> Question:
    """The question, held until the transaction ends. Raises NotFound."""
    return locked(session, Question, Question.id == question)


def answer(session: Session, question: Question, by: int, expected: int | None, *, answer: str | None = None) -> None:
    """Answer a locked question, or answer it better; saying what already is changes nothing. Raises Stale."""
    require_version(question, expected)
    if answer is None or answer == question.answer:
        return
    happened = "question.answered" if question.answered_at is None else "question.answer_edited"
    question.answer, question.answerer_id = answer, by
    question.answered_at = question.answered_at or clock.now()
    question.waiting_key = None
    question.version += 1
    _record(session, happened, question, by)


def _record(session: Session, happened: str, question: Question, by: int) -> None:
    decision = question.decision_id
    events.record(session, happened, ("question", question.id), board=question.board_id, actor=by, decision=decision)
    session.flush()
