"""Every rule of the kit, against the fake."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from fake_bugzilla import KEY, READER, FakeBugzilla
from ideaboard.plugin import Answer, AuthFailed, Category, Refused
from ideaboard.plugin.testing import Seen, TrackerConformance

from ideaboard_bugzilla import ideaboard_trackers

MOVES = {
    "open": ("CONFIRMED", ""),
    "in_progress": ("IN_PROGRESS", ""),
    "done": ("RESOLVED", "FIXED"),
    "rejected": ("RESOLVED", "WONTFIX"),
}


class TestBugzilla(TrackerConformance):
    tracker_type = ideaboard_trackers()
    own_failures = (
        (Answer(400, {}, b'{"error": true, "code": 306, "message": "The API key you specified is invalid."}'), AuthFailed),
        (Answer(401, {}, b'{"error": true, "code": 109, "message": "You may not edit this bug."}'), Refused),
    )

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeBugzilla]:
        with FakeBugzilla() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeBugzilla) -> Mapping[str, Any]:
        return {"url": fake.url, "product": "Garden", "component": "Beds", "version": "1.0", "api_key": KEY}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        bugs = self.running.bugs.values()
        return [Seen(str(bug.id), bug.summary, bug.comments[0], bug.comments[1:]) for bug in bugs]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "api_key": "somebodyElse0000000000000000000000000key"},
            "missing_right": {**settings, "api_key": READER},
            "wrong_project": {**settings, "product": "Cellar"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(int(issue_id), *MOVES[category])
