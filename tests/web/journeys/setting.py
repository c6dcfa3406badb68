"""What the journeys of a board's settings share."""

from itertools import count

from playwright.sync_api import Locator, Page, expect

from tests.web.browsing import Visit, api

_NUMBERS = count(1)


def own_board(visit: Visit) -> str:
    """A board of ada's own, with ben and dia on it and an idea of ben's."""
    slug = f"set-up-{next(_NUMBERS)}"
    api(visit, "ada", "POST", "/boards", slug=slug, name="Set up", purpose="To be set up.", visibility="open")
    for who in ("ben", "dia"):
        put(visit, slug, who, "member")
    api(visit, "ben", "POST", f"/boards/{slug}/ideas", title="Cache the builds", body="Once is enough.")
    return slug


def put(visit: Visit, board: str, who: str, role: str) -> None:
    """Put somebody on a board."""
    account = api(visit, who, "GET", "/me")["id"]
    api(visit, "ada", "PUT", f"/boards/{board}/members/{account}", role=role)


def opened(visit: Visit, who: str, board: str, part: str = "") -> Page:
    """A part of the settings, as somebody sees it."""
    visit.sign_in(who)
    return visit.go(f"/boards/{board}/settings{part}")


def dialog(page: Page, name: str) -> Locator:
    """The dialog that is open."""
    shown = page.get_by_role("dialog", name=name)
    expect(shown).to_be_visible()
    return shown


def card(page: Page, text: str) -> Locator:
    """The card that says this."""
    return page.locator(".card").filter(has_text=text)


def connected(visit: Visit, board: str, tracker: str, **settings: str) -> str:
    """The id of a new connection."""
    made = api(visit, "ada", "POST", f"/boards/{board}/connections", tracker=tracker, name=tracker, settings=settings)
    return str(made["id"])


def unreachable(visit: Visit, board: str) -> str:
    """The id of a new connection to a GitHub that nobody reaches."""
    api_url = "https://none.invalid/api/v3"
    return connected(visit, board, "github", repository="acme/roadmap", token="github_pat_12345", api_url=api_url)
