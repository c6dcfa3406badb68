"""A GitHub App: its key, its tokens, and what is wrong with it, told apart."""

from collections.abc import Callable
from typing import Any

import pytest
from ideaboard_github import GitHub, Settings
from ideaboard_github.app import AppLogin, private_key
from marshmallow import ValidationError

from ideaboard.plugin import AuthFailed, Draft, Secret
from tests.fakes.github import REPOSITORY, FakeGitHub
from tests.fakes.github_app import App, another_key, claims_of

PEM = App().pem
APP = {"app_id": "271828", "installation_id": "31415926", "private_key": PEM}


@pytest.fixture
def by_app(fake: FakeGitHub, connect: Callable[..., GitHub]) -> Callable[..., GitHub]:
    """Make a tracker that signs in as the App; other settings are given by name."""

    def make(**settings: Any) -> GitHub:
        return connect(**{"token": None, **APP, **settings})

    return make


def _codes(github: GitHub) -> list[str]:
    return [finding.code for finding in github.check().findings]


def test_the_app_is_named_as_its_issues_are_signed(
    by_app: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    github = by_app()
    assert github.check().account == "idea-board[bot]"
    github.create(draft, marker)
    assert [issue.creator for issue in fake.issues] == ["idea-board[bot]"]


def test_one_token_for_the_one_repository_and_no_more_rights_than_needed(
    by_app: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    fake.github_app.permissions |= {"contents": "write"}
    github = by_app()
    issue = github.create(draft, marker)
    github.fetch(issue.id)
    asked = [seen for seen in fake.requests if seen.path.endswith("/access_tokens")]
    assert [seen.json for seen in asked] == [
        {"repositories": ["roadmap"], "permissions": {"issues": "write", "metadata": "read"}}
    ]
    [issued] = fake.github_app.tokens.values()
    assert issued.repositories == {"roadmap"}


def test_the_jwt_lasts_less_than_ten_minutes_and_begins_earlier(fake: FakeGitHub) -> None:
    claims = claims_of(AppLogin("271828", PEM).bearer(), private_key(PEM).public_key())
    assert claims["iss"] == "271828"
    assert 0 < claims["exp"] - claims["iat"] < 600


def test_an_issue_without_our_label_is_found_by_the_apps_account(
    by_app: Callable[..., GitHub], fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    github = by_app()
    made = github.create(draft, marker)
    fake.issues[0].labels.clear()
    assert [found.id for found in github.find(marker, fake.issues[0].created)] == [made.id]


@pytest.mark.parametrize(
    ("what", "settings", "code", "words"),
    [
        ("another key", {"private_key": another_key()}, "bad_token", "private key"),
        ("another App", {"app_id": "999"}, "bad_token", "no App with this app_id"),
        ("another installation", {"installation_id": "5"}, "wrong_project", "not 5"),
        ("another repository", {"repository": "acme/nowhere"}, "wrong_project", "acme/nowhere"),
    ],
)
def test_settings_that_are_wrong_are_told_apart(
    by_app: Callable[..., GitHub], what: str, settings: dict[str, str], code: str, words: str
) -> None:
    [finding] = by_app(**settings).check().findings
    assert (finding.code, words in finding.detail) == (code, True), (what, finding)


def test_a_right_that_is_missing_and_a_suspension_are_told(by_app: Callable[..., GitHub], fake: FakeGitHub) -> None:
    fake.github_app.permissions["issues"] = "read"
    [finding] = by_app().check().findings
    assert finding.code == "missing_right"
    assert "Issues: read and write" in finding.detail
    fake.github_app.suspended = True
    [finding] = by_app().check().findings
    assert finding.code == "missing_right"
    assert "suspended" in finding.detail


def test_while_the_app_is_suspended_the_connection_waits_and_no_link_is_lost(
    by_app: Callable[..., GitHub], fake: FakeGitHub
) -> None:
    fake.github_app.suspended = True
    with pytest.raises(AuthFailed, match="suspended"):
        by_app().fetch("1:1")


def test_a_clock_that_is_far_off_is_named(by_app: Callable[..., GitHub], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ideaboard_github.app._EARLIER", -3600)
    [finding] = by_app().check().findings
    assert finding.code == "bad_token"
    assert "clock" in finding.detail


@pytest.mark.parametrize(
    "spelt",
    [PEM, PEM.replace("\n", "\r\n"), PEM.replace("\n", "\\n"), PEM.replace("\n", " "), f"\n{PEM}\n", PEM.strip()],
    ids=["as given", "crlf", "escaped", "one line", "blank lines", "no last line"],
)
def test_a_key_is_taken_as_forms_and_variables_leave_it(spelt: str) -> None:
    assert private_key(spelt).public_key() == private_key(PEM).public_key()


@pytest.mark.parametrize(
    "spelt",
    ["", "nonsense", PEM[:-40], PEM.replace("M", "N", 5), PEM.replace("RSA PRIVATE", "PUBLIC"), "x" * 9_000, PEM + PEM],
    ids=["empty", "nonsense", "cut off", "changed", "public", "long", "two"],
)
def test_what_is_no_key_is_refused_without_quoting_it(spelt: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings().load({"repository": REPOSITORY, **APP, "private_key": spelt})
    assert set(refused.value.messages_dict) == {"private_key"}
    assert not spelt or spelt not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, {"token"}),
        ({"token": "github_pat_x", **APP}, {"token"}),
        ({"token": "github_pat_x", "app_id": "1"}, {"token"}),
        ({"app_id": "1"}, {"installation_id", "private_key"}),
        ({"private_key": PEM}, {"app_id", "installation_id"}),
        ({**APP, "installation_id": "0"}, {"installation_id"}),
        ({**APP, "app_id": "a b"}, {"app_id"}),
    ],
)
def test_exactly_one_way_in_is_given_and_given_whole(given: dict[str, str], wrong: set[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings().load({"repository": REPOSITORY, **given})
    assert set(refused.value.messages_dict) == wrong


def test_the_key_is_a_secret() -> None:
    secret = {name for name, field in Settings().fields.items() if isinstance(field, Secret)}
    assert secret == {"token", "private_key"}
