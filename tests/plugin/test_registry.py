"""Whatever a plugin does while it is loaded, the board starts, and says which one is switched off and why."""

import time
from dataclasses import dataclass, replace
from types import ModuleType, SimpleNamespace
from typing import Any

import marshmallow as ma
import pytest

from ideaboard.plugin import Suggestion, Tracker, TrackerType, hookimpl
from ideaboard.plugin.registry import Registry


class _Settings(ma.Schema):
    pass


GOOD = TrackerType(kind="good", title="Good", settings=_Settings, open=lambda s, h: Tracker())


@dataclass
class Point:
    """An entry point that a test made up."""

    name: str
    distribution: str
    load_: Any

    @property
    def dist(self) -> Any:
        return SimpleNamespace(name=self.distribution)

    def load(self) -> Any:
        return self.load_()


def _plugin(answer: Any, hook: str = "ideaboard_trackers", name: str = "plugin", dist: str = "bad") -> Point:
    module = ModuleType(name)

    def said() -> Any:
        return answer() if callable(answer) else answer

    said.__name__ = hook
    setattr(module, hook, hookimpl(said))
    return Point(name, dist, lambda: module)


def _raise(error: BaseException) -> Any:
    raise error


NEIGHBOUR = _plugin(GOOD, name="good", dist="good-plugin")


def test_a_good_plugin_brings_its_tracker() -> None:
    registry = Registry.load(found=[NEIGHBOUR])
    assert registry.installed() == [("good-plugin", GOOD)]
    assert registry.get("good") is GOOD
    assert registry.get("other") is None
    assert registry.switched_off() == []


def test_a_plugin_may_bring_several_trackers() -> None:
    both = [replace(GOOD, kind="one"), replace(GOOD, kind="two")]
    assert [tracker.kind for _, tracker in Registry.load(found=[_plugin(both)]).installed()] == ["one", "two"]


