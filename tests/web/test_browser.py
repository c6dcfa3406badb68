"""A real browser reads the pages: nothing is refused, nothing comes from elsewhere, and everybody can read them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import needs
from tests.web.conftest import PAGES, Demo

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip

CONTRAST = (Path(__file__).parent / "contrast.js").read_text().split("*/", 1)[1]

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = needs.CHROMIUM.path()
    if path is None:
        if needs.in_ci():
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("Chromium is missing: install the package chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


class Visit:
    """A browser that writes down all that goes wrong and all that it asks for."""

    def __init__(self, browser: Browser, demo: Demo, width: int, light: str) -> None:
        self.demo = demo
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=light, base_url=demo.url, reduced_motion="reduce"
        )
        self.context.add_init_script(VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        self.page.on("console", self._said)
        self.page.on("response", self._answered)

    def _failed(self, request: Any) -> None:
        # Going on to the next page breaks off what the last one was still loading, such as its icon.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"{request.failure} {request.url}")

    def _said(self, message: Any) -> None:
        # The browser's own word for an answer of 400 and more; `_answered` judges these.
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            self.wrong.append(f"{message.type} {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 400 and not response.url.endswith(PAGES["missing"]):
            self.wrong.append(f"{response.status} {response.url}")

    def go(self, path: str) -> Page:
        """Open a page and wait until it stands."""
        self.page.goto(path)
        if path.startswith(PAGES["operations"]) and path != PAGES["problems"]:
            self.page.wait_for_selector(".opblock-tag")
        return self.page

    def end(self) -> None:
        """Say what was wrong, of the whole visit."""
        violations = self.page.evaluate("window.violations")
        self.context.close()
        assert violations == []
        assert self.wrong == []
        own = (self.demo.url + "/", "data:image/")
        assert [address for address in self.asked if not address.startswith(own)] == []
        assert any(address.startswith(self.demo.url) for address in self.asked)


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_can_be_read_on_a_small_and_a_large_screen(
    browser: Browser, demo: Demo, width: int, light: str
) -> None:
    visit = Visit(browser, demo, width, light)
    grounds = set()
    for name, path in PAGES.items():
        page = visit.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert page.evaluate(CONTRAST) == [], name
        assert page.locator("h1:visible, h2.title:visible").count() == 1, name
        grounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert page.evaluate("window.violations") == [], name
    assert grounds == {"rgb(251, 250, 247)" if light == "light" else "rgb(20, 24, 22)"}
    visit.end()


def test_the_docs_show_every_operation(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    page = visit.go("/api/docs")
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
    browser: Browser, demo: Demo, light: str
) -> None:
    visit = Visit(browser, demo, 320, light)
    page = visit.go("/api/docs")
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


def test_a_trackers_link_says_how_to_read_its_idea(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 360, "light")
    page = visit.go("/boards/platform-team/ideas/7zt28vbq")
    expect(page.locator("pre:visible")).to_contain_text(f"{demo.url}/api/v1/ideas/7zt28vbq")
    assert "<ID>" not in page.locator("main").inner_text()
    visit.go("/boards/platform-team")
    expect(page.locator("pre:visible")).to_contain_text(f"{demo.url}/api/v1/boards/platform-team/ideas")
    # What is in the address is text, whatever it is.
    visit.go("/boards/x/ideas/%3Cimg%20src=x%3E")
    expect(page.locator("pre:visible")).to_contain_text("<ID>")
    visit.end()


def test_a_block_of_the_tour_is_copied_with_this_boards_address(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.go("/")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith(f"API={demo.url}/api/v1\n")
    visit.end()


def test_the_pages_turn_round_for_a_language_written_from_right_to_left(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 320, "light")
    for path in PAGES.values():
        page = visit.go(path)
        page.evaluate("document.documentElement.dir = 'rtl'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    visit.end()
