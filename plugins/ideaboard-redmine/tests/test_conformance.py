"""The kit's rules against a fake Redmine, and in `make soak` against a real one."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any

import pytest
from ideaboard_redmine import REDMINE

from ideaboard.plugin import Category
from ideaboard.plugin.testing import Seen, TrackerConformance
from tests.fakes.redmine import KEYS, PROJECT, FakeRedmine
from tests.redmine import RedmineServer, needs_redmine

#: Of Redmine's default data.
STATUSES: Mapping[Category, int] = {"open": 1, "in_progress": 2, "done": 5}


class TestRedmine(TrackerConformance):
    tracker_type = REDMINE

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeRedmine]:
        with FakeRedmine() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeRedmine) -> Mapping[str, Any]:
        return {"url": fake.url, "project": PROJECT, "token": KEYS["bot"], "tracker": "Feature"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [
            Seen(str(one.number), one.subject, one.description, [note.notes for note in one.history if note.notes])
            for one in self.running.issues
        ]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s-key"},
            "missing_right": {**settings, "token": KEYS["cy"]},
            "wrong_project": {**settings, "project": "nowhere"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(int(issue_id), STATUSES[category])


@pytest.mark.soak
@pytest.mark.slow
@needs_redmine()
class TestRealRedmine(TrackerConformance):
    """Redmine itself; what stands there is read in its database."""

    tracker_type = REDMINE

    @pytest.fixture(autouse=True)
    def _know_the_server(self, server: RedmineServer) -> None:
        self.server = server

    @pytest.fixture
    def settings(self, server: RedmineServer) -> Mapping[str, Any]:
        return {"url": server.url, "project": "ideas", "token": server.keys["bot"], "tracker": "Feature"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        with closing(sqlite3.connect(self.server.folder / "redmine.sqlite3")) as database:
            notes: dict[int, list[str]] = {}
            for number, text in database.execute("SELECT journalized_id, notes FROM journals ORDER BY id"):
                notes.setdefault(number, []).extend([text] if text else [])
            issues = database.execute("SELECT id, subject, description FROM issues ORDER BY id").fetchall()
        return [Seen(str(number), title, body or "", notes.get(number, [])) for number, title, body in issues]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s-key"},
            "missing_right": {**settings, "token": self.server.keys["cy"]},
            "wrong_project": {**settings, "project": "nowhere"},
        }

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.server.move(issue_id, STATUSES[category])
