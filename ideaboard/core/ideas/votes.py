"""Votes: a member's support for an idea. One each, unique in the database; there is no vote against."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import Connection, Date, ForeignKey, Index, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas import ideas, standings
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.standings import Standing
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


# Built once: a vote is what everybody does most, and to build a statement costs as much as to execute it.
_STANDING: Final = (
    select(Standing.status, Standing.board_id, Standing.votes, Standing.commenters, Standing.score, Standing.sources)
    .where(Standing.idea_id == bindparam("idea"))
    .with_for_update(key_share=True)
)
_HELD: Final = select(Vote.account_id).where(
    Vote.idea_id.in_(bindparam("members", expanding=True)), Vote.account_id.in_(bindparam("accounts", expanding=True))
)
_CAST: Final = insert(Vote.__table__)  # type: ignore[arg-type]
_TAKE_BACK: Final = delete(Vote).where(
    Vote.idea_id.in_(bindparam("members", expanding=True)), Vote.account_id.in_(bindparam("accounts", expanding=True))
)
_POSTED: Final = select(Idea.created_at).where(Idea.id == bindparam("idea"))
_EACH: Final = (
    select(func.min(Vote.day).label("day"))
    .where(Vote.idea_id.in_(bindparam("members", expanding=True)))
    .group_by(Vote.account_id)
    .subquery()
)
_BY_DAY: Final = select(_EACH.c.day, func.count()).group_by(_EACH.c.day)
_COUNT: Final = (
    update(Standing.__table__)  # type: ignore[arg-type]
    .where(Standing.__table__.c.idea_id == bindparam("idea"))
    .values({name: bindparam(name) for name in ("votes", "score", "top_key", "trending_key", "unheard_key")})
)


def _apply(session: Session, idea: int, acts: Sequence[Act]) -> list[Voted]:
    db = session.connection()
    standing = db.execute(_STANDING, {"idea": idea}).first()
    if standing is None:
        raise NotFound
    if standing.status == "merged":
        raise ideas.merged(session, idea)
    policy.require_state("vote.cast", standing.status)
    members = group(session, idea) if standing.sources else [idea]
    held = set(db.execute(_HELD, {"members": members, "accounts": [act.account for act in acts]}).scalars())
    now, count, said = set(held), standing.votes, []
    for act in acts:
        if act.cast != (act.account in now):
            count += 1 if act.cast else -1
            now ^= {act.account}
        said.append(Voted(act.cast, count))
    gained, lost, today = now - held, held - now, clock.today()
    if lost:
        db.execute(_TAKE_BACK, {"members": members, "accounts": list(lost)})
    if gained:
        db.execute(_CAST, [{"idea_id": idea, "account_id": account, "day": today} for account in gained])
        if not standing.votes:
            boards.rely(session, standing.board_id)
    for source in members[1:] if lost else ():
        recount(session, standings.lock(session, source))
    if gained or lost:
        score = _counted(db, members)[1] if lost else standings.grown(standing.score, today, len(gained))
        keys = standings.keys(idea, count, standing.commenters, score)
        db.execute(_COUNT, {"idea": idea, "votes": count, "score": score, **keys})
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


def group(session: Session, idea: int) -> list[int]:
    """The ideas whose votes count for this one: itself first, then those merged into it."""
    return [idea, *session.scalars(select(Idea.id).where(Idea.merged_into == idea).order_by(Idea.id))]


def recount(session: Session, standing: Standing) -> None:
    """Make the counters of a locked standing equal to the votes there are: each account of its group counts once."""
    members = group(session, standing.idea_id) if standing.sources else [standing.idea_id]
    standings.counted(standing, *_counted(session.connection(), members))
    session.flush()


def _counted(db: Connection, members: list[int]) -> tuple[int, float]:
    """How many accounts have voted for the first of these ideas or the others, and the score that this makes."""
    posted = db.execute(_POSTED, {"idea": members[0]}).scalar_one()
    by_day = db.execute(_BY_DAY, {"members": members}).fetchall()
    return sum(votes for _, votes in by_day), standings.score(posted, ((day, votes) for day, votes in by_day))
