"""A cursor opens with its own question and as it was made, and nothing else ever does."""

import base64

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from ideaboard.api.dialect import cursors
from ideaboard.errors import Invalid
from tests.unbreakable.fuzz.target import Target
from tests.unbreakable.hostile import addresses

LONGEST = 256
KEY = AESSIV(bytes(range(64)))
# A place that a list can go on from is a sort key: of 16 bytes at most, and none far below zero.
LOWEST, HIGHEST = -(2**63), 2**127 - 1


def _opened(question: bytes, cursor: str) -> int | None:
    try:
        return cursors.unseal(KEY, question, cursor)
    except Invalid as error:
        refused = error
    assert refused.code == "cursor_invalid"
    assert [(each.pointer, each.code) for each in refused.errors] == [("/cursor", "cursor_invalid")]
    return None


def forged(cursor: str, question: bytes) -> None:
    """Whatever opens was sealed."""
    place = _opened(question, cursor)
    assert place is None or cursors.seal(KEY, question, place) == cursor, f"{cursor!r} opens as {place}"


def made(place: int, question: bytes, bit: int) -> None:
    """What is sealed opens as it was; with a bit changed anywhere, or for another question, it does not."""
    cursor = cursors.seal(KEY, question, place)
    assert cursors.seal(KEY, question, place) == cursor, "sealed in two ways"
    assert _opened(question, cursor) == place
    for at, char in enumerate(cursor):
        changed = cursor[:at] + chr(ord(char) ^ 1 << bit) + cursor[at + 1 :]
        assert _opened(question, changed) is None, f"{changed!r} opens, made of {cursor!r}"
    for other in {question[:-1], question + b"\0", question[::-1], bytes([1 << bit]) + question, b""} - {question}:
        assert _opened(other, cursor) is None, f"{cursor!r} opens for {other!r} too"


def check(data: bytes) -> None:
    """The first byte says which bit to change and how long the place is; then come the place and the question."""
    forged(data.decode(errors="surrogateescape"), b"")
    if not data:
        return
    bit, length = data[0] % 8, data[0] // 8 % 16 + 1
    place = int.from_bytes(data[1 : 1 + length], "big", signed=True)
    question = data[1 + length :]
    forged(question.decode("latin-1"), data[:1])
    made(min(max(place, LOWEST), HIGHEST), question, bit)


def _spelled_otherwise() -> None:
    def unseal(key: AESSIV, question: bytes, cursor: str) -> int:
        try:
            sealed = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            return int.from_bytes(key.decrypt(sealed, [question]), "big", signed=True)
        except (ValueError, InvalidTag):
            raise cursors._wrong() from None

    cursors.unseal = unseal


def _bound_to_a_beginning() -> None:
    seal, unseal = cursors.seal, cursors.unseal
    cursors.seal = lambda key, question, place: seal(key, question[:32], place)
    cursors.unseal = lambda key, question, cursor: unseal(key, question[:32], cursor)


CURSORS = [case.path.partition("cursor=")[2].encode() for case in addresses.cursors if "«" not in case.path]
SEEDS = [cursor for cursor in CURSORS if len(cursor) <= 32]
SEEDS += [bytes([7 * 8]) + (1784 << 40 | 7).to_bytes(8, "big") + b"boards/team/ideas"]

TARGET = Target(
    check, SEEDS, ("ideaboard.api.dialect.cursors", "base64"), LONGEST,
    {"spelled otherwise": _spelled_otherwise, "bound to a beginning": _bound_to_a_beginning},
)  # fmt: skip
