"""Limits: how much of something somebody may do in a time. Exact, whichever process is asked.

The generic cell rate algorithm (ITU-T I.371): all that is kept of somebody is the moment at which their allowance is
whole again. So many come at once, then one each `window / quota` seconds; who waits as they are told is never refused.
"""

import math
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Float, Index, LargeBinary, delete, func, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base
from ideaboard.errors import Problem


class Allowance(Base):
    """When somebody's allowance is whole again, in seconds since 1970. `key` is a keyed hash of who and of what."""

    __tablename__ = "allowances"
    __table_args__ = (Index(None, "whole_at"),)

    key: Mapped[bytes] = mapped_column(LargeBinary(16), primary_key=True)
    whole_at: Mapped[float] = mapped_column(Float(53))


@dataclass(frozen=True, slots=True)
class Limit:
    """So many (`quota`) in so many seconds (`window`), under a `name`."""

    name: str
    quota: int
    window: int

    @property
    def each(self) -> float:
        """Seconds after which one more may be done."""
        return self.window / self.quota


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether it is allowed, how many more are, and the whole seconds until more are (or all, when some are)."""

    limit: Limit
    allowed: bool
    left: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing done: under which limit, by whom."""

    limit: Limit
    key: bytes


class TooMany(Problem):
    """Somebody did too much of something; `verdicts` say when they may go on."""

    code = "too_many_requests"

    def __init__(self, verdicts: list[Verdict]) -> None:
        wait = max((verdict.seconds for verdict in verdicts if not verdict.allowed), default=1)
        super().__init__(detail=f"Go on in {wait} s.")
        self.verdicts = verdicts
        self.seconds = wait


def judge(limit: Limit, whole_at: float | None, now: float) -> tuple[Verdict, float | None]:
    """Judge one more, of somebody whose allowance is whole at `whole_at`; returns when it is whole after that.

    Refused, nothing changes, and the second part is None.
    """
    after = max(whole_at or now, now) + limit.each
    # A thousandth of one: what floats lose is nobody's fault.
    if after - now > limit.window + limit.each / 1000:
        return refused(limit, whole_at or now, now), None
    return allowed(limit, after, now), after


def allowed(limit: Limit, whole_at: float, now: float) -> Verdict:
    """The verdict on what was allowed, the allowance being whole at `whole_at` now."""
    left = math.floor((limit.window - (whole_at - now)) / limit.each + 0.001)
    until = whole_at - now if left > 0 else whole_at - now + limit.each - limit.window
    return Verdict(limit, True, left, max(1, math.ceil(until)))


def refused(limit: Limit, whole_at: float, now: float) -> Verdict:
    """The verdict on what was refused."""
    return Verdict(limit, False, 0, max(1, math.ceil(whole_at - now + limit.each - limit.window)))


def apply(session: Session, charges: list[tuple[Charge, ...]]) -> list[list[Verdict] | Problem]:
    """Charge what several requests did, each under one or more limits; the verdicts of each."""
    found: dict[tuple[int, int], Verdict] = {}
    flat = [(charge, at, nth) for at, some in enumerate(charges) for nth, charge in enumerate(some)]
    # In one order, so that two processes that charge the same people wait for one another, and never both.
    for charge, at, nth in sorted(flat, key=lambda one: one[0].key):
        found[at, nth] = _charge(session, charge)
    return [[found[at, nth] for nth in range(len(some))] for at, some in enumerate(charges)]


def _charge(session: Session, charge: Charge) -> Verdict:
    now, limit = clock.seconds(), charge.limit
    sqlite = session.get_bind().dialect.name == "sqlite"
    insert: Any = (sqlite_insert if sqlite else postgresql_insert)(Allowance.__table__)  # type: ignore[arg-type]
    later = func.max if sqlite else func.greatest
    after = later(Allowance.whole_at, now) + limit.each
    row = session.execute(
        insert.values(key=charge.key, whole_at=now + limit.each)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={"whole_at": after},
            where=after - now <= limit.window + limit.each / 1000,
        )
        .returning(Allowance.whole_at)
    ).scalar()
    if row is not None:
        return allowed(limit, row, now)
    kept = session.execute(select(Allowance.whole_at).where(Allowance.key == charge.key)).scalar_one()
    return refused(limit, kept, now)


def forget_old(session: Session) -> None:
    """Drop the allowances that are whole again: who has none has all of it."""
    session.execute(
        delete(Allowance).where(Allowance.whole_at < clock.seconds() - 60).execution_options(synchronize_session=False)
    )
