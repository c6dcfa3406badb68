"""A job is owed with what caused it, taken by one worker, settled by that worker alone, and never forgotten."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from ideaboard import clock
from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.jobs import BACKOFF, Job, LeaseLost
from ideaboard.core.tracking import connections
from ideaboard.db import db_now
from ideaboard.errors import Conflict, NotFound
from tests.make import Make

SUBJECT = ("idea", 1)


def owe(make: Make, kind: str = "mail.send", connection: int | None = None, **kw: Any) -> int:
    """Owe a job."""
    board = make.board()
    with make.home.database.transaction() as session:
        return jobs.owe(session, kind, SUBJECT, board=board, connection=connection, **kw).id


def claim(make: Make, owner: str = "w1", lease: float = 30.0, deadline: float = 120.0) -> int | None:
    """Claim the next job; its id, or None."""
    with make.home.database.transaction() as session:
        job = jobs.claim(session, owner, lease=lease, deadline=deadline, paused=connections.paused())
        return None if job is None else job.id


def settle(make: Make, verb: Any, job: int, owner: str = "w1", *rest: Any, **kw: Any) -> Any:
    """Do `verb` to a job in a transaction of its own."""
    with make.home.database.transaction() as session:
        return verb(session, job, owner, *rest, **kw)


def see(make: Make, job: int) -> Job:
    """The job as it is."""
    with make.home.database.transaction() as session:
        return session.get_one(Job, job)


def expire(make: Make, job: int, **kw: Any) -> None:
    """Let the job's lease be over since a second."""
    with make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.id == job).values(lease_until=db_now(-1), **kw))


def now(make: Make) -> datetime:
    """What the database's clock says."""
    with make.home.database.reading() as db:
        return db.execute(select(db_now())).scalar_one()


def test_what_is_undone_owes_nothing(make: Make) -> None:
    board = make.board()

    def fail() -> None:
        with make.home.database.transaction() as session:
            jobs.owe(session, "mail.send", SUBJECT, board=board)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert claim(make) is None


def test_the_oldest_is_taken_first_and_each_once(make: Make) -> None:
    owed = [owe(make) for _ in range(3)]
    with make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.id == owed[2]).values(run_at=db_now(-60)))
    assert [claim(make) for _ in range(4)] == [owed[2], owed[0], owed[1], None]


def test_a_claimed_job_says_whose_it_is_and_until_when(make: Make) -> None:
    job, before = owe(make), now(make)
    claim(make, "w1", lease=5, deadline=20)
    held = see(make, job)
    assert (held.state, held.owner, held.attempts, held.crashes) == ("running", "w1", 0, 0)
    assert timedelta(seconds=4) < held.lease_until - before < timedelta(seconds=8)
    assert timedelta(seconds=19) < held.deadline_at - before < timedelta(seconds=23)


def test_what_is_owed_for_later_waits(make: Make) -> None:
    job = owe(make, after=60.0)
    assert claim(make) is None
    with make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.id == job).values(run_at=db_now(-1)))
    assert claim(make) == job


def test_done_is_done_and_keeps_its_result(make: Make) -> None:
    job = owe(make)
    claim(make)
    settle(make, jobs.done, job, "w1", {"ok": True})
    kept = see(make, job)
    assert (kept.state, kept.result, kept.owner, kept.lease_until) == ("done", {"ok": True}, None, None)
    assert kept.settled_at is not None
    assert claim(make) is None
    with pytest.raises(LeaseLost):
        settle(make, jobs.done, job)


def test_a_lease_that_ran_out_is_taken_over_and_counts_a_crash(make: Make) -> None:
    job = owe(make)
    claim(make, "w1")
    assert claim(make, "w2") is None
    expire(make, job)
    assert claim(make, "w2") == job
    assert (see(make, job).owner, see(make, job).crashes) == ("w2", 1)


