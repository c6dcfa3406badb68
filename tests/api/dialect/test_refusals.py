"""What was refused leaves one line in the log: what, by which code and where; never who, from where, or which words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
import structlog
from flask import Flask

from ideaboard.api.dialect.call import PREFIX
from ideaboard.api.dialect.contract import Contract
from ideaboard.api.dialect.refusals import WAYS
from ideaboard.app import create_app
from ideaboard.log import configure
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.api.asking import ask, name_of, routes
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make

FIELDS = {"event", "log_level", "what", "code", "status", "method", "rule", "by", "way", "limits", "request_id"}


@pytest.fixture(autouse=True)
def told() -> Iterator[None]:
    """The log as it is set by itself, and afterwards as it was."""
    kept = structlog.get_config()
    configure(Settings())
    yield
    structlog.configure(**kept)


@contextmanager
def refused() -> Iterator[list[Any]]:
    """The lines of what was refused."""
    lines: list[Any] = []
    with structlog.testing.capture_logs() as logs:
        yield lines
    lines += [line for line in logs if line["event"] == "refused"]


def only(lines: list[Any]) -> dict[str, Any]:
    """The one line, without its request's id."""
    [line] = lines
    assert set(line) <= FIELDS
    assert line["request_id"]
    return {name: said for name, said in line.items() if name not in ("event", "request_id")}


def test_a_sign_in_by_a_wrong_password_is_told_with_its_way(app: Flask, make: Make) -> None:
    make.password("ben")
    with refused() as lines:
        answer = Visitor(app).signs_in("ben@example.org", "not the words")
    assert lines[0]["request_id"] == answer.json["request_id"]
    assert only(lines) == {
        "log_level": "warning", "what": "sign_in", "way": "password", "code": "sign_in_failed", "status": 401,
        "method": "POST", "rule": "/api/v1/session", "by": "nobody",
    }  # fmt: skip


@pytest.mark.parametrize(("path", "way"), [("/session/by-link", "link"), ("/session/by-invitation", "invitation")])
def test_a_link_that_opens_nothing_is_told(app: Flask, make: Make, path: str, way: str) -> None:
    with refused() as lines:
        Visitor(app).post(path, secret="il_made_up", **({"name": "Eve"} if way == "invitation" else {}))
    line = only(lines)
    assert (line["what"], line["way"], line["code"], line["log_level"]) == ("sign_in", way, "link_spent", "warning")


def test_a_token_that_opens_nothing_is_told(app: Flask, api: Client) -> None:
    with refused() as lines:
        api.get("/me", {"Authorization": "Bearer ib_made_up"})
    line = only(lines)
    assert (line["what"], line["way"], line["code"], line["log_level"]) == (
        "sign_in", "token", "unauthenticated", "warning",
    )  # fmt: skip


@pytest.mark.parametrize("contract", [one for one in routes() if one.signs_in], ids=name_of)
def test_every_address_where_somebody_gets_in_has_a_way(contract: Contract) -> None:
    assert WAYS[PREFIX + contract.rule]


@pytest.mark.parametrize("contract", [one for one in routes() if not one.signs_in], ids=name_of)
def test_every_right_that_a_token_lacks_is_told_where_it_was_asked_for(
    contract: Contract, app: Flask, make: Make
) -> None:
    if contract.verbs[0] in ("meta.ready", "session.read"):
        return
    scope = "decide" if contract.verbs[0] not in ("idea.decide", "task.decide", "backlog.order") else "read"
    with refused() as lines:
        answer = ask(Client(app, make.token("ben", scope)), contract)
    assert answer.status_code == 403
    line = only(lines)
    assert (line["what"], line["code"], line["by"], line["log_level"]) == (
        "right", "insufficient_scope", "token", "warning",
    )  # fmt: skip
    assert (line["method"], line["rule"]) == (contract.method, PREFIX + contract.rule)


def test_what_only_a_leader_may_and_what_somebody_cannot_see_is_told(ben: Client, cy: Client, make: Make) -> None:
    idea = make.path("idea", make.idea())
    with refused() as lines:
        ben.post(f"{idea}/decisions", outcome="decline", rationale="No.")
    assert (only(lines)["what"], only(lines)["code"]) == ("right", "forbidden")
    with refused() as lines:
        cy.get(idea)
    line = only(lines)
    assert (line["what"], line["code"], line["log_level"]) == ("right", "not_found", "info")
    assert line["rule"] == "/api/v1/ideas/<id(idea):idea>"


def test_that_a_session_is_over_is_nothing_to_warn_of(app: Flask, make: Make) -> None:
    visitor = Visitor(app)
    visitor.cookie = "is_over"
    with refused() as lines:
        visitor.get("/me")
    line = only(lines)
    assert (line["what"], line["status"], line["by"], line["log_level"]) == ("right", 401, "session", "info")


