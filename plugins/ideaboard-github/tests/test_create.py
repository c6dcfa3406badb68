"""What is sent when an issue is made, and what GitHub does to it without a word."""

import logging
from collections.abc import Callable

import pytest
from ideaboard_github import GitHub
from ideaboard_github.text import BODY_LIMIT

from ideaboard.plugin import Ambiguous, Draft, Refused, marker_in, with_marker
from tests.fakes.github import FakeGitHub

URL = "https://board.example/ideas/7"


def test_one_call_makes_title_marker_link_and_label(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    issue = github.create(draft, marker)
    assert [(seen.method, seen.path) for seen in fake.requests] == [("POST", "/repos/acme/roadmap/issues")]
    made = fake.issues[0]
    assert made.title == draft.title
    assert made.labels == ["ideaboard"]
    assert marker_in(made.body) == marker
    assert f"<{draft.url}>" in (made.body or "")
    assert issue.id == f"{made.number}:{made.id}"
    assert issue.key == "acme/roadmap#1"
    assert issue.url == "https://github.example/acme/roadmap/issues/1"


def test_github_is_told_the_version_that_is_spoken(github: GitHub, fake: FakeGitHub, draft: Draft, marker: str) -> None:
    github.create(draft, marker)
    headers = fake.requests[0].headers
    assert headers["accept"] == "application/vnd.github+json"
    assert headers["x-github-api-version"] == "2022-11-28"


def test_a_title_is_cut_at_250_characters_and_kept_on_one_line(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    github.create(Draft("first\r\nsecond " + "🌳" * 300, "b", URL), marker)
    title = fake.issues[0].title
    assert title.startswith("first second 🌳")
    assert len(title) == 250
    assert title.endswith("🌳…")


@pytest.mark.parametrize("filler", ["x", "🌳", "שלום ", "a\r\n", "\0"])
def test_a_long_body_is_cut_and_link_and_marker_stay_whole(
    github: GitHub, fake: FakeGitHub, marker: str, filler: str
) -> None:
    github.create(Draft("t", filler * 70_000, URL), marker)
    body = fake.issues[0].body or ""
    assert 65_000 < len(body) <= 65_536
    assert "\0" not in body
    assert body.endswith(f"…\n\nIdea: <{URL}>\n\n---\nideaboard:{marker}")


def test_a_body_that_names_the_idea_gets_no_second_link(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    github.create(Draft("t", f"See [the idea]({URL}).", URL), marker)
    assert (fake.issues[0].body or "").count(URL) == 1


@pytest.mark.parametrize("body", [f"See {URL}8.", f"See {URL}/votes", f"See {URL}?x=1", f"See {URL}.5"])
def test_a_longer_address_is_not_taken_for_the_idea_s(github: GitHub, fake: FakeGitHub, marker: str, body: str) -> None:
    github.create(Draft("t", body, URL), marker)
    assert f"Idea: <{URL}>" in (fake.issues[0].body or "")


def test_a_link_that_the_cut_takes_away_is_put_back(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    github.create(Draft("t", "x" * 65_480 + f" {URL} and more", URL), marker)
    assert f"Idea: <{URL}>" in (fake.issues[0].body or "")


def test_what_the_cut_leaves_of_a_longer_address_is_not_the_idea_s(
    github: GitHub, fake: FakeGitHub, marker: str
) -> None:
    room = BODY_LIMIT - len(with_marker("", marker, BODY_LIMIT))
    github.create(Draft("t", "x" * (room - 1 - len(URL)) + URL + "88", URL), marker)
    assert f"Idea: <{URL}>" in (fake.issues[0].body or "")


def test_a_dropped_label_is_noticed_and_the_issue_still_found(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str, caplog: pytest.LogCaptureFixture
) -> None:
    fake.repository.push = False
    with caplog.at_level(logging.WARNING, "ideaboard_github"):
        issue = github.create(draft, marker)
    assert fake.issues[0].labels == []
    assert "GitHub dropped the label 'ideaboard' of acme/roadmap#1" in caplog.text
    assert github.find(marker, fake.issues[0].created) == [issue]
    assert fake.requests[-1].query["creator"] == "idea-bot"
    assert "labels" not in fake.requests[-1].query


def test_a_label_that_is_written_differently_was_not_dropped(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str, caplog: pytest.LogCaptureFixture
) -> None:
    fake.repository.labels.append("IdeaBoard")
    github.create(draft, marker)
    assert fake.issues[0].labels == ["IdeaBoard"]
    assert caplog.text == ""


def test_another_label_is_used_where_the_settings_name_one(
    connect: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    github = connect(label="from the board")
    issue = github.create(draft, marker)
    assert fake.issues[0].labels == ["from the board"]
    assert github.find(marker, fake.issues[0].created) == [issue]


def test_where_issues_are_switched_off_github_s_words_are_shown(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    fake.repository.has_issues = False
    with pytest.raises(Refused, match=r"410: Issues has been disabled in this repository\."):
        github.create(draft, marker)


def test_what_github_finds_invalid_is_shown_in_its_words(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    with pytest.raises(Refused, match=r"422: Validation Failed: title missing_field$"):
        github.create(Draft(" ", "b", URL), marker)
    assert fake.issues == []


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"number": 1}', b"[" * 9000])
def test_a_success_that_cannot_be_read_may_have_made_the_issue(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str, body: bytes
) -> None:
    fake.order("POST", "*", status=201, body=body, after_effect=True, off_contract=True)
    with pytest.raises(Ambiguous):
        github.create(draft, marker)
    assert len(github.find(marker, fake.issues[0].created)) == 1
