"""C11, C12 and P1: an issue's status goes out and comes in; issues that are there already are found."""

import contextlib
from collections.abc import Mapping
from typing import Any, Final

import pytest

from ideaboard.plugin import CATEGORIES, Capability, Category, Gone, Refused, Tracker, TrackerError
from ideaboard.plugin.testing.bench import Bench, wish

_TO: Final[tuple[Category, ...]] = ("done", "in_progress", "rejected", "open")


class Moving(Bench):
    """The rules of `set_status`, `statuses`, `poll`, `look_up` and `open_issues`."""

    @pytest.mark.parametrize("category", _TO)
    def test_c11_to_move_an_issue_twice_is_fine(self, tracker: Tracker, category: Category) -> None:
        self._only_with("set_status")
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        before = tracker.fetch(issue.id).status
        refused: str | None = None
        moved = []
        try:
            moved = [tracker.set_status(issue.id, category) for _ in range(2)]
        except Refused as error:
            refused = str(error)
        if refused is not None:
            assert category in ("in_progress", "rejected"), f"to {category}: {refused}"
            assert refused.strip()
            assert tracker.fetch(issue.id).status == before, "it was refused, and moved"
            return
        assert {status.category for status in moved} == {category}
        assert moved[0] == moved[1] == tracker.fetch(issue.id).status

    def test_c11_an_issue_is_moved_there_and_back(self, tracker: Tracker) -> None:
        self._only_with("set_status")
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        for category in ("done", "open", "done"):
            assert tracker.set_status(issue.id, category).category == category
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [issue.id]

    def test_c11_to_move_an_issue_that_is_not_there_says_gone(self, tracker: Tracker) -> None:
        self._only_with("set_status")
        with pytest.raises(Gone):
            tracker.set_status(self.absent_id, "done")

    def test_c11_statuses_are_told_by_id(self, tracker: Tracker) -> None:
        self._only_with("statuses")
        statuses = tracker.statuses()
        assert len({status.id for status in statuses}) == len(statuses)
        assert all(status.id and status.name and status.category in CATEGORIES for status in statuses)
        assert {"open", "done"} <= {status.category for status in statuses}
        wanted = wish()
        assert tracker.create(wanted.draft, wanted.marker).status in statuses

    def test_c12_an_issue_is_looked_up_by_its_key_and_by_its_address(self, tracker: Tracker) -> None:
        self._only_with("look_up")
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        for text in (issue.key, issue.url, f" {issue.key} "):
            found = tracker.look_up(text)
            assert (found.issue.id, found.issue.key, found.issue.url) == (issue.id, issue.key, issue.url)
            assert found.title == wanted.draft.title
            assert wanted.draft.body in found.body.replace("\r\n", "\n")

    @pytest.mark.parametrize(
        "text", ["no such thing", "", "99999999", "https://elsewhere.invalid/1", "\0", "x" * 2000, "🌳", "../../1"]
    )
    def test_c12_what_names_no_issue_is_refused_or_gone(self, tracker: Tracker, text: str) -> None:
        self._only_with("look_up")
        with pytest.raises((Gone, Refused)):
            tracker.look_up(text)

    def test_c12_every_open_issue_is_listed_once(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        self._only_with("open_issues")
        made = [tracker.create(one.draft, one.marker).id for one in (wish() for _ in range(3))]
        if "set_status" in self.tracker_type.capabilities:
            tracker.set_status(made.pop(), "done")
        listed: list[str] = []
        cursor: str | None = None
        for _ in range(200):
            page = tracker.open_issues(cursor)
            listed += [each.issue.id for each in page.issues]
            cursor = page.next
            if cursor is None:
                break
        assert cursor is None, "it does not end"
        assert len(listed) == len(set(listed)), "one is listed twice"
        assert set(made) <= set(listed)
        if "set_status" in self.tracker_type.capabilities:
            assert len(listed) < len(self.seen(settings)), "a closed one is listed"

    def test_p1_a_change_is_told_once(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        self._only_with("poll")
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        first = tracker.poll(None)
        assert list(first.changes) == [], "what was there before is no news"
        self.move(settings, issue.id, "done")
        second = tracker.poll(first.cursor)
        mine = [change.issue for change in second.changes if change.issue.id == issue.id]
        assert [found.status and found.status.category for found in mine] == ["done"]
        third = tracker.poll(second.cursor)
        assert [change for change in third.changes if change.issue.id == issue.id] == [], "it is told twice"

    def test_p1_a_cursor_that_was_never_given_is_no_crash(self, tracker: Tracker) -> None:
        self._only_with("poll")
        for cursor in ("", "nonsense", "\0", "9" * 400):
            with contextlib.suppress(TrackerError):
                assert isinstance(tracker.poll(cursor).cursor, str)

    def _only_with(self, capability: Capability) -> None:
        if capability not in self.tracker_type.capabilities:
            pytest.skip(f"the type does not declare the capability `{capability}`")
