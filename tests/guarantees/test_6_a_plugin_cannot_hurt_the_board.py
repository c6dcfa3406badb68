"""Guarantee 6: a plugin cannot hurt the board. No request ever waits for one, fails by one, or is undone by one.

That the server starts whatever is installed, and that broken plugins are named, is told in
`tests/journeys/test_plugins_cannot_hurt.py`; that a worker outlives them, in `tests/work/test_failures.py`.
"""

import time
from collections.abc import Mapping
from typing import Any, NoReturn

import pytest

from ideaboard.api.tracking import connections
from ideaboard.http import Http
from ideaboard.plugin import Tracker, TrackerType
from tests.api import faketracker
from tests.api.asking import routes
from tests.unbreakable.conftest import fake, here
from tests.unbreakable.test_every_status import ask
from tests.unbreakable.world import World

__all__ = ["fake", "here"]

# What a request may do with a plugin: judge settings by its schema, which is its own and opens nothing.
OPENED: list[str] = []


class Vandal(Tracker):
    """A tracker that hangs, raises and ends the process, whatever it is asked."""

    def __getattribute__(self, name: str) -> Any:
        if name.startswith("__"):
            return super().__getattribute__(name)
        return self._break(name) if name == "_break" else lambda *rest, **said: self._break(name)

    def _break(self, name: str) -> NoReturn:
        OPENED.append(name)
        raise SystemExit(f"the plugin's {name}")


def _open(settings: Mapping[str, Any], http: Http) -> Tracker:
    OPENED.append("open")
    raise SystemExit("the plugin's open")


VANDAL = TrackerType("fake", "Fake", faketracker.FakeSettings, _open, capabilities=frozenset({"choices", "comment"}))


@pytest.fixture
def wild(here: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world, its tracker gone wild."""
    monkeypatch.setitem(here.make.home.trackers._kinds, "fake", ("ideaboard-fake", VANDAL))
    OPENED.clear()
    return here


def _everything(wild: World) -> list[int]:
    return [
        ask(wild.client(who), contract, wild).status_code for contract in routes() for who in ("ada", "ben", "root")
    ]


def test_no_request_opens_a_plugin(wild: World) -> None:
    statuses = _everything(wild)
    assert OPENED == []
    assert 500 not in statuses
    assert len([status for status in statuses if status < 300]) > 80


def test_a_request_that_asks_a_plugin_would_be_found(wild: World, monkeypatch: pytest.MonkeyPatch) -> None:
    [check] = [c for c in routes() if c.rule.endswith("/checks") and c.method == "POST"]
    view: Any = check.view

    def impatient(call: Any, **path: Any) -> Any:
        try:
            call.home.trackers.get("fake").open({}, None)
        except SystemExit:
            time.sleep(0)
        return view(call, **path)

    monkeypatch.setattr(check, "view", impatient)
    assert connections.blp.contracts
    ask(wild.client("ada"), check, wild)
    assert OPENED == ["open"]
