"""What a tracker's failure means: for the job, the issue, the connection, and for everybody else (nothing)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import structlog
from sqlalchemy import select, update

from ideaboard.core.decisions import decisions
from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.ideas import IdeaVersion
from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import adoption, issues
from ideaboard.core.tracking.connections import Connection
from ideaboard.db import db_now
from ideaboard.http import Http
from ideaboard.plugin import Refused
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests import stage
from tests.due import make_due
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


def _until_nothing_is_owed(make: Make, worker: Worker) -> int:
    """Work, and let time pass, until nothing is left to do; how many jobs it took."""
    for attempts in range(100):
        make_due(make.home.database)
        if not worker.work_once():
            return attempts
    raise AssertionError("there is no end of work")


def test_what_does_not_pass_is_given_up_in_the_end_and_stands_on_the_desk_until_a_leader_tries_it_again(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("raise")
    assert _until_nothing_is_owed(make, worker) == 9
    [job] = _all(make, Job)
    assert (job.state, job.attempts) == ("dead", 8)
    issue = make.issue(idea)
    assert (issue.state, issue.reason) == ("refused", "a bug of the plugin")
    with make.home.database.transaction() as session:
        session.execute(update(IdeaVersion).values(title="It is mended"))
        issues.retry(session, issues.lock(session, issue.id))
    assert make.issue(idea).state == "pending"
    _until_nothing_is_owed(make, worker)
    mended = make.issue(idea)
    assert (mended.state, mended.reason) == ("linked", None)


def test_a_leaders_one_retry_wakes_everything_that_was_given_up_for_an_issue(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("raise")
    with make.home.database.transaction() as session:
        adoption.edit(session, ideas.lock(session, idea), make.person("ben"), None, title="raise an error")
    _until_nothing_is_owed(make, worker)
    assert [job.state for job in _all(make, Job)] == ["dead", "dead"]
    # Not that a comment waited for it in vain.
    issue = make.issue(idea)
    assert issue.reason == "a bug of the plugin"
    with make.home.database.transaction() as session:
        session.execute(update(IdeaVersion).values(title="It is mended"))
        issues.retry(session, issues.lock(session, issue.id))
    _until_nothing_is_owed(make, worker)
    assert {job.state for job in _all(make, Job)} == {"done"}
    assert make.issue(idea).state == "linked"


def test_what_waited_in_vain_for_the_issue_is_said_once_there_is_one(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("raise")
    with make.home.database.transaction() as session:
        adoption.edit(session, ideas.lock(session, idea), make.person("ben"), None, title="raise an error")
        session.execute(update(Job).where(Job.kind == "issue.comment").values(attempts=8))
        session.execute(update(Job).where(Job.kind == "issue.create").values(run_at=db_now(3600)))
    worker.work_once()
    assert sorted(job.state for job in _all(make, Job)) == ["dead", "ready"]
    assert make.issue(idea).state == "pending"
    with make.home.database.transaction() as session:
        session.execute(update(IdeaVersion).values(title="It is mended"))
    _until_nothing_is_owed(make, worker)
    assert {job.state for job in _all(make, Job)} == {"done"}
    assert make.issue(idea).state == "linked"


def test_a_job_that_is_woken_by_itself_takes_its_refusal_off_the_desk(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("refuse")
    worker.work_once()
    with make.home.database.transaction() as session:
        session.execute(update(IdeaVersion).values(title="It is mended"))
        [job] = session.scalars(select(Job)).all()
        jobs.retry(session, jobs.lock(session, job.id))
    _until_nothing_is_owed(make, worker)
    issue = make.issue(idea)
    assert (issue.state, issue.reason) == ("linked", None)


def test_a_refusal_binds_nothing_that_was_unlinked_meanwhile(
    make: Make, worker: Worker, adopt: Callable[[str], int]
) -> None:
    idea = adopt("refuse")

    def unlinked_meanwhile(*_: Any) -> None:
        with make.home.database.transaction() as session:
            found = decisions.lock(session, idea)
            issues.unlink(session, found, issues.lock(session, found.issue_id or 0), make.person("ada"), None)
        raise Refused("422: no such project")

    with patch.object(stage.Stage, "create", unlinked_meanwhile):
        worker.work_once()
    assert [(issue.state, issue.reason) for issue in _all(make, issues.Issue)] == [("unlinked", None)]
    assert [job.state for job in _all(make, Job)] == ["dead"]


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
    make_due(make.home.database)
    assert not worker.work_once()


def test_an_answer_that_never_came_makes_one_issue(
    make: Make, worker: Worker, adopt: Callable[[str], int], tmp_path: Path
) -> None:
    idea = adopt("ambiguous")
    worker.work_once()
    assert make.issue(idea).state == "pending"
    while make.issue(idea).state != "linked":
        make_due(make.home.database)
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
