"""Anonymous means not stored: nothing that an anonymous author does leaves a trace of them, anywhere we write."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select

from ideaboard import clock, log, migrate, operate
from ideaboard.app import create_app
from ideaboard.core.people import tokens
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Membership
from ideaboard.core.people.tokens import Token, digest
from ideaboard.core.tables import METADATA
from ideaboard.ids import encode
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.client import Client
from tests.conftest import fresh_database
from tests.make import Make

# Told apart from everything else in a file: SQLite keeps it in these eight bytes.
ACCOUNT = 0x1122334455667788
NAME, EMAIL = "Zebulon Quux", "zebulon.quux@example.org"
KEY = {"Idempotency-Key": "a-key-of-his-own"}


@dataclass
class Board:
    """A board with Zebulon on it, and every place where something of him could be found."""

    app: Flask
    make: Make
    settings: Settings
    folder: Path
    token: str
    ada: Client

    @property
    def zebulon(self) -> Client:
        """Zebulon asking."""
        return Client(self.app, self.token)

    def needles(self) -> list[bytes]:
        """What joins anything to Zebulon."""
        secret = digest(self.token)
        words = (NAME, EMAIL, self.token, encode("account", ACCOUNT), str(ACCOUNT), secret.hex())
        return [ACCOUNT.to_bytes(8, "big"), secret, *(word.encode() for word in words)]

    def hits(self, raw: bytes) -> int:
        """How often something of him is in `raw`."""
        return sum(raw.count(needle) for needle in self.needles())

    def fold(self) -> None:
        """Bring what was written so far into the database's file, so that the log holds only what comes next."""
        if self.settings.sqlite:
            with self.make.home.database.reads.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def written(self) -> bytes:
        """The raw bytes written since: SQLite's log."""
        url = self.make.home.database.url
        return Path(f"{url.database}-wal").read_bytes() if self.settings.sqlite else b""

    def copies(self) -> dict[str, bytes]:
        """A backup, and the dump that a PostgreSQL backup is made of."""
        number = len(list(self.folder.glob("backup*")))
        backup = self.folder / f"backup-{number}"
        operate.backup(self.settings, backup)
        if self.settings.sqlite:
            return {"backup": backup.read_bytes()}
        dump = subprocess.run(["pg_restore", "--file=-", str(backup)], check=True, capture_output=True).stdout
        return {"dump": dump}


@pytest.fixture(params=["sqlite", "postgresql"])
def board(request: pytest.FixtureRequest, tmp_path: Path, key_file: Path) -> Iterator[Board]:
    """The board; its application writes a log of everything it does."""
    url = fresh_database(request.param, tmp_path, "anonymous")
    settings = Settings(database_url=url, key_file=str(key_file), log_level="debug")
    migrate.upgrade(settings)
    app = create_app(settings, Registry.load(found=[]))
    make = Make(app.extensions["ideaboard"])
    team = make.board()
    for name in ("ada", "ben", "root"):
        make.person(name)
    with make.home.database.transaction() as session:
        session.execute(
            insert(Account).values(
                id=ACCOUNT, kind="person", name=NAME, email=EMAIL, admin=False, created_at=clock.now(), version=1
            )
        )
        # Without the event that says so: a page of events that is written anew would hold it too.
        session.execute(
            insert(Membership).values(board_id=team, account_id=ACCOUNT, role="member", joined_at=clock.now())
        )
        _, token = tokens.create(session, ACCOUNT, name="test", scopes=tokens.SCOPES)
        # Nor with the entry that says so in the audit trail.
        session.flush()
        session.execute(METADATA.tables["audit_entries"].delete())
    yield Board(app, make, settings, tmp_path, token, Client(app, make.token("ada")))
    app.extensions["ideaboard"].database.dispose()
    log.configure(Settings(database_url=url, key_file=str(key_file), log_level="warning"))


