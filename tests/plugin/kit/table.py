"""The table of wrong plugins: which of the kit's tests each of them fails."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from ideaboard_slack import SLACK
from ideaboard_slack.chat import Chat

from ideaboard.plugin import (
    Inbound,
)
from tests.plugin.kit.good import (
    Good,
    GoodConformance,
    GoodListening,
    kind,
)

#: By the name of the kit's test that must fail: the conformance class of a wrong plugin.
WRONG: Final[dict[str, type]] = {}


def tracker(rule: str) -> Callable[[type[Good]], type[Good]]:
    """A wrong tracker, for this rule."""

    def told(made: type[Good]) -> type[Good]:
        wrong(rule, tracker_type=kind(made))
        return made

    return told


def inbound(*rules: str, **other: Any) -> Callable[[type[Inbound]], type[Inbound]]:
    """A wrong inbound, for these rules."""

    def told(made: type[Inbound]) -> type[Inbound]:
        for rule in rules:
            wrong(rule, tracker_type=kind(inbound=made()), **other)
        return made

    return told


def listener(rule: str) -> Callable[[type[Chat]], type[Chat]]:
    """A wrong listener, for this rule."""

    def told(made: type[Chat]) -> type[Chat]:
        wrong(rule, GoodListening, listener_type=replace(SLACK, open=made))
        return made

    return told


def wrong(rule: str, good: type = GoodConformance, **what: Any) -> None:
    """Whatever else is wrong, for this rule."""
    assert hasattr(good, f"test_{rule}"), rule
    assert rule not in WRONG, rule
    WRONG[rule] = type(f"Test_{rule}", (good,), what)
