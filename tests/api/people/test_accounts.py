"""Accounts are made and switched off by admins."""

from typing import Any

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make


def test_an_admin_makes_a_person(root: Client) -> None:
    answer = root.post("/accounts", name="Eve", email=" Eve@Example.ORG ")
    assert answer.status_code == 201
    said = answer.json
    assert (said["kind"], said["email"], said["admin"], said["disabled"]) == ("person", "eve@example.org", False, False)
    assert answer.headers["Location"] == f"{PREFIX}/accounts/{said['id']}"
    assert root.get(f"/accounts/{said['id']}").json == said


def test_an_admin_makes_a_machine(root: Client) -> None:
    said = root.post("/accounts", kind="service", name="CI").json
    assert (said["kind"], said["email"]) == ("service", None)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"email": None}, {"/email": "email_by_kind"}),
        ({"kind": "service"}, {"/email": "email_by_kind"}),
        ({"kind": "robot"}, {"/kind": "not_one_of"}),
        ({"email": "nobody"}, {"/email": "wrong_shape"}),
        ({"email": "a@b"}, {"/email": "wrong_shape"}),
        ({"email": "a b@c.de"}, {"/email": "wrong_shape"}),
        ({"email": "x" * 250 + "@c.de"}, {"/email": "too_long"}),
        ({"email": 7}, {"/email": "type"}),
        ({"admin": "true"}, {"/admin": "type"}),
        ({"admin": 1}, {"/admin": "type"}),
        ({"name": "a\tb"}, {"/name": "one_line"}),
    ],
)
def test_what_an_account_cannot_be(root: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = root.post("/accounts", **{"name": "Eve", "email": "eve@example.org", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_an_address_is_one_accounts(root: Client) -> None:
    assert root.post("/accounts", name="Eve", email="eve@example.org").status_code == 201
    answer = root.post("/accounts", name="Eva", email="EVE@example.org")
    assert (answer.status_code, answer.json["code"]) == (409, "email_taken")


def test_an_admin_edits_by_version(root: Client, make: Make) -> None:
    path = make.path("account", make.person("ben"))
    etag = root.etag(path)
    assert root.patch(path, etag, name="B.").json["name"] == "B."
    assert root.patch(path, etag, name="C.").status_code == 412


def test_accounts_are_listed_oldest_first(root: Client, make: Make) -> None:
    make.person("ben")
    names = [row["name"] for row in root.get("/accounts").json["data"]]
    assert set(names) == {"Root", "Ada", "Ben"}
    assert names.index("Ada") < names.index("Ben")


def test_only_admins_may(ada: Client, make: Make) -> None:
    path = make.path("account", make.person("ben"))
    answers = [
        ada.get("/accounts"), ada.post("/accounts", name="Eve", email="eve@example.org"), ada.get(path),
        ada.patch(path, "*", name="x"),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403] * 4
    assert answers[0].json["detail"] == "Only an admin of this installation may do this."
