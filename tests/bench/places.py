"""Where the bench measures: databases of either kind, and boards of a given size that come in through the import."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from ideaboard import clock, migrate, operate
from ideaboard.app import create_app
from ideaboard.core.bulk.writing import write
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.tokens import Token, digest
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import needs, postgres
from tests.bench import generate
from tests.conftest import UNLIMITED

SLUG = "big"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of database: what it is called, and where databases of it are made."""

    name: str
    folder: Path
    server: str | None

    def settings(self, name: str, *, again: bool = False) -> Settings:
        """Settings for a fresh database of this name; with `again` for the one that is there. No list is kept."""
        key = self.folder / "key"
        if not key.exists():
            make_key_file(key)
        url = f"sqlite:///{self.folder / name}.db" if self.server is None else f"{self._server}/bench_{name}"
        if not again:
            self._clear(name)
        elif self.server is not None:
            _make_unless_there(self.server, f"bench_{name}")
        made = Settings(database_url=url, key_file=str(key), log_level="error", workers=0, kept_bytes=0, **UNLIMITED)
        migrate.upgrade(made)
        return made

    @property
    def _server(self) -> str:
        return (self.server or "").rsplit("/", 1)[0]

    def _clear(self, name: str) -> None:
        if self.server is not None:
            postgres.create_database(self.server, f"bench_{name}")
            return
        for ending in ("", "-wal", "-shm"):
            (self.folder / f"{name}.db{ending}").unlink(missing_ok=True)


def kinds(stack: contextlib.ExitStack, folder: Path, kept: bool) -> Iterator[Kind]:
    """SQLite, and PostgreSQL where it is installed, both durable; what is in a `kept` folder is found again."""
    yield Kind("SQLite", folder, None)
    if needs.POSTGRESQL.path() is not None:
        home = folder / "postgresql" if kept else None
        yield Kind("PostgreSQL", folder, stack.enter_context(postgres.server(home, durable=True)))


def _make_unless_there(server: str, name: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is None:
            postgres.create_database(server, name)


@dataclass(frozen=True, slots=True)
class Place:
    """A board of some size, ready to be asked, as the one with `token` on it."""

    settings: Settings
    app: Flask
    database: Database
    board: int
    me: int
    token: str
    ideas: list[int]


@contextlib.contextmanager
def board(kind: Kind, ideas: int) -> Iterator[Place]:
    """A board with so many ideas in a database of its own; one that was built before is found again."""
    settings = kind.settings(f"ideas_{ideas}", again=True)
    database = Database(settings)
    if _mine(database) is None:
        _build(settings, database, kind.folder, ideas)
    app = create_app(settings, Registry.load(found=[]))
    with database.reading() as db:
        first, last = db.execute(select(func.min(Idea.id), func.max(Idea.id))).one()
        number = db.scalar(select(Board.id).where(Board.slug == SLUG))
    me = _mine(database)
    assert me is not None
    assert number is not None
    # A hundred of them, spread over all: neither the newest nor the same each time.
    chosen = [first + (last - first) * n // 100 for n in range(100)]
    yield Place(settings, app, database, number, me, _SECRET, chosen)
    app.extensions["ideaboard"].database.dispose()
    database.dispose()


_SECRET = "ib_bench"


def _mine(database: Database) -> int | None:
    """Whose token ours is; None before the board is built."""
    with database.reading() as db:
        found: int | None = db.scalar(select(Token.account_id).where(Token.digest == digest(_SECRET)))
    return found


def _build(settings: Settings, database: Database, folder: Path, ideas: int) -> None:
    with database.transaction() as session:
        now = clock.now()
        if session.scalar(select(Board.id)) is None:
            board = Board(slug=SLUG, name="Big", purpose="", visibility="private", results_shown="always",
                          voters_named="never", relied_on=True, time_zone="UTC", last_number=0,
                          created_at=now, version=1)  # fmt: skip
            session.add(board)
    # The token is written last: it says that all the files are in.
    for file in generate.files(folder, ideas):
        operate.bring_in(settings, SLUG, file, make_accounts=True, watch=lambda read: None)
    with database.transaction() as session:
        number, me = session.scalar(select(Board.id)), session.scalar(select(func.min(Account.id)))
        session.add(Membership(board_id=number, account_id=me, role="leader", joined_at=now))
        write(session, Token.__table__, [_token(me or 0, _SECRET)])  # type: ignore[arg-type]
    if not database.sqlite:
        with database.reads.connect() as connection:
            connection.exec_driver_sql("ANALYZE")


def _token(account: int, secret: str) -> dict[str, object]:
    return {
        "account_id": account, "name": "bench", "digest": digest(secret), "scopes": "read write decide",
        "created_at": clock.now(), "last_used": clock.today(),
    }  # fmt: skip


def crowd(database: Database, board: int, many: int) -> list[str]:
    """So many new members of the board; their tokens."""
    now = clock.now()
    with database.transaction() as session:
        last = session.scalar(select(func.max(Account.id))) or 0
        # Far from what a sequence gives.
        people = range(last + 10_000_000, last + 10_000_000 + many)
        write(session, Account.__table__, [  # type: ignore[arg-type]
            {"id": person, "kind": "person", "name": f"Voter {person}", "email": f"voter{person}@example.org",
             "admin": False, "created_at": now, "version": 1}
            for person in people
        ])  # fmt: skip
        write(session, Membership.__table__, [  # type: ignore[arg-type]
            {"board_id": board, "account_id": person, "role": "member", "joined_at": now} for person in people
        ])  # fmt: skip
        write(session, Token.__table__, [_token(person, f"ib_voter{person}") for person in people])  # type: ignore[arg-type]
    return [f"ib_voter{person}" for person in people]
