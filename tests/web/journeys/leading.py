"""What the journeys of leaders and of tasks share: a board of their own, and what holds on every screen."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from playwright.sync_api import Page

from tests.web.browsing import Visit, api

SOON = (datetime.now(UTC) + timedelta(days=10)).date().isoformat()
_NUMBERS = count(1)


def account(visit: Visit, who: str) -> str:
    """Somebody's id."""
    found: str = api(visit, who, "GET", "/me")["id"]
    return found


def own_board(visit: Visit, **said: Any) -> str:
    """A board that ada leads, with ben and dia on it; everybody else can read it. Its slug."""
    slug = f"leading-{next(_NUMBERS)}"
    api(visit, "ada", "POST", "/boards", slug=slug, name="Leading", visibility="open", **said)
    for who in ("ben", "dia"):
        api(visit, "ada", "PUT", f"/boards/{slug}/members/{account(visit, who)}", role="member")
    return slug


def own_idea(visit: Visit, board: str, title: str = "Cache the builds", who: str = "ben", **said: Any) -> str:
    """An idea that waits for an answer. Its id."""
    idea: str = api(visit, who, "POST", f"/boards/{board}/ideas", title=title, **said)["id"]
    return idea


def decided(visit: Visit, idea: str, outcome: str = "adopt", **said: Any) -> str:
    """Ada's answer to it. The decision's id."""
    body = {"outcome": outcome, "rationale": "It saves us an hour a day.", **said}
    decision: str = api(visit, "ada", "POST", f"/ideas/{idea}/decisions", **body)["id"]
    return decision


def patch(visit: Visit, who: str, path: str, **said: Any) -> None:
    """What somebody else changes meanwhile, whatever its version."""
    answer = visit.context.request.patch(
        f"{visit.demo.url}/api/v1{path}",
        headers={"Authorization": f"Bearer {visit.demo.tokens[who]}", "If-Match": "*"},
        data=said,
    )
    assert answer.ok, answer.text()


def opened(visit: Visit, who: str, board: str, place: str) -> Page:
    """A board's screen, as somebody sees it."""
    visit.sign_in(who)
    return visit.go(f"/boards/{board}/{place}")
