"""What a browser may keep: of every route that reads, each answer that somebody gets, held against this page."""

from collections import defaultdict

import pytest

from tests.client import PREFIX
from tests.permissions.judging import Court
from tests.permissions.routes import ROUTES, Route

# What everybody on a board reads there; all else concerns few, or lets somebody in.
OF_A_BOARD = {
    "/ready", "/boards", "/trackers", "/listeners",
    *(f"/boards/<slug:board>{rest}" for rest in (
        "", "/members", "/tasks", "/ideas", "/ideas/similar", "/values", "/values/<id(value):value>", "/follow-ups",
        "/values/<id(value):value>/stories", "/decisions", "/unanswered", "/participation", "/backlog", "/reviews",
    )),
    *(f"/ideas/<id(idea):idea>{rest}" for rest in (
        "", "/versions", "/versions/<number:number>", "/vote", "/points", "/points/<id(point):point>", "/comments",
        "/decisions", "/issues",
    )),
    *(f"/tasks/<id(task):task>{rest}" for rest in ("", "/approaches", "/comparison", "/comments", "/decisions")),
    "/comments/<id(comment):comment>", "/decisions/<id(decision):decision>", "/questions/<id(question):question>",
    "/decisions/<id(decision):decision>/questions", "/follow-ups/<id(follow_up):follow_up>",
    "/reviews/<id(review):review>", "/reviews/<id(review):review>/calendar.ics", "/issues/<id(issue):issue>",
}  # fmt: skip

READING: dict[str, list[Route]] = defaultdict(list)
for _route in ROUTES:
    if _route.method == "GET" and _route.verb is not None and _route.rule.startswith(f"{PREFIX}/"):
        READING[_route.rule.removeprefix(PREFIX)].append(_route)


def _answers(court: Court, route: Route) -> set[str]:
    """Who may keep what is read, as the answers say that people get about every thing of the kind."""
    return {
        said.kept
        for placed in court.world.of_kind(route.kind)
        for caller in court.callers
        if caller.plain and route.asked_by in ("", caller.asker.person)
        for said in [court.ask(route, caller, *court.request(route, placed))]
        if said.status == 200
    }


@pytest.mark.parametrize("rule", READING)
def test_a_browser_keeps_what_is_a_boards_and_nothing_that_concerns_few(court: Court, rule: str) -> None:
    said = set().union(*(_answers(court, route) for route in READING[rule]))
    if rule == "/me/export":
        # There is none in this world: what it answers when there is, the test of exports says.
        assert said == set()
        return
    assert said == {"private, no-cache" if rule in OF_A_BOARD else "no-store"}


def test_every_route_that_is_named_is_there() -> None:
    assert set(READING) > OF_A_BOARD
    assert len(READING) - len(OF_A_BOARD) > 25
