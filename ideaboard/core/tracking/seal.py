"""Sealing: how a tracker's secrets rest in the database. The key is in a file of its own, never beside them."""

import base64
import hashlib
import json
import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

# Seconds after which a process has looked at the key file again, when it uses it.
FOLLOWED: Final = 1.0


class KeyMissing(Exception):
    """There is no usable key file; the text says what to do."""


class _Cursors:
    """What seals cursors: the first key does, and all of them open."""

    def __init__(self, keys: list[AESSIV]) -> None:
        self._keys = keys

    def encrypt(self, data: bytes, associated: list[bytes]) -> bytes:
        """The sealed form."""
        return self._keys[0].encrypt(data, associated)

    def decrypt(self, data: bytes, associated: list[bytes]) -> bytes:
        """What was sealed. Raises InvalidTag when none of the keys opens it."""
        *others, last = self._keys
        for key in others:
            with suppress(InvalidTag):
                return key.decrypt(data, associated)
        return last.decrypt(data, associated)


class _Made(NamedTuple):
    """What is made of the keys."""

    fernet: MultiFernet
    cursor: _Cursors
    digesting: list[bytes]
    limits: bytes


def _make(lines: Sequence[str]) -> _Made:
    """Raises KeyMissing."""
    try:
        fernet = MultiFernet([Fernet(line) for line in lines])
        raw = [base64.urlsafe_b64decode(line) for line in lines]
    except ValueError as error:
        raise KeyMissing("The key file holds no keys that ideaboard made.") from error

    def derived(name: bytes) -> list[bytes]:
        # Each use has a key of its own, derived from the installation's.
        return [hashlib.blake2b(key, person=b"ideaboard-" + name).digest() for key in raw]

    cursor = _Cursors([AESSIV(key) for key in derived(b"cursor")])
    # The oldest counts for limits: a key that is added changes nobody's count.
    return _Made(fernet, cursor, derived(b"digest"), derived(b"limits")[-1])


def lines_of(path: str | Path) -> list[str]:
    """The keys in the file at `path`, the first of which seals. Raises KeyMissing."""
    try:
        lines = Path(path).read_text(encoding="ascii").split()
    except OSError as error:
        raise KeyMissing(f"The key file {path} cannot be read; `ideaboard init` makes one.") from error
    except UnicodeDecodeError as error:
        raise KeyMissing(f"The key file {path} holds no keys that ideaboard made.") from error
    if not lines:
        raise KeyMissing(f"The key file {path} is empty.")
    return lines


class Keys:
    """The installation's keys: one a line. The first seals; all of them open.

    Made of a file, they follow it: whoever rotates them need not restart anything.
    """

    def __init__(self, lines: Sequence[str], path: Path | None = None) -> None:
        self._made, self._path = _make(lines), path
        self._stamp, self._looked = _stamp(path), time.monotonic()

    @classmethod
    def read(cls, path: str | Path) -> "Keys":
        """The keys in the file at `path`. Raises KeyMissing."""
        return cls(lines_of(path), Path(path))

    def _now(self) -> _Made:
        now = time.monotonic()
        if self._path is not None and now - self._looked >= FOLLOWED:
            self._looked = now
            stamp = _stamp(self._path)
            if stamp not in (None, self._stamp):
                # Half a file, or none, is nobody's new keys: those that are known go on.
                with suppress(KeyMissing):
                    self._made, self._stamp = _make(lines_of(self._path)), stamp
        return self._made

    @property
    def cursor(self) -> _Cursors:
        """What seals cursors."""
        return self._now().cursor

    @property
    def limits(self) -> bytes:
        """The key under which it is kept who is counted for a limit."""
        return self._now().limits

    def digests(self, text: str) -> list[str]:
        """Digests of `text` that nobody can try without the keys, by each of them, the newest first."""
        said = text.encode()
        return [hashlib.blake2b(said, key=key, digest_size=32).hexdigest() for key in self._now().digesting]

    def seal(self, secrets: Mapping[str, Any]) -> bytes:
        """The sealed form of `secrets`."""
        return self._now().fernet.encrypt(json.dumps(dict(secrets)).encode())

    def unseal(self, sealed: bytes) -> dict[str, Any]:
        """What was sealed. Raises KeyMissing when none of the keys opens it."""
        try:
            opened: dict[str, Any] = json.loads(self._now().fernet.decrypt(sealed))
        except InvalidToken as error:
            raise KeyMissing("The key file does not hold the key that sealed these secrets.") from error
        return opened

    def reseal(self, sealed: bytes) -> bytes:
        """The same, sealed by the first key. Raises KeyMissing when none of the keys opens it."""
        try:
            return self._now().fernet.rotate(sealed)
        except InvalidToken as error:
            raise KeyMissing("The key file does not hold the key that sealed these secrets.") from error


def _stamp(path: Path | None) -> tuple[int, int, int] | None:
    try:
        found = path.stat() if path is not None else None
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size, found.st_ino) if found is not None else None


def write_key_file(path: str | Path, lines: Sequence[str]) -> None:
    """Put these keys in place of those in the file, at once and for its owner alone: no reader finds half of it."""
    beside = Path(f"{path}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def fresh_key() -> str:
    """A fresh key."""
    return Fernet.generate_key().decode()


def make_key_file(path: str | Path) -> None:
    """Write a fresh key to `path`, readable by its owner alone. Raises FileExistsError: a key is never overwritten."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Fernet.generate_key() + b"\n")
        file.flush()
        os.fsync(file.fileno())
