"""Asking for feedback: it is answered with feedback, or declined without a reason, and between the two."""

from typing import Any

import pytest

from ideaboard.core.reading import feedback as reading
from ideaboard.core.reading.pages import Window
from ideaboard.ids import encode
from tests.client import PREFIX, Client, codes
from tests.make import Make

ASKS, GIVEN = "/boards/team/feedback-asks", "/boards/team/feedback"


def _id(make: Make, name: str) -> str:
    return encode("account", make.person(name))


def _asked(asker: Client, make: Make, asked: str, **fields: object) -> str:
    answer = asker.post(ASKS, asked=_id(make, asked), **({"question": "How was it?"} | fields))
    assert answer.status_code == 201, answer.json
    return str(answer.headers["Location"].removeprefix(PREFIX))


def _waiting(make: Make, name: str) -> list[Any]:
    with make.home.database.reading() as db:
        return [row.id for row in reading.asks_waiting(db, make.board(), make.person(name), Window()).rows]


def test_a_leader_asks_and_the_member_answers(ada: Client, ben: Client, make: Make) -> None:
    path = _asked(ada, make, "ben")
    ask = ben.get(path).json
    assert (ask["asker"]["name"], ask["asked"]["name"], ask["state"]) == ("Ada", "Ben", "open")
    assert ben.get(ASKS).json["data"] == [ask] == ada.get(ASKS, box="asked_by_me").json["data"]
    assert len(_waiting(make, "ben")) == 1
    given = ben.post(GIVEN, receiver=_id(make, "ada"), praise="Calm.", answers=ask["id"])
    assert given.status_code == 201, given.json
    after = ada.get(path).json
    assert (after["state"], after["answered_by"], after["version"]) == ("answered", given.json["id"], 2)
    assert _waiting(make, "ben") == []
    again = ben.post(GIVEN, receiver=_id(make, "ada"), praise="Calm.", answers=ask["id"])
    assert (again.status_code, again.json["code"]) == (409, "ask_settled")


def test_who_was_asked_declines_without_a_reason(ada: Client, ben: Client, make: Make) -> None:
    path = _asked(ben, make, "ada")
    assert ben.patch(path, state="declined").json["code"] == "forbidden"
    said = ada.patch(path, state="declined")
    assert (said.status_code, said.json["state"]) == (200, "declined")
    assert ada.patch(path, state="declined").json == said.json
    assert _waiting(make, "ada") == []


def test_what_is_answered_is_not_declined(ada: Client, ben: Client, make: Make) -> None:
    path = _asked(ben, make, "ada")
    ada.post(GIVEN, receiver=_id(make, "ben"), praise="x", answers=ada.get(path).json["id"])
    answer = ada.patch(path, state="declined")
    assert (answer.status_code, answer.json["code"]) == (409, "ask_settled")


@pytest.mark.parametrize("who", ["dia", "cy", "root"])
def test_nobody_else_finds_it(ada: Client, make: Make, who: str) -> None:
    path = _asked(ada, make, "ben")
    other = Client(ada._client.application, make.token(who))
    assert other.get(path).status_code == 404
    assert other.patch(path, state="declined").status_code == 404


def test_only_who_was_asked_answers_and_only_to_who_asked(ada: Client, ben: Client, dia: Client, make: Make) -> None:
    ask = ada.get(_asked(ada, make, "ben")).json["id"]
    assert codes(dia.post(GIVEN, receiver=_id(make, "ada"), praise="x", answers=ask)) == {"/answers": "unknown_id"}
    assert codes(ben.post(GIVEN, receiver=_id(make, "dia"), praise="x", answers=ask)) == {"/receiver": "wrong"}


@pytest.mark.parametrize(
    ("name", "fields", "wrong"),
    [
        ("ada", {"question": "x"}, {"/asked": "itself"}),
        ("cy", {"question": "x"}, {"/asked": "not_on_board"}),
        ("ben", {}, {"/question": "required"}),
        ("ben", {"question": "x" * 2001}, {"/question": "too_long"}),
        ("ben", {"question": "x", "about": {"kind": "idea", "id": "zzzzzzzz"}}, {"/about/id": "unknown_id"}),
    ],
)
def test_what_is_not_right_is_named(
    ada: Client, make: Make, name: str, fields: dict[str, object], wrong: dict[str, str]
) -> None:
    make.board()
    assert codes(ada.post(ASKS, asked=_id(make, name), **fields)) == wrong


def test_it_can_be_about_an_idea(ada: Client, make: Make) -> None:
    about = {"kind": "idea", "id": encode("idea", make.idea())}
    assert ada.get(_asked(ada, make, "ben", about=about)).json["about"] == about
