"""What the journeys about ideas share: a board of their own, and what holds on every screen."""

from itertools import count
from typing import Any

from tests.web.browsing import Visit, api

_NUMBERS = count(1)


def own_board(visit: Visit, **rules: str) -> str:
    """A board that ada leads, with ben and dia on it and two values; cy can read it. Its slug."""
    slug = f"about-ideas-{next(_NUMBERS)}"
    api(visit, "ada", "POST", "/boards", slug=slug, name="About ideas", visibility="open", **rules)
    for who in ("ben", "dia"):
        account = api(visit, who, "GET", "/me")["id"]
        api(visit, "ada", "PUT", f"/boards/{slug}/members/{account}", role="member")
    for name in ("Sleep", "Small steps"):
        api(visit, "ada", "POST", f"/boards/{slug}/values", name=name, meaning=f"{name} matter to us.")
    return slug


def own_idea(visit: Visit, board: str, **said: Any) -> Any:
    """An idea of ben's on a board."""
    body = "First line.\n\nSecond line.\n\nThird line."
    return api(visit, "ben", "POST", f"/boards/{board}/ideas", **{"title": "Cache the builds", "body": body, **said})


def decide(visit: Visit, idea: str, outcome: str, **said: Any) -> None:
    """What ada answers to an idea."""
    api(visit, "ada", "POST", f"/ideas/{idea}/decisions", outcome=outcome, rationale="It is time.", **said)
