"""A provider, or somebody who stands for it, tries everything: nobody gets in by what does not hold."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from joserfc.jwk import RSAKey
from werkzeug import Response
from werkzeug.test import TestResponse

from ideaboard import clock
from ideaboard.openid import provider as module
from ideaboard.openid.tokens import PINNED
from ideaboard.settings import WELL_KNOWN
from tests.client import Visitor
from tests.oidc.conftest import Serve
from tests.oidc.hostile import Provider, by_hand, key_for, signed, with_public_key

NOBODYS = RSAKey.generate_key(2048)


def begun(visitor: Visitor, provider: Provider) -> dict[str, str]:
    """What comes back with a browser that began to sign in."""
    answer = visitor.post("/session/oidc")
    assert answer.status_code == 200, answer.json
    return provider.sent(answer.json["url"])


def signs_in(visitor: Visitor, provider: Provider, **said: Any) -> TestResponse:
    """Go there and come back."""
    return visitor.post("/session/by-oidc", **{**begun(visitor, provider), **said})


def refused(visitor: Visitor, answer: TestResponse, code: str = "oidc_failed", status: int = 401) -> bool:
    """Whether it was refused so, and nobody is signed in."""
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.json
    return visitor.get("/session").json["account"] is None and visitor.cookie is None


@pytest.mark.parametrize("algorithm", PINNED)
def test_an_honest_provider_lets_in(anna: Visitor, provider: Provider, algorithm: str) -> None:
    provider.algorithm, provider.keys = algorithm, [provider.public(algorithm)]
    answer = signs_in(anna, provider)
    assert (answer.status_code, answer.json["way"]) == (201, "oidc")
    assert anna.get("/me").json["name"] == "Anna"
    assert provider.asked == ["document", "token", "keys", "userinfo"]


def _past(seconds: int) -> int:
    return int(clock.now().timestamp()) - seconds


WRONG: dict[str, Callable[[], dict[str, Any]]] = {
    "aud of somebody else": lambda: {"aud": "another"},
    "aud of several without azp": lambda: {"aud": ["ideaboard", "another"]},
    "azp of somebody else": lambda: {"aud": ["ideaboard", "another"], "azp": "another"},
    "no aud": lambda: {"aud": None},
    "iss of somebody else": lambda: {"iss": "https://id.example.org"},
    "iss with a slash more": lambda: {"iss": "http://127.0.0.1/"},
    "no iss": lambda: {"iss": None},
    "nonce of another sign-in": lambda: {"nonce": "another"},
    "no nonce": lambda: {"nonce": None},
    "expired": lambda: {"exp": _past(61)},
    "no exp": lambda: {"exp": None},
    "exp that is no number": lambda: {"exp": "2099-01-01"},
    "exp that is true": lambda: {"exp": True},
    "made long ago": lambda: {"iat": _past(601)},
    "made tomorrow": lambda: {"iat": _past(-86_400)},
    "no iat": lambda: {"iat": None},
    "of tomorrow": lambda: {"nbf": _past(-86_400)},
    "of nobody": lambda: {"sub": None},
    "of a long name": lambda: {"sub": "a" * 256},
    "of a name with NUL": lambda: {"sub": "anna\0"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_claim_that_is_not_right_lets_nobody_in(anna: Visitor, provider: Provider, wrong: str) -> None:
    with time_machine.travel(clock.now(), tick=False):
        provider.claims = WRONG[wrong]()
        assert refused(anna, signs_in(anna, provider))
        provider.claims = {}
        assert signs_in(anna, provider).status_code == 201


def _mine(header: dict[str, Any]) -> Callable[[dict[str, Any], dict[str, Any]], str]:
    """A token signed with a key of nobody's, which its header brings along."""
    return lambda claims, said: signed(claims, {**said, **header}, NOBODYS)


