"""W1 to W8: what the tracker tells by itself is believed when it is proven, and read for what it says."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Final

import pytest

from ideaboard.plugin import CATEGORIES, Change, Forged, Inbound, Received, Unparsable
from ideaboard.plugin.testing.bench import Bench, Sample

_NOW: Final = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
# Of a long body this many bits are flipped, spread over all of it.
_BITS: Final = 400
_HOSTILE: Final = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"null",
    b"[]",
    b"{}",
    b'"text"',
    b"1e999",
    b"[" * 100_000,
    b'{"a":' * 5_000,
    b"{" + b'"a":1,' * 5_000 + b'"a":1}',
    b"1" * 5_000,
    b'{"\\ud800": "\\ud800"}',
)
_STRANGE: Final[tuple[Any, ...]] = (None, True, -1, 1e308, 10**40, "", "\ud800", "x" * 5_000, [], [[]], {}, {"id": {}})


class Hearing(Bench):
    """The rules of `inbound`; a type without one is never called."""

    #: Whether the tracker's proof says when it was sent, so that an old call can be told from a new one.
    dated: ClassVar[bool] = False
    #: Headers that prove a call, by their names in small letters; those of `sign` that `samples` do not have.
    not_proof: ClassVar[frozenset[str]] = frozenset()

    @property
    def inbound(self) -> Inbound:
        """What the type has to say."""
        found = self.tracker_type.inbound
        if found is None:
            pytest.skip("the tracker is said to call nobody")
        return found

    def _received(self, sample: Sample, secret: str | None = None, at: datetime = _NOW) -> Received:
        headers = self.sign(sample, secret or self.webhook_secrets[0], at)
        return Received({name.lower(): value for name, value in headers.items()}, sample.body, at)

    def _first(self) -> Sample:
        assert self.inbound
        found = self.samples()
        assert any(sample.changes for sample in found), "no sample says anything"
        return found[0]

    def _refused(self, received: Received, secrets: Sequence[str] = ()) -> bool:
        try:
            self.inbound.verify(received, secrets or self.webhook_secrets[:1])
        except Forged:
            return True
        return False

    def test_w1_a_good_call_is_believed(self) -> None:
        for sample in [self._first(), *self.samples()]:
            self.inbound.verify(self._received(sample), self.webhook_secrets[:1])

    def test_w1_published_calls_are_believed(self) -> None:
        if not self.inbound or not self.vectors():
            pytest.skip("`vectors` names no published calls")
        for vector in self.vectors():
            self.inbound.verify(vector.received, [vector.secret])

    def test_w1_every_bit_of_the_proof_counts(self) -> None:
        good = self._received(self._first())
        assert not self._refused(good)
        proof = self._proof(good)
        assert proof, "no header proves anything"
        for name in proof:
            for forged in _flipped(good.headers[name].encode()):
                headers = {**good.headers, name: forged.decode("latin-1")}
                assert self._refused(Received(headers, good.body, good.at)), f"{name}: {forged!r} was believed"

    def test_w1_every_bit_of_the_body_counts(self) -> None:
        good = self._received(self._first())
        if self.is_a_password:
            pytest.skip("the tracker sends the secret itself, which proves the sender and not the body")
        for body in _flipped(good.body):
            assert self._refused(Received(good.headers, body, good.at)), "another body was believed"

    def test_w1_every_bit_of_the_secret_counts(self) -> None:
        good = self._received(self._first())
        for secret in _flipped(self.webhook_secrets[0].encode()):
            assert self._refused(good, [secret.decode("latin-1")]), f"the secret {secret!r} proved it"
        assert self._refused(good, ["another-secret-altogether"])

    def test_w1_a_proof_that_is_missing_empty_or_of_another_kind_is_refused(self) -> None:
        good = self._received(self._first())
        for name in self._proof(good):
            without = {other: value for other, value in good.headers.items() if other != name}
            assert self._refused(Received(without, good.body, good.at)), f"without {name} it was believed"
            for strange in ("", " ", "sha1=", "sha256=", "é", "v1,", "Bearer ", "\ud800", good.headers[name] + "0"):
                headers = {**good.headers, name: strange}
                assert self._refused(Received(headers, good.body, good.at)), f"{name}: {strange!r} was believed"

    def test_w1_two_secrets_are_good_while_one_replaces_the_other(self) -> None:
        old, new = self.webhook_secrets
        sample = self._first()
        for secret in (old, new):
            self.inbound.verify(self._received(sample, secret), [new, old])
        assert self._refused(self._received(sample, old), [new])

    def test_w2_the_bytes_are_judged_not_what_they_mean(self) -> None:
        first = self._first()
        for body in (b"", b"\xff\x00 no JSON", first.body.replace(b":", b" : ", 1) + b"\n"):
            sample = Sample(first.name, first.headers, body, ())
            try:
                signed = self._received(sample)
            except ValueError:
                # The proof is made of what the body says: then it cannot be given for nonsense.
                continue
            if not self.is_a_password and body != first.body:
                assert self._refused(Received(signed.headers, first.body, signed.at)), "it was judged by its meaning"
            if not self.dated or body.startswith(b"{"):
                self.inbound.verify(signed, self.webhook_secrets[:1])

    def test_w3_a_call_of_long_ago_is_refused(self) -> None:
        sample = self._first()
        if not self.dated:
            pytest.skip("the proof is said to hold no time")
        good = self._received(sample)
        for later in (timedelta(hours=1), timedelta(hours=-1)):
            assert self._refused(Received(good.headers, good.body, good.at + later))

    def test_w4_the_same_delivery_has_the_same_id(self) -> None:
        sample = self._first()
        first, again = self._received(sample), self._received(sample)
        assert self.inbound.verify(first, self.webhook_secrets[:1]) == self.inbound.verify(
            again, self.webhook_secrets[:1]
        )

    def test_w5_what_nobody_knows_says_nothing(self) -> None:
        sample = self._first()
        for name in sample.headers:
            if "event" in name.lower():
                headers = {**self._received(sample).headers, name.lower(): "something_new"}
                assert list(self.inbound.parse(Received(headers, sample.body, _NOW))) == []

    def test_w6_every_sample_says_what_is_expected(self) -> None:
        self._first()
        for sample in self.samples():
            assert list(self.inbound.parse(self._received(sample))) == list(sample.changes), sample.name

    def test_w7_hostile_bodies_are_unparsable_and_nothing_else(self) -> None:
        headers = self._received(self._first()).headers
        for body in _HOSTILE:
            self._read(Received(headers, body, _NOW))

    def test_w7_a_strange_value_anywhere_is_unparsable_or_left(self) -> None:
        for sample in [self._first(), *self.samples()]:
            if not sample.changes:
                continue
            headers = self._received(sample).headers
            for body in _strange(json.loads(sample.body)):
                self._read(Received(headers, body, _NOW))

    def test_w8_a_status_has_an_id_a_name_and_a_category(self) -> None:
        self._first()
        changes = [change for sample in self.samples() for change in sample.changes]
        for status in [change.issue.status for change in changes if not change.gone]:
            assert status is not None
            assert status.id
            assert status.name
            assert status.category in CATEGORIES

    #: Whether the secret itself is sent: it proves who sends, and nothing about the body.
    is_a_password: ClassVar[bool] = False

    def _proof(self, received: Received) -> list[str]:
        plain = {name.lower() for sample in self.samples() for name in sample.headers} | self.not_proof
        return [name for name in received.headers if name not in plain]

    def _read(self, received: Received) -> None:
        try:
            changes = self.inbound.parse(received)
        except Unparsable:
            return
        assert all(isinstance(change, Change) and change.issue.id for change in changes)


def _flipped(good: bytes) -> Iterator[bytes]:
    """`good` with one bit flipped, for every bit or for a spread of them."""
    bits = len(good) * 8
    for bit in range(0, bits, max(1, bits // _BITS)):
        flipped = bytearray(good)
        flipped[bit // 8] ^= 1 << bit % 8
        # In a header no other one is a line's end or a blank that is cut off.
        if bytes(flipped).strip() == bytes(flipped):
            yield bytes(flipped)


def _strange(value: Any) -> Iterator[bytes]:
    """JSON in which one value, however deep, is something else, or missing."""
    for path in _paths(value, 4):
        for strange in _STRANGE:
            yield json.dumps(_with(value, path, strange)).encode()
        yield json.dumps(_without(value, path)).encode()


def _paths(value: Any, deep: int) -> Iterator[tuple[str, ...]]:
    if isinstance(value, Mapping) and deep:
        for key, inner in value.items():
            yield (key,)
            yield from ((key, *rest) for rest in _paths(inner, deep - 1))


def _with(value: Any, path: tuple[str, ...], strange: Any) -> Any:
    key, *rest = path
    return {**value, key: _with(value[key], tuple(rest), strange) if rest else strange}


def _without(value: Any, path: tuple[str, ...]) -> Any:
    key, *rest = path
    if rest:
        return {**value, key: _without(value[key], tuple(rest))}
    return {name: inner for name, inner in value.items() if name != key}
