"""A POST that is sent again, with the same Idempotency-Key, has one effect and one answer."""

import contextlib
import threading
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
import time_machine
from sqlalchemy import event, func, select

from ideaboard import clock
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import answers
from ideaboard.core.outbox.answers import StoredAnswer
from tests.api.asking import together
from tests.client import Client
from tests.make import Make

IDEAS = "/boards/team/ideas"
KEY = {"Idempotency-Key": "k1"}


def _ideas(make: Make) -> int:
    with make.home.database.reading() as db:
        return int(db.execute(select(func.count()).select_from(Idea)).scalar_one())


def _said(answer: Any) -> tuple[Any, ...]:
    return (
        answer.status_code,
        answer.data,
        answer.headers["ETag"],
        answer.headers["Location"],
        answer.mimetype,
    )


def test_a_repeat_has_one_effect_and_the_same_answer(ben: Client, make: Make) -> None:
    first = ben.post(IDEAS, KEY, title="Once")
    second = ben.post(IDEAS, KEY, title="Once")
    assert first.status_code == 201
    assert _said(first) == _said(second)
    assert second.headers["Cache-Control"] == "no-store"
    assert _ideas(make) == 1


def test_without_a_key_each_is_one_more(ben: Client, make: Make) -> None:
    assert ben.post(IDEAS, title="Twice").json["id"] != ben.post(IDEAS, title="Twice").json["id"]
    assert _ideas(make) == 2


def test_a_repeat_says_what_was_said_then_not_what_is_now(ben: Client, make: Make) -> None:
    first = ben.post(IDEAS, KEY, title="Once")
    path = f"/ideas/{first.json['id']}"
    assert ben.patch(path, title="Changed").status_code == 200
    assert ben.post(IDEAS, KEY, title="Once").json["title"] == "Once"


def test_the_same_key_with_another_body_is_refused(ben: Client, make: Make) -> None:
    ben.post(IDEAS, KEY, title="Once")
    answer = ben.post(IDEAS, KEY, title="Other")
    assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")
    assert _ideas(make) == 1


def test_a_refusal_is_not_kept(ben: Client, make: Make) -> None:
    for refused in ({"title": ""}, {"title": "x", "values": [{"value": "zzzzzzzz", "how": "x"}]}):
        assert ben.post(IDEAS, KEY, **refused).status_code == 422
    assert ben.post(IDEAS, KEY, title="Now").status_code == 201
    assert _ideas(make) == 1


def test_a_conflict_is_judged_anew(ada: Client, make: Make) -> None:
    idea = make.idea()
    path = make.path("idea", idea, "/decisions")
    body = {"outcome": "start"}
    assert ada.post(path, KEY, **body).status_code == 409
    make.decide(idea, "adopt")
    assert ada.post(path, KEY, **body).status_code == 201


def test_a_key_is_its_accounts_own(ada: Client, ben: Client, make: Make) -> None:
    assert ada.post(IDEAS, KEY, title="Mine").json["id"] != ben.post(IDEAS, KEY, title="Mine").json["id"]
    assert _ideas(make) == 2


def test_a_key_is_the_same_for_every_token_of_an_account(app: Any, ben: Client, make: Make) -> None:
    other = Client(app, make.token("ben"))
    assert _said(ben.post(IDEAS, KEY, title="Once")) == _said(other.post(IDEAS, KEY, title="Once"))


def test_a_key_counts_at_one_address(ben: Client, make: Make) -> None:
    one, two = make.path("idea", make.idea(), "/comments"), make.path("idea", make.idea(), "/comments")
    assert ben.post(one, KEY, body="Hm.").json["id"] != ben.post(two, KEY, body="Hm.").json["id"]


def test_a_key_counts_for_post_alone(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea(), "/vote")
    assert ben.ask("PUT", path, KEY).json["votes"] == 1
    assert ben.ask("DELETE", path, KEY).json["votes"] == 0
    assert ben.ask("PUT", path, KEY).json["votes"] == 1


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_of_no_or_too_many_characters_is_a_400(ben: Client, make: Make, key: str) -> None:
    answer = ben.post(IDEAS, {"Idempotency-Key": key}, title="Once")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
    assert _ideas(make) == 0


