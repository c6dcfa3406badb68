"""What a tracker's failure means: for the job, the issue, the connection, and for everybody else (nothing)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import select, update

from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking.connections import Connection
from ideaboard.db import db_now
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests import stage
from tests.make import Make
from tests.plugin.test_registry import Point


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


@pytest.fixture
def worker(make: Make) -> Worker:
    """A worker in this process, that knows the misbehaving tracker."""
    registry = Registry.load(found=[Point("stage", "test-stage", lambda: stage)])
    home = make.home
    return Worker(Workshop(home.settings, home.database, home.keys, registry, Http.to_this_machine()), _Parent())


@pytest.fixture
def adopt(make: Make, tmp_path: Path) -> Callable[[str], int]:
    """Adopt an idea of this title into the misbehaving tracker."""

    def adopted(title: str, tracker: str = "stage", token: str = stage.TOKEN) -> int:
        make.connection(tracker, folder=str(tmp_path), secrets={"token": token})
        idea = make.idea(title)
        make.decide(idea, "adopt")
        return idea

    return adopted


def _all(make: Make, table: Any) -> list[Any]:
    with make.home.database.transaction() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def _soon(make: Make) -> None:
    """Let what waits for its next attempt be due."""
    with make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.state == "ready").values(run_at=db_now()))


@pytest.mark.parametrize(
    ("title", "outcome", "words"),
    [
        ("raise", "failed", "RuntimeError: a bug of the plugin"),
        ("nonsense", "failed", "Nonsense: The plugin returned int, not an issue with id, key and url."),
        ("exit", "failed", "Nonsense: The plugin tried to end the process: 3"),
        ("retry", "retry", "429: later"),
    ],
)
def test_what_may_pass_is_tried_again_later(
    make: Make, worker: Worker, adopt: Callable[[str], int], title: str, outcome: str, words: str
) -> None:
    idea = adopt(title)
    assert worker.work_once()
    [job] = _all(make, Job)
    assert (job.state, job.last_error, job.attempts, job.crashes) == ("ready", words, 1, 0)
    assert [delivery.outcome for delivery in _all(make, Delivery)] == [outcome]
    issue = make.issue(idea)
    assert issue.state == "pending"
    assert issue.reason
    assert words.endswith(issue.reason)
    assert not worker.work_once()


def test_a_bug_that_does_not_pass_parks_the_job_in_the_end(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    adopt("raise")
    attempts = 0
    while worker.work_once():
        attempts += 1
        _soon(make)
    [job] = _all(make, Job)
    assert (job.state, job.attempts) == ("dead", 8)
    assert attempts == 9


def test_a_refusal_parks_the_job_and_shows_the_trackers_words(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("refuse")
    worker.work_once()
    [job] = _all(make, Job)
    assert (job.state, job.last_error) == ("dead", "422: no such project")
    issue = make.issue(idea)
    assert (issue.state, issue.reason) == ("refused", "422: no such project")


def test_a_bad_token_pauses_the_connection_and_no_secret_is_told(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("auth")
    worker.work_once()
    [connection] = _all(make, Connection)
    assert (connection.state, connection.reason) == ("paused", "401: bad token •••")
    [job] = _all(make, Job)
    assert (job.state, job.attempts, job.last_error) == ("ready", 0, "401: bad token •••")
    assert [delivery.detail for delivery in _all(make, Delivery)] == ["401: bad token •••"]
    assert make.issue(idea).reason == "401: bad token •••"
    # Held back until somebody mends the connection.
    _soon(make)
    assert not worker.work_once()


def test_an_answer_that_never_came_makes_one_issue(
    make: Make, worker: Worker, adopt: Callable[[str], int], tmp_path: Path
) -> None:
    idea = adopt("ambiguous")
    worker.work_once()
    assert make.issue(idea).state == "pending"
    while make.issue(idea).state != "linked":
        _soon(make)
        assert worker.work_once()
    assert (tmp_path / "issues.jsonl").read_text().count('"title"') == 1


def test_a_missing_plugin_says_so_and_keeps_the_job(make: Make, worker: Worker, adopt: Callable[..., int]) -> None:
    adopt("fine", tracker="nobody")
    with structlog.testing.capture_logs() as logs:
        worker.work_once()
    [job] = _all(make, Job)
    assert job.state == "ready"
    assert "not installed or is switched off" in job.last_error
    # An operator knows by now, and needs no traceback at each attempt.
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == []


def test_a_plugin_that_ends_the_process_while_it_is_opened_ends_no_worker(
    make: Make, worker: Worker, adopt: Callable[..., int]
) -> None:
    adopt("fine", token="exit")
    assert worker.work_once()
    [job] = _all(make, Job)
    assert (job.state, job.last_error) == ("ready", "Nonsense: The plugin tried to end the process: 4")
