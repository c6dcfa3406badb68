"""A POST with a key, sent again, changed, or by many at once: one effect, and identical answers."""

import json
from collections import Counter
from functools import partial
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

from ideaboard.core.outbox import answers
from tests.api.asking import together
from tests.client import Client
from tests.make import Make
from tests.unbreakable.test_life import FEW, FOUND, PLANTED

BODIES = ("one", "two")
DONE: Counter[str] = Counter()
MANY = settings(FEW, max_examples=1500, stateful_step_count=60, derandomize=False)


def told(answer: TestResponse) -> tuple[Any, ...]:
    """All of an answer that a client can act on."""
    names = ("ETag", "Location", "Content-Type", "Cache-Control", "Vary")
    return answer.status_code, answer.data, *(answer.headers.get(name) for name in names)


class Again(RuleBasedStateMachine):
    """A few keys, used by two people at several addresses, again and again."""

    people: dict[str, Client]
    number = 0

    def __init__(self) -> None:
        super().__init__()
        Again.number += 1
        ada, ben = self.people["ada"], self.people["ben"]
        board = f"/boards/again-{Again.number}"
        assert ada.post("/boards", slug=board.rpartition("/")[2], name="Again").status_code == 201
        account = ben.get("/me").json["id"]
        assert ada.put(f"{board}/members/{account}", role="leader").status_code == 200
        idea = f"/ideas/{ada.post(board + '/ideas', title='Talk').json['id']}"
        # Where something is posted → the body that says a word.
        self.bodies = {
            f"{board}/tasks": {"title": "?"},
            f"{board}/values": {"name": "?"},
            f"{idea}/comments": {"body": "?"},
            f"{idea}/points": {"side": "for", "text": "?"},
        }
        self.paths = list(self.bodies)
        self.kept: dict[tuple[str, str, str], tuple[bytes, tuple[Any, ...]]] = {}
        self.effects: Counter[str] = Counter()
        self.names: set[str] = set()

    def body(self, path: str, word: str) -> bytes:
        """The body that says `word` at `path`; the name of a value is new each time it is not a repeat."""
        return json.dumps(self.bodies[path]).replace("?", word).encode()

    def send(self, who: str, path: str, key: str, body: bytes) -> TestResponse:
        """Send it as somebody of one's own, for a thread."""
        client = self.people[who].again()
        return client.ask("POST", path, {"Idempotency-Key": key}, data=body, content_type="application/json")

    @rule(
        who=st.sampled_from(["ada", "ben"]), where=st.integers(0, 3), key=st.sampled_from("ab"),
        word=st.sampled_from(BODIES), twins=st.sampled_from([1, 1, 1, 2, 4]),
    )  # fmt: skip
    def post(self, who: str, where: int, key: str, word: str, twins: int) -> None:
        """Post something, perhaps for the first time, perhaps several times at once."""
        path = self.paths[where]
        body = self.body(path, word)
        said = together([partial(self.send, who, path, key, body)] * twins)
        kept = self.kept.get((who, path, key))
        if kept is None and path.endswith("/values") and word in self.names:
            DONE["refused by a rule"] += 1
            assert {(answer.status_code, answer.json["code"]) for answer in said} == {(409, "value_taken")}
        elif kept is None:
            DONE[f"first of {twins}"] += 1
            assert len({told(answer) for answer in said}) == 1
            assert said[0].status_code == 201
            self.kept[who, path, key] = body, told(said[0])
            self.effects[path] += 1
            if path.endswith("/values"):
                self.names.add(word)
        elif kept[0] == body:
            DONE["repeat"] += 1
            assert {told(answer) for answer in said} == {kept[1]}
        else:
            DONE["other body"] += 1
            assert {(answer.status_code, answer.json["code"]) for answer in said} == {(422, "idempotency_key_reused")}

    @rule(who=st.sampled_from(["ada", "ben"]), where=st.integers(0, 3), key=st.sampled_from("ab"))
    def post_nonsense(self, who: str, where: int, key: str) -> None:
        """What is wrong in itself is said so, whatever the key, and is not kept."""
        DONE["nonsense"] += 1
        answer = self.send(who, self.paths[where], key, b'{"nonsense": 1}')
        assert (answer.status_code, answer.json["code"]) == (422, "invalid")

    @invariant()
    def every_effect_is_there_once(self) -> None:
        """As many things are there as posts had an effect."""
        for path in self.paths:
            assert self.people["ada"].get(path, count="true", limit=1).json["total"] == self.effects[path], path


def _again(app: Flask, make: Make, how: settings) -> None:
    Again.people = {name: Client(app, make.token(name)) for name in ("ada", "ben")}
    DONE.clear()
    run_state_machine_as_test(Again, settings=how)
    print(f"{sum(DONE.values())} steps: {dict(sorted(DONE.items()))}")


def test_a_post_with_a_key_has_one_effect_however_often_it_is_sent(app: Flask, make: Make) -> None:
    _again(app, make, settings(FEW, max_examples=6, stateful_step_count=25))
    assert {"first of 1", "first of 2", "first of 4", "repeat", "other body", "nonsense"} <= set(DONE)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_many_posts_with_keys_have_one_effect_each(app: Flask, make: Make) -> None:
    _again(app, make, MANY)


def test_a_second_effect_is_noticed(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "claim", lambda *args: None)
    with pytest.raises(FOUND):
        _again(app, make, PLANTED)
