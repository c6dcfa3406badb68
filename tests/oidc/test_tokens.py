"""What an ID token has to say, to the second and to the letter; nobody is asked for anything here."""

import math
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from joserfc.jwk import OKPKey, RSAKey

from ideaboard.core.people.identities import LONGEST
from ideaboard.openid import tokens
from ideaboard.openid.tokens import PINNED, Expected, KeyUnknown, NotEnough, Unproven
from tests.oidc.hostile import CLIENT, Provider, by_hand, key_for, signed

ISSUER, NONCE = "https://id.example.org", "a nonce of this sign-in"
NOW = int(datetime(2026, 3, 1, 9, 30, tzinfo=UTC).timestamp())
EXPECTED = Expected(ISSUER, CLIENT, NONCE, frozenset(PINNED))
RIGHT: dict[str, Any] = {
    "iss": ISSUER, "sub": "anna-1", "aud": CLIENT, "exp": NOW + 300, "iat": NOW, "nonce": NONCE,
}  # fmt: skip
HEADER = {"alg": "Ed25519", "kid": "Ed25519", "typ": "JWT"}
MISSING: Any = object()


@pytest.fixture(autouse=True)
def _at_one_moment() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def _names(said: Any) -> str | None:
    return " ".join(said) if isinstance(said, dict) else None


def _public(**said: Any) -> dict[str, Any]:
    return _without(Provider.public("Ed25519", **said))


def _without(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not MISSING}


def _token(header: dict[str, Any] | None = None, **claims: Any) -> str:
    said = _without({**HEADER, **(header or {})})
    return signed(_without({**RIGHT, **claims}), said, key_for("Ed25519"))


def _read(token: str, *keys: dict[str, Any], expected: Expected = EXPECTED) -> dict[str, Any]:
    return tokens.claims(token, keys or [_public()], expected)


def _why(token: str, *keys: dict[str, Any], expected: Expected = EXPECTED) -> str:
    with pytest.raises(Unproven) as refused:
        _read(token, *keys, expected=expected)
    return str(refused.value)


def test_what_a_right_token_says_is_told_whole() -> None:
    assert _read(_token(email="anna@example.org")) == {**RIGHT, "email": "anna@example.org"}


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": NOW - 59}, {"exp": NOW - 59.5}, {"iat": NOW - 600}, {"iat": NOW + 60}, {"nbf": NOW + 60}, {"nbf": 0},
        {"aud": [CLIENT]}, {"aud": [CLIENT], "azp": CLIENT}, {"aud": ["another", CLIENT], "azp": CLIENT},
        {"aud": CLIENT, "azp": CLIENT}, {"sub": "a"}, {"sub": "a" * LONGEST}, {"sub": "Änne 7"}, {"nbf": None},
    ],
    ids=_names,
)  # fmt: skip
def test_what_holds_to_the_last_second_and_letter_is_believed(claims: dict[str, Any]) -> None:
    assert _read(_token(**claims)) == {**RIGHT, **claims}


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"iss": f"{ISSUER}/"}, "another issuer"), ({"iss": MISSING}, "another issuer"),
        ({"iss": ISSUER.upper()}, "another issuer"), ({"iss": [ISSUER]}, "another issuer"),
        ({"aud": "another"}, "somebody else"), ({"aud": []}, "somebody else"), ({"aud": MISSING}, "somebody else"),
        ({"aud": CLIENT.upper()}, "somebody else"), ({"aud": {CLIENT: 1}}, "somebody else"),
        ({"aud": f"{CLIENT} another"}, "somebody else"), ({"aud": 1}, "somebody else"),
        ({"aud": [CLIENT, "another"]}, "given to somebody else"),
        ({"aud": [CLIENT, CLIENT]}, "given to somebody else"),
        ({"aud": [CLIENT, "another"], "azp": "another"}, "given to somebody else"),
        ({"azp": "another"}, "given to somebody else"), ({"azp": None}, "given to somebody else"),
        ({"exp": NOW - 60}, "expired"), ({"exp": MISSING}, "expired"), ({"exp": True}, "expired"),
        ({"exp": str(NOW)}, "expired"), ({"exp": math.nan}, "expired"), ({"exp": None}, "expired"),
        ({"iat": NOW - 601}, "just now"), ({"iat": NOW - 600.5}, "just now"), ({"iat": NOW + 60.5}, "just now"),
        ({"iat": NOW + 61}, "just now"), ({"iat": MISSING}, "just now"), ({"iat": math.nan}, "just now"),
        ({"iat": str(NOW)}, "just now"),
        ({"nbf": NOW + 60.5}, "not hold yet"), ({"nbf": NOW + 61}, "not hold yet"), ({"nbf": "0"}, "not hold yet"),
        ({"nbf": False}, "not hold yet"), ({"nbf": math.nan}, "not hold yet"),
        ({"nonce": "another"}, "another sign-in"), ({"nonce": MISSING}, "another sign-in"),
        ({"nonce": NONCE[:-1]}, "another sign-in"), ({"nonce": [NONCE]}, "another sign-in"),
        ({"nonce": ""}, "another sign-in"),
        ({"sub": ""}, "nobody"), ({"sub": MISSING}, "nobody"), ({"sub": "a" * (LONGEST + 1)}, "nobody"),
        ({"sub": "anna\n"}, "nobody"), ({"sub": 7}, "nobody"), ({"sub": ["anna-1"]}, "nobody"),
    ],
    ids=_names,
)  # fmt: skip
def test_what_does_not_hold_is_refused_for_what_it_is(claims: dict[str, Any], why: str) -> None:
    assert why in _why(_token(**claims))


