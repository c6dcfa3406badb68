"""Who is struck out of what machines wrote, and who is not."""

from typing import Any

import pytest

from ideaboard.core.people.accounts import GONE
from ideaboard.core.privacy.sweeping import STRUCK, Needles, _renamed

NAME, EMAIL = "Zoë Quux", "zoe@quux.example"


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Zoë Quux is unknown.", f"{STRUCK} is unknown."),
        ("ZOË  QUUX\nis", f"{STRUCK}\nis"),
        ("No user <Zoe@Quux.example>.", f"No user <{STRUCK}>."),
        ("/users?q=zoe%40quux.example&n=Zo%C3%AB%20Quux", f"/users?q={STRUCK}&n={STRUCK}"),
        ("/users?n=zo%c3%ab+quux", f"/users?n={STRUCK}"),
        (["by zoe@quux.example", 7, None], [f"by {STRUCK}", 7, None]),
        ({"account": NAME, "ok": False}, {"account": STRUCK, "ok": False}),
    ],
)
def test_a_name_and_an_e_mail_are_struck_out_however_they_are_written(said: Any, left: Any) -> None:
    assert Needles(7, NAME, EMAIL).strike(said) == left


@pytest.mark.parametrize(
    "said", ["Zoë Quuxby", "alzoe@quux.example", "zoe@quux.example-org", "Zoë", "Quux", "zoe@quux"]
)
def test_what_only_looks_like_it_is_somebody_else(said: str) -> None:
    assert Needles(7, NAME, EMAIL).strike(said) == said


def test_what_means_something_in_a_pattern_is_struck_out_as_it_stands() -> None:
    needles = Needles(7, "A.B (Co) [x]+", "a.b+c@quux.example")
    assert needles.strike("By A.B (Co) [x]+, a.b+c@quux.example.") == f"By {STRUCK}, {STRUCK}."
    assert needles.strike("AxB Co x, axbbc@quux.example") == "AxB Co x, axbbc@quux.example"


def test_who_is_called_al_is_not_in_already() -> None:
    assert Needles(7, "Al", None).strike("Already asked Al, also al.") == f"Already asked {STRUCK}, also {STRUCK}."


def test_in_a_kept_answer_somebody_is_known_by_the_id() -> None:
    needles = Needles(7, NAME, EMAIL)
    mine = {"id": needles.outside, "name": "Zoë before", "email": EMAIL}
    other = {"id": "zzzzzzzz", "name": NAME}
    said = {"author": {"id": needles.outside, "name": NAME}, "answers": [{"by": other}, mine], "body": "Zoë Quux said"}
    assert _renamed(said, needles) == {
        "author": {"id": needles.outside, "name": GONE},
        "answers": [{"by": other}, {"id": needles.outside, "name": GONE, "email": None}],
        "body": "Zoë Quux said",
    }
