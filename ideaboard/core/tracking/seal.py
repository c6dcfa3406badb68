"""Sealing: how a tracker's secrets rest in the database. The key is in a file of its own, never beside them."""

import base64
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESSIV


class KeyMissing(Exception):
    """There is no usable key file; the text says what to do."""


class Keys:
    """The installation's keys: one a line, the newest first. The first seals; all of them open."""

    def __init__(self, lines: list[str]) -> None:
        try:
            self._fernet = MultiFernet([Fernet(line) for line in lines])
        except ValueError as error:
            raise KeyMissing("The key file holds no keys that ideaboard made.") from error
        # Cursors are sealed with a key of their own, derived from the installation's; so are the digests below.
        self.cursor = AESSIV(hashlib.blake2b(base64.urlsafe_b64decode(lines[0]), person=b"ideaboard-cursor").digest())
        raw = [base64.urlsafe_b64decode(line) for line in lines]
        self._digesting = [hashlib.blake2b(key, person=b"ideaboard-digest").digest() for key in raw]
        # And who is counted for a limit is kept as a hash with a key of its own.
        self.limits = hashlib.blake2b(raw[0], person=b"ideaboard-limits").digest()

    @classmethod
    def read(cls, path: str | Path) -> "Keys":
        """The keys in the file at `path`. Raises KeyMissing."""
        try:
            lines = Path(path).read_text(encoding="ascii").split()
        except OSError as error:
            raise KeyMissing(f"The key file {path} cannot be read; `ideaboard init` makes one.") from error
        except UnicodeDecodeError as error:
            raise KeyMissing(f"The key file {path} holds no keys that ideaboard made.") from error
        if not lines:
            raise KeyMissing(f"The key file {path} is empty.")
        return cls(lines)

    def digests(self, text: str) -> list[str]:
        """Digests of `text` that nobody can try without the keys, by each of them, the newest first."""
        said = text.encode()
        return [hashlib.blake2b(said, key=key, digest_size=32).hexdigest() for key in self._digesting]

    def seal(self, secrets: Mapping[str, Any]) -> bytes:
        """The sealed form of `secrets`."""
        return self._fernet.encrypt(json.dumps(dict(secrets)).encode())

    def unseal(self, sealed: bytes) -> dict[str, Any]:
        """What was sealed. Raises KeyMissing when none of the keys opens it."""
        try:
            opened: dict[str, Any] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken as error:
            raise KeyMissing("The key file does not hold the key that sealed these secrets.") from error
        return opened


def make_key_file(path: str | Path) -> None:
    """Write a fresh key to `path`, readable by its owner alone. Raises FileExistsError: a key is never overwritten."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(Fernet.generate_key() + b"\n")
        file.flush()
        os.fsync(file.fileno())
