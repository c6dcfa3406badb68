"""With a session, nothing is done from another site's page: every route that changes something, each way to say so."""

from typing import Any

import pytest
from flask import Flask

from ideaboard.api.dialect.contract import Contract
from tests.api.asking import ask, name_of, routes
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make

FOREIGN: dict[str, dict[str, str]] = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example.org"},
    "a site beside ours": {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:8001"},
    "another site, by a browser without Sec-Fetch": {"Origin": "https://evil.example.org"},
    "our name in another's": {"Origin": "http://127.0.0.1:8000.evil.example.org"},
    "an origin that is hidden": {"Origin": "null"},
    "the address bar": {"Sec-Fetch-Site": "none"},
    "our origin, by a browser that knows better": {"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
    "nothing said": {},
}
OURS: dict[str, dict[str, str]] = {
    "our page": {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"},
    "our page, by a browser without Sec-Fetch": {"Origin": "http://127.0.0.1:8000"},
}
CHANGING = [contract for contract in routes() if not contract.safe]


class Browser(Client):
    """A browser that is signed in, and says of its page what it is told to."""

    def __init__(self, app: Flask, cookie: str | None, said: dict[str, str]) -> None:
        super().__init__(app)
        self._headers = said
        if cookie is not None:
            self._client.set_cookie("ideaboard", cookie)


@pytest.fixture
def cookie(app: Flask, make: Make) -> str:
    """The session of root, whom nothing else stops."""
    make.password("root")
    make.board()
    visitor = Visitor(app)
    visitor.signs_in("root@example.org", PASSWORD)
    assert visitor.cookie is not None
    return visitor.cookie


@pytest.mark.parametrize("contract", CHANGING, ids=name_of)
def test_no_other_site_does_anything_with_a_session(contract: Contract, app: Flask, cookie: str) -> None:
    for name, said in FOREIGN.items():
        if contract.signs_in and name == "nothing said":
            continue
        answer = ask(Browser(app, cookie, said), contract)
        assert (answer.status_code, answer.json["code"]) == (403, "cross_site"), name
    for name, said in OURS.items():
        answer = ask(Browser(app, cookie, said), contract)
        assert (answer.json or {}).get("code") != "cross_site", name


@pytest.mark.parametrize("contract", [one for one in CHANGING if one.signs_in], ids=name_of)
def test_no_other_site_signs_somebody_in(contract: Contract, app: Flask, make: Make) -> None:
    for name, said in FOREIGN.items():
        answer = ask(Browser(app, None, said), contract)
        refused = answer.status_code == 403 and answer.json["code"] == "cross_site"
        assert refused == bool(said), name
        assert "Set-Cookie" not in answer.headers


def test_a_token_works_from_anywhere(app: Flask, make: Make) -> None:
    for said in FOREIGN.values():
        browser = Browser(app, None, {**said, "Authorization": f"Bearer {make.token('ben')}"})
        assert browser.post("/boards/team/ideas", title="By a token").status_code == 201


def test_reading_needs_no_proof_for_no_other_page_can_see_the_answer(app: Flask, cookie: str) -> None:
    for said in FOREIGN.values():
        answer = Browser(app, cookie, said).get("/me")
        assert answer.status_code == 200
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_the_last_of_ours_is_ours_too(app: Flask, cookie: str) -> None:
    for said in OURS.values():
        answer: Any = Browser(app, cookie, said).post("/boards", slug=f"of-{len(said)}", name="Ours")
        assert answer.status_code == 201
