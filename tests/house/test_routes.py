"""Every route does a verb of the policy table, and every verb there is done by a route."""

import ast
import re
from types import ModuleType

import pytest

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.contract import Contract
from ideaboard.app import RESOURCES
from ideaboard.core.people import policy
from tests.house.source import modules


def _contracts() -> list[Contract]:
    return [contract for resource in RESOURCES for contract in resource.blp.contracts]


def test_every_routes_verb_is_in_the_table_and_every_verb_has_its_route() -> None:
    done = {verb for contract in _contracts() for verb in contract.verbs}
    # An approach is an idea: it is posted with a verb of its own that core asks for.
    asked = {
        node.args[0].value
        for path, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in ("policy.require_state", "call.allow")
        and isinstance(node.args[0], ast.Constant)
    }
    assert done <= set(policy.TABLE)
    assert asked <= set(policy.TABLE)
    assert set(policy.TABLE) - done - asked == set()
    assert set(policy.TABLE) - done <= {"idea.restore"}


def test_every_resource_of_the_api_is_served() -> None:
    files = {path for path, tree in modules() if path.startswith("api/") and "blp = Blueprint(" in ast.unparse(tree)}
    served = {_path(resource) for resource in RESOURCES}
    assert files == served


def _path(resource: ModuleType) -> str:
    return resource.__name__.removeprefix("ideaboard.").replace(".", "/") + ".py"


def test_what_is_on_a_board_is_looked_up_at_its_place() -> None:
    on_board = {verb for verb, rule in policy.TABLE.items() if rule.roles & {"outsider", "member", "leader", "author"}}
    for contract in _contracts():
        assert (contract.finder is not None) == bool(on_board & set(contract.verbs)), contract.rule


def test_reading_verbs_read_and_writing_verbs_write() -> None:
    for contract in _contracts():
        for verb in contract.verbs:
            listing = ("account.list", "account.list_tokens", "account.read", "audit.list", "mail.list")
            reads = policy.TABLE[verb].scope == "read" or verb in listing
            assert reads == contract.reads, f"{contract.method} {contract.rule} {verb}"


def test_every_parameter_of_an_address_is_one_that_the_view_takes() -> None:
    for contract in _contracts():
        names = re.findall(r"<[^:>]+:(\w+)>", contract.rule)
        assert contract.view is not None
        assert set(names) <= set(contract.view.__code__.co_varnames), contract.rule
        assert set(contract.found_by) <= set(names), contract.rule


def test_a_route_without_a_verb_or_with_an_unknown_one_does_not_start() -> None:
    blp = Blueprint("planted", "Planted.")
    with pytest.raises(TypeError):
        blp.route("/planted")(lambda call: None)
    with pytest.raises(KeyError):
        blp.may("idea.explode")