BAD = {
    "raises at import": (Point("p", "bad", lambda: _raise(RuntimeError("boom"))), "imported: RuntimeError: boom"),
    "ends the process at import": (Point("p", "bad", lambda: _raise(SystemExit(3))), "SystemExit: 3"),
    "misspells a hook": (_plugin(GOOD, hook="ideaboard_tracker"), "ideaboard_tracker"),
    "answers to no hook": (Point("p", "bad", lambda: ModuleType("empty")), "answers to no hook"),
    "raises in the hook": (_plugin(lambda: _raise(KeyError("x"))), "raised KeyError"),
    "returns nonsense": (_plugin(lambda: 42), "returned int"),
    "returns a list of nonsense": (_plugin(lambda: ["x"]), "returned list"),
    "has a strange kind": (_plugin(replace(GOOD, kind="Not A Word")), "'Not A Word'"),
    "speaks another version": (_plugin(replace(GOOD, kind="bb", api_version=99)), "version 99"),
    "has settings that are no schema": (_plugin(replace(GOOD, kind="bb", settings=dict)), "marshmallow"),
    "cannot be opened": (_plugin(replace(GOOD, kind="bb", open=None)), "opened"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_broken_plugin_is_switched_off_by_name_and_its_neighbour_works(what: str) -> None:
    point, why = BAD[what]
    registry = Registry.load(found=[point, NEIGHBOUR])
    [(distribution, reason)] = registry.switched_off()
    assert distribution == "bad"
    assert why in reason
    assert [tracker.kind for _, tracker in registry.installed()] == ["good"]


def test_a_plugin_that_hangs_while_loading_is_switched_off_after_its_time() -> None:
    began = time.monotonic()
    hanging = Point("p", "bad", lambda: time.sleep(3600))
    registry = Registry.load(timeout=0.2, found=[hanging, NEIGHBOUR])
    assert time.monotonic() - began < 30
    assert registry.switched_off() == [("bad", "It did not load within 0.2 s.")]
    assert registry.get("good") is GOOD


def test_two_plugins_of_one_name_are_both_switched_off() -> None:
    one = _plugin(replace(GOOD, kind="one"), name="same", dist="first")
    two = _plugin(replace(GOOD, kind="two"), name="same", dist="second")
    registry = Registry.load(found=[one, two, NEIGHBOUR])
    assert {name for name, _ in registry.switched_off()} == {"first", "second"}
    assert all("'same'" in why for _, why in registry.switched_off())
    assert [tracker.kind for _, tracker in registry.installed()] == ["good"]


def test_two_plugins_of_one_kind_are_both_switched_off() -> None:
    one = _plugin(replace(GOOD, kind="twice"), name="one", dist="first")
    two = _plugin(replace(GOOD, kind="twice"), name="two", dist="second")
    registry = Registry.load(found=[one, two, NEIGHBOUR])
    assert {name for name, _ in registry.switched_off()} == {"first", "second"}
    assert registry.get("twice") is None
    assert registry.get("good") is GOOD


OFFER = Suggestion(0, 3, "You", "Why.", "We.")


def _suggesting(name: str = "words", dist: str = "kind-words", **hooks: Any) -> Point:
    """A plugin that answers `ideaboard_suggest`, and the hooks given."""
    module = ModuleType(name)

    @hookimpl
    def ideaboard_suggest(text: str, kind: str) -> Any:
        return [OFFER] if text.startswith("You") and kind == "comment" else None

    module.ideaboard_suggest = ideaboard_suggest  # type: ignore[attr-defined]
    for hook, said in hooks.items():
        setattr(module, hook, hookimpl(said))
    return Point(name, dist, lambda: module)


def test_a_plugin_may_bring_kinder_words_alone() -> None:
    registry = Registry.load(found=[NEIGHBOUR, _suggesting()])
    [(distribution, ask)] = registry.suggesters()
    assert distribution == "kind-words"
    assert (ask("You too.", "comment"), list(ask("We.", "comment")), list(ask("You.", "review"))) == ([OFFER], [], [])
    assert [tracker.kind for _, tracker in registry.installed()] == ["good"]
    assert registry.switched_off() == []


def test_a_plugin_may_bring_both() -> None:
    registry = Registry.load(found=[_suggesting(ideaboard_trackers=_good)])
    assert registry.get("good") is GOOD
    assert [name for name, _ in registry.suggesters()] == ["kind-words"]


def test_kinder_words_are_asked_for_apart_and_by_name() -> None:
    registry = Registry.load(found=[_suggesting("b", "second"), _suggesting("a", "first")])
    assert [name for name, _ in registry.suggesters()] == ["first", "second"]


def _good() -> TrackerType:
    return GOOD


def _broken() -> TrackerType:
    raise KeyError("x")


def _wrong_arguments(text: str, tone: str) -> Any:
    return []


@pytest.mark.parametrize(("hooks", "why"), [
    ({"ideaboard_trackers": _broken}, "raised KeyError"),
    ({"ideaboard_suggests": _good}, "ideaboard_suggests"),
    ({"ideaboard_suggest": _wrong_arguments}, "tone"),
])  # fmt: skip
def test_a_plugin_that_is_switched_off_offers_no_words_either(hooks: dict[str, Any], why: str) -> None:
    registry = Registry.load(found=[_suggesting(**hooks), NEIGHBOUR])
    [(distribution, reason)] = registry.switched_off()
    assert distribution == "kind-words"
    assert why in reason
    assert registry.suggesters() == []
    assert registry.get("good") is GOOD


def test_one_that_shares_its_trackers_kind_offers_none_either() -> None:
    registry = Registry.load(found=[_suggesting(ideaboard_trackers=_good), NEIGHBOUR])
    assert {name for name, _ in registry.switched_off()} == {"kind-words", "good-plugin"}
    assert registry.suggesters() == []


def test_the_installed_plugins_load() -> None:
    registry = Registry.load()
    assert [name for name, _ in registry.suggesters()] == ["ideaboard-kindwords"]
    assert {"github", "paper", "roundup"} <= {tracker.kind for _, tracker in registry.installed()}
