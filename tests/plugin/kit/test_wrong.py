"""The kit is tested too: what is wrong fails, by the rule that it breaks; what is right passes."""

import inspect
import os
import re
from pathlib import Path

import pytest

from ideaboard.plugin.testing import ListenerConformance, TrackerConformance
from tests.plugin.kit import wrong
from tests.plugin.kit.good import describe

_DOCS = Path(__file__).parents[3] / "docs" / "plugins.md"
_TESTS = [
    name.removeprefix("test_")
    for kit in (TrackerConformance, ListenerConformance)
    for name, _ in inspect.getmembers(kit, inspect.isfunction)
    if name.startswith("test_")
]


class _Reports:
    def __init__(self) -> None:
        self.failed: list[str] = []
        self.passed: list[str] = []
        self.skipped: list[str] = []
        self.words = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            getattr(self, report.outcome).append(report.nodeid.rpartition("::")[2])
            self.words += str(report.longrepr or "")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        assert not report.failed, report.longrepr


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Runs tests of `wrong.py`, whose fake is held to a description of its own."""
    monkeypatch.setenv("TRACKER_CONTRACTS", str(tmp_path))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    describe(tmp_path)

    def ran(what: str) -> _Reports:
        reports = _Reports()
        options = ["-c", os.devnull, "--noconftest", "--import-mode=importlib", "-p", "no:cacheprovider"]
        pytest.main([*options, "-p", "no:terminal", f"{wrong.__file__}::{what}"], plugins=[reports])
        return reports

    return ran


@pytest.mark.parametrize("what", ["TestGood", "TestGoodListening"])
def test_what_is_right_passes_every_rule(run, what: str) -> None:
    reports = run(what)
    assert reports.failed == [], reports.words
    assert len(reports.passed) > 20
    # Nothing is left out that could be tried.
    assert {name.partition("[")[0] for name in reports.skipped} <= {
        "test_c9_who_says_that_it_speaks_no_http_calls_nobody",
        "test_c6_too_many_requests_says_when_to_come_back",
        "test_c7_what_the_tracker_says_in_its_own_way_has_its_class",
        "test_c6_the_tracker_s_own_ways_to_say_slow_down_are_known",
    }


@pytest.mark.parametrize("rule", sorted(wrong.WRONG))
def test_what_is_wrong_fails_by_the_rule_that_it_breaks(run, rule: str) -> None:
    reports = run(f"Test_{rule}::test_{rule}")
    assert reports.failed
    # It is the rule's own words that fail, or what the plugin raised: never the kit's tools.
    assert all(name.startswith(f"test_{rule}") for name in reports.failed)


def test_every_test_of_the_kit_has_a_plugin_that_fails_it() -> None:
    assert sorted(wrong.WRONG) == sorted(_TESTS)


def test_every_rule_is_in_the_documentation_and_no_other() -> None:
    listed = re.findall(r"^\| ([A-Z]\d+) \|", _DOCS.read_text(), re.MULTILINE)
    rules = {name.partition("_")[0].upper() for name in _TESTS}
    assert sorted(set(listed)) == sorted(rules)