@pytest.mark.parametrize("name", ["jwk", "jku", "x5u", "x5c", "crit", "b64", "enc", "zip"])
def test_a_header_that_decides_how_it_is_judged_is_refused_even_when_it_says_nothing(name: str) -> None:
    assert "header brings" in _why(by_hand(RIGHT, {**HEADER, name: None}))


@pytest.mark.parametrize("kind", ["JWT", "jwt", "Jwt", MISSING])
def test_a_token_of_the_right_kind_says_so_or_nothing(kind: Any) -> None:
    assert _read(_token({"typ": kind})) == RIGHT


@pytest.mark.parametrize("kind", ["at+jwt", "", None, ["JWT"], "XXJWTXX"])
def test_a_token_of_another_kind_is_refused(kind: Any) -> None:
    assert "another kind" in _why(by_hand(RIGHT, {**HEADER, "typ": kind}))


def test_an_algorithm_is_one_that_is_pinned_and_announced() -> None:
    for algorithm in ("HS256", "none", "ed25519", "RS512", "", None, ["Ed25519"], 1):
        assert "algorithm" in _why(by_hand(RIGHT, {**HEADER, "alg": algorithm}))
    assert "algorithm" in _why(by_hand(RIGHT, _without({**HEADER, "alg": MISSING})))
    announced = Expected(ISSUER, CLIENT, NONCE, frozenset({"RS256", "HS256"}))
    assert "algorithm" in _why(_token(), expected=announced)
    assert "algorithm" in _why(by_hand(RIGHT, {**HEADER, "alg": "HS256"}), expected=announced)


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ("", "no signed token"), ("a.b", "no signed token"), ("a.b.c.d", "no signed token"),
        ("é.b.c", "no signed token"), ("!.b.c", "cannot be read"), ("W10.e30.AAAA", "cannot be read"),
        ("bnVsbA.e30.AAAA", "cannot be read"), (".e30.AAAA", "cannot be read"),
        ("_w.e30.AAAA", "cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_token_is_said_to_be_none(token: str, why: str) -> None:
    assert why in _why(token)


def test_a_token_has_a_hundred_thousand_letters_at_most() -> None:
    token = _token()
    fits, over = (f"{token}{'A' * (size - len(token))}" for size in (100_000, 100_001))
    assert "none of the provider's keys" in _why(fits)
    assert "no signed token" in _why(over)


def test_a_token_that_is_nested_too_deep_is_refused() -> None:
    for header in ("[" * 50_000, '{"alg":' * 8_000):
        assert "cannot be read" in _why(f"{_encoded(header)}.e30.AAAA")


def _encoded(text: str) -> str:
    return by_hand({}, {}, text.encode()).split(".")[2]


def test_what_is_signed_has_to_be_an_object() -> None:
    assert "nothing that can be read" in _why(signed([1], HEADER, key_for("Ed25519")))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "key",
    [
        {"use": "enc"}, {"use": None}, {"alg": "RS256"}, {"alg": "EdDSA"}, {"kty": "RSA"}, {"kty": MISSING},
        {"kty": "okp"}, {"crv": "Ed448"}, {"crv": MISSING}, {"kid": "another"}, {"kid": MISSING}, {"x": "AAAA"},
        {"x": MISSING},
    ],
    ids=_names,
)  # fmt: skip
def test_a_key_that_does_not_fit_signs_nothing_and_hides_no_other(key: dict[str, Any]) -> None:
    wrong = _public(**key)
    with pytest.raises(KeyUnknown):
        _read(_token(), wrong)
    assert _read(_token(), wrong, _public()) == RIGHT
    assert _read(_token(), _public(), wrong) == RIGHT


