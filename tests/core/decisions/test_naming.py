"""What is told of a mistake names nobody: which words are a name, and which only look like one."""

import pytest

from ideaboard.core.decisions import naming
from ideaboard.core.people import accounts, boards
from ideaboard.errors import Invalid
from tests.make import Make

NAMES = ("Ben of Platform", "Will", "José Ñandú", "Al Gore", "李小龙", "नेहा", "O'Neill", "Zoë", "Bo")


@pytest.mark.parametrize(("text", "name"), [
    ("Ben did it.", "Ben"),
    ("It was Ben", "Ben"),
    ("Ben's change and Ben’s test", "Ben"),
    ("*Ben* and __Ben__ and `Ben`", "Ben"),
    ("(Ben)", "Ben"),
    ("Ben-made", "Ben"),
    ("asked ben? No, @ben.", "@Ben"),
    ("cc @BenOfPlatform", "@BenofPlatform"),
    ("@bo knows", "@Bo"),
    ("Then Will went home.", "Will"),
    ("Jose\u0301 was on call", "José"),
    ("Zoe\u0308's shift", "Zoë"),
    ("Al  Gore\nknew", "Al Gore"),
    ("昨天李小龙修改了它", "李小龙"),
    ("नेहा ने", "नेहा"),
    ("O’Neill saw it", "O'Neill"),
    ("B\u200ben hid", "Ben"),
    ("Ｂｅｎ in full width", "Ben"),
])  # fmt: skip
def test_a_name_is_found_however_it_is_written(text: str, name: str) -> None:
    assert (naming.named(text, NAMES) or "").lower() == name.lower()


@pytest.mark.parametrize("text", [
    "We will do it again.", "it will break", "willpower", "Willing hands", "Benefit and Benjamin", "Bench",
    "ben is a word of mountains", "reuben", "Bo is short", "Al is shorter", "ada@ben.example.org", "me@benefit",
    "JoséX", "李小", "नेहात", "José\u0301 is another letter", "of Platform", "Gore", "", "@",
])  # fmt: skip
def test_what_only_looks_like_a_name_is_left_alone(text: str) -> None:
    assert naming.named(text, NAMES) is None


def test_every_text_that_names_somebody_is_told_with_its_place(make: Make) -> None:
    team = make.board()
    make.person("ben"), make.person("cy")
    said = {
        "/what_happened": "Ben did it.",
        "/lessons": "Cyril is on no board.",
        "/helped": "",
        "/actions/0/title": "@ada",
    }
    with pytest.raises(Invalid) as refused, make.home.database.transaction() as session:
        naming.refuse(session, team, said)
    assert [(each.pointer, each.code, each.params) for each in refused.value.errors] == [
        ("/what_happened", "names_somebody", {"name": "Ben"}),
        ("/actions/0/title", "names_somebody", {"name": "@Ada"}),
    ]
    assert all(each.detail.startswith("Tell what happened without saying who") for each in refused.value.errors)


def test_only_who_is_on_the_board_is_looked_for_and_no_machine(make: Make) -> None:
    team, far = make.board(), make.board("far", leader="eve")
    make.person("ben")
    with make.home.database.transaction() as session:
        robot = accounts.create(session, name="Robot of builds", kind="service")
        boards.put_member(session, team, make.person("ada"), robot.id, "member")
        naming.refuse(session, team, {"/lessons": "Robot stopped, and Eve was not here."})
        naming.refuse(session, far, {"/lessons": "Ben is elsewhere."})
        with pytest.raises(Invalid):
            naming.refuse(session, far, {"/lessons": "Eve is here."})
