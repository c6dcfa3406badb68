"""Restoring: what a database that came out of a backup does not know yet, and how it is told."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ideaboard.core.privacy import erasures, ledger
from ideaboard.core.privacy.erasures import Erasure
from ideaboard.core.privacy.ledger import BadLedger, Line
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.settings import Settings


class Told(NamedTuple):
    """What a replay did: how many lines had which outcome, and the boards that were given a leader."""

    outcomes: dict[str, int]
    boards: list[str]


class _Doing:
    """An erasure carried out here and now, each step a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that reads."""
        return self._database.reading()

    @contextmanager
    def step(self, name: str) -> Iterator[Session]:
        """A transaction."""
        with self._database.transaction() as session:
            yield session


def unknown(settings: Settings, database: Database) -> int:
    """How many erasures of the ledger the database does not know. Raises BadLedger."""
    with database.reading() as db:
        known = {tuple(row) for row in db.execute(select(Erasure.account_id, Erasure.at))}
    return sum((line.account, line.at) not in known for line in ledger.read(settings.ledger))


def replay(settings: Settings, database: Database, files: Sequence[Path] = ()) -> Told:
    """Erase anew what the ledger, and other ledgers in `files`, say was erased; and finish what is under way.

    Done again it changes nothing. What only the database knows is added to the ledger. Raises BadLedger.
    """
    keys, outcomes, boards = Keys.read(settings.key_file), dict[str, int](), list[str]()
    lines = dict.fromkeys(line for path in (settings.ledger, *files) for line in ledger.read(path))
    for line in sorted(lines, key=_when):
        with database.transaction() as session:
            replayed = erasures.replay(session, line, keys)
        outcomes[replayed.outcome] = outcomes.get(replayed.outcome, 0) + 1
        boards += replayed.boards
    with database.reading() as db:
        unfinished = erasures.unfinished(db)
    for number in unfinished:
        erasures.carry_out(_Doing(database), number, keys, settings.ledger)
    if unfinished:
        _compact(database)
        with database.transaction() as session:
            for number in unfinished:
                erasures.finish(session, number)
    with database.snapshot() as session:
        ledger.write(settings.ledger, erasures.lines(session))
    return Told(outcomes, boards)


def _when(line: Line) -> tuple[float, int]:
    return line.at.timestamp(), line.account


def _compact(database: Database) -> None:
    try:
        with database.reading() as db:
            done = erasures.compact(db)
    except OperationalError as error:
        raise BadLedger("The database's file is in use: stop the board, and say it again.") from error
    if not done:
        raise BadLedger("The database's file is being read: stop the board, and say it again.")
