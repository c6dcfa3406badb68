"""The kit's rules, against the fake GitHub."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import pytest
from ideaboard_github import ideaboard_trackers

from ideaboard.plugin import Answer
from ideaboard.plugin.testing import Seen, TrackerConformance
from tests.fakes.github import REPOSITORY, TOKEN, FakeGitHub


class TestGitHub(TrackerConformance):
    tracker_type = ideaboard_trackers()
    absent_id = "999999999:1"
    rate_limits: ClassVar[Sequence[Answer]] = (
        Answer(403, {"x-ratelimit-remaining": "0"}, b'{"message": "API rate limit exceeded"}'),
        Answer(403, {"retry-after": "30"}, b'{"message": "Slow down"}'),
        Answer(403, {}, b'{"message": "You have exceeded a secondary rate limit."}'),
    )

    @pytest.fixture(autouse=True)
    def _running(self, fake: FakeGitHub) -> None:
        self.fake = fake
        fake.state.add_repository("acme/closed").may_read_issues = False

    @pytest.fixture
    def settings(self, fake: FakeGitHub) -> Mapping[str, Any]:
        return {"repository": REPOSITORY, "token": TOKEN, "api_url": fake.url, "label": "ideaboard"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [
            Seen(f"{one.number}:{one.id}", one.title, one.body or "", [said.body for said in one.comments])
            for one in self.fake.issues
        ]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "github_pat_somebodyElses"},
            "missing_right": {**settings, "repository": "acme/closed"},
            "wrong_project": {**settings, "repository": "acme/nowhere"},
        }
