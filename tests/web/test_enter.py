"""A real browser gets in: by password, by a link, with a new password, invited, and as the first one here."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web import keyboard
from tests.web.browsing import Visit, api
from tests.web.conftest import Demo


@pytest.fixture(params=[(390, "dark"), (1280, "light")], ids=["phone", "desk"])
def visit(
    browser: Browser, demo: Demo, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visit]:
    """Somebody who has never been here: with a finger, or at a desk with the keyboard alone."""
    width, light = request.param
    if width > 600:
        keyboard.alone(monkeypatch)
    visit = Visit(browser, demo, width, light)
    yield visit
    visit.end()


def links(visit: Visit, to: str) -> set[str]:
    """The links that were mailed to somebody, which an admin can pass on where no mail is sent."""
    mails = [one for one in api(visit, "root", "GET", "/mails?limit=100")["data"] if one["to"] == to]
    return {word for one in mails for word in one["text"].split() if "#" in word}


def mailed(visit: Visit, to: str, before: set[str]) -> str:
    """The link in a new mail to somebody."""
    for _ in range(100):
        fresh = links(visit, to) - before
        if fresh:
            return fresh.pop()
        visit.page.wait_for_timeout(100)
    raise AssertionError(f"no mail to {to}")


def sign_in(page: Page, email: str, password: str) -> None:
    """Fill in the sign-in screen."""
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_a_wrong_password_says_so_and_a_right_one_goes_where_somebody_was_going(visit: Visit) -> None:
    visit.expected = (r"422 /api/v1/session", r"401 /api/v1/.*")
    page = visit.page
    page.goto(f"/boards/{visit.demo.board}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page, "ben@example.org", "not this one")
    expect(page.get_by_role("alert")).to_contain_text("not right")
    expect(page.get_by_label("E-mail")).to_have_value("ben@example.org")
    page.get_by_label("Password").fill(visit.demo.passwords["ben"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideas")
    expect(page).to_have_url(re.compile(f"/boards/{visit.demo.board}$"))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideas")
    page.locator("summary").filter(has_text="Ben").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_mailed_link_signs_in_once(visit: Visit) -> None:
    visit.expected = (r"409 /api/v1/session/by-link",)
    page = visit.page
    before = links(visit, "dia@example.org")
    page.goto("/sign-in")
    page.get_by_role("button", name="Send me a link instead").click()
    page.get_by_label("E-mail").fill("dia@example.org")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = mailed(visit, "dia@example.org", before)
    page.goto(link)
    expect(page.get_by_text("Your link is ready")).to_be_visible()
    assert "#" not in page.url
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My boards")
    visit.forget()
    page.goto(link)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("opens nothing")


def test_an_invitation_brings_somebody_new_to_the_board(visit: Visit) -> None:
    made = api(visit, "ada", "POST", f"/boards/{visit.demo.board}/invitations", role="member")
    page = visit.page
    email = f"zoe{page.viewport_size['width']}@example.org" if page.viewport_size else ""
    page.goto(made["url"])
    expect(page.locator(".lead")).to_contain_text("You are invited to")
    assert "#" not in page.url
    page.get_by_label("What are you called?").fill("Zoë")
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    page.goto(mailed(visit, email, set()))
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My boards")
    expect(page.get_by_role("heading", level=2).first).to_be_visible()
    board: Any = api(visit, "ada", "GET", f"/boards/{visit.demo.board}")
    page.get_by_role("link", name=board["name"]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideas")


def test_a_link_that_opens_nothing_says_so(visit: Visit) -> None:
    visit.expected = (r"4\d\d /api/v1/invitations",)
    visit.page.goto("/join#ii_nothing")
    expect(visit.page.get_by_role("alert")).to_contain_text("opens nothing")


def test_who_signs_out_is_told_that_drafts_go_and_nothing_of_theirs_stays(visit: Visit) -> None:
    # What is asked for while somebody signs out may come too late.
    visit.expected = (r"401 /api/v1/.*",)
    page = visit.page
    page.goto("/sign-in")
    sign_in(page, "dia@example.org", visit.demo.passwords["dia"])
    expect(page.get_by_role("heading", level=1)).to_have_text("My boards")
    page.goto(f"/boards/{visit.demo.board}/new")
    page.get_by_label("Title", exact=True).fill("Half a thought")
    page.locator("summary").filter(has_text="Dia").click()
    page.get_by_label("Colours").select_option("dark")
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Stay", exact=True).click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Half a thought")
    page.locator("summary").filter(has_text="Dia").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("dialog").get_by_role("button", name="Throw them away and sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert page.evaluate("Object.keys(localStorage)") == ["ideaboard.theme"]
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
