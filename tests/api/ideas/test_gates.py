"""What a request may cost, in numbers that do not depend on the machine: function calls and statements."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.engine.default import DefaultDialect
from werkzeug.test import EnvironBuilder

from ideaboard.api.dialect.call import Installation
from ideaboard.app import create_app
from ideaboard.ids import encode
from ideaboard.plugin.registry import Registry
from tests.bench.fill import Filled, fill
from tests.client import PREFIX

GATES = {
    "a list page": ("/boards/{slug}/ideas", 800, 3),
    "a list page by top, of one status": ("/boards/{slug}/ideas?sort=top&status=open", 800, 3),
    "one idea": ("/ideas/{idea}", 550, 3),
    "the activity": ("/boards/{slug}/events", 900, 3),
    "the activity from its beginning": ("/boards/{slug}/events?start=oldest", 900, 3),
    "the tasks": ("/boards/{slug}/tasks", 800, 3),
}


@pytest.fixture
def filled(home: Installation) -> Filled:
    """A board with 200 ideas, their votes, comments, decisions and issues."""
    return fill(home.database)


@pytest.fixture
def fresh(home: Installation) -> Iterator[Flask]:
    """An application of its own: an engine that a test once listened to makes more calls for ever after.

    It keeps no lists: what is measured is making one.
    """
    app = create_app(replace(home.settings, kept_bytes=0), Registry.load(found=[]))
    yield app
    app.extensions["ideaboard"].database.dispose()


@pytest.mark.parametrize("what", GATES)
def test_a_warm_request_stays_under_its_gate(fresh: Flask, filled: Filled, what: str) -> None:
    path, most_calls, most_statements = GATES[what]
    # An adopted idea: it has a decision and an issue, so it costs the most.
    path = PREFIX + path.format(slug=filled.slug, idea=encode("idea", filled.ideas[1]))

    def ask() -> tuple[Counter[str], bytes]:
        builder = EnvironBuilder(path=path, headers={"Authorization": f"Bearer {filled.token}"})
        environ, said = builder.get_environ(), []

        def work() -> None:
            body = fresh.wsgi_app(environ, lambda status, headers: said.append((status, headers)))
            said.append(b"".join(body))

        seen = calls(work)
        assert said[0][0].startswith("200"), said
        return seen, said[1]

    for _ in range(3):
        ask()
    seen, body = ask()
    assert len(body) > 1000
    print(f"{what}: {seen['calls']} calls, {seen['statements']} statements")
    assert 100 < seen["calls"] <= most_calls, seen
    assert 1 <= seen["statements"] <= most_statements, seen


def calls(work: Callable[[], object]) -> Counter[str]:
    """How many Python functions `work` calls, and how many statements it executes.

    The database driver's own functions are left out: one is written in C, the other in Python. Functions in C are
    not counted either: a bare Flask view that answers two bytes calls 180 of them, and 190 of Python's.
    """
    seen: Counter[str] = Counter()
    execute = DefaultDialect.do_execute.__code__

    def profile(frame: Any, what: str, arg: Any) -> None:
        # A named tuple is made in no file; what the driver makes one for is the driver's.
        of = frame.f_back if frame.f_code.co_filename == "<string>" else frame
        if what == "call" and "psycopg" not in of.f_code.co_filename:
            seen["calls"] += 1
            seen["statements"] += frame.f_code is execute

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
    return seen
