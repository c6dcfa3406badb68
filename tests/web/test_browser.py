"""A real browser reads the plain pages: nothing is refused or comes from elsewhere, and everybody can read it."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import Visit
from tests.web.conftest import PLAIN, Demo

CONTRAST = (Path(__file__).parent / "contrast.js").read_text().split("*/", 1)[1]


def open_plain(visit: Visit, path: str) -> None:
    """Open a plain page and wait until it stands."""
    visit.page.goto(path)
    if path.startswith(PLAIN["operations"]) and path != PLAIN["problems"]:
        visit.page.wait_for_selector(".opblock-tag")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_can_be_read_on_a_small_and_a_large_screen(
    browser: Browser, demo: Demo, width: int, light: Literal["light", "dark"]
) -> None:
    visit = Visit(browser, demo, width, light, expected=(r"404 /nothing-here",))
    grounds = set()
    for name, path in PLAIN.items():
        open_plain(visit, path)
        page = visit.page
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(CONTRAST) == [], name
        assert page.locator("h1:visible, h2.title:visible").count() == 1, name
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert page.evaluate("window.violations") == [], name
    assert grounds == {"rgb(251, 250, 247)" if light == "light" else "rgb(20, 24, 22)"}
    visit.end()


def test_the_docs_show_every_operation(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    open_plain(visit, "/api/docs")
    page = visit.page
    document = page.request.get("/api/v1/openapi.json").json()
    operations = [each for item in document["paths"].values() for name, each in item.items() if name != "parameters"]
    expect(page.locator(".opblock-tag-section")).to_have_count(len(document["tags"]))
    for tag in document["tags"]:
        heading = page.locator(f"[id='operations-tag-{tag['name']}']")
        heading.click()
        # What is told by webhook stands in a section of its own.
        expect(page.locator(".opblock-tag-section .opblock")).to_have_count(
            sum(tag["name"] in each["tags"] for each in operations)
        )
        heading.click()
    visit.end()


@pytest.mark.parametrize("light", ["light", "dark"])
def test_an_operation_is_tried_out_with_a_token_that_stays_over_a_reload(
    browser: Browser, demo: Demo, light: Literal["light", "dark"]
) -> None:
    visit = Visit(browser, demo, 320, light)
    open_plain(visit, "/api/docs")
    page = visit.page
    page.locator(".btn.authorize").first.click()
    assert page.evaluate(CONTRAST) == []
    page.locator("#auth-bearer-value").fill(demo.tokens["ben"])
    page.keyboard.press("Enter")
    page.locator(".btn-done").first.click()
    page.reload()
    page.locator("#operations-tag-ideas").click()
    operation = page.locator(".opblock-get:has([data-path='/api/v1/boards/{board}/ideas'])")
    operation.locator(".opblock-summary-control").click()
    operation.locator(".try-out__btn").click()
    for field in operation.locator(".parameters input[type=text]").all():
        assert field.input_value() in ("", "20"), "an example would be sent as if it were meant"
    operation.locator("tr[data-param-name=board] input").fill(demo.board)
    operation.locator(".btn.execute").click()
    expect(operation.locator(".live-responses-table tr.response .response-col_status")).to_contain_text("200")
    expect(operation.locator(".live-responses-table")).to_contain_text("Cache the dependencies")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("Object.keys(localStorage)") == []
    visit.end()


def test_without_scripts_the_docs_are_a_list(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto(f"{demo.url}/api/docs")
    expect(page.locator(".operations li").first).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="openapi.json")).to_be_visible()
    context.close()


def test_a_block_of_the_tour_is_copied_with_this_boards_address(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go("/tour")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"API={demo.url}/api/v1\n")
    visit.end()


def test_the_pages_turn_round_for_a_language_written_from_right_to_left(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 320, "light", expected=(r"404 /nothing-here",))
    for path in PLAIN.values():
        open_plain(visit, path)
        page = visit.page
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    visit.end()
