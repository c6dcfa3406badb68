"""A worker may die anywhere: each adoption ends with exactly one issue, and every job is settled."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.text import render
from ideaboard.core.tracking import adoption
from ideaboard.core.tracking import connections as connections_core
from tests.engine import Engine, wait_until

_ADOPTIONS = 14
_BOARDS = 8


def _adopt(engine: Engine, count: int, title: str = "slow idea") -> list[int]:
    # The title's last word is what the stage acts on.
    made = [engine.make.idea(f"{number} {title}") for number in range(count)]
    for idea in made:
        engine.make.decide(idea, "adopt")
    return made


def _edit(engine: Engine, idea: int) -> None:
    by = engine.make.person("ben")
    with engine.home.database.transaction() as session:
        adoption.edit(session, ideas.lock(session, idea), by, None, body=render("Other words."))


def _check(engine: Engine, connection: int) -> None:
    with engine.home.database.transaction() as session:
        connections_core.check(session, connections_core.lock(session, connection))


def _one_issue_each(engine: Engine, adopted: list[int]) -> None:
    markers = [engine.make.issue(idea).marker for idea in adopted]
    found = Counter(marker for entry in engine.issues() for marker in markers if marker in entry["body"])
    assert found == Counter(dict.fromkeys(markers, 1))
    assert len(engine.issues()) == len(adopted)
    assert {engine.make.issue(idea).state for idea in adopted} == {"linked"}


def _killed(marks: Path, prefix: str) -> set[str]:
    return {mark.name.removeprefix(prefix)[:-2] for mark in marks.glob(f"{prefix}*")}


# Reached in any run: what every job goes through, and what only a second attempt does.
EXPECTED = {
    *(f"{name}:{side} commit" for side in ("before", "after") for name in (
        "claim", "schedule", "heartbeat", "issue.create:begun", "issue.create:made", "issue.create:settle",
        "issue.link_back:linked", "issue.link_back:settle", "issue.comment:commented", "issue.comment:settle",
        "connection.check:checked", "connection.check:settle",
    )),
    *(f"{name}:{side} call" for side in ("before", "after") for name in (
        "issue.create:find", "issue.create:create", "issue.link_back:link back", "issue.comment:comment",
        "connection.check:check",
    )),
}  # fmt: skip


def test_killed_at_every_crash_point_each_adoption_makes_one_issue(engine: Engine) -> None:
    marks = engine.plan(record=True, at=sorted(EXPECTED))
    connection = engine.make.connection("stage", folder=str(engine.paper))
    adopted = _adopt(engine, _ADOPTIONS)
    for idea in adopted:
        _edit(engine, idea)
    for _ in range(6):
        _check(engine, connection)
    with engine.workers(children=3):
        engine.settled(150)
    assert _killed(marks, "killed ") == EXPECTED
    assert {mark.name.removeprefix("seen ") for mark in marks.glob("seen *")} >= EXPECTED
    assert [job for job in engine.job_rows() if job.state != "done"] == []
    _one_issue_each(engine, adopted)


def test_twenty_random_kills_over_fifty_adoptions(engine: Engine) -> None:
    _random_kills(engine, kills=20, adoptions=50, chance=0.06, timeout=150)


@pytest.mark.soak
def test_a_thousand_random_kills_over_two_thousand_adoptions(engine: Engine) -> None:
    _random_kills(engine, kills=1000, adoptions=2000, chance=0.06, timeout=5000)


def _random_kills(engine: Engine, *, kills: int, adoptions: int, chance: float, timeout: float) -> None:
    marks = engine.plan(seed=7, chance=chance, kills=kills)
    # Several connections, for each runs one job at a time.
    for number in range(_BOARDS):
        engine.make.connection("stage", board=f"team{number}", folder=str(engine.paper))
    adopted = []
    for number in range(adoptions):
        idea = engine.make.idea(f"idea {number}", by="ada", board=f"team{number % _BOARDS}")
        engine.make.decide(idea, "adopt")
        adopted.append(idea)
    with engine.workers(children=4):
        engine.settled(timeout)
    assert len(list(marks.glob("kill *"))) == kills
    assert [job for job in engine.job_rows() if job.state != "done"] == []
    _one_issue_each(engine, adopted)


def test_a_killed_workers_job_is_taken_over_within_a_lease(engine: Engine) -> None:
    marks = engine.plan(at=["issue.create:create:before call"])
    engine.make.connection("stage", folder=str(engine.paper))
    [idea] = _adopt(engine, 1, "idea")
    with engine.workers(children=2):
        wait_until(lambda: bool(list(marks.glob("killed *"))), 15)
        # The lease is one second; what is beyond is the fork, the poll, and a slow machine.
        wait_until(lambda: engine.make.issue(idea).state == "linked", 1.0 + 10.0)
    _one_issue_each(engine, [idea])


def test_a_job_that_kills_its_worker_three_times_in_one_step_is_parked_and_others_flow(engine: Engine) -> None:
    engine.settings = replace(engine.settings, job_deadline_seconds=1.0)
    engine.make.connection("stage", folder=str(engine.paper))
    engine.make.connection("stage", board="other", folder=str(engine.paper))
    [hung] = _adopt(engine, 1, "please hang")
    fine = engine.make.idea("fine", by="ada", board="other")
    engine.make.decide(fine, "adopt")
    with engine.workers(children=2):
        wait_until(lambda: engine.make.issue(fine).state == "linked", 20)
        wait_until(lambda: engine.jobs().get("dead") == 1, 60, engine.job_rows)
    [dead] = [job for job in engine.job_rows() if job.state == "dead"]
    assert dead.crashes == 3
    assert "died 3 times in step 'begun'" in dead.last_error
    issue = engine.make.issue(hung)
    assert issue.state == "refused"
    assert issue.reason == dead.last_error


def test_sigterm_gives_the_lease_back_and_counts_nothing(engine: Engine) -> None:
    engine.settings = replace(engine.settings, lease_seconds=30.0)
    engine.make.connection("stage", folder=str(engine.paper))
    _adopt(engine, 1, "please hang")
    with engine.workers(children=1):
        wait_until(lambda: any(job.step == "begun" for job in engine.job_rows()), 20, engine.job_rows)
    [job] = engine.job_rows()
    assert (job.state, job.attempts, job.crashes, job.owner) == ("ready", 0, 0, None)


def test_sigterm_gives_it_back_too_while_a_plugin_hangs_before_any_call(engine: Engine) -> None:
    engine.settings = replace(engine.settings, lease_seconds=30.0)
    engine.make.connection("stage", folder=str(engine.paper), secrets={"token": "hang"})
    _adopt(engine, 1)
    with engine.workers(children=1):
        wait_until(lambda: any(job.state == "running" for job in engine.job_rows()), 20, engine.job_rows)
    [job] = engine.job_rows()
    assert (job.state, job.attempts, job.crashes, job.owner) == ("ready", 0, 0, None)
