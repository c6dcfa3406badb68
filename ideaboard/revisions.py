"""Revisions: how a process that keeps answers knows that something changed since it made them.

Time is counted in ticks. What was read after `now()` said 7 is still what would be read as long as no board's last
change is later than 7. A change that another process made is seen by a `Watch`: on SQLite exactly, on PostgreSQL
as soon as the server has passed on the word that goes with every commit.
"""

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

import psycopg

CHANNEL: Final = "ideaboard_changed"

# What names every board in the word that goes with a commit; more names than this are not listed.
_ALL: Final = "*"
_MOST_NAMED: Final = 200

# Seconds between two looks at a file.
_BETWEEN: Final = 0.002

# Seconds between two looks of the listener at whether it is still wanted, and before it tries a lost server again.
_GLANCE: Final = 1.0


class Watch(Protocol):
    """How changes of other processes are noticed."""

    def look(self, changed: Callable[[Iterable[int] | None], None]) -> bool:
        """Tell `changed` what is new. False while nothing can be known, so that nothing may be kept."""

    def close(self) -> None:
        """Stop watching."""


class Revisions:
    """The ticks at which boards last changed, as far as this process knows."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._lock = threading.Lock()
        self._tick = 0
        self._all = 0
        self._boards: dict[int, int] = {}

    def now(self) -> int | None:
        """The present tick, to be asked for before anything is read; None while nothing may be kept."""
        return self._tick if self._watch.look(self.changed) else None

    def unchanged(self, board: int, since: int) -> bool:
        """Whether nothing that can be seen on `board` changed after the tick `since`."""
        return self._watch.look(self.changed) and self._all <= since and self._boards.get(board, 0) <= since

    def changed(self, boards: Iterable[int] | None) -> None:
        """These boards changed just now; None means any."""
        with self._lock:
            self._tick += 1
            if boards is None:
                self._all = self._tick
            else:
                self._boards.update(dict.fromkeys(boards, self._tick))

    def close(self) -> None:
        """Stop watching."""
        self._watch.close()


class FileWatch:
    """SQLite: any other connection's commit changes `data_version`, and asking for it takes no lock.

    Asking takes as long as all else that giving a kept answer takes, so it is done every few milliseconds at most.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._seen: Any = None
        self._looked = 0.0

    def look(self, changed: Callable[[Iterable[int] | None], None]) -> bool:
        """Compare the file's version with the one seen last."""
        now = time.monotonic()
        if now - self._looked < _BETWEEN:
            return True
        try:
            with self._lock:
                if self._connection is None:
                    self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
                [version] = self._connection.execute("PRAGMA data_version").fetchone()
                if version != self._seen:
                    self._seen = version
                    changed(None)
                self._looked = now
        except sqlite3.Error:
            return False
        return True

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


class ServerWatch:
    """PostgreSQL: every commit says which boards it changed (`words`), and a thread of each process listens."""

    def __init__(self, address: str, origin: str) -> None:
        self._address, self._origin = address, origin
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._listening = False
        self._closed = threading.Event()

    def look(self, changed: Callable[[Iterable[int] | None], None]) -> bool:
        """Whether the thread hears; the first look starts it."""
        if self._thread is None:
            with self._lock:
                if self._thread is None and not self._closed.is_set():
                    self._thread = threading.Thread(target=self._listen, args=(changed,), daemon=True, name="revisions")
                    self._thread.start()
        return self._listening

    def _listen(self, changed: Callable[[Iterable[int] | None], None]) -> None:
        while not self._closed.is_set():
            with (
                contextlib.suppress(psycopg.Error),
                psycopg.connect(self._address, autocommit=True, connect_timeout=5) as connection,
            ):
                connection.execute(f"LISTEN {CHANNEL}")
                # What was said while nobody listened is not known.
                changed(None)
                self._listening = True
                while not self._closed.is_set():
                    for word in connection.notifies(timeout=_GLANCE):
                        origin, boards = named(word.payload)
                        # What this process did itself it knew when it had committed.
                        if origin != self._origin:
                            changed(boards)
            self._listening = False
            self._closed.wait(_GLANCE)

    def close(self) -> None:
        """Have the thread end, at its next glance."""
        self._closed.set()
        self._listening = False


def words(origin: str, boards: Iterable[int] | None) -> str:
    """What a commit of the process `origin` says of the boards that it changed (None: any)."""
    listed = None if boards is None else sorted(boards)
    said = [_ALL] if listed is None or len(listed) > _MOST_NAMED else map(str, listed)
    return " ".join([origin, *said])


def named(said: str) -> tuple[str, list[int] | None]:
    """The process that said these `words`, and the boards that it named."""
    origin, *boards = said.split()
    return origin, None if boards == [_ALL] else [int(board) for board in boards]
