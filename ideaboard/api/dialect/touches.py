"""On which day each token and session was last used: noted in memory, and written down much later, for many at once.

Were it written with the request, the write's place among others would tell who posted anonymously right after it.
"""

import random
import threading
import time
from contextlib import suppress
from typing import Final

from ideaboard.core.people import sessions, tokens
from ideaboard.db import Database
from ideaboard.errors import Busy

# Seconds from the first note to the writing; drawn anew each time.
_PATIENCE: Final = (300.0, 3600.0)


class Touches:
    """The tokens and sessions used since the last writing. What a process holds when it is killed is forgotten."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._used: set[tuple[str, int]] = set()
        self._due = 0.0

    def note(self, what: str, number: int) -> None:
        """Remember that this `token` or `session` was used today."""
        with self._lock:
            if not self._used:
                self._due = time.monotonic() + random.uniform(*_PATIENCE)  # noqa: S311
            self._used.add((what, number))

    def write_when_due(self) -> None:
        """Write down what was noted when it has waited long enough."""
        if self._used and time.monotonic() >= self._due:
            self.write()

    def write(self) -> None:
        """Write down what was noted. A request is never refused for it."""
        with self._lock:
            used, self._used = self._used, set()
        with suppress(Busy), self._database.transaction() as session:
            tokens.touch(session, [number for what, number in used if what == "token"])
            sessions.touch(session, [number for what, number in used if what == "session"])
