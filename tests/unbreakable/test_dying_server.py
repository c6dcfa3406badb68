"""The server is killed between any two steps of a POST with a key: its repeat has one effect, and one answer."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import urllib.error
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from ideaboard.core.ideas.ideas import Idea
from ideaboard.settings import Settings
from tests.engine import wait_until
from tests.journeys.board import Answer, Board, Member, ask, board
from tests.postgres import free_port

POINTS = ("before claim", "after claim", "after effect", "before commit", "after commit", "before answer")
# The points at which the effect is durable already.
DURABLE = ("after commit", "before answer")
GONE = (OSError, http.client.HTTPException, urllib.error.URLError)


class Server:
    """A serving process that dies where it is told to, and is started again."""

    def __init__(self, settings: Settings, folder: Path, urls: list[str]) -> None:
        self.folder, self.urls, self.starts = folder, urls, 0
        self.settings = replace(settings, crash_plan=str(folder / "plan.json"))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, *points: str, chance: float = 0.0) -> Path:
        """Start it, to die at these points, or once at any by `chance`; returns the folder of the marks."""
        self.kill()
        self.starts += 1
        marks = self.folder / f"marks-{self.starts}"
        marks.mkdir()
        said = {"marks": str(marks), "at": [f"request:{point}" for point in points]}
        plan = {**said, "seed": self.starts, "chance": chance, "kills": 1}
        (self.folder / "plan.json").write_text(json.dumps(plan), "utf-8")
        # While it was dead, anybody on this machine could have got its port.
        port = free_port()
        self.urls[:] = [f"http://127.0.0.1:{port}"]
        self.process = process = subprocess.Popen(
            [sys.executable, "-m", "ideaboard.work.http"],
            env={**os.environ, **replace(self.settings, port=port).as_env()},
            start_new_session=True,
        )
        wait_until(lambda: process.poll() is not None or self._answers(), 60)
        assert process.poll() is None, f"it ended with {process.returncode}"
        return marks

    def _answers(self) -> bool:
        with contextlib.suppress(*GONE):
            return ask(self.urls[0] + "/api/v1/ready", "GET").status == 200
        return False

    def kill(self) -> None:
        """Kill what is left of it, as the power does."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(15)


@contextlib.contextmanager
def server(kind: str, folder: Path, name: str) -> Iterator[tuple[Server, Board, Member]]:
    """A server that is not running yet, its board, and ben."""
    with board(kind, folder, name, servers=0) as made:
        serving = Server(made.settings, folder, made.urls)
        try:
            yield serving, made, made.member("ben")
        finally:
            serving.kill()


def _ideas(made: Board) -> int:
    with made.database.reading() as db:
        return int(db.execute(select(func.count()).select_from(Idea)).scalar_one())


def _post(ben: Member, key: str, title: str) -> Answer | None:
    """One POST; None when the server dies under it."""
    with contextlib.suppress(*GONE):
        return ben.ask("POST", "/boards/team/ideas", {"title": title}, **{"Idempotency-Key": key})
    return None


def _told(answer: Answer | None) -> Any:
    assert answer is not None
    return answer.status, answer.body, answer.headers.get("etag"), answer.headers.get("location")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_every_step_in_turn_a_post_has_one_effect(kind: str, tmp_path: Path) -> None:
    with server(kind, tmp_path, f"dying_{kind}") as (serving, made, ben):
        for point in POINTS:
            marks = serving.start(point)
            assert _post(ben, "k", "Once") is None, point
            assert [mark.name for mark in marks.glob("killed*")] == [f"killed request:{point} 0"]
            assert _ideas(made) == (point in DURABLE), point
        serving.start()
        first = _told(_post(ben, "k", "Once"))
        assert (first[0], first[1]["title"]) == (201, "Once")
        assert _told(_post(ben, "k", "Once")) == first
        assert ben.ask("POST", "/boards/team/ideas", {"title": "Other"}, **{"Idempotency-Key": "k"}).status == 422
        assert _ideas(made) == 1


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_random_steps_two_hundred_posts_have_one_effect_each(kind: str, tmp_path: Path) -> None:
    with server(kind, tmp_path, f"dying_often_{kind}") as (serving, made, ben):
        serving.start(chance=0.15)
        for number in range(200):
            while (answer := _post(ben, f"k{number}", f"Idea {number}")) is None:
                serving.start(chance=0.15)
            assert answer.status == 201
            assert answer.body["number"] == number + 1
            assert _ideas(made) == number + 1
        print(f"{kind}: 200 posts, {serving.starts - 1} deaths of the server")
        assert serving.starts > 50