FORGED: dict[str, Callable[[dict[str, Any], dict[str, Any]], str]] = {
    "alg none": lambda claims, said: by_hand(claims, {**said, "alg": "none"}),
    "alg NONE": lambda claims, said: by_hand(claims, {**said, "alg": "NONE"}),
    "no alg": lambda claims, said: by_hand(claims, {"kid": "RS256"}),
    "HS256 with the public key": with_public_key,
    "RS384": lambda claims, said: signed(claims, {**said, "alg": "RS384"}, key_for("RS256")),
    "its own key in jwk": _mine({"jwk": NOBODYS.as_dict(private=False)}),
    "its own key in jwk, without kid": _mine({"jwk": NOBODYS.as_dict(private=False), "kid": ""}),
    "a key elsewhere": _mine({"jku": "https://elsewhere.example.org/jwks"}),
    "a certificate elsewhere": _mine({"x5u": "https://elsewhere.example.org/cert"}),
    "a certificate of its own": _mine({"x5c": ["MIIB"]}),
    "the right key, and one in jwk": lambda claims, said: signed(
        claims, {**said, "jwk": NOBODYS.as_dict(private=False)}, key_for("RS256")
    ),
    "a key of nobody's": _mine({}),
    "a key of nobody's that is not known": _mine({"kid": "another"}),
    "what was signed is not what it says": lambda claims, said: _swapped(claims, said),
    "another kind of token": lambda claims, said: signed(claims, {**said, "typ": "at+jwt"}, key_for("RS256")),
    "no token": lambda claims, said: "a.b",
    "no JSON": lambda claims, said: "////.e30.AAAA",
    "a list": lambda claims, said: "W10.e30.AAAA",
}


def _swapped(claims: dict[str, Any], header: dict[str, Any]) -> str:
    head, _, signature = signed(claims, header, key_for("RS256")).split(".")
    return f"{head}.{by_hand({**claims, 'sub': 'root'}, {}).split('.')[1]}.{signature}"


@pytest.mark.parametrize("forged", FORGED)
def test_a_token_that_is_not_the_providers_lets_nobody_in(anna: Visitor, provider: Provider, forged: str) -> None:
    provider.token = FORGED[forged]
    assert refused(anna, signs_in(anna, provider))
    provider.token = None
    assert signs_in(anna, provider).status_code == 201


def test_an_algorithm_that_the_provider_does_not_announce_is_not_believed(anna: Visitor, provider: Provider) -> None:
    provider.document = {"id_token_signing_alg_values_supported": ["ES256"]}
    assert refused(anna, signs_in(anna, provider))


@pytest.mark.parametrize(
    "key", [{"use": "enc"}, {"alg": "RS512"}, {"kty": "EC"}], ids=["for encryption", "for another algorithm", "broken"]
)
def test_a_key_that_is_for_something_else_signs_nothing(anna: Visitor, provider: Provider, key: dict[str, Any]) -> None:
    provider.keys = [provider.public("RS256", **key)]
    assert refused(anna, signs_in(anna, provider))


def test_a_short_key_signs_nothing(anna: Visitor, provider: Provider) -> None:
    short = RSAKey.generate_key(1024)
    provider.keys = [{**short.as_dict(private=False), "kid": "RS256"}]
    provider.token = lambda claims, header: signed(claims, header, short)
    assert refused(anna, signs_in(anna, provider))


def test_a_code_is_taken_once_by_the_provider_and_by_us(anna: Visitor, provider: Provider, there: Flask) -> None:
    sent = begun(anna, provider)
    kept = anna._client.get_cookie("ideaboard-oidc")
    assert kept is not None
    assert anna.post("/session/by-oidc", **sent).status_code == 201
    # The browser has forgotten it; somebody who kept the cookie and the code comes with both.
    assert anna._client.get_cookie("ideaboard-oidc") is None
    thief = Visitor(there)
    thief._client.set_cookie("ideaboard-oidc", kept.value)
    assert refused(thief, thief.post("/session/by-oidc", **sent))
    provider.takes_codes_twice = True
    assert refused(thief, thief.post("/session/by-oidc", **sent))


