"""Both ways with a real Redmine, which calls nobody: the board asks it what has changed."""

from pathlib import Path
from typing import Any

import pytest

from tests.engine import wait_until
from tests.journeys.board import Member, board
from tests.redmine import RedmineServer, needs_redmine, start_redmine

# Of Redmine's default data.
_NEW, _IN_PROGRESS, _CLOSED = 1, 2, 5


def _connect(ada: Member, server: RedmineServer) -> str:
    settings = {"url": server.url, "project": "ideas", "token": server.keys["bot"], "tracker": "Feature"}
    made = ada.do("POST", "/boards/team/connections", {"tracker": "redmine", "name": "Ours", "settings": settings})
    job = ada.do("POST", f"/connections/{made['id']}/checks")
    wait_until(lambda: ada.do("GET", f"/jobs/{job['id']}")["state"] == "done", 60)
    found = ada.do("GET", f"/connections/{made['id']}")
    assert found["account"] == "bot"
    return str(made["id"])


@pytest.mark.soak
@pytest.mark.slow
@needs_redmine()
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_happens_to_the_issue_moves_the_idea_and_back(kind: str, tmp_path: Path) -> None:
    # Nobody looks at every issue meanwhile: what comes in was polled.
    often = {"schedule_seconds": 1, "tracker_poll_seconds": 1, "resync_seconds": 86_400}
    with start_redmine() as server, board(kind, tmp_path, "polled", **often) as place:
        ada, ben = place.member("ada"), place.member("ben")
        connection = _connect(ada, server)
        idea = ben.do("POST", "/boards/team/ideas", {"title": "Cache the downloads", "body": "All\nof them."})
        path = f"/ideas/{idea['id']}"
        ada.do("POST", f"{path}/decisions", {"outcome": "adopt", "rationale": "It pays."})
        issue = ben.wait_for_issue(idea["id"])
        number = issue["key"].removeprefix("#")
        there = _issue(server, number)
        assert (there["subject"], there["tracker"]["name"]) == ("Cache the downloads", "Feature")
        assert "All\r\nof them." in there["description"]
        assert issue["url"] == f"{server.url}/issues/{number}"

        def status_is(wanted: str) -> None:
            wait_until(lambda: ben.do("GET", path)["status"] == wanted, 60, lambda: _story(ada, path))

        # The first poll only learns what is there.
        wait_until(lambda: "connection.poll" in _done(ada), 60, lambda: _story(ada, path))
        for status, wanted in ((_IN_PROGRESS, "in_progress"), (_CLOSED, "done"), (_NEW, "adopted")):
            server.move(number, status)
            status_is(wanted)
        # The other way, once a leader asks for it.
        etag = ada.ask("GET", f"/connections/{connection}").headers["etag"]
        asked = {"outbound": {"status": True, "comments": True}}
        ada.do("PATCH", f"/connections/{connection}", asked, **{"If-Match": etag})
        ben.do("POST", f"{path}/comments", {"body": "How large\nmay it grow?"})
        wait_until(lambda: "may it grow?" in _notes(server, number), 60, lambda: _story(ada, path))
        ada.do("POST", f"{path}/decisions", {"outcome": "done"})
        closed = lambda: _issue(server, number)["status"]["id"] == _CLOSED  # noqa: E731 - it is asked again and again
        wait_until(closed, 60, lambda: _story(ada, path))
        # What the board did comes back with the next polls, and is no news.
        polls = _done(ada).count("connection.poll")
        wait_until(lambda: _done(ada).count("connection.poll") > polls + 1, 60)
        held = ben.do("GET", path)
        assert (held["status"], held["issue"]["state"]) == ("done", "linked"), _story(ada, path)
        assert _notes(server, number).count("may it grow?") == 1
        # An issue that is deleted is lost; no poll says so, a look at it does.
        assert server.rest("DELETE", f"issues/{number}.json").status == 204
        ada.do("POST", f"/issues/{held['issue']['id']}/resync")
        assert ben.wait_for_issue(idea["id"], "lost")["reason"]
        assert ben.do("GET", path)["status"] == "done"


def _issue(server: RedmineServer, number: str) -> Any:
    return server.rest("GET", f"issues/{number}.json", params={"include": "journals"}).json()["issue"]


def _notes(server: RedmineServer, number: str) -> str:
    return "\n".join(entry["notes"] or "" for entry in _issue(server, number)["journals"])


def _done(ada: Member) -> list[str]:
    return [job["kind"] for job in ada.do("GET", "/boards/team/jobs")["data"] if job["state"] == "done"]


def _story(ada: Member, path: str) -> Any:
    jobs = ada.do("GET", "/boards/team/jobs")["data"]
    return ada.do("GET", path)["issue"], [(job["kind"], job["state"], job["result"], job["last_error"]) for job in jobs]