def _as_nobody(board: Board) -> dict[str, Any]:
    """Everything that can be done anonymously; returns the idea as it was first answered."""
    zebulon, ada = board.zebulon, board.ada
    made = zebulon.post("/boards/team/ideas", KEY, title="Marmalade", body="*Quince*.", anonymous=True)
    assert made.status_code == 201, made.json
    path, mine = f"/ideas/{made.json['id']}", {"Author-Key": made.json["author_key"]}
    again = zebulon.post("/boards/team/ideas", KEY, title="Marmalade", body="*Quince*.", anonymous=True)
    assert (again.status_code, again.json["id"], again.json["secret_already_shown"]) == (201, made.json["id"], True)
    assert "author_key" not in again.json
    etag = {"If-Match": "*"}
    assert zebulon.ask("PATCH", path, {**mine, **etag}, json={"title": "Marmalade!"}).status_code == 200
    said = zebulon.post(path + "/comments", {**mine, "Idempotency-Key": "2"}, body="I posted this.").json
    assert (said["author"], said["by_author"]) == (None, True)
    spoken = f"/comments/{said['id']}"
    assert zebulon.ask("PATCH", spoken, {**mine, **etag}, json={"body": "I did."}).status_code == 200
    assert zebulon.ask("DELETE", spoken, {**mine, **etag}).status_code == 204
    zebulon.post(path + "/comments", mine, body="It was me.")
    assert zebulon.ask("DELETE", path, {**mine, **etag}).status_code == 204
    assert zebulon.get(path).json["body"] == ""
    assert zebulon.get(path, mine).json["body"] == "*Quince*."
    reopened = zebulon.post(path + "/decisions", mine, outcome="reopen", rationale="After all.")
    assert (reopened.status_code, reopened.json["by"]) == (201, None)
    task = board.make.path("task", board.make.task(by="ada"))
    assert zebulon.post(task + "/approaches", title="Slowly", anonymous=True).json["author_key"]
    assert ada.post(path + "/decisions", outcome="adopt", rationale="Yes.").status_code == 201
    assert zebulon.ask("PATCH", path, {**mine, **etag}, json={"body": "More quince."}).status_code == 200
    assert zebulon.get("/boards/team/ideas", author="me").json["data"] == []
    first: dict[str, Any] = made.json
    return first


def _rows(board: Board) -> dict[str, set[tuple[Any, ...]]]:
    with board.make.home.database.reading() as db:
        return {
            table.name: {tuple(map(str, row)) for row in db.execute(table.select())} for table in METADATA.sorted_tables
        }


def test_nothing_of_an_anonymous_author_is_written_anywhere(board: Board, capfd: pytest.CaptureFixture[str]) -> None:
    board.zebulon.get("/me")
    rows, before = _rows(board), {name: board.hits(raw) for name, raw in board.copies().items()}
    board.fold()
    # The log goes to where standard error is now.
    log.configure(board.settings)
    _as_nobody(board)
    assert board.hits(board.written()) == 0
    assert {name: board.hits(raw) for name, raw in board.copies().items()} == before
    assert before.popitem()[1] > 0
    told = capfd.readouterr()
    assert "/boards/<slug:board>/ideas" in told.err
    assert board.hits((told.err + told.out).encode()) == 0
    for name, after in _rows(board).items():
        for row in after - rows[name]:
            assert board.hits(repr(row).encode()) == 0, (name, row)
    health = Client(board.app, board.make.token("root")).get("/health")
    assert board.hits(health.get_data()) == 0


def test_the_search_would_find_a_name(board: Board, capfd: pytest.CaptureFixture[str]) -> None:
    before = {name: board.hits(raw) for name, raw in board.copies().items()}
    board.fold()
    board.zebulon.post("/boards/team/ideas", title="In my name")
    if board.settings.sqlite:
        assert board.hits(board.written()) > 0
    after = {name: board.hits(raw) for name, raw in board.copies().items()}
    assert all(after[name] > before[name] for name in before)


