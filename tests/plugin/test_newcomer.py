"""The newcomer's plugin: written from the page and the wheel alone. Its own tests run the kit; here it stays small."""

from importlib.metadata import entry_points

from ideaboard_bugzilla import ideaboard_trackers

from tests.house.source import ROOT

PACKAGE = ROOT / "docs" / "examples" / "ideaboard-bugzilla" / "ideaboard_bugzilla"


def test_it_has_fewer_than_a_hundred_and_fifty_lines_all_told() -> None:
    assert sum(len(path.read_text().splitlines()) for path in PACKAGE.rglob("*.py")) < 150


def test_it_asks_nothing_of_ideaboard_but_what_a_plugin_may_use() -> None:
    text = "".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    assert [line for line in text.splitlines() if "ideaboard" in line and "import" in line] == [
        "from ideaboard import plugin as board"
    ]


def test_it_is_an_example_that_no_board_offers() -> None:
    assert ideaboard_trackers().kind not in {point.name for point in entry_points(group="ideaboard")}
