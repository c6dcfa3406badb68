"""The provider: where people are sent to sign in, and what it says of who comes back. What it is asked is asked here.

The operator names it, so it may be in a private network, or on this machine: its own host may be called wherever it
is. What its document says is elsewhere is called as everything is: on the public internet, or in the networks that the
operator names. All of one request's calls together take five seconds at most.
"""

import base64
import hashlib
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit

import structlog

from ideaboard import addresses, ids
from ideaboard.core.people.identities import LONGEST
from ideaboard.core.people.trusting import NotProven, ProviderSilent, Said
from ideaboard.errors import Forbidden
from ideaboard.http import Answer, Http, HttpError
from ideaboard.openid import tokens
from ideaboard.openid.tokens import PINNED, Expected, KeyUnknown, NotEnough, Unproven
from ideaboard.settings import WELL_KNOWN, Settings

log = structlog.get_logger()

# Seconds: of all calls of one request; of what is remembered; and between two looks for a key that is not known.
PATIENCE: Final = 5.0
KEPT: Final = 3600.0
AGAIN: Final = 60.0
_LONGEST_ANSWER: Final = 1_000_000
# Calls under way in one process: those that nobody waits for any more end by themselves, and may not pile up.
_AT_ONCE: Final = 16
_EVERYWHERE: Final = addresses.networks(["0.0.0.0/0", "::/0"])
_NAMES: Final = ("name", "preferred_username", "nickname")
_LONGEST_NAME: Final = 100


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that somebody has begun: what their browser keeps of it, sealed, until they come back."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def of(cls, state: str) -> "Attempt":
        """A new one."""
        return cls(state, ids.secret(""), ids.secret("") + ids.secret(""))

    @property
    def challenge(self) -> str:
        """What the provider is told of the verifier (RFC 7636, S256)."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class _Silent(Exception):
    """The provider cannot be asked, or does not say what is needed; the text says what, for the log."""


@dataclass(slots=True)
class _Remembered:
    """Something that was asked, and when, by the clock that only goes on."""

    value: Any
    at: float


class Provider:
    """The provider that the settings name. One for a process; its document and its keys are kept for an hour."""

    def __init__(self, settings: Settings) -> None:
        found = settings.provider
        if found is None:
            raise ValueError("No provider is named")
        self._settings = settings
        self._host = found.hostname
        self._plain = found.scheme == "http"
        self._networks = settings.networks
        self._lock = threading.Lock()
        self._asking = threading.BoundedSemaphore(_AT_ONCE)
        self._document: _Remembered | None = None
        self._keys: _Remembered | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Provider | None":
        """The provider; None where none is named. Raises BadSetting."""
        return cls(settings) if settings.provider is not None else None

    @property
    def redirect(self) -> str:
        """The page of ours to which people come back."""
        return f"{self._settings.base_url}/signed-in"

    @property
    def issuer(self) -> str:
        """Who it says it is, without a slash at the end."""
        return self._settings.oidc_discovery.removesuffix(WELL_KNOWN)

    def address(self) -> str:
        """Where people are sent to. Raises ProviderSilent."""
        try:
            return str(self._discover(time.monotonic() + PATIENCE)["authorization_endpoint"])
        except _Silent as silent:
            raise _unavailable(silent) from None

    def question(self, address: str, attempt: Attempt) -> str:
        """The address with which a browser begins to sign in; `address` is what `address()` gave."""
        scopes = "openid email profile"
        if self._settings.oidc_groups and self._document is not None:
            offered = self._document.value.get("scopes_supported")
            scopes += " groups" if isinstance(offered, list) and "groups" in offered else ""
        asked = {
            "response_type": "code",
            "client_id": self._settings.oidc_client_id,
            "redirect_uri": self.redirect,
            "scope": scopes,
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": attempt.challenge,
            "code_challenge_method": "S256",
        }
        contexts = [value for name, value in self._settings.required if name == "acr"]
        if contexts:
            asked["acr_values"] = " ".join(contexts)
        return _asking(address, asked)

    def sign_out(self, issuer: str) -> str | None:
        """The address at which somebody whom `issuer` let in signs out there, and comes back to our page.

        None where this provider is another, has no such address, or cannot be asked: it keeps nobody signed in here.
        """
        try:
            document = self._discover(time.monotonic() + PATIENCE)
        except _Silent as silent:
            log.warning("nobody can be led to sign out at the provider", why=str(silent))
            return None
        where = document.get("end_session_endpoint")
        if issuer != document["issuer"] or not self._is_safe(where):
            return None
        # OpenID Connect RP-Initiated Logout 1.0, 2. Without an ID token, which is not kept, the provider asks first.
        asked = {
            "client_id": self._settings.oidc_client_id,
            "post_logout_redirect_uri": f"{self._settings.base_url}/sign-in",
            "state": ids.secret(""),
        }
        return _asking(str(where), asked)

    def exchange(self, attempt: Attempt, code: str, issuer: str | None) -> Said:
        """Who has come back with this `code`. Raises NotProven, ProviderSilent; Forbidden, when they signed in
        otherwise than is required.

        `issuer` is who sent them back, as far as that was said (RFC 9207).
        """
        ends = time.monotonic() + PATIENCE
        try:
            document = self._discover(ends)
            _judge_sender(document, issuer)
            given = self._redeem(document, attempt, code, ends)
            said = self._believe(document, given, attempt, ends)
            return self._read(document, said, given, attempt, ends)
        except NotEnough:
            detail = "Sign in there in the way that this board asks for, with a second factor perhaps."
            raise Forbidden("oidc_not_allowed", detail) from None
        except Unproven as unproven:
            log.warning("a sign-in at the provider was refused", why=str(unproven))
            raise NotProven(detail="Begin to sign in anew.") from None
        except _Silent as silent:
            raise _unavailable(silent) from None

    def _redeem(self, document: Mapping[str, Any], attempt: Attempt, code: str, ends: float) -> dict[str, Any]:
        """What the provider gives for the code, which it takes once."""
        client, secret = self._settings.oidc_client_id, self._settings.oidc_client_secret
        said = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect,
            "code_verifier": attempt.verifier,
        }
        headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
        ways = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
        if not secret:
            said["client_id"] = client
        elif "client_secret_basic" in ways:
            # RFC 6749, 2.3.1: both are form-encoded before they are put together.
            pair = f"{quote(client, safe='')}:{quote(secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            said |= {"client_id": client, "client_secret": secret}
        answer = self._ask("POST", document["token_endpoint"], ends, headers, urlencode(said).encode())
        if 400 <= answer.status < 500 and answer.status != 429:
            raise Unproven("the provider takes the code not, or not any more")
        found = _object(answer, "for the code")
        if not isinstance(found.get("id_token"), str):
            raise Unproven("the provider gave no ID token")
        return found

    def _believe(
        self, document: Mapping[str, Any], given: Mapping[str, Any], attempt: Attempt, ends: float
    ) -> dict[str, Any]:
        announced = document.get("id_token_signing_alg_values_supported") or ["RS256"]
        algorithms = frozenset(PINNED) & frozenset(map(str, announced))
        settings = self._settings
        expected = Expected(document["issuer"], settings.oidc_client_id, attempt.nonce, algorithms, settings.required)
        try:
            return tokens.claims(given["id_token"], self._look_for_keys(document, ends, KEPT), expected)
        except KeyUnknown:
            # It may have a new key; somebody who makes up keys does not make us ask for each.
            return tokens.claims(given["id_token"], self._look_for_keys(document, ends, AGAIN), expected)

    def _read(
        self, document: Mapping[str, Any], said: dict[str, Any], given: Mapping[str, Any], attempt: Attempt, ends: float
    ) -> Said:
        """What of it all is of use here. What the token lacks is asked for with the access token that came along."""
        claim = self._settings.oidc_groups_claim
        wants = bool(self._settings.oidc_groups) and claim not in said
        more: dict[str, Any] = {}
        where = document.get("userinfo_endpoint")
        if (wants or "email_verified" not in said) and where and isinstance(given.get("access_token"), str):
            headers = {"authorization": f"Bearer {given['access_token']}", "accept": "application/json"}
            more = _object(self._ask("GET", str(where), ends, headers), "about who signs in")
            if more.get("sub") != said["sub"]:
                raise Unproven("what is said of them is of somebody else")
        # The e-mail and that it is verified come from one place: the two may speak of different ones.
        about = said if "email_verified" in said else more
        email = about.get("email") if about.get("email_verified") is True else None
        groups = said.get(claim, more.get(claim))
        beyond = any(claim in (one.get("_claim_names") or {}) for one in (said, more))
        return Said(
            issuer=said["iss"],
            subject=said["sub"],
            state=attempt.state,
            email=email.strip() if isinstance(email, str) else None,
            names=tuple(filter(None, (_name(one.get(name)) for name in _NAMES for one in (said, more)))),
            groups=None if beyond and groups is None else _groups(groups),
        )

    def _discover(self, ends: float) -> dict[str, Any]:
        kept = self._document
        if kept is not None and kept.at + KEPT > time.monotonic():
            return dict(kept.value)
        document = _object(self._ask("GET", self._settings.oidc_discovery, ends), "about itself")
        issuer = document.get("issuer")
        if not isinstance(issuer, str) or len(issuer) > LONGEST:
            raise _Silent("its document names no issuer")
        if self._settings.oidc_discovery != issuer.rstrip("/") + WELL_KNOWN:
            raise _Silent("its document is of another issuer than its address says")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not self._is_safe(document.get(name)):
                raise _Silent(f"its document says no {name} that can be used")
        self._document = _Remembered(document, time.monotonic())
        return document

    def _look_for_keys(self, document: Mapping[str, Any], ends: float, newest: float) -> list[dict[str, Any]]:
        """The provider's keys, asked for no longer than `newest` seconds ago. One thread asks; the others wait."""
        if not self._lock.acquire(timeout=max(0.0, ends - time.monotonic())):
            raise _Silent(f"it took longer than {PATIENCE:g} s")
        try:
            kept = self._keys
            if kept is None or kept.at + newest <= time.monotonic():
                found = _object(self._ask("GET", document["jwks_uri"], ends), "its keys").get("keys")
                if not isinstance(found, list):
                    raise _Silent("it has no keys")
                kept = self._keys = _Remembered([key for key in found if isinstance(key, dict)], time.monotonic())
            keys: list[dict[str, Any]] = kept.value
            return keys
        finally:
            self._lock.release()

    def _is_safe(self, url: Any) -> bool:
        """Whether an address that the document says can be used: by https, unless all is on this machine."""
        try:
            found = urlsplit(url) if isinstance(url, str) else urlsplit("")
            by_plain = self._plain and found.scheme == "http" and addresses.is_loopback(found.hostname or "")
        except ValueError:
            return False
        return bool(found.hostname) and (found.scheme == "https" or by_plain)

    def _ask(
        self, method: str, url: str, ends: float, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        left = ends - time.monotonic()
        if left <= 0:
            raise _Silent(f"it took longer than {PATIENCE:g} s")
        if not self._is_safe(url):
            raise _Silent("its document says an address that is not safe")
        allowed = _EVERYWHERE if urlsplit(url).hostname == self._host else self._networks
        http = Http(left, _LONGEST_ANSWER, allowed=allowed, plain=self._plain)
        return self._wait(left, partial(http.request, method, url, headers=headers, body=body))

    def _wait(self, seconds: float, ask: Callable[[], Answer]) -> Answer:
        """What is answered within so many `seconds`, however slowly a name is found or one byte follows another."""
        if not self._asking.acquire(blocking=False):
            raise _Silent("too many wait for it")
        found: Future[Answer] = Future()

        def run() -> None:
            try:
                found.set_result(ask())
            except HttpError as error:
                found.set_exception(error)
            finally:
                self._asking.release()

        threading.Thread(target=run, name="asks the provider", daemon=True).start()
        try:
            return found.result(seconds)
        except HttpError as error:
            raise _Silent(str(error)) from error
        except TimeoutError:
            raise _Silent(f"it took longer than {PATIENCE:g} s") from None


def _asking(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def _judge_sender(document: Mapping[str, Any], issuer: str | None) -> None:
    """RFC 9207: a provider that says who sends people back says it each time, and nobody else sends them."""
    announced = document.get("authorization_response_iss_parameter_supported") is True
    if (announced or issuer is not None) and issuer != document["issuer"]:
        raise Unproven("somebody else sent them back")


def _unavailable(silent: _Silent) -> ProviderSilent:
    log.error("the provider of OpenID Connect is of no use", why=str(silent))
    return ProviderSilent(detail="The provider by whom one signs in here cannot be asked just now. Try again.")


def _object(answer: Answer, about: str) -> dict[str, Any]:
    if answer.status != 200:
        raise _Silent(f"it answers {answer.status} when it is asked {about}")
    try:
        found = answer.json()
    except (ValueError, RecursionError) as error:
        raise _Silent(f"what it says {about} cannot be read") from error
    if not isinstance(found, dict):
        raise _Silent(f"what it says {about} cannot be read")
    return found


def _name(said: Any) -> str | None:
    """A name as it can be kept: in one line, and not too long."""
    if not isinstance(said, str):
        return None
    shown = "".join(letter if letter.isprintable() else " " for letter in said)
    return " ".join(shown.split())[:_LONGEST_NAME].strip() or None


def _groups(said: Any) -> frozenset[str]:
    if isinstance(said, str):
        return frozenset({said})
    return frozenset(one for one in said if isinstance(one, str)) if isinstance(said, list) else frozenset()
