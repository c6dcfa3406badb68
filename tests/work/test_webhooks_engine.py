"""Webhooks and the real engine: workers that die, several of them, receivers that hang."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from sqlalchemy import select

from ideaboard.core.ideas import ideas
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.ids import encode
from tests.engine import Engine, wait_until
from tests.work.receiving import Received, Receiver, listen, receiver, verified


@pytest.fixture
def there() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiver() as made:
        yield made


def _edit(engine: Engine, idea: int, title: str) -> None:
    by = engine.make.person("ben")
    with engine.home.database.transaction() as session:
        ideas.edit(session, ideas.lock(session, idea), by, None, title=title)


def _numbers(there: Receiver) -> dict[str, set[int]]:
    """The numbers that each message came with."""
    found: dict[str, set[int]] = {}
    for got in there.tried:
        found.setdefault(got.id, set()).add(got.json["data"]["seq"])
    return found


_SIDES = ("before", "after")
POINTS = {
    *(f"webhook.send:{name}:{side} commit" for side in _SIDES for name in ("begun", "delivered", "settle")),
    *(f"webhook.send:send:{side} call" for side in ("before", "after")),
    *(f"claim:{side} commit" for side in ("before", "after")),
}  # fmt: skip


def test_killed_at_every_crash_point_every_message_comes_and_no_number_is_left_out(
    engine: Engine, there: Receiver
) -> None:
    marks = engine.plan(record=True, at=sorted(POINTS))
    _, secret = listen(engine.make, there.url)
    for number in range(12):
        engine.make.idea(f"Idea {number}")
    with engine.workers(children=3):
        engine.settled(150)
    assert {mark.name.removeprefix("killed ")[:-2] for mark in marks.glob("killed *")} == POINTS
    assert [job for job in engine.job_rows() if job.state != "done"] == []
    numbers = _numbers(there)
    assert sorted(number for each in numbers.values() for number in each) == list(range(1, 13))
    for got in there.taken:
        verified(got, secret)
    # Every attempt that reached the receiver is kept, the one whose worker died too.
    with engine.home.database.reading() as db:
        outcomes = list(db.execute(select(Delivery.outcome)).scalars())
    assert outcomes.count("done") == 12
    assert len(outcomes) >= len(there.tried)
    assert set(outcomes) == {"done", "begun"}


def test_several_workers_send_each_subjects_messages_in_order(engine: Engine, there: Receiver) -> None:
    listen(engine.make, there.url, ordered=True)
    turns = {"left": 6}

    def judge(got: Received) -> int:
        # Some fail at first, and are tried again in five seconds.
        turns["left"] -= 1
        return 503 if turns["left"] > 0 and turns["left"] % 2 else 200

    there.judge = judge
    made = [engine.make.idea(f"Idea {number}") for number in range(5)]
    for round in range(4):
        for idea in made:
            _edit(engine, idea, f"Idea {idea} {round}")
    with engine.workers(processes=2, children=2):
        engine.settled(120)
    assert len(there.taken) == 25
    for idea in made:
        told = [got.json for got in there.taken if got.json["data"]["subject"]["id"] == encode("idea", idea)]
        assert [said["type"] for said in told] == ["idea.posted"] + ["idea.edited"] * 4
        times = [datetime.fromisoformat(said["timestamp"]) for said in told]
        assert times == sorted(times)
    assert sorted(number for each in _numbers(there).values() for number in each) == list(range(1, 26))


def test_receivers_that_hang_hold_up_neither_trackers_nor_others_nor_any_request(
    engine: Engine, there: Receiver
) -> None:
    go_on = threading.Event()
    with ExitStack() as stack:
        hanging = [stack.enter_context(receiver()) for _ in range(3)]
        for each in hanging:
            each.judge = lambda got: 204 if go_on.wait(60) else 500
            # A webhook that is new, as those are that nobody has heard of yet.
            engine.make.webhook(url=each.url)
        listen(engine.make, there.url)
        engine.make.connection("stage", folder=str(engine.paper))
        with engine.workers(children=2):
            idea = engine.make.idea("Idea")
            wait_until(lambda: any(each.tried or _hangs(engine) for each in hanging), 20)
            began = time.monotonic()
            for number in range(5):
                other = engine.make.idea(f"idea {number}")
            assert time.monotonic() - began < 5
            engine.make.decide(idea, "adopt")
            wait_until(lambda: engine.make.issue(idea).state == "linked", 10, engine.job_rows)
            wait_until(lambda: len(there.taken) >= 7, 10, engine.job_rows)
            assert other
            assert not go_on.is_set()
            running = [job for job in engine.job_rows() if job.state == "running"]
            assert len([job for job in running if job.slow]) == 1
            go_on.set()
            engine.settled(60)
    assert all(len(each.taken) >= 7 for each in hanging)


def _hangs(engine: Engine) -> bool:
    return any(job.state == "running" and job.slow for job in engine.job_rows())
