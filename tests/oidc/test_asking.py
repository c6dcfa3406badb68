"""How a provider is asked: within which time, in which networks; what is required of it; where one signs out there."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug import Response

from ideaboard.core.people.trusting import ProviderSilent
from ideaboard.errors import Forbidden
from ideaboard.openid import provider as module
from ideaboard.openid.provider import Attempt
from ideaboard.settings import WELL_KNOWN
from tests.oidc.conftest import Ours
from tests.oidc.hostile import CLIENT, Provider
from tests.oidc.test_provider import STATE, came, each_letter_is_drawn


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Why the provider was of no use, each time."""
    said: list[str] = []
    monkeypatch.setattr(module.log, "error", lambda about, why: said.append(why), raising=False)
    return said


def test_each_is_asked_by_its_method(ours: Ours, provider: Provider) -> None:
    provider.claims = {"email_verified": None}
    came(ours(), provider)
    assert provider.asked == ["document", "token", "keys", "userinfo"]
    assert provider.methods == ["GET", "POST", "GET", "GET"]


def test_who_was_sent_by_one_process_may_come_back_to_another(ours: Ours, provider: Provider) -> None:
    attempt, one, other = Attempt.of(STATE), ours(), ours()
    sent = provider.sent(one.question(one.address(), attempt))
    assert other.exchange(attempt, sent["code"], None).subject == "anna-1"
    assert provider.asked.count("document") == 2


@pytest.mark.parametrize(
    ("named", "good"), [("127.0.0.0/8, ::1/128", True), ("10.0.0.0/8", False), ("", False)], ids=["its", "other", "no"]
)
def test_another_host_is_asked_where_the_operator_names_its_network(
    ours: Ours, provider: Provider, logged: list[str], named: str, good: bool
) -> None:
    provider.document = {"jwks_uri": f"{provider.issuer.replace('127.0.0.1', 'localhost')}/jwks"}
    asks = ours(private_networks=named)
    if good:
        assert came(asks, provider).subject == "anna-1"
        return
    with pytest.raises(ProviderSilent):
        came(asks, provider)
    assert "keys" not in provider.asked
    where = "the operator names networks in IDEABOARD_PRIVATE_NETWORKS"
    assert logged == [f"localhost is at an address that may not be called; {where}"]


def test_why_nothing_was_answered_is_in_the_log(ours: Ours, logged: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ProviderSilent):
        ours(oidc_discovery=f"http://127.0.0.1:{port}{WELL_KNOWN}").address()
    assert logged == ["127.0.0.1 cannot be reached: NewConnection"]


def test_an_answer_has_a_million_bytes_at_most(ours: Ours, provider: Provider, logged: list[str]) -> None:
    size = 1_000_000
    provider.server.clear_all_handlers()
    provider.server.expect_request(WELL_KNOWN).respond_with_handler(
        lambda asked: Response(provider._document(asked).data.ljust(size))
    )
    assert ours().address() == f"{provider.issuer}/authorize"
    size += 1
    with pytest.raises(ProviderSilent):
        ours().address()
    assert logged == ["127.0.0.1 sent more than 1000000 bytes"]


@contextmanager
def _as_many_as_may(asks: module.Provider) -> Iterator[None]:
    """As many calls are under way as may be. One ends two seconds later: who waits for that is served, and seen."""
    for _ in range(module._AT_ONCE):
        assert asks._asking.acquire(blocking=False)
    ends = threading.Timer(2, asks._asking.release)
    ends.start()
    try:
        yield
    finally:
        ends.cancel()


@pytest.mark.parametrize(
    ("left", "why"),
    [(-1.0, "it took longer than 5 s"), (0.0, "it took longer than 5 s"),
     (0.5, "too many wait for it"), (1.0, "too many wait for it")],
)  # fmt: skip
def test_nothing_is_asked_when_no_time_or_no_place_is_left(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch, left: float, why: str
) -> None:
    asks = ours()
    monkeypatch.setattr(module.time, "monotonic", lambda: 1_000_000.0)
    with _as_many_as_may(asks), pytest.raises(module._Silent) as silent:
        asks._ask("GET", provider.issuer + WELL_KNOWN, 1_000_000.0 + left)
    assert str(silent.value) == why
    assert provider.asked == []


def test_who_has_no_time_left_does_not_wait_for_keys_that_another_asks_for(ours: Ours) -> None:
    asks = ours()
    asks._keys = module._Remembered([{"kid": "one"}], time.monotonic())
    ends = threading.Timer(0.6, asks._lock.release)
    assert asks._lock.acquire(blocking=False)
    ends.start()
    with pytest.raises(module._Silent, match="it took longer than 5 s"):
        asks._look_for_keys({}, time.monotonic(), module.KEPT)
    ends.join()
    assert asks._look_for_keys({}, time.monotonic() + 5, module.KEPT) == [{"kid": "one"}]


