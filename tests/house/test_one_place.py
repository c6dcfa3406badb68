"""What has one place in the house has no second: the commit, the clock, chance, the connection to the outside."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import modules, named

Rule = Callable[[str, ast.Module], Iterator[str]]

# Where a thing may be, and why there.
# How long something takes is measured by time.monotonic and time.perf_counter, which no test needs to set.
CLOCKS = {
    "clock.py": "the clock",
    "plugin/calls.py: time.time": "a date in Retry-After; what plugins get knows nothing of ours",
    "plugin/testing/": "the kit runs in a plugin's own tests",
}
CONNECTIONS = {
    "http.py": "the only class that opens an outgoing connection",
    "smtp.py": "speaks to the mail server that the operator names",
    "addresses.py": "asks the system's resolver where a name is",
    "server.py": "listens, and calls nobody",
    "demo/": "listens on a free port of this machine",
    "work/wake.py": "the pipe that wakes a worker, and PostgreSQL's LISTEN",
    "operate.py": "finds out whether the port is free",
    "plugin/testing/fakes/server.py": "closes a connection that was made to it, as a test ordered",
}
CHANCE = {
    "ids.py": "the only maker of ids",
    "core/outbox/activity.py": "in which order is told what somebody anonymous did, so that the order tells nothing",
    "core/outbox/jobs.py": "jitter: no secret, and no id",
    "core/outbox/messages.py": "when a message of somebody anonymous is sent, so that the moment tells nothing",
    "api/dialect/touches.py": "when something is written down, so that the moment tells nothing",
    "crash.py": "where a process dies in a crash test",
    "demo/people.py": "the names of the demo's people in its tracker",
    "plugin/testing/": "the kit runs in a plugin's own tests",
}
HIDDEN_IMPORTS: dict[str, str] = {}


def _allowed(path: str, known: dict[str, str], what: str = "") -> bool:
    return any(path.startswith(name) or f"{path}: {what}" == name for name in known)


def _commits(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        ends = isinstance(node, ast.Call) and named(node.func).endswith(
            (".commit", ".rollback", ".begin", ".begin_nested")
        )
        if ends and path != "db.py":
            yield f"{path}:{node.lineno} {ast.unparse(node)}"


def _clocks(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute):
            continue
        name = named(node)
        tells = name.endswith((".now", ".utcnow", ".today", ".fromtimestamp")) and (
            "datetime" in name or "date." in name
        )
        tells |= name in ("time.time", "time.time_ns", "time.gmtime", "time.localtime")
        if tells and not _allowed(path, CLOCKS, name):
            yield f"{path}:{node.lineno} {name}"
    for module in _imported(tree):
        if module in ("time.time", "time.monotonic") or module.startswith("arrow"):
            yield f"{path} {module}"


def _chances(path: str, tree: ast.Module) -> Iterator[str]:
    for module in _imported(tree):
        if module.split(".")[0] in ("random", "secrets", "uuid") and not _allowed(path, CHANCE):
            yield f"{path} {module}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and named(node) == "os.urandom":
            yield f"{path}:{node.lineno} os.urandom"


def _connections(path: str, tree: ast.Module) -> Iterator[str]:
    opening = ("socket", "ssl", "urllib3", "urllib.request", "http.client", "requests", "httpx", "smtplib", "ftplib")
    for module in _imported(tree):
        if any(module == name or module.startswith(f"{name}.") for name in opening) and not _allowed(path, CONNECTIONS):
            yield f"{path} {module}"


def _hidden(path: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Import | ast.ImportFrom) and not _allowed(path, HIDDEN_IMPORTS):
                    yield f"{path}:{inner.lineno}"


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _undocumented(path: str, tree: ast.Module) -> Iterator[str]:
    if tree.body and ast.get_docstring(tree) is None:
        yield path
    yield from _inside(path, tree.body)


def _inside(path: str, body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef):
            continue
        # The name of a test is a sentence.
        if node.name.startswith(("_", "test_")):
            continue
        if ast.get_docstring(node) is None:
            yield f"{path}:{node.lineno} {node.name}"
        if isinstance(node, ast.ClassDef) and "Protocol" not in map(named, node.bases):
            yield from _inside(path, node.body)


RULES: dict[str, tuple[Rule, list[str]]] = {
    "one commit": (_commits, ["session.commit()", "connection.rollback()", "with engine.begin() as c: pass"]),
    "one clock": (
        _clocks,
        ["datetime.now(UTC)", "date.today()", "time.time()", "datetime.datetime.utcnow()", "from time import time"],
    ),
    "one maker of ids": (_chances, ["import uuid", "from secrets import token_hex", "import random", "os.urandom(8)"]),
    "one way out": (
        _connections,
        ["import socket", "from urllib import request", "import http.client", "import urllib3"],
    ),
    "no hidden import": (_hidden, ["def f():\n    import os", "def f():\n    if x:\n        from a import b"]),
    "everything public says what it is": (
        _undocumented,
        ["def f(): pass", '"""A."""\nclass C:\n    def m(self): pass'],
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_holds(rule: str) -> None:
    find, _ = RULES[rule]
    assert [found for path, tree in modules() for found in find(path, tree)] == []


@pytest.mark.parametrize(("rule", "planted"), [(rule, each) for rule, (_, some) in RULES.items() for each in some])
def test_a_planted_violation_is_found(rule: str, planted: str) -> None:
    find, _ = RULES[rule]
    assert list(find("core/planted.py", ast.parse(planted)))


@pytest.mark.parametrize("allowed", [CLOCKS, CONNECTIONS, CHANCE, HIDDEN_IMPORTS])
def test_an_exception_that_nobody_needs_is_taken_off_the_list(allowed: dict[str, str]) -> None:
    paths = [path for path, _ in modules()]
    assert [name for name in allowed if not any(path.startswith(name.split(":")[0]) for path in paths)] == []
