"""Passwords: which are good enough, and how they are kept. Slow on purpose: never inside a transaction."""

import re
import threading
from dataclasses import dataclass
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from ideaboard.core.people import leaked
from ideaboard.core.people.leaked import Breached
from ideaboard.errors import Invalid, invalid_field

# Characters of a password. NIST SP 800-63B: at least 8, and room for a long sentence.
SHORTEST: Final = 10
LONGEST: Final = 256

# Each hash takes 64 MiB and a processor for some 50 ms: a process makes so many at a time, the others wait.
_AT_ONCE: Final = threading.BoundedSemaphore(2)

# argon2id with the second recommendation of RFC 9106.
_HASHER: Final = PasswordHasher()

# Of zxcvbn's 0 to 4: fewer than 10^8 guesses are refused.
LEAST_SCORE: Final = 3

# zxcvbn's time grows with the square of the length; what is longer than this is not guessed.
JUDGED: Final = 72

# What somebody who knows its owner would try.
_WORD: Final = re.compile(r"\w{3,}")


def hash(password: str) -> str:
    """The argon2id hash of `password`."""
    with _AT_ONCE:
        return _HASHER.hash(password)


@cache
def _nobodys() -> str:
    return hash("the password of nobody")


def verify(kept: str | None, password: str) -> bool:
    """Whether `password` is the one that `kept` is the hash of. It takes as long when nothing is kept."""
    against = _nobodys() if kept is None else kept
    with _AT_ONCE:
        try:
            return _HASHER.verify(against, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(kept: str) -> bool:
    """Whether `kept` was made with other parameters than are used today: it is made anew at the next sign-in."""
    return _HASHER.check_needs_rehash(kept)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A password that somebody chose, which is not easily guessed, and its hash."""

    password: str
    hash: str

    def must_not_name(self, *about: str | None) -> None:
        """Raises Invalid `weak_password` when little is left of it without these: its owner's name and e-mail."""
        rest = self.password.casefold()
        for word in {part for said in about if said for part in _WORD.findall(said.casefold())}:
            rest = rest.replace(word, "")
        if len(rest) < SHORTEST // 2:
            raise invalid_field("/password", "weak_password", "It is little more than your name or e-mail.")


def choose(password: str, breached: Breached | None = None) -> Chosen:
    """Judge and hash a password that somebody wants; `breached` are those that it must not be among.

    Raises Invalid `weak_password` with what is wrong with it; NoList when the file of those cannot be read.
    """
    judged = zxcvbn(password[:JUDGED], ["ideaboard"])
    if judged["score"] < LEAST_SCORE:
        why = (judged["feedback"]["warning"] or "It is easily guessed").rstrip(".")
        raise _weak(why)
    if leaked.is_common(password):
        raise _weak("It is one that many have")
    if breached is not None and breached.holds(password):
        raise _weak("It was found in a breach somewhere")
    return Chosen(password, hash(password))


def _weak(why: str) -> Invalid:
    return invalid_field("/password", "weak_password", f"{why}. Three or four unusual words make a good one.")
