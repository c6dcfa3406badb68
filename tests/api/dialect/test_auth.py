"""Who asks, by what they bring: judged on a request alone, without a route behind it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Request, Response
from werkzeug.test import EnvironBuilder

from ideaboard import clock
from ideaboard.api.dialect import auth
from ideaboard.api.dialect.call import Installation
from ideaboard.core.people import accounts, sessions, tokens
from ideaboard.core.people.sessions import Limits
from ideaboard.core.people.tokens import SCOPES, Caller
from ideaboard.errors import Forbidden, Unauthenticated
from ideaboard.ids import encode
from ideaboard.settings import Settings
from tests.client import FIREFOX
from tests.make import Make

PLAIN, TLS = Settings(), Settings(base_url="https://ideas.example.org", session_days=2)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OURS = "http://127.0.0.1:8000"


def _request(method: str = "GET", headers: Mapping[str, str] | None = None, cookie: str | None = None) -> Request:
    said = {**(headers or {}), **({"Cookie": cookie} if cookie is not None else {})}
    return Request(EnvironBuilder(method=method, headers=said).get_environ())


def _caller(home: Installation, asked: Request) -> Caller | None:
    with home.database.reading() as db:
        return auth.caller(home, asked, db)


def _session(make: Make, name: str = "ben") -> tuple[int, str]:
    account = make.person(name)
    with make.home.database.transaction() as session:
        made, secret = sessions.start(session, account, device="curl", way="password", limits=Limits(30, 7))
        return made.id, secret


def _noted(home: Installation) -> set[tuple[str, int]]:
    """What was noted as used, and is not written down yet."""
    noted = set(home.touches._used)
    home.touches._used.clear()
    return noted


def test_who_brings_nothing_or_what_is_over_is_nobody(make: Make) -> None:
    home = make.home
    _noted(home)
    for cookie in (None, "ideaboard=", "ideaboard=is_nonsense", f"__Host-ideaboard={_session(make)[1]}"):
        assert _caller(home, _request(cookie=cookie)) is None
    _, secret = _session(make)
    days = home.settings.session_days
    with time_machine.travel(clock.now() + timedelta(days=days + 1)):
        assert _caller(home, _request(cookie=f"ideaboard={secret}")) is None
    assert _noted(home) == set()


def test_a_session_can_do_what_its_owner_can_and_nothing_is_noted_twice_a_day(make: Make) -> None:
    home, root = make.home, make.person("root")
    with time_machine.travel(NOON, tick=False):
        number, secret = _session(make, "root")
    with time_machine.travel(NOON + timedelta(minutes=11), tick=False):
        asks = _caller(home, _request(cookie=f"ideaboard={secret}"))
    assert asks is not None
    assert (asks.account_id, asks.name, asks.admin, asks.scopes) == (root, "Root", True, frozenset(SCOPES))
    assert (asks.board_id, asks.token_id, asks.session_id, asks.via) == (None, None, number, None)
    assert (asks.last_used, asks.expires_at is not None, asks.signed_in_at) == (NOON.date(), True, NOON)
    assert _noted(home) == set()
    with time_machine.travel(NOON + timedelta(days=1)):
        _caller(home, _request(cookie=f"ideaboard={secret}"))
        assert _noted(home) == {("session", number)}


def test_the_day_of_a_token_is_noted_once(make: Make) -> None:
    home, secret = make.home, make.token("ben")
    asked = _request(headers={"Authorization": f"Bearer {secret}"})
    first = _caller(home, asked)
    assert first is not None
    assert _noted(home) == {("token", first.token_id)}
    with home.database.transaction() as session:
        tokens.touch(session, [first.token_id or 0])
    _caller(home, asked)
    assert _noted(home) == set()


@pytest.mark.parametrize("what", ["token", "session"])
def test_what_was_noted_is_written_down_when_it_is_due(make: Make, what: str) -> None:
    home = make.home
    if what == "token":
        asked = _request(headers={"Authorization": f"Bearer {make.token('ben')}"})
    else:
        asked = _request(cookie=f"ideaboard={_session(make)[1]}")
    with time_machine.travel(clock.now() + timedelta(days=1), tick=False):
        _caller(home, asked)
        home.touches._due = 0.0
        _caller(home, asked)
        seen = _caller(home, asked)
        assert seen is not None
        assert seen.last_used == clock.today()
    assert _noted(home) == set()


@pytest.mark.parametrize("said", ["Bearer {}", "bearer {}", "BEARER {}", "Bearer   {} "])
def test_a_token_is_known_however_its_scheme_is_written(make: Make, said: str) -> None:
    asks = _caller(make.home, _request("POST", {"Authorization": said.format(make.token("ben"))}))
    assert asks is not None
    assert (asks.name, asks.session_id) == ("Ben", None)
    _noted(make.home)


@pytest.mark.parametrize("said", ["{}", "Basic {}", "Token {}", "Bearer", "Bearer ", "Bearer  ", "", "Bearer{}"])
def test_what_is_no_token_is_refused_and_makes_no_session_of_a_cookie(make: Make, said: str) -> None:
    headers = {"Authorization": said.format(make.token("ben"))}
    with pytest.raises(Unauthenticated) as refused:
        _caller(make.home, _request(headers=headers, cookie=f"ideaboard={_session(make)[1]}"))
    assert "Send a token" in str(refused.value.detail)


def _machine(make: Make) -> str:
    board = make.board()
    with make.home.database.transaction() as session:
        account = accounts.create(session, name="Robot", kind="service").id
        return tokens.create(session, account, name="robot", scopes=["read"], board=board, on_behalf=True)[1]


def test_a_machine_says_for_whom_it_acts_and_an_id_that_nobody_has_is_nobodys(make: Make) -> None:
    secret = _machine(make)
    bearer, ada = {"Authorization": f"Bearer {secret}"}, encode("account", make.person("ada"))
    acting = _caller(make.home, _request(headers={**bearer, "On-Behalf-Of": ada}))
    assert acting is not None
    assert acting.name == "Ada"
    for nobody in ("", "nonsense", encode("board", make.person("ada"))):
        with pytest.raises(Forbidden):
            _caller(make.home, _request(headers={**bearer, "On-Behalf-Of": nobody}))
        assert auth._for_whom(_request(headers={"On-Behalf-Of": nobody})) == 0
    assert auth._for_whom(_request()) is None
    _noted(make.home)


FROM = [
    ({"Sec-Fetch-Site": "same-origin"}, True), ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.org"}, True),
    ({"Sec-Fetch-Site": "same-site"}, False), ({"Sec-Fetch-Site": "cross-site", "Origin": OURS}, False),
    ({"Sec-Fetch-Site": "none"}, False), ({"Sec-Fetch-Site": "Same-Origin"}, False),
    ({"Sec-Fetch-Site": "", "Origin": "https://evil.org"}, False),
    ({"Origin": OURS}, True), ({"Origin": f"{OURS}/"}, False), ({"Origin": "https://127.0.0.1:8000"}, False),
    ({"Origin": "http://127.0.0.1"}, False), ({"Origin": "null"}, False), ({"Origin": OURS.upper()}, False),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "ours"), [*FROM, ({}, False)])
def test_with_a_session_only_our_own_pages_change_anything(make: Make, headers: dict[str, str], ours: bool) -> None:
    assert make.home.settings.base_url == OURS
    cookie = f"ideaboard={_session(make)[1]}"
    for method in ("GET", "HEAD", "OPTIONS"):
        assert _caller(make.home, _request(method, headers, cookie)) is not None
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        if ours:
            assert _caller(make.home, _request(method, headers, cookie)) is not None
            continue
        with pytest.raises(Forbidden) as refused:
            _caller(make.home, _request(method, headers, cookie))
        assert refused.value.code == "cross_site"
        # A session that is over is nobody's, whoever sends it.
        assert _caller(make.home, _request(method, headers, "ideaboard=is_nonsense")) is None


@pytest.mark.parametrize(("headers", "ours"), [*FROM, ({}, True)])
def test_no_other_sites_page_makes_a_session(headers: dict[str, str], ours: bool) -> None:
    if ours:
        auth.must_not_be_foreign(_request("POST", headers), PLAIN)
        return
    with pytest.raises(Forbidden) as refused:
        auth.must_not_be_foreign(_request("POST", headers), PLAIN)
    assert refused.value.code == "cross_site"


def test_the_board_is_where_its_address_says_whatever_path_it_has() -> None:
    settings = Settings(base_url="https://ideas.example.org")
    auth.must_not_be_foreign(_request("POST", {"Origin": "https://ideas.example.org"}), settings)
    with pytest.raises(Forbidden):
        auth.must_not_be_foreign(_request("POST", {"Origin": "http://ideas.example.org"}), settings)


@pytest.mark.parametrize(
    ("agent", "device"),
    [
        (FIREFOX, "Firefox on Linux"), ("curl/8.7", "curl"), ("", "Something"), ("Windows", "Something on Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/126 Mobile Safari/537", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17 Safari/605", "Safari on macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Safari/604", "Safari on iPad"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537 Edg/126", "Edge on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/126 Safari/537 OPR/111", "Opera on Linux"),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/126 Safari/537", "Chrome on ChromeOS"),
    ],
)  # fmt: skip
def test_a_device_is_said_as_its_owner_calls_it(agent: str, device: str) -> None:
    assert auth.device(agent) == device


def _cookie(response: Response) -> tuple[str, set[str]]:
    """A cookie with its value, and what else is said of it, but for the day on which it ends."""
    [said] = response.headers.getlist("Set-Cookie")
    first, *rest = said.split("; ")
    return first, {part for part in rest if not part.startswith("Expires=")}


ALWAYS = {"HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.mark.parametrize(
    ("settings", "name", "days", "more"), [(PLAIN, "ideaboard", 30, set()), (TLS, "__Host-ideaboard", 2, {"Secure"})]
)
def test_a_session_is_kept_by_the_browser_for_its_days_and_forgotten_with_all_else(
    settings: Settings, name: str, days: int, more: set[str]
) -> None:
    given, taken = Response(), Response()
    auth.give(given, settings, "is_secret")
    assert _cookie(given) == (f"{name}=is_secret", {*ALWAYS, *more, f"Max-Age={days * 86_400}"})
    assert "Clear-Site-Data" not in given.headers
    auth.take(taken, settings)
    assert _cookie(taken) == (f"{name}=", {*ALWAYS, *more, "Max-Age=0"})
    assert taken.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    ("settings", "name", "more"), [(PLAIN, "ideaboard-oidc", set()), (TLS, "__Host-ideaboard-oidc", {"Secure"})]
)
def test_a_sign_in_that_began_is_kept_for_ten_minutes_and_then_forgotten(
    settings: Settings, name: str, more: set[str]
) -> None:
    kept, forgotten = Response(), Response()
    auth.keep_begun(kept, settings, "sealed")
    assert _cookie(kept) == (f"{name}=sealed", {*ALWAYS, *more, "Max-Age=600"})
    auth.keep_begun(forgotten, settings, "")
    assert _cookie(forgotten) == (f"{name}=", {*ALWAYS, *more, "Max-Age=0"})
    assert auth.began(_request(cookie=f"{name}=sealed"), settings) == "sealed"
    assert auth.began(_request(cookie="ideaboard=sealed"), settings) is None


def test_how_long_a_session_lasts_is_as_the_settings_say() -> None:
    assert auth.limits(Settings(session_days=3, session_idle_days=2)) == Limits(3, 2)
