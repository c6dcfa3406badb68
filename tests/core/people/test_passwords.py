"""Passwords: which are good enough, and which hash is of which."""

import pytest
from argon2 import PasswordHasher

from ideaboard.core.people import passwords
from ideaboard.core.people.passwords import Chosen, choose
from ideaboard.errors import Invalid
from tests.make import PASSWORD, quick_hash


def _why(password: str) -> str:
    with pytest.raises(Invalid) as refused:
        choose(password)
    [error] = refused.value.errors
    assert (error.pointer, error.code) == ("/password", "weak_password")
    return error.detail


def test_a_password_is_right_for_its_own_hash_alone() -> None:
    kept = passwords.hash(PASSWORD)
    assert passwords.verify(kept, PASSWORD) is True
    for wrong in (PASSWORD.upper(), f"{PASSWORD} ", PASSWORD[:-1], ""):
        assert passwords.verify(kept, wrong) is False


@pytest.mark.parametrize("kept", ["", "no hash", "$argon2id$", None])
def test_what_is_no_hash_lets_nobody_in(kept: str | None) -> None:
    for said in (PASSWORD, "", "the password of nobody"):
        assert passwords.verify(kept, said) is False


def test_a_hash_that_was_made_otherwise_is_outdated() -> None:
    assert passwords.outdated(quick_hash(PASSWORD))
    assert passwords.outdated(PasswordHasher(time_cost=4).hash(PASSWORD))
    assert not passwords.outdated(passwords.hash(PASSWORD))


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password12", "This is a very common password. Three or four unusual words make a good one."),
        ("ideaboard1", "Three or four unusual words make a good one."),
        ("xkqzvw7", "It is easily guessed. Three or four unusual words make a good one."),
    ],
)
def test_a_password_that_is_easily_guessed_is_refused_and_says_why(password: str, why: str) -> None:
    said = _why(password)
    assert said.endswith(why)
    assert ".." not in said


def test_what_makes_a_password_good_stands_among_its_first_letters() -> None:
    assert _why("a" * 72 + PASSWORD)
    assert choose("a" * 44 + PASSWORD + "a" * 100).password.endswith("a" * 100)


def test_a_good_password_is_kept_with_its_hash() -> None:
    chosen = choose(PASSWORD)
    assert chosen.password == PASSWORD
    assert passwords.verify(chosen.hash, PASSWORD)


@pytest.mark.parametrize(
    ("password", "about", "good"),
    [
        ("Zoe Quist 1234", ("Zoe Quist", "zoe@example.org"), True),
        ("Zoe Quist 12", ("Zoe Quist", None), False),
        ("ZOEQUIST12", ("zoe quist",), False),
        ("zoequist1234", ("Zoe Quist",), False),
        ("zoequist12345", ("Zoe Quist",), True),
        ("zoe.example.org", (None, "zoe@example.org"), False),
        ("zoe.example.org and more", (None, "zoe@example.org"), True),
        ("zoequist", (None, None), True),
        ("ab ab ab ab", ("Ab Ab",), True),
        ("abc abc abc", ("Abc",), False),
    ],
)
def test_a_password_is_more_than_its_owners_name_and_address(
    password: str, about: tuple[str | None, ...], good: bool
) -> None:
    chosen = Chosen(password, "")
    if good:
        chosen.must_not_name(*about)
        return
    with pytest.raises(Invalid) as refused:
        chosen.must_not_name(*about)
    [error] = refused.value.errors
    assert (error.pointer, error.code) == ("/password", "weak_password")
