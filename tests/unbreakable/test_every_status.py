"""Each operation is made to answer with each status that it documents, and each answer is as documented.

The routes come out of the document: a new one is asked here without a line more. Whether every documented status was
seen is asked at the end of a whole run (tests/conftest.py), for a success needs a test that knows what it wants.
"""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response
from werkzeug.test import TestResponse

from ideaboard import clock
from ideaboard.api.dialect.contract import Contract
from ideaboard.api.dialect.limiting import Limiting
from ideaboard.core.outbox import answers
from ideaboard.core.people import policy
from ideaboard.core.people.limits import Limit, TooMany, Verdict
from ideaboard.db import Database
from ideaboard.errors import Busy, Conflict
from tests import contract as contracts
from tests.api.asking import body_of, routes
from tests.client import PREFIX, Client
from tests.contract import Document, NotAsDocumented, template, watch
from tests.unbreakable.world import World


def documented(contract: Contract, status: int, here: World) -> bool:
    """Whether this route documents this status."""
    return f"{contract.method} {PREFIX}{template(contract.rule)} {status}" in _document(here.app).documented()


def _document(app: Flask) -> Document:
    watched: Any = app.wsgi_app
    document: Document = watched.document
    return document


def address(contract: Contract, here: World) -> str:
    """The route's address, of things that there are."""
    path = template(contract.rule)
    # Whose token it is.
    owner = {"account": here.ids["account_ada"]} if path.endswith("/tokens/{token}") else {}
    for name, known in {"board": "team", "number": "1", **here.ids, **owner}.items():
        path = path.replace("{" + name + "}", known)
    assert "{" not in path, f"the world has nothing for {path}"
    return path


def ask(who: Client, contract: Contract, here: World, query: str = "", json: Any = None, **given: str) -> TestResponse:
    """Ask a route in a way that nothing is wrong with, but for what is `given` as headers and for the query."""
    headers = {"If-Match": "*"} if contract.versioned and not contract.safe else {}
    headers |= {name.replace("_", "-"): value for name, value in given.items()}
    body = body_of(contract) if json is None else json
    sent = {"json": body} if contract.body is not None else {}
    return who.ask(contract.method, address(contract, here) + query, headers, **sent)


def answer_to(status: int, contract: Contract, here: World, who: Client) -> TestResponse:
    """Whatever the route answers to what should be refused with `status`."""
    if status == 400:
        return ask(who, contract, here, "?%FF")
    if status == 403 and contract.signs_in:
        return ask(who, contract, here, Sec_Fetch_Site="cross-site")
    if status == 404:
        empty = World(here.app, here.make, here.tokens, dict.fromkeys(here.ids, "zzzzzzzz"))
        path = address(contract, empty).replace("/team", "/nowhere")
        sent = {"json": body_of(contract)} if contract.body is not None else {}
        return who.ask(contract.method, path, {"If-Match": "*"}, **sent)
    if status == 406:
        return ask(who, contract, here, Accept="text/html")
    if status == 412:
        said = {} if contract.method != "PATCH" else {"json": {}}
        return ask(who, contract, here, If_Match='"0.x"', **said)
    if status == 413:
        long = {"data": b" " * (here.make.home.settings.max_body_bytes + 1), "content_type": "application/json"}
        return who.ask(contract.method, address(contract, here), {"If-Match": "*"}, **long)
    if status == 415:
        return ask(who, contract, here, Content_Type="text/plain")
    if status == 422:
        return ask(who, contract, here, "?nothing=1")
    if status == 428:
        sent = {"json": body_of(contract)} if contract.body is not None else {}
        return who.ask(contract.method, address(contract, here), **sent)
    return ask(who, contract, here)


# Who is made to ask, one after the other, until one is refused so: some may not, and some would succeed.
ASKING = {401: ("gone",), 403: ("scoped", "reader")}


@pytest.fixture
def there(here: World) -> World:
    """The world, with what these questions need besides."""
    here.tokens["gone"] = "ib_gone"
    here.tokens["scoped"] = here.make.token("ada", "decide")
    return here


@pytest.mark.parametrize("status", [400, 401, 403, 404, 406, 412, 413, 415, 422, 428])
def test_every_route_that_documents_a_refusal_can_be_made_to_give_it(there: World, status: int) -> None:
    wrong = []
    for contract in routes():
        if documented(contract, status, there):
            people = ASKING.get(status, ("ada", "ben", "root"))
            answers = [answer_to(status, contract, there, there.client(who)) for who in people]
            if status not in [answer.status_code for answer in answers]:
                wrong.append(f"{contract.method} {contract.rule}: {[answer.text[:200] for answer in answers]}")
    assert wrong == []


