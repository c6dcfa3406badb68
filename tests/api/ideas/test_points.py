"""Arguments for and against an idea: their author's to change, and about one idea."""

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make


def _made(client: Client, make: Make, idea: int, side: str = "for") -> str:
    answer = client.post(make.path("idea", idea, "/points"), side=side, text="It is faster.")
    assert answer.status_code == 201, answer.json
    return str(answer.headers["Location"].removeprefix(PREFIX))


def test_arguments_are_listed_in_the_order_in_which_they_were_made(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea()
    path = _made(ben, make, idea)
    _made(ada, make, idea, "against")
    rows = ada.get(make.path("idea", idea, "/points")).json["data"]
    assert [(row["side"], row["author"]["name"]) for row in rows] == [("for", "Ben"), ("against", "Ada")]
    assert ada.get(path).json == rows[0]
    assert (rows[0]["idea"], rows[0]["version"], rows[0]["edited_at"]) == (make.path("idea", idea)[7:], 1, None)


def test_its_author_changes_it_and_takes_it_back(ben: Client, make: Make) -> None:
    path = _made(ben, make, make.idea())
    said = ben.patch(path, text="Much faster.").json
    assert (said["text"], said["version"]) == ("Much faster.", 2)
    assert said["edited_at"]
    assert ben.delete(path).status_code == 204
    assert ben.get(path).status_code == 404


def test_nobody_else_does(ada: Client, ben: Client, make: Make) -> None:
    path = _made(ben, make, make.idea())
    assert ada.patch(path, text="x").status_code == 403
    assert ada.delete(path).status_code == 403


def test_an_argument_is_found_under_its_own_idea_only(ben: Client, make: Make) -> None:
    one, two = make.idea(), make.idea()
    path = _made(ben, make, one)
    wrong = path.replace(make.path("idea", one), make.path("idea", two))
    assert ben.get(wrong).status_code == 404
    assert ben.patch(wrong, "*", text="x").status_code == 404
    assert ben.delete(wrong, "*").status_code == 404


def test_an_argument_counts_nothing(ben: Client, make: Make) -> None:
    idea = make.idea()
    before = ben.get(make.path("idea", idea)).json
    _made(ben, make, idea)
    assert ben.get(make.path("idea", idea)).json == before


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"side": "both"}, {"/side": "not_one_of"}),
        ({"text": " "}, {"/text": "blank"}),
        ({"text": "x" * 1001}, {"/text": "too_long"}),
    ],
)
def test_what_an_argument_cannot_be(ben: Client, make: Make, fields: dict[str, str], wrong: dict[str, str]) -> None:
    answer = ben.post(make.path("idea", make.idea(), "/points"), **{"side": "for", "text": "Yes.", **fields})
    assert codes(answer) == wrong


def test_a_frozen_idea_takes_no_argument_and_gives_none_back(ben: Client, make: Make) -> None:
    idea = make.idea()
    path = _made(ben, make, idea)
    make.decide(idea, "decline")
    for answer in (
        ben.post(make.path("idea", idea, "/points"), side="for", text="Late."),
        ben.patch(path, text="x"),
        ben.delete(path),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "idea_frozen")
