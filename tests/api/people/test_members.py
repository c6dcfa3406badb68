"""Who is on a board: put there and taken off by leaders, and a leader always stays."""

import pytest

from tests.api.asking import together
from tests.client import Client, codes
from tests.make import Make

MEMBERS = "/boards/team/members"


def _path(make: Make, name: str) -> str:
    return MEMBERS + make.path("account", make.person(name)).removeprefix("/accounts")


def test_a_leader_puts_somebody_on_the_board(ada: Client, cy: Client, make: Make) -> None:
    assert cy.get("/boards/team").status_code == 404
    answer = ada.put(_path(make, "cy"), role="member")
    assert (answer.status_code, answer.json["account"]["name"], answer.json["role"]) == (200, "Cy", "member")
    assert cy.get("/boards/team").json["role"] == "member"


def test_putting_twice_is_putting_once(ada: Client, make: Make) -> None:
    first = ada.put(_path(make, "cy"), role="member")
    assert ada.put(_path(make, "cy"), role="member").json == first.json
    assert len(ada.get(MEMBERS).json["data"]) == 2


def test_members_are_listed_in_the_order_of_their_accounts(ada: Client, ben: Client, make: Make) -> None:
    make.person("dia")
    rows = ben.get(MEMBERS).json["data"]
    assert [(row["account"]["name"], row["role"]) for row in rows] == [
        ("Ada", "leader"), ("Ben", "member"), ("Dia", "member"),
    ]  # fmt: skip


def test_the_last_leader_stays(ada: Client, make: Make) -> None:
    for answer in (ada.put(_path(make, "ada"), role="member"), ada.delete(_path(make, "ada"))):
        assert (answer.status_code, answer.json["code"]) == (409, "last_leader")
    make.person("ben")
    assert ada.put(_path(make, "ben"), role="leader").status_code == 200
    assert ada.put(_path(make, "ada"), role="member").json["role"] == "member"


def test_of_two_leaders_who_leave_at_once_one_stays(app, make: Make) -> None:  # type: ignore[no-untyped-def]
    ada, ben = (Client(app, make.token(name)) for name in ("ada", "ben"))
    ada.put(_path(make, "ben"), role="leader")
    paths = [_path(make, "ada"), _path(make, "ben")]
    answers = together([lambda: ada.again().delete(paths[0]), lambda: ben.again().delete(paths[1])])
    assert sorted(answer.status_code for answer in answers) == [204, 409]


def test_whoever_is_taken_off_sees_nothing_and_what_they_wrote_stays(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea(by="ben")
    assert ada.delete(_path(make, "ben")).status_code == 204
    assert ben.get("/boards/team").status_code == 404
    assert ben.get(make.path("idea", idea)).status_code == 404
    assert ada.get(make.path("idea", idea)).json["author"]["name"] == "Ben"
    assert ada.delete(_path(make, "ben")).status_code == 404


def test_members_do_not_say_who_is_on(ben: Client, make: Make) -> None:
    assert ben.put(_path(make, "cy"), role="member").status_code == 403
    assert ben.put(_path(make, "ben"), role="leader").status_code == 403
    assert ben.delete(_path(make, "ada")).status_code == 403


def test_outsiders_of_an_open_board_do_not_see_who_is_on(cy: Client, make: Make) -> None:
    make.board("glass", visibility="open")
    assert cy.get("/boards/glass/members").status_code == 403


@pytest.mark.parametrize("role", ["admin", "", None, "Leader"])
def test_a_role_is_member_or_leader(ada: Client, make: Make, role: str | None) -> None:
    assert codes(ada.put(_path(make, "ben"), role=role)) == {"/role": "null" if role is None else "not_one_of"}


def test_an_account_that_is_not_there_cannot_be_put(ada: Client) -> None:
    answer = ada.put(f"{MEMBERS}/zzzzzzzz", role="member")
    assert answer.status_code == 404
