"""Who came by the provider and signs out here is told where to sign out there; nobody else is."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from ideaboard.openid import provider as module
from ideaboard.settings import WELL_KNOWN
from tests.client import Visitor
from tests.make import PASSWORD, Make
from tests.oidc.conftest import Serve
from tests.oidc.hostile import Provider
from tests.oidc.test_hostile import signs_in


@pytest.fixture
def leaving(anna: Visitor, provider: Provider) -> Visitor:
    """A browser of Anna's, who came by a provider that can be signed out at."""
    provider.document = {"end_session_endpoint": f"{provider.issuer}/logout?realm=team"}
    assert signs_in(anna, provider).status_code == 201
    return anna


def is_out(visitor: Visitor) -> bool:
    """Whether nobody is signed in there any more."""
    return visitor.cookie is None and visitor.get("/session").json["account"] is None


def test_who_came_by_the_provider_is_told_where_to_sign_out_there(leaving: Visitor, provider: Provider) -> None:
    secret = leaving.cookie
    answer = leaving.ask("DELETE", "/session")
    assert (answer.status_code, list(answer.json)) == (200, ["sign_out_url"])
    where, _, asked = answer.json["sign_out_url"].partition("&")
    assert where == f"{provider.issuer}/logout?realm=team"
    said = parse_qs(asked)
    assert len(said.pop("state")[0]) >= 43
    # No ID token, nor anything else of who it is.
    assert said == {"client_id": ["ideaboard"], "post_logout_redirect_uri": ["http://127.0.0.1:8000/sign-in"]}
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert is_out(leaving)
    leaving.cookie = secret or ""
    assert leaving.get("/me").status_code == 401


def test_the_page_to_come_back_to_is_one_of_ours(leaving: Visitor) -> None:
    said = parse_qs(urlsplit(leaving.ask("DELETE", "/session").json["sign_out_url"]).query)
    page = leaving._client.get(
        urlsplit(said["post_logout_redirect_uri"][0]).path, query_string={"state": said["state"]}
    )
    assert (page.status_code, page.mimetype) == (200, "text/html")


def test_who_came_in_another_way_signs_out_here_alone(leaving: Visitor, there: Flask, make: Make) -> None:
    ben = Visitor(there)
    ben.signs_in(make.password("ben"), PASSWORD)
    answer = ben.ask("DELETE", "/session")
    assert (answer.status_code, answer.data) == (204, b"")
    assert is_out(ben)


@pytest.mark.parametrize(
    "where",
    [None, 7, "", "javascript:alert(1)", "http://id.example.org/logout", "/logout", "https://[::1"],
    ids=["none", "a number", "empty", "a script", "by http elsewhere", "half of one", "broken"],
)
def test_without_an_address_that_can_be_used_one_signs_out_here_alone(
    anna: Visitor, provider: Provider, where: Any
) -> None:
    provider.document = {"end_session_endpoint": where}
    signs_in(anna, provider)
    assert anna.ask("DELETE", "/session").status_code == 204
    assert is_out(anna)


def test_it_can_be_switched_off(serve: Serve, provider: Provider) -> None:
    provider.document = {"end_session_endpoint": f"{provider.issuer}/logout"}
    discovery = provider.issuer + WELL_KNOWN
    site = serve(oidc_discovery=discovery, oidc_domains="example.org", oidc_sign_out=False)
    anna = Visitor(site)
    signs_in(anna, provider)
    assert anna.ask("DELETE", "/session").status_code == 204
    assert is_out(anna)


def test_a_provider_that_is_another_by_now_is_not_signed_out_at(
    leaving: Visitor, serve: Serve, provider: Provider
) -> None:
    # The same board, whose operator has named another provider since.
    other = serve(oidc_discovery=f"{provider.issuer}/other{WELL_KNOWN}")
    asked = other.extensions["ideaboard"].openid
    document = {"issuer": f"{provider.issuer}/other", "end_session_endpoint": f"{provider.issuer}/other/logout"}
    asked._document = module._Remembered(document, time.monotonic())
    visitor = Visitor(other)
    visitor.cookie = leaving.cookie or ""
    assert visitor.ask("DELETE", "/session").status_code == 204
    assert leaving.get("/me").status_code == 401


def test_a_provider_that_cannot_be_asked_keeps_nobody_signed_in(leaving: Visitor, provider: Provider) -> None:
    leaving._client.application.extensions["ideaboard"].openid._document = None
    provider.document = {"issuer": None}
    assert leaving.ask("DELETE", "/session").status_code == 204
    assert is_out(leaving)
