"""A real browser signs in at the real provider, by the page that anybody signs in with."""

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from werkzeug.serving import make_server

from ideaboard import migrate
from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from ideaboard.settings import WELL_KNOWN, Settings
from tests import needs
from tests.conftest import UNLIMITED
from tests.oidc import provider as real

# The first one waits for the packages, which may come from far away.
pytestmark = pytest.mark.timeout(600)

PEOPLE = {
    "anna-1": {"email": "anna@example.org", "email_verified": True, "name": "Anna"},
    "eve-1": {"email": "eve@evilexample.org", "email_verified": True, "name": "Eve"},
}


@pytest.fixture(scope="module")
def site(scratch: Path, key_file: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a board whose people sign in at a provider alone, and of the provider."""
    if needs.NPM.path() is None:
        if needs.in_ci():
            pytest.fail("npm is missing")
        pytest.skip("npm is missing: install the package npm")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    settings = Settings(
        database_url=f"sqlite:///{scratch / 'browser.db'}", key_file=str(key_file), base_url=base, **UNLIMITED
    )
    migrate.upgrade(settings)
    with real.running(PEOPLE, f"{base}/signed-in") as address:
        settings = replace(
            settings,
            local_sign_in=False,
            oidc_discovery=address + WELL_KNOWN,
            oidc_client_id=real.CLIENT,
            oidc_client_secret=real.SECRET,
            oidc_name="Example",
            oidc_domains="example.org",
        )
        app = create_app(settings, Registry.load(found=[]))
        server = make_server("127.0.0.1", port, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield base, address
        server.shutdown()
        thread.join()
        app.extensions["ideaboard"].database.dispose()


def test_one_presses_the_button_and_is_in(browser: Browser, site: tuple[str, str]) -> None:
    base, address = site
    context = browser.new_context(base_url=base)
    page = context.new_page()
    context.request.get(f"{address}/next/anna-1")
    page.goto("/sign-in")
    expect(page.get_by_label("Password")).to_be_hidden()
    page.get_by_role("button", name="Sign in with Example").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My boards")
    # Nothing of what the provider sent along stands in the address, nor in the history.
    assert page.url == f"{base}/"
    session = next(cookie for cookie in context.cookies() if cookie["name"] == "ideaboard")
    assert (session["httpOnly"], session["sameSite"]) == (True, "Lax")
    assert not any(cookie["name"] == "ideaboard-oidc" for cookie in context.cookies(base))
    # One more identity is linked, and unlinked, by the pages too.
    page.goto("/me/identities")
    expect(page.get_by_role("main")).to_contain_text("Example")
    page.get_by_role("button", name="Link an identity at Example").click()
    # Who is still signed in there comes back as who they are already.
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was linked")
    expect(page.get_by_role("alert")).to_contain_text("linked already")
    context.clear_cookies(name=re.compile("^_"))
    context.request.get(f"{address}/next/eve-1")
    page.goto("/me/identities")
    page.get_by_role("button", name="Link an identity at Example").click()
    expect(page.get_by_role("button", name="Unlink")).to_have_count(2)
    page.get_by_role("button", name="Unlink").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Unlink").click()
    expect(page.get_by_role("button", name="Unlink")).to_have_count(1)
    page.locator("summary").filter(has_text="Anna").click()
    page.get_by_role("button", name="Sign out").click()
    context.close()


def test_who_is_not_let_in_is_told_so_and_can_try_again(browser: Browser, site: tuple[str, str]) -> None:
    base, address = site
    context = browser.new_context(base_url=base)
    page = context.new_page()
    context.request.get(f"{address}/next/eve-1")
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in with Example").click()
    expect(page.get_by_role("alert")).to_contain_text("does not let you in")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are not signed in")
    expect(page.get_by_role("button", name="Sign in with Example")).to_be_enabled()
    # A link that somebody else sends, with a code of theirs, signs nobody in.
    page.goto("/signed-in?code=theirs&state=theirs")
    expect(page.get_by_role("alert")).to_contain_text("does not prove")
    page.goto("/signed-in?error=access_denied")
    expect(page.get_by_role("alert")).to_contain_text("called off")
    context.close()
