"""Every route asks for who it is, and for the scope that the policy names. Generated from the routes themselves."""

import pytest
from flask import Flask

from ideaboard.api.dialect.contract import Contract
from ideaboard.core.people import policy
from ideaboard.core.people.tokens import SCOPES
from tests.api.asking import ask, name_of, routes
from tests.client import Client
from tests.make import Make

CLOSED = [contract for contract in routes() if "nobody" not in policy.TABLE[contract.verbs[0]].roles]
OPEN = [contract for contract in routes() if contract not in CLOSED]


@pytest.mark.parametrize("contract", CLOSED, ids=name_of)
def test_nobody_gets_a_401(api: Client, contract: Contract) -> None:
    answer = ask(api, contract)
    assert (answer.status_code, answer.json["code"]) == (401, "unauthenticated")
    assert "WWW-Authenticate" in answer.headers


def test_only_ready_and_signing_in_are_for_everyone() -> None:
    reading = [name_of(contract) for contract in OPEN if not contract.signs_in]
    assert reading == ["GET /ready", "GET /session"]


@pytest.mark.parametrize("contract", CLOSED, ids=name_of)
def test_a_token_of_other_scopes_is_refused(app: Flask, make: Make, contract: Contract) -> None:
    needed = {policy.TABLE[verb].scope for verb in contract.verbs}
    others = [scope for scope in SCOPES if scope not in needed]
    # An admin, so that nothing but the scope can be in the way.
    answer = ask(Client(app, make.token("root", *others)), contract)
    assert (answer.status_code, answer.json["code"]) == (403, "insufficient_scope")
    assert answer.json["scope"] in needed
    for scope in needed:
        allowed = ask(Client(app, make.token("root", scope)), contract)
        if allowed.status_code == 403 and allowed.json["code"] == "insufficient_scope":
            # A token cannot be made with more than one holds: that is about another scope.
            assert allowed.json["scope"] not in needed


def test_every_verb_of_the_policy_is_some_routes_and_each_route_names_one() -> None:
    used = {verb for contract in routes() for verb in contract.verbs}
    assert used == set(policy.TABLE)
