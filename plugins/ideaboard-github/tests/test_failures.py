"""What GitHub's failures mean, as they come over a real connection."""

import time
import traceback
from collections.abc import Callable

import pytest
from ideaboard_github import GitHub

from ideaboard.plugin import Ambiguous, AuthFailed, Draft, Http, Refused, Retry
from tests.fakes.github import TOKEN, FakeGitHub
from tests.fakes.github_answers import error as error_json

SECONDARY = error_json(403, "You have exceeded a secondary rate limit. Please wait a few minutes.")


def test_a_spent_rate_limit_waits_until_the_reset(github: GitHub, fake: FakeGitHub, draft: Draft, marker: str) -> None:
    fake.limit_rate("POST", reset_in=90)
    with pytest.raises(Retry, match="403: API rate limit exceeded") as raised:
        github.create(draft, marker)
    assert raised.value.after is not None
    assert 85 <= raised.value.after <= 91
    assert fake.issues == []


def test_the_time_until_the_reset_is_told_by_github_s_clock(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    headers = {
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": "1767225645",
        "Date": "Thu, 01 Jan 2026 00:00:00 GMT",
    }
    fake.order("POST", "*", status=429, headers=headers)
    with pytest.raises(Retry) as raised:
        github.create(draft, marker)
    assert raised.value.after == 45


@pytest.mark.parametrize(
    ("status", "headers", "body", "after"),
    [
        (403, {"Retry-After": "17"}, None, 17),
        (403, {"Retry-After": "17"}, SECONDARY, 17),
        (403, {}, SECONDARY, 60),
        (429, {}, SECONDARY, 60),
        (429, {"Retry-After": "999999"}, None, 86_400),
        (429, {}, None, None),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1"}, None, 1),
        (403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "soon"}, None, None),
    ],
)
def test_every_form_of_a_rate_limit_says_how_long(
    github: GitHub,
    fake: FakeGitHub,
    draft: Draft,
    marker: str,
    status: int,
    headers: dict[str, str],
    body: object,
    after: float | None,
) -> None:
    fake.order("POST", "*", status=status, headers=headers, body=body)
    with pytest.raises(Retry) as raised:
        github.create(draft, marker)
    assert raised.value.after == after


def test_any_other_403_is_a_refusal_in_github_s_words(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    fake.repository.may_write_issues = False
    with pytest.raises(Refused, match="403: Resource not accessible by personal access token"):
        github.create(draft, marker)


def test_a_wrong_token_is_said_to_be_one(
    connect: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    with pytest.raises(AuthFailed, match="401: Bad credentials"):
        connect(token="github_pat_expired").create(draft, marker)


@pytest.mark.parametrize(
    "fault",
    [{"drop": True}, {"status": 500}, {"status": 502, "body": "<html>"}, {"status": 503}, {"delay": 5}],
    ids=["dropped", "500", "502", "503", "hangs"],
)
def test_an_answer_lost_after_the_issue_was_made_is_found_exactly_once(
    connect: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str, fault: dict[str, object]
) -> None:
    github = connect(timeout=0.5) if "delay" in fault else connect()
    fake.order("POST", "*/issues", after_effect=True, **fault)
    with pytest.raises(Ambiguous):
        github.create(draft, marker)
    made = fake.issues
    assert len(made) == 1
    found = github.find(marker, made[0].created)
    assert [issue.id for issue in found] == [f"{made[0].number}:{made[0].id}"]


def test_a_connection_dropped_before_anything_was_done_is_ambiguous_too(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    fake.order("POST", "*/issues", drop=True)
    with pytest.raises(Ambiguous):
        github.create(draft, marker)
    assert github.find(marker, fake.state.now()) == []


def test_nobody_listening_means_nothing_was_sent(connect: Callable[..., GitHub], draft: Draft, marker: str) -> None:
    with pytest.raises(Retry):
        connect(api_url="http://127.0.0.1:1").create(draft, marker)


def test_a_slow_answer_is_an_answer(github: GitHub, fake: FakeGitHub, draft: Draft, marker: str) -> None:
    fake.order("POST", "*/issues", delay=0.3)
    started = time.monotonic()
    assert github.create(draft, marker).key == "acme/roadmap#1"
    assert time.monotonic() - started >= 0.3


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 429, 500])
def test_a_server_that_echoes_the_token_does_not_get_it_into_a_message(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str, status: int
) -> None:
    # The padding has the token stand across the place where long words are cut.
    for body in (f"<p>Bearer {TOKEN}", {"message": f"{'x' * 485}{TOKEN}", "documentation_url": ""}):
        fake.order("POST", "*/issues", status=status, body=body, off_contract=True)
        with pytest.raises(Exception) as raised:
            github.create(draft, marker)
        told = "".join(traceback.format_exception(raised.value))
        assert TOKEN[:12] not in told


@pytest.mark.parametrize("token", [f"{TOKEN}\r\nx-evil: 1", f"{TOKEN}€"])
def test_a_token_that_cannot_be_sent_is_not_told_either(
    fake: FakeGitHub, draft: Draft, marker: str, token: str
) -> None:
    settings = {"repository": "acme/roadmap", "token": token, "api_url": fake.url, "label": "ideaboard"}
    with pytest.raises(Retry) as raised:
        GitHub(settings, Http.to_this_machine()).create(draft, marker)
    assert TOKEN not in "".join(traceback.format_exception(raised.value))
    assert fake.requests == []


def test_the_token_is_sent_in_its_header_only(github: GitHub, fake: FakeGitHub, draft: Draft, marker: str) -> None:
    issue = github.create(draft, marker)
    github.find(marker, fake.state.now())
    github.comment(issue.id, "hello")
    github.check()
    assert TOKEN not in repr(vars(github))
    for seen in fake.requests:
        assert seen.headers["authorization"] == f"Bearer {TOKEN}"
        others = {name: value for name, value in seen.headers.items() if name != "authorization"}
        assert TOKEN not in f"{seen.path}{seen.query}{others}{seen.body!r}"