def test_a_key_may_be_255_characters_of_any_kind(ben: Client) -> None:
    said = set()
    for key in ("x" * 255, "é-!\"#$%&'()*+,/:;<=>?@[]^_`{|}~", "k", "K"):
        first, second = (ben.post(IDEAS, {"Idempotency-Key": key}, title="Once") for _ in range(2))
        assert _said(first) == _said(second)
        said.add(_said(first))
    assert len(said) == 4


def test_a_202_is_kept_too(ada: Client, make: Make) -> None:
    path = make.path("connection", make.connection(), "/checks")
    first, second = ada.post(path, KEY), ada.post(path, KEY)
    assert (first.status_code, second.status_code) == (202, 202)
    assert (first.data, first.headers["Location"]) == (second.data, second.headers["Location"])
    assert len(ada.get("/boards/team/jobs").json["data"]) == 1


def test_concurrent_twins_have_one_effect_and_identical_answers(ben: Client, make: Make) -> None:
    for turn in range(3):
        key = {"Idempotency-Key": f"twins {turn}"}
        posts = [partial(ben.again().post, IDEAS, key, title="Once") for _ in range(6)]
        said = [_said(answer) for answer in together(posts)]
        assert said[0][0] == 201
        assert set(said) == {said[0]}
        assert _ideas(make) == turn + 1


def test_a_twin_of_one_that_failed_has_the_effect(ben: Client, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    original, first = answers.keep, threading.Event()

    def fail_once(*args: Any) -> None:
        if not first.is_set():
            first.set()
            raise RuntimeError("the power goes")
        original(*args)

    monkeypatch.setattr("ideaboard.api.dialect.contract.answers.keep", fail_once)
    said = together([lambda: ben.again().post(IDEAS, KEY, title="Once").status_code] * 2)
    assert sorted(said) == [201, 500]
    assert _ideas(make) == 1


def _impatient(connection: Any) -> None:
    connection.exec_driver_sql("SET LOCAL lock_timeout = '50ms'")


def test_a_twin_that_waited_too_long_is_told_to_come_back(
    ben: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = make.home.database
    scope = answers.scope_of(make.person("ben"), "POST", "/api/v1" + IDEAS, "k1")
    if not database.sqlite:
        event.listen(database.writes, "begin", _impatient)
    monkeypatch.setattr("ideaboard.db._PATIENCE", 0.05)
    try:
        with contextlib.suppress(_Undo), database.transaction() as session:
            answers.claim(session, scope, b"x" * 32, clock.now())
            answer = ben.post(IDEAS, KEY, title="Once")
            raise _Undo
    finally:
        if not database.sqlite:
            event.remove(database.writes, "begin", _impatient)
    # On SQLite all writers of a process take turns, so the twin does not get as far as its claim.
    assert (answer.status_code, answer.json["code"]) == ((503, "busy") if database.sqlite else (409, "still_running"))
    assert ben.post(IDEAS, KEY, title="Once").status_code == 201


class _Undo(Exception):
    pass


def test_an_answer_is_kept_for_seven_days(ben: Client, make: Make) -> None:
    begin = clock.now()
    with time_machine.travel(begin, tick=False):
        first = ben.post(IDEAS, KEY, title="Once")
    with time_machine.travel(begin + timedelta(days=7), tick=False):
        assert _said(ben.post(IDEAS, KEY, title="Once")) == _said(first)
    with time_machine.travel(begin + timedelta(days=7, seconds=1), tick=False):
        again = ben.post(IDEAS, KEY, title="Once")
        assert again.json["id"] != first.json["id"]
        assert _said(ben.post(IDEAS, KEY, title="Once")) == _said(again)
    assert _ideas(make) == 2


def test_old_answers_are_forgotten(ben: Client, make: Make) -> None:
    ben.post(IDEAS, KEY, title="Once")
    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        with make.home.database.transaction() as session:
            assert answers.forget_old(session) == 1
        with make.home.database.reading() as db:
            assert db.execute(select(func.count()).select_from(StoredAnswer)).scalar_one() == 0
