"""Feedback is between two people: in parts, in every direction, and nobody else's until its receiver shares it."""

import pytest
from sqlalchemy import func, select

from ideaboard.core.feedback.feedback import Feedback
from ideaboard.core.outbox.events import Event
from ideaboard.ids import encode
from tests.client import PREFIX, Client, codes
from tests.make import Make

GIVEN = "/boards/team/feedback"


def _id(make: Make, name: str) -> str:
    return encode("account", make.person(name))


def _given(giver: Client, make: Make, receiver: str, **fields: object) -> str:
    answer = giver.post(GIVEN, receiver=_id(make, receiver), **({"praise": "You asked first."} | fields))
    assert answer.status_code == 201, answer.json
    return str(answer.headers["Location"].removeprefix(PREFIX))


def test_it_is_given_in_parts_and_read_by_the_two(ada: Client, ben: Client, make: Make) -> None:
    parts = {
        "praise": "You asked first.", "advice": "Say it earlier.", "circumstances": "The release moved.",
        "lesson": "Mondays help.",
    }  # fmt: skip
    path = _given(ada, make, "ben", about={"kind": "idea", "id": encode("idea", make.idea())}, **parts)
    said = ben.get(path).json
    assert {name: said[name] for name in parts} == parts
    assert (said["giver"]["name"], said["receiver"]["name"], said["shared_at"]) == ("Ada", "Ben", None)
    assert said["about"]["kind"] == "idea"
    assert ada.get(path).json == said == ben.get(GIVEN).json["data"][0] == ada.get(GIVEN, box="given").json["data"][0]


def test_a_member_gives_it_to_a_leader_too(ada: Client, ben: Client, make: Make) -> None:
    path = _given(ben, make, "ada")
    assert ada.get(path).json["about"] is None
    assert [row["giver"]["name"] for row in ada.get(GIVEN).json["data"]] == ["Ben"]


@pytest.mark.parametrize("who", ["ada", "cy", "root"])
def test_nobody_else_finds_it_not_even_a_leader_or_an_admin(dia: Client, make: Make, who: str) -> None:
    path = _given(dia, make, "ben")
    other = Client(dia._client.application, make.token(who))
    assert other.get(path).status_code == 404
    assert other.patch(path, shared=True).status_code == 404
    if who == "ada":
        assert [other.get(GIVEN, box=box).json["data"] for box in ("received", "given", "shared")] == [[], [], []]


def test_its_receiver_shares_it_once_and_for_all(ada: Client, ben: Client, dia: Client, make: Make) -> None:
    path = _given(ada, make, "ben")
    assert ada.patch(path, shared=True).json["code"] == "forbidden"
    said = ben.patch(path, shared=True)
    assert (said.status_code, said.json["version"]) == (200, 2)
    assert said.json["shared_at"]
    assert dia.get(path).json == said.json == dia.get(GIVEN, box="shared").json["data"][0]
    again = ben.patch(path, shared=True)
    assert again.json == said.json
    assert codes(ben.patch(path, shared=False)) == {"/shared": "wrong"}


def test_sharing_asks_for_the_version_that_was_read(ada: Client, ben: Client, make: Make) -> None:
    path = _given(ada, make, "ben")
    old = ben.etag(path)
    assert ben.ask("PATCH", path, json={"shared": True}).status_code == 428
    ben.patch(path, shared=True)
    assert ben.patch(path, old, shared=True).status_code == 412


def test_outsiders_of_an_open_board_find_nothing_of_it(ada: Client, ben: Client, cy: Client, make: Make) -> None:
    path = _given(ada, make, "ben")
    ben.patch(path, shared=True)
    ada.patch("/boards/team", visibility="open")
    assert cy.get(path).status_code == 404
    assert cy.get(GIVEN).status_code == 403


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"/praise": "required"}),
        ({"lesson": "x", "circumstances": "x"}, {"/praise": "required"}),
        ({"advice": "x"}, {"/circumstances": "required"}),
        ({"praise": " "}, {"/praise": "blank"}),
        ({"praise": "x" * 10_001}, {"/praise": "too_long"}),
        ({"praise": "x", "rating": 5}, {"/rating": "unknown_field"}),
        ({"praise": "x", "about": {"kind": "person", "id": "x"}}, {"/about/kind": "not_one_of"}),
        ({"praise": "x", "about": {"kind": "idea", "id": "zzzzzzzz"}}, {"/about/id": "unknown_id"}),
        ({"praise": "x", "about": {"kind": "decision", "id": encode("idea", 1)}}, {"/about/id": "unknown_id"}),
        ({"praise": "x", "answers": encode("ask", 99)}, {"/answers": "unknown_id"}),
    ],
)
def test_what_is_not_right_is_named(ada: Client, make: Make, fields: dict[str, object], wrong: dict[str, str]) -> None:
    assert codes(ada.post(GIVEN, receiver=_id(make, "ben"), **fields)) == wrong


def test_it_is_for_somebody_else_on_the_board_about_something_there(ada: Client, make: Make) -> None:
    assert codes(ada.post(GIVEN, receiver=_id(make, "ada"), praise="x")) == {"/receiver": "itself"}
    assert codes(ada.post(GIVEN, receiver=_id(make, "cy"), praise="x")) == {"/receiver": "not_on_board"}
    make.board("far", leader="eve")
    far = {"kind": "idea", "id": encode("idea", make.idea(board="far", by="eve"))}
    assert codes(ada.post(GIVEN, receiver=_id(make, "ben"), praise="x", about=far)) == {"/about/id": "unknown_id"}


def test_it_can_be_about_a_decision(ada: Client, ben: Client, make: Make) -> None:
    about = {"kind": "decision", "id": encode("decision", make.decide(make.idea(), "decline"))}
    assert ada.get(_given(ben, make, "ada", about=about)).json["about"] == about


def test_no_event_tells_of_it_until_it_is_shared(ada: Client, ben: Client, make: Make) -> None:
    def told() -> list[str]:
        with make.home.database.reading() as db:
            return list(db.execute(select(Event.type).where(Event.type.not_like("member.%"))).scalars())

    for name in ("ada", "ben"):
        make.person(name)
    before = told()
    ask = ben.post("/boards/team/feedback-asks", asked=_id(make, "ada"), question="How was it?").json
    path = _given(ada, make, "ben", answers=ask["id"])
    assert told() == before
    ben.patch(path, shared=True)
    assert told() == [*before, "feedback.shared"]


def test_a_repeat_with_the_same_key_gives_it_once(ada: Client, make: Make) -> None:
    said = [ada.post(GIVEN, {"Idempotency-Key": "k"}, receiver=_id(make, "ben"), praise="x") for _ in range(2)]
    assert said[0].json == said[1].json
    with make.home.database.reading() as db:
        assert db.execute(select(func.count()).select_from(Feedback)).scalar() == 1
