"""Both ways with a real Roundup: an idea becomes an issue, and what happens to the issue moves the idea."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.engine import wait_until
from tests.journeys.board import Member, board
from tests.roundup import RoundupServer, start_roundup


def _connect(ada: Member, server: RoundupServer, home: Path) -> str:
    """Connect the board to Roundup and Roundup to the board; returns the connection."""
    settings = {"url": server.url, "username": server.username, "password": server.password}
    made = ada.do("POST", "/boards/team/connections", {"tracker": "roundup", "name": "Ours", "settings": settings})
    rotated = ada.do("POST", f"/connections/{made['id']}/rotate", {})
    told = {"url": rotated["inbound_url"], "secret": rotated["secret"]}
    (home / "ideaboard-webhook.json").write_text(json.dumps(told))
    job = ada.do("POST", f"/connections/{made['id']}/checks")
    wait_until(lambda: ada.do("GET", f"/jobs/{job['id']}")["state"] == "done", 30)
    assert ada.do("GET", f"/connections/{made['id']}")["account"] == server.username
    return str(made["id"])


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_happens_to_the_issue_moves_the_idea_and_back(kind: str, tmp_path: Path) -> None:
    home = tmp_path / "roundup"
    with start_roundup(home) as server, board(kind, tmp_path, "both_ways") as place:
        ada, ben = place.member("ada"), place.member("ben")
        connection = _connect(ada, server, home)
        statuses = {
            one["name"]: one["id"]
            for one in server.rest("GET", "data/status", params={"@fields": "name"}).json()["data"]["collection"]
        }
        idea = ben.do("POST", "/boards/team/ideas", {"title": "Cache the downloads", "body": "All of them."})
        path = f"/ideas/{idea['id']}"
        ada.do("POST", f"{path}/decisions", {"outcome": "adopt", "rationale": "It pays."})
        number = ben.wait_for_issue(idea["id"])["key"].removeprefix("issue")

        def status_is(wanted: str) -> None:
            wait_until(lambda: ben.do("GET", path)["status"] == wanted, 30, lambda: _story(ada, path))

        for named, wanted in (
            ("in-progress", "in_progress"),
            ("resolved", "done"),
            ("chatting", "adopted"),
            ("testing", "in_progress"),
        ):
            server.change(f"issue/{number}", {"status": statuses[named]})
            status_is(wanted)
        # The other way, once a leader asks for it.
        etag = ada.ask("GET", f"/connections/{connection}").headers["etag"]
        ada.do("PATCH", f"/connections/{connection}", {"outbound": {"status": True}}, **{"If-Match": etag})
        ada.do("POST", f"{path}/decisions", {"outcome": "done"})

        def stands() -> Any:
            return server.rest("GET", f"data/issue/{number}").json()["data"]["attributes"]["status"]["id"]

        wait_until(lambda: stands() == statuses["resolved"], 30, lambda: _story(ada, path))
        # An issue that is retired is lost, and moves nothing.
        # Roundup stumbles over a DELETE without a body.
        server.rest("DELETE", f"data/issue/{number}", {}, headers=_match(server, number))
        issue = ben.wait_for_issue(idea["id"], "lost")
        assert issue["reason"]
        assert ben.do("GET", path)["status"] == "done"
        assert {job["state"] for job in ada.do("GET", "/boards/team/jobs")["data"]} <= {"done", "ready", "running"}


def _match(server: RoundupServer, number: str) -> dict[str, str]:
    return {"if-match": server.rest("GET", f"data/issue/{number}").json()["data"]["@etag"]}


def _story(ada: Member, path: str) -> Any:
    jobs = ada.do("GET", "/boards/team/jobs")["data"]
    return ada.do("GET", path)["issue"], [(job["kind"], job["state"], job["result"], job["last_error"]) for job in jobs]
