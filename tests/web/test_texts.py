"""Every sentence of the client stands in every catalogue, with the same parts, and none is there for nothing."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from ideaboard.errors import CODES, FIELD_CODES
from tests.web.test_scripts import CLIENT, OURS

TEXTS = CLIENT / "texts"
LANGUAGES = ("en", "de", "fr", "es", "ar")
# How many forms of a number a language tells apart, as Unicode's CLDR has it; a catalogue may name fewer.
FORMS = {
    "en": {"one", "other"},
    "de": {"one", "other"},
    "fr": {"one", "many", "other"},
    "es": {"one", "many", "other"},
    "ar": {"zero", "one", "two", "few", "many", "other"},
}


class Parts(Visitor):
    """What is filled into a message, and by what it chooses among forms."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.keys: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_Variant(self, node: ast.Variant) -> None:
        if isinstance(node.key, ast.Identifier):
            self.keys.add(node.key.name)
        self.generic_visit(node)


@cache
def catalogue(language: str) -> dict[str, dict[str, ast.Message]]:
    """The messages of each part of the client, in the order in which they stand."""
    found: dict[str, dict[str, ast.Message]] = {}
    for path in sorted((TEXTS / language).glob("*.ftl")):
        entries: dict[str, ast.Message] = {}
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{path.name}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in entries, f"{path.name} says {entry.id.name} twice"
                entries[entry.id.name] = entry
        found[path.stem] = entries
    return found


def parts(message: ast.Message) -> Parts:
    """What a message is made of."""
    seen = Parts()
    seen.visit(message)
    return seen


def every(language: str) -> dict[str, ast.Message]:
    """All messages of a language, by name."""
    return {name: message for entries in catalogue(language).values() for name, message in entries.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_can_be_read_and_is_sorted(language: str) -> None:
    areas = catalogue(language)
    assert {"common", "errors", "enter", "board", "me"} <= set(areas)
    for area, entries in areas.items():
        assert list(entries) == sorted(entries), f"{language}/{area}"
    names = [name for entries in areas.values() for name in entries]
    assert len(names) == len(set(names)), "a name stands in two parts of the client"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_every_sentence_stands_in_every_language(language: str) -> None:
    assert {area: set(entries) for area, entries in catalogue(language).items()} == {
        area: set(entries) for area, entries in catalogue("en").items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_is_filled_with_the_same_and_chooses_by_forms_that_there_are(language: str) -> None:
    english, spoken = every("en"), every(language)
    for name in english.keys() & spoken.keys():
        mine, theirs = parts(english[name]), parts(spoken[name])
        assert theirs.variables <= mine.variables, f"{name} is filled with more than it is given"
        # A form may say its number itself ("two", "both"), but what is a name has to be there.
        assert mine.variables - theirs.variables <= {"count", "seconds", "days"}, f"{name} leaves something out"
        words = mine.keys - {"zero", "one", "two", "few", "many", "other"}
        assert theirs.keys - words <= FORMS[language], f"{name} chooses by a form that {language} has not"
        assert words <= theirs.keys, f"{name} leaves a case out"


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_translation_is_one(language: str) -> None:
    english, spoken = every("en"), every(language)
    same = [name for name in english if english[name].equals(spoken[name], ignored_fields=["span", "comment"])]
    assert len(same) < len(english) / 12, same


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_of_an_error_is_said_in_every_language(language: str) -> None:
    said = set(catalogue(language)["errors"])
    ours = {"error-unreachable", "error-client", "error-invalid-fields"}
    assert said == {f"error-{code}" for code in CODES} | {f"field-{code}" for code in FIELD_CODES} | ours


def asked() -> Iterator[tuple[str, str]]:
    """Every text between quotes in the client's code that can be a message's name, or the beginning of one."""
    for path in OURS:
        code = path.read_text("utf-8")
        for name in re.findall(r"""["'`]([a-z][a-z0-9_-]*(?:-[a-z0-9_]+)*-?)(?=["'`]|\$\{)""", code):
            yield path.name, name


def test_every_sentence_that_is_asked_for_is_there() -> None:
    names = set(every("en"))
    for path in OURS:
        for name in re.findall(r"""(?<![\w.])(?:t|has)\(\s*["'`]([^"'`$]+)["'`]""", path.read_text("utf-8")):
            assert name in names, f"{path.name} asks for {name}"


def test_no_sentence_is_there_for_nothing() -> None:
    words = {name for _, name in asked()}
    beginnings = tuple(name for name in words if name.endswith("-"))
    built: dict[str, Any] = {"errors": True}
    for area, entries in catalogue("en").items():
        if area in built:
            continue
        idle = [name for name in entries if name not in words and not name.startswith(beginnings)]
        assert idle == [], area


def test_what_is_planted_is_found(tmp_path: Path) -> None:
    [junk] = FluentParser().parse("no equals sign\n").body
    assert isinstance(junk, ast.Junk)
    [message] = FluentParser().parse("a = { $count ->\n    [one] x\n   *[other] { $name }\n }\n").body
    seen = parts(message) if isinstance(message, ast.Message) else Parts()
    assert (seen.variables, seen.keys) == ({"count", "name"}, {"one", "other"})
