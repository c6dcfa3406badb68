"""JSON that two readers could read differently, or none safely, is refused; everything else is read as it is."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideaboard.api.dialect.parser import strict_json
from ideaboard.errors import BadRequest

REFUSED = {
    "nothing": b"",
    "only space": b" \n\t",
    "not JSON": b"{'a': 1}",
    "a comma too many": b'{"a": 1,}',
    "a comment": b'{"a": 1} // x',
    "two values": b"1 2",
    "a byte order mark": b'\xef\xbb\xbf{"a": 1}',
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a surrogate in raw bytes": b'"\xed\xa0\x80"',
    "a lone high surrogate": rb'"\ud800"',
    "a lone low surrogate": rb'"x\udc00y"',
    "surrogates the wrong way round": rb'"\udc00\ud800"',
    "a surrogate in a key": rb'{"\ud800": 1}',
    "a surrogate deep inside": rb'[[{"a": ["\uD83D"]}]]',
    "an escaped NUL": rb'"a\u0000"',
    "a NUL in a key": rb'{"\u0000": 1}',
    "a raw NUL": b'"a\x00"',
    "a raw newline in a text": b'"a\nb"',
    "a key twice": b'{"a": 1, "a": 1}',
    "a key twice, once escaped": rb'{"a": 1, "\u0061": 2}',
    "a key twice deep inside": b'[{"b": {"a": 1, "a": 2}}]',
    "NaN": b"NaN",
    "Infinity": b'{"a": Infinity}',
    "minus Infinity": b"[-Infinity]",
    "a number past all floats": b"1e999",
    "a negative one": b"[-1e400]",
    "2^53 + 1": str(2**53 + 1).encode(),
    "minus 2^53 - 1": str(-(2**53) - 1).encode(),
    "18 digits": b"9" * 18,
    "5000 digits": b"9" * 5000,
    "65 lists": b"[" * 65 + b"]" * 65,
    "65 objects": b'{"a":' * 65 + b"1" + b"}" * 65,
    "a million lists": b"[" * 1_000_000,
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_it_is_refused(raw: bytes) -> None:
    with pytest.raises(BadRequest) as caught:
        strict_json(raw)
    assert caught.value.code == "bad_json"
    assert caught.value.detail


READ = {
    "2^53": (str(2**53).encode(), 2**53),
    "minus 2^53": (str(-(2**53)).encode(), -(2**53)),
    "64 lists side by side deep": (b"[" * 64 + b"]" * 64, None),
    "many lists, none deep": (b"[" + b"[]," * 200 + b"[]]", [[]] * 201),
    "brackets in a text": (b'"' + b"[" * 500 + b'"', "[" * 500),
    "brackets behind an escaped quote": (rb'["\"' + b"{" * 500 + b'"]', ['"' + "{" * 500]),
    "brackets behind an escaped backslash": (rb'["\\", "' + b"{" * 500 + b'"]', ["\\", "{" * 500]),
    "a pair of surrogates": (rb'"\ud83d\ude00"', "😀"),
    "an escaped backslash before u0000": (rb'"\\u0000"', r"\u0000"),
    "a text with every other control escape": (rb'"\n\t\u0001"', "\n\t\x01"),
    "a fraction": (b"1.5", 1.5),
}


@pytest.mark.parametrize(("raw", "meant"), READ.values(), ids=READ)
def test_it_is_read(raw: bytes, meant: object) -> None:
    read = strict_json(raw)
    assert read == (json.loads(raw) if meant is None else meant)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner, max_size=4),
)  # fmt: skip


@given(JSON, st.booleans())
def test_whatever_is_safe_is_read_as_it_is(value: object, escaped: bool) -> None:
    assert strict_json(json.dumps(value, ensure_ascii=escaped).encode()) == value


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_and_never_break(raw: bytes) -> None:
    try:
        read = strict_json(raw)
    except BadRequest:
        return
    assert read == json.loads(raw)


@pytest.mark.parametrize("hostile", [b"{" * 65 + b'"' + rb"\"" * 40_000, b"{" * 65 + b'"' + b"\\" * 900_001])
def test_a_hostile_body_costs_no_more_than_its_length(hostile: bytes) -> None:
    began = time.process_time()
    with pytest.raises(BadRequest):
        strict_json(hostile)
    # A pattern that starts anew at each quote takes ten seconds for the first of these, and hours for a megabyte.
    assert time.process_time() - began < 1
