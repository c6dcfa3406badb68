"""A provider that a test makes say anything: an honest one, until something of it is changed."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jws
from joserfc.jwk import ECKey, Key, OKPKey, RSAKey
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from ideaboard import clock
from ideaboard.openid.tokens import PINNED

CLIENT = "ideaboard"
_KINDS: dict[str, Callable[[], Key]] = {
    "RS256": lambda: RSAKey.generate_key(2048),
    "PS256": lambda: RSAKey.generate_key(2048),
    "ES256": lambda: ECKey.generate_key("P-256"),
    "EdDSA": lambda: OKPKey.generate_key("Ed25519"),
    "Ed25519": lambda: OKPKey.generate_key("Ed25519"),
}
_MADE: dict[str, Key] = {}


def key_for(algorithm: str) -> Key:
    """A key for this algorithm, made once."""
    if algorithm not in _MADE:
        _MADE[algorithm] = _KINDS[algorithm]()
    return _MADE[algorithm]


def signed(claims: dict[str, Any], header: dict[str, Any], key: Key) -> str:
    """A signed token, whatever its header says."""
    return jws.serialize_compact(header, json.dumps(claims), key, algorithms=[header["alg"]], registry=_LAX)


_LAX = jws.JWSRegistry(strict_check_header=False, algorithms=["RS256", "PS256", "ES256", "EdDSA", "Ed25519", "RS384"])


def by_hand(claims: dict[str, Any], header: dict[str, Any], signature: bytes = b"") -> str:
    """A token with any signature, or none."""
    parts = [json.dumps(header).encode(), json.dumps(claims).encode(), signature]
    return ".".join(base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in parts)


@dataclass
class Provider:
    """What it says. `token` makes the ID token of its claims; `document` is laid over what it says of itself."""

    server: HTTPServer
    algorithm: str = "RS256"
    keys: list[dict[str, Any]] = field(default_factory=list)
    header: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    document: dict[str, Any] = field(default_factory=dict)
    token: Callable[[dict[str, Any], dict[str, Any]], str] | None = None
    answers: Response | None = None
    takes_codes_twice: bool = False
    access: str = "access"
    refresh: str = "refresh"
    made: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    challenges: dict[str, dict[str, str]] = field(default_factory=dict)
    spent: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.keys = self.keys or [self.public(self.algorithm)]
        self.server.expect_request("/.well-known/openid-configuration").respond_with_handler(self._document)
        self.server.expect_request("/jwks").respond_with_handler(self._jwks)
        self.server.expect_request("/token").respond_with_handler(self._token)
        self.server.expect_request("/userinfo").respond_with_handler(self._userinfo)

    @property
    def issuer(self) -> str:
        """Who it is."""
        return self.server.url_for("").rstrip("/")

    @staticmethod
    def public(algorithm: str, **said: Any) -> dict[str, Any]:
        """The public half of the key for this algorithm, as a provider shows it."""
        return {**key_for(algorithm).as_dict(private=False), "kid": algorithm, "use": "sig", **said}

    def sent(self, url: str) -> dict[str, str]:
        """What comes back with the browser that was sent to this address."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked
        return {"code": code, "state": asked["state"]}

    def _note(self, what: str, asked: Request) -> None:
        self.asked.append(what)
        # As it was sent: elsewhere it is in capitals, however it came.
        self.methods.append(asked.environ["REQUEST_METHOD"])

    def _document(self, asked: Request) -> Response:
        self._note("document", asked)
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "id_token_signing_alg_values_supported": [*PINNED, "HS256", "none"],
            **self.document,
        }
        return _json({name: value for name, value in told.items() if value is not None})

    def _jwks(self, asked: Request) -> Response:
        self._note("keys", asked)
        return _json({"keys": self.keys})

    def _userinfo(self, asked: Request) -> Response:
        self._note("userinfo", asked)
        assert asked.headers["Authorization"] == f"Bearer {self.access}"
        return _json({"sub": self.claims.get("sub", "anna-1"), **self.userinfo})

    def _token(self, asked: Request) -> Response:
        self._note("token", asked)
        if self.answers is not None:
            return self.answers
        code = asked.form["code"]
        begun = self.challenges.get(code, {})
        digest = hashlib.sha256(asked.form["code_verifier"].encode()).digest()
        right = base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == begun.get("code_challenge")
        basic = asked.authorization is not None and asked.authorization.username == CLIENT
        if not right or not basic or (code in self.spent and not self.takes_codes_twice):
            return Response('{"error":"invalid_grant"}', 400, content_type="application/json")
        self.spent.add(code)
        now = int(clock.now().timestamp())
        said = {
            "iss": self.issuer, "sub": "anna-1", "aud": CLIENT, "exp": now + 300, "iat": now, "nonce": begun["nonce"],
            "email": "anna@example.org", "email_verified": True, "name": "Anna", **self.claims,
        }  # fmt: skip
        said = {name: value for name, value in said.items() if value is not None}
        header = {"alg": self.algorithm, "kid": self.algorithm, "typ": "JWT", **self.header}
        make = self.token or (lambda claims, header: signed(claims, header, key_for(self.algorithm)))
        self.made.append(make(said, header))
        given = {"access_token": self.access, "refresh_token": self.refresh, "id_token": self.made[-1]}
        return _json({"token_type": "Bearer", **given})


def _json(said: dict[str, Any]) -> Response:
    return Response(json.dumps(said), content_type="application/json")


def with_public_key(claims: dict[str, Any], header: dict[str, Any]) -> str:
    """A token signed with HS256, by the text of the public key, which everybody can read."""
    unsigned = by_hand(claims, {**header, "alg": "HS256"}).rpartition(".")[0]
    public = key_for("RS256").as_pem(private=False)
    signature = hmac.new(public, unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"
