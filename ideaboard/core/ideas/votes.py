"""Votes: a member's support for an idea. One each, unique in the database; there is no vote against."""

from datetime import date

from sqlalchemy import Date, ForeignKey, Index, delete, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.expression import ColumnElement

from ideaboard import clock
from ideaboard.core.ideas import ideas, standings
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people import boards, policy
from ideaboard.db import Base, BigId, insert_if_new


class Vote(Base):
    """That an account supports an idea, since a day. Never an event, never shown with a name."""

    __tablename__ = "votes"
    __table_args__ = (Index(None, "account_id"),)

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)


def cast(session: Session, idea: int, by: int) -> None:
    """Support an idea; a vote for an idea merged into it counts too. Once counted, again changes nothing.

    Raises Conflict `idea_not_open`, `merged`.
    """
    standing = standings.lock(session, idea)
    _require_state(session, standing, "vote.cast")
    if standing.sources and session.scalar(select(_voted(group(session, standing), by))):
        return
    today = clock.today()
    vote = insert_if_new(session, Vote).values(idea_id=idea, account_id=by, day=today)
    fresh = session.execute(vote.returning(Vote.day))
    if fresh.first() is None:
        return
    standings.voted(standing, today)
    session.flush()
    if standing.votes == 1:
        boards.rely(session, standing.board_id)


def withdraw(session: Session, idea: int, by: int) -> None:
    """Take support back, from the ideas merged into this one too; without a vote this changes nothing.

    Raises Conflict `idea_not_open`, `merged`.
    """
    standing = standings.lock(session, idea)
    _require_state(session, standing, "vote.withdraw")
    members = group(session, standing)
    gone = session.execute(delete(Vote).where(Vote.idea_id.in_(members), Vote.account_id == by))
    if gone.rowcount:  # type: ignore[attr-defined]
        for source in members[1:]:
            recount(session, standings.lock(session, source))
        recount(session, standing)


def group(session: Session, standing: standings.Standing) -> list[int]:
    """The ideas whose votes count for this one: itself first, then those merged into it."""
    if not standing.sources:
        return [standing.idea_id]
    merged = select(Idea.id).where(Idea.merged_into == standing.idea_id).order_by(Idea.id)
    return [standing.idea_id, *session.scalars(merged)]


def recount(session: Session, standing: standings.Standing) -> None:
    """Make the counters of a locked standing equal to the votes there are: each account of its group counts once."""
    posted = session.execute(select(Idea.created_at).where(Idea.id == standing.idea_id)).scalar_one()
    each = (
        select(func.min(Vote.day).label("day"))
        .where(Vote.idea_id.in_(group(session, standing)))
        .group_by(Vote.account_id)
        .subquery()
    )
    by_day = session.execute(select(each.c.day, func.count()).group_by(each.c.day))
    standings.recount(standing, posted, ((day, votes) for day, votes in by_day))
    session.flush()


def _voted(members: list[int], by: int) -> ColumnElement[bool]:
    return exists().where(Vote.idea_id.in_(members), Vote.account_id == by)


def _require_state(session: Session, standing: standings.Standing, verb: str) -> None:
    if standing.status == "merged":
        raise ideas.merged(session, standing.idea_id)
    policy.require_state(verb, standing.status)