@pytest.mark.parametrize("key", [{}, {"use": MISSING}, {"alg": "Ed25519"}, {"kid": MISSING}], ids=_names)
def test_a_key_need_not_say_for_what_it_is(key: dict[str, Any]) -> None:
    assert _read(_token({"kid": MISSING}), _public(**key)) == RIGHT


def test_without_the_name_of_its_key_any_that_fits_may_have_signed() -> None:
    others = [OKPKey.generate_key("Ed25519").as_dict(private=False) for _ in range(2)]
    assert _read(_token({"kid": MISSING}), *others, _public(kid="whichever")) == RIGHT
    with pytest.raises(KeyUnknown):
        _read(_token({"kid": MISSING}), *others)
    with pytest.raises(KeyUnknown):
        _read(_token({"kid": ""}), _public())


def test_an_rsa_key_of_2048_bits_is_long_enough_and_a_shorter_one_hides_no_other() -> None:
    header = {"alg": "RS256", "typ": "JWT"}
    short = RSAKey.generate_key(1024)
    right = key_for("RS256")
    assert right.raw_value.key_size == 2048
    short_one, right_one = (key.as_dict(private=False) for key in (short, right))
    with pytest.raises(KeyUnknown):
        _read(signed(RIGHT, header, short), short_one)
    assert _read(signed(RIGHT, header, right), short_one, right_one) == RIGHT


def test_of_two_that_sign_alike_only_the_announced_one_is_read() -> None:
    # The same RSA key signs both ways: a token says which, and is read in that one only.
    header, key = {"alg": "PS256", "typ": "JWT"}, key_for("RS256")
    token = signed(RIGHT, header, key)
    assert _read(token, key.as_dict(private=False)) == RIGHT
    claimed = f"{by_hand({}, {**header, 'alg': 'RS256'}).split('.')[0]}.{token.partition('.')[2]}"
    with pytest.raises(KeyUnknown):
        _read(claimed, key.as_dict(private=False))


@pytest.mark.parametrize("key", [{"use": "enc"}, {"alg": "EdDSA"}, {"crv": "Ed448"}, {"kty": "EC"}], ids=_names)
def test_a_key_that_says_it_is_for_something_else_is_not_tried(key: dict[str, Any]) -> None:
    assert tokens._fits(_public(alg="Ed25519"), "Ed25519")
    assert not tokens._fits(_public(**key), "Ed25519")


def test_a_key_of_another_curve_is_not_believed_though_the_algorithm_could_be_of_it() -> None:
    other = OKPKey.generate_key("Ed448")
    token = signed(RIGHT, {"alg": "EdDSA", "typ": "JWT"}, other)
    with pytest.raises(KeyUnknown):
        _read(token, other.as_dict(private=False))


REQUIRED = Expected(ISSUER, CLIENT, NONCE, frozenset(PINNED), (("amr", "mfa"), ("amr", "hwk"), ("acr", "phr")))


@pytest.mark.parametrize(
    "claims",
    [
        {"amr": ["pwd", "mfa"]}, {"amr": ["hwk"]}, {"amr": "mfa"}, {"amr": "hwk"}, {"acr": "phr"}, {"acr": ["phr"]},
        {"acr": "phr", "amr": ["pwd"]}, {"acr": "0", "amr": ["hwk"]},
    ],
    ids=_names,
)  # fmt: skip
def test_of_what_is_required_one_is_enough(claims: dict[str, Any]) -> None:
    assert _read(_token(**claims), expected=REQUIRED) == {**RIGHT, **claims}


@pytest.mark.parametrize(
    "claims",
    [
        {}, {"amr": []}, {"amr": ["pwd"]}, {"amr": "pwd,mfa"}, {"amr": ["pwd mfa"]}, {"amr": "phr"}, {"acr": "mfa"},
        {"acr": ["hwk"]}, {"acr": "PHR"}, {"amr": {"mfa": True}}, {"amr": [["mfa"]]}, {"amr": None, "acr": 1},
    ],
    ids=_names,
)  # fmt: skip
def test_a_token_that_says_nothing_of_what_is_required_is_not_enough(claims: dict[str, Any]) -> None:
    with pytest.raises(NotEnough):
        _read(_token(**claims), expected=REQUIRED)
    assert _read(_token(**claims)) == {**RIGHT, **claims}
