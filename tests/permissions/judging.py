"""Judging: each request is asked, and its answer held against the oracle's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.permissions.asking import Said, ask, filled, path_of
from tests.permissions.callers import Caller
from tests.permissions.oracle import MAY, Answer, Asker, Board, Oracle
from tests.permissions.routes import Route
from tests.permissions.things import BETWEEN, KEY, Placed, World, mark

# What an address holds besides ids.
PLAIN = {"number": 1, "name": "plain.js", "rest": "team", "digest": "0123456789abcdef"}
# A page is the same for everybody, whatever its address names.
_ANY = {"board": "team", "idea": "7zt28vbq"}


@dataclass
class Court:
    """The world, who asks, and who knows the right answer; and how often it was asked."""

    world: World
    oracle: Oracle
    callers: Sequence[Caller]
    # Without it only people ask, and no token is limited, about what is not the first of its kind on its board.
    whole: bool = True
    asked: int = 0

    def judge(self, routes: Iterable[Route], whole: bool | None = None, only: Sequence[Caller] = ()) -> Iterator[str]:
        """Every answer that is not the oracle's, said in a sentence; and every one that tells of a hidden board."""
        whole = self.whole if whole is None else whole
        people = [caller for caller in self.callers if caller.plain]
        keyed = [caller for caller in self.callers if caller.asker.key is not None]
        for route in routes:
            met: set[str] = set()
            for placed in self.world.of_kind(route.kind):
                if route.states and placed.thing.state not in route.states:
                    continue
                request = self.request(route, placed)
                at = placed.thing.board.slug if placed.thing.board is not None else ""
                everybody = whole or at not in met
                met.add(at)
                some = [*people, *(keyed if placed.thing.people.get("author") == KEY else ())]
                for caller in only or (self.callers if everybody else some):
                    if route.asked_by not in ("", caller.asker.person):
                        continue
                    expected = self.expected(route, caller.asker, placed)
                    said = self.ask(route, caller, *request)
                    if not _is(said, expected, without_body=route.method == "HEAD"):
                        got = f"{said.status} {said.code}".strip()
                        yield f"{caller.name}, {route} ({route.verb}), {placed}: {got} and not {expected}"
                    for slug in self.leaks(caller.asker, said):
                        yield f"{caller.name}, {route}, {placed}: it tells of {slug}"

    def leaks(self, asker: Asker, said: Said) -> Iterator[str]:
        """What an answer tells that is not for who asks: of a board they do not see, or of what is between two."""
        for slug, board in self.world.boards.items():
            if mark(slug).encode() in said.body and not sees(asker, board):
                yield slug
        if BETWEEN.encode() in said.body and asker.person not in self.world.two:
            yield "what is between two"

    def request(self, route: Route, placed: Placed) -> tuple[str, Any, str]:
        """The address, the body and the query with which a thing is asked about."""
        named = self.named(placed)
        query = urlencode(filled(route.query, named))
        return path_of(route.rule, named), filled(route.body, named), query

    def named(self, placed: Placed) -> Mapping[str, Any]:
        """Every name that a request about a thing may use."""
        board = placed.thing.board
        return {**PLAIN, **_ANY, **(self.world.names[board.slug] if board is not None else {}), **placed.ids}

    def ask(self, route: Route, caller: Caller, path: str, body: Any, query: str) -> Said:
        """One request."""
        self.asked += 1
        return ask(self.world.app, route.method, path, caller.headers, body, query)

    def expected(self, route: Route, asker: Asker, placed: Placed) -> Answer:
        """The oracle's answer; where it lets through, what else stands against it."""
        said = self.oracle.answer(route.verb, asker, placed.thing, route.any_of, route.outcome)
        if said != MAY:
            return said
        for state, against in route.against.items():
            if state in (placed.thing.state, placed.note) or (state == "not hidden" and placed.note != "hidden"):
                return Answer(409, against) if isinstance(against, str) else Answer(against)
        return MAY


def sees(asker: Asker, board: Board) -> bool:
    """Whether anything of this board is for who asks so."""
    if not asker.known or asker.person is None or asker.only_on not in (None, board.slug):
        return False
    return board.visibility == "open" or asker.person in board.roles


def _is(said: Said, expected: Answer, without_body: bool) -> bool:
    if expected == MAY:
        return 200 <= said.status < 300
    code_is_said = without_body or not expected.code or said.code == expected.code
    return said.status == expected.status and code_is_said
