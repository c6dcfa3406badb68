"""The check says what is wrong, and the settings refuse what can only be wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from ideaboard_github import GitHub, Settings
from marshmallow import ValidationError

from ideaboard.plugin import Secret
from tests.fakes.github import FakeGitHub

GOOD = {"repository": "acme/roadmap", "token": "github_pat_x"}


def codes(github: GitHub) -> list[str]:
    return [finding.code for finding in github.check().findings]


def test_a_good_connection_has_an_account_and_nothing_to_complain_of(github: GitHub, fake: FakeGitHub) -> None:
    check = github.check()
    assert check.ok, check.findings
    assert check.account == "idea-bot"
    assert {seen.method for seen in fake.requests} == {"GET"}


def test_a_token_that_may_not_push_is_told_before_its_labels_are_dropped(github: GitHub, fake: FakeGitHub) -> None:
    fake.repository.push = False
    assert codes(github) == ["label_refused"]


def test_a_wrong_token_is_not_a_wrong_project(connect: Callable[..., GitHub]) -> None:
    assert codes(connect(token="github_pat_expired")) == ["bad_token"]


def test_a_right_to_read_issues_that_is_missing_is_named(github: GitHub, fake: FakeGitHub) -> None:
    fake.repository.may_read_issues = False
    check = github.check()
    assert [finding.code for finding in check.findings] == ["missing_right"]
    assert "Resource not accessible by personal access token" in check.findings[0].detail
    assert check.account == "idea-bot"


@pytest.mark.parametrize(
    ("scopes", "private", "found"),
    [
        ("gist, read:org", False, ["missing_right"]),
        ("public_repo", True, ["missing_right"]),
        ("public_repo", False, []),
        ("gist, repo", True, []),
        ("", True, []),
    ],
)
def test_a_classic_token_needs_the_scope(
    github: GitHub, fake: FakeGitHub, scopes: str, private: bool, found: list[str]
) -> None:
    fake.scopes, fake.repository.private = scopes, private
    assert codes(github) == found


@pytest.mark.parametrize("change", [{"visible": False}, {"archived": True}, {"has_issues": False}])
def test_a_repository_that_takes_no_issues_is_the_wrong_one(
    github: GitHub, fake: FakeGitHub, change: dict[str, bool]
) -> None:
    for name, value in change.items():
        setattr(fake.repository, name, value)
    assert codes(github) == ["wrong_project"]


def test_a_renamed_repository_is_said_to_be_renamed(github: GitHub, fake: FakeGitHub) -> None:
    fake.rename("acme/plans")
    findings = github.check().findings
    assert [finding.code for finding in findings] == ["wrong_project"]
    assert "another name now" in findings[0].detail


def test_a_token_of_an_app_has_no_account_and_passes(github: GitHub, fake: FakeGitHub) -> None:
    fake.user_visible = False
    check = github.check()
    assert check.ok
    assert check.account is None


@pytest.mark.parametrize(
    "fault",
    [{"drop": True}, {"status": 503}, {"status": 429}, {"status": 404}, {"status": 200, "body": "<html>"}],
)
def test_what_does_not_answer_as_github_is_unreachable(github: GitHub, fake: FakeGitHub, fault: dict[str, Any]) -> None:
    fake.order("GET", "/user", **fault, off_contract=True)
    assert codes(github) == ["unreachable"]


def test_the_token_is_a_secret_and_the_rest_has_defaults() -> None:
    loaded = Settings().load(GOOD)
    assert loaded["api_url"] == "https://api.github.com"
    assert loaded["label"] == "ideaboard"
    assert isinstance(Settings().fields["token"], Secret)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("repository", "roadmap"),
        ("repository", "acme/roadmap/issues"),
        ("repository", "acme/.."),
        ("repository", "acme/roadmap\n"),
        ("repository", "acme/road map"),
        ("repository", "../user"),
        ("token", "github_pat_x\r\nx-evil: 1"),
        ("token", "github_pat_x\n"),
        ("token", "gïthub"),
        ("token", ""),
        ("api_url", "http://api.github.com"),
        ("api_url", "https://me:secret@api.github.com"),
        ("api_url", "https://api.github.com/?q=1"),
        ("api_url", "https://api.github.com/#x"),
        ("api_url", "https://api.github.com:port"),
        ("api_url", "https://[::1"),
        ("api_url", "https://"),
        ("api_url", "ftp://api.github.com"),
        ("label", "two,labels"),
        ("label", ""),
        ("label", " ideaboard"),
        ("label", "x" * 51),
    ],
)
def test_settings_that_cannot_work_are_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Settings().load({**GOOD, name: value})
    assert set(raised.value.messages_dict) == {name}
    assert name != "token" or value not in str(raised.value) or not value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("repository", "a-b_c/.github"),
        ("api_url", "https://github.example.org/api/v3/"),
        ("api_url", "http://localhost:8080"),
        ("label", "from the board"),
        ("label", "x"),
    ],
)
def test_settings_that_may_work_are_taken(name: str, value: str) -> None:
    assert Settings().load({**GOOD, name: value})[name] == value
