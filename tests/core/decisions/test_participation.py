"""Of a closed month it is said whether few or nearly all had a say; never who, never how many, and once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ideaboard.core.decisions import decisions, participation, questions
from ideaboard.core.decisions.participation import BANDS, Participation
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.ideas.text import render
from ideaboard.core.people import access, accounts, boards
from ideaboard.core.reading import participation as reading
from ideaboard.core.reading.pages import Window
from tests.make import Make

FIVE = ("ada", "ben", "dia", "eve", "fay")
BEFORE, IN, AFTER = (datetime(2026, month, 10, 12, tzinfo=UTC) for month in (2, 3, 4))


def on(moment: datetime) -> Any:
    """It is this moment, within the block."""
    return time_machine.travel(moment, tick=False)


def put(make: Make, *names: str, board: str = "team") -> None:
    """People are put on the board."""
    for name in names:
        place, ada, account = make.board(board), make.person("ada"), make.person(name)
        with make.home.database.transaction() as session:
            boards.put_member(session, place, ada, account, "leader" if name == "ada" else "member")


def five(make: Make, **rules: Any) -> int:
    """A board that five people have been on since February."""
    with on(BEFORE):
        board = make.board(**rules)
        put(make, *FIVE[1:])
    return board


def judged(make: Make, board: int, moment: datetime = AFTER) -> list[tuple[str, str]]:
    """What is said of the board's months, after the schedule has looked at this moment."""
    with on(moment), make.home.database.transaction() as session:
        participation.judge(session)
    with make.home.database.reading() as db:
        return [(row["month"], row["band"]) for row in reading.page(db, board, Window()).rows]


def ask(make: Make, by: str) -> None:
    """Somebody asks why."""
    made, account = make.decide(make.idea(by="ada"), "decline"), make.person(by)
    with make.home.database.transaction() as session:
        questions.ask(session, decisions.of(session, made), account, text="Why?")


WAYS: dict[str, Callable[[Make, str], Any]] = {
    "an idea": lambda make, by: make.idea(by=by),
    "a task": lambda make, by: make.task(by=by),
    "an approach": lambda make, by: make.idea(by=by, task=make.task(by="ada")),
    "a comment": lambda make, by: make.comment(make.idea(by="ada"), by=by),
    "an argument": lambda make, by: make.point(make.idea(by="ada"), by=by),
    "a question": ask,
    "a vote": lambda make, by: make.vote(make.idea(by="ada"), by),
}


@pytest.mark.parametrize("way", WAYS)
def test_there_are_many_ways_to_have_a_say(make: Make, way: str) -> None:
    board = five(make)
    with on(IN):
        # One of five is few of them, two are some: so ben's word alone makes the difference.
        make.idea(by="ada")
        WAYS[way](make, "ben")
    assert judged(make, board) == [("2026-03", "some")]


@pytest.mark.parametrize(("many", "said"), [(0, "few"), (1, "few"), (2, "some"), (3, "most"), (4, "nearly_all"),
                                            (5, "nearly_all")])  # fmt: skip
def test_so_many_of_five_make_such_a_band(make: Make, many: int, said: str) -> None:
    board = five(make)
    with on(IN):
        for name in FIVE[:many]:
            # To say more is not to be more.
            make.idea(by=name)
            make.idea(by=name)
    assert judged(make, board) == [("2026-03", said)]


@given(members=st.integers(5, 400), spoke=st.integers(0, 400))
def test_the_cuts_are_a_quarter_a_half_and_four_fifths(members: int, spoke: int) -> None:
    spoke = min(spoke, members)
    share = spoke / members
    told = "few" if share < 0.25 else "some" if share < 0.5 else "most" if share < 0.8 else "nearly_all"
    assert participation.band(spoke, members) == told
    assert BANDS.index(participation.band(spoke, members)) <= BANDS.index(participation.band(members, members))


def test_what_is_said_anonymously_counts_for_nobody(make: Make) -> None:
    board = five(make)
    with on(IN):
        # One of five is few of them, and would be some with anybody else.
        make.idea(by="ada")
    with on(IN), make.home.database.transaction() as session:
        for number in range(5):
            ideas.post(session, board, None, title=f"Whispered {number}", body=render(""), author_key=f"{number}")
    assert judged(make, board) == [("2026-03", "few")]


def test_only_what_was_said_in_the_month_by_those_on_the_board_counts(make: Make) -> None:
    board = five(make)
    make.board("far", leader="cy")
    with on(BEFORE):
        early = make.idea(by="ben")
        make.vote(early, "ben", "dia")
    with on(IN):
        make.vote(make.idea(by="cy", board="far"), *FIVE)
    with on(AFTER):
        make.idea(by="eve")
        make.vote(early, "fay")
    assert judged(make, board) == [("2026-03", "few")]


def test_a_machine_is_nobody(make: Make) -> None:
    with on(BEFORE):
        board = make.board()
        put(make, *FIVE[1:4])
        with make.home.database.transaction() as session:
            robot = accounts.create(session, name="Robot", kind="service").id
            boards.put_member(session, board, make.person("ada"), robot, "member")
    with on(IN), make.home.database.transaction() as session:
        tasks.post(session, board, robot, title="Beep", body=render(""))
    assert judged(make, board) == []
    with on(AFTER):
        put(make, "fay")
    month = AFTER + timedelta(days=30)
    with on(month), make.home.database.transaction() as session:
        tasks.post(session, board, robot, title="Beep", body=render(""))
        tasks.post(session, board, make.person("ben"), title="A task", body=render(""))
    assert judged(make, board, month + timedelta(days=30)) == [("2026-05", "few")]


