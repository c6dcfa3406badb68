"""Reading requests strictly: JSON that could mean two things is refused, and so is a parameter nobody knows."""

import json
import math
import re
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl

import marshmallow as ma
from flask import Request

from ideaboard.api.dialect.fields import QueryValues, Said
from ideaboard.errors import BadRequest, FieldError, Invalid, Problem

_DEEPEST: Final = 64
_BIGGEST: Final = 2**53
_NOT_TEXT: Final = re.compile(rb"\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})")
# Possessive, and content with a text that never ends: each byte is looked at once, whatever a hostile body holds.
_STRINGS: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
JSON_TYPES: Final = ("application/json",)
PATCH_TYPES: Final = ("application/json", "application/merge-patch+json")


class WrongType(Problem):
    """The body's content type is not one we take here."""

    code = "unsupported_media_type"


class TooLarge(Problem):
    """The body is longer than we take."""

    code = "too_large"


def body(request: Request, schema: ma.Schema, *, patch: bool, most: int) -> Any:
    """The request's body as `schema` reads it; with `patch`, absent fields stay absent (RFC 7396).

    Raises WrongType, TooLarge, BadRequest `bad_json`, and Invalid for the fields.
    """
    types = PATCH_TYPES if patch else JSON_TYPES
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise WrongType(detail="Send the body as it is, without a Content-Encoding.", accepted=list(types))
    if request.content_length is not None and request.content_length > most:
        raise TooLarge(detail=f"At most {most} bytes.")
    # A body sent in chunks is silently cut at werkzeug's limit; one byte more shows that there was more.
    request.max_content_length = most + 1
    raw = request.get_data()
    if len(raw) > most:
        raise TooLarge(detail=f"At most {most} bytes.")
    if request.mimetype not in types:
        raise WrongType(detail=f"Send {' or '.join(types)}.", accepted=list(types))
    try:
        # By name: `partial=True` would excuse what is required in the objects inside, too.
        return schema.load(strict_json(raw), partial=tuple(schema.fields) if patch else False)
    except ma.ValidationError as error:
        raise Invalid(flatten(error.messages)) from error


def strict_json(raw: bytes) -> Any:
    """`raw` as JSON. Raises BadRequest `bad_json` for what two readers could read differently, or none safely.

    That is: not UTF-8, duplicate keys, NaN and infinities, lone surrogates, NUL, integers past 2^53, and nesting
    past 64.
    """
    if not raw.strip():
        raise BadRequest("bad_json", "The body is empty.")
    _check_depth(raw)
    try:
        text = raw.decode("utf-8")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_fraction,
        )
        if _NOT_TEXT.search(raw):
            # json pairs surrogates; one that is left alone, or a NUL, cannot be stored or sent on.
            _check_strings(value)
    except _Unsafe as error:
        raise BadRequest("bad_json", str(error)) from error
    except (ValueError, RecursionError) as error:
        raise BadRequest("bad_json", _words(error)) from error
    return value


class _Unsafe(Exception):
    pass


def _words(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at line {error.lineno}, column {error.colno}."
    return "The body must be UTF-8." if isinstance(error, UnicodeDecodeError) else "The body cannot be read."


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Unsafe("An object names a key twice.")
    return found


def _constant(name: str) -> Any:
    raise _Unsafe(f"{name} is not JSON.")


def _integer(digits: str) -> int:
    # Judged by length first: turning thousands of digits into a number is itself an attack.
    if len(digits) > 17 or abs(int(digits)) > _BIGGEST:
        raise _Unsafe("An integer is past 2^53, where readers begin to differ.")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _Unsafe("A number is larger than any that can be read.")
    return number


def _check_depth(raw: bytes) -> None:
    if raw.count(b"[") + raw.count(b"{") <= _DEEPEST:
        return
    depth = 0
    for byte in _STRINGS.sub(b"", raw):
        if byte in b"[{":
            depth += 1
            if depth > _DEEPEST:
                raise BadRequest("bad_json", f"Nested deeper than {_DEEPEST} levels.")
        elif byte in b"]}":
            depth -= 1


def _check_strings(value: Any) -> None:
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
            raise _Unsafe("A text holds NUL or half of a character.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _check_strings(key)
            _check_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_strings(inner)


# The same question is asked again and again (a list's first page): what it means is remembered by its bytes.
@lru_cache(maxsize=1024)
def _query(schema: type[ma.Schema], raw: str) -> dict[str, Any]:
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise BadRequest(detail="The query string cannot be read.") from error
    values = QueryValues(pairs)
    errors = []
    for name, text in values.items():
        if "\0" in text or "\0" in name:
            raise BadRequest(detail="The query string holds NUL.")
    known = schema().fields
    for name in values:
        if name not in known:
            errors.append(FieldError(escaped(name), "unknown_parameter", "There is no such query parameter."))
    if len(values) != len(pairs):
        repeated = {name for name, _ in pairs if sum(other == name for other, _ in pairs) > 1}
        errors += [FieldError(escaped(name), "repeated", "Give this once.") for name in sorted(repeated)]
    try:
        loaded: dict[str, Any] = schema(unknown=ma.EXCLUDE).load(values)
    except ma.ValidationError as error:
        errors += flatten(error.messages)
    if errors:
        raise Invalid(errors)
    return loaded


class NoQuery(ma.Schema):
    """The query of a route that takes none."""


def query(request: Request, schema: type[ma.Schema]) -> dict[str, Any]:
    """The request's query string as `schema` reads it. Raises Invalid, BadRequest."""
    raw = request.query_string
    if len(raw) > 8000:
        raise BadRequest(detail="The query string is too long.")
    try:
        # A fresh dict each time: views take what they need out of it.
        return dict(_query(schema, raw.decode("ascii")))
    except UnicodeDecodeError as error:
        raise BadRequest(detail="The query string cannot be read.") from error


def flatten(messages: Any, pointer: str = "") -> list[FieldError]:
    """marshmallow's nested messages as a list of FieldErrors with JSON pointers (RFC 6901)."""
    if isinstance(messages, dict):
        found = []
        for key, inner in messages.items():
            part = "" if key == "_schema" else escaped(str(key))
            found += flatten(inner, pointer + part)
        return found
    return [_field_error(pointer, message) for message in messages]


def escaped(name: str) -> str:
    """The part of a JSON pointer that leads to `name` (RFC 6901)."""
    return "/" + name.replace("~", "~0").replace("/", "~1")


def _field_error(pointer: str, message: Any) -> FieldError:
    if isinstance(message, Said):
        return FieldError(pointer, message.code, str(message), message.params)
    return FieldError(pointer, _OF_MARSHMALLOW.get(str(message), "wrong"), str(message))


# A plugin's settings are plain marshmallow: its commonest sentences get our codes too.
_OF_MARSHMALLOW: Final = {
    ma.fields.Field.default_error_messages["required"]: "required",
    ma.fields.Field.default_error_messages["null"]: "null",
    "Unknown field.": "unknown_field",
}
