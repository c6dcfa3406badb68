"""The main job: an idea is posted, voted on, discussed, adopted with a reason, and becomes an issue in a tracker."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.engine import wait_until
from tests.fakes.github import REPOSITORY, TOKEN, FakeGitHub
from tests.journeys.board import Board, Member, board
from tests.roundup import start_roundup

RATIONALE = "Half of our failures are downloads.\nThis ends them."


@dataclass
class Outside:
    """A tracker as somebody sees it who looks there: its settings, and title and texts of every issue."""

    kind: str
    settings: dict[str, Any]
    issues: Callable[[], list[tuple[str, str]]]


@contextlib.contextmanager
def _roundup(folder: Path) -> Iterator[Outside]:
    with start_roundup(folder / "roundup") as server:

        def read(path: str) -> Any:
            return server.rest("GET", path).json()["data"]

        def issues() -> list[tuple[str, str]]:
            found = []
            for link in read("data/issue")["collection"]:
                said = read(f"data/issue/{link['id']}")["attributes"]
                texts = [read(f"data/msg/{message['id']}/content")["data"] for message in said["messages"]]
                found.append((said["title"], "\n".join(texts)))
            return found

        settings = {"url": server.url, "username": server.username, "password": server.password}
        yield Outside("roundup", settings, issues)


@contextlib.contextmanager
def _github(folder: Path) -> Iterator[Outside]:
    with FakeGitHub() as fake:

        def issues() -> list[tuple[str, str]]:
            return [(issue.title, issue.body) for issue in fake.issues]

        yield Outside("github", {"repository": REPOSITORY, "token": TOKEN, "api_url": fake.url}, issues)
        fake.assert_contract_held()


TRACKERS = {"roundup": _roundup, "github": _github}


def _connect(ada: Member, outside: Outside) -> None:
    body = {"tracker": outside.kind, "name": "Ours", "settings": outside.settings}
    made = ada.do("POST", "/boards/team/connections", body)
    job = ada.do("POST", f"/connections/{made['id']}/checks")
    wait_until(lambda: ada.do("GET", f"/jobs/{job['id']}")["state"] == "done", 30)
    assert ada.do("GET", f"/jobs/{job['id']}")["result"]["ok"], ada.do("GET", f"/jobs/{job['id']}")


def _main_job(place: Board, outside: Outside) -> None:
    ada, ben, dia = (place.member(name) for name in ("ada", "ben", "dia"))
    _connect(ada, outside)

    idea = ben.do("POST", "/boards/team/ideas", {"title": "Cache the downloads", "body": "Keyed by *lock file*."})
    task = ada.do("POST", "/boards/team/tasks", {"title": "Make the build reliable"})
    approach = ben.do("POST", f"/tasks/{task['id']}/approaches", {"title": "Retry", "body": "Three times."})
    assert dia.do("PUT", f"/ideas/{idea['id']}/vote") == {"voted": True, "votes": 1}
    dia.do("POST", f"/ideas/{idea['id']}/comments", {"body": "The key is the hard part."})
    dia.do("PUT", f"/ideas/{approach['id']}/vote")
    assert outside.issues() == []

    ada.do("POST", f"/ideas/{idea['id']}/decisions", {"outcome": "adopt", "rationale": RATIONALE})
    ada.do("POST", f"/tasks/{task['id']}/decisions", {"rationale": "Cheap.", "adopt": [approach["id"]]})
    issue = ben.wait_for_issue(idea["id"])
    ben.wait_for_issue(approach["id"])

    assert issue["tracker"] == outside.kind
    assert issue["key"]
    assert issue["url"].startswith("http")
    assert issue["status"]["category"] == "open"
    texts = dict(outside.issues())
    assert sorted(texts) == ["Cache the downloads", "Retry"]
    text = texts["Cache the downloads"].replace("\r\n", "\n")
    assert "Keyed by *lock file*." in text
    assert "> Half of our failures are downloads.\n> This ends them." in text
    assert f"/boards/team/ideas/{idea['id']}" in text
    backlog = dia.do("GET", "/boards/team/backlog")["data"]
    assert [entry["title"] for entry in backlog] == ["Cache the downloads", "Retry"]
    assert dia.do("GET", f"/tasks/{task['id']}")["status"] == "decided"
    assert {job["state"] for job in ada.do("GET", "/boards/team/jobs")["data"]} == {"done"}


@pytest.mark.parametrize("tracker", TRACKERS)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_adopted_idea_becomes_an_issue(kind: str, tracker: str, tmp_path: Path) -> None:
    with TRACKERS[tracker](tmp_path) as outside, board(kind, tmp_path, f"main_{tracker}") as place:
        _main_job(place, outside)


@pytest.mark.parametrize("tracker", TRACKERS)
def test_two_servers_and_three_workers_share_one_postgresql(tracker: str, tmp_path: Path) -> None:
    with (
        TRACKERS[tracker](tmp_path) as outside,
        board("postgresql", tmp_path, f"many_{tracker}", servers=2, workers=3) as place,
    ):
        _main_job(place, outside)
