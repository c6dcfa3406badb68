"""The only maker of ids.

Inside, a thing is a 64-bit integer: small, ordered, cheap to index. Outside it is an opaque string made from
that integer by `sqids`, reversibly, so that no second index is paid for. Each kind of thing has its own
alphabet: the id of an idea is never mistaken for the id of a comment. Consonants and digits only, so that no
id spells a word.
"""

import base64
import hashlib
import secrets
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from sqids import Sqids

_ALPHABET: Final = "0123456789bcdfghjklmnpqrstvwxyz"
_LONGEST: Final = 32

KINDS: Final = (
    "account", "ask", "assignment", "audit_entry", "board", "check_in", "comment", "connection", "decision", "event",
    "feedback", "flag", "follow_up", "hide", "idea", "identity", "invitation", "issue", "job", "mail", "message",
    "point", "question", "review", "round", "session", "suggestion", "task", "token", "value", "webhook",
)  # fmt: skip


def _codec(kind: str) -> Sqids:
    def position(char: str) -> bytes:
        return hashlib.blake2b(f"{kind}:{char}".encode()).digest()

    return Sqids("".join(sorted(_ALPHABET, key=position)), min_length=8, blocklist=[])


_CODECS: Final = {kind: _codec(kind) for kind in KINDS}


def _encoder(kind: str) -> Callable[[int | None], str | None]:
    codec = _CODECS[kind]

    # An id costs 12 µs to make and 0.1 µs to remember: a list page of twenty shows forty.
    @lru_cache(maxsize=16_384)
    def encode(number: int | None) -> str | None:
        return None if number is None else codec.encode([number])

    return encode


ENCODERS: Final = {kind: _encoder(kind) for kind in KINDS}


def encode(kind: str, number: int) -> str:
    """The outside form of the `kind` whose inside number is `number`."""
    return ENCODERS[kind](number) or ""


@lru_cache(maxsize=16_384)
def decode(kind: str, text: str) -> int | None:
    """The inside number of the outside id `text`, or None when no `kind` can have this id."""
    if not 8 <= len(text) <= _LONGEST:
        return None
    numbers = _CODECS[kind].decode(text)
    # Several strings decode to one number; only the one we would make is an id.
    if len(numbers) != 1 or numbers[0] >= 1 << 63 or _CODECS[kind].encode(numbers) != text:
        return None
    return int(numbers[0])


def random_id(nbytes: int = 16) -> str:
    """A fresh unguessable id of `nbytes` random bytes, in hexadecimal."""
    return secrets.token_hex(nbytes)


def salt() -> str:
    """256 fresh random bits, in hexadecimal: with them in it, nobody finds by trying what a digest is of."""
    return secrets.token_hex(32)


def secret(prefix: str) -> str:
    """A fresh secret of 256 random bits behind `prefix`, safe in a URL and in a header."""
    return prefix + secrets.token_urlsafe(32)


def signing_secret() -> str:
    """A fresh secret of 256 random bits to sign webhooks with, written as Standard Webhooks does."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(32)).decode()
