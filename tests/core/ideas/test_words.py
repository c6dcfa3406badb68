"""Words: any text is taken apart the same way, whatever its script, its case and its form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideaboard.core.ideas import words

TEXTS = st.text(max_size=60)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cache the night_build!", ["cache", "the", "night", "build"]),
        ("3.13 → v2", ["3", "13", "v2"]),
        ("Straße", ["strasse"]),
        ("東京で build", ["東京で", "build"]),
        ("नमस्ते, दुनिया।", ["नमस्ते", "दुनिया"]),
        ("¿?", []),
    ],
)
def test_a_text_is_split_into_words(text: str, found: list[str]) -> None:
    assert words.split(text) == found


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("caching", {"caching", "cach"}),
        ("häuser", {"hauser", "haus"}),
        ("développés", {"developpes", "developp"}),
        ("organización", {"organizacion", "organiz"}),
        ("東京都", {"東", "京", "都", "東京", "京都"}),
        ("v2", {"v2"}),
        ("ёлка", {"елка"}),
        ("\u0301", set()),
        ("x" * 100, {"x" * words.LONGEST}),
    ],
)
def test_a_word_is_found_by_its_forms(word: str, found: set[str]) -> None:
    forms = words.forms(word)
    assert found <= set(forms)
    assert len(forms) == len(set(forms))


def test_what_hides_in_a_stem_too_short_is_no_form() -> None:
    assert all(len(form) >= 3 for form in words.forms("being"))


@given(TEXTS)
def test_nothing_that_a_query_could_take_for_its_own_is_in_a_word(text: str) -> None:
    for form in words.of_text(text):
        assert form
        assert not set(form) & set(" \0'\"\\|&!()*:<>.=~@-+^{}[],;")
        assert form.split() == [form]


@given(TEXTS)
def test_a_text_in_any_form_and_case_is_the_same(text: str) -> None:
    there = words.of_text(text)
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        assert words.of_text(unicodedata.normalize(form, text)) == there
    assert words.of_text(unicodedata.normalize("NFKC", text).casefold()) == there


def test_a_text_of_very_many_words_has_its_bounds() -> None:
    assert len(words.of_text(" ".join(f"w{n}" for n in range(30_000)))) == 3000
    assert len(words.of_text("".join(chr(0x4E00 + n % 20_000) for n in range(60_000)))) == 3000


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("cache", "cache", True), ("cache", "cahce", True), ("cache", "cach", True), ("cache", "ccache", True),
        ("cache", "cachy", True), ("cache", "cachys", False), ("cache", "ehcac", False), ("cache", "ca", False),
        ("abcd", "badc", False), ("", "a", True),
    ],
)  # fmt: skip
def test_one_slip_is_one_letter_or_two_neighbours_swapped(one: str, other: str, near: bool) -> None:
    assert words.one_slip_apart(one, other) is words.one_slip_apart(other, one) is near
