"""The pages answer, say what a browser may do with them, and load nothing that is not ours."""

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from werkzeug.test import Client

import ideaboard.api.docs
import ideaboard.web.pages
from ideaboard.errors import CODES
from tests.web.conftest import PAGES, PLAIN

STATIC = Path(ideaboard.web.pages.__file__).parent / "static"
ASSETS = Path(ideaboard.api.docs.__file__).parent / "docs_assets"

# What a page or a style sheet loads by itself; a link that a reader may follow is none of these.
LOADING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src")}


class Page(HTMLParser):
    """What a page loads, what is written inline, and which places it has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.maps: list[str] = []
        self._script = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self._script = dict(attrs).get("type") or "script"
        for name, value in attrs:
            if (tag, name) in LOADING:
                self.loads.append(value or "")
            if tag == "a" and name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(f"{tag} {name}")
        if tag == "style":
            self.inline.append(tag)

    def handle_data(self, data: str) -> None:
        if self._script == "importmap":
            self.maps.append(data)
        elif self._script and data.strip():
            self.inline.append("script")

    def handle_endtag(self, tag: str) -> None:
        self._script = ""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_as_html(site: Client, name: str) -> None:
    answer = site.get(PAGES[name])
    assert answer.status_code == (404 if name == "missing" else 200)
    assert answer.content_type == "text/html; charset=utf-8"
    assert "ideaboard</title>" in answer.text
    assert '<html lang="en">' in answer.text


def hash_of(text: str) -> str:
    """How a policy names what stands inline."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize("path", [*PAGES.values(), "/static/plain.css", "/api/docs/static/docs.js"])
def test_everything_a_browser_gets_is_guarded_and_asked_for_again(site: Client, path: str) -> None:
    headers = site.get(path).headers
    policy = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
    [import_map] = Page(site.get("/").text).maps
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": f"'self' {hash_of(import_map)}",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "ideaboard",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/", "/boards/team", "/tour", "/static/plain.css", "/api/docs", "/api/docs/problems"])
def test_what_a_browser_has_already_is_not_sent_again(site: Client, path: str) -> None:
    etag = site.get(path).headers["ETag"]
    again = site.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_only_our_own_files_and_holds_nothing_inline(site: Client, name: str) -> None:
    page = Page(site.get(PAGES[name]).text)
    assert page.inline == []
    assert page.loads
    for address in page.loads:
        assert re.match(r"/(?!/)", address), address
        assert site.get(address).status_code == 200, address


@pytest.mark.parametrize("name", PLAIN)
def test_every_link_leads_somewhere(site: Client, name: str) -> None:
    here = Page(site.get(PAGES[name]).text)
    for link in here.links:
        path, _, place = link.partition("#")
        assert re.match(r"/(?!/)|$", path), link
        there = site.get(path or PAGES[name])
        assert there.status_code == 200, link
        if place:
            assert place in Page(there.text).ids, link


@pytest.mark.parametrize("path", [*STATIC.glob("*.css"), *ASSETS.glob("**/*.css")], ids=lambda p: p.name)
def test_a_style_sheet_loads_nothing(path: Path) -> None:
    text = path.read_text()
    assert "@import" not in text
    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", text):
        assert address.startswith("data:image/"), address


def test_our_style_sheets_say_start_and_end_not_left_and_right() -> None:
    physical = r"^\s*((?:[\w-]*-)?(?:left|right|top|bottom|width)|(?:min-|max-)?height):"
    for path in (STATIC / "plain.css", ASSETS / "static/docs.css"):
        found = re.findall(physical, path.read_text(), re.MULTILINE)
        assert found == [], path.name


def test_the_api_keeps_its_own_errors_and_headers(site: Client) -> None:
    missing = site.get("/api/v1/nothing-here")
    assert missing.status_code == 404
    assert missing.content_type == "application/problem+json"
    guard = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    assert missing.headers["Content-Security-Policy"] == guard


def test_an_address_outside_the_api_says_only_that_nothing_is_there(site: Client) -> None:
    for path in ("/nothing-here", "/static/nothing-here.css", "/static/../pages.py", "/boards", "/client/0/main.js"):
        answer = site.get(path)
        assert answer.status_code == 404
        assert "There is nothing at this address" in answer.text
    assert site.head("/nothing-here").data == b""


@pytest.mark.parametrize("path", ["/static/", "/api/docs/static/", "/api/docs/vendor/", "/.git/", "/.git/config"])
def test_no_folder_tells_what_is_in_it(site: Client, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert not any(name in answer.text for name in ("plain.js", "docs.js", "swagger-ui", "[core]"))


def test_every_problem_has_its_place(site: Client) -> None:
    assert set(CODES) <= set(Page(site.get("/api/docs/problems").text).ids)


def test_without_scripts_every_operation_is_listed(site: Client) -> None:
    text = site.get("/api/docs").text
    plain = text[text.index("<noscript>") : text.index("</noscript>")]
    document = site.get("/api/v1/openapi.json").get_json()
    operations = [
        (method.upper(), path, operation["summary"])
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in ("get", "post", "put", "patch", "delete")
    ]
    assert len(operations) > 40
    for method, path, _ in operations:
        assert f"<code>{method} {path}</code>" in plain
    assert plain.count("<li>") == len(operations)
    assert 'href="/api/v1/openapi.json"' in plain


def test_vendored_files_are_kept_for_good_and_come_packed(site: Client) -> None:
    page = Page(site.get("/api/docs").text)
    for address in (address for address in page.loads if "/vendor/" in address):
        plain = site.get(address)
        assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Content-Encoding" not in plain.headers
        packed = site.get(address, headers={"Accept-Encoding": "gzip, br"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.headers["Vary"] == "Accept-Encoding"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 3
        assert packed.headers["ETag"] == f"W/{plain.headers['ETag']}"
        for etag in (packed.headers["ETag"], plain.headers["ETag"]):
            again = site.get(address, headers={"Accept-Encoding": "gzip", "If-None-Match": etag})
            assert (again.status_code, again.data) == (304, b"")


def test_only_assets_are_served(site: Client) -> None:
    for path in ("templates/operations.html", "static/../templates/problems.html", "vendor/../../docs.py"):
        assert site.get(f"/api/docs/{path}").status_code == 404
