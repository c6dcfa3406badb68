"""Rooms have sizes: no file over 400 lines, no test over 500, and most of them fit on two screens."""

import statistics
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT

MEDIAN = 150


def _lengths(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines())
        for path in sorted(folder.rglob("*.py"))
        if "migrations" not in path.parts and "node_modules" not in path.parts
    }


@pytest.mark.parametrize(("folder", "most"), [("ideaboard", 400), ("plugins", 400), ("tests", 500)])
def test_no_file_is_too_long(folder: str, most: int) -> None:
    lengths = _lengths(ROOT / folder)
    assert lengths
    assert {path: length for path, length in lengths.items() if length > most} == {}


def test_the_median_file_is_short() -> None:
    lengths = [length for length in _lengths(PACKAGE).values() if length > 5]
    median = statistics.median(lengths)
    print(f"median {median:.0f} lines of {len(lengths)} files, the longest {max(lengths)}")
    assert median <= MEDIAN


def test_there_is_no_drawer_for_everything() -> None:
    names = {path.stem for path in PACKAGE.rglob("*.py")}
    assert names & {"utils", "util", "helpers", "helper", "misc", "common", "manager", "managers", "base"} == set()