def test_who_did_not_begin_here_is_not_signed_in(anna: Visitor, provider: Provider, there: Flask) -> None:
    # Mallory signs in, and has the browser of another one come back with what is hers.
    sent = begun(anna, provider)
    other = Visitor(there)
    assert refused(other, other.post("/session/by-oidc", **sent))
    begun(other, provider)
    assert refused(other, other.post("/session/by-oidc", **sent))
    assert "token" not in provider.asked
    assert anna.post("/session/by-oidc", **sent).status_code == 201


@pytest.mark.parametrize("cookie", ["", "no", "gAAAAABmade-up", "é"])
def test_a_cookie_that_we_did_not_seal_is_of_no_use(anna: Visitor, provider: Provider, cookie: str) -> None:
    sent = begun(anna, provider)
    anna._client.set_cookie("ideaboard-oidc", cookie)
    assert refused(anna, anna.post("/session/by-oidc", **sent))


def test_what_took_too_long_is_begun_anew(anna: Visitor, provider: Provider) -> None:
    began = clock.now()
    with time_machine.travel(began, tick=False):
        sent = begun(anna, provider)
    with time_machine.travel(began + timedelta(minutes=10, seconds=1), tick=False):
        assert refused(anna, anna.post("/session/by-oidc", **sent))


def test_a_verifier_that_is_not_the_one_is_refused_by_the_provider(anna: Visitor, provider: Provider) -> None:
    sent = begun(anna, provider)
    asked = provider.challenges[sent["code"]]
    assert (asked["code_challenge_method"], len(asked["code_challenge"])) == ("S256", 43)
    asked["code_challenge"] = "another"
    assert refused(anna, anna.post("/session/by-oidc", **sent))


def test_who_sent_them_back_is_looked_at(anna: Visitor, provider: Provider, serve: Serve) -> None:
    assert refused(anna, signs_in(anna, provider, iss="https://another.example.org"))
    assert signs_in(anna, provider, iss=provider.issuer).status_code == 201
    provider.document = {"authorization_response_iss_parameter_supported": True}
    visitor = Visitor(serve(oidc_discovery=provider.issuer + WELL_KNOWN, oidc_domains="example.org"))
    assert refused(visitor, signs_in(visitor, provider))
    assert signs_in(visitor, provider, iss=provider.issuer).status_code == 201


def test_a_new_key_is_looked_for_and_made_up_ones_do_not_make_us_ask(
    anna: Visitor, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signs_in(anna, provider).status_code == 201
    provider.token = FORGED["a key of nobody's that is not known"]
    for _ in range(3):
        signs_in(anna, provider)
    assert provider.asked.count("keys") == 1
    provider.token, provider.algorithm = None, "ES256"
    provider.keys = [provider.public("ES256")]
    later = time.monotonic() + module.AGAIN
    monkeypatch.setattr(module.time, "monotonic", lambda: later)
    assert signs_in(anna, provider).status_code == 201
    assert provider.asked.count("keys") == 2


UNUSABLE: dict[str, dict[str, Any]] = {
    "another issuer": {"issuer": "https://another.example.org"},
    "no issuer": {"issuer": None},
    "no token endpoint": {"token_endpoint": None},
    "keys by http from elsewhere": {"jwks_uri": "http://id.example.org/jwks"},
    "a script for an address": {"authorization_endpoint": "javascript:alert(1)"},
    "half an address": {"authorization_endpoint": "https://[::1"},
}


@pytest.mark.parametrize("document", UNUSABLE)
def test_a_document_that_cannot_be_used_sends_nobody_anywhere(anna: Visitor, provider: Provider, document: str) -> None:
    provider.document = UNUSABLE[document]
    assert refused(anna, anna.post("/session/oidc"), "oidc_unavailable", 503)
    provider.document = {}
    assert signs_in(anna, provider).status_code == 201


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (Response("{}", 500), 503),
        (Response("no JSON"), 503),
        (Response("[]"), 503),
        (Response("", 302, {"Location": "http://127.0.0.1/"}), 503),
        (Response("{}"), 401),
        (Response('{"id_token": 7}'), 401),
    ],
    ids=["broken", "no JSON", "a list", "a redirect", "no token", "a number"],
)
def test_an_answer_that_is_none_lets_nobody_in(
    anna: Visitor, provider: Provider, answers: Response, status: int
) -> None:
    provider.answers = answers
    code = "oidc_failed" if status == 401 else "oidc_unavailable"
    assert refused(anna, signs_in(anna, provider), code, status)


