"""ID tokens: what has to hold before one is believed (OpenID Connect Core 3.1.3.7). Nothing in here asks anybody."""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeGuard

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.util import urlsafe_b64decode

from ideaboard import clock
from ideaboard.core.people.identities import LONGEST

# The algorithms that are believed, each with the type and the curve that its key must have. None is symmetric: a key
# that everybody can read signs nothing.
PINNED: Final[dict[str, tuple[str, str | None]]] = {
    "RS256": ("RSA", None),
    "PS256": ("RSA", None),
    "ES256": ("EC", "P-256"),
    "EdDSA": ("OKP", "Ed25519"),
    # How RFC 9864 calls the same.
    "Ed25519": ("OKP", "Ed25519"),
}
# By how much two clocks may differ, and for how long after it was made a token is one for this sign-in: seconds.
LEEWAY: Final = 60
FRESH: Final = 600
# RSA keys with fewer bits are not believed.
_BITS: Final = 2048
_MOST: Final = 100_000
_TYPES: Final[dict[str, type[RSAKey] | type[ECKey] | type[OKPKey]]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
# What a header may not say: each would have the token bring its own key, or change what is signed.
_FORBIDDEN: Final = frozenset({"jwk", "jku", "x5u", "x5c", "crit", "b64", "enc", "zip"})


class Unproven(Exception):
    """A token that is not believed; the text says why, and nothing of what the token holds."""


class KeyUnknown(Unproven):
    """None of the keys is the one that signed: the provider may have a new one."""


class NotEnough(Unproven):
    """It is right, and does not say that somebody signed in as this board asks."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a token has to be: whose, for whom, of which sign-in, and signed in which ways.

    `required` are claims, `acr` or `amr`, with a value each, of which it has to say one.
    """

    issuer: str
    client: str
    nonce: str
    algorithms: frozenset[str]
    required: tuple[tuple[str, str], ...] = ()


def claims(token: str, keys: Iterable[Mapping[str, Any]], expected: Expected) -> dict[str, Any]:
    """What a token says, once all of it holds. Raises Unproven; KeyUnknown when another key could help; NotEnough."""
    header = _header(token)
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in PINNED or algorithm not in expected.algorithms:
        raise Unproven("its algorithm is not one that is believed")
    if _FORBIDDEN & set(header):
        raise Unproven("its header brings what decides how it is judged")
    if str(header.get("typ", "JWT")).lower() != "jwt":
        raise Unproven("it is another kind of token")
    said = _signed(token, algorithm, header.get("kid"), keys)
    _judge(said, expected)
    if expected.required and not any(_says(said.get(name), value) for name, value in expected.required):
        raise NotEnough("it does not say that one signed in as is required")
    return said


def _header(token: str) -> dict[str, Any]:
    if len(token) > _MOST or not token.isascii() or token.count(".") != 2:
        raise Unproven("it is no signed token")
    try:
        found = json.loads(urlsafe_b64decode(token.partition(".")[0].encode()))
    except (ValueError, RecursionError) as error:
        raise Unproven("its header cannot be read") from error
    if not isinstance(found, dict):
        raise Unproven("its header cannot be read")
    return found


def _signed(token: str, algorithm: str, kid: Any, keys: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a token says, signed by one of the keys that fit: the one that it names, or any when it names none."""
    for key in keys:
        if not _fits(key, algorithm) or (kid is not None and key.get("kid") != kid):
            continue
        try:
            read = _TYPES[str(key["kty"])].import_key(dict(key))
            if isinstance(read, RSAKey) and read.public_key.key_size < _BITS:
                continue
            said = json.loads(jws.deserialize_compact(token, read, algorithms=[algorithm]).payload)
        except (JoseError, ValueError, RecursionError):
            continue
        if not isinstance(said, dict):
            raise Unproven("it says nothing that can be read")
        return said
    raise KeyUnknown("none of the provider's keys has signed it")


def _fits(key: Mapping[str, Any], algorithm: str) -> bool:
    kind, curve = PINNED[algorithm]
    return (
        key.get("kty") == kind
        and (curve is None or key.get("crv") == curve)
        and key.get("use", "sig") == "sig"
        and key.get("alg", algorithm) == algorithm
    )


def _judge(said: Mapping[str, Any], expected: Expected) -> None:
    now = clock.now().timestamp()
    audience = said.get("aud")
    audiences = [audience] if isinstance(audience, str) else audience
    subject, nonce = said.get("sub"), said.get("nonce")
    expires, made, begins = (said.get(name) for name in ("exp", "iat", "nbf"))
    if said.get("iss") != expected.issuer:
        raise Unproven("another issuer made it")
    if not isinstance(audiences, list) or expected.client not in audiences:
        raise Unproven("it is for somebody else")
    if said.get("azp", expected.client) != expected.client or (len(audiences) > 1 and "azp" not in said):
        raise Unproven("it was given to somebody else")
    if not _is_number(expires) or expires + LEEWAY <= now:
        raise Unproven("it has expired")
    if not _is_number(made) or not now - FRESH <= made <= now + LEEWAY:
        raise Unproven("it was not made just now")
    if begins is not None and (not _is_number(begins) or begins > now + LEEWAY):
        raise Unproven("it does not hold yet")
    if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), expected.nonce.encode()):
        raise Unproven("it is of another sign-in")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST or not subject.isprintable():
        raise Unproven("it names nobody")


def _says(said: Any, value: str) -> bool:
    """Whether a claim, a text or several, says this."""
    return said == value or (isinstance(said, list) and value in said)


def _is_number(value: Any) -> TypeGuard[int | float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value
