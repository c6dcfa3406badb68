"""What opens or closes ways in is done by who has just signed in: a browser that was left alone does not do it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from ideaboard import clock
from ideaboard.core.people import sessions
from ideaboard.core.people.accounts import Account
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make

OTHER = "marble kettle orchid sparrow"
TOKEN = {"name": "laptop", "scopes": ["read"]}


class Browser(Visitor):
    """A browser in which somebody signed in some minutes ago."""

    def __init__(self, app: Flask, make: Make, who: str, minutes: float) -> None:
        super().__init__(app)
        account, limits = make.person(who), sessions.Limits(30, 14)
        with make.home.database.transaction() as session, clock.at(clock.now() - timedelta(minutes=minutes)):
            made, self.cookie = sessions.start(session, account, device="x", way="link", limits=limits)
            self.mine = f"/me/sessions/{make.path('session', made.id).rpartition('/')[2]}"


def _machine(browser: Client, make: Make) -> str:
    token = Client(browser._client.application, make.token("root"))
    return str(token.post("/accounts", kind="service", name="Robot").json["id"])


ACTS: dict[str, Callable[[Browser, Make], TestResponse]] = {
    "a token": lambda browser, make: browser.post("/me/tokens", **TOKEN),
    "a machine's token": lambda browser, make: browser.post(f"/accounts/{_machine(browser, make)}/tokens", **TOKEN),
    "a first password": lambda browser, make: browser.put("/me/password", password=OTHER),
    "the end of another session": lambda browser, make: browser.ask(
        "DELETE", Browser(browser._client.application, make, "root", 0).mine
    ),
    "the end of all others": lambda browser, make: browser.ask("DELETE", "/me/sessions"),
    "erasing myself": lambda browser, make: browser.ask("DELETE", "/me", {"If-Match": "*"}),
}


@pytest.fixture
def leads(make: Make) -> None:
    """Another admin than root, who can go."""
    account = make.person("ada")
    with make.home.database.transaction() as session:
        session.get_one(Account, account).admin = True


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("minutes", [0, 9.9])
def test_who_has_just_signed_in_does_it(act: str, minutes: float, app: Flask, make: Make, leads: None) -> None:
    answer = ACTS[act](Browser(app, make, "root", minutes), make)
    assert answer.status_code in (201, 204), answer.text


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("minutes", [10.1, 60 * 24 * 3])
def test_who_signed_in_longer_ago_is_asked_to_sign_in_again(
    act: str, minutes: float, app: Flask, make: Make, leads: None
) -> None:
    browser = Browser(app, make, "root", minutes)
    answer = ACTS[act](browser, make)
    assert (answer.status_code, answer.json["code"]) == (403, "sign_in_again")
    assert browser.get("/me").json["name"] == "Root"
    assert "laptop" not in browser.get("/me/tokens").text


def test_signing_in_again_in_the_same_browser_is_enough(app: Flask, make: Make) -> None:
    make.password("ben")
    browser = Browser(app, make, "ben", 60)
    assert browser.post("/me/tokens", **TOKEN).json["code"] == "sign_in_again"
    assert browser.signs_in("ben@example.org", "not the words").status_code == 401
    assert browser.post("/me/tokens", **TOKEN).json["code"] == "sign_in_again"
    assert browser.signs_in("ben@example.org", PASSWORD).status_code == 201
    assert browser.post("/me/tokens", **TOKEN).status_code == 201
    assert len(browser.get("/me/sessions").json["data"]) == 1


def test_a_password_that_there_is_is_said_however_lately_somebody_signed_in(app: Flask, make: Make) -> None:
    make.password("ben")
    for minutes in (0, 60):
        browser = Browser(app, make, "ben", minutes)
        said = browser.put("/me/password", password=OTHER).json["errors"][0]
        assert (said["pointer"], said["code"]) == ("/current", "required")
    assert browser.put("/me/password", current=PASSWORD, password=OTHER).status_code == 204


def test_signing_out_and_what_opens_nothing_needs_no_more(app: Flask, make: Make, ben: Client) -> None:
    token = ben.post("/me/tokens", **TOKEN).json["id"]
    old = Browser(app, make, "ben", 60)
    assert old.ask("DELETE", f"/me/tokens/{token}").status_code == 204
    assert old.patch("/me", name="Benjamin").status_code == 200
    assert old.get("/me/sessions").status_code == 200
    assert old.ask("DELETE", old.mine).status_code == 204
    assert old.cookie is None
    assert Browser(app, make, "ben", 60).ask("DELETE", "/session").status_code == 204


def test_a_token_has_its_scopes_for_that(app: Flask, make: Make) -> None:
    Browser(app, make, "ben", 60)
    writing = Client(app, make.token("ben", "read", "write"))
    assert writing.post("/me/tokens", **TOKEN).status_code == 201
    assert writing.ask("DELETE", "/me/sessions").status_code == 204
    assert Client(app, make.token("ben", "read")).post("/me/tokens", **TOKEN).json["code"] == "insufficient_scope"