def test_its_times_are_days_and_its_key_is_not_the_accounts(board: Board) -> None:
    tables = METADATA.tables
    before = {name: len(found) for name, found in _rows(board).items()}
    posted = board.zebulon.post("/boards/team/ideas", KEY, title="Marmalade", anonymous=True).json
    board.zebulon.post(f"/ideas/{posted['id']}/comments", {"Author-Key": posted["author_key"]}, body="Mine.")
    assert posted["created_at"] == posted["updated_at"] == clock.day().isoformat().replace("+00:00", "Z")
    with board.make.home.database.reading() as db:
        moments = []
        for table in tables.values():
            if len(db.execute(table.select()).all()) > before[table.name] or table.name == "stored_answers":
                for row in db.execute(table.select()).mappings():
                    moments += [(table.name, v) for v in row.values() if isinstance(v, datetime)]
    known = {"boards", "memberships", "accounts", "tokens"}
    fresh = {
        (name, at) for name, at in moments if name not in known and not (name == "events" and at.time() != time(0))
    }
    assert {name for name, _ in fresh} >= {"ideas", "idea_versions", "comments", "stored_answers"}
    assert {at.astimezone(UTC).time() for _, at in fresh} == {time(0)}
    with board.make.home.database.reading() as db:
        rows = db.execute(select(tables["events"].c.type, tables["events"].c.at, tables["events"].c.actor_id)).all()
        [scope] = db.execute(select(tables["stored_answers"].c.scope)).scalars()
    by_author = [(at.time(), actor) for kind, at, actor in rows if kind in ("idea.posted", "comment.posted")]
    assert by_author == [(time(0), None)] * 2
    assert scope == digest("anonymous\0" + KEY["Idempotency-Key"])


def test_the_day_of_a_tokens_use_is_not_written_with_the_request(board: Board) -> None:
    def used() -> Any:
        with board.make.home.database.reading() as db:
            return db.execute(select(Token.last_used).where(Token.account_id == ACCOUNT)).scalar_one()

    board.zebulon.post("/boards/team/ideas", title="Marmalade", anonymous=True)
    assert used() is None
    board.make.home.touches.write()
    assert used() == clock.today()


@pytest.mark.parametrize("key", ["ak_wrong", "", "a" * 900])
def test_the_key_alone_makes_the_author(board: Board, key: str) -> None:
    posted = board.zebulon.post("/boards/team/ideas", title="Marmalade", anonymous=True).json
    path, etag = f"/ideas/{posted['id']}", {"If-Match": "*"}
    refused: list[Callable[[], Any]] = [
        lambda: board.zebulon.ask("PATCH", path, {**etag, "Author-Key": key}, json={"title": "x"}),
        lambda: board.zebulon.ask("DELETE", path, {**etag, "Author-Key": key}),
        lambda: board.zebulon.post(path + "/comments", {"Author-Key": key}, body="x"),
        lambda: board.zebulon.get(path, {"Author-Key": key}),
    ]
    for ask in refused:
        assert (ask().status_code, ask().json["code"]) == (403, "wrong_author_key")
    # His own account says nothing any more.
    assert board.zebulon.patch(path, title="x").json["code"] == "forbidden"
    assert board.zebulon.get(path).json["title"] == "Marmalade"


def test_where_a_key_is_of_no_use_it_is_refused_and_no_name_is_kept(board: Board) -> None:
    posted = board.zebulon.post("/boards/team/ideas", title="Marmalade", anonymous=True).json
    mine = {"Author-Key": posted["author_key"]}
    for path, fields in (
        (f"/ideas/{posted['id']}/points", {"side": "for", "text": "x"}),
        ("/boards/team/tasks", {"title": "x"}),
    ):
        answer = board.zebulon.post(path, mine, **fields)
        assert (answer.status_code, answer.json["code"]) == (400, "author_key_not_taken")
    other = board.zebulon.post("/boards/team/ideas", title="Another").json
    answer = board.zebulon.post(f"/ideas/{other['id']}/comments", mine, body="x")
    assert (answer.status_code, answer.json["code"]) == (403, "wrong_author_key")


def test_whoever_is_not_on_the_board_is_no_author_of_it_even_with_the_key(board: Board) -> None:
    posted = board.zebulon.post("/boards/team/ideas", KEY, title="Marmalade", anonymous=True).json
    cy = Client(board.app, board.make.token("cy"))
    mine = {"Author-Key": posted["author_key"]}
    assert cy.get(f"/ideas/{posted['id']}", mine).status_code == 404
    # Nor is a stored answer given to them, though its key is nobody's.
    assert cy.post("/boards/team/ideas", KEY, title="Marmalade", anonymous=True).status_code == 404
