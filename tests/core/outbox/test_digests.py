"""A digest stands for one value: what differs in anything has another form, and what is equal has the same."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideaboard.core.outbox.digests import canonical, digest, salted

# What an entry can hold: no NaN, and as text nothing that the API refuses.
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)


def alike(one: Any, other: Any) -> bool:
    """Whether two values are one, and of one kind: 1 is not true, and not 1.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return repr(one) == repr(other)


@given(VALUES)
def test_a_form_gives_its_value_back(value: Any) -> None:
    assert alike(json.loads(canonical(value)), value)


@given(VALUES, VALUES)
def test_two_values_have_one_form_only_if_they_are_one(one: Any, other: Any) -> None:
    assert (canonical(one) == canonical(other)) == alike(one, other)


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_words_that_follow_one_another_do_not_run_into_one(one: list[str], other: list[str]) -> None:
    assert (digest(one) == digest(other)) == (one == other)


@given(st.dictionaries(st.text(max_size=5), VALUES, max_size=4))
def test_the_order_in_which_something_is_said_makes_no_difference(value: dict[str, Any]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@given(VALUES)
def test_a_form_that_was_kept_as_json_in_a_database_is_the_same(value: Any) -> None:
    assert canonical(json.loads(json.dumps(value))) == canonical(value)


def test_near_values_are_told_apart() -> None:
    near: list[Any] = [
        None, "null", "", [], {}, [[]], [None], 0, False, 0.0, -0.0, "0", 1, True, 1.0, "1", ["1"], [1, 2], ["1,2"],
        "a\"b", "a\\b", {"a": "b"}, {"a": None}, {"a": ["b"]}, ["a", "b"], ["ab"], ["a", ["b"]],
        "é", "e\u0301", "\\u00e9",
    ]  # fmt: skip
    assert len({canonical(value) for value in near}) == len(near)


def test_what_is_no_json_has_no_form() -> None:
    for value in (float("nan"), float("inf"), {1, 2}, b"x"):
        with pytest.raises((TypeError, ValueError)):
            canonical(value)


@given(st.text(min_size=1), st.text(min_size=1), VALUES)
def test_with_another_salt_the_same_value_has_another_digest(one: str, other: str, value: Any) -> None:
    assert (salted(one, value) == salted(other, value)) == (one == other)
    assert salted(one, value) != digest(value)
