"""The kit's rules against a real Redmine, which takes half a minute to start: `make soak` has them."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from ideaboard_redmine import REDMINE

from ideaboard.plugin import Category
from ideaboard.plugin.testing import Seen, TrackerConformance
from tests.redmine import PACKAGE, PROJECT, SHARE, RedmineServer, start_redmine

pytestmark = [
    pytest.mark.soak,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARE.is_dir(), reason=f"there is no Redmine: {PACKAGE}"),
]
NUMBERS: Mapping[Category, int] = {"open": 1, "in_progress": 2, "done": 5}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedmineServer]:
    home = tmp_path_factory.mktemp("real") / "redmine"
    with start_redmine(home) as running:
        yield running
    shutil.rmtree(home)


class TestRealRedmine(TrackerConformance):
    tracker_type = REDMINE

    @pytest.fixture(autouse=True)
    def _running(self, server: RedmineServer) -> None:
        self.server = server

    @pytest.fixture
    def settings(self, server: RedmineServer) -> Mapping[str, Any]:
        return {"url": server.url, "project": PROJECT, "token": server.token, "issue_type": "Feature"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        # The kit asks only for what the test that runs just made: the newest are enough.
        listed = self.server.rest("GET", "issues.json", status_id="*", sort="id:desc", limit=10).json()["issues"]
        return [self._seen(each) for each in reversed(listed)]

    def _seen(self, said: Mapping[str, Any]) -> Seen:
        whole = self.server.rest("GET", f"issues/{said['id']}.json", include="journals").json()["issue"]
        notes = [journal["notes"] for journal in whole["journals"] if journal.get("notes")]
        return Seen(str(said["id"]), whole["subject"], whole["description"], notes)

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s"},
            "missing_right": {**settings, "project": "secret"},
            "wrong_project": {**settings, "project": "nowhere"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.server.change(issue_id, status_id=NUMBERS[category])
