"""Leaving: `DELETE /me`, or an admin's `DELETE /accounts/{id}`: at once, for good, no board without a leader."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people import boards
from ideaboard.core.people.accounts import GONE, Account
from ideaboard.core.privacy.erasures import Erasure
from tests.client import Client, codes
from tests.make import Make


def _account(make: Make, name: str) -> Account:
    with make.home.database.transaction() as session:
        return session.get_one(Account, make.person(name))


def _lead(make: Make, name: str, board: str = "team") -> None:
    place, account = make.board(board), make.person(name)
    with make.home.database.transaction() as session:
        boards.put_member(session, place, make.person("ada"), account, "leader")


def test_it_takes_effect_at_once_and_owes_the_rest(ben: Client, make: Make) -> None:
    assert ben.delete("/me").status_code == 204
    account = _account(make, "ben")
    assert (account.name, account.email, account.password_hash, account.admin) == (GONE, None, None, False)
    with make.home.database.transaction() as session:
        [owed] = session.scalars(select(Job).where(Job.kind == "account.erase")).all()
        erasure = session.scalars(select(Erasure)).one()
    assert (owed.state, owed.board_id, owed.data) == ("ready", None, {"erasure": erasure.id})
    assert (erasure.content, erasure.done_at) == ("keep", None)
    assert b"Ben" not in (erasure.sealed or b"Ben")


def test_no_token_of_theirs_works_any_more(app: Flask, ben: Client, make: Make) -> None:
    other = Client(app, make.token("ben", "read"))
    assert other.get("/me").status_code == 200
    ben.delete("/me")
    assert [client.get("/me").status_code for client in (ben, other)] == [401, 401]
    assert ben.ask("DELETE", "/me", {"If-Match": "*"}).status_code == 401


def test_it_needs_the_version_that_was_read(ben: Client) -> None:
    assert ben.ask("DELETE", "/me").status_code == 428
    refused = ben.delete("/me", '"0.x"')
    assert (refused.status_code, refused.headers["ETag"]) == (412, ben.etag("/me"))
    assert ben.get("/me").status_code == 200


def test_what_is_to_become_of_the_content_is_one_of_two_words(ben: Client) -> None:
    wrong = ben.ask("DELETE", "/me", {"If-Match": "*"}, query_string={"content": "some"})
    assert (wrong.status_code, codes(wrong)) == (422, {"/content": "not_one_of"})


def test_it_needs_the_right_to_write_and_no_limit_to_a_board(app: Flask, make: Make) -> None:
    for token in (make.token("ben", "read"), make.token("ben", board=make.board())):
        assert Client(app, token).ask("DELETE", "/me", {"If-Match": "*"}).status_code == 403


def test_a_board_is_not_left_without_its_leader(ada: Client, make: Make) -> None:
    make.person("ben")
    make.board("far")
    refused = ada.delete("/me")
    assert (refused.status_code, refused.json["code"], refused.json["boards"]) == (409, "last_leader", ["team"])
    assert _account(make, "ada").name == "Ada"
    _lead(make, "ben")
    assert ada.delete("/me").status_code == 204


def test_a_board_on_which_they_were_alone_is_archived(app: Flask, ada: Client, make: Make) -> None:
    make.board("far", visibility="open")
    assert ada.delete("/me").status_code == 204
    far = Client(app, make.token("cy")).get("/boards/far").json
    assert far["archived_at"] is not None


def test_the_last_admin_stays(app: Flask, root: Client, make: Make) -> None:
    refused = root.delete("/me")
    assert (refused.status_code, refused.json["code"]) == (409, "last_admin")
    other = root.post("/accounts", name="Second", email="second@example.org", admin=True).json
    root.patch(f"/accounts/{other['id']}", disabled=True)
    # Who cannot sign in is no other admin.
    assert root.delete("/me").status_code == 409
    root.patch(f"/accounts/{other['id']}", disabled=False)
    assert root.delete("/me").status_code == 204


def test_an_admin_erases_who_has_left(ben: Client, root: Client, make: Make) -> None:
    path = make.path("account", make.person("ben"))
    assert ben.ask("DELETE", path, {"If-Match": "*"}).status_code == 403
    assert root.delete(path).status_code == 204
    assert ben.get("/me").status_code == 401
    # What is erased is there no more, for admins either.
    assert root.get(path).status_code == 404
    assert root.ask("DELETE", path, {"If-Match": "*"}).status_code == 404
    assert root.ask("PATCH", path, {"If-Match": "*"}, json={"name": "Ben"}).status_code == 404
    assert path.rpartition("/")[2] not in [row["id"] for row in root.get("/accounts").json["data"]]


def test_an_admin_is_told_which_board_would_lose_its_leader(root: Client, make: Make) -> None:
    make.person("ben")
    refused = root.delete(make.path("account", make.person("ada")))
    assert (refused.status_code, refused.json["boards"]) == (409, ["team"])


def test_nobody_puts_them_on_a_board_again(ada: Client, ben: Client, make: Make) -> None:
    ben.delete("/me")
    path = f"/boards/team/members/{make.path('account', make.person('ben')).rpartition('/')[2]}"
    assert ada.put(path, role="member").status_code == 404


def test_their_e_mail_can_have_an_account_anew(ben: Client, root: Client, make: Make) -> None:
    ben.delete("/me")
    again = root.post("/accounts", name="Ben", email="ben@example.org")
    assert again.status_code == 201
    assert again.json["id"] != make.path("account", make.person("ben")).rpartition("/")[2]


@pytest.mark.parametrize("name", [GONE, GONE.upper(), "Somebody  who left"])
def test_nobody_is_called_like_those_who_left(ben: Client, root: Client, make: Make, name: str) -> None:
    for answer in (
        ben.patch("/me", name=name),
        root.post("/accounts", name=name, email="x@example.org"),
        root.patch(make.path("account", make.person("ben")), name=name),
    ):
        assert (answer.status_code, codes(answer)) == (422, {"/name": "reserved"})


def test_a_machine_leaves_too(root: Client) -> None:
    made: Any = root.post("/accounts", name="Robot", kind="service").json
    assert root.delete(f"/accounts/{made['id']}").status_code == 204
