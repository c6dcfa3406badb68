"""The only clock. Everything that asks what time it is asks here, so that a test or a demo can set it once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The present moment: aware, in UTC, to the millisecond."""
    moment = _set.get() or datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def seconds() -> float:
    """The present moment as seconds since 1970, for what is asked thousands of times a second."""
    moment = _set.get()
    return time.time() if moment is None else moment.timestamp()


def day() -> datetime:
    """The beginning of the present day in UTC: all that is kept of when somebody did something anonymously."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


def moment(by: int | None) -> datetime:
    """When `by` does something: now, or only the day when it is done anonymously (None)."""
    return now() if by is not None else day()


def today(time_zone: str = "UTC") -> date:
    """Today's date where `time_zone` (an IANA name) is."""
    return now().astimezone(ZoneInfo(time_zone)).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be `moment` within the block, in this thread."""
    before = _set.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(before)
