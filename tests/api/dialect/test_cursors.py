"""A cursor is opaque, and fits its own question only."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from ideaboard import clock
from ideaboard.api.dialect import cursors
from tests.client import Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


def _cursor(client: Client, path: str, **query: Any) -> str:
    answer = client.get(path, limit=1, **query)
    assert answer.json["next"], answer.json
    return str(answer.json["next"])


def _refused(client: Client, path: str, **query: Any) -> None:
    answer = client.get(path, **query)
    assert (answer.status_code, answer.json["code"], codes(answer)) == (
        422, "cursor_invalid", {"/cursor": "cursor_invalid"},
    )  # fmt: skip


def test_a_cursor_fits_no_other_question(ada: Client, make: Make) -> None:
    task = make.task()
    for number in range(3):
        make.task()
        make.idea(f"On a task {number}", task=task)
        make.idea(f"Elsewhere {number}", board="other", by="ada")
    cursor = _cursor(ada, IDEAS)
    for query in (
        {"sort": "new"},
        {"status": "open"},
        {"author": "me"},
        {"task": make.path("task", task)[7:]},
    ):
        _refused(ada, IDEAS, cursor=cursor, **query)
    _refused(ada, "/boards/other/ideas", cursor=cursor)
    _refused(ada, "/boards/team/tasks", cursor=cursor)
    _refused(ada, make.path("task", task, "/approaches"), cursor=cursor)
    _refused(ada, "/me/tokens", cursor=cursor)


def test_a_cursor_goes_with_another_limit_and_count(ada: Client, make: Make) -> None:
    for _ in range(4):
        make.idea()
    cursor = _cursor(ada, IDEAS)
    assert len(ada.get(IDEAS, cursor=cursor, limit=3, count="true").json["data"]) == 3


@pytest.mark.parametrize("change", [
    lambda c: c[:-4], lambda c: c + "AAAA", lambda c: ("B" if c[0] == "A" else "A") + c[1:], lambda c: c[::-1],
    lambda c: "x", lambda c: "%00", lambda c: "é" * 40, lambda c: "A" * 1000, lambda c: c + "=",
])  # fmt: skip
def test_a_cursor_that_was_tampered_with_is_refused(ada: Client, make: Make, change: Callable[[str], str]) -> None:
    make.idea()
    make.idea()
    _refused(ada, IDEAS, cursor=change(_cursor(ada, IDEAS)))


def test_a_cursor_of_another_installation_is_refused(ada: Client, make: Make) -> None:
    filters = [(name, None) for name in ("author", "q", "sort", "status", "task", "value")]
    question = repr(("/boards/<slug:board>/ideas", [("board", "team")], filters)).encode()
    own = cursors.seal(make.home.keys.cursor, question, 1 << 60)
    assert ada.get(IDEAS, cursor=own).status_code == 200
    _refused(ada, IDEAS, cursor=cursors.seal(AESSIV(bytes(64)), question, 1 << 60))


def test_a_cursor_says_nothing(ada: Client, make: Make) -> None:
    for _ in range(3):
        make.idea()
    one = _cursor(ada, IDEAS, sort="new")
    two = ada.get(IDEAS, sort="new", limit=1, cursor=one).json["next"]
    assert len(one) == len(two)
    assert sum(a == b for a, b in zip(one, two, strict=True)) < len(one) / 2
    assert _cursor(ada, IDEAS, sort="new") == one


def test_an_empty_cursor_is_refused(ada: Client) -> None:
    assert codes(ada.get(IDEAS, cursor="")) == {"/cursor": "blank"}


def test_a_cursor_lasts(ada: Client, make: Make) -> None:
    make.idea()
    make.idea()
    cursor = _cursor(ada, IDEAS)
    with time_machine.travel(clock.now().replace(year=clock.now().year + 5), tick=False):
        assert ada.get(IDEAS, cursor=cursor).status_code == 200
