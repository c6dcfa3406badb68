"""Boards: opened by anyone, led by whoever opened them, read by whom they let."""

from typing import Any

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make


def test_whoever_opens_a_board_leads_it(cy: Client) -> None:
    answer = cy.post("/boards", slug="new-one", name=" New ", time_zone="Europe/Berlin")
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{PREFIX}/boards/new-one"
    said = cy.get("/boards/new-one").json
    assert said == answer.json
    assert (said["name"], said["purpose"], said["visibility"], said["role"]) == ("New", "", "private", "leader")
    assert (said["time_zone"], said["archived_at"], said["default_connection"]) == ("Europe/Berlin", None, None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"slug": "a"}, {"/slug": "too_short"}),
        ({"slug": "x" * 41}, {"/slug": "too_long"}),
        ({"slug": "Team"}, {"/slug": "wrong_shape"}),
        ({"slug": "-a"}, {"/slug": "wrong_shape"}),
        ({"slug": "a-"}, {"/slug": "wrong_shape"}),
        ({"slug": "a b"}, {"/slug": "wrong_shape"}),
        ({"slug": "ab\n"}, {"/slug": "wrong_shape"}),
        ({"slug": "ä" * 3}, {"/slug": "wrong_shape"}),
        ({"slug": 7}, {"/slug": "type"}),
        ({"name": ""}, {"/name": "blank"}),
        ({"purpose": "x" * 2001}, {"/purpose": "too_long"}),
        ({"visibility": "public"}, {"/visibility": "not_one_of"}),
        ({"time_zone": "Berlin"}, {"/time_zone": "unknown_time_zone"}),
        ({"time_zone": "../etc/passwd"}, {"/time_zone": "unknown_time_zone"}),
        ({"role": "leader"}, {"/role": "unknown_field"}),
    ],
)
def test_what_a_board_cannot_be(ben: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.post("/boards", **{"slug": "new", "name": "New", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_a_slug_is_one_boards_also_of_those_i_cannot_see(cy: Client, make: Make) -> None:
    make.board()
    answer = cy.post("/boards", slug="team", name="Mine")
    assert (answer.status_code, answer.json["code"]) == (409, "slug_taken")


def test_a_leader_edits_everything_but_the_slug(ada: Client) -> None:
    changes = {"name": "T", "purpose": "P", "visibility": "open", "time_zone": "Asia/Tokyo"}
    answer = ada.patch("/boards/team", **changes)
    assert answer.status_code == 200
    assert {name: answer.json[name] for name in changes} == changes
    assert codes(ada.patch("/boards/team", slug="other")) == {"/slug": "unknown_field"}


def test_members_do_not_edit_the_board(ben: Client) -> None:
    assert ben.patch("/boards/team", name="Mine").status_code == 403


def test_an_archived_board_is_read_and_no_more_until_it_is_back(ada: Client, make: Make) -> None:
    idea = make.idea(by="ada")
    assert ada.patch("/boards/team", archived=True).json["archived_at"]
    assert ada.get(make.path("idea", idea)).status_code == 200
    for answer in (
        ada.post("/boards/team/ideas", title="x"), ada.put(make.path("idea", idea, "/vote")),
        ada.patch(make.path("idea", idea), title="y"), ada.post("/boards/team/values", name="v"),
        ada.post(make.path("idea", idea, "/decisions"), outcome="decline", rationale="x"),
    ):  # fmt: skip
        assert (answer.status_code, answer.json["code"]) == (409, "board_archived")
    assert ada.patch("/boards/team", archived=False).json["archived_at"] is None
    assert ada.post("/boards/team/ideas", title="x").status_code == 201


def test_the_default_connection_is_one_of_the_boards_own(ada: Client, make: Make) -> None:
    first, second = make.connection(), make.connection()
    elsewhere = make.connection(board="other")
    ids = {n: make.path("connection", n)[13:] for n in (first, second, elsewhere)}
    assert ada.get("/boards/team").json["default_connection"] == ids[first]
    assert ada.patch("/boards/team", default_connection=ids[second]).json["default_connection"] == ids[second]
    assert ada.patch("/boards/team", default_connection=None).json["default_connection"] is None
    for wrong in (ids[elsewhere], "zzzzzzzz"):
        assert codes(ada.patch("/boards/team", default_connection=wrong)) == {"/default_connection": "unknown_id"}


def test_i_see_the_boards_i_am_on_and_the_open_ones(ada: Client, ben: Client, cy: Client, make: Make) -> None:
    make.board("mine")
    make.board("glass", visibility="open")
    assert [row["slug"] for row in ada.get("/boards").json["data"]] == ["team", "mine", "glass"]
    seen = {row["slug"]: row["role"] for row in ben.get("/boards").json["data"]}
    assert seen == {"team": "member", "glass": None}
    assert [row["slug"] for row in cy.get("/boards").json["data"]] == ["glass"]
