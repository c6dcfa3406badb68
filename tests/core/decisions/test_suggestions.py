"""Asking for kinder words: what is asked about is kept in one row, and no longer than needed."""

from datetime import timedelta

import time_machine
from sqlalchemy import func, select

from ideaboard import clock
from ideaboard.core.decisions import suggestions
from ideaboard.core.decisions.suggestions import Suggestion
from ideaboard.core.outbox import deliveries, jobs
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import connections
from tests.make import Make

TEXT = "You always forget the marmalade."


def _ask(make: Make, name: str = "ben") -> int:
    account = make.person(name)
    with make.home.database.transaction() as session:
        return suggestions.ask(session, account, text=TEXT, kind="comment").id


def _count(make: Make, table: type) -> int:
    with make.home.database.reading() as db:
        return db.execute(select(func.count()).select_from(table)).scalar_one()


def test_a_text_waits_in_its_own_row_and_nowhere_else(make: Make) -> None:
    make.person("ben")
    before = _count(make, Event)
    job = _ask(make)
    with make.home.database.transaction() as session:
        owed = session.get_one(Job, job)
        [waiting] = session.scalars(select(Suggestion))
        assert (owed.kind, owed.board_id, owed.connection_id) == ("suggest", None, None)
        assert (owed.subject_kind, owed.subject_id, owed.data) == (
            "account", make.person("ben"), {"suggestion": waiting.id},
        )  # fmt: skip
        assert (waiting.account_id, waiting.kind, waiting.text) == (make.person("ben"), "comment", TEXT)
        assert "marmalade" not in repr([getattr(owed, column.key) for column in Job.__table__.columns])
    assert _count(make, Event) == before


def test_a_day_later_text_result_and_attempts_are_forgotten(make: Make) -> None:
    old = _ask(make)
    make.connection()
    make.decide(make.idea(), "adopt")
    with make.home.database.transaction() as session:
        deliveries.record(session, old, clock.now(), "failed", "one raised KeyError.")
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        young = _ask(make, "ada")
        with make.home.database.transaction() as session:
            assert suggestions.forget_old(session) == 1
            assert set(session.scalars(select(Job.kind))) == {"issue.create", "suggest"}
            assert session.get(Job, old) is None
            assert session.get(Job, young) is not None
    assert (_count(make, Suggestion), _count(make, Delivery)) == (1, 0)


def test_before_that_nothing_is(make: Make) -> None:
    _ask(make)
    with (
        time_machine.travel(clock.now() + timedelta(hours=23), tick=False),
        make.home.database.transaction() as session,
    ):
        assert suggestions.forget_old(session) == 0
    assert (_count(make, Suggestion), _count(make, Job)) == (1, 1)


def _claim(make: Make) -> int | None:
    with make.home.database.transaction() as session:
        job = jobs.claim(session, "w", lease=30, deadline=120, paused=connections.paused())
        return None if job is None else job.id


def test_one_is_answered_at_a_time_and_keeps_nothing_else_waiting(make: Make) -> None:
    first, second = _ask(make), _ask(make)
    make.connection()
    make.decide(make.idea(), "adopt")
    assert _claim(make) == first
    assert _claim(make) not in (None, second)
    assert _claim(make) is None
    with make.home.database.transaction() as session:
        jobs.done(session, first, "w", [])
    assert _claim(make) == second
