"""JSON is read as the standard library reads it, or refused for a reason; never both, and nothing else happens."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ideaboard.api.dialect import parser
from ideaboard.errors import BadRequest
from tests.unbreakable.fuzz.target import Target
from tests.unbreakable.hostile import bodies
from tests.unbreakable.hostile.case import NOTHING

LONGEST = 2048


class Pairs(tuple[tuple[str, Any], ...]):
    """An object as it is written: a key may come twice."""

    __slots__ = ()


class Reader(json.JSONDecoder):
    """The standard library's reader as it is in Python, where the fuzzer sees which way it goes."""

    def __init__(self) -> None:
        super().__init__(object_pairs_hook=Pairs)
        self.parse_object = json.decoder.JSONObject
        self.parse_array = json.decoder.JSONArray
        self.parse_string = json.decoder.py_scanstring
        self.scan_once = json.scanner.py_make_scanner(self)


def meant(raw: bytes) -> Any:
    """What `raw` says, or NOTHING."""
    try:
        said = raw.decode()
        with suppress(ValueError, RecursionError):
            # Only to lead the fuzzer: it takes escapes for numbers that are none.
            Reader().decode(said)
        return json.loads(said, object_pairs_hook=Pairs)
    except (ValueError, RecursionError):
        return NOTHING


def unsafe(value: Any, depth: int = 1) -> Iterator[str]:
    """Everything for which `value` must be refused."""
    if isinstance(value, str):
        if "\0" in value:
            yield "NUL"
        try:
            value.encode()
        except UnicodeEncodeError:
            yield "half of a character"
    elif isinstance(value, float):
        if value - value != 0:
            yield "no number"
    elif isinstance(value, int):
        if not -(2**53) <= value <= 2**53:
            yield "an integer past 2^53"
    elif isinstance(value, (list, Pairs)):
        if depth > 64:
            yield "too deep"
        if isinstance(value, Pairs) and len({key for key, _ in value}) < len(value):
            yield "a key twice"
        for inner in value if isinstance(value, list) else (part for pair in value for part in pair):
            yield from unsafe(inner, depth + 1)


def check(raw: bytes) -> None:
    """It is read exactly if it is JSON and safe."""
    value = meant(raw)
    reasons = [] if value is NOTHING else list(unsafe(value))
    read, refused = NOTHING, None
    try:
        read = parser.strict_json(raw)
    except BadRequest as error:
        refused = error
    if value is NOTHING or reasons:
        assert refused is not None, f"read as {read!r:.200}, in spite of {reasons or 'its being no JSON'}"
        assert refused.code == "bad_json"
        assert refused.detail
        return
    assert refused is None, f"refused for nothing: {refused}"
    # As it is written down, 1 is not 1.0, and 0 is not -0.0.
    assert repr(read) == repr(json.loads(raw.decode())), f"read as {read!r:.200}"


def _constants_are_numbers() -> None:
    parser._constant = float


SEEDS = [case.raw for theme in bodies.THEMES for case in theme if case.raw is not None and len(case.raw) <= 200]

TARGET = Target(
    check, SEEDS, ("ideaboard.api.dialect.parser", "json.decoder", "json.scanner"), LONGEST,
    {"constants are numbers": _constants_are_numbers},
)  # fmt: skip
