"""What an operator sets is judged before anybody signs in by it."""

from dataclasses import replace
from typing import Any

import pytest

from ideaboard.checking import check
from ideaboard.settings import WELL_KNOWN, BadSetting, Settings
from tests.make import Make

GOOD = "https://id.example.org" + WELL_KNOWN
SET_UP = {"oidc_discovery": GOOD, "oidc_client_id": "ideaboard"}


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"oidc_discovery": "https://id.example.org"}, "OIDC_DISCOVERY is not an address"),
        ({"oidc_discovery": "ftp://id.example.org" + WELL_KNOWN}, "OIDC_DISCOVERY is not an address"),
        ({"oidc_discovery": "https://" + WELL_KNOWN}, "OIDC_DISCOVERY is not an address"),
        ({"oidc_discovery": "https://[::1" + WELL_KNOWN}, "OIDC_DISCOVERY is not an address"),
        ({"oidc_discovery": "http://id.example.org" + WELL_KNOWN}, "OIDC_DISCOVERY is plain http"),
        ({"oidc_discovery": "http://127.evil.example.org" + WELL_KNOWN}, "OIDC_DISCOVERY is plain http"),
        ({"oidc_client_id": ""}, "OIDC_CLIENT_ID is missing"),
        ({"oidc_domains": "example.org, *"}, "OIDC_DOMAINS: '*' is no domain"),
        ({"oidc_domains": "org"}, "OIDC_DOMAINS: 'org' is no domain"),
        ({"oidc_domains": "*.org"}, "OIDC_DOMAINS: '*.org' is no domain"),
        ({"oidc_domains": "@example.org"}, "OIDC_DOMAINS: '@example.org' is no domain"),
        ({"oidc_domains": "bücher.example"}, "OIDC_DOMAINS: 'bücher.example' is no domain"),
        ({"oidc_groups": "dev=team"}, "OIDC_GROUPS: 'dev=team' is not like"),
        ({"oidc_groups": "dev=team:admin"}, "OIDC_GROUPS: 'dev=team:admin' is not like"),
        ({"oidc_require": "mfa"}, "OIDC_REQUIRE: 'mfa' is not like"),
        ({"oidc_require": "email=ben@example.org"}, "OIDC_REQUIRE: 'email=ben@example.org' is not like"),
        ({"oidc_discovery": "", "oidc_client_id": "", "oidc_require": "amr=mfa"}, "OIDC_DISCOVERY is missing"),
        ({"oidc_discovery": "", "local_sign_in": False}, "nobody can sign in"),
        ({"oidc_discovery": ""}, "OIDC_DISCOVERY is missing"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(make: Make, said: dict[str, Any], about: str) -> None:
    assert check(replace(make.home.settings, **SET_UP)) == check(make.home.settings)
    assert any(about in line for line in check(replace(make.home.settings, **{**SET_UP, **said})))


def test_by_http_a_provider_is_on_this_machine() -> None:
    for host in ("127.0.0.1:9000", "localhost", "[::1]:9000"):
        assert Settings(**{**SET_UP, "oidc_discovery": f"http://{host}{WELL_KNOWN}"}).provider is not None
    with pytest.raises(BadSetting):
        _ = Settings(**{**SET_UP, "oidc_discovery": f"http://10.1.2.3{WELL_KNOWN}"}).provider


def test_groups_and_domains_are_read_as_they_are_written() -> None:
    groups = "a=b=team:member, The Heads=team:leader"
    settings = Settings(oidc_domains=" Example.ORG ,*.example.net,", oidc_groups=groups)
    assert settings.domains == ("example.org", "*.example.net")
    assert settings.groups == (("a=b", "team", "member"), ("The Heads", "team", "leader"))
