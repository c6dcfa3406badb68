"""Many workers at the same moment: no job is taken twice, none is left, and each connection has one at a time."""

import random
import threading
from collections import Counter
from typing import Any

from sqlalchemy.exc import IntegrityError

from ideaboard.core.outbox import jobs
from tests.core.outbox.test_jobs import claim, expire, owe, see, settle
from tests.core.together import all_different, together
from tests.make import Make


def _claim(make: Make, owner: str) -> int | None:
    """Claim until it is certain; a second job of one connection in the same moment is asked for again."""
    while True:
        try:
            return claim(make, owner)
        except IntegrityError:
            continue


def test_no_job_is_taken_twice_and_none_is_left(make: Make) -> None:
    owed = [owe(make) for _ in range(40)]

    def work(owner: str) -> list[int]:
        taken = []
        while (job := _claim(make, owner)) is not None:
            taken.append(job)
        return taken

    taken = [job for some in together(*[lambda n=n: work(f"w{n}") for n in range(6)]) for job in some]
    assert all_different(taken)
    assert sorted(taken) == owed


def test_a_lease_that_ran_out_goes_to_one(make: Make) -> None:
    job = owe(make)
    claim(make, "w0")
    expire(make, job)
    taken = together(*[lambda n=n: _claim(make, f"w{n}") for n in range(1, 7)])
    assert sorted(taken, key=str) == [job] + [None] * 5
    assert see(make, job).crashes == 1


def test_each_connection_has_one_running_at_a_time(make: Make) -> None:
    places = [make.connection(f"place-{n}") for n in range(3)]
    owed = [owe(make, connection=place) for _ in range(8) for place in places]
    where = {job: places[n % 3] for n, job in enumerate(owed)}
    busy: Counter[int] = Counter()
    most: list[int] = []
    guard = threading.Lock()

    def work(owner: str) -> list[int]:
        done: list[int] = []
        idle = 0
        while idle < 30:
            job = _claim(make, owner)
            if job is None:
                idle += 1
                threading.Event().wait(0.02)
                continue
            with guard:
                busy[where[job]] += 1
                most.append(max(busy.values()))
            threading.Event().wait(random.random() * 0.01)
            with guard:
                busy[where[job]] -= 1
            settle(make, jobs.done, job, owner)
            done.append(job)
            if len(done) > len(owed):
                break
        return done

    done = [job for some in together(*[lambda n=n: work(f"w{n}") for n in range(4)]) for job in some]
    assert sorted(done) == sorted(owed)
    assert max(most) == 1


def test_whoever_settles_last_loses_when_two_believe_they_own_it(make: Make) -> None:
    for _ in range(5):
        job = owe(make)
        claim(make, "w1")
        expire(make, job)

        def finish(job: int = job) -> str:
            try:
                settle(make, jobs.done, job, "w1", "old")
            except jobs.LeaseLost:
                return "lost"
            return "settled"

        taken, finished = together(lambda: _claim(make, "w2"), finish)
        kept: Any = see(make, job)
        assert (taken, finished, kept.state) in [(job, "lost", "running"), (None, "settled", "done")]
        if taken is not None:
            settle(make, jobs.done, job, "w2", "new")
            assert see(make, job).result == "new"


def test_claiming_never_waits_for_a_job_that_somebody_holds(make: Make) -> None:
    if make.home.database.sqlite:
        return  # There one writer at a time is the rule.
    held, free = owe(make), owe(make)
    with make.home.database.transaction() as session:
        jobs.lock(session, held)
        assert together(lambda: claim(make, "w1"), patience=5.0) == [free]
