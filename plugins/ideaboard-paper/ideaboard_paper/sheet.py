"""A file of JSON lines that several processes append to, each of which may be killed at any moment."""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from ideaboard.plugin import Ambiguous, Refused, Retry

#: One line of the sheet. Records are only ever added.
Record = dict[str, Any]


class Sheet:
    """The file at `path`: read whole, written a line at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def touch(self) -> None:
        """Make the folder and the file unless they are there. Raises OSError when that cannot be."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.open("ab").close()

    def read(self) -> list[Record]:
        """Every record, the oldest first. Raises Retry when the disk fails."""
        try:
            with self._locked(fcntl.LOCK_SH) as file:
                return _records(file.read())
        except OSError as error:
            raise Retry(str(error)) from error

    def append(self, line: Callable[[Sequence[Record]], Record | None]) -> Record | None:
        """Write the record that `line` makes of those so far, or nothing when it makes None; return it.

        Nobody else writes between the reading and the writing. Raises Ambiguous when the disk fails.
        """
        try:
            with self._locked(fcntl.LOCK_EX) as file:
                text = file.read()
                record = line(_records(text))
                if record is not None:
                    # What follows the last end of line was torn off by a crash.
                    file.truncate(text.rfind(b"\n") + 1)
                    file.write(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
                return record
        except OSError as error:
            raise Ambiguous(str(error)) from error

    @contextmanager
    def _locked(self, lock: int) -> Iterator[IO[bytes]]:
        self.touch()
        with self.path.open("a+b") as file:
            # Closing the file gives the lock back, and so does the end of the process, however it ends.
            fcntl.flock(file, lock)
            file.seek(0)
            yield file
            # After reading too: what another process wrote just before it was killed may not be on the disk
            # yet, and the board is about to rely on it.
            file.flush()
            os.fsync(file.fileno())


def _records(text: bytes) -> list[Record]:
    try:
        return [json.loads(line) for line in text.split(b"\n")[:-1]]
    except ValueError as error:
        raise Refused(f"A line of the sheet is no JSON: {error}") from error
