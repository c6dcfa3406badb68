"""`ideaboard tracker`: what an integrator sees who tries a plugin, and no secret among it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ideaboard.cli import main
from tests.fakes.github import REPOSITORY, TOKEN, FakeGitHub

OURS = {"IDEABOARD_PRIVATE_NETWORKS": "127.0.0.0/8", "IDEABOARD_PLAIN_HTTP": "true"}


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with FakeGitHub() as running:
        yield running
        running.assert_contract_held()


def _run(*arguments: str, ok: bool = True, typed: str | None = None, **environment: str) -> Result:
    result = CliRunner().invoke(main, ["tracker", *arguments], env={**OURS, **environment}, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code == 0) is ok, result.output
    assert "Traceback" not in result.output
    assert TOKEN not in result.output
    return result


def _settings(fake: FakeGitHub) -> list[str]:
    return ["-s", f"repository={REPOSITORY}", "-s", f"api_url={fake.url}"]


def test_a_try_makes_an_issue_and_says_each_step(fake: FakeGitHub) -> None:
    said = _run("try", "github", *_settings(fake), TRACKER_TOKEN=TOKEN).output.splitlines()
    assert [line.partition(":")[0] for line in said] == [
        "create", "find", "link_back", "fetch", "comment", "look_up", "statuses", "set_status",
    ]  # fmt: skip
    [issue] = fake.issues
    assert issue.state == "closed"
    assert len(issue.comments) == 1


def test_a_check_names_the_account_and_what_is_wrong(fake: FakeGitHub) -> None:
    assert _run("check", "github", *_settings(fake), TRACKER_TOKEN=TOKEN).output == "The account is idea-bot.\n"
    fake.repository.push = False
    result = _run("check", "github", *_settings(fake), TRACKER_TOKEN=TOKEN, ok=False)
    assert "label_refused: " in result.output
    assert fake.issues == []


def test_settings_come_from_a_file_and_a_secret_that_is_missing_is_asked_for(fake: FakeGitHub, tmp_path: Path) -> None:
    file = tmp_path / "github.json"
    file.write_text(json.dumps({"repository": REPOSITORY, "api_url": fake.url}))
    assert "idea-bot" in _run("check", "github", "--settings", str(file), typed=f"{TOKEN}\n").output


def test_the_first_step_that_fails_ends_it_in_the_trackers_words(fake: FakeGitHub) -> None:
    fake.repository.has_issues = False
    result = _run("try", "github", *_settings(fake), TRACKER_TOKEN=TOKEN, ok=False)
    assert result.output.startswith("Error: create: Refused: ")
    assert "Issues has been disabled" in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "nobody"], "No tracker 'nobody' is installed; there are: "),
        (["check", "github", "-s", "repository"], "'repository' is not name=value."),
        (["check", "github", "-s", f"token={TOKEN}"], "token is a secret: give it as TRACKER_TOKEN"),
        (["check", "github", "-s", "colour=red"], "The settings are not right: colour: Unknown field."),
        (["check", "github", "--settings", "missing.json"], "missing.json is no JSON: "),
    ],
)
def test_what_cannot_be_tried_is_said_in_one_sentence(arguments: list[str], words: str) -> None:
    assert words in _run(*arguments, ok=False, TRACKER_TOKEN=TOKEN).output


def test_a_plugin_that_raises_what_it_may_not_is_said_to(fake: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ideaboard_github.tracker.GitHub.find", lambda *_: 1 / 0)
    result = _run("try", "github", *_settings(fake), TRACKER_TOKEN=TOKEN, ok=False)
    assert "find raised ZeroDivisionError, which no plugin may" in result.output
