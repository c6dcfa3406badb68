"""A browser that writes down all that goes wrong, and how somebody comes to a board with it."""

import re
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.web.conftest import Demo

Face = Literal["light", "dark"]

VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (e) => violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""
AXE = Path(__file__).parent / "npm/node_modules/axe-core/axe.min.js"
# The rules that see colours, and room: what else there is, colours and direction do not change.
SEEN = ["color-contrast", "link-in-text-block", "target-size"]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visit:
    """Somebody with a browser: all that it asks for, and all that goes wrong, is written down.

    `expected` are answers of 400 and more that belong to what is tried, as "409 /api/v1/…", each a regular expression.
    """

    def __init__(
        self,
        browser: Browser,
        demo: Demo,
        width: int,
        light: Face,
        *,
        height: int = 800,
        language: str = "en",
        expected: tuple[str, ...] = (),
    ) -> None:
        self.demo = demo
        self.face = light
        self.expected = expected
        self.context: BrowserContext = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=light,
            base_url=demo.url,
            reduced_motion="reduce",
            locale=language,
            has_touch=width < 600,
        )
        self.context.add_init_script(VIOLATIONS)
        self.page: Page = self.context.new_page()
        self.asked: list[str] = []
        self.wrong: list[str] = []
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Write down what goes wrong on a page."""
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.wrong.append(f"error {error}"))
        page.on("console", self._said)
        page.on("response", self._answered)

    def _failed(self, request: Any) -> None:
        # Going on to the next page breaks off what the last one was still loading, such as its icon.
        if request.failure != "net::ERR_ABORTED":
            self.wrong.append(f"{request.failure} {request.url}")

    def _said(self, message: Any) -> None:
        # The browser's own word for an answer of 400 and more; `_answered` judges these.
        if message.type in ("error", "warning") and "the server responded with" not in message.text:
            self.wrong.append(f"{message.type} {message.text}")

    def _answered(self, response: Any) -> None:
        said = f"{response.status} {response.url.removeprefix(self.demo.url)}"
        if response.status >= 400 and not any(re.fullmatch(one, said) for one in self.expected):
            self.wrong.append(said)

    def forget(self) -> None:
        """Be nobody again, as in a browser that was never here."""
        # Away from the page first: what it still asks for would be asked by nobody, and refused.
        self.page.goto("/static/plain.css")
        self.context.clear_cookies()

    def sign_in(self, who: str) -> Page:
        """Come in as one of the demo's people, without the sign-in screen."""
        # Whoever signs in where somebody else is signed in ends that session, which others go on with.
        self.forget()
        # Once for most tests, for it takes its time; but a role that was changed has ended what there was.
        self.context.add_cookies(self.demo.cookies.get(who, []))
        if self.context.request.get("/api/v1/session").json()["account"] is None:
            answer = self.context.request.post(
                "/api/v1/session",
                data={"email": f"{who}@example.org", "password": self.demo.passwords[who]},
                headers={"Origin": self.demo.url},
            )
            assert answer.ok, answer.text()
            self.demo.cookies[who] = [{**one} for one in self.context.cookies()]
        return self.page

    def go(self, path: str) -> Page:
        """Open a screen and wait until its heading stands and nothing is being fetched that it shows."""
        self.page.goto(path)
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until the screen is there: a heading, and no skeleton."""
        expect(self.page.locator("h1")).to_have_count(1)
        expect(self.page.locator(".skeleton")).to_have_count(0)

    def axe(self, rules: list[str] | None = None) -> list[str]:
        """What axe finds against WCAG 2.2 AA and its own good practice, or some rules, each with where it is."""
        self.page.evaluate(AXE.read_text("utf-8"))
        only = {"type": "tag", "values": STANDARD} if rules is None else {"type": "rule", "values": rules}
        found = self.page.evaluate("only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
        return [
            f"{one['id']}: {one['help']} at {node['target']}: {node['html'][:160]}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def end(self) -> None:
        """Say what was wrong, of the whole visit."""
        violations = self.page.evaluate("window.violations")
        self.context.close()
        assert violations == [], violations
        assert self.wrong == [], self.wrong
        own = (self.demo.url + "/", "data:image/")
        elsewhere = [address for address in self.asked if not address.startswith(own)]
        assert elsewhere == [], elsewhere
        assert any(address.startswith(self.demo.url) for address in self.asked)


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


def dialog(visit: Visit, name: str) -> Locator:
    """The dialog that is open."""
    shown = visit.page.get_by_role("dialog", name=name)
    expect(shown).to_be_visible()
    return shown


def fits(visit: Visit) -> None:
    """Nothing is wider than the screen, and axe finds nothing: as it is, and the other way round, in the other colours.

    Other words are needed for no more than their direction, so they stay; `test_screens.py` has them. All of the rules
    are asked from left to right on a phone and from right to left at a desk, and elsewhere those that see a difference.
    """
    page = visit.page
    faces: dict[str, Face] = {"ltr": visit.face, "rtl": "light" if visit.face == "dark" else "dark"}
    whole = "ltr" if page.viewport_size and page.viewport_size["width"] < 600 else "rtl"
    for way, face in faces.items():
        page.evaluate("way => { document.documentElement.dir = way; }", way)
        page.emulate_media(color_scheme=face)
        shown, there = (page.evaluate(f"document.documentElement.{name}Width") for name in ("client", "scroll"))
        assert there <= shown, f"{way}: {there} px on a screen of {shown} px"
        found = visit.axe(None if way == whole else SEEN)
        assert found == [], (way, face, found)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.emulate_media(color_scheme=visit.face)
