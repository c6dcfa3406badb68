"""Every guarantee has its file, quoted by the docs' page, and each file plants a violation and finds it."""

import re

import pytest

from tests.house.source import ROOT

PAGE = (ROOT / "docs" / "guarantees.md").read_text("utf-8")
SECTIONS = re.findall(r"^## (\d)\. ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
FILES = sorted(path.name for path in (ROOT / "tests" / "guarantees").glob("test_*.py"))


def test_there_are_eight_and_each_file_is_quoted() -> None:
    assert [number for number, _, _ in SECTIONS] == list("12345678")
    assert sorted(set(re.findall(r"/(test_\w+\.py)\)", PAGE))) == FILES


@pytest.mark.parametrize(("number", "name", "text"), SECTIONS, ids=[number for number, _, _ in SECTIONS])
def test_a_guarantee_is_proven_by_a_file_of_its_name(number: str, name: str, text: str) -> None:
    words = re.sub(r"[^a-z ]", "", name.lower()).replace(" ", "_")
    assert f"tests/guarantees/test_{number}_{words}.py" in text


@pytest.mark.parametrize("name", FILES)
def test_each_file_finds_what_is_planted(name: str) -> None:
    source = (ROOT / "tests" / "guarantees" / name).read_text("utf-8")
    assert re.search(r"def test_\w+_would_(be|find)_\w+", source), "no violation is planted here"
