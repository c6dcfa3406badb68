"""The kit's rules, against a fake Redmine; test_real.py has them against a real one."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from ideaboard_redmine import REDMINE
from marshmallow import ValidationError

from ideaboard.plugin import Category, Gone, Refused
from ideaboard.plugin.testing import Seen, TrackerConformance
from ideaboard.plugin.testing.bench import wish
from tests.fakes.redmine import PROJECT, TOKEN, FakeRedmine

NUMBERS: Mapping[Category, int] = {"open": 1, "in_progress": 2, "done": 5}


class TestRedmine(TrackerConformance):
    tracker_type = REDMINE

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeRedmine]:
        with FakeRedmine() as running:
            self.running = running
            yield running
            assert running.violations == []

    @pytest.fixture
    def settings(self, fake: FakeRedmine) -> Mapping[str, Any]:
        return {"url": fake.url, "project": PROJECT, "token": TOKEN, "issue_type": "Feature"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [Seen(str(one.id), one.subject, one.description, list(one.notes)) for one in self.running.issues]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s"},
            "missing_right": {**settings, "project": "secret"},
            "wrong_project": {**settings, "project": "nowhere"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(int(issue_id), NUMBERS[category])

    def test_what_the_workflow_forbids_is_seen_and_said(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        self.running.forbidden.add(5)
        with pytest.raises(Refused, match="Redmine left it in New"):
            tracker.set_status(made.id, "done")

    def test_the_order_of_the_statuses_tells_what_is_going_on(self, settings: Mapping[str, Any], http: Any) -> None:
        told = {status.name: status.category for status in self.open(settings, http).statuses()}
        assert told == {
            "New": "open", "In Progress": "in_progress", "Resolved": "in_progress", "Feedback": "in_progress",
            "Closed": "done", "Rejected": "done",
        }  # fmt: skip

    def test_two_changes_within_a_second_are_both_told(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        issue = self.running.plant("One")
        cursor = tracker.poll(None).cursor
        told = []
        for status in (2, 5, 1):
            self.running.known[issue.id].status = status
            polled = self.open(settings, http).poll(cursor)
            cursor = polled.cursor
            told += [change.issue.status and change.issue.status.name for change in polled.changes]
        assert told == ["In Progress", "Closed", "New"]

    @pytest.mark.parametrize("hours", [-30, 30])
    def test_only_redmines_own_clock_counts(self, settings: Mapping[str, Any], http: Any, hours: int) -> None:
        self.running.ahead = timedelta(hours=hours)
        self.running.plant("Before")
        tracker = self.open(settings, http)
        cursor = tracker.poll(None).cursor
        issue = self.running.plant("After")
        polled = tracker.poll(cursor)
        assert [change.issue.id for change in polled.changes] == [str(issue.id)]
        assert tracker.poll(polled.cursor).changes == []

    def test_a_change_that_ended_late_is_told_and_only_once(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        late = self.running.plant("Late")
        cursor = tracker.poll(None).cursor
        newer = self.running.plant("Newer")
        newer.updated += timedelta(seconds=30)
        cursor = tracker.poll(cursor).cursor
        # It was begun before, and its transaction ended after the poll.
        late.status, late.updated = 5, newer.updated - timedelta(seconds=20)
        polled = tracker.poll(cursor)
        assert [change.issue.id for change in polled.changes] == [str(late.id)]
        assert tracker.poll(polled.cursor).changes == []

    def test_many_changes_are_all_told(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        cursor = tracker.poll(None).cursor
        made = [str(self.running.plant(f"Idea {number}").id) for number in range(230)]
        polled = tracker.poll(cursor)
        assert [change.issue.id for change in polled.changes] == made
        assert tracker.poll(polled.cursor).changes == []

    def test_many_open_issues_are_read_to_the_end(self, settings: Mapping[str, Any], http: Any) -> None:
        made = [str(self.running.plant(f"Idea {number}").id) for number in range(230)]
        tracker = self.open(settings, http)
        listed, cursor = [], None
        for _ in range(3):
            page = tracker.open_issues(cursor)
            listed += [each.issue.id for each in page.issues]
            cursor = page.next
        assert (cursor, listed) == (None, made)

    def test_an_issue_of_another_project_is_named_and_refused(self, settings: Mapping[str, Any], http: Any) -> None:
        there = self.running.plant("Theirs", project="elsewhere")
        with pytest.raises(Refused, match=f"#{there.id} is an issue of Elsewhere"):
            self.open(settings, http).look_up(f"#{there.id}")

    def test_when_the_project_is_out_of_sight_no_link_is_lost(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        with pytest.raises(Gone):
            tracker.fetch("7")
        del self.running.projects[PROJECT]
        with pytest.raises(Refused):
            tracker.fetch("7")

    def test_a_project_that_takes_nothing_is_told(self, settings: Mapping[str, Any], http: Any) -> None:
        self.running.status_of_project = 5
        assert [finding.code for finding in self.open(settings, http).check().findings] == ["wrong_project"]
        self.running.status_of_project = 1
        [finding] = self.open({**settings, "issue_type": "Epic"}, http).check().findings
        assert "Bug, Feature, Support" in finding.detail

    def test_the_tracker_is_the_one_that_was_chosen(self, settings: Mapping[str, Any], http: Any) -> None:
        for kind, number in (("Feature", 2), ("", 1)):
            wanted = wish()
            self.open({**settings, "issue_type": kind}, http).create(wanted.draft, wanted.marker)
            assert self.running.issues[-1].tracker == number
        assert [choice.id for choice in self.open(settings, http).choices("issue_type")] == [
            "Bug",
            "Feature",
            "Support",
        ]


@pytest.mark.parametrize(
    "url", ["http://redmine.example.org", "https://u:p@redmine.example.org", "redmine.example.org", "https://[", ""]
)
def test_an_address_that_would_carry_the_key_in_the_open_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        REDMINE.settings().load({"url": url, "project": PROJECT, "token": TOKEN})
    assert set(refused.value.messages_dict) == {"url"}
