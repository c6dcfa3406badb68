"""The ids of one board sent to another: by path, by body and by query, each as if there were no such thing.

Nothing is undone here: after each route the database is to the byte what it was before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pytest

from ideaboard import ids
from tests.permissions.asking import Said, ask, filled, named_in, parameters, path_of, undoing
from tests.permissions.callers import by_token
from tests.permissions.judging import PLAIN, Court
from tests.permissions.oracle import MAY, Asker
from tests.permissions.routes import ROUTES, Route
from tests.permissions.things import Placed, mark
from tests.unbreakable.digest import digest

# Names in bodies, and the kinds of things that they are.
KINDS = {
    "value_before": "value", "one": "idea", "other_one": "idea", "into": "idea", "backlog": "idea",
    "fake": "connection", "bare": "connection", "other": "account", "plain": "account", "disabled": "account",
}  # fmt: skip
# Where an account is named, it may be of any board: who is put on one, and whom an admin reads.
OF_NO_BOARD = {"PUT /api/v1/boards/<slug:board>/members/<id(account):account>"}
NEVER = 999_999_999
# How many ids of the other board are tried in one place where it takes too long to try them all.
_FEW = 3


@dataclass(frozen=True)
class Border:
    """Two boards, who asks on the one, and whether they may see the other."""

    home: str
    abroad: str
    people: tuple[str, ...]
    both: bool = False


BORDERS = (
    Border("team", "far", ("ada", "ben", "dia")),
    Border("far", "team", ("eve", "fred", "fern")),
    # Who is on both boards cannot join what is on them either.
    Border("team", "glass", ("ada", "ben", "dia"), both=True),
)
SWAPPED = {
    str(route): [one for one in ROUTES if str(one) == str(route)]
    for route in ROUTES
    if route.verb and route.kind not in ("", "account", "owned", "mail") and str(route) not in OF_NO_BOARD
}


def nothing(name: str) -> str:
    """An id that nothing has."""
    if name == "board":
        return "nowhere"
    return f"msg_{ids.encode('message', NEVER)}" if name == "message" else ids.encode(KINDS.get(name, name), NEVER)


def abroad(court: Court, border: Border, name: str) -> list[str]:
    """Every id of this name on the other board."""
    if name == "board":
        return [border.abroad]
    things = court.world.things[border.abroad].values()
    found = {placed.ids[name] for kind in things for placed in kind if name in placed.ids}
    known = court.world.names[border.abroad].get("plain" if name == "account" else name)
    return sorted(found | ({known} if known else set()))


def _ask(court: Court, route: Route, who: str, named: Mapping[str, Any], query: Mapping[str, str]) -> Said:
    headers = by_token(court.world.secrets[who]) | {"X-Request-Id": "swapped"}
    court.asked += 1
    path, body = path_of(route.rule, named), filled(route.body, named)
    return ask(court.world.app, route.method, path, headers, body, urlencode(filled(query, named)))


def _whose(court: Court, border: Border, route: Route, placed: Placed) -> str | None:
    """Somebody who may ask this at home, and gets through."""
    for who in border.people:
        if court.expected(route, Asker(who), placed) == MAY:
            return who
    return None


def _swaps(court: Court, border: Border, route: Route) -> Iterator[tuple[str, str, Placed, set[str]]]:
    """Who asks about what at home, and which of the names are to be of the other board."""
    in_path = [name for name in parameters(route.rule) if name not in PLAIN]
    for placed in court.world.things[border.home].get(route.kind, ()):
        if route.states and placed.thing.state not in route.states:
            continue
        together = [{name} for name in in_path] + ([set(in_path)] if len(in_path) > 1 else [])
        for names in together:
            # Those who are on both boards may ask there for what is there alone, and both have the same people.
            if not border.both or (names < set(in_path) and "account" not in in_path):
                yield "path", border.people[0], placed, names
        who = _whose(court, border, route, placed)
        for name in named_in([route.body, route.query]):
            same = border.both and KINDS.get(name) == "account"
            if who is not None and name not in in_path and not same:
                yield "body", who, placed, {name}


def compared(court: Court, border: Border, route: Route) -> Iterator[str]:
    """What is answered to the other board's ids otherwise than to ids that nothing has."""
    for where, who, placed, names in _swaps(court, border, route):
        named = court.named(placed)
        if where == "body":
            with undoing(court.world.home.database):
                said = _ask(court, route, who, named, route.query)
            assert said.status < 300, (who, str(route), str(placed), said)
        unknown = {name: nothing(name) for name in names}
        expected = _ask(court, route, who, {**named, **unknown}, route.query)
        if expected.status not in ({404} if where == "path" else {200, 422} if route.query else {422}):
            yield f"{who}, {route}, {placed}: {expected.status} to {unknown}"
        # Of several, each place is swapped on its way through all that there are.
        pools = {name: abroad(court, border, name)[: None if court.whole else _FEW] for name in names}
        for turn in range(max(len(pool) for pool in pools.values())):
            foreign = {name: pool[turn % len(pool)] for name, pool in pools.items()}
            said = _ask(court, route, who, {**named, **foreign}, route.query)
            if said.status != expected.status or _without(said, foreign) != _without(expected, unknown):
                yield f"{who}, {route}, {placed}: {foreign} is told from {unknown}: {said} {expected}"
            if not border.both and mark(border.abroad).encode() in said.body:
                yield f"{who}, {route}, {placed}: it tells of {border.abroad}"


def _without(said: Said, named: Mapping[str, str]) -> bytes:
    body = said.body
    for name, known in named.items():
        body = body.replace(known.encode(), f"«{name}»".encode())
    return body


@pytest.mark.parametrize("name", SWAPPED)
def test_an_id_of_another_board_is_as_one_that_nothing_has(court: Court, name: str) -> None:
    before, asked = digest(court.world.home.database), court.asked
    wrong = [line for route in SWAPPED[name] for border in BORDERS for line in compared(court, border, route)]
    assert wrong == []
    assert court.asked > asked
    assert digest(court.world.home.database) == before


def test_every_id_in_a_body_is_swapped() -> None:
    named = {name for route in ROUTES for name in named_in([route.body, route.query])}
    assert named >= {"task", "value", "value_before", "into", "fake", "bare", "one", "other_one", "idea", "decision",
                     "assignment", "backlog", "message", "other", "plain", "disabled"}  # fmt: skip
