"""One issue later on: its status, its link, its comments, and how it gets lost."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from ideaboard_github import GitHub

from ideaboard.plugin import Ambiguous, Draft, Gone, Refused, RemoteIssue, Retry, Status
from tests.fakes.github import FakeGitHub
from tests.fakes.github_answers import issue as issue_json

ASKS: list[Callable[[GitHub, RemoteIssue], Any]] = [
    lambda github, issue: github.fetch(issue.id),
    lambda github, issue: github.comment(issue.id, "hello"),
    lambda github, issue: github.link_back(issue, "https://board.example/other"),
]
ask_anything = pytest.mark.parametrize("ask", ASKS, ids=["fetch", "comment", "link_back"])


@pytest.fixture
def issue(github: GitHub, draft: Draft, marker: str) -> RemoteIssue:
    return github.create(draft, marker)


@pytest.mark.parametrize(
    ("reason", "status"),
    [
        ("completed", Status("closed:completed", "Closed as completed", "done")),
        ("not_planned", Status("closed:not_planned", "Closed as not planned", "rejected")),
        ("duplicate", Status("closed:duplicate", "Closed as duplicate", "rejected")),
        (None, Status("closed", "Closed", "done")),
    ],
)
def test_why_it_was_closed_says_what_it_means(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, reason: str | None, status: Status
) -> None:
    assert issue.status == Status("open", "Open", "open")
    fake.close(1, reason)
    assert github.fetch(issue.id).status == status


def test_a_reopened_issue_is_open(github: GitHub, fake: FakeGitHub, issue: RemoteIssue) -> None:
    fake.close(1)
    fake.state.change_state(fake.issues[0], "open", None)
    assert fake.issues[0].reason == "reopened"
    assert github.fetch(issue.id).status == issue.status


def test_an_address_that_people_should_not_click_is_not_passed_on(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue
) -> None:
    answered = issue_json(fake.url, fake.repository, fake.issues[0])
    for url, taken in ((answered["html_url"], True), ("javascript:alert(1)", False)):
        fake.order("GET", "*", status=200, body={**answered, "html_url": url})
        with nullcontext() if taken else pytest.raises(Retry):
            assert github.fetch(issue.id) == issue


@pytest.mark.parametrize(("state", "reason"), [("closed", "wished_away"), ("paused", None)])
def test_a_status_that_github_may_invent_is_unknown(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, state: str, reason: str | None
) -> None:
    fake.issues[0].state, fake.issues[0].reason = state, reason
    status = github.fetch(issue.id).status
    assert status is not None
    assert status.category == "unknown"
    assert (reason or state) in status.id
    fake.violations.clear()


@ask_anything
def test_a_deleted_issue_is_gone(github: GitHub, fake: FakeGitHub, issue: RemoteIssue, ask: Any) -> None:
    fake.delete(1)
    with pytest.raises(Gone, match="410: This issue was deleted"):
        ask(github, issue)


@ask_anything
def test_a_transferred_issue_is_gone_and_not_followed(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, ask: Any
) -> None:
    fake.transfer(1)
    with pytest.raises(Gone, match="301: Moved Permanently"):
        ask(github, issue)
    assert not [seen for seen in fake.requests if seen.path.startswith("/repositories")]


@ask_anything
def test_an_issue_that_never_was_is_gone(github: GitHub, issue: RemoteIssue, ask: Any) -> None:
    for absent in ("99:1", "1", "1:x", "x:1", "", "²:1", "1:2/../../3", "9" * 5000 + ":1"):
        with pytest.raises(Gone):
            ask(github, RemoteIssue(absent, "", ""))


@ask_anything
def test_no_link_is_lost_when_the_whole_repository_is_out_of_sight(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, ask: Any
) -> None:
    fake.repository.visible = False
    with pytest.raises(Refused, match="acme/roadmap: 404: Not Found"):
        ask(github, issue)


@ask_anything
def test_no_link_is_lost_when_the_repository_was_renamed(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, ask: Any
) -> None:
    fake.rename("acme/plans")
    with pytest.raises(Refused, match="acme/roadmap has another name now"):
        ask(github, issue)


def test_the_id_works_on_under_the_repository_s_new_name(
    connect: Callable[..., GitHub], fake: FakeGitHub, issue: RemoteIssue
) -> None:
    fake.rename("acme/plans")
    assert connect(repository="acme/plans").fetch(issue.id).key == "acme/plans#1"


@ask_anything
def test_the_same_number_in_another_repository_is_not_ours(
    connect: Callable[..., GitHub], fake: FakeGitHub, issue: RemoteIssue, ask: Any
) -> None:
    another = fake.state.add_repository("acme/another")
    stranger = fake.state.add_issue(another, "number 1 there", "not ours")
    with pytest.raises(Gone, match="acme/another#1 is another issue"):
        ask(connect(repository="acme/another"), issue)
    assert stranger.comments == []


def test_the_link_of_the_body_is_enough(github: GitHub, fake: FakeGitHub, issue: RemoteIssue, draft: Draft) -> None:
    github.link_back(issue, draft.url)
    assert fake.issues[0].comments == []


def test_a_missing_link_is_added_once_and_the_body_left_alone(
    github: GitHub, fake: FakeGitHub, issue: RemoteIssue, draft: Draft
) -> None:
    fake.issues[0].body = "rewritten by somebody"
    for _ in range(3):
        github.link_back(issue, draft.url)
    assert [comment.body for comment in fake.issues[0].comments] == [f"Idea: <{draft.url}>"]
    assert fake.issues[0].body == "rewritten by somebody"


def test_a_link_far_down_in_the_comments_is_seen(github: GitHub, fake: FakeGitHub, issue: RemoteIssue) -> None:
    for n in range(60):
        fake.state.add_comment(fake.issues[0], f"comment {n}")
    fake.state.add_comment(fake.issues[0], "see https://board.example/other")
    github.link_back(issue, "https://board.example/other")
    assert len(fake.issues[0].comments) == 61


def test_a_lost_answer_to_the_link_makes_no_second_one(github: GitHub, fake: FakeGitHub, issue: RemoteIssue) -> None:
    fake.order("POST", "*/comments", drop=True, after_effect=True)
    with pytest.raises(Ambiguous):
        github.link_back(issue, "https://board.example/other")
    github.link_back(issue, "https://board.example/other")
    assert len(fake.issues[0].comments) == 1


def test_a_comment_is_cut_at_github_s_limit(github: GitHub, fake: FakeGitHub, issue: RemoteIssue) -> None:
    github.comment(issue.id, "nul \0 " + "🌳" * 70_000)
    body = fake.issues[0].comments[0].body
    assert len(body) == 65_536
    assert "\0" not in body


def test_the_labels_can_be_chosen_from(github: GitHub, fake: FakeGitHub) -> None:
    fake.repository.labels[:] = [f"label {n}" for n in range(130)]
    assert [choice.id for choice in github.choices("label")] == fake.repository.labels


def test_nothing_else_can_be_chosen_from(github: GitHub) -> None:
    with pytest.raises(Refused, match="nothing to choose from for 'colour'"):
        github.choices("colour")
