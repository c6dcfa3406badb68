"""A POST that is repeated with its key has one effect, and its answer is the first one's."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from ideaboard import clock
from ideaboard.core.outbox import answers, deliveries, events
from ideaboard.core.outbox.answers import Answer, KeyReused, StoredAnswer
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.events import Event
from tests.core.outbox.test_jobs import owe
from tests.make import Make

SCOPE, REQUEST = answers.scope_of(1, "POST", "/ideas", "key"), b"r" * 32
ANSWER = Answer(201, {"Location": "/x"}, b"{}")


def _claim(make: Make, scope: bytes = SCOPE, request: bytes = REQUEST, answer: Answer | None = ANSWER) -> Answer | None:
    with make.home.database.transaction() as session:
        before = answers.claim(session, scope, request, clock.now())
        if before is None and answer is not None:
            answers.keep(session, scope, answer)
        return before


def _count(make: Make) -> int:
    with make.home.database.transaction() as session:
        return session.scalar(select(func.count()).select_from(StoredAnswer)) or 0


def test_the_first_has_the_effect_and_the_second_its_answer(make: Make) -> None:
    assert _claim(make) is None
    assert _claim(make) == ANSWER
    assert _count(make) == 1


def test_another_request_with_the_same_key_is_refused(make: Make) -> None:
    _claim(make)
    with pytest.raises(KeyReused):
        _claim(make, request=b"s" * 32)


def test_a_key_is_of_one_account_one_method_and_one_address() -> None:
    asked = [(1, "POST", "/ideas", "key"), (2, "POST", "/ideas", "key"), (1, "PUT", "/ideas", "key"),
             (1, "POST", "/tasks", "key"), (1, "POST", "/ideas", "kez")]  # fmt: skip
    assert len({answers.scope_of(*each) for each in asked}) == 5
    assert len(SCOPE) == 32


def test_a_failed_first_leaves_the_key_free(make: Make) -> None:
    def fail() -> None:
        with make.home.database.transaction() as session:
            answers.claim(session, SCOPE, REQUEST, clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _claim(make) is None


def test_a_twin_waits_for_the_first_and_gets_its_answer(make: Make) -> None:
    said: list[Answer | None] = []
    with make.home.database.transaction() as session:
        answers.claim(session, SCOPE, REQUEST, clock.now())
        twin = threading.Thread(target=lambda: said.append(_claim(make)))
        twin.start()
        twin.join(0.3)
        assert said == []
        answers.keep(session, SCOPE, ANSWER)
    twin.join(20)
    assert said == [ANSWER]


def test_an_answer_is_kept_for_a_week(make: Make) -> None:
    began = datetime(2026, 6, 15, 12, tzinfo=UTC)
    with time_machine.travel(began, tick=False):
        _claim(make)
    with time_machine.travel(began + answers.KEPT - timedelta(seconds=1), tick=False):
        assert _claim(make) == ANSWER
        with make.home.database.transaction() as session:
            assert answers.forget_old(session) == 0
    with time_machine.travel(began + answers.KEPT + timedelta(seconds=1), tick=False):
        assert _claim(make, request=b"s" * 32, answer=None) is None
        assert _count(make) == 1
    with time_machine.travel(began + 3 * answers.KEPT, tick=False), make.home.database.transaction() as session:
        assert answers.forget_old(session) == 1


def test_only_known_types_of_event_are_recorded_and_absent_facts_are_left_out(make: Make) -> None:
    board = make.board()
    with pytest.raises(ValueError, match=r"idea\.exploded"), make.home.database.transaction() as session:
        events.record(session, "idea.exploded", ("idea", 1), board=board, actor=None)
    with make.home.database.transaction() as session:
        event = events.record(session, "idea.done", ("idea", 1), board=board, actor=None, task=None, decision=3)
        assert event.data == {"decision": 3}


def test_events_carry_ids_and_no_words(make: Make) -> None:
    idea = make.idea("A secret title", "A secret body")
    make.comment(idea, "A secret comment")
    make.decide(idea, "adopt", "A secret reason")
    with make.home.database.transaction() as session:
        said = [repr({**vars(event), "type": ""}) for event in session.scalars(select(Event))]
    assert len(said) >= 4
    assert "secret" not in "".join(said).lower()


def test_a_vote_is_no_event(make: Make) -> None:
    idea = make.idea()
    with make.home.database.transaction() as session:
        before = session.scalar(select(func.count()).select_from(Event))
    make.vote(idea, "ada", "ben")
    with make.home.database.transaction() as session:
        people = session.scalar(select(func.count()).where(Event.type == "member.joined"))
        assert session.scalar(select(func.count()).select_from(Event)) == before
    assert people == 1


def test_every_attempt_is_kept_with_what_the_tracker_said(make: Make) -> None:
    job, began = owe(make), datetime(2026, 6, 15, 12, tzinfo=UTC)
    with make.home.database.transaction() as session:
        deliveries.record(session, job, began, "retry", "x" * 3000)
        deliveries.record(session, job, began, "done")
    with make.home.database.transaction() as session:
        kept = session.scalars(select(Delivery).order_by(Delivery.id)).all()
    assert [(d.outcome, d.detail, d.started_at) for d in kept] == [("retry", "x" * 2000, began), ("done", None, began)]
    assert all(delivery.ended_at > began for delivery in kept)