def test_another_site_that_acts_with_a_session_is_told(app: Flask, make: Make) -> None:
    make.password("ben")
    visitor = Visitor(app)
    visitor.signs_in("ben@example.org", PASSWORD)
    with refused() as lines:
        visitor.post("/boards", {"Sec-Fetch-Site": "cross-site"}, slug="theirs", name="Theirs")
    line = only(lines)
    assert (line["what"], line["code"], line["by"], line["log_level"]) == (
        "cross_site", "cross_site", "session", "warning",
    )  # fmt: skip


def test_a_limit_that_is_reached_is_told_by_its_name(make: Make) -> None:
    app = create_app(replace(make.home.settings, limit_sign_in="1/600", log_level="info"), Registry.load(found=[]))
    visitor = Visitor(app)
    with refused() as lines:
        for _ in range(2):
            visitor.signs_in("ben@example.org", "not the words")
    app.extensions["ideaboard"].database.dispose()
    assert [line["what"] for line in lines] == ["sign_in", "limit"]
    assert (lines[1]["limits"], lines[1]["status"], lines[1]["log_level"]) == (["sign_in"], 429, "warning")


@pytest.mark.parametrize(
    ("method", "path", "said", "code", "rule"),
    [
        ("POST", "/boards/team/ideas", {"json": {"title": ""}}, "invalid", "/api/v1/boards/<slug:board>/ideas"),
        ("POST", "/boards/team/ideas", {"data": "{"}, "unsupported_media_type", "/api/v1/boards/<slug:board>/ideas"),
        ("GET", "/boards/team/ideas", {"query_string": "secret=7"}, "invalid", "/api/v1/boards/<slug:board>/ideas"),
        ("GET", "/me/tokens", {"query_string": "cursor=forged"}, "cursor_invalid", "/api/v1/me/tokens"),
        ("PATCH", "/me", {"json": {"name": "Ben"}}, "precondition_required", "/api/v1/me"),
        ("PUT", "/me/tokens", {}, "method_not_allowed", "-"),
        ("GET", "/nothing", {}, "not_found", "-"),
    ],
)
def test_what_validation_refuses_is_told(
    ben: Client, method: str, path: str, said: dict[str, Any], code: str, rule: str
) -> None:
    with refused() as lines:
        ben.ask(method, path, **said)
    line = only(lines)
    assert (line["what"], line["code"], line["rule"], line["log_level"]) == ("request", code, rule, "info")


def test_what_went_well_and_what_is_our_fault_is_no_refusal(ben: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*args: object) -> None:
        raise RuntimeError

    with refused() as lines:
        assert ben.get("/me").status_code == 200
        assert ben.post("/boards/team/ideas", title="Well").status_code == 201
        monkeypatch.setattr("ideaboard.core.reading.people.account", breaks)
        assert ben.get("/me").status_code == 500
    assert lines == []


def test_nothing_of_who_asked_from_where_and_with_which_words_is_in_it(app: Flask, make: Make) -> None:
    make.password("ben")
    idea = make.idea()
    secret = make.token("ben")
    stranger = make.token("cy")
    visitor = Visitor(app)
    visitor.signs_in("ben@example.org", PASSWORD)
    cookie = visitor.cookie
    whence = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.7"}}
    words = {"Sec-Fetch-Site": "cross-site", "User-Agent": "Walrus/1", "Referer": "https://narwhal.example/"}
    with refused() as lines:
        visitor.ask("POST", "/session", json={"email": "ben@example.org", "password": "wombat"}, **whence)
        visitor.ask("POST", "/boards", words, json={"slug": "wombat", "name": "Wombat"}, **whence)
        by = {"Authorization": f"Bearer {secret}"}
        who = {"Authorization": f"Bearer {stranger}"}
        asked = Client(app)
        asked.ask("GET", "/boards/team/ideas", by, query_string={"wombat": "numbat"}, **whence)
        asked.ask("POST", "/boards/team/ideas", by, json={"title": "", "wombat": "numbat"}, **whence)
        asked.ask("POST", "/boards/team/ideas", {**by, "Author-Key": "numbat"}, json={"title": ""}, **whence)
        asked.ask("GET", make.path("idea", idea), who, **whence)
        asked.ask("GET", "/boards/team", who, **whence)
        asked.ask("GET", "/me", {**by, "On-Behalf-Of": make.path("account", make.person("dia"))}, **whence)
    assert len(lines) == 8
    text = str([{k: v for k, v in line.items() if k != "request_id"} for line in lines])
    ids = [make.path("account", make.person(name)).rpartition("/")[2] for name in ("ben", "cy", "dia")]
    for word in (
        *ids, make.path("idea", idea).rpartition("/")[2], secret, stranger, cookie or "?", "example.org", "203.0",
        "team", "ombat", "numbat", "alrus", "narwhal", "Ben", "Firefox",
    ):  # fmt: skip
        assert word not in text, word
    for line in lines:
        assert set(line) <= FIELDS
        assert not [said for said in line.values() if isinstance(said, int) and said != line["status"]]
