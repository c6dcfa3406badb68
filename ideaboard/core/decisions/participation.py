"""Participation: whether few, some, most or nearly all of a board had a say in a month. Never who, and no number."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, String, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.outbox.events import Event
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.db import Base, BigId, insert_if_new

BANDS: Final = ("few", "some", "most", "nearly_all")
# Of fewer people a band would be as good as a number.
FEWEST: Final = 5

# To do one of these in one's own name is to have a say; what is done anonymously has no actor, a vote has no event.
SAYING: Final = frozenset({"task.posted", "idea.posted", "comment.posted", "point.posted", "question.asked"})
_COMING, _GOING = "member.joined", "member.left"
_AT_A_TIME: Final = 1000


class Participation(Base):
    """What is said of a board's month, which its first day stands for: a band, or None where nothing can be said."""

    __tablename__ = "participation"

    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"), primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    band: Mapped[str | None] = mapped_column(String(10))


@dataclass(frozen=True, slots=True)
class Month:
    """A month where a board is: its days from `first` on and before `next`, and when these begin in UTC."""

    first: date
    next: date
    starts: datetime
    ends: datetime


def band(spoke: int, members: int) -> str:
    """The band of so many members having had a say: under a quarter, under a half, under four fifths, or more."""
    if 4 * spoke < members:
        return "few"
    if 2 * spoke < members:
        return "some"
    return "most" if 5 * spoke < 4 * members else "nearly_all"


def judge(session: Session, limit: int = 20) -> int:
    """Judge the month that closed last on boards of which it was not judged yet; at most `limit`. Returns how many.

    A month in whose successor nobody looked is left out. What was judged is not judged again, whatever changes.
    """
    zones = session.scalars(select(Board.time_zone).distinct().order_by(Board.time_zone)).all()
    count = 0
    for zone in zones:
        month = closed(zone)
        judged = exists().where(Participation.board_id == Board.id, Participation.month == month.first.toordinal())
        due = session.execute(
            select(Board.id, Board.results_shown)
            .where(Board.time_zone == zone, Board.archived_at.is_(None), Board.created_at < month.starts, ~judged)
            .order_by(Board.id)
            .limit(limit - count)
        ).all()
        for board, results_shown in due:
            said = _band(session, board, month, votes=results_shown == "always")
            row = {"board_id": board, "month": month.first.toordinal(), "band": said}
            session.execute(insert_if_new(session, Participation).values(row))
        count += len(due)
    return count


def closed(time_zone: str) -> Month:
    """The last month that is over where `time_zone` is, and in UTC, by whose days votes are kept."""
    next = min(clock.today(time_zone), clock.today()).replace(day=1)
    first = (next - timedelta(days=1)).replace(day=1)
    starts, ends = (datetime(day.year, day.month, 1, tzinfo=ZoneInfo(time_zone)) for day in (first, next))
    return Month(first, next, starts.astimezone(UTC), ends.astimezone(UTC))


def _band(session: Session, board: int, month: Month, *, votes: bool) -> str | None:
    """The band of a month; None when people came or went in it, or too few were there."""
    spoke: set[int] = set()
    # What each one who came or went after the month did first after it: so those are known who were there in it.
    later: dict[int, str] = {}
    for event in _back_to(session, board, month.starts):
        if event.type in (_COMING, _GOING):
            if event.at < month.ends:
                return None
            later[event.subject_id] = event.type
        elif event.type in SAYING and event.at < month.ends:
            spoke.add(event.actor_id)
    there = set(session.scalars(select(Membership.account_id).where(Membership.board_id == board)))
    there = there - {each for each, did in later.items() if did == _COMING}
    there |= {each for each, did in later.items() if did == _GOING}
    members = _people(session, there, month)
    if members is None or len(members) < FEWEST:
        return None
    spoke &= members
    if votes:
        # Where votes are not shown to all, a month with them would tell of them.
        spoke |= _voters(session, board, members - spoke, month)
    return band(len(spoke), len(members))


def _back_to(session: Session, board: int, start: datetime) -> Iterator[Any]:
    """The board's events since `start`, the newest first."""
    before = 1 << 62
    while True:
        some = session.execute(
            select(Event.id, Event.type, Event.at, Event.actor_id, Event.subject_id)
            .where(Event.board_id == board, Event.id < before)
            .order_by(Event.id.desc())
            .limit(_AT_A_TIME)
        ).all()
        yield from (event for event in some if event.at >= start)
        # What was done anonymously says its day only, and so may seem older than it is.
        if len(some) < _AT_A_TIME or some[-1].at < start - timedelta(days=1):
            return
        before = some[-1].id


def _people(session: Session, accounts: set[int], month: Month) -> set[int] | None:
    """Those of the accounts who are people and could have had a say; None when one was shut out in the month."""
    found = session.execute(
        select(Account.id, Account.disabled_at).where(
            Account.id.in_(accounts),
            Account.kind == "person",
            or_(Account.disabled_at.is_(None), Account.disabled_at >= month.starts),
        )
    ).all()
    if any(disabled_at is not None and disabled_at < month.ends for _, disabled_at in found):
        return None
    return {account for account, _ in found}


def _voters(session: Session, board: int, accounts: set[int], month: Month) -> set[int]:
    """Those of the accounts whose vote for one of the board's ideas is of a day of the month."""
    return set(
        session.scalars(
            select(Vote.account_id)
            .distinct()
            .join(Idea, Idea.id == Vote.idea_id)
            .where(
                Vote.account_id.in_(accounts), Vote.day >= month.first, Vote.day < month.next, Idea.board_id == board
            )
        )
    )
