"""Passwords that others have lost: the commonest, which come along, and those in a file that the operator has.

The file has a line `SHA-1:COUNT` for each password, in the order of the digests, as those have that are published of
all known breaches. It may be larger than memory: for each look some forty lines are read.
"""

import hashlib
import os
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

# Digests of passwords in small letters, sorted, of so many bytes each; `common_passwords.txt` says whence.
_COMMON: Final = Path(__file__).with_name("common_passwords.bin")
SIZE: Final = 8

_LINE: Final = re.compile(rb"([0-9A-F]{40}):\d{1,12}\r?\n?")
# Bytes of a line, and how many lines are looked at before a file is believed.
_LONGEST: Final = 60
_LOOKED_AT: Final = 1000


class NoList(Exception):
    """The file cannot be used; the text says why."""


def digest(password: str) -> bytes:
    """By what a common password is known, however it is written."""
    return hashlib.sha256(password.casefold().encode()).digest()[:SIZE]


@cache
def _common() -> bytes:
    return _COMMON.read_bytes()


def is_common(password: str) -> bool:
    """Whether it is one of the commonest."""
    kept, wanted = _common(), digest(password)

    def at(place: int) -> bytes:
        return kept[place * SIZE : (place + 1) * SIZE]

    many = len(kept) // SIZE
    place = bisect_left(range(many), wanted, key=at)
    return place < many and at(place) == wanted


@dataclass(frozen=True, slots=True)
class Breached:
    """The operator's file."""

    path: Path

    def holds(self, password: str) -> bool:
        """Whether `password` is in it. Raises NoList."""
        # What the lists are published as: it finds a line here, and keeps nothing secret.
        wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
        try:
            with self.path.open("rb") as file:
                return self._search(file, wanted)
        except OSError as error:
            raise NoList(f"{self.path} cannot be read ({error.strerror}).") from error

    def _search(self, file: BinaryIO, wanted: bytes) -> bool:
        """Halve the part in which its line can begin, until there is none left."""
        low, high = 0, file.seek(0, os.SEEK_END)
        while low < high:
            middle = (low + high) // 2
            begins = self._after(file, middle)
            if begins >= high:
                high = middle
                continue
            found = self._digest(file)
            if found == wanted:
                return True
            if found < wanted:
                low = file.tell()
            else:
                high = middle
        return False

    def check(self) -> None:
        """Look at a thousand lines all over the file, and at whether they are in order. Raises NoList."""
        try:
            with self.path.open("rb") as file:
                size = file.seek(0, os.SEEK_END)
                if size == 0:
                    raise NoList(f"{self.path} is empty.")
                before = b""
                for place in sorted({size * step // _LOOKED_AT for step in range(_LOOKED_AT)}):
                    begins = self._after(file, place)
                    if begins >= size:
                        break
                    found = self._digest(file)
                    if found < before:
                        raise NoList(f"{self.path} is not in the order of its digests: take the one ordered by hash.")
                    before = found
        except OSError as error:
            raise NoList(f"{self.path} cannot be read ({error.strerror}).") from error

    def _after(self, file: BinaryIO, place: int) -> int:
        """Go to the first line that begins at `place` or later."""
        file.seek(max(place - 1, 0))
        if place > 0:
            file.readline(_LONGEST + 1)
        return file.tell()

    def _digest(self, file: BinaryIO) -> bytes:
        line = file.readline(_LONGEST + 1)
        read = _LINE.fullmatch(line)
        if read is None:
            raise NoList(f"{self.path} has a line that is not `SHA-1:COUNT`, the digest in capital letters.")
        return read[1]
