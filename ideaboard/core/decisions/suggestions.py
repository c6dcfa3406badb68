"""Suggestions: plugins are asked for kinder words, in a worker. What is asked about is kept no longer than needed."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ForeignKey, Index, String, Text, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.db import Base, BigId, Moment

JOB: Final = "suggest"
KINDS: Final = ("review", "feedback", "decision", "comment")
KEPT: Final = timedelta(days=1)


class Suggestion(Base):
    """A text that waits for its job; the row goes with the step that stores what was suggested."""

    __tablename__ = "suggestions"
    __table_args__ = (Index(None, "asked_at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Moment)


def ask(session: Session, by: int, *, text: str, kind: str) -> Job:
    """Owe `by` what plugins suggest for a text of this kind. The job belongs to no board, and is theirs alone."""
    waiting = Suggestion(account_id=by, kind=kind, text=text, asked_at=clock.now())
    session.add(waiting)
    session.flush()
    return jobs.owe(session, JOB, ("account", by), board=None, suggestion=waiting.id)


def forget(session: Session, suggestion: int) -> None:
    """Forget a text that was answered, or never will be."""
    session.execute(delete(Suggestion).where(Suggestion.id == suggestion))


def forget_old(session: Session) -> int:
    """Forget what was suggested, and texts that nobody answered, a day after; returns how many jobs went."""
    before = clock.now() - KEPT
    session.execute(delete(Suggestion).where(Suggestion.asked_at < before))
    return jobs.forget_asked(session, JOB, Job.created_at < before)


def forget_of(session: Session, account: int) -> None:
    """Forget what `account` asked about, and what was suggested."""
    session.execute(delete(Suggestion).where(Suggestion.account_id == account))
    jobs.forget_asked(session, JOB, Job.subject_kind == "account", Job.subject_id == account)
