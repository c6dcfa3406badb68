"""Digests: what stands for a value in the audit trail's chain. One value has one form, and one form one value."""

import hashlib
import json
from typing import Any, Final

_ENCODE: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False).encode


def canonical(value: Any) -> bytes:
    """The one form of a JSON value: keys sorted, no space, ASCII. Two values that differ have two forms."""
    return _ENCODE(value).encode()


def digest(value: Any) -> str:
    """The SHA-256 of a JSON value's one form, in hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()


def salted(salt: str, value: Any) -> str:
    """A digest that nobody can find by trying values, unless they have the `salt`."""
    return digest([salt, value])
