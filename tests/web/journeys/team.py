"""What the journeys of what a team says to each other share: a board of their own, and what holds on every screen."""

from datetime import timedelta
from itertools import count
from typing import Any

from ideaboard import clock
from tests.web.browsing import Visit, api

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


def in_a_moment(seconds: float) -> str:
    """A moment that comes soon."""
    return (clock.now() + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")
