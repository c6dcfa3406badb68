"""A rule of the kit that a plugin leaves out stands in its README, with the reason."""

import re
from pathlib import Path

import pytest

from ideaboard.plugin.testing import TrackerConformance
from tests.house.source import ROOT, module_at

SUITES = sorted(
    [*ROOT.glob("plugins/*/tests/test_conformance.py"), *ROOT.glob("docs/examples/*/tests/test_conformance.py")]
)
SPOKEN_FOR = {"poll": "P1", "set_status": "C11", "look_up": "C12", "open_issues": "C12"}


def left_out(suite: type[TrackerConformance]) -> set[str]:
    """The rules that a test class says cannot hold."""
    kind = suite.tracker_type
    found = {rule for capability, rule in SPOKEN_FOR.items() if capability not in kind.capabilities}
    if suite.speaks_http:
        found |= {"C9"} | ({"C6"} if not suite.rate_limits else set()) | ({"C7"} if not suite.own_failures else set())
    else:
        found |= {"C2", "C6", "C7", "C9", "C10"}
    if kind.inbound is None:
        found |= {"W1"}
    elif not suite.dated:
        found |= {"W3"}
    return found | ({"X1"} if suite.contract is None else set())


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.parents[1].name)
def test_the_readme_names_every_rule_that_is_left_out(path: Path) -> None:
    suites = [
        each
        for each in vars(module_at(path)).values()
        if isinstance(each, type) and issubclass(each, TrackerConformance) and each is not TrackerConformance
    ]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", (path.parents[1] / "README.md").read_text(), re.MULTILINE)
    told = {rule for cell, why in rows if why.strip() for rule in re.findall(r"\b[CWPSX]\d+\b", cell)}
    for suite in suites:
        assert left_out(suite) <= told, suite.__name__


def test_every_plugin_for_a_tracker_is_looked_at() -> None:
    assert len(SUITES) > 8
