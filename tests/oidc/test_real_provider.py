"""npm's `oidc-provider` and we understand each other: people get in, are known again, link, and sign out there too."""

import re
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import pytest
import urllib3
from flask import Flask
from werkzeug.test import TestResponse

from ideaboard.settings import WELL_KNOWN
from tests import needs
from tests.client import Visitor
from tests.make import PASSWORD, Make
from tests.oidc import provider as real
from tests.oidc.conftest import Serve

# The first one waits for the packages, which may come from far away.
pytestmark = pytest.mark.timeout(600)

BACK = "http://127.0.0.1:8000/signed-in"
PEOPLE = {
    "anna-1": {"email": "Anna@Example.org", "email_verified": True, "name": "Anna", "groups": ["dev"]},
    "ben-1": {"email": "ben@example.org", "email_verified": True, "name": "Benjamin", "groups": []},
    "eve-1": {"email": "eve@evilexample.org", "email_verified": True, "name": "Eve"},
    "una-1": {"email": "una@example.org", "email_verified": False, "name": "Una"},
}


@pytest.fixture(scope="module", params=[False, True], ids=["in the token", "by userinfo"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """The provider, which says who people are in the token, or when it is asked."""
    if needs.NPM.path() is None:
        if needs.in_ci():
            pytest.fail("npm is missing")
        pytest.skip("npm is missing: install the package npm")
    try:
        with real.running(PEOPLE, BACK, userinfo_only=request.param) as found:
            yield found
    except subprocess.CalledProcessError as error:
        if needs.in_ci():
            raise
        pytest.skip(f"the packages of the provider cannot be had: {error}")


@pytest.fixture
def site(serve: Serve, address: str) -> Flask:
    """An application whose people sign in there."""
    return serve(
        oidc_discovery=address + WELL_KNOWN,
        oidc_client_secret=real.SECRET,
        oidc_domains="example.org",
        oidc_groups="dev=team:member",
    )


class Person:
    """Somebody with a browser, which follows where it is sent and keeps cookies of both sides."""

    def __init__(self, site: Flask, address: str, who: str) -> None:
        self.board, self._address, self._who = Visitor(site), address, who
        self._pool = urllib3.PoolManager(retries=False)
        self._cookies: dict[str, str] = {}

    def comes_back(self, begin: str = "/session/oidc") -> dict[str, str]:
        """Go to the provider, sign in there, and what the browser is sent back with."""
        url = self.board.post(begin).json["url"]
        self._get(f"{self._address}/next/{self._who}")
        for _ in range(10):
            answer = self._get(url)
            assert answer.status in (302, 303), answer.data
            url = urljoin(url, answer.headers["Location"])
            if url.startswith(BACK):
                return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        raise AssertionError("the provider sends round in circles")

    def signs_in(self) -> TestResponse:
        """All of it."""
        return self.board.post("/session/by-oidc", **self.comes_back())

    def links(self) -> TestResponse:
        """The same, to link who they are there to the account that is signed in."""
        return self.board.post("/me/identities", **self.comes_back("/me/identities/begin"))

    def signs_out(self) -> str:
        """Sign out here, and there, where one is asked first; where the browser is sent back to."""
        page = self._get(self.board.ask("DELETE", "/session").json["sign_out_url"])
        assert page.status == 200, page.data
        form = page.data.decode()
        [action], [token] = re.findall(r'action="([^"]+)"', form), re.findall(r'name="xsrf" value="([^"]+)"', form)
        answer = self._get(action, urlencode({"xsrf": token, "logout": "yes"}))
        return str(answer.headers["Location"])

    def becomes(self, who: str) -> None:
        """Somebody else, in the same browser, as far as the provider asks who it is."""
        self._who = who

    def _get(self, url: str, form: str | None = None) -> Any:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies}
        if form is None:
            answer = self._pool.request("GET", url, headers=headers, redirect=False)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            answer = self._pool.request("POST", url, headers=headers, body=form, redirect=False)
        for said in answer.headers.getlist("set-cookie"):
            name, _, value = said.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer


def test_somebody_new_gets_an_account_and_is_known_again(site: Flask, address: str, make: Make) -> None:
    make.board()
    first = Person(site, address, "anna-1").signs_in()
    assert (first.status_code, first.json["way"]) == (201, "oidc"), first.json
    anna = Person(site, address, "anna-1")
    assert anna.signs_in().status_code == 201
    me = anna.board.get("/me").json
    assert (me["name"], me["email"]) == ("Anna", "anna@example.org")
    assert len(anna.board.get("/me/sessions").json["data"]) == 2
    assert [board["slug"] for board in anna.board.get("/boards").json["data"]] == ["team"]


def test_somebody_who_has_an_account_gets_into_that_one(site: Flask, address: str, make: Make) -> None:
    make.person("ben")
    ben = Person(site, address, "ben-1")
    assert ben.signs_in().status_code == 201
    assert ben.board.get("/me").json["name"] == "Ben"


@pytest.mark.parametrize("who", ["eve-1", "una-1"], ids=["of another domain", "with an e-mail nobody has verified"])
def test_somebody_else_does_not_get_in(site: Flask, address: str, who: str) -> None:
    person = Person(site, address, who)
    answer = person.signs_in()
    assert (answer.status_code, answer.json["code"]) == (403, "oidc_not_allowed")
    assert person.board.get("/session").json["account"] is None


def test_a_code_is_good_in_the_browser_that_began(site: Flask, address: str) -> None:
    anna, other = Person(site, address, "anna-1"), Person(site, address, "anna-1")
    sent = anna.comes_back()
    assert sent["iss"] == address
    # Another browser, which has begun too, has neither the state nor the verifier of this one.
    theirs = other.comes_back()
    stolen = other.board.post("/session/by-oidc", **{**sent, "state": theirs["state"]})
    assert (stolen.status_code, stolen.json["code"]) == (401, "oidc_failed")


def test_a_replayed_code_is_refused_by_the_provider(site: Flask, address: str) -> None:
    anna = Person(site, address, "anna-1")
    sent = anna.comes_back()
    kept = anna.board._client.get_cookie("ideaboard-oidc")
    assert kept is not None
    assert anna.board.post("/session/by-oidc", **sent).status_code == 201
    anna.board._client.set_cookie("ideaboard-oidc", kept.value)
    assert anna.board.post("/session/by-oidc", **sent).json["code"] == "oidc_failed"


def test_without_the_iss_that_it_announces_nobody_gets_in(site: Flask, address: str) -> None:
    anna = Person(site, address, "anna-1")
    sent = anna.comes_back()
    del sent["iss"]
    assert anna.board.post("/session/by-oidc", **sent).json["code"] == "oidc_failed"


def test_who_is_signed_in_links_who_they_are_there(site: Flask, address: str, make: Make) -> None:
    # Una's e-mail opens nothing here; her own account does, and is hers to link.
    una = Person(site, address, "una-1")
    una.board.signs_in(make.password("cy"), PASSWORD)
    linked = una.links()
    assert (linked.status_code, linked.json["issuer"]) == (201, address), linked.json
    again = Person(site, address, "una-1")
    assert again.signs_in().status_code == 201
    assert again.board.get("/me").json["email"] == "cy@example.org"
    assert una.board.ask("DELETE", f"/me/identities/{linked.json['id']}").status_code == 204
    assert again.board.get("/me").status_code == 401
    assert Person(site, address, "una-1").signs_in().json["code"] == "oidc_not_allowed"


def test_what_one_browser_was_sent_back_with_links_nothing_in_another(site: Flask, address: str, make: Make) -> None:
    mallory, una = Person(site, address, "eve-1"), Person(site, address, "una-1")
    mallory.board.signs_in(make.password("dia"), PASSWORD)
    una.board.signs_in(make.password("cy"), PASSWORD)
    sent, own = mallory.comes_back("/me/identities/begin"), una.comes_back("/me/identities/begin")
    for said in (sent, {**sent, "state": own["state"]}):
        assert una.board.post("/me/identities", **said).json["code"] == "oidc_failed"
    assert una.board.get("/me/identities").json["data"] == []
    # In the browser that began, all of it is good.
    assert mallory.board.post("/me/identities", **sent).status_code == 201


def test_who_signs_out_here_signs_out_there_and_comes_back_to_our_page(site: Flask, address: str) -> None:
    anna = Person(site, address, "anna-1")
    assert anna.signs_in().status_code == 201
    # As long as she is signed in there, nobody asks who it is.
    anna.becomes("ben-1")
    assert anna.signs_in().status_code == 201
    assert anna.board.get("/me").json["name"] == "Anna"
    back = anna.signs_out()
    assert back.startswith(BACK.replace("/signed-in", "/sign-in") + "?state=")
    assert anna.board.get("/session").json["account"] is None
    assert anna.signs_in().status_code == 201
    assert anna.board.get("/me").json["name"] == "Benjamin"
