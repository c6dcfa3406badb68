"""Hostile requests, kept as data: each is answered as the docs say, and one that is refused changes nothing."""

from itertools import groupby

import pytest
from werkzeug.test import TestResponse

from ideaboard.ids import decode
from tests.unbreakable.digest import digest
from tests.unbreakable.hostile import addresses, again, bodies, heads, words
from tests.unbreakable.hostile.case import Case, Theme, send
from tests.unbreakable.safe_html import violations
from tests.unbreakable.world import World

THEMES: list[Theme] = [theme for room in (bodies, heads, addresses, words, again) for theme in room.THEMES]

# What an answer shows when something broke inside and was not caught.
LEAKS = ("Traceback", "sqlalchemy", "psycopg", "sqlite3", "site-packages", '.py"', "werkzeug", "marshmallow")


def wrong(case: Case, answer: TestResponse, here: World) -> list[str]:
    """Everything that is not as the case says."""
    found = []
    said = answer.json if answer.data and "json" in answer.mimetype else {}
    # A HEAD has a status and no body.
    code = case.code if case.method == "HEAD" else said.get("code") if answer.status_code >= 400 else None
    if (answer.status_code, code) != (case.status, case.code):
        return [f"{answer.status_code} {answer.text[:300]}"]
    if answer.status_code >= 400 and case.method != "HEAD":
        if answer.mimetype != "application/problem+json" or said["status"] != case.status or not said["detail"]:
            found.append(f"no problem: {answer.text[:300]}")
        if case.fields is not None:
            errors = {error["pointer"]: error["code"] for error in said.get("errors", ())}
            if errors != case.fields:
                found.append(f"fields: {errors}")
    for name, value in case.says.items():
        if said.get(name) != value:
            found.append(f"{name} is {said.get(name)!r:.200}")
    whole = answer.text + str(answer.headers)
    echoed = here.fill(str(case.json))
    found += [f"{word!r} is in the answer" for word in case.never if here.fill(word) in whole]
    found += [f"{word!r} leaked" for word in LEAKS if word in whole and word not in echoed]
    if case.check is not None and not case.check(answer):
        found.append(f"the check fails: {dict(answer.headers)} {answer.text[:300]}")
    return found


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_hostile_request_is_answered_as_the_docs_say_and_a_refused_one_changes_nothing(
    theme: Theme, here: World
) -> None:
    _warm(here)
    found: list[str] = []
    for refused, cases in groupby(theme, lambda case: case.refused):
        before = digest(here.make.home.database) if refused else {}
        for case in cases:
            answer = send(case, here)
            found += [f"{case.method} {case.path[:60]} ({case.why}): {each}" for each in wrong(case, answer, here)]
        after = digest(here.make.home.database) if refused else {}
        found += [f"up to {case.why!r} something changed {table}" for table in after if after[table] != before[table]]
    assert not found, "\n".join([f"{len(found)} of {len(theme)}", *found])


def _warm(here: World) -> None:
    """Let each token note today's use: it is the one write that a GET causes."""
    for who in here.tokens:
        here.client(who).get("/me")


def test_there_are_many_and_each_says_why() -> None:
    cases = [case for theme in THEMES for case in theme]
    print(f"{len(cases)} hostile requests in {len(THEMES)} themes")
    assert len(cases) >= 300
    assert len({theme.name for theme in THEMES}) == len(THEMES)
    assert all(case.why for case in cases)
    assert all((case.code is None) == (case.status < 400) for case in cases)
    assert sum(case.status >= 400 for case in cases) > sum(case.status < 400 for case in cases)
    assert {case.status for case in cases} >= {
        200,
        201,
        204,
        304,
        400,
        401,
        403,
        404,
        405,
        406,
        409,
        412,
        413,
        415,
        422,
        428,
    }


def test_a_planted_write_behind_a_refusal_is_noticed(here: World) -> None:
    before = digest(here.make.home.database)
    assert digest(here.make.home.database) == before
    here.make.vote(decode("idea", here.ids["idea_open"]) or 0, "dia")
    after = digest(here.make.home.database)
    assert {table for table in after if after[table] != before[table]} == {"votes", "standings"}


def test_a_planted_expectation_that_does_not_hold_is_noticed(here: World) -> None:
    for planted in (
        Case("GET", "/me", 404, "not_found", "it is there"),
        Case("GET", "/ideas/zzzzzzzz", 404, "invalid", "another code"),
        Case("GET", "/me", 200, None, "another name", says={"name": "Ada"}),
        Case("GET", "/me", 200, None, "a name that is said", never=("Ben",)),
        Case("GET", "/me?x=1", 422, "invalid", "another field", fields={"/y": "unknown_parameter"}),
        Case("GET", "/me", 200, None, "a check that fails", check=lambda answer: False),
    ):
        assert wrong(planted, send(planted, here), here), planted.why


def test_a_stack_trace_in_an_answer_is_noticed(here: World) -> None:
    case = Case("GET", "/me", 200, None, "fine")
    answer = send(case, here)
    assert wrong(case, answer, here) == []
    answer.headers["X-Why"] = "Traceback (most recent call last)"
    assert wrong(case, answer, here) == ["'Traceback' leaked"]


@pytest.mark.parametrize("html", [
    "<script>x</script>", "<p onclick=x>y</p>", '<a href="javascript:x" rel="nofollow noopener noreferrer">x</a>',
    '<a href="java\nscript:x" rel="nofollow noopener noreferrer">x</a>', '<a href="http://x">x</a>', "<p>x", "</p>",
    "<!-- x -->", "<img src=x>", '<code style="x">y</code>', "<svg></svg>", "a\0b",
])  # fmt: skip
def test_unsafe_html_is_noticed(html: str) -> None:
    assert violations(html)
