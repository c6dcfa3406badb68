"""What the journeys of what a team says to each other share: a board of their own, and what holds on every screen."""

from itertools import count
from typing import Any

from playwright.sync_api import Locator, expect

from tests.web.browsing import Visit, api

# A board's events are asked for in the background.
EVENTS = r"404 /api/v1/boards/[a-z0-9-]+/events.*"
_NUMBERS = count(1)


def own_board(visit: Visit, *people: str) -> str:
    """A board that ada leads, with ben, dia and `people` on it; everybody else can read it. Its slug."""
    slug = f"of-a-team-{next(_NUMBERS)}"
    api(visit, "ada", "POST", "/boards", slug=slug, name="Of a team", visibility="open")
    for who in ("ben", "dia", *people):
        api(visit, "ada", "PUT", f"/boards/{slug}/members/{account(visit, who)}", role="member")
    return slug


def account(visit: Visit, who: str) -> str:
    """Somebody's id."""
    found: str = api(visit, who, "GET", "/me")["id"]
    return found


def own_idea(visit: Visit, board: str, *outcomes: str, **said: Any) -> str:
    """An idea of ben's that ada answers with each of `outcomes` in turn. Its id."""
    idea: str = api(visit, "ben", "POST", f"/boards/{board}/ideas", **{"title": "Cache the builds", **said})["id"]
    for outcome in outcomes:
        api(visit, "ada", "POST", f"/ideas/{idea}/decisions", outcome=outcome, rationale="It saves us an hour a day.")
    return idea


def dialog(visit: Visit, name: str) -> Locator:
    """The dialog that is open."""
    shown = visit.page.get_by_role("dialog", name=name)
    expect(shown).to_be_visible()
    return shown


def fits(visit: Visit) -> None:
    """Nothing is wider than the screen, and axe finds nothing."""
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate(
        "document.documentElement.clientWidth"
    )
    found = visit.axe()
    assert found == [], found
