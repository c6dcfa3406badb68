"""What webhooks are owed of an event, what that costs, and which messages wait for which."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.outbox import jobs, messages
from ideaboard.core.outbox import webhooks as verbs
from ideaboard.core.outbox.jobs import SEND, Job
from ideaboard.core.outbox.messages import Message
from ideaboard.core.people import boards
from ideaboard.core.tracking import connections
from ideaboard.db import db_now
from tests.make import Make
from tests.work.receiving import all_jobs, hook, listen

URL = "https://example.org/hook"


def _claim(make: Make, owner: str = "w1") -> Job | None:
    with make.home.database.transaction() as session:
        return _claim_in(session, owner)


def _claim_in(session: Session, owner: str) -> Job | None:
    return jobs.claim(session, owner, lease=30.0, deadline=60.0, paused=connections.paused(), held=messages.held())


def _done(make: Make, job: Job) -> None:
    with make.home.database.transaction() as session:
        jobs.done(session, job.id, job.owner or "")


def _statements(make: Make, change: Callable[[Session], Any]) -> list[str]:
    seen: list[str] = []
    engine = make.home.database.writes

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        with make.home.database.transaction() as session:
            change(session)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return [statement for statement in seen if not statement.startswith(("BEGIN", "SELECT pg_notify"))]


def _rename(make: Make, name: str) -> Callable[[Session], None]:
    board, by = make.board(), make.person("ada")
    return lambda session: boards.edit(session, boards.lock(session, board), by, None, name=name)


def test_a_board_without_webhooks_pays_two_reads_in_a_transaction_with_events(make: Make) -> None:
    renamed = _statements(make, _rename(make, "New"))
    assert [statement for statement in renamed if "webhooks" in statement or "hears" in statement] == renamed[-4:-2]
    # A read and a write of the board, an event, an entry of the audit trail; and the event's place, taken last of all.
    assert len(renamed) == 8
    assert ["activities" in renamed[-2], "events" in renamed[-1]] == [True, True]
    listen(make, URL, "idea.posted")
    assert len(_statements(make, _rename(make, "Newer"))) == 8
    listen(make, URL)
    # A job and a message.
    assert len(_statements(make, _rename(make, "Newest"))) == 10


def test_what_is_no_event_or_never_told_reads_nothing(make: Make) -> None:
    board, by, dia, idea = make.board(), make.person("ada"), make.person("dia"), make.idea()
    listen(make, URL)
    promoted = _statements(make, lambda session: boards.put_member(session, board, by, dia, "leader"))
    assert promoted
    assert [statement for statement in promoted if "webhooks" in statement] == []
    make.vote(idea, "ben")
    assert all_jobs(make) == []


def test_an_event_is_owed_once_to_each_who_listens(make: Make) -> None:
    first, _ = listen(make, URL)
    second, _ = listen(make, URL, "idea.posted")
    listen(make, URL, "task.posted")
    idea = make.idea()
    with make.home.database.transaction() as session:
        owed = session.scalars(select(Message).order_by(Message.id)).all()
    assert [(each.webhook_id, each.subject_kind, each.subject_id, each.seq) for each in owed] == [
        (first, "idea", idea, None),
        (second, "idea", idea, None),
    ]
    assert [(job.id, job.kind, job.state) for job in all_jobs(make)] == [(each.id, SEND, "ready") for each in owed]


def test_one_message_of_a_webhook_runs_at_a_time_and_others_are_not_held_up(make: Make) -> None:
    first, _ = listen(make, URL)
    second, _ = listen(make, URL)
    make.idea()
    make.idea()
    taken = [_claim(make), _claim(make)]
    assert [job.subject_id for job in taken if job is not None] == [first, second]
    assert _claim(make) is None
    assert taken[0] is not None
    _done(make, taken[0])
    again = _claim(make)
    assert again is not None
    assert again.subject_id == first


def test_the_database_itself_refuses_a_second_one_at_a_time(make: Make) -> None:
    listen(make, URL)
    make.idea()
    make.idea()
    with pytest.raises(IntegrityError), make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.kind == SEND).values(state="running"))


def test_all_slow_receivers_together_take_one_worker(make: Make) -> None:
    slow = [listen(make, URL, slow=True)[0] for _ in range(2)]
    # A new one is believed to be slow until it has answered quickly.
    slow.append(make.webhook())
    make.idea()
    make.connection("fake")
    with make.home.database.transaction() as session:
        connections.check(session, session.scalars(select(connections.Connection)).one())
    quick, _ = listen(make, URL)
    make.idea()
    taken = []
    while (job := _claim(make)) is not None:
        taken.append((job.kind, job.subject_id))
    assert taken[0] == (SEND, slow[0])
    assert sorted(kind for kind, _ in taken) == ["connection.check", SEND, SEND]
    assert taken[-1] == (SEND, quick)
    with pytest.raises(IntegrityError), make.home.database.transaction() as session:
        session.execute(update(Job).where(Job.slow, Job.subject_id == slow[1]).values(state="running"))


def test_who_answers_late_is_slow_until_an_answer_comes_in_time(make: Make) -> None:
    webhook, _ = listen(make, URL)
    make.idea()
    make.idea()
    for took, slow in ((messages.SLOW + 1, True), (0.1, False)):
        job = _claim(make)
        assert job is not None
        with make.home.database.transaction() as session:
            _, delivery = messages.begun(session, job.id, clock.now())
        with clock.at(_after(took)), make.home.database.transaction() as session:
            messages.ended(session, webhook, delivery, "done", 200, None)
            jobs.again(session, job.id, job.owner or "", "later", 0.0)
        assert hook(make, webhook).slow is slow
        assert {one.slow for one in all_jobs(make) if one.id != job.id} == {slow}
        with make.home.database.transaction() as session:
            session.execute(update(Job).values(run_at=db_now(-1)))


def _after(seconds: float) -> Any:
    return clock.now() + timedelta(seconds=seconds)


def test_in_order_a_message_waits_for_those_before_it_about_the_same(make: Make) -> None:
    listen(make, URL, ordered=True)
    first, second = make.idea(), make.idea()
    make.decide(first, "decline")
    make.decide(second, "decline")
    job = _claim(make)
    assert job is not None
    with make.home.database.transaction() as session:
        jobs.again(session, job.id, job.owner or "", "later", 3600.0)
    seen = []
    while (job := _claim(make)) is not None:
        with make.home.database.transaction() as session:
            seen.append(session.get_one(Message, job.id).subject_id)
        _done(make, job)
    # Both of the second; the first one's second waits behind what is tried again in an hour.
    assert seen == [second, second]


def test_a_message_that_kills_its_worker_is_parked(make: Make) -> None:
    listen(make, URL)
    make.idea()
    for _ in range(jobs.CRASHES):
        job = _claim(make)
        assert job is not None
        with make.home.database.transaction() as session:
            messages.begun(session, job.id, clock.now())
            session.execute(update(Job).values(lease_until=db_now(-1)))
    parked = _claim(make)
    assert parked is not None
    assert (parked.state, parked.crashes) == ("dead", 3)
    assert _claim(make) is None
    [dead] = all_jobs(make)
    assert (dead.state, dead.crashes) == ("dead", 3)


def test_a_number_is_given_once_and_none_is_left_out(make: Make) -> None:
    webhook, _ = listen(make, URL)
    for _ in range(3):
        make.idea()
    owed = [job.id for job in all_jobs(make)]

    def begin(message: int) -> int:
        with make.home.database.transaction() as session:
            return messages.begun(session, message, clock.now())[0]

    def fail(message: int) -> None:
        with make.home.database.transaction() as session:
            messages.begun(session, message, clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail(owed[0])
    assert [begin(message) for message in (owed[1], owed[0], owed[1], owed[2])] == [1, 2, 1, 3]
    assert hook(make, webhook).last_seq == 3


def test_a_board_has_a_limit_of_webhooks(make: Make) -> None:
    made = [listen(make, URL)[0] for _ in range(verbs.MOST)]
    with pytest.raises(Exception, match="too_many_webhooks"):
        listen(make, URL)
    with make.home.database.transaction() as session:
        verbs.remove(session, verbs.lock(session, made[0]), make.person("ada"), None)
    listen(make, URL)
