"""What changed since the last time, each change once.

Redmine's times are whole seconds, set before a change can be seen, and by more than one clock where it runs on several
machines. So the last minutes are listed again each time, and the cursor keeps what was told of them.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ideaboard.plugin import Change, Polled, Refused
from ideaboard_redmine.calls import MAX_PAGES, PER_PAGE, Page, Params
from ideaboard_redmine.issues import Answered, moment

# How late a change may show up, and how much Redmine's clocks may differ.
MARGIN: Final = timedelta(minutes=2)
# So many changes are enough for one answer.
_ENOUGH: Final = 500
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)

List = Callable[[Params], Page[Answered]]


@dataclass(frozen=True, slots=True)
class Cursor:
    """From when to list, and what is known since: by the issue's number the time of its last change and its status."""

    since: datetime
    known: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """The cursor that `text` is; None when it is none of ours."""
        try:
            said = json.loads(text)
            known = {str(number): str(state) for number, state in said["known"].items()}
            return cls(moment(said["since"]), known)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            return None

    def __str__(self) -> str:
        return json.dumps({"since": as_said(self.since), "known": dict(self.known)}, separators=(",", ":"))

    def is_news(self, one: Answered) -> bool:
        """Whether this was not told yet."""
        return self.known.get(one.issue.id) != _state(one)

    def after(self, listed: Iterable[Answered], *, whole: bool, now: datetime) -> "Cursor":
        """The cursor when `listed` is told too; `whole` says that it is everything since this cursor."""
        listed = list(listed)
        # A change from the future, by a clock that was wrong once, must not hide those that come.
        newest = max((min(one.updated, now) for one in listed), default=self.since)
        since = max(self.since, newest - MARGIN)
        told = {one.issue.id: _state(one) for one in listed}
        if not whole:
            told = {**self.known, **told}
        # Redmine compares fractions of a second that it does not show.
        first = as_said(since - _SECOND)
        return Cursor(since, {number: state for number, state in told.items() if state.partition(" ")[0] >= first})


def begin(list_issues: List, now: datetime) -> Polled:
    """Nothing but the cursor to begin with: what is there by now is known."""
    newest = list_issues({**_NEWEST_FIRST, "limit": 1}).entries
    since = min(newest[0].updated, now) - MARGIN if newest else _BEGINNING
    cursor = Cursor(since, {})
    known = [one for page, _ in _pages(list_issues, cursor) for one in page]
    return Polled((), str(cursor.after(known, whole=True, now=now)))


def go_on(list_issues: List, cursor: Cursor, now: datetime) -> Polled:
    """What is not told yet, oldest first. Usually it is one call: the newest hundred hold all since the cursor."""
    newest = list_issues({**_NEWEST_FIRST, **_since(cursor)})
    listed = newest.entries[::-1]
    if newest.total <= len(listed):
        return Polled(_told(cursor, listed), str(cursor.after(listed, whole=True, now=now)))
    if newest.total == len(cursor.known) and not any(cursor.is_news(one) for one in listed):
        return Polled((), str(cursor))
    return _catch_up(list_issues, cursor, now)


def _catch_up(list_issues: List, cursor: Cursor, now: datetime) -> Polled:
    """The oldest of what is not told yet, and whether there is more."""
    listed: list[Answered] = []
    news = 0
    more = False
    for page, left in _pages(list_issues, cursor):
        listed, more = listed + page, left
        news += sum(cursor.is_news(one) for one in page)
        if news >= _ENOUGH:
            break
    return Polled(_told(cursor, listed), str(cursor.after(listed, whole=not more, now=now)), more)


def _pages(list_issues: List, cursor: Cursor) -> Iterator[tuple[list[Answered], bool]]:
    """The pages since the cursor, oldest first, and with each whether there is more. Raises Refused for too many."""
    count = 0
    for _ in range(MAX_PAGES):
        page = list_issues({**_OLDEST_FIRST, **_since(cursor), "offset": count})
        count += len(page.entries)
        more = bool(page.entries) and count < page.total
        yield page.entries, more
        if not more:
            return
    raise Refused(f"Redmine lists more than {MAX_PAGES} pages of changes within minutes")


def _told(cursor: Cursor, listed: Iterable[Answered]) -> list[Change]:
    # One that changed while the pages were read stands on two of them.
    last = {one.issue.id: one for one in listed}
    return [Change(one.issue) for one in last.values() if cursor.is_news(one)]


def _state(one: Answered) -> str:
    """What an issue's change is known by: two within one second differ by the status at least."""
    return f"{as_said(one.updated)} {one.status.id}"


def _since(cursor: Cursor) -> dict[str, Any]:
    return {"updated_on": f">={as_said(cursor.since)}"}


def as_said(at: datetime) -> str:
    """A time as Redmine reads it, in whole seconds; as texts they sort by time."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


_NEWEST_FIRST: Final[Mapping[str, Any]] = {"status_id": "*", "sort": "updated_on:desc,id:desc", "limit": PER_PAGE}
_OLDEST_FIRST: Final[Mapping[str, Any]] = {"status_id": "*", "sort": "updated_on,id", "limit": PER_PAGE}
