"""Ids: opaque outside, integers inside, each kind with its own alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideaboard import ids

NUMBERS = st.integers(0, (1 << 63) - 1)


@given(st.sampled_from(ids.KINDS), NUMBERS)
def test_an_id_comes_back_as_its_number(kind: str, number: int) -> None:
    text = ids.encode(kind, number)
    assert ids.decode(kind, text) == number
    assert 8 <= len(text) <= 32
    assert not set(text) & set("aeiou")


@given(st.text(alphabet="0123456789bcdfghjklmnpqrstvwxyz", min_size=8, max_size=16))
def test_what_decodes_is_exactly_what_we_would_have_made(text: str) -> None:
    number = ids.decode("idea", text)
    assert number is None or ids.encode("idea", number) == text


def test_the_id_of_one_kind_is_not_taken_for_another() -> None:
    confused = sum(ids.decode("comment", ids.encode("idea", number)) == number for number in range(1000))
    assert confused == 0


@pytest.mark.parametrize("text", ["", "short", "AAAAAAAA", "é" * 8, "x" * 33, "1" * 32])
def test_what_can_be_no_id_is_none(text: str) -> None:
    assert ids.decode("idea", text) is None


def test_secrets_are_long_and_never_the_same() -> None:
    made = {ids.secret("ib_") for _ in range(100)} | {ids.random_id() for _ in range(100)}
    assert len(made) == 200
    assert all(len(each) >= 32 for each in made)
