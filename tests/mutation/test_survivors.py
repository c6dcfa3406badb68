"""The list of survivors is of what is there, and the tests that kill do so."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest

from ideaboard.core.people import policy
from ideaboard.plugin import signing
from tests.core.people import test_policy
from tests.house.source import ROOT
from tests.mutation import survivors
from tests.mutation.lanes import LANES
from tests.plugin import test_signatures


def _functions(path: str) -> dict[str, set[str]]:
    """The functions of a file, `Class.method` for a method, each with its lines."""
    [file] = [ROOT / path] if (ROOT / path).is_file() else ROOT.glob(f"plugins/*/{path}")
    text = file.read_text("utf-8")
    found: dict[str, set[str]] = {}
    for node in ast.parse(text).body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for each in inside:
            if isinstance(each, ast.FunctionDef):
                name = f"{node.name}.{each.name}" if isinstance(node, ast.ClassDef) else each.name
                lines = text.splitlines()[each.lineno - 1 : each.end_lineno]
                found[name] = {line.strip() for line in lines}
    return found


FUNCTIONS = {
    f"{path.removesuffix('.py').replace('/', '.')}.{name}": lines
    for lane in LANES.values() for path in lane.functions for name, lines in _functions(path).items()
}  # fmt: skip


def test_every_survivor_is_of_lines_that_are_there() -> None:
    listed = survivors.here()
    assert listed
    for mutant in listed:
        lines = FUNCTIONS[mutant.function]
        gone = [line[2:] for line in mutant.changed if line.startswith("- ")]
        assert gone, mutant
        assert set(gone) <= lines, f"no such lines any more: {mutant}"


def test_what_is_mutated_is_there() -> None:
    for lane in LANES.values():
        for path, names in lane.functions.items():
            assert {name for name in names if name != "*"} <= set(_functions(path)), path
        for path in lane.tests:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize(
    "text",
    ["a.b\n- x\n+ y", "a.b\n- x\n+ y\n= because", "a.b\n- x\n+ y\n= taste: I like it", "a.b\n= equivalent: so",
     "a.b\nx\n= words: so", "a.b\n- x\n+ y\n= speed: so\n\na.b\n- x\n+ y\n= words: so"],
)  # fmt: skip
def test_what_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not said|there twice"):
        survivors.listed(text)


def _planted(patch: pytest.MonkeyPatch, function: Callable[..., Any], right: str, wrong: str) -> None:
    """Make a function wrong in place, wherever it was imported."""
    assert isinstance(function, FunctionType)
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(right) == 1
    made: dict[str, Any] = {}
    exec(source.replace(right, wrong), function.__globals__, made)
    patch.setattr(function, "__code__", made[function.__name__].__code__)


@pytest.mark.parametrize(
    ("function", "right", "wrong", "test"),
    [
        (policy.allow, "caller.board_id != place.board_id", "caller.board_id == place.board_id",
         test_policy.test_a_token_of_one_board_sees_no_other_and_nothing_of_the_account),
        (policy.admit, "and not caller.admin", "and caller.admin",
         test_policy.test_only_an_admin_does_what_is_the_installations),
        (policy.allow, "place.visibility != ", "place.visibility == ",
         test_policy.test_being_an_admin_opens_no_private_board),
        (signing.signed_by, "hmac.compare_digest(right.encode(), digest.encode(\"utf-8\", \"replace\"))", "True",
         test_signatures.test_a_signature_says_how_it_is_made),
        (signing.is_secret, "if not found", "if found", test_signatures.test_a_secret_is_compared_whole),
    ],
)  # fmt: skip
def test_a_mutant_that_is_planted_by_hand_is_killed(
    function: Callable[..., Any], right: str, wrong: str, test: Callable[[], None]
) -> None:
    test()
    with pytest.MonkeyPatch.context() as patch:
        _planted(patch, function, right, wrong)
        with pytest.raises((Exception, pytest.fail.Exception)):
            test()
    test()
