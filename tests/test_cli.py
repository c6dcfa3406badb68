"""The command line: what an operator sees, and one sentence instead of a traceback when something is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ideaboard.cli import main
from ideaboard.core.tracking.seal import make_key_file
from tests.conftest import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, and a database of its own, that the settings name."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IDEABOARD_DATABASE_URL", fresh_database(request.param, tmp_path, f"cli_{request.param}"))
    return tmp_path


def run(*arguments: str, ok: bool = True, **environment: str) -> Result:
    """The command in this process."""
    result = CliRunner().invoke(main, arguments, env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code == 0) is ok, result.output
    return result


def _token(result: Result) -> list[str]:
    return [word for word in result.output.split() if word.startswith("ib_")]


def test_init_makes_a_board_once(place: Path) -> None:
    assert len(_token(run("init", "--email", "eve@example.org"))) == 1
    assert (place / "ideaboard.key").stat().st_mode & 0o777 == 0o600
    assert _token(run("init")) == []
    assert "fine" in run("check-config").output
    assert "2026" in run("migrate").output
    assert len(_token(run("token", "create", "--email", "Eve@example.org", "--name", "x"))) == 1
    assert "no account" in run("token", "create", "--email", "x@example.org", "--name", "x", ok=False).output


def test_before_init_everything_says_what_to_do(place: Path) -> None:
    assert "ideaboard init" in run("check-config", ok=False).output
    assert "ideaboard init" in run("serve", ok=False).output
    assert "ideaboard init" in run("work", ok=False).output


def test_a_backup_is_whole_and_overwrites_nothing(place: Path) -> None:
    run("init")
    assert "Saved" in run("backup", "copy").output
    assert (place / "copy").stat().st_size > 1000
    assert (place / "copy").stat().st_mode & 0o777 == 0o600
    assert "exists" in run("backup", "copy", ok=False).output
    assert "failed" in run("backup", "nowhere/copy", ok=False).output


def test_a_revision_that_is_none_is_named(place: Path) -> None:
    run("init")
    assert "nonsense" in run("migrate", "--to", "nonsense", ok=False).output


def test_a_key_that_opens_nothing_is_found(place: Path) -> None:
    from ideaboard.core.people import accounts, boards
    from ideaboard.core.tracking import connections
    from ideaboard.core.tracking.seal import Keys
    from ideaboard.db import Database
    from ideaboard.settings import Settings

    run("init")
    database = Database(Settings.from_env())
    with database.transaction() as session:
        account = accounts.create(session, name="A", email="a@example.org")
        board = boards.create(session, account.id, slug="team", name="Team")
        sealed = Keys.read("ideaboard.key").seal({"token": "x"})
        connections.create(session, board.id, account.id, tracker="github", name="Ours", settings={}, sealed=sealed)
    database.dispose()
    assert "fine" in run("check-config").output
    (place / "ideaboard.key").unlink()
    make_key_file(place / "ideaboard.key")
    assert "'Ours'" in run("check-config", ok=False).output


CONFIGURATIONS: list[tuple[dict[str, Any], str]] = [
    ({"IDEABOARD_BASE_URL": "http://ideas.example.org"}, "plain http"),
    ({"IDEABOARD_BASE_URL": "ideas"}, "not an address"),
    ({"IDEABOARD_KEY_FILE": "elsewhere.key"}, "cannot be read"),
    ({"IDEABOARD_LOG_LEVEL": "loud"}, "IDEABOARD_LOG_LEVEL"),
    ({"IDEABOARD_DATABASE_URL": "mysql://x/y"}, "only sqlite and postgresql"),
]


@pytest.mark.parametrize(("environment", "words"), CONFIGURATIONS)
def test_check_config_says_what_is_wrong(
    environment: dict[str, str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    assert words in run("check-config", ok=False, **environment).output


def test_a_key_that_others_can_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    (tmp_path / "ideaboard.key").chmod(0o644)
    assert "chmod 600" in run("check-config", ok=False).output


def test_two_processes_on_sqlite_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    assert "SQLite has one writer" in run("serve", ok=False, IDEABOARD_PROCESSES="2").output


def test_init_in_a_missing_folder_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "Error" in run("init", ok=False, IDEABOARD_KEY_FILE="missing/key").output
    assert "Error" in run("init", ok=False, IDEABOARD_DATABASE_URL="sqlite:///missing/board.db").output


def test_plugins_lists_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert {line.split()[0] for line in run("plugins").output.splitlines()} >= {"github", "paper", "roundup"}


def test_openapi_prints_the_document_that_is_in_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run("openapi").output
    assert json.loads(printed)["openapi"].startswith("3.1")
    assert printed == (Path(__file__).parents[1] / "docs" / "openapi.json").read_text()
