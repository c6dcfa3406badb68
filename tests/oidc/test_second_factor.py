"""Where the operator asks for it, somebody gets in who signed in at the provider by more than one factor."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from ideaboard.settings import WELL_KNOWN
from tests.client import Visitor
from tests.oidc.conftest import Serve
from tests.oidc.hostile import Provider
from tests.oidc.test_hostile import refused, signs_in

PHISHING_RESISTANT = "urn:example:phr"


@pytest.fixture
def strict(serve: Serve, provider: Provider) -> Flask:
    """An application that asks for a second factor, in one of three ways to say so."""
    return serve(
        oidc_discovery=provider.issuer + WELL_KNOWN,
        oidc_domains="example.org",
        oidc_require=f"amr=mfa, amr=hwk, acr={PHISHING_RESISTANT}",
    )


@pytest.mark.parametrize(
    "said",
    [{"amr": ["pwd", "mfa"]}, {"amr": ["hwk"]}, {"amr": "mfa"}, {"acr": PHISHING_RESISTANT, "amr": ["pwd"]}],
)
def test_who_signed_in_as_is_asked_gets_in(strict: Flask, provider: Provider, said: dict[str, Any]) -> None:
    provider.claims = said
    assert signs_in(Visitor(strict), provider).status_code == 201


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"amr": ["pwd"]},
        {"amr": []},
        {"amr": None, "acr": "0"},
        {"amr": ["pwd mfa"]},
        {"amr": {"mfa": True}},
        {"amr": "pwd,mfa"},
        {"acr": "mfa"},
        {"acr": PHISHING_RESISTANT.upper()},
        {"amr": [PHISHING_RESISTANT]},
        {"amr": [["mfa"]]},
        {"amr": True, "acr": 1},
    ],
    ids=str,
)
def test_who_did_not_is_not_let_in(strict: Flask, provider: Provider, said: dict[str, Any]) -> None:
    anna = Visitor(strict)
    provider.claims = said
    assert refused(anna, signs_in(anna, provider), "oidc_not_allowed", 403)
    provider.claims = {"amr": ["mfa"]}
    assert signs_in(anna, provider).status_code == 201


def test_a_token_that_is_wrong_is_refused_whatever_it_says_of_factors(strict: Flask, provider: Provider) -> None:
    anna = Visitor(strict)
    provider.claims = {"amr": ["mfa"], "nonce": "another"}
    assert refused(anna, signs_in(anna, provider))


def test_the_provider_is_told_which_context_is_asked_for(strict: Flask, there: Flask) -> None:
    def asked(app: Flask) -> dict[str, list[str]]:
        return parse_qs(urlsplit(Visitor(app).post("/session/oidc").json["url"]).query)

    assert asked(strict)["acr_values"] == [PHISHING_RESISTANT]
    assert "acr_values" not in asked(there)


def test_without_the_setting_nothing_is_asked_for(there: Flask, provider: Provider) -> None:
    provider.claims = {"amr": ["pwd"]}
    assert signs_in(Visitor(there), provider).status_code == 201
