"""Bodies: JSON that is none, numbers, Unicode, nesting, sizes, keys, types."""

import gzip
import json

from tests.unbreakable.hostile.case import JSON, Theme

IDEAS = "/boards/team/ideas"
GOOD = b'{"title": "Fine"}'

syntax = Theme("JSON syntax")
for raw, why in (
    (b"", "there is nothing"),
    (b" \r\n\t", "there is only space"),
    (b"{", "the object never ends"),
    (b"}", "it begins with an end"),
    (b'{"title"', "it ends behind a key"),
    (b'{"title":', "it ends before a value"),
    (b'{"title": "x"', "the brace is missing"),
    (b'{"title": "x",}', "a comma too many"),
    (b'{"title": "x" "body": ""}', "a comma too few"),
    (b'{,"title": "x"}', "a comma first"),
    (b"{'title': 'x'}", "single quotes"),
    (b'{title: "x"}', "a bare key"),
    (b'{"title": "x"} trailing', "words behind it"),
    (b'{"title": "x"}{"title": "y"}', "two documents"),
    (b'{"title": "x"}\n{"title": "y"}\n', "one document a line"),
    (b'{"title": "x"}\0', "a NUL byte behind it"),
    (b'// hi\n{"title": "x"}', "a comment of a line"),
    (b'{"title": /* hi */ "x"}', "a comment inside"),
    (b'{"title": "a\nb"}', "a bare line break in a text"),
    (b'{"title": "a\tb"}', "a bare tab in a text"),
    (b'{"title": "a\x01b"}', "a bare control character"),
    (b'{"title": "a\0b"}', "a bare NUL in a text"),
    (rb'{"title": "\x41"}', "an escape that JSON has not"),
    (rb'{"title": "\u12"}', "half an escape"),
    (rb'{"title": "\u00g0"}', "an escape that is no number"),
    (rb'{"title": "\"}', "the text's end is escaped"),
    (b'{"title": undefined}', "JavaScript"),
    (b'{"title": True}', "Python"),
    (b'{"title": nil}', "Ruby"),
    (b'{"title": `x`}', "backquotes"),
    (b'{1: "x"}', "a number as key"),
    (b'{null: "x"}', "null as key"),
    (b'{"title": "x"]', "an object that ends as a list"),
    (b'[{"title": "x"}', "a list that never ends"),
    (b')]}\',\n{"title": "x"}', "a guard against JSONP"),
    (b'cb({"title": "x"})', "JSONP"),
    (b"title=x&body=y", "a form"),
    (b"<idea><title>x</title></idea>", "XML"),
    (b"title: x\nbody: y\n", "YAML"),
    (b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nx\r\n--b--\r\n', "a multipart form"),
    (b"\xa1etitleax", "CBOR"),
    (b"\x81\xa5title\xa1x", "MessagePack"),
    (gzip.compress(GOOD, mtime=0), "packed bytes"),
):
    syntax.add("POST", IDEAS, 400, "bad_json", why, raw=raw)
for raw, why in ((b"null", "null"), (b"true", "a truth"), (b"17", "a number"), (b'"x"', "a text"), (b"[]", "a list"),
                 (b'[{"title": "x"}]', "a list of objects"), (b"1.5e3", "a fraction")):  # fmt: skip
    syntax.add("POST", IDEAS, 422, "invalid", f"{why} is no object", raw=raw, fields={"": "type"})
syntax.add("POST", IDEAS, 422, "invalid", "nothing is said", raw=b"{}", fields={"/title": "required"})
syntax.add("POST", IDEAS, 201, None, "space around it is JSON", raw=b' \n {"title" : "x"}\r\n')
syntax.add("POST", IDEAS, 201, None, "escapes are JSON", raw=rb'{"\u0074itle": "\u0041\/b"}', says={"title": "A/b"})

numbers = Theme("numbers")
for raw, why in (
    ("NaN", "not a number"), ("Infinity", "infinity"), ("-Infinity", "minus infinity"), ("nan", "nan"),
    ("9007199254740993", "past 2^53"), ("-9007199254740993", "past -2^53"), ("18446744073709551616", "2^64"),
    ("9" * 17, "17 digits"), ("9" * 5000, "5,000 digits"), ("-" + "9" * 500_000, "half a million digits"),
    ("1e400", "larger than any"), ("-1e400", "smaller than any"), ("1e" + "9" * 20, "a huge exponent"),
    ("01", "a zero first"), ("+1", "a plus"), (".5", "nothing before the point"), ("1.", "nothing behind the point"),
    ("1e", "no exponent"), ("-", "only a minus"), ("--1", "two minuses"), ("0x10", "hexadecimal"), ("1_000", "Python's"),
    ("1,5", "a comma"), ("１", "a digit of another script"),
):  # fmt: skip
    numbers.add("POST", IDEAS, 400, "bad_json", why, raw=f'{{"title": {raw}}}'.encode())
    numbers.add("POST", IDEAS, 400, "bad_json", f"{why}, deep inside", raw=f'{{"a": [[{{"b": {raw}}}]]}}'.encode())
for raw, why in (("9007199254740992", "2^53"), ("0", "zero"), ("-0", "minus zero"), ("1.5", "a fraction"),
                 ("1e308", "almost too large"), ("1e-400", "almost nothing"), ("true", "a truth"), ("[]", "a list"),
                 ("{}", "an object"), ("0." + "1" * 10_000, "a long fraction")):  # fmt: skip
    numbers.add(
        "POST", IDEAS, 422, "invalid", f"{why} is no text", raw=f'{{"title": {raw}}}'.encode(),
        fields={"/title": "type"},
    )  # fmt: skip
numbers.add("POST", IDEAS, 422, "invalid", "null is no title", json={"title": None}, fields={"/title": "null"})
for given in (0, 1, "true", "yes", None, []):
    numbers.add(
        "PATCH", "/boards/lobby", 422, "invalid", f"{given!r} is no truth", who="ada", json={"archived": given},
        headers=(("If-Match", "*"),), fields={"/archived": "null" if given is None else "type"},
    )  # fmt: skip

unicode = Theme("Unicode")
for raw, why in (
    (rb'{"title": "\ud800"}', "the first half of a character"),
    (rb'{"title": "\udfff"}', "the second half of a character"),
    (rb'{"title": "\udc00\ud800"}', "two halves the wrong way round"),
    (rb'{"title": "\ud83d\ud83d\ude00"}', "a half before a whole"),
    (rb'{"title": "\uD83Dx\uDE00"}', "a letter between two halves"),
    (rb'{"\ud800": "x"}', "half a character in a key"),
    (rb'{"title": "x", "values": [{"how": "\udead"}]}', "half a character deep inside"),
    (rb'{"title": "a\u0000b"}', "NUL in a text"),
    (rb'{"a\u0000b": "x"}', "NUL in a key"),
    (rb'{"body": "\u0000"}', "only NUL"),
    (b'{"title": "\xff"}', "no UTF-8"),
    (b'{"title": "\xc0\xae"}', "a point written too long"),
    (b'{"title": "\xed\xa0\x80"}', "half a character in bytes"),
    (b'{"title": "\xf4\x90\x80\x80"}', "past the last character"),
    (b'{"title": "\xe2\x82"}', "a character cut off"),
    ('{"title": "é"}'.encode("latin-1"), "Latin-1"),
    ('{"title": "x"}'.encode("utf-16"), "UTF-16"),
    ('{"title": "x"}'.encode("utf-16-le"), "UTF-16 without a mark"),
    ('{"title": "x"}'.encode("utf-32"), "UTF-32"),
    ('{"title": "x"}'.encode("utf-8-sig"), "a byte order mark"),
    ('{"title": "x"}'.encode("utf-7").replace(b"x", b"\xff"), "UTF-7, more or less"),
):
    unicode.add("POST", IDEAS, 400, "bad_json", why, raw=raw)
for title, why in (
    ("a\u2028b", "a line separator"), ("a\u2029b", "a paragraph separator"), ("a\u0085b", "a next line"),
    ("a\x7fb", "DEL"), ("a\rb", "a carriage return"), ("a\x1b[31mb", "an escape to a terminal"), ("a\vb", "a tab down"),
):  # fmt: skip
    unicode.add(
        "POST", IDEAS, 422, "invalid", f"{why} in one line", raw=json.dumps({"title": title}).encode(),
        fields={"/title": "one_line"},
    )  # fmt: skip
for title, why in (
    ("", "nothing"), (" \t ", "space"), ("\u00a0", "a space that does not break"), ("\u3000", "a wide space"),
    ("\u200b", "a space of no width"), ("\u2060\ufeff", "joiners of no width"), ("\u202e", "a turn to the left"),
    ("\u00ad", "a soft hyphen"), ("\U000e0001", "a language tag"),
):  # fmt: skip
    unicode.add(
        "POST", IDEAS, 422, "invalid", f"{why} is no title", json={"title": title}, fields={"/title": "blank"},
    )  # fmt: skip
    unicode.add(
        "POST", "/ideas/«idea»/decisions", 422, "invalid", f"{why} is no reason", who="ada",
        json={"outcome": "decline", "rationale": title}, fields={"/rationale": "blank"},
    )  # fmt: skip
for title, why in (
    ("😀", "a face"), ("\uffff", "no character, and harmless"), ("𝒳\u0301", "a letter with a mark"),
    ("אבג \u202e abc", "both directions"), ("Z" + "\u0300" * 150, "many marks on one letter"), ("👩‍👩‍👧", "a family"),
):  # fmt: skip
    unicode.add("POST", IDEAS, 201, None, f"{why} may be said", json={"title": title}, says={"title": title})
unicode.add("POST", IDEAS, 201, None, "a whole character in two halves", raw=rb'{"title": "\ud83d\ude00"}',
            says={"title": "😀"})  # fmt: skip

nesting = Theme("nesting")
for depth, opening, closing in ((65, b"[", b"]"), (1000, b"[", b"]"), (100_000, b"[", b"]"), (65, b'{"a":', b"}"),
                                (50_000, b'{"a":', b"}")):  # fmt: skip
    raw = opening * depth + b"1" + closing * depth
    nesting.add("POST", IDEAS, 400, "bad_json", f"{depth} levels of {opening.decode()}", raw=raw)
    nesting.add("POST", IDEAS, 400, "bad_json", f"{depth} levels inside a field", raw=b'{"values": ' + raw + b"}")
nesting.add("POST", IDEAS, 400, "bad_json", "100,000 levels that never end", raw=b"[" * 100_000)
nesting.add("POST", IDEAS, 400, "bad_json", "mixed levels", raw=b'{"a":[' * 33 + b"1" + b"]}" * 33)
nesting.add("POST", IDEAS, 400, "bad_json", "ends before beginnings", raw=b"]" * 1000 + b"[" * 1000)
nesting.add("POST", IDEAS, 400, "bad_json", "a text that never ends", raw=b'{"title": "' + b"[" * 100_000)
nesting.add("POST", IDEAS, 400, "bad_json", "many escapes", raw=b'{"title": "' + b"\\" * 200_001)
nesting.add("POST", IDEAS, 422, "invalid", "64 levels are read", raw=b"[" * 64 + b"]" * 64, fields={"": "type"})
nesting.add("POST", IDEAS, 422, "invalid", "wide is not deep", raw=b"[" + b"[]," * 10_000 + b"[]]", fields={"": "type"})
nesting.add("POST", IDEAS, 201, None, "brackets in a text are text", json={"title": "x", "body": "[" * 5000})

sizes = Theme("sizes")
sizes.add("POST", IDEAS, 413, "too_large", "more than a megabyte", raw=b'{"title": "' + b"x" * 1_048_576 + b'"}')
sizes.add("POST", IDEAS, 413, "too_large", "a megabyte of space", raw=GOOD + b" " * 1_048_576)
sizes.add("POST", IDEAS, 413, "too_large", "it says it is long", raw=GOOD, headers=(("Content-Length", "9999999999"),))
sizes.add("PATCH", "/me", 413, "too_large", "too long for a PATCH too", raw=b"x" * 1_048_577,
          headers=(("If-Match", "*"),))  # fmt: skip
sizes.add("POST", IDEAS, 400, "bad_json", "it says it is shorter than it is", raw=GOOD,
          headers=(("Content-Length", "5"),))  # fmt: skip
sizes.add("POST", IDEAS, 400, "bad_json", "it says it is empty", raw=GOOD, headers=(("Content-Length", "0"),))
sizes.add("POST", IDEAS, 422, "invalid", "a title of 201", json={"title": "x" * 201}, fields={"/title": "too_long"})
sizes.add("POST", IDEAS, 422, "invalid", "a title of 201 faces", json={"title": "😀" * 201},
          fields={"/title": "too_long"})  # fmt: skip
sizes.add("POST", IDEAS, 422, "invalid", "a text of 65,537 bytes", json={"title": "x", "body": "é" * 32_768 + "x"},
          fields={"/body": "too_long"})  # fmt: skip
sizes.add("POST", IDEAS, 422, "invalid", "a text of a million characters", json={"title": "x", "body": "x" * 10**6},
          fields={"/body": "too_long"})  # fmt: skip
sizes.add("POST", IDEAS, 422, "invalid", "21 values",
          json={"title": "x", "values": [{"value": "«value»", "how": "x"}] * 21},
          fields={"/values": "too_many"})  # fmt: skip
sizes.add("POST", "/me/tokens", 422, "invalid", "five scopes of four", json={"name": "x", "scopes": ["read"] * 5},
          fields={"/scopes": "too_many"})  # fmt: skip
sizes.add("POST", "/me/tokens", 422, "invalid", "no scope", json={"name": "x", "scopes": []},
          fields={"/scopes": "too_few"})  # fmt: skip
sizes.add("POST", IDEAS, 422, "invalid", "ten thousand fields that are none", json={f"f{n}": n for n in range(10_000)},
          check=lambda answer: len(answer.json["errors"]) <= 100)  # fmt: skip
sizes.add("POST", IDEAS, 422, "invalid", "a field with a name of 100,000", json={"title": "x", "n" * 100_000: 1},
          check=lambda answer: len(answer.data) < 5000)  # fmt: skip
sizes.add("POST", "/tasks/«task»/decisions", 422, "invalid", "51 to adopt", who="ada",
          json={"rationale": "x", "adopt": ["«approach»"] * 51}, fields={"/adopt": "too_many"})  # fmt: skip
sizes.add("POST", "/me/tokens", 422, "invalid", "a board's name of 41", json={"name": "x", "scopes": ["read"],
          "board": "x" * 41}, fields={"/board": "too_long"})  # fmt: skip
sizes.add("POST", IDEAS, 201, None, "exactly 200", json={"title": "😀" * 200})
sizes.add("POST", IDEAS, 201, None, "exactly 65,536 bytes", json={"title": "x", "body": "é" * 32_768})

keys = Theme("keys")
for raw, why in (
    (b'{"title": "a", "title": "b"}', "a key twice"),
    (b'{"title": "a", "title": "a"}', "a key twice, the same said"),
    (rb'{"title": "a", "\u0074itle": "b"}', "a key twice, once escaped"),
    (b'{"title": "a", "values": [{"how": "a", "how": "b"}]}', "a key twice deep inside"),
    (b'{"x": {"": 1, "": 2}}', "an empty key twice"),
):
    keys.add("POST", IDEAS, 400, "bad_json", why, raw=raw)
for key in ("Title", "title ", "TITLE", "__proto__", "constructor", "$ref", "", "a/b~c", "title\n", "_schema", "0"):
    pointer = "" if key == "_schema" else "/" + key.replace("~", "~0").replace("/", "~1")
    keys.add("POST", IDEAS, 422, "invalid", f"there is no {key!r}", json={"title": "x", key: "y"},
             fields={pointer: "unknown_field"})  # fmt: skip
keys.add("POST", IDEAS, 422, "invalid", "an unknown field deep inside",
         json={"title": "x", "values": [{"value": "«value»", "how": "x", "weight": 3}]},
         fields={"/values/0/weight": "unknown_field"})  # fmt: skip
keys.add("POST", IDEAS, 422, "invalid", "a list where an object is wanted", json={"title": "x", "values": [[]]},
         fields={"/values/0": "type"})  # fmt: skip
keys.add("POST", IDEAS, 422, "invalid", "an object where a list is wanted", json={"title": "x", "values": {}},
         fields={"/values": "type"})  # fmt: skip
keys.add("POST", IDEAS, 422, "invalid", "null in a list", json={"title": "x", "values": [None]},
         fields={"/values/0": "null"})  # fmt: skip

types = Theme("content types")
for kind in (None, "", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b",
             "application/jsonx", "application/json-patch+json", "application/merge-patch+json", "application/*", "*/*",
             "application/vnd.api+json", "application/json, text/plain", "application / json", "json", "text/html",
             "application/json\tx", "image/png", "application/octet-stream", "application/problem+json"):  # fmt: skip
    types.add("POST", IDEAS, 415, "unsupported_media_type", f"{kind} is not JSON", raw=GOOD, type=kind)
for kind in ("application/json-patch+json", "text/plain", None, "application/xml"):
    types.add("PATCH", "/ideas/«idea»", 415, "unsupported_media_type", f"{kind} is no patch", raw=GOOD, type=kind,
              headers=(("If-Match", "*"),))  # fmt: skip
for coding in ("gzip", "br", "deflate", "zstd", "compress", "gzip, gzip", "x-unknown", "identity, gzip"):
    types.add("POST", IDEAS, 415, "unsupported_media_type", f"{coding} is not unpacked here", raw=GOOD,
              headers=(("Content-Encoding", coding),))  # fmt: skip
types.add("POST", IDEAS, 415, "unsupported_media_type", "a body really packed", raw=gzip.compress(GOOD, mtime=0),
          headers=(("Content-Encoding", "gzip"),))  # fmt: skip
for kind in ("APPLICATION/JSON", "application/json;charset=utf-8", "application/json; charset=utf-16",
             "application/json;", "application/json ; a=b", f" {JSON} "):  # fmt: skip
    types.add("POST", IDEAS, 201, None, f"{kind!r} is JSON, and JSON is UTF-8", raw='{"title": "é"}'.encode(),
              type=kind, says={"title": "é"})  # fmt: skip
types.add("POST", IDEAS, 201, None, "identity is no coding", raw=GOOD, headers=(("Content-Encoding", "identity"),))
types.add("PATCH", "/ideas/«idea»", 200, None, "a merge patch is one", raw=GOOD, type="application/merge-patch+json",
          headers=(("If-Match", "*"),), says={"title": "Fine"})  # fmt: skip

THEMES = [syntax, numbers, unicode, nesting, sizes, keys, types]