def test_a_provider_that_is_not_there_is_said_to_be_so(serve: Serve) -> None:
    visitor = Visitor(serve(oidc_discovery="http://127.0.0.1:9" + WELL_KNOWN))
    answer = visitor.post("/session/oidc")
    assert refused(visitor, answer, "oidc_unavailable", 503)
    assert answer.headers["Retry-After"] == "1"


def test_a_provider_that_takes_its_time_is_not_waited_for(
    anna: Visitor, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = begun(anna, provider)
    monkeypatch.setattr(module, "PATIENCE", 0.5)

    def slow(asked: Any) -> Response:
        time.sleep(1.5)
        return Response("{}")

    provider.server.clear_all_handlers()
    provider.server.expect_request("/token").respond_with_handler(slow)
    began = time.monotonic()
    assert refused(anna, anna.post("/session/by-oidc", **sent), "oidc_unavailable", 503)
    assert time.monotonic() - began < 1.4


@pytest.mark.parametrize("begins", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n"], ids=["head", "body"])
def test_a_provider_that_sends_one_letter_at_a_time_is_not_waited_for(
    anna: Visitor, provider: Provider, monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip() -> None:
        held, _ = listening.accept()
        with held, suppress(OSError):
            held.sendall(begins)
            for letter in b"HTTP/1.1 200 OK and so on and on and on":
                held.sendall(bytes([letter]))
                if over.wait(0.1):
                    return

    dripping = threading.Thread(target=drip)
    dripping.start()
    provider.document = {"token_endpoint": f"http://127.0.0.1:{listening.getsockname()[1]}/token"}
    sent = begun(anna, provider)
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    began = time.monotonic()
    assert refused(anna, anna.post("/session/by-oidc", **sent), "oidc_unavailable", 503)
    assert time.monotonic() - began < 1.5
    over.set()
    dripping.join()
    listening.close()


def test_keys_in_a_private_network_are_not_asked_for_unless_the_operator_names_it(
    anna: Visitor, provider: Provider
) -> None:
    # The provider's own host is called wherever it is; what its document says besides is not.
    provider.document = {"token_endpoint": "https://10.1.2.3/token"}
    began = time.monotonic()
    assert refused(anna, signs_in(anna, provider), "oidc_unavailable", 503)
    assert time.monotonic() - began < 1


def test_no_other_sites_page_begins_or_ends_it(there: Flask, provider: Provider) -> None:
    foreign = Visitor(there, **{"Sec-Fetch-Site": "cross-site"})
    assert foreign.post("/session/oidc").json["code"] == "cross_site"
    assert foreign.post("/session/by-oidc", code="c", state="s").json["code"] == "cross_site"
    assert provider.asked == []


def test_what_comes_in_is_not_in_the_log(anna: Visitor, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    monkeypatch.setattr(module.log, "warning", lambda *about, **more: said.append((about, more)), raising=False)
    provider.claims = {"aud": "another"}
    anna.post("/session/by-oidc", **begun(anna, provider))
    assert said == [(("a sign-in at the provider was refused",), {"why": "it is for somebody else"})]