def test_an_answer_that_goes_on_and_on_holds_up_nobody_and_no_end_of_the_process(
    ours: Ours, provider: Provider, logged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    over, ended = threading.Event(), threading.Event()
    before, calls = set(threading.enumerate()), []

    def drip() -> Iterator[bytes]:
        calls.extend((each.name, each.daemon) for each in threading.enumerate() if each not in before)
        for _ in range(30):
            yield b" "
            if over.wait(0.1):
                break
        ended.set()

    provider.server.clear_all_handlers()
    provider.server.expect_request(WELL_KNOWN).respond_with_handler(lambda asked: Response(drip()))
    monkeypatch.setattr(module, "PATIENCE", 0.3)
    try:
        with pytest.raises(ProviderSilent):
            ours().address()
        assert not ended.is_set()
    finally:
        over.set()
    assert logged == ["it took longer than 0.3 s"]
    assert ("asks the provider", True) in calls


@pytest.mark.parametrize(
    ("required", "asked"),
    [("amr=mfa", None), ("acr=urn:one", "urn:one"), ("acr=urn:one, amr=mfa, acr=urn:two", "urn:one urn:two")],
    ids=["a factor", "a context", "contexts"],
)
def test_the_contexts_that_are_required_are_asked_for(
    ours: Ours, provider: Provider, required: str, asked: str | None
) -> None:
    asks = ours(oidc_require=required)
    said = parse_qs(urlsplit(asks.question(asks.address(), Attempt.of(STATE))).query)
    assert said.get("acr_values") == (None if asked is None else [asked])


def test_who_did_not_sign_in_as_is_required_is_told_what_to_do(ours: Ours, provider: Provider) -> None:
    asks = ours(oidc_require="amr=mfa")
    with pytest.raises(Forbidden) as refused:
        came(asks, provider)
    assert refused.value.code == "oidc_not_allowed"
    detail = "Sign in there in the way that this board asks for, with a second factor perhaps."
    assert refused.value.detail == detail
    provider.claims = {"amr": ["mfa"]}
    assert came(asks, provider).subject == "anna-1"


@pytest.mark.parametrize("path", ["/logout", "/logout?realm=team"], ids=["plain", "asking"])
def test_one_signs_out_at_the_address_that_the_document_says(ours: Ours, provider: Provider, path: str) -> None:
    provider.document = {"end_session_endpoint": provider.issuer + path}
    asks = ours(base_url="https://board.example.org")
    found = str(asks.sign_out(provider.issuer))
    where, _, asked = found.partition("&" if "?" in path else "?")
    assert where == provider.issuer + path
    said = {name: value for name, [value] in parse_qs(asked).items()}
    assert len(said.pop("state")) >= 43
    assert said == {"client_id": CLIENT, "post_logout_redirect_uri": "https://board.example.org/sign-in"}
    states = [parse_qs(urlsplit(str(asks.sign_out(provider.issuer))).query)["state"][0] for _ in range(30)]
    assert each_letter_is_drawn(states)


def test_who_came_by_another_provider_is_not_signed_out_at_this_one(ours: Ours, provider: Provider) -> None:
    provider.document = {"end_session_endpoint": f"{provider.issuer}/logout"}
    for issuer in ("https://another.example.org", f"{provider.issuer}/", ""):
        assert ours().sign_out(issuer) is None


@pytest.mark.parametrize(
    "where",
    [None, 7, "", "javascript:alert(1)", "http://id.example.org/x", "/x", "https://[1"],
    ids=["none", "a number", "empty", "a script", "by http elsewhere", "half of one", "broken"],
)
def test_nobody_is_sent_to_sign_out_where_it_is_not_safe(ours: Ours, provider: Provider, where: Any) -> None:
    provider.document = {"end_session_endpoint": where}
    assert ours().sign_out(provider.issuer) is None


def test_a_silent_provider_is_in_the_log_and_nobody_is_sent_to_it(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(module.log, "warning", lambda *about, **more: said.append((about, more)), raising=False)
    provider.document = {"issuer": None, "end_session_endpoint": f"{provider.issuer}/logout"}
    assert ours().sign_out(provider.issuer) is None
    why = "its document names no issuer"
    assert said == [(("nobody can be led to sign out at the provider",), {"why": why})]
