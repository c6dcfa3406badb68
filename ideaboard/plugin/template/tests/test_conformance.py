"""Every rule of the kit, against the fake."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pytest
from fake_mytracker import READER, TOKEN, FakeMytracker, Issue, signed
from ideaboard_mytracker import MYTRACKER
from ideaboard_mytracker.api import STATUSES

from ideaboard.plugin import Category, Change, RemoteIssue
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance


class TestMytracker(TrackerConformance):
    tracker_type = MYTRACKER
    not_proof = frozenset({"x-mytracker-delivery"})

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeMytracker]:
        with FakeMytracker() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeMytracker) -> Mapping[str, Any]:
        return {"url": fake.url, "project": "roof", "token": TOKEN}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [Seen(one.id, one.title, one.text, list(one.comments)) for one in self.running.issues.values()]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s"},
            "missing_right": {**settings, "token": READER},
            "wrong_project": {**settings, "project": "nowhere"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        state = next(status.id for status in STATUSES.values() if status.category == category)
        self.running.move(issue_id, state)

    def samples(self) -> Sequence[Sample]:
        issue = self.running.as_json(Issue("7", "Plant trees", "Shade.", "closed"))
        told = {"about": "issue", "what": "changed", "issue": issue, "by": "somebody"}
        when = datetime.fromisoformat(issue["updated"])
        change = Change(RemoteIssue("7", "ROOF-7", issue["page"], STATUSES["closed"], when), "somebody")
        return [
            Sample("closed", {}, json.dumps(told).encode(), [change]),
            Sample("something else", {}, b'{"about": "weather"}', []),
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        return signed(sample.body, secret, f"delivery-{sample.name}").headers
