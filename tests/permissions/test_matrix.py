"""Every route × everybody × every way to say who one is × every state: the answer is the one that the page gives.

A route that is not declared in `routes.py` fails, and so does one that is declared and not there.
"""

from collections import defaultdict
from dataclasses import replace

import pytest
from flask import Flask

from ideaboard.app import RESOURCES
from tests.client import PREFIX
from tests.permissions.asking import undoing
from tests.permissions.judging import Court
from tests.permissions.routes import ROUTES, Route

# What werkzeug answers by itself wherever a GET is answered, or anything.
_BY_THEMSELVES = {"HEAD", "OPTIONS"}

BY_ROUTE: dict[str, list[Route]] = defaultdict(list)
for _route in ROUTES:
    BY_ROUTE[str(_route)].append(_route)


def declared_and_there(app: Flask) -> tuple[set[str], set[str]]:
    """The routes that are declared, and those that an application has, in the contracts of the API or beside them."""
    there = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - _BY_THEMSELVES
    }
    return set(BY_ROUTE), there


def test_every_route_there_is_is_declared_and_every_declared_one_is_there(court: Court) -> None:
    declared, there = declared_and_there(court.world.app)
    assert there - declared == set(), "not declared in tests/permissions/routes.py"
    assert declared - there == set(), "declared in tests/permissions/routes.py, and not there"


def test_every_route_is_declared_with_the_verbs_that_it_does() -> None:
    contracts = {
        f"{contract.method} {PREFIX}{contract.rule}": set(contract.verbs)
        for resource in RESOURCES
        for contract in resource.blp.contracts
    }
    declared = {name: {verb for route in routes for verb in (route.verb, *route.any_of) if verb}
                for name, routes in BY_ROUTE.items()}  # fmt: skip
    assert {name: verbs for name, verbs in declared.items() if verbs} == contracts


def test_every_verb_of_the_page_is_asked_for(court: Court) -> None:
    assert {route.verb for route in ROUTES if route.verb} == set(court.oracle.rules)


@pytest.mark.parametrize("name", BY_ROUTE)
def test_the_answer_to_everybody_is_the_one_that_the_page_gives(court: Court, name: str) -> None:
    before = court.asked
    with undoing(court.world.home.database):
        wrong = list(court.judge(BY_ROUTE[name]))
    assert wrong == [], f"{len(wrong)} of {court.asked - before} answers"
    assert court.asked - before >= len(court.callers)


def test_a_head_is_judged_as_a_get(court: Court) -> None:
    heads = [replace(route, method="HEAD") for route in ROUTES if route.method == "GET"]
    some = [caller for caller in court.callers if caller.name.split()[-1] in ("nobody", "cy", "ada", "root")]
    with undoing(court.world.home.database):
        assert list(court.judge(heads, only=some)) == []


@pytest.mark.soak
def test_the_answer_to_everybody_is_the_one_that_the_page_gives_whole(court: Court) -> None:
    with undoing(court.world.home.database):
        wrong = list(court.judge(ROUTES, whole=True))
    assert wrong == []
    print(f"{court.asked} requests judged")
