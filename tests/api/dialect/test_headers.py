"""What stands on every answer: who keeps it, what a browser may do with it, and which pages may read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from ideaboard.settings import BadSetting, Settings
from tests.client import Client
from tests.make import Make

ORIGIN = "https://ideas.example.org"
LIST = "/boards/team/ideas"


@contextmanager
def other(make: Make, **settings: str) -> Iterator[Flask]:
    """The application with other settings, on the same database."""
    app = create_app(replace(make.home.settings, **settings), Registry.load(found=[]))
    yield app
    app.extensions["ideaboard"].database.dispose()


@pytest.fixture
def named(make: Make) -> Iterator[FlaskClient]:
    """Somebody at a board that names an origin."""
    with other(make, cors_origins=f"{ORIGIN}, http://localhost:5173") as app:
        yield app.test_client()


def test_every_answer_says_who_keeps_it_and_is_framed_by_nobody(app: Flask, ben: Client, make: Make) -> None:
    idea = make.path("idea", make.idea())
    made = ben.post(LIST, title="New")
    nobody = app.test_client()
    answers = {
        "read": ben.get(idea),
        "made": made,
        "not modified": ben.get(idea, {"If-None-Match": ben.etag(idea)}),
        "kept": [ben.get(LIST) for _ in range(2)][1],
        "gone": ben.delete(idea),
        "not found": ben.get("/nothing"),
        "not valid": ben.post(LIST, title=""),
        "nobody": nobody.get(f"/api/v1{LIST}"),
        "not allowed": nobody.put("/api/v1/me/tokens"),
        "asked what can be": nobody.options(f"/api/v1{LIST}"),
        "open to all": nobody.get("/api/v1/ready"),
        "the document": nobody.get("/api/v1/openapi.json"),
        "told by nobody": nobody.post("/inbound/nothing"),
        "a page": nobody.get("/"),
        "the docs": nobody.get("/api/docs"),
        "no page": nobody.get("/nothing"),
        "a file": nobody.get("/static/plain.css"),
    }
    for name, answer in answers.items():
        assert answer.headers.get("Cache-Control"), name
        for guard in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert guard in answer.headers["Content-Security-Policy"].split("; "), name
        assert answer.headers["X-Content-Type-Options"] == "nosniff", name
        assert answer.headers["Referrer-Policy"] == "no-referrer", name
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert "Access-Control-Allow-Origin" not in answer.headers, name
        assert "Strict-Transport-Security" not in answer.headers, name
        assert len(answer.headers.getlist("Cache-Control")) == 1, name


def test_every_text_says_of_what_kind_it_is_and_in_which_characters(app: Flask, ben: Client, make: Make) -> None:
    nobody = app.test_client()
    for answer, kind in (
        (ben.get(LIST), "application/json"),
        (nobody.get("/api/v1/openapi.json"), "application/json"),
        (ben.get("/nothing"), "application/problem+json"),
        (nobody.get("/"), "text/html; charset=utf-8"),
        (nobody.get("/nothing"), "text/html; charset=utf-8"),
        (nobody.get("/static/plain.css"), "text/css; charset=utf-8"),
        (nobody.get("/static/plain.js"), "text/javascript; charset=utf-8"),
        (nobody.get("/static/icon.svg"), "image/svg+xml; charset=utf-8"),
    ):
        # JSON is UTF-8 and has no such parameter (RFC 8259).
        assert answer.content_type == kind
        answer.data.decode("utf-8")


def test_what_is_somebodys_is_kept_by_nobody_else(app: Flask, ben: Client, make: Make) -> None:
    idea = make.path("idea", make.idea())
    for path, by in (
        (idea, "Authorization, Cookie, On-Behalf-Of, Author-Key"),
        (LIST, "Authorization, Cookie, On-Behalf-Of"),
        ("/boards/team", "Authorization, Cookie, On-Behalf-Of"),
    ):
        headers = ben.get(path).headers
        assert (headers["Cache-Control"], headers["Vary"]) == ("private, no-cache", by), path
        public = [said for said in (headers["Cache-Control"],) if "public" in said or "max-age" in said]
        assert not public, path


def test_what_was_done_and_what_went_wrong_is_kept_by_nobody(app: Flask, ben: Client) -> None:
    made = ben.post("/me/tokens", name="laptop", scopes=["read"])
    assert made.json["token"]
    for answer in (made, ben.get("/nothing"), ben.post(LIST, title=""), app.test_client().get("/api/v1/me")):
        assert answer.headers["Cache-Control"] == "no-store", answer.status_code


def test_by_tls_a_browser_comes_by_tls_for_a_year(make: Make) -> None:
    with other(make, base_url=ORIGIN) as app:
        ben = Client(app, make.token("ben"))
        for answer in (ben.get(LIST), ben.get(LIST), ben.get("/nothing"), app.test_client().get("/")):
            assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_no_page_of_another_origin_reads_anything(app: Flask, ben: Client) -> None:
    for answer in (ben.get(LIST, {"Origin": ORIGIN}), app.test_client().options(f"/api/v1{LIST}", headers=_asking())):
        assert not [name for name, _ in answer.headers if name.startswith("Access-Control-")]


def _asking(origin: str = ORIGIN, method: str = "PATCH") -> dict[str, str]:
    return {
        "Origin": origin,
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "authorization, if-match, idempotency-key, x-evil",
    }


@pytest.mark.parametrize("origin", [ORIGIN, "http://localhost:5173"])
def test_a_page_of_an_origin_that_is_named_may_ask(named: FlaskClient, make: Make, origin: str) -> None:
    asked = named.options(f"/api/v1{LIST}", headers=_asking(origin))
    assert (asked.status_code, asked.data) == (204, b"")
    assert asked.headers["Access-Control-Allow-Origin"] == origin
    assert asked.headers["Access-Control-Allow-Methods"] == "DELETE, GET, HEAD, PATCH, POST, PUT"
    assert asked.headers["Access-Control-Max-Age"] == "7200"
    assert asked.headers["Access-Control-Allow-Headers"] == "authorization, idempotency-key, if-match"
    said = {"Origin": origin, "Authorization": f"Bearer {make.token('ben')}"}
    for _ in range(2):
        # The second time the answer could be given from what is kept.
        read = named.get(f"/api/v1{LIST}", headers=said)
        assert read.status_code == 200
        assert read.headers["Access-Control-Allow-Origin"] == origin
        assert "ETag" in read.headers["Access-Control-Expose-Headers"]
        assert {"Origin", "Authorization"} <= {
            name.strip() for name in ",".join(read.headers.getlist("Vary")).split(",")
        }
    # Whoever is not let in is told so, and not that something is wrong with the network.
    assert named.get("/api/v1/me", headers={"Origin": origin}).headers["Access-Control-Allow-Origin"] == origin


@pytest.mark.parametrize(
    "origin",
    [
        "https://ideas.example.org.evil.example",
        "https://ideas.example.org:8443",
        "http://ideas.example.org",
        "https://IDEAS.example.org.",
        "https://evil-ideas.example.org",
        "https://xideas.example.org",
        "https://ideasxexample.org",
        "null",
        "*",
        "",
    ],
)
def test_no_other_origin_may_however_alike(named: FlaskClient, make: Make, origin: str) -> None:
    said = {"Origin": origin, "Authorization": f"Bearer {make.token('ben')}"}
    for answer in (named.get(f"/api/v1{LIST}", headers=said), named.options(f"/api/v1{LIST}", headers=_asking(origin))):
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_cookie_goes_along_and_only_the_api_is_open(named: FlaskClient) -> None:
    for path in ("/", "/api/docs", "/inbound/x", "/static/plain.css"):
        assert "Access-Control-Allow-Origin" not in named.get(path, headers={"Origin": ORIGIN}).headers, path
    assert "Access-Control-Allow-Credentials" not in named.get("/api/v1/ready", headers={"Origin": ORIGIN}).headers


@pytest.mark.parametrize(
    "said",
    [
        "*",
        "ideas.example.org",
        "https://ideas.example.org/",
        "https://ideas.example.org:443",
        "http://localhost:80",
        "https://*.example.org",
        "https://A.example",
        "null",
        "ftp://x",
    ],
)
def test_what_is_no_origin_is_a_bad_setting(said: str) -> None:
    with pytest.raises(BadSetting, match="CORS_ORIGINS"):
        _ = Settings(cors_origins=f"{ORIGIN},{said}").origins
