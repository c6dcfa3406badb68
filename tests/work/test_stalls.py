"""A worker whose lease ran out while it lived did not die, and nobody counts a death."""

from sqlalchemy import update

from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import connections
from ideaboard.db import db_now
from tests.make import Make


def _owe(make: Make) -> int:
    board = make.board()
    with make.home.database.transaction() as session:
        return jobs.owe(session, "test", ("board", board), board=board).id


def _claim(make: Make, owner: str) -> int | None:
    with make.home.database.transaction() as session:
        job = jobs.claim(session, owner, lease=30, deadline=60, paused=connections.paused())
        return job.id if job else None


def _run_out(make: Make) -> None:
    with make.home.database.transaction() as session:
        session.execute(update(Job).values(lease_until=db_now(-1)))


def _lived(make: Make, job: int, owner: str) -> Job:
    with make.home.database.transaction() as session:
        jobs.lived(session, job, owner)
    with make.home.database.transaction() as session:
        return session.get_one(Job, job)


def test_a_stalled_workers_job_that_nobody_took_over_is_simply_given_back(make: Make) -> None:
    job = _owe(make)
    _claim(make, "first")
    _run_out(make)
    after = _lived(make, job, "first")
    assert (after.state, after.crashes, after.owner) == ("ready", 0, None)


def test_a_takeover_from_a_living_worker_counts_no_crash(make: Make) -> None:
    job = _owe(make)
    _claim(make, "first")
    _run_out(make)
    assert _claim(make, "second") == job
    after = _lived(make, job, "first")
    assert (after.state, after.crashes, after.owner) == ("running", 0, "second")


def test_a_job_parked_by_a_death_that_was_none_is_woken(make: Make) -> None:
    job = _owe(make)
    for owner in ("first", "second", "third"):
        assert _claim(make, owner) == job
        _run_out(make)
    assert _claim(make, "fourth") == job
    with make.home.database.transaction() as session:
        assert session.get_one(Job, job).state == "dead"
    after = _lived(make, job, "third")
    assert (after.state, after.crashes) == ("ready", 2)


def test_a_job_that_a_tracker_refused_stays_parked(make: Make) -> None:
    job = _owe(make)
    _claim(make, "first")
    _run_out(make)
    _claim(make, "second")
    with make.home.database.transaction() as session:
        jobs.park(session, job, "second", "422: no")
    assert _lived(make, job, "first").state == "dead"
