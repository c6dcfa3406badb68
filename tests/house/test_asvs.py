"""The ASVS table has each requirement of levels 1 and 2 once, and nothing in it is only claimed."""

import ast
import re
from collections import Counter
from functools import cache

import pytest

from tests.house import asvs
from tests.house.source import ROOT
from tests.house.test_docs_examples import anchors

# What is not held on purpose: one more needs its reason in the decision.
DECISION = "decisions/0012-asvs-chosen-otherwise"
CHOSEN_OTHERWISE = {"V6.6.2", "V11.3.2", "V11.6.1", "V15.2.3"}

needs_standard = pytest.mark.skipif(
    not asvs.csv_file().is_file(), reason=f"NOT HELD TO THE STANDARD: there is no {asvs.CSV} where descriptions are"
)


@cache
def _functions(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _missing_test(name: str) -> bool:
    path, _, function = name.partition("::")
    return not (ROOT / path).is_file() or not function.startswith("test_") or function not in _functions(path)


def _missing_place(place: str) -> bool:
    page, _, heading = place.partition("#")
    return not (ROOT / "docs" / page).is_file() or heading not in anchors(ROOT / "docs" / page)


@needs_standard
def test_the_page_is_what_the_generator_makes() -> None:
    assert asvs.PAGE.read_text("utf-8") == asvs.page(), "run: python -m tests.house.asvs"


@needs_standard
def test_every_requirement_of_levels_1_and_2_is_there_once_and_no_other() -> None:
    wanted = [row.id for row in asvs.requirements()]
    assert len(wanted) == 253
    assert Counter(answer.id for answer in asvs.here()) == Counter(wanted)
    assert re.findall(r"^\| (V[\d.]+) \|", asvs.PAGE.read_text("utf-8"), re.MULTILINE) == wanted


@needs_standard
def test_what_a_row_asks_begins_as_the_standard_does() -> None:
    for row in asvs.requirements():
        said = asvs.asked(row.text).removesuffix(" …").replace("\\", "").replace("&lt;", "<")
        assert said.lower() in " ".join(row.text.split()).replace("\\", "").lower(), row.id
        assert len(said) > 30, row.id


def test_every_test_that_is_named_is_there() -> None:
    named = {name for answer in asvs.here() for name in answer.tests}
    assert len(named) > 80
    assert sorted(filter(_missing_test, named)) == []


def test_every_heading_that_is_named_is_there() -> None:
    named = {place for answer in asvs.here() for place in answer.places}
    assert len(named) > 10
    assert sorted(filter(_missing_place, named)) == []


def test_each_answer_says_what_its_kind_needs() -> None:
    for answer in asvs.here():
        sentence = re.fullmatch(r"[A-Z].{24,}\.", answer.words)
        match answer.kind:
            case asvs.HELD:
                assert answer.tests or answer.places, answer.id
            case asvs.OPERATOR:
                assert answer.places, answer.id
            case asvs.OTHERWISE:
                assert sentence, answer.id
                assert any(DECISION in place for place in answer.places), answer.id
            case _:
                assert sentence, answer.id
                assert not answer.tests, answer.id
        assert sentence or not answer.words, answer.id


def test_what_is_held_by_the_docs_alone_asks_for_docs() -> None:
    told = {answer.id for answer in asvs.here() if answer.kind == asvs.HELD and not answer.tests}
    assert told == {
        "V2.1.2", "V2.1.3", "V6.1.2", "V6.1.3", "V6.2.10", "V6.4.2", "V7.1.1", "V7.1.3", "V8.1.2", "V11.1.1", "V11.1.2",
        "V13.1.1", "V14.1.1", "V14.1.2", "V15.1.1", "V15.1.3", "V16.1.1", "V16.2.3",
    }  # fmt: skip


def test_nothing_is_missing_and_what_was_chosen_otherwise_is_known_by_name() -> None:
    by_kind = {kind: {answer.id for answer in asvs.here() if answer.kind == kind} for kind in asvs.KINDS}
    assert by_kind[asvs.MISSING] == set()
    assert by_kind[asvs.OTHERWISE] == CHOSEN_OTHERWISE


def test_the_decision_names_each_row_that_leads_to_it_and_no_other() -> None:
    text = (ROOT / "docs" / f"{DECISION}.md").read_text("utf-8")
    leading = {answer.id for answer in asvs.here() if any(DECISION in place for place in answer.places)}
    assert leading > CHOSEN_OTHERWISE
    assert set(re.findall(r"\bV[0-9]+(?:\.[0-9]+){2}\b", text)) == leading


def test_what_is_only_claimed_would_be_found() -> None:
    assert _missing_test("tests/house/test_asvs.py::test_nobody_wrote_this")
    assert _missing_test("tests/house/test_nowhere.py::test_x")
    assert _missing_place("security.md#nowhere")
    assert not _missing_test("tests/house/test_asvs.py::test_what_is_only_claimed_would_be_found")
    assert not _missing_place("security.md#tls")
    with pytest.raises(ValueError, match="no head line"):
        list(asvs.answers("V1.1.1 perhaps\n Somebody says so.\n"))
