"""Standings: counters and packed sort keys, one narrow row an idea, so that a vote never touches the idea itself.

A packed key is `number << 40 | idea`: one indexed integer sorts by the number and breaks ties by the idea, and a
page is one range of it. The trending score is time-independent and so can be stored: S starts at posted/τ, a vote
on day t makes it ln(e^S + e^(t/τ)), with τ = 7 days.
"""

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from sqlalchemy import BigInteger, Float, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard.db import Base, BigId, locked

TAU: Final = 7 * 86_400.0
ID_BITS: Final = 40
# The score is packed in 1/2048 of τ (five minutes), counted from 2020 so that 23 bits last until 2098.
_ORIGIN: Final = datetime(2020, 1, 1, tzinfo=UTC).timestamp() / TAU
_GRAIN: Final = 2048


class Standing(Base):
    """An idea's numbers, its own and those of the `sources` merged into it.

    Board, task and status are copies to sort by. `unheard_key` is made of its voices (votes and people who
    commented), `quiet_key` of the latter alone.
    """

    __tablename__ = "standings"
    __table_args__ = (
        Index(None, "board_id", "idea_id"),
        Index(None, "board_id", "status", "idea_id"),
        Index(None, "board_id", "top_key"),
        Index(None, "board_id", "status", "top_key"),
        Index(None, "board_id", "trending_key"),
        Index(None, "board_id", "status", "trending_key"),
        Index(None, "board_id", "status", "unheard_key"),
        Index(None, "board_id", "status", "quiet_key"),
        *(
            Index(None, "task_id", key, sqlite_where=text("task_id IS NOT NULL"),
                  postgresql_where=text("task_id IS NOT NULL"))
            for key in ("idea_id", "top_key", "trending_key", "unheard_key", "quiet_key")
        ),
    )  # fmt: skip

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    board_id: Mapped[int] = mapped_column(BigId)
    task_id: Mapped[int | None] = mapped_column(BigId)
    status: Mapped[str] = mapped_column(String(12))
    votes: Mapped[int]
    comments: Mapped[int]
    commenters: Mapped[int]
    sources: Mapped[int]
    score: Mapped[float] = mapped_column(Float(53))
    top_key: Mapped[int] = mapped_column(BigInteger)
    trending_key: Mapped[int] = mapped_column(BigInteger)
    unheard_key: Mapped[int] = mapped_column(BigInteger)
    quiet_key: Mapped[int] = mapped_column(BigInteger)


def start(session: Session, idea: int, *, board: int, task: int | None, status: str, posted: datetime) -> Standing:
    """The standing of a fresh idea, posted at `posted`."""
    standing = Standing(
        idea_id=idea,
        board_id=board,
        task_id=task,
        status=status,
        votes=0,
        comments=0,
        commenters=0,
        sources=0,
        score=posted.timestamp() / TAU,
    )
    _pack(standing)
    session.add(standing)
    session.flush()
    return standing


def lock(session: Session, idea: int) -> Standing:
    """The idea's standing, held until the transaction ends: everything that counts takes its turn here."""
    return locked(session, Standing, Standing.idea_id == idea)


def grown(score: float, day: date, votes: int) -> float:
    """The score after so many more votes, cast on `day`."""
    return _log_add(score, score_of(day) + math.log(votes))


def counted(standing: Standing, votes: int, score: float) -> None:
    """Set how many votes there are, and the score that they make."""
    standing.votes = votes
    standing.score = score
    _pack(standing)


def discussed(standing: Standing, *, comments: int, commenters: int) -> None:
    """Set how many comments there are, and by how many people."""
    standing.comments = comments
    standing.commenters = commenters
    _pack(standing)


def moved(session: Session, idea: int, status: str) -> None:
    """Follow the idea to its new status."""
    lock(session, idea).status = status


@lru_cache(maxsize=4096)
def score_of(day: date) -> float:
    """t/τ of a vote cast on `day`."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() / TAU


def score(posted: datetime, votes_by_day: Iterable[tuple[date, int]]) -> float:
    """The score of an idea posted at `posted` with so many votes of each day: the log of the sum of their powers."""
    total = posted.timestamp() / TAU
    for day, votes in sorted(votes_by_day):
        total = grown(total, day, votes)
    return total


def keys(idea: int, votes: int, commenters: int, score: float) -> dict[str, int]:
    """An idea's packed sort keys, by the names of their columns."""
    return {
        "top_key": pack(votes, idea),
        "trending_key": pack(max(0, round((score - _ORIGIN) * _GRAIN)), idea),
        "unheard_key": pack(votes + commenters, idea),
        # The same without the votes, for boards that do not show them.
        "quiet_key": pack(commenters, idea),
    }


def waiting(since: datetime, idea: int) -> int:
    """The key that sorts what waits for an answer: by the day (UTC) since which it does, then by its id."""
    return pack(since.date().toordinal(), idea)


def pack(number: int, idea: int) -> int:
    """`number` (under 2^23) and the idea's id in one sortable 63-bit integer."""
    return number << ID_BITS | idea


def _log_add(a: float, b: float) -> float:
    """ln(e^a + e^b) without overflow: max(a, b) + ln(1 + e^-|a-b|)."""
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))


def _pack(standing: Standing) -> None:
    packed = keys(standing.idea_id, standing.votes, standing.commenters, standing.score)
    for name, key in packed.items():
        setattr(standing, name, key)
