"""Both ways with a real Redmine, which calls nobody: the board asks it what happened."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.engine import wait_until
from tests.journeys.board import Member, board
from tests.redmine import PACKAGE, PROJECT, SHARE, start_redmine

pytestmark = [
    pytest.mark.soak,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARE.is_dir(), reason=f"there is no Redmine: {PACKAGE}"),
]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_happens_to_the_issue_is_asked_for_and_moves_the_idea_and_back(kind: str, tmp_path: Path) -> None:
    home = tmp_path / "redmine"
    with start_redmine(home) as server, board(kind, tmp_path, "redmine", tracker_poll_seconds=2.0) as place:
        ada, ben = place.member("ada"), place.member("ben")
        settings = {"url": server.url, "project": PROJECT, "token": server.token, "issue_type": "Feature"}
        made = ada.do("POST", "/boards/team/connections", {"tracker": "redmine", "name": "Ours", "settings": settings})
        connection = f"/connections/{made['id']}"
        job = ada.do("POST", f"{connection}/checks")
        wait_until(lambda: ada.do("GET", f"/jobs/{job['id']}")["state"] == "done", 30)
        assert ada.do("GET", connection)["account"] == "idea-bot"
        idea = ben.do("POST", "/boards/team/ideas", {"title": "Cache the downloads", "body": "All of them. 🌳"})
        path = f"/ideas/{idea['id']}"
        ada.do("POST", f"{path}/decisions", {"outcome": "adopt", "rationale": "It pays."})
        number = ben.wait_for_issue(idea["id"])["key"].removeprefix("#")
        whole = server.rest("GET", f"issues/{number}.json").json()["issue"]
        assert whole["subject"] == "Cache the downloads"
        assert "🌳" in whole["description"]

        def status_is(wanted: str) -> None:
            wait_until(lambda: ben.do("GET", path)["status"] == wanted, 60, lambda: _story(ada, path))

        for status, wanted in ((2, "in_progress"), (5, "done"), (1, "adopted"), (2, "in_progress")):
            server.change(number, status_id=status)
            status_is(wanted)
        # The other way, once a leader asks for it.
        etag = ada.ask("GET", connection).headers["etag"]
        ada.do("PATCH", connection, {"outbound": {"status": True}}, **{"If-Match": etag})
        ada.do("POST", f"{path}/decisions", {"outcome": "done"})

        def stands() -> Any:
            return server.rest("GET", f"issues/{number}.json").json()["issue"]["status"]["name"]

        wait_until(lambda: stands() == "Closed", 60, lambda: _story(ada, path))
    shutil.rmtree(home)


def _story(ada: Member, path: str) -> Any:
    jobs = ada.do("GET", "/boards/team/jobs")["data"]
    return ada.do("GET", path)["issue"], [(job["kind"], job["state"], job["result"], job["last_error"]) for job in jobs]
