"""A real browser gets in: by password, by a link, with a new password, invited, and as the first one here."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Demo
from tests.web.test_browser import Visit, browser

__all__ = ["browser"]


@pytest.fixture
def visit(browser: Browser, demo: Demo) -> Iterator[Visit]:
    """Somebody on a phone in the dark who has never been here."""
    visit = Visit(browser, demo, 390, "dark")
    yield visit
    visit.context.close()


def api(visit: Visit, who: str, method: str, path: str, **said: Any) -> Any:
    """What the API answers to somebody with a token."""
    answer = visit.context.request.fetch(
        f"{visit.demo.url}/api/v1{path}",
        method=method,
        headers={"Authorization": f"Bearer {visit.demo.tokens[who]}"},
        data=said or None,
    )
    assert answer.ok, answer.text()
    return answer.json() if answer.status != 204 else None


def test_a_wrong_password_says_so_and_a_right_one_opens(visit: Visit) -> None:
    page = visit.page
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    page.get_by_label("E-mail").fill("ben@example.org")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    page.get_by_label("Password").fill(visit.demo.passwords["ben"])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed in, Ben")
    expect(page.get_by_label("Password")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed in, Ben")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_invitation_brings_somebody_new_to_the_board(visit: Visit) -> None:
    made = api(visit, "ada", "POST", f"/boards/{visit.demo.board}/invitations", role="member")
    page = visit.page
    page.goto(made["url"])
    expect(page.locator("[data-lead]")).to_contain_text("You are invited to")
    assert "#" not in page.url
    page.get_by_label("What are you called?").fill("Zoë")
    page.get_by_label("E-mail").fill("zoe@example.org")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    mail: dict[str, Any] = {}
    for _ in range(100):
        waiting = [one for one in api(visit, "root", "GET", "/mails")["data"] if one["to"] == "zoe@example.org"]
        if waiting:
            mail = waiting[0]
            break
        page.wait_for_timeout(100)
    link = next(word for word in mail["text"].split() if "#il_" in word)
    page.goto(link)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You are signed in, Zoë")


def test_a_link_that_opens_nothing_says_so(visit: Visit) -> None:
    visit.page.goto("/join#ii_nothing")
    expect(visit.page.get_by_role("alert")).to_contain_text("opens nothing")