@pytest.mark.parametrize(
    ("verb", "rest"),
    [
        (jobs.step, ("made",)), (jobs.check, ()), (jobs.done, ()), (jobs.park, ("No.",)), (jobs.again, ("No.",)),
        (jobs.hold, ("No.",)),
    ],
)  # fmt: skip
def test_a_stale_owner_is_refused_everything(make: Make, verb: Any, rest: Any) -> None:
    job = owe(make)
    claim(make, "w1")
    expire(make, job)
    claim(make, "w2")
    with pytest.raises(LeaseLost):
        settle(make, verb, job, "w1", *rest)
    kept = see(make, job)
    assert (kept.state, kept.owner, kept.step, kept.attempts) == ("running", "w2", "", 0)
    settle(make, verb, job, "w2", *rest)


def test_a_stale_owner_neither_renews_nor_gives_back(make: Make) -> None:
    job = owe(make)
    claim(make, "w1")
    expire(make, job)
    claim(make, "w2")
    before = see(make, job).lease_until
    assert settle(make, jobs.renew, job, "w1", 300.0) is False
    settle(make, jobs.give_back, job, "w1")
    assert (see(make, job).owner, see(make, job).lease_until) == ("w2", before)
    assert settle(make, jobs.renew, job, "w2", 60.0) is True
    assert see(make, job).lease_until > before


def test_what_a_stale_owner_did_in_the_same_transaction_is_undone(make: Make) -> None:
    job, other = owe(make), owe(make, after=60.0)
    claim(make, "w1")
    expire(make, job)
    claim(make, "w2")

    def work() -> None:
        with make.home.database.transaction() as session:
            session.get_one(Job, other).step = "I was here"
            session.flush()
            jobs.step(session, job, "w1", "made")

    with pytest.raises(LeaseLost):
        work()
    assert see(make, other).step == ""


def test_a_lease_over_is_no_lease_even_before_anyone_takes_it(make: Make) -> None:
    job = owe(make)
    claim(make, "w1")
    expire(make, job)
    with pytest.raises(LeaseLost):
        settle(make, jobs.check, job, "w1")


def test_renewing_never_goes_past_the_deadline(make: Make) -> None:
    job = owe(make)
    claim(make, "w1", lease=1, deadline=10)
    deadline = see(make, job).deadline_at
    settle(make, jobs.renew, job, "w1", 5.0)
    assert see(make, job).lease_until < deadline
    settle(make, jobs.renew, job, "w1", 3600.0)
    assert (see(make, job).lease_until, see(make, job).deadline_at) == (deadline, deadline)
    settle(make, jobs.done, job)
    late = owe(make)
    claim(make, "w1", lease=60, deadline=10)
    assert see(make, late).lease_until - now(make) < timedelta(seconds=11)


def test_the_third_crash_in_one_step_parks_it_and_leaves_the_others_alone(make: Make) -> None:
    job, other = owe(make), owe(make)
    for n in range(3):
        assert claim(make, f"w{n}") == job
        expire(make, job)
    assert claim(make, "w3") == job
    dead = see(make, job)
    assert (dead.state, dead.crashes, dead.owner) == ("dead", 3, None)
    assert "died 3 times before its first step" in str(dead.last_error)
    assert claim(make, "w3") == other


def test_every_step_starts_the_count_of_crashes_anew(make: Make) -> None:
    job = owe(make)
    for n in range(6):
        assert claim(make, f"w{n}") == job
        assert see(make, job).crashes == (1 if n else 0)
        settle(make, jobs.step, job, f"w{n}", f"step {n}")
        assert (see(make, job).crashes, see(make, job).step) == (0, f"step {n}")
        expire(make, job)
    for n in range(2):
        assert claim(make, f"x{n}") == job
        expire(make, job)
    assert claim(make) == job
    assert see(make, job).state == "dead"
    assert "in step 'step 5'" in str(see(make, job).last_error)


def test_giving_back_counts_nothing(make: Make) -> None:
    job = owe(make)
    for n in range(5):
        assert claim(make, f"w{n}") == job
        settle(make, jobs.give_back, job, f"w{n}")
    back = see(make, job)
    assert (back.state, back.attempts, back.crashes, back.owner) == ("ready", 0, 0, None)


