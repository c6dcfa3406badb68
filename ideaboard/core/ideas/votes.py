"""Votes: a member's support for an idea. One each, unique in the database; there is no vote against."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, ForeignKey, Index, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas import standings
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people import policy
from ideaboard.db import Base, BigId, insert_if_new


class Vote(Base):
    """That an account supports an idea, since a day. Never an event, never shown with a name."""

    __tablename__ = "votes"
    __table_args__ = (Index(None, "account_id"),)

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)


@dataclass(frozen=True, slots=True)
class Voted:
    """How things stand after a vote: whether the caller's is counted, and how many there are."""

    voted: bool
    votes: int


def cast(session: Session, idea: int, by: int) -> Voted:
    """Support an idea. Once counted, again changes nothing. Raises Conflict `idea_not_open`."""
    standing = standings.lock(session, idea)
    policy.require_state("vote.cast", standing.status)
    today = clock.today()
    vote = insert_if_new(session, Vote).values(idea_id=idea, account_id=by, day=today)
    fresh = session.execute(vote.returning(Vote.day))
    if fresh.first() is not None:
        standings.voted(standing, today)
        session.flush()
    return Voted(True, standing.votes)


def withdraw(session: Session, idea: int, by: int) -> Voted:
    """Take support back; without a vote this changes nothing. Raises Conflict `idea_not_open`."""
    standing = standings.lock(session, idea)
    policy.require_state("vote.withdraw", standing.status)
    gone = session.execute(delete(Vote).where(Vote.idea_id == idea, Vote.account_id == by))
    if gone.rowcount:  # type: ignore[attr-defined]
        recount(session, standing)
    return Voted(False, standing.votes)


def recount(session: Session, standing: standings.Standing) -> None:
    """Make the counters of a locked standing equal to the votes there are."""
    posted = session.execute(select(Idea.created_at).where(Idea.id == standing.idea_id)).scalar_one()
    by_day = session.execute(select(Vote.day, func.count()).where(Vote.idea_id == standing.idea_id).group_by(Vote.day))
    standings.recount(standing, posted, ((day, votes) for day, votes in by_day))
    session.flush()
