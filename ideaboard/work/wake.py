"""Waking idle workers. It only shortens the wait: the poll is the floor."""

import contextlib
import time
from typing import Any, Protocol

import psycopg

from ideaboard.db import JOBS_CHANNEL, Database

_GLANCE = 0.05


class Waker(Protocol):
    """How an idle worker waits."""

    def mark(self) -> None:
        """From here on, whatever happens ends the next wait."""

    def wait(self, seconds: float) -> None:
        """Wait until something may be owed, at most `seconds`."""


class FileWaker:
    """SQLite: any other connection's commit changes `data_version`, and asking for it takes no lock."""

    def __init__(self, database: Database) -> None:
        self._connection = database.reads.connect()
        self._seen: Any = None

    def mark(self) -> None:
        """Remember the file's version."""
        self._seen = self._version()

    def wait(self, seconds: float) -> None:
        """Glance at the version until it changes."""
        ends = time.monotonic() + seconds
        while time.monotonic() < ends and self._version() == self._seen:
            time.sleep(min(_GLANCE, seconds))

    def _version(self) -> Any:
        return self._connection.exec_driver_sql("PRAGMA data_version").scalar()


class ServerWaker:
    """PostgreSQL: transactions that owe a job say so with NOTIFY."""

    def __init__(self, database: Database) -> None:
        self._address = database.address
        self._connection: psycopg.Connection[Any] | None = None

    def mark(self) -> None:
        """Listen: what is said from here on is kept until the wait."""
        if self._connection is None or self._connection.closed:
            with contextlib.suppress(psycopg.Error):
                self._connection = psycopg.connect(self._address, autocommit=True)
                self._connection.execute(f"LISTEN {JOBS_CHANNEL}")

    def wait(self, seconds: float) -> None:
        """Wait for a word."""
        if self._connection is None or self._connection.closed:
            time.sleep(seconds)
            return
        try:
            for _ in self._connection.notifies(timeout=seconds, stop_after=1):
                pass
        except psycopg.Error:
            self._connection.close()


def waker(database: Database) -> Waker:
    """The Waker for this database."""
    return FileWaker(database) if database.sqlite else ServerWaker(database)