def test_a_failed_attempt_waits_longer_each_time_and_the_last_parks_it(make: Make) -> None:
    job = owe(make)
    for attempt, wait in enumerate(BACKOFF, start=1):
        assert claim(make) == job
        before = now(make)
        assert settle(make, jobs.again, job, "w1", f"Failure {attempt}") is True
        kept = see(make, job)
        assert (kept.state, kept.attempts, kept.last_error) == ("ready", attempt, f"Failure {attempt}")
        assert timedelta(seconds=wait) <= kept.run_at - before <= timedelta(seconds=wait * 1.25 + 3)
        assert claim(make) is None
        with make.home.database.transaction() as session:
            session.execute(update(Job).where(Job.id == job).values(run_at=db_now(-1)))
    assert claim(make) == job
    assert settle(make, jobs.again, job, "w1", "The last one") is False
    assert (see(make, job).state, see(make, job).last_error) == ("dead", "The last one")


def test_the_wait_that_a_tracker_asks_for_is_kept_and_spread(make: Make) -> None:
    waits = []
    for _ in range(6):
        job = owe(make)
        claim(make)
        before = now(make)
        settle(make, jobs.again, job, "w1", "429", 100.0)
        waits.append((see(make, job).run_at - before).total_seconds())
    assert all(100.0 <= wait <= 128.0 for wait in waits)
    assert max(waits) - min(waits) > 0.5


def test_a_failure_starts_the_count_of_crashes_anew(make: Make) -> None:
    job = owe(make)
    claim(make, "w1")
    expire(make, job)
    claim(make, "w2")
    settle(make, jobs.again, job, "w2", "No.", 0.0)
    assert see(make, job).crashes == 0


def test_a_person_wakes_a_dead_job_and_only_a_dead_one(make: Make) -> None:
    job = owe(make)

    def retry() -> None:
        with make.home.database.transaction() as session:
            jobs.retry(session, jobs.lock(session, job))

    with pytest.raises(Conflict, match="job_not_dead"):
        retry()
    claim(make)
    settle(make, jobs.step, job, "w1", "made")
    settle(make, jobs.park, job, "w1", "Enough.")
    retry()
    fresh = see(make, job)
    assert (fresh.state, fresh.attempts, fresh.crashes, fresh.step, fresh.settled_at) == ("ready", 0, 0, "made", None)
    assert claim(make) == job
    with pytest.raises(NotFound), make.home.database.transaction() as session:
        jobs.lock(session, 999_999)


def test_errors_are_kept_to_a_length(make: Make) -> None:
    job = owe(make)
    claim(make)
    settle(make, jobs.park, job, "w1", "x" * 5000)
    assert see(make, job).last_error == "x" * 2000


def test_one_job_at_a_time_for_each_connection(make: Make) -> None:
    one, two = make.connection("one"), make.connection("two")
    first, second, third = owe(make, connection=one), owe(make, connection=one), owe(make, connection=two)
    mail = owe(make)
    assert [claim(make, f"w{n}") for n in range(4)] == [first, third, mail, None]
    settle(make, jobs.done, first, "w0")
    assert claim(make, "w4") == second


def test_a_paused_connections_jobs_wait_but_what_mends_it_runs(make: Make) -> None:
    connection = make.connection()
    job = owe(make, "issue.create", connection)
    with make.home.database.transaction() as session:
        connections.pause(session, connections.lock(session, connection), "The token was refused.")
    assert claim(make) is None
    for kind in sorted(jobs.MENDING):
        check = owe(make, kind, connection)
        assert claim(make) == check
        settle(make, jobs.done, check)
    with make.home.database.transaction() as session:
        connections.resume(session, connections.lock(session, connection), None)
    assert claim(make) == job


def test_a_held_job_keeps_its_attempts(make: Make) -> None:
    job = owe(make)
    claim(make)
    settle(make, jobs.again, job, "w1", "No.", 0.0)
    claim(make)
    settle(make, jobs.hold, job, "w1", "Paused.")
    kept = see(make, job)
    assert (kept.state, kept.attempts, kept.last_error) == ("ready", 1, "Paused.")


def test_times_are_the_databases_not_this_machines(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    job = owe(make)
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=400))
    later = owe(make)
    assert abs(see(make, later).run_at - see(make, job).run_at) < timedelta(minutes=1)
    assert {claim(make, "w1"), claim(make, "w2")} == {job, later}
    assert claim(make, "w3") is None
