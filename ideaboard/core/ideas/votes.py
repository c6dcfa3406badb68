"""Votes: a member's support for an idea. One each, unique in the database; there is no vote against."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, ForeignKey, Index, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas import ideas, standings
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people import boards, policy
from ideaboard.db import Base, BigId
from ideaboard.errors import Conflict, NotFound, Problem


class Vote(Base):
    """That an account supports an idea, since a day. Never an event, never shown with a name."""

    __tablename__ = "votes"
    __table_args__ = (Index(None, "account_id"),)

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)


class Act(NamedTuple):
    """What an account wants of its vote for an idea: that it is `cast`, or that it is not."""

    idea: int
    account: int
    cast: bool


class Voted(NamedTuple):
    """How things stand after an act: whether the account's vote is counted, and how many are (None: not shown)."""

    voted: bool
    votes: int | None


def apply(session: Session, acts: Sequence[Act]) -> list[Voted | Problem]:
    """Carry out many acts, in their order, in one transaction; what came of each, or why it was refused.

    A vote for an idea counts for the one that it is merged into, and once. Casting again, or taking back what is
    not there, changes nothing. Refused is a Conflict `idea_not_open` or `merged`, or NotFound.
    """
    said: dict[int, Voted | Problem] = {}
    # Lower ids first: whoever takes several ideas takes them in this order.
    for idea in sorted({act.idea for act in acts}):
        mine = [(place, act) for place, act in enumerate(acts) if act.idea == idea]
        try:
            said.update(zip((place for place, _ in mine), _apply(session, idea, [act for _, act in mine]), strict=True))
        except (Conflict, NotFound) as refused:
            said.update((place, refused) for place, _ in mine)
    return [said[place] for place in range(len(acts))]


def _apply(session: Session, idea: int, acts: Sequence[Act]) -> list[Voted]:
    standing = standings.lock(session, idea)
    if standing.status == "merged":
        raise ideas.merged(session, idea)
    policy.require_state("vote.cast", standing.status)
    members = group(session, standing)
    held = set(
        session.scalars(
            select(Vote.account_id).where(Vote.idea_id.in_(members), Vote.account_id.in_({act.account for act in acts}))
        )
    )
    now, count, said = set(held), standing.votes, []
    for act in acts:
        if act.cast != (act.account in now):
            count += 1 if act.cast else -1
            now ^= {act.account}
        said.append(Voted(act.cast, count))
    if held - now:
        session.execute(delete(Vote).where(Vote.idea_id.in_(members), Vote.account_id.in_(held - now)))
    today = clock.today()
    if now - held:
        session.execute(insert(Vote), [{"idea_id": idea, "account_id": one, "day": today} for one in now - held])
        if not standing.votes:
            boards.rely(session, standing.board_id)
    if held - now:
        for source in members[1:]:
            recount(session, standings.lock(session, source))
        recount(session, standing)
    else:
        for _ in now - held:
            standings.voted(standing, today)
        session.flush()
    return said


def cast(session: Session, idea: int, by: int) -> Voted:
    """Support an idea. Raises what `apply` refuses with."""
    return _one(session, Act(idea, by, True))


def withdraw(session: Session, idea: int, by: int) -> Voted:
    """Take support back. Raises what `apply` refuses with."""
    return _one(session, Act(idea, by, False))


def _one(session: Session, act: Act) -> Voted:
    [said] = apply(session, [act])
    if isinstance(said, Problem):
        raise said
    return said


def shown(results_shown: str, voted: bool) -> bool:
    """Whether the votes of an open idea are shown to somebody who has `voted` for it, or not."""
    return results_shown == "always" or (results_shown == "after_voting" and voted)


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
