"""A rule that is kinder than the page says does not pass: each loosening planted in the code's table is noticed.

The oracle does not look there: it reads the page.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from ideaboard.core.people import boards, policy
from ideaboard.core.people.boards import Place
from ideaboard.core.people.policy import Rule
from tests.api.asking import routes
from tests.client import PREFIX
from tests.contract import NotAsDocumented
from tests.permissions.asking import undoing
from tests.permissions.judging import Court
from tests.permissions.routes import ROUTES
from tests.permissions.test_matrix import BY_ROUTE, declared_and_there
from tests.permissions.test_swapped import BORDERS, SWAPPED, compared

_ON_A_BOARD = ("outsider", "member", "leader", "author")
# What has an author whom the table means.
_MADE = {"idea", "point", "task", "comment"}
_SEED, _FEW = 20260301, 40
# Rules that something else holds as well, so that loosening them opens nothing.
HELD_TWICE = {
    "idea.restore in any state": "only a withdrawn idea's reopening is this verb",
    "vote.withdraw in any state": "it is judged by the states of vote.cast, which a test holds equal",
    "member.join for leader": "whoever is on the board has their role changed by member.put",
    "assignment.mentor for leader": "core lets nobody answer for somebody else",
    "assignment.answer for leader": "core lets nobody answer for somebody else",
    "assignment.answer in the archive": "its operation is refused there for its other verbs",
    "check_in.guide for outsider": "who is not inside finds no check-in",
    "feedback.read for outsider": "who is not on the board finds no feedback",
    "feedback.share for outsider": "who is not on the board finds no feedback",
    "ask.read for outsider": "who is not on the board finds no ask",
    "ask.decline for outsider": "who is not on the board finds no ask",
}


@dataclass(frozen=True)
class Planted:
    """A verb, and what its rule wrongly says."""

    verb: str
    what: str
    rule: Rule

    def __str__(self) -> str:
        return f"{self.verb} {self.what}"


def every() -> Iterator[Planted]:
    """Every loosening there is: a role more, a smaller scope, the archive, no states."""
    for verb, rule in policy.TABLE.items():
        if rule.roles & {"account", "admin"}:
            wrong = "nobody" if "account" in rule.roles else "account"
            yield Planted(verb, f"for {wrong}", replace(rule, roles=frozenset({wrong})))
        elif "nobody" not in rule.roles:
            for role in _ON_A_BOARD:
                if role not in rule.roles and (role != "author" or _means_authors(verb)):
                    yield Planted(verb, f"for {role}", replace(rule, roles=rule.roles | {role}))
        if "nobody" not in rule.roles:
            for scope in ("read", "write"):
                if scope != rule.scope:
                    yield Planted(verb, f"with {scope}", replace(rule, scope=scope))
        if not rule.archived and rule.roles & set(_ON_A_BOARD):
            yield Planted(verb, "in the archive", replace(rule, archived=True))
        if rule.states is not None:
            yield Planted(verb, "in any state", replace(rule, states=None))


def _means_authors(verb: str) -> bool:
    """Whether this verb is done to what has an author, by others than everybody on the board."""
    kinds = {route.kind for route in ROUTES if verb in (route.verb, *route.any_of)}
    return bool(kinds & _MADE) and "member" not in policy.TABLE[verb].roles


PLANTED = {str(planted): planted for planted in every()}
SOME = random.Random(_SEED).sample(sorted(set(PLANTED) - set(HELD_TWICE)), _FEW)


def noticed(court: Court, name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The first answer that is not right any more; nothing where all are."""
    planted = PLANTED[name]
    asked = [route for route in ROUTES if planted.verb in (route.verb, *route.any_of)]
    with monkeypatch.context() as patch, undoing(court.world.home.database):
        patch.setitem(policy.TABLE, planted.verb, planted.rule)
        try:
            return next(court.judge(asked), "")
        except NotAsDocumented as broken:
            # An answer that the document does not even know.
            return str(broken)


@pytest.mark.parametrize("name", SOME)
def test_a_kinder_rule_is_noticed(court: Court, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert noticed(court, name, monkeypatch) != ""


@pytest.mark.soak
def test_every_kinder_rule_is_noticed(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    unseen = {name for name in PLANTED if noticed(court, name, monkeypatch) == ""}
    assert unseen == set(HELD_TWICE)


def test_what_is_held_twice_is_planted() -> None:
    assert set(HELD_TWICE) <= set(PLANTED)


def test_an_open_door_to_another_board_is_noticed(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    def allow(caller: object, verb: str, place: Place | None, author_key: str | None = None) -> Place | None:
        return place

    monkeypatch.setattr(policy, "allow", allow)
    [route] = SWAPPED["GET /api/v1/ideas/<id(idea):idea>"]
    said = list(compared(court, BORDERS[0], route))
    assert any("is told from" in line for line in said)
    assert any("it tells of far" in line for line in said)


def test_what_is_between_two_told_to_a_third_is_noticed(court: Court, monkeypatch: pytest.MonkeyPatch) -> None:
    def found(db: Any, feedback: int, me: int) -> Place | None:
        return boards.place(db, "team", me)

    [route] = BY_ROUTE["GET /api/v1/feedback/<id(feedback):feedback>"]
    [contract] = [contract for contract in routes() if f"{PREFIX}{contract.rule}" == route.rule and contract.safe]
    monkeypatch.setattr(contract, "finder", found)
    said = list(court.judge([route]))
    assert any("leader ada" in line and "it tells of what is between two" in line for line in said)
    assert any("leader ada" in line and "200 and not 404 not_found" in line for line in said)


def test_a_route_that_nobody_declared_is_noticed() -> None:
    planted = Flask("planted", static_folder=None)
    planted.add_url_rule("/api/v1/planted", view_func=lambda: "", methods=["DELETE"])
    declared, there = declared_and_there(planted)
    assert there - declared == {"DELETE /api/v1/planted"}
    assert "GET /api/v1/me" in declared - there
