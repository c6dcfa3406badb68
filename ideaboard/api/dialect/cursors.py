"""Cursors: where a list goes on. Sealed, so that they say nothing; bound to the question, so that they fit no other.

AES-SIV gives the same text for the same place each time, which keeps a page's ETag stable, and a cursor that is
used with other filters fails to open.
"""

import base64
from typing import Protocol

from cryptography.exceptions import InvalidTag

from ideaboard.errors import FieldError, Invalid


class Sealer(Protocol):
    """AES-SIV, or what does the same with several keys."""

    def encrypt(self, data: bytes, associated_data: list[bytes], /) -> bytes:
        """The sealed form, bound to `associated_data`."""

    def decrypt(self, data: bytes, associated_data: list[bytes], /) -> bytes:
        """What was sealed. Raises InvalidTag."""


def seal(key: Sealer, question: bytes, place: int) -> str:
    """The cursor for `place` (a sort key) in the list that `question` asks for."""
    sealed = key.encrypt(place.to_bytes(8 if place < 1 << 63 else 16, "big", signed=True), [question])
    return _text(sealed)


def unseal(key: Sealer, question: bytes, cursor: str, parameter: str = "cursor") -> int:
    """The place a `cursor` stands for. Raises Invalid `cursor_invalid` unless it was made for this `question`.

    `parameter` is what it was given as.
    """
    try:
        sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        if _text(sealed) != cursor:
            raise wrong(parameter)
        return int.from_bytes(key.decrypt(sealed, [question]), "big", signed=True)
    except (ValueError, InvalidTag):
        raise wrong(parameter) from None


def _text(sealed: bytes) -> str:
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def wrong(parameter: str, words: str = "Ask for the first page again, without a cursor.") -> Invalid:
    """The refusal of a cursor that was given as `parameter`; `words` say what to do instead."""
    said = FieldError(f"/{parameter}", "cursor_invalid", words)
    return Invalid([said], "cursor_invalid")
