"""Guarantee 5: nothing is lost. What was answered 2xx survives a crash; what is owed to a tracker is made, and once.

The long campaigns are elsewhere: every crash point of a worker in `tests/work/test_crashes.py`, every step of a POST in
`tests/unbreakable/test_dying_server.py`, fifty editors in `tests/unbreakable/test_editors.py`.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.issues import Issue
from tests.client import Client
from tests.engine import wait_until
from tests.journeys.board import Board, Member, ask, board
from tests.make import Make
from tests.postgres import free_port


def _killed_after(made: Board, ada: Member, folder: Path) -> str:
    """Ben's idea, adopted; every process of the board is killed in the moment in which ada has her answer."""
    made.make.connection("paper", folder=str(folder))
    idea: str = made.member("ben").do("POST", "/boards/team/ideas", {"title": "Keep me"})["id"]
    decision = {"outcome": "adopt", "rationale": "We need it."}
    ada.do("POST", f"/ideas/{idea}/decisions", decision)
    return idea


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_was_answered_is_there_after_everything_was_killed(kind: str, tmp_path: Path) -> None:
    with board(kind, tmp_path, f"lost_{kind}", servers=0) as made:
        with _serving(made) as process:
            idea = _killed_after(made, made.member("ada"), tmp_path / "paper")
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(15)
        with _serving(made):
            ben = made.member("ben")
            said = ben.do("GET", f"/ideas/{idea}")
            assert (said["status"], said["decision"]["rationale"]) == ("adopted", "We need it.")
            assert ben.wait_for_issue(idea)["key"] == "P-1"
        assert (tmp_path / "paper" / "issues.jsonl").read_text().count('"title"') == 1


class _serving:
    """The board's server and its workers, in a process group of their own."""

    def __init__(self, made: Board) -> None:
        self.made = made

    def __enter__(self) -> "subprocess.Popen[bytes]":
        port = free_port()
        url = f"http://127.0.0.1:{port}"
        settings = replace(self.made.settings, port=port, base_url=url, lease_seconds=1.0)
        self.made.urls[:] = [url]
        command = [sys.executable, "-m", "ideaboard", "serve"]
        environment = {**os.environ, **settings.as_env()}
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)
        wait_until(lambda: _answers(url), 60)
        return self.process

    def __exit__(self, *rest: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(15)


def _answers(url: str) -> bool:
    try:
        return ask(url + "/api/v1/ready", "GET").status == 200
    except OSError:
        return False


def test_a_commit_waits_for_the_disk(app: Flask, make: Make) -> None:
    with make.home.database.writes.connect() as connection:
        asked = "PRAGMA synchronous" if make.home.database.sqlite else "SELECT source FROM pg_settings WHERE name = %s"
        said = connection.exec_driver_sql(asked, () if make.home.database.sqlite else ("synchronous_commit",)).scalar()
    # SQLite's 2 is FULL; on PostgreSQL it is the operator's to say, and no connection of ours says otherwise.
    assert said in (2, "default", "configuration file", "command line")


def unpaid(make: Make) -> list[int]:
    """Adopted ideas of a board with a connection whose issue is neither made nor owed."""
    with make.home.database.reading() as db:
        owed = db.execute(select(Issue.idea_id, Issue.id).where(Issue.remote_id.is_(None))).fetchall()
        jobs = set(db.execute(select(Job.subject_id).where(Job.kind == "issue.create")).scalars())
        linked = set(db.execute(select(Issue.idea_id)).scalars())
    adopted = set(_adopted(make))
    return sorted(adopted - linked) + [row.idea_id for row in owed if row.id not in jobs]


def _adopted(make: Make) -> Iterator[int]:
    with make.home.database.reading() as db:
        yield from db.execute(select(Idea.id).where(Idea.status == "adopted")).scalars()


def test_an_adoption_and_what_it_owes_are_one(make: Make, ada: Client) -> None:
    make.connection("fake")
    for number in range(3):
        path = make.path("idea", make.idea(f"Idea {number}"), "/decisions")
        assert ada.post(path, outcome="adopt", rationale="Yes.").status_code == 201
    assert unpaid(make) == []
    with make.home.database.reading() as db:
        assert db.execute(select(func.count()).select_from(Job)).scalar_one() == 3


def test_an_adoption_that_owes_nothing_would_be_found(make: Make, ada: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    connection, idea = make.connection("fake"), make.idea()
    monkeypatch.setattr(issues, "owe", lambda *rest, **said: None)
    assert connection
    assert ada.post(make.path("idea", idea, "/decisions"), outcome="adopt", rationale="Yes.").status_code == 201
    assert unpaid(make) == [idea]


def test_an_answer_that_leaves_before_its_commit_would_be_found(
    make: Make, ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    database: Any = type(make.home.database)
    original = database.transaction

    @contextmanager
    def forgetful(self: Any) -> Iterator[Any]:
        with self._sessions() as session:
            yield session
            session.rollback()

    make.board()
    make.person("ben")
    monkeypatch.setattr(database, "transaction", forgetful)
    made = ben.post("/boards/team/ideas", title="Lost")
    monkeypatch.setattr(database, "transaction", original)
    assert made.status_code == 201
    assert ben.get(f"/ideas/{made.json['id']}").status_code == 404
