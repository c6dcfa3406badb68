"""The ledger: a file beside the database that says which accounts were erased, so that a restored backup can be told.

One line each, only ever added to. A line names nobody: it has the account's opaque id and moments, and a digest of the
e-mail that cannot be tried without the installation's key.
"""

import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from ideaboard import ids
from ideaboard.core.privacy.gathering import moment


class BadLedger(Exception):
    """The file cannot be used; the text says why."""


class Line(NamedTuple):
    """One erasure: of which account (its inside id, and when it was made), when, what of its content, whose e-mail."""

    account: int
    born: datetime
    at: datetime
    content: str
    email: str | None


def read(path: Path) -> list[Line]:
    """Every erasure in the file; none where there is no file. Raises BadLedger.

    A last line without its end is one whose writing was broken off: it is written anew by its job.
    """
    try:
        *whole, _ = path.read_text("utf-8").split("\n")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise BadLedger(f"The ledger of erasures {path} cannot be read: {error}.") from error
    return [_line(path, number, text) for number, text in enumerate(whole, start=1)]


def write(path: Path, lines: Sequence[Line]) -> None:
    """Add those of `lines` that are not there yet; on the disk when this returns. Raises BadLedger."""
    known = set(read(path))
    fresh = [line for line in lines if line not in known]
    if not fresh:
        return
    try:
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            # What was broken off is none: the next line begins where it began.
            file.truncate(file.read().rfind(b"\n") + 1)
            file.seek(0, os.SEEK_END)
            file.write("".join(f"{_said(line)}\n" for line in fresh).encode())
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            # A file that was made just now is there when its folder says so.
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise BadLedger(f"The ledger of erasures {path} cannot be written: {error.strerror}.") from error


def _said(line: Line) -> str:
    account = ids.encode("account", line.account)
    said = {"account": account, "born": moment(line.born), "at": moment(line.at), "content": line.content}
    return json.dumps({**said, "email": line.email})


def _line(path: Path, number: int, text: str) -> Line:
    try:
        said = json.loads(text)
        account = ids.decode("account", said["account"])
        born, at = (datetime.fromisoformat(said[name]).astimezone(UTC) for name in ("born", "at"))
        if account is None or said["content"] not in ("keep", "erase"):
            raise ValueError
        return Line(account, born, at, said["content"], said["email"])
    except (ValueError, KeyError, TypeError) as error:
        raise BadLedger(f"Line {number} of the ledger of erasures {path} is none that ideaboard wrote.") from error
