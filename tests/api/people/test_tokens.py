"""Tokens: shown once, limited by scope, expiry and board, and gone when revoked."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from ideaboard import clock
from ideaboard.core.people import tokens
from tests.client import PREFIX, Client, codes
from tests.make import Make


def _made(client: Client, *scopes: str, **fields: Any) -> dict[str, Any]:
    answer = client.post("/me/tokens", **{"name": "ci", "scopes": scopes or ("read",), **fields})
    assert answer.status_code == 201, answer.json
    return dict(answer.json)


def test_a_fresh_token_is_shown_once_and_opens_what_it_says(app: Flask, ben: Client) -> None:
    answer = ben.post("/me/tokens", name="ci", scopes=["write", "read", "read"])
    made = answer.json
    assert made["token"].startswith("ib_")
    assert made["scopes"] == "read write"
    assert answer.headers["Location"] == f"{PREFIX}/me/tokens/{made['id']}"
    shown = ben.get(f"/me/tokens/{made['id']}").json
    assert shown == {name: value for name, value in made.items() if name != "token"}
    assert Client(app, made["token"]).get("/me").json["name"] == "Ben"


def test_my_tokens_are_listed_newest_first_without_secrets(ben: Client) -> None:
    first, second = _made(ben), _made(ben)
    listed = ben.get("/me/tokens").json["data"]
    assert [row["id"] for row in listed[:2]] == [second["id"], first["id"]]
    assert all("token" not in row for row in listed)


def test_the_day_of_a_tokens_last_use_is_kept_and_no_more(app: Flask, ben: Client) -> None:
    made = _made(ben)
    path = f"/me/tokens/{made['id']}"
    assert ben.get(path).json["last_used"] is None
    assert Client(app, made["token"]).get("/me").status_code == 200
    touches = app.extensions["ideaboard"].touches
    touches.write()
    assert ben.get(path).json["last_used"] == clock.today().isoformat()
    with time_machine.travel(clock.now() + timedelta(days=2), tick=False):
        Client(app, made["token"]).get("/me")
        touches.write()
        assert ben.get(path).json["last_used"] == clock.today().isoformat()


def test_a_token_ends_when_it_expires(app: Flask, ben: Client) -> None:
    ends = clock.now() + timedelta(hours=1)
    made = _made(ben, expires_at=ends.isoformat())
    holder = Client(app, made["token"])
    assert holder.get("/me").status_code == 200
    with time_machine.travel(ends - timedelta(seconds=1), tick=False):
        assert holder.get("/me").status_code == 200
    with time_machine.travel(ends, tick=False):
        answer = holder.get("/me")
    assert (answer.status_code, answer.json["detail"]) == (401, "The token has expired.")


@pytest.mark.parametrize("moment", ["2026-01-01", "tomorrow", "2026-01-01T00:00:00", 7, "2026-02-30T00:00:00Z", ""])
def test_an_expiry_is_a_moment_with_an_offset(ben: Client, moment: Any) -> None:
    assert codes(ben.post("/me/tokens", name="x", scopes=["read"], expires_at=moment)) == {"/expires_at": "type"}


def test_an_expiry_lies_in_the_future(ben: Client) -> None:
    now = clock.now()
    for moment in (now - timedelta(seconds=1), now - timedelta(days=400)):
        answer = ben.post("/me/tokens", name="x", scopes=["read"], expires_at=moment.isoformat())
        assert codes(answer) == {"/expires_at": "not_in_future"}


def test_an_expiry_is_said_in_utc(ben: Client) -> None:
    assert _made(ben, expires_at="2999-01-01T01:30:00.5+02:00")["expires_at"] == "2998-12-31T23:30:00.500000Z"


def test_a_token_outlives_not_the_one_it_is_made_with(app: Flask, ben: Client) -> None:
    ends = clock.now() + timedelta(days=1)
    holder = Client(app, _made(ben, "read", "write", expires_at=ends.isoformat())["token"])
    for later in ({}, {"expires_at": None}, {"expires_at": (ends + timedelta(seconds=1)).isoformat()}):
        answer = holder.post("/me/tokens", name="x", scopes=["read"], **later)
        assert (answer.status_code, codes(answer)) == (422, {"/expires_at": "outlives_own"})
    assert holder.post("/me/tokens", name="x", scopes=["read"], expires_at=ends.isoformat()).status_code == 201


def test_a_token_allows_no_more_than_the_one_it_is_made_with(app: Flask, ben: Client) -> None:
    holder = Client(app, _made(ben, "read", "write")["token"])
    answer = holder.post("/me/tokens", name="x", scopes=["read", "decide"])
    assert (answer.status_code, answer.json["code"], answer.json["scope"]) == (403, "insufficient_scope", "decide")
    assert holder.post("/me/tokens", name="x", scopes=["write"]).status_code == 201


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"scopes": []}, {"/scopes": "too_few"}),
        ({"scopes": ["all"]}, {"/scopes/0": "not_one_of"}),
        ({"scopes": "read"}, {"/scopes": "type"}),
        ({"scopes": ["read"] * 5}, {"/scopes": "too_many"}),
        ({"scopes": None}, {"/scopes": "null"}),
        ({"name": ""}, {"/name": "blank"}),
        ({"board": "nowhere"}, {"/board": "unknown_id"}),
    ],
)
def test_what_a_token_cannot_be(ben: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.post("/me/tokens", **{"name": "x", "scopes": ["read"], **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_a_token_for_one_board_opens_no_other(app: Flask, ada: Client, make: Make) -> None:
    make.board("other")
    make.board("third", visibility="open")
    idea, elsewhere = make.idea(by="ada"), make.idea(board="other", by="ada")
    holder = Client(app, _made(ada, "read", "write", "decide", board="team")["token"])
    assert holder.get("/me").status_code == 200
    assert [row["slug"] for row in holder.get("/boards").json["data"]] == ["team"]
    assert holder.get(make.path("idea", idea)).status_code == 200
    for path in ("/boards/other", "/boards/third", "/boards/other/ideas", make.path("idea", elsewhere)):
        assert holder.get(path).status_code == 404
    assert holder.post("/boards/other/ideas", title="x").status_code == 404
    for method, path in (("GET", "/me/tokens"), ("POST", "/boards"), ("PATCH", "/me"), ("GET", "/trackers")):
        body = (
            {"json": {"slug": "new", "name": "N"}} if path == "/boards" else {"json": {}} if method == "PATCH" else {}
        )
        answer = holder.ask(method, path, {"If-Match": "*"}, **body)
        assert (answer.status_code, answer.json["detail"]) == (403, "The token is limited to one board.")


def test_a_token_cannot_be_limited_to_a_board_that_i_cannot_see(cy: Client, make: Make) -> None:
    make.board("glass", visibility="open")
    answer = cy.post("/me/tokens", name="x", scopes=["read"], board="team")
    assert codes(answer) == {"/board": "unknown_id"}
    assert _made(cy, board="glass")["board"] == "glass"


def test_a_revoked_token_opens_nothing(app: Flask, ben: Client) -> None:
    made = _made(ben)
    holder = Client(app, made["token"])
    assert holder.get("/me").status_code == 200
    assert ben.delete(f"/me/tokens/{made['id']}").status_code == 204
    assert holder.get("/me").status_code == 401
    assert ben.get(f"/me/tokens/{made['id']}").status_code == 404
    assert ben.delete(f"/me/tokens/{made['id']}").status_code == 404


def test_anothers_token_is_not_there_for_me(ada: Client, ben: Client, root: Client) -> None:
    made = _made(ben)
    for other in (ada, root):
        assert other.get(f"/me/tokens/{made['id']}").status_code == 404
        assert other.delete(f"/me/tokens/{made['id']}").status_code == 404
        assert made["id"] not in [row["id"] for row in other.get("/me/tokens").json["data"]]
    assert ben.get(f"/me/tokens/{made['id']}").status_code == 200


def test_there_is_an_end_to_tokens(ben: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 2)
    made = _made(ben)
    answer = ben.post("/me/tokens", name="x", scopes=["read"])
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_tokens")
    ben.delete(f"/me/tokens/{made['id']}")
    _made(ben)


def test_a_disabled_account_can_do_nothing(ben: Client, root: Client, make: Make) -> None:
    path = make.path("account", make.person("ben"))
    assert root.patch(path, disabled=True).json["disabled"] is True
    answer = ben.get("/me")
    assert (answer.status_code, answer.json["detail"]) == (401, "The account is disabled.")
    assert root.patch(path, disabled=False).json["disabled"] is False
    assert ben.get("/me").status_code == 200