def _join(make: Make, board: int) -> None:
    put(make, "gil")


def _leave(make: Make, board: int) -> None:
    with make.home.database.transaction() as session:
        boards.remove_member(session, board, make.person("ada"), make.person("fay"))


def _leave_and_return(make: Make, board: int) -> None:
    _leave(make, board)
    put(make, "fay")


def _shut_out(make: Make, board: int) -> None:
    with make.home.database.transaction() as session:
        access.edit(session, accounts.lock(session, make.person("fay")), None, disabled=True)


CHANGES = {"joins": _join, "leaves": _leave, "leaves and returns": _leave_and_return, "is shut out": _shut_out}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_said_of_a_month_in_which_people_came_or_went(make: Make, change: str) -> None:
    with on(BEFORE):
        board = make.board()
        put(make, *FIVE[1:], "hal")
    with on(IN):
        CHANGES[change](make, board)
    assert judged(make, board) == []
    # And it stays so: the month was judged.
    assert judged(make, board, AFTER + timedelta(days=3)) == []


@pytest.mark.parametrize("change", CHANGES)
def test_who_comes_or_goes_after_the_month_changes_nothing_about_it(make: Make, change: str) -> None:
    board = five(make)
    with on(IN):
        for name in ("ada", "ben", "dia", "fay"):
            make.idea(by=name)
    with on(AFTER):
        CHANGES[change](make, board)
    # Of six it would be most, and of four without fay nothing could be said.
    assert judged(make, board, AFTER + timedelta(days=1)) == [("2026-03", "nearly_all")]


def test_nothing_is_said_of_fewer_than_five(make: Make) -> None:
    with on(BEFORE):
        board = make.board()
        put(make, *FIVE[1:4])
    assert judged(make, board) == []


def test_nothing_is_said_of_the_month_in_which_the_board_was_opened(make: Make) -> None:
    board = five(make)
    assert judged(make, board, IN) == []
    assert judged(make, board) == [("2026-03", "few")]


def test_a_month_is_judged_once_and_only_its_band_is_kept(make: Make) -> None:
    board = five(make)
    assert judged(make, board) == [("2026-03", "few")]
    with on(IN):
        for name in FIVE:
            make.idea(by=name)
    assert judged(make, board, AFTER + timedelta(days=9)) == [("2026-03", "few")]
    assert judged(make, board, AFTER + timedelta(days=40))[0] == ("2026-04", "few")
    with make.home.database.transaction() as session:
        kept = {column.name for column in Participation.__table__.columns}
        assert len(session.scalars(select(Participation.band)).all()) == 2
    assert kept == {"board_id", "month", "band"}


def test_votes_that_are_not_shown_to_all_do_not_count(make: Make) -> None:
    for rule in ("always", "after_voting", "after_decision"):
        with on(BEFORE):
            board = make.board(rule.replace("_", "-"), results_shown=rule)
            put(make, *FIVE[1:], board=rule.replace("_", "-"))
        with on(IN):
            make.vote(make.idea(by="ada", board=rule.replace("_", "-")), *FIVE)
        assert judged(make, board) == [("2026-03", "nearly_all" if rule == "always" else "few")]


@pytest.mark.parametrize(
    ("zone", "in_march"),
    [("UTC", ("2026-03-01T00:00", "2026-03-31T23:59")), ("Pacific/Auckland", ("2026-02-28T11:00", "2026-03-31T10:59")),
     ("America/Los_Angeles", ("2026-03-01T08:00", "2026-04-01T06:59"))],
)  # fmt: skip
def test_the_month_is_the_one_where_the_board_is(make: Make, zone: str, in_march: tuple[str, str]) -> None:
    board = five(make, time_zone=zone)
    first, last = (datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in in_march)
    for moment, name in ((first, "ben"), (last, "dia"), (first - timedelta(minutes=1), "eve"),
                         (last + timedelta(minutes=1), "fay")):  # fmt: skip
        with on(moment):
            make.idea(by=name)
    assert judged(make, board) == [("2026-03", "some")]


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_month_is_judged_when_it_is_over_there_and_in_utc(make: Make, zone: str) -> None:
    board = five(make, time_zone=zone)
    assert judged(make, board, datetime(2026, 3, 31, 23, tzinfo=UTC)) == []
    early = judged(make, board, datetime(2026, 4, 1, 1, tzinfo=UTC))
    assert early == ([("2026-03", "few")] if zone == "Pacific/Auckland" else [])
    assert judged(make, board, datetime(2026, 4, 1, 8, tzinfo=UTC)) == [("2026-03", "few")]


def test_it_does_not_matter_how_much_happened_since(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(participation, "_AT_A_TIME", 3)
    board = five(make)
    with on(IN):
        for name in FIVE[:3]:
            make.idea(by=name)
    with on(AFTER):
        for _ in range(7):
            make.idea(by="ada")
    assert judged(make, board) == [("2026-03", "most")]


def test_a_look_judges_so_many_boards_and_the_next_one_goes_on(make: Make) -> None:
    with on(BEFORE):
        for number in range(5):
            make.board(f"b{number}")
    done = []
    for _ in range(4):
        with on(AFTER), make.home.database.transaction() as session:
            done.append(participation.judge(session, limit=2))
    assert done == [2, 2, 1, 0]


def test_an_archived_board_is_left_alone(make: Make) -> None:
    board = five(make)
    with on(IN), make.home.database.transaction() as session:
        boards.edit(session, boards.lock(session, board), make.person("ada"), None, archived=True)
    assert judged(make, board) == []
