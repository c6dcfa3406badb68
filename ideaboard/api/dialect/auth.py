"""Who asks: by the token in `Authorization`, or by the session in a cookie, which is good from our own pages only."""

from typing import Final
from urllib.parse import urlsplit

from flask import Request, Response

from ideaboard import clock, ids
from ideaboard.api.dialect.call import Installation
from ideaboard.core.people import sessions, tokens
from ideaboard.core.people.links import LASTING
from ideaboard.core.people.sessions import Limits
from ideaboard.core.people.tokens import SCOPES, Caller
from ideaboard.errors import Forbidden, Unauthenticated
from ideaboard.settings import Settings

_BROWSERS: Final = (
    ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ("curl/", "curl"),
)  # fmt: skip
_SYSTEMS: Final = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
_ALL: Final = frozenset(SCOPES)
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def by_tls(settings: Settings) -> bool:
    """Whether people reach the board by TLS."""
    return settings.base_url.startswith("https:")


def cookie_name(settings: Settings) -> str:
    """The cookie's name: by TLS one that no other host, and no plain http, can set."""
    return "__Host-ideaboard" if by_tls(settings) else "ideaboard"


def began_name(settings: Settings) -> str:
    """The name of the cookie that holds a sign-in which began."""
    return f"{cookie_name(settings)}-oidc"


def limits(settings: Settings) -> Limits:
    """How long a session lasts here."""
    return Limits(settings.session_days, settings.session_idle_days)


def caller(home: Installation, asked: Request, db: object) -> Caller | None:
    """Who asks; None is nobody, as is who comes with a session that is over.

    Raises Unauthenticated for a token that is none; Forbidden `not_on_behalf` for one that does not act for others, and
    `cross_site` for what another site's page had a browser do with the session of somebody here.
    """
    header = asked.headers.get("Authorization")
    if header is not None:
        return _by_token(home, asked, header, db)
    secret = asked.cookies.get(cookie_name(home.settings))
    who = sessions.find(db, secret, limits(home.settings)) if secret else None
    if who is None:
        return None
    if asked.method not in _SAFE and not _from_our_page(asked, home.settings):
        raise Forbidden("cross_site", "With a session this is done from the board's own pages only.")
    if who.seen_on != clock.today():
        home.touches.note("session", who.session_id)
    home.touches.write_when_due()
    return Caller(
        who.account_id, who.name, who.admin, _ALL, None, None, who.seen_on, who.expires_at, who.session_id,
        who.signed_in_at,
    )  # fmt: skip


def _by_token(home: Installation, asked: Request, header: str, db: object) -> Caller:
    scheme, _, secret = header.partition(" ")
    if scheme.lower() != "bearer" or not secret.strip():
        raise Unauthenticated(detail="Send a token: `Authorization: Bearer ib_…`.")
    found = tokens.caller(db, secret.strip(), _for_whom(asked))
    if found.last_used != clock.today() and found.token_id is not None:
        home.touches.note("token", found.token_id)
    home.touches.write_when_due()
    return found


def _for_whom(asked: Request) -> int | None:
    """For whom a machine acts; an id that nobody has is nobody's."""
    said = asked.headers.get("On-Behalf-Of")
    return None if said is None else ids.decode("account", said) or 0


def must_not_be_foreign(asked: Request, settings: Settings) -> None:
    """For what makes a session out of nothing: no other site's page signs somebody in here. Raises Forbidden.

    A program sends neither of the headers, and has no session that could be swapped.
    """
    said = asked.headers.get("Sec-Fetch-Site") or asked.headers.get("Origin")
    if said is not None and not _from_our_page(asked, settings):
        raise Forbidden("cross_site", "Signing in is done from the board's own pages only.")


def _from_our_page(asked: Request, settings: Settings) -> bool:
    site = asked.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    parts = urlsplit(settings.base_url)
    return asked.headers.get("Origin") == f"{parts.scheme}://{parts.netloc}"


def device(agent: str) -> str:
    """What somebody signs in with, as far as they need it to tell their sessions apart: `Firefox on Linux`."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "Something")
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    return f"{browser} on {system}" if system else browser


def give(response: Response, settings: Settings, secret: str) -> None:
    """Have the browser keep the session."""
    _set(response, settings, cookie_name(settings), secret, settings.session_days * 86_400)


def began(asked: Request, settings: Settings) -> str | None:
    """What the browser kept of a sign-in that began here, sealed."""
    return asked.cookies.get(began_name(settings))


def keep_begun(response: Response, settings: Settings, sealed: str) -> None:
    """Have the browser keep a sign-in that began, for as long as it is good for; "" has it forget."""
    _set(response, settings, began_name(settings), sealed, int(LASTING["oidc"].total_seconds()) if sealed else 0)


def take(response: Response, settings: Settings) -> None:
    """Have the browser forget the session."""
    # What the browser keeps of this person goes with them: answers, and a token that the docs page was given.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    _set(response, settings, cookie_name(settings), "", 0)


def _set(response: Response, settings: Settings, name: str, value: str, seconds: int) -> None:
    """Every cookie of ours is for this host, for no script, and for no other site's forms."""
    response.set_cookie(name, value, max_age=seconds, path="/", secure=by_tls(settings), httponly=True, samesite="Lax")
