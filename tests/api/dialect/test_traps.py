"""Every trap of plain flask-smorest that was measured: ours has it no more, and the plain one still does.

Each probe is asked of both. One that plain flask-smorest passes proves nothing and is a failure here: then the trap
is gone upstream, and what we do about it can go too. (`true` for a whole number is no trap since marshmallow 4.)
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.asking import together
from tests.api.dialect import plain
from tests.client import PREFIX
from tests.make import Make

Probe = Callable[["Side"], None]
PROBES: list[Probe] = []


@dataclass
class Side:
    """One of the two: where its things are, and how to make one more."""

    app: Flask
    headers: dict[str, str]
    one: str
    many: str
    more: Callable[[], None]
    document: dict[str, Any]
    schema: str

    @property
    def client(self) -> FlaskClient:
        """A client of its own for each call, so that threads can ask."""
        return self.app.test_client()

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **kw: Any) -> TestResponse:
        """One request."""
        return self.client.open(path, method=method, headers={**self.headers, **(headers or {})}, **kw)

    def count(self, raw: bytes) -> TestResponse:
        """POST `raw` where a whole number, a title and anything are taken."""
        return self.ask("POST", PREFIX + "/planted/counts", data=raw, content_type="application/json")


def probe(function: Probe) -> Probe:
    """Note a probe."""
    PROBES.append(function)
    return function


@pytest.fixture
def ours(planted_app: Flask, make: Make) -> Side:
    token = make.token("ben")
    ideas = [make.idea(f"Thing {n}") for n in range(5)]
    return Side(
        planted_app,
        {"Authorization": f"Bearer {token}"},
        PREFIX + make.path("idea", ideas[0]),
        PREFIX + "/boards/team/ideas?sort=new",
        lambda: str(make.idea("One more")),
        json.loads(planted_app.extensions["ideaboard_openapi"]),
        "IdeaShown",
    )


@pytest.fixture
def theirs() -> Side:
    app = plain.make()
    things = app.extensions["things"]
    return Side(
        app,
        {},
        PREFIX + "/things/0",
        PREFIX + "/things/?page_size=2",
        lambda: things.append({"id": len(things), "title": "One more"}),
        app.extensions["document"](),
        "ThingOut",
    )


@probe
def a_patch_of_another_content_type_is_refused(side: Side) -> None:
    etag = side.ask("GET", side.one).headers["ETag"]
    answer = side.ask("PATCH", side.one, {"If-Match": etag, "Content-Type": "text/plain"}, data='{"title": "X"}')
    assert answer.status_code == 415


@probe
def a_patch_without_a_body_is_refused(side: Side) -> None:
    etag = side.ask("GET", side.one).headers["ETag"]
    assert side.ask("PATCH", side.one, {"If-Match": etag}).status_code == 415
    typed = {"If-Match": etag, "Content-Type": "application/json"}
    assert side.ask("PATCH", side.one, typed).status_code == 400


@probe
def an_integer_of_5000_digits_is_a_400(side: Side) -> None:
    assert side.count(b'{"count": ' + b"9" * 5000 + b"}").status_code == 400


@probe
def very_deep_json_is_a_400(side: Side) -> None:
    assert side.count(b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}").status_code == 400


@probe
def half_of_a_character_is_a_400(side: Side) -> None:
    assert side.count(rb'{"title": "\ud800"}').status_code == 400


@probe
def a_nul_is_a_400(side: Side) -> None:
    assert side.count(rb'{"title": "a\u0000b"}').status_code == 400


@probe
def a_key_named_twice_is_a_400(side: Side) -> None:
    assert side.count(b'{"title": "a", "title": "b"}').status_code == 400


@probe
def nan_is_a_400(side: Side) -> None:
    assert side.count(b'{"anything": NaN}').status_code == 400


@probe
def a_fraction_is_no_whole_number(side: Side) -> None:
    assert side.count(b'{"count": 1.9}').status_code == 422


@probe
def a_fraction_that_ends_in_zero_is_no_whole_number(side: Side) -> None:
    assert side.count(b'{"count": 1.0}').status_code == 422


@probe
def a_text_is_no_whole_number(side: Side) -> None:
    assert side.count(b'{"count": "5"}').status_code == 422


@probe
def a_304_carries_its_etag(side: Side) -> None:
    etag = side.ask("GET", side.one).headers["ETag"]
    answer = side.ask("GET", side.one, {"If-None-Match": etag})
    assert (answer.status_code, answer.headers.get("ETag")) == (304, etag)


@probe
def a_weak_tag_is_known_again(side: Side) -> None:
    etag = side.ask("GET", side.one).headers["ETag"]
    assert side.ask("GET", side.one, {"If-None-Match": f"W/{etag}"}).status_code == 304


@probe
def an_edit_with_a_weak_tag_is_taken(side: Side) -> None:
    etag = side.ask("GET", side.one).headers["ETag"]
    assert side.ask("PATCH", side.one, {"If-Match": f"W/{etag}"}, json={"title": "X"}).status_code == 200


@probe
def of_concurrent_editors_one_wins(side: Side) -> None:
    editors = 4
    if "before_write" in side.app.extensions:
        # All are let past the check before any of them writes, as a slow database would do.
        side.app.extensions["before_write"] = plain.threading.Barrier(editors)
    etag = side.ask("GET", side.one).headers["ETag"]

    def edit(n: int) -> int:
        return side.ask("PATCH", side.one, {"If-Match": etag}, json={"title": f"By {n}"}).status_code

    answers = together([lambda n=n: edit(n) for n in range(editors)])
    assert sorted(answers) == [200, *[412] * (editors - 1)]


@probe
def a_405_says_what_is_allowed(side: Side) -> None:
    answer = side.ask("PUT", side.one, json={})
    assert answer.status_code == 405
    assert {"GET", "PATCH"} <= {name.strip() for name in answer.headers.get("Allow", "").split(",")}


@probe
def a_401_says_how_to_sign_in(side: Side) -> None:
    answer = side.client.get(PREFIX + "/me")
    assert answer.status_code == 401
    assert answer.headers.get("WWW-Authenticate", "").lower().startswith("bearer")


@probe
def a_429_says_when_to_come_back(side: Side) -> None:
    answer = side.ask("GET", PREFIX + "/planted/limited")
    assert (answer.status_code, answer.headers.get("Retry-After")) == (429, "7")


@probe
def a_page_that_is_not_there_stays_html(side: Side) -> None:
    answer = side.ask("GET", "/nothing-here")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


@probe
def a_page_that_breaks_stays_html(side: Side) -> None:
    answer = side.ask("GET", "/broken")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")


@probe
def an_unknown_query_parameter_is_refused(side: Side) -> None:
    assert side.ask("GET", side.many + "&nothing=1").status_code == 422


@probe
def a_repeated_query_parameter_is_refused(side: Side) -> None:
    name, value = side.many.partition("?")[2].split("=")
    assert side.ask("GET", f"{side.many}&{name}={value}").status_code == 422


@probe
def an_answer_may_gain_fields(side: Side) -> None:
    assert side.document["components"]["schemas"][side.schema].get("additionalProperties") is not False


@probe
def the_other_form_of_an_address_is_a_404_in_json(side: Side) -> None:
    path = side.many.partition("?")[0]
    other = path.rstrip("/") if path.endswith("/") else path + "/"
    answer = side.ask("GET", other)
    assert (answer.status_code, answer.is_json, answer.headers.get("Location")) == (404, True, None)


@probe
def an_error_is_problem_json(side: Side) -> None:
    answer = side.ask("GET", PREFIX + "/nothing-here")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


@probe
def a_list_shows_nothing_twice_while_it_grows(side: Side) -> None:
    by_two = side.many if "page_size" in side.many else side.many + "&limit=2"
    first = side.ask("GET", by_two)
    side.more()
    if isinstance(first.json, dict):
        second = side.ask("GET", by_two + "&cursor=" + first.json["next"])
        shown = [row["id"] for page in (first, second) for row in page.json["data"]]
    else:
        second = side.ask("GET", by_two + "&page=2")
        shown = [row["id"] for page in (first, second) for row in page.json]
    assert len(shown) == len(set(shown)) == 4


@probe
def every_operation_has_an_id(side: Side) -> None:
    paths = side.document["paths"].values()
    operations = [at[method] for at in paths for method in at if method != "parameters"]
    assert all(operation.get("operationId") for operation in operations)


@probe
def a_rule_that_refuses_is_no_500(side: Side) -> None:
    assert side.ask("GET", PREFIX + "/planted/taken").status_code == 409


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
def test_ours_is_without_the_trap(ours: Side, probe: Probe) -> None:
    probe(ours)


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: probe.__name__)
def test_plain_flask_smorest_has_the_trap(theirs: Side, probe: Probe) -> None:
    with pytest.raises(AssertionError):
        probe(theirs)
