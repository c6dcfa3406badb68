"""A crash point stands before and after every commit and every remote call in `work/`."""

import ast
import inspect
from pathlib import Path

import ideaboard.work
from ideaboard.plugin import Tracker
from ideaboard.work import crash

WORK = Path(ideaboard.work.__file__).parent
REMOTE = {name for name, _ in inspect.getmembers(Tracker, inspect.isfunction) if not name.startswith("_")}


def _violations(source: str, name: str) -> list[str]:
    """Where `source` commits or calls a tracker without going by way of crash.py."""
    found = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in {"commit", "transaction", "begin"}:
            found.append(f"{name}:{node.lineno} {node.func.attr}")
        called_on = node.func.value
        if node.func.attr in REMOTE and isinstance(called_on, (ast.Name, ast.Attribute)):
            of = called_on.id if isinstance(called_on, ast.Name) else called_on.attr
            if of == "tracker":
                found.append(f"{name}:{node.lineno} {of}.{node.func.attr}")
    return found


def test_work_commits_and_calls_only_by_way_of_crash_points() -> None:
    found = []
    for path in sorted(WORK.rglob("*.py")):
        if path.name != "crash.py":
            found += _violations(path.read_text(), path.name)
    assert found == []


def test_a_planted_commit_and_a_planted_call_are_found() -> None:
    planted = "with database.transaction() as s:\n    facts.tracker.create(draft, marker)\n    tracker.check()\n"
    assert len(_violations(planted, "planted.py")) == 3


def _order(function: object) -> list[str]:
    """The points and the thing between them, in the order in which `function` comes to them."""
    words = []
    for node in ast.walk(ast.parse(inspect.getsource(function).strip())):  # type: ignore[arg-type]
        if isinstance(node, ast.Call):
            text = ast.unparse(node)
            if text.startswith("point("):
                words.append((node.lineno, "before" if "before" in text else "after"))
            elif text in ("call()",):
                words.append((node.lineno, "call"))
    return [word for _, word in sorted(words)]


def test_a_call_has_a_point_on_either_side() -> None:
    assert _order(crash.calling) == ["before", "call", "after"]


def test_a_commit_has_a_point_on_either_side() -> None:
    source = inspect.getsource(crash.committing)
    [block] = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.With)]
    assert "transaction()" in ast.unparse(block.items[0])
    # The commit is where the block ends: the last thing inside is a point, the first thing behind is one.
    assert "before commit" in ast.unparse(block.body[-1])
    function = ast.parse(source).body[0]
    assert isinstance(function, ast.FunctionDef)
    assert "after commit" in ast.unparse(function.body[-1])
    assert any(isinstance(statement, ast.With) for statement in function.body)
