"""Polling: each change once, whatever the clocks say, and however many come at once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from ideaboard_redmine import REDMINE

from ideaboard.plugin import Polled, Tracker
from ideaboard.plugin.testing import FaultyHttp
from tests.fakes.redmine import KEYS, PROJECT, FakeRedmine

NOON = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)


class Clock(FakeRedmine):
    """A Redmine whose time stands until it is moved."""

    time = NOON

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def fake() -> Iterator[Clock]:
    with Clock() as running:
        yield running
        running.assert_contract_held()


@pytest.fixture
def tracker(fake: Clock) -> Tracker:
    settings = {"url": fake.url, "project": PROJECT, "token": KEYS["bot"]}
    return REDMINE.open(REDMINE.settings().load(settings), FaultyHttp())


def told(polled: Polled) -> list[tuple[str, str]]:
    """The issues by number, with their status' name."""
    return [(change.issue.id, change.issue.status.name) for change in polled.changes if change.issue.status]


def rest(tracker: Tracker, cursor: str) -> tuple[list[str], str]:
    """Every change there is by now, and the cursor after it."""
    found: list[str] = []
    for _ in range(50):
        polled = tracker.poll(cursor)
        found += [change.issue.id for change in polled.changes]
        cursor = polled.cursor
        if not polled.more:
            return found, cursor
    raise AssertionError("it does not end")


def test_changes_come_oldest_first_and_once(fake: Clock, tracker: Tracker) -> None:
    for _ in range(3):
        fake.plant("One")
    cursor = tracker.poll(None).cursor
    for number, status in ((3, 2), (1, 5)):
        fake.time += timedelta(seconds=30)
        fake.move(number, status)
    polled = tracker.poll(cursor)
    assert told(polled) == [("3", "In Progress"), ("1", "Closed")]
    assert [change.issue.updated_at for change in polled.changes] == [NOON + timedelta(seconds=s) for s in (30, 60)]
    assert told(tracker.poll(polled.cursor)) == []


def test_what_comes_after_nothing_was_there_is_news(fake: Clock, tracker: Tracker) -> None:
    cursor = tracker.poll(None).cursor
    fake.plant("The first one")
    assert told(tracker.poll(cursor)) == [("1", "New")]


def test_two_changes_within_one_second_are_both_told(fake: Clock, tracker: Tracker) -> None:
    fake.plant("One")
    cursor = tracker.poll(None).cursor
    fake.move(1, 2)
    first = tracker.poll(cursor)
    fake.move(1, 5)
    second = tracker.poll(first.cursor)
    assert (told(first), told(second)) == ([("1", "In Progress")], [("1", "Closed")])


def test_a_change_that_shows_up_late_or_by_a_slow_clock_is_told(fake: Clock, tracker: Tracker) -> None:
    fake.plant("One")
    fake.plant("Two")
    cursor = tracker.poll(None).cursor
    fake.time = NOON + timedelta(minutes=10)
    fake.move(1, 2)
    cursor = tracker.poll(cursor).cursor
    fake.time -= timedelta(seconds=90)
    fake.move(2, 2)
    assert told(tracker.poll(cursor)) == [("2", "In Progress")]


def test_a_change_from_the_future_hides_none_that_come(fake: Clock, tracker: Tracker) -> None:
    fake.plant("One")
    fake.plant("Two", updated=datetime(2999, 1, 1, tzinfo=UTC))
    fake.time = datetime.now(UTC).replace(microsecond=0)
    cursor = tracker.poll(None).cursor
    fake.move(1, 2)
    polled = tracker.poll(cursor)
    assert told(polled) == [("1", "In Progress")]
    assert told(tracker.poll(polled.cursor)) == []


def test_hundreds_changed_in_one_second_are_told_once_each(fake: Clock, tracker: Tracker) -> None:
    for _ in range(1_250):
        fake.plant("One of many")
    fake.time += timedelta(hours=1)
    cursor = tracker.poll(None).cursor
    for number in range(1, 1_251):
        fake.move(number, 5)
    first = tracker.poll(cursor)
    assert first.more
    assert len(first.changes) == 500
    others, cursor = rest(tracker, first.cursor)
    assert [change.issue.id for change in first.changes] + others == [str(number) for number in range(1, 1_251)]
    # As long as nothing happens it costs one call.
    before = len(fake.requests)
    assert told(tracker.poll(cursor)) == []
    assert len([seen for seen in fake.requests[before:] if seen.path == "/issues.json"]) == 1
    fake.time += timedelta(seconds=5)
    fake.move(7, 2)
    polled = tracker.poll(cursor)
    assert (told(polled), polled.more) == ([("7", "In Progress")], False)


def test_the_cursor_keeps_only_the_last_minutes(fake: Clock, tracker: Tracker) -> None:
    for _ in range(150):
        fake.plant("One")
    cursor = tracker.poll(None).cursor
    fake.time += timedelta(hours=1)
    fake.move(1, 5)
    found, cursor = rest(tracker, cursor)
    assert found == ["1"]
    assert len(cursor) < 200


def test_what_is_deleted_or_moved_away_breaks_nothing(fake: Clock, tracker: Tracker) -> None:
    for _ in range(3):
        fake.plant("One")
    cursor = tracker.poll(None).cursor
    del fake.known[1]
    fake.known[2].project = 2
    fake.move(3, 5)
    assert told(tracker.poll(cursor)) == [("3", "Closed")]


@pytest.mark.parametrize(
    "cursor", ["[]", "{}", '{"since":1,"known":{}}', '{"since":"2026-01-01","known":{}}', '{"since":"x","known":[]}']
)
def test_a_cursor_that_nobody_gave_begins_anew(fake: Clock, tracker: Tracker, cursor: str) -> None:
    fake.plant("One")
    assert tracker.poll(cursor) == tracker.poll(None)
