"""What the fake GitHub knows of a GitHub App: its key, where it is installed, and the tokens it was given. No HTTP."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

# GitHub's rules: a JWT may not last longer than this, and its tokens last as long as that.
LONGEST_JWT = 600
TOKEN_LIFE = timedelta(hours=1)


class NotGenuine(Exception):
    """The JWT is none, or not signed with the key."""


@dataclass(frozen=True)
class Issued:
    """A token of an installation: for which repositories, by their names, what it may do, and until when."""

    repositories: frozenset[str]
    permissions: Mapping[str, str]
    expires: datetime


@dataclass
class App:
    """A GitHub App, installed once. Change its fields to take rights away."""

    id: str = "271828"
    client_id: str = "Iv23liFAKE0000000001"
    slug: str = "idea-board"
    installation_id: int = 31415926
    repositories: set[str] = field(default_factory=lambda: {"acme/roadmap"})
    permissions: dict[str, str] = field(default_factory=lambda: {"issues": "write", "metadata": "read"})
    suspended: bool = False
    tokens: dict[str, Issued] = field(default_factory=dict)

    @property
    def login(self) -> str:
        """The account that its issues are made by."""
        return f"{self.slug}[bot]"

    @property
    def pem(self) -> str:
        """Its private key, in the form that GitHub lets people load down."""
        return pem(_key(0))

    def against_jwt(self, token: str, now: float) -> tuple[int, str] | None:
        """The status and the words by which GitHub refuses `token` at `now`; None when it is good."""
        try:
            claims = claims_of(token, _key(0).public_key())
        except NotGenuine:
            return 401, "A JSON web token could not be decoded"
        issued, expires = claims.get("iat"), claims.get("exp")
        if claims.get("iss") not in (self.id, self.client_id):
            return 404, "Integration not found"
        if not isinstance(issued, int) or issued > now:
            words = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
            return 401, words
        if not isinstance(expires, int) or expires <= now:
            words = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the "
            return 401, f"{words}assertion expires"
        if expires > now + LONGEST_JWT:
            return 401, "'Expiration time' claim ('exp') is too far in the future"
        return None

    def against_asking(self, asked: Mapping[str, Any]) -> tuple[int, str] | None:
        """The status and the words by which GitHub refuses a token with what is `asked`; None when it is due."""
        if self.suspended:
            return 403, "This installation has been suspended"
        mine = {name.partition("/")[2] for name in self.repositories}
        if not set(asked.get("repositories", ())) <= mine:
            words = "There is at least one repository that does not exist or is not accessible to the parent "
            return 422, f"{words}installation."
        if any(not self._covers(name, level) for name, level in asked.get("permissions", {}).items()):
            return 422, "The permissions requested are not granted to this installation."
        return None

    def issue(self, asked: Mapping[str, Any]) -> tuple[str, Issued]:
        """Make a token with what is `asked`, and with all that the App has of what is not."""
        names = frozenset(asked.get("repositories") or {name.partition("/")[2] for name in self.repositories})
        expires = (datetime.now(UTC) + TOKEN_LIFE).replace(microsecond=0)
        issued = Issued(names, asked.get("permissions") or dict(self.permissions), expires)
        token = f"ghs_{secrets.token_hex(18)}"
        self.tokens[token] = issued
        return token, issued

    def _covers(self, name: str, level: str) -> bool:
        levels = ("read", "write", "admin")
        return name in self.permissions and levels.index(level) <= levels.index(self.permissions[name])


def claims_of(token: str, key: rsa.RSAPublicKey) -> dict[str, Any]:
    """What a JWT of RS256 says, once it is sure that `key` signed it (RFC 7515, 5.2). Raises NotGenuine."""
    try:
        header, payload, signature = token.split(".")
        if json.loads(_bytes(header)).get("alg") != "RS256":
            raise NotGenuine
        key.verify(_bytes(signature), f"{header}.{payload}".encode(), padding.PKCS1v15(), SHA256())
        claims = json.loads(_bytes(payload))
    except (ValueError, AttributeError, binascii.Error, InvalidSignature) as error:
        raise NotGenuine from error
    if not isinstance(claims, dict):
        raise NotGenuine
    return claims


def pem(key: rsa.RSAPrivateKey) -> str:
    """`key` in the form that GitHub gives: PKCS#1, no passphrase."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()).decode()


def another_key() -> str:
    """A private key that no App has."""
    return pem(_key(1))


@cache
def _key(_which: int) -> rsa.RSAPrivateKey:
    # Making one takes long enough to make it once a process.
    return rsa.generate_private_key(65537, 2048)


def _bytes(part: str) -> bytes:
    if "=" in part:
        raise NotGenuine
    return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
