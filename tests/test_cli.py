"""The command line: what an operator sees, and one sentence instead of a traceback when something is wrong."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text

from ideaboard import checking, operate
from ideaboard.app import create_app
from ideaboard.cli import main
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import chain
from ideaboard.core.people import accounts, boards
from ideaboard.core.people.accounts import Account
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.seal import Keys, make_key_file
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.conftest import fresh_database

LINE = (
    '{"title": "Cache it", "author": "ben@example.org", "created_at": "2026-03-01T09:30:00Z", '
    '"votes": [{"by": "admin@localhost.localdomain", "day": "2026-03-02"}]}\n'
)


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


def _sentence(result: Result) -> str:
    """The one line that says why."""
    said = result.output.strip().splitlines()
    assert said[-1].startswith("Error: "), result.output
    assert [line for line in said[:-1] if "Error" in line or "Traceback" in line] == []
    return said[-1]


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
    assert "ideaboard init" in run("work", ok=False).output


def test_where_nothing_is_yet_serve_makes_it_and_says_how_the_first_admin_comes_in(place: Path) -> None:
    settings = Settings.from_env()
    address = operate.first_run(settings)
    assert address is not None
    assert address.startswith("http://127.0.0.1:8000/first#il_")
    app = create_app(settings, Registry.load(found=[]))
    client = app.test_client()
    said = {"name": "Eve", "email": "eve@example.org", "password": "gravel piano lantern otter"}
    secret = address.partition("#")[2]
    assert client.post("/api/v1/session/first", json={"secret": "il_guess", **said}).status_code == 409
    assert client.post("/api/v1/session/first", json={"secret": secret, **said}).status_code == 201
    assert client.get("/api/v1/me").json["admin"] is True
    again = app.test_client().post("/api/v1/session/first", json={"secret": secret, **said})
    assert (again.status_code, again.json["code"]) == (409, "link_spent")
    assert operate.first_run(settings) is None
    app.extensions["ideaboard"].database.dispose()


def test_a_second_link_is_worth_nothing_once_somebody_is_here(place: Path) -> None:
    settings = Settings.from_env()
    first, second = operate.first_run(settings), operate.first_run(settings)
    assert first is not None
    assert second is not None
    app = create_app(settings, Registry.load(found=[]))
    said = {"name": "Eve", "email": "eve@example.org", "password": "gravel piano lantern otter"}
    statuses = [
        app.test_client().post("/api/v1/session/first", json={"secret": link.partition("#")[2], **said}).status_code
        for link in (first, second)
    ]
    app.extensions["ideaboard"].database.dispose()
    assert statuses == [201, 409]


def test_with_a_key_and_no_database_serve_takes_nothing_for_a_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    (tmp_path / "ideaboard.db").unlink()
    assert "ideaboard init" in run("serve", ok=False).output
    assert not (tmp_path / "ideaboard.db").exists()


def test_the_glass_is_broken_for_somebody_once(place: Path) -> None:
    run("init", "--email", "eve@example.org")
    address = run("break-glass", "--email", "Eve@example.org").output.strip()
    assert address.startswith("http://127.0.0.1:8000/sign-in#il_")
    app = create_app(replace(Settings.from_env(), local_sign_in=False), Registry.load(found=[]))
    secret = {"secret": address.partition("#")[2]}
    statuses = [app.test_client().post("/api/v1/session/by-link", json=secret).status_code for _ in range(2)]
    app.extensions["ideaboard"].database.dispose()
    assert statuses == [201, 409]
    assert "no account" in run("break-glass", "--email", "x@example.org", ok=False).output


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"SMTP_HOST": "mail.example.org"}, "MAIL_FROM"),
        ({"SMTP_HOST": "mail.example.org", "MAIL_FROM": "Ideas"}, "MAIL_FROM"),
        (
            {
                "SMTP_HOST": "mail.example.org",
                "MAIL_FROM": "i@example.org",
                "SMTP_PASSWORD": "x",
                "SMTP_SECURITY": "none",
            },
            "in the open",
        ),
        ({"LIMIT_MAIL": "many"}, "LIMIT_MAIL"),
    ],
)
def test_check_config_says_what_is_wrong_with_mail_and_limits(place: Path, said: dict[str, str], sentence: str) -> None:
    def checked(ok: bool, said: dict[str, str]) -> str:
        return run("check-config", ok=ok, **{f"IDEABOARD_{name}": value for name, value in said.items()}).output

    run("init")
    assert sentence in checked(False, said)
    fine = {"SMTP_HOST": "127.0.0.1", "MAIL_FROM": "Ideas <i@example.org>", "SMTP_SECURITY": "none"}
    assert "fine" in checked(True, fine)


@pytest.mark.parametrize(
    ("address", "guessed"),
    [
        ("postgresql://board:short@db.example.org/board", True),
        ("postgresql://boardboardboard:boardboardboard@db.example.org/board", True),
        ("postgresql://board:several-unusual-words@db.example.org/board", False),
        ("postgresql://board:short@127.0.0.1/board", False),
        ("postgresql:///board", False),
    ],
)
def test_a_database_password_that_is_easily_guessed_is_refused_over_a_network(address: str, guessed: bool) -> None:
    said = checking._check_database_password(Settings(database_url=address))
    assert bool(said) == guessed


USING = (
    ("backup", "copy"),
    ("token", "create", "--email", "eve@example.org", "--name", "x"),
    ("import", "lines.jsonl", "--board", "team"),
    ("audit", "verify"),
)


@pytest.mark.parametrize("command", USING, ids=lambda command: command[0])
def test_what_needs_a_board_makes_none_by_the_way(place: Path, command: tuple[str, ...]) -> None:
    (place / "lines.jsonl").write_text(LINE)
    assert "ideaboard init" in _sentence(run(*command, ok=False))
    assert [file.name for file in place.iterdir()] == ["lines.jsonl"]


ADDRESSES = {
    "nonsense": "is not an address like",
    "postgresql://eve:hunter2@127.0.0.1:port/board": "is not an address like",
    "mysql://eve:hunter2@127.0.0.1/board": "only sqlite and postgresql",
    "sqlite://": "name a file",
    "sqlite:///:memory:": "name a file",
    "postgresql://eve:hunter2@127.0.0.1:1/board": "The database cannot be opened: connection failed",
}


@pytest.mark.parametrize(
    "command", [("init",), ("serve",), ("work",), ("migrate",), *USING], ids=lambda given: given[0]
)
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_database_that_cannot_be_had_is_one_sentence(
    address: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lines.jsonl").write_text(LINE)
    make_key_file("ideaboard.key")
    said = _sentence(run(*command, ok=False, IDEABOARD_DATABASE_URL=address))
    assert ADDRESSES[address] in said
    assert "hunter2" not in said
    assert {file.name for file in tmp_path.iterdir()} == {"lines.jsonl", "ideaboard.key"}


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("lines.jsonl", "ideaboard.db"):
        (tmp_path / name).write_text(LINE)
    for command in (("init",), ("migrate",), *USING):
        assert "not a database" in _sentence(run(*command, ok=False))


def test_init_asks_for_a_real_address_and_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for email in ("", "eve", "eve @example.org"):
        assert "is not an e-mail address" in _sentence(run("init", "--email", email, ok=False))
    for name in ("", " ", "x" * 101):
        assert "1 to 100 characters" in _sentence(run("init", "--name", name, ok=False))
    assert list(tmp_path.iterdir()) == []
    run("init")
    assert "1 to 100 characters" in _sentence(
        run("token", "create", "--email", "admin@localhost.localdomain", "--name", "", ok=False)
    )


def test_a_key_file_that_is_none_is_told_by_init_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "photo").write_bytes(b"\xff\xd8\xff")
    for name, words in (("folder", "cannot be read"), ("photo", "holds no keys")):
        assert words in _sentence(run("init", ok=False, IDEABOARD_KEY_FILE=name))
        assert words in run("check-config", ok=False, IDEABOARD_KEY_FILE=name).output


def test_a_database_that_a_newer_version_made_is_named_as_that(place: Path) -> None:
    run("init")
    database = Database(Settings.from_env())
    with database.transaction() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '2099_01_01_flying'"))
    database.dispose()
    assert "newer version of ideaboard" in run("check-config", ok=False).output
    assert "newer version of ideaboard" in _sentence(run("serve", ok=False))


def test_migrate_makes_a_file_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("migrate")
    assert (tmp_path / "ideaboard.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_is_whole_and_overwrites_nothing(place: Path) -> None:
    run("init")
    assert "Saved" in run("backup", "copy").output
    assert (place / "copy").stat().st_size > 1000
    assert (place / "copy").stat().st_mode & 0o777 == 0o600
    assert "exists" in run("backup", "copy", ok=False).output
    assert "failed" in run("backup", "nowhere/copy", ok=False).output


def test_a_backup_that_breaks_off_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IDEABOARD_DATABASE_URL", fresh_database("postgresql", tmp_path, "cli_broken_off"))
    run("init")
    half = tmp_path / "bin" / "pg_dump"
    half.parent.mkdir()
    half.write_text('#!/bin/sh\nfile="${2#--file=}"\nstat -c %a "$file" > mode\necho half > "$file"\nexit 3\n')
    half.chmod(0o755)
    path = f"{half.parent}:{os.environ['PATH']}"
    assert "pg_dump ended with 3" in _sentence(run("backup", "copy", ok=False, PATH=path))
    assert not (tmp_path / "copy").exists()
    # While it was written nobody else could read it.
    assert (tmp_path / "mode").read_text() == "600\n"
    assert "Saved" in run("backup", "copy").output


def test_a_revision_that_is_none_is_named(place: Path) -> None:
    run("init")
    assert "nonsense" in run("migrate", "--to", "nonsense", ok=False).output


def _extend() -> None:
    database = Database(Settings.from_env())
    with database.transaction() as session:
        chain.extend(session)
    database.dispose()


def test_the_audit_trail_is_verified_and_what_is_said_of_it_can_be_kept(place: Path) -> None:
    run("init")
    said = run("audit", "verify").output
    assert "chained 0, waiting 2" in said
    assert "Keep elsewhere" not in said
    _extend()
    run("token", "create", "--email", "admin@localhost.localdomain", "--name", "x")
    said = run("audit", "verify").output
    assert "No entry is wrong from position 1 on: chained 2, waiting 1." in said
    kept = said.partition("Keep elsewhere: ")[2].split()
    assert kept[:3] == ["--from", "2", "--link"]
    _extend()
    assert "from position 2 on: chained 3, waiting 0" in run("audit", "verify", *kept).output
    wrong = run("audit", "verify", "--from", "2", "--link", "0" * 64, ok=False)
    assert wrong.output == "✗ The entry at position 2 has another link than the one that was kept.\n"
    database = Database(Settings.from_env())
    with database.transaction() as session:
        session.execute(text("UPDATE audit_entries SET type = 'token.revoked' WHERE position = 3"))
    database.dispose()
    wrong = run("audit", "verify", ok=False)
    assert wrong.exit_code == 1
    [line] = wrong.output.splitlines()
    assert line.startswith("✗ The entry at position 3 (")


@pytest.mark.parametrize("options", [("--from", "2"), ("--link", "0" * 64), ("--from", "0", "--link", "0" * 64)])
def test_a_position_and_its_link_go_together(place: Path, options: tuple[str, ...]) -> None:
    run("init")
    assert run("audit", "verify", *options, ok=False).exit_code == 2


def test_a_key_that_opens_nothing_is_found(place: Path) -> None:
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
    ({"IDEABOARD_BASE_URL": "http://[::1"}, "not an address"),
    ({"IDEABOARD_PORT": "65536"}, "IDEABOARD_PORT: 65536 is more than 65535"),
    ({"IDEABOARD_KEY_FILE": "elsewhere.key"}, "cannot be read"),
    ({"IDEABOARD_LOG_LEVEL": "loud"}, "IDEABOARD_LOG_LEVEL"),
    ({"IDEABOARD_CORS_ORIGINS": "https://ideas.example.org, *"}, "is no origin"),
    ({"IDEABOARD_PRIVATE_NETWORKS": "10.0.0.0/99"}, "IDEABOARD_PRIVATE_NETWORKS"),
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
    assert {line.split()[0] for line in run("plugins").output.splitlines()} >= {"github", "paper", "roundup", "–"}


def test_openapi_prints_the_document_that_is_in_the_docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    printed = run("openapi").output
    assert json.loads(printed)["openapi"].startswith("3.1")
    assert printed == (Path(__file__).parents[1] / "docs" / "openapi.json").read_text()


@pytest.fixture
def team(place: Path) -> Iterator[Database]:
    """A board `team` in the place, whose leader is the first admin; its database."""
    run("init")
    database = Database(Settings.from_env())
    with database.transaction() as session:
        boards.create(session, session.scalars(select(Account.id)).one(), slug="team", name="Team")
    yield database
    database.dispose()


def _titles(database: Database) -> list[str]:
    with database.reading() as db:
        return list(db.scalars(select(Idea.title).order_by(Idea.number)))


def test_files_are_imported_whole_or_not_at_all_and_once(team: Database, place: Path) -> None:
    for number in (1, 2, 3):
        (place / f"{number}.jsonl").write_text(LINE.replace("Cache it", f"Idea {number}") * number)
    (place / "2.jsonl").write_text(LINE + LINE.replace('"title"', '"titel"'))
    names = ("1.jsonl", "2.jsonl", "3.jsonl")
    said = run("import", *names, "--board", "team", "--make-accounts", ok=False).output
    assert "1.jsonl: 1 ideas, 1 votes, 1 accounts in " in said
    assert "Error: 2.jsonl:2: /titel: There is no such field.\nNothing of 2.jsonl was imported.\n" in said
    assert _titles(team) == ["Idea 1"]
    (place / "2.jsonl").write_text(LINE)
    said = run("import", *names, "--board", "team").output
    assert "1.jsonl: imported before, skipped." in said
    assert _titles(team) == ["Idea 1", "Cache it", "Idea 3", "Idea 3", "Idea 3"]


REFUSED: list[tuple[str | bytes, str]] = [
    (LINE, "1: /author: There is no account with the e-mail ben@example.org."),
    (LINE.replace("ben@example.org", "admin@localhost.localdomain") + "\n", "2: The line is empty."),
    ("{", "1: Expecting property name"),
    (b'{"title": "\xff"}', "1: The body must be UTF-8."),
    ('{"title": "A", "title": "B"}', "1: An object names a key twice."),
    ("[" * 100_000, "1: Nested deeper than 64 levels."),
]


@pytest.mark.parametrize(("content", "words"), REFUSED)
def test_a_line_that_cannot_be_taken_is_named(
    content: str | bytes, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("init")
    database = Database(Settings.from_env())
    with database.transaction() as session:
        boards.create(session, session.scalars(select(Account.id)).one(), slug="team", name="Team")
    (tmp_path / "x.jsonl").write_bytes(content.encode() if isinstance(content, str) else content)
    assert f"Error: x.jsonl:{words}" in run("import", "x.jsonl", "--board", "team", ok=False).output
    assert "There is no board with the slug 'crew'" in run("import", "x.jsonl", "--board", "crew", ok=False).output
    assert _titles(database) == []
    database.dispose()


def test_what_breaks_off_leaves_nothing_and_can_be_done_again(team: Database, place: Path) -> None:
    (place / "x.jsonl").write_text(LINE * 900)
    settings, read = Settings.from_env(), 0

    def stop(many: int) -> None:
        nonlocal read
        read += 1
        if read == 800:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        operate.bring_in(settings, "team", place / "x.jsonl", make_accounts=True, watch=stop)
    assert _titles(team) == []
    run("import", "x.jsonl", "--board", "team", "--make-accounts")
    assert len(_titles(team)) == 900


def test_a_file_that_changes_while_it_is_read_is_not_imported(team: Database, place: Path) -> None:
    (place / "x.jsonl").write_text(LINE)

    def write(many: int) -> None:
        if many == len(LINE):
            with (place / "x.jsonl").open("a") as opened:
                opened.write(LINE.replace("Cache it", "Another"))

    with pytest.raises(operate.Refused, match="changed while it was read"):
        operate.bring_in(Settings.from_env(), "team", place / "x.jsonl", make_accounts=True, watch=write)
    assert _titles(team) == []