def test_every_route_that_reads_says_that_nothing_has_changed(there: World) -> None:
    # Health tells ages in seconds, and none may begin between two questions.
    with clock.at(clock.now()):
        _read_everything_twice(there)


def _read_everything_twice(there: World) -> None:
    for contract in routes():
        if documented(contract, 304, there):
            first = ask(there.client("ada"), contract, there)
            who = "root" if first.status_code == 403 else "ada"
            tag = ask(there.client(who), contract, there).headers["ETag"]
            again = ask(there.client(who), contract, there, If_None_Match=tag)
            assert (again.status_code, again.data) == (304, b""), contract.rule


def test_every_route_that_changes_a_board_is_refused_when_it_is_archived(there: World) -> None:
    there.did("ada", "PATCH", "/boards/team", archived=True)
    for contract in routes():
        # One route goes on working, or nobody could take a board out of the archive.
        works = all(policy.TABLE[verb].archived for verb in contract.verbs)
        if documented(contract, 409, there) and contract.finder is not None and not works:
            who = "ada"
            answer = ask(there.client(who), contract, there)
            if answer.status_code == 403:
                answer = ask(there.client("ben"), contract, there)
            if answer.status_code == 422:
                continue  # what is judged before the board: a plugin's own settings
            assert (answer.status_code, answer.json["code"]) == (409, "board_archived"), (contract.rule, answer.text)


def test_every_post_says_that_its_twin_is_still_running(there: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def running(*args: Any) -> None:
        raise Conflict("still_running")

    monkeypatch.setattr(answers, "claim", running)
    for contract in routes():
        if contract.repeatable:
            answer = ask(there.client("ada"), contract, there, Idempotency_Key="k")
            if answer.status_code == 403:
                answer = ask(there.client("root"), contract, there, Idempotency_Key="k")
            assert (answer.status_code, answer.json["code"]) == (409, "still_running"), (contract.rule, answer.text)


def test_every_route_says_that_the_database_is_busy(there: World, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextlib.contextmanager
    def busy(self: Database) -> Iterator[None]:
        raise Busy
        yield

    monkeypatch.setattr(Database, "reading", busy)
    for contract in routes():
        if documented(contract, 503, there):
            answer = ask(there.client("ada"), contract, there)
            assert (answer.status_code, answer.json["code"]) == (503, "busy"), (contract.rule, answer.text)


def test_every_route_says_that_it_was_too_much(there: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Limiting, acts: Any) -> None:
        raise TooMany([Verdict(Limit("requests", 1, 60), False, 0, 60)])

    monkeypatch.setattr(Limiting, "charge", refused)
    for contract in routes():
        answer = ask(there.client("ada"), contract, there)
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60"), (contract.rule, answer.text)


def test_an_answer_that_is_not_documented_does_not_pass(app: Flask, here: World) -> None:
    document = _document(app)
    good = here.client("ben").get("/me")
    headers = {name.lower(): value for name, value in good.headers}

    def judged(status: int = 200, body: bytes = good.data, **changed: str) -> list[str]:
        return document.judge("GET", PREFIX + "/me", status, {**headers, **changed}, body)

    assert judged() == []
    assert judged(201) != []
    assert judged(body=good.data.replace(b'"name"', b'"nome"')) != []
    assert judged(body=good.data.replace(b'"Ben"', b"17")) != []
    assert judged(body=good.data.replace(b"Z", b"")) != []
    assert judged(body=b"") != []
    assert judged(**{"content-type": "text/html"}) != []
    without = {name: value for name, value in headers.items() if name != "etag"}
    assert document.judge("GET", PREFIX + "/me", 200, without, good.data) != []
    refused = here.client("nobody").get("/me")
    told = {name.lower(): value for name, value in refused.headers}
    assert document.judge("GET", PREFIX + "/me", 401, told, refused.data) == []
    other = refused.data.replace(b'"unauthenticated"', b'"stale"')
    assert document.judge("GET", PREFIX + "/me", 401, told, other) != []


def test_a_watched_application_that_breaks_its_promise_raises(app: Flask, here: World) -> None:
    planted = Flask("planted")
    planted.extensions["ideaboard_openapi"] = app.extensions["ideaboard_openapi"]
    planted.add_url_rule("/api/v1/ready", view_func=lambda: Response('{"ready": 1}', content_type="application/json"))
    watch(planted)
    with pytest.raises(NotAsDocumented):
        planted.test_client().get("/api/v1/ready")


def test_what_was_seen_is_noted(here: World) -> None:
    contracts.SEEN.discard(f"GET {PREFIX}/ready 200")
    here.client("nobody").get("/ready")
    assert f"GET {PREFIX}/ready 200" in contracts.SEEN
    assert contracts.documented() >= contracts.SEEN
