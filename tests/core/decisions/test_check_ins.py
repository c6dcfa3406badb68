"""The person says how it goes; the mentor or a leader answers, and nobody else hears of it."""

import pytest
from sqlalchemy import select

from ideaboard.core.decisions import assignments, check_ins
from ideaboard.core.decisions.assignments import STATES
from ideaboard.core.decisions.check_ins import CheckIn
from ideaboard.core.outbox.events import Event
from ideaboard.core.reading import assignments as reading
from ideaboard.core.reading.pages import Window
from ideaboard.errors import Conflict, Forbidden, Stale
from tests.core.decisions.test_assignments import _that_is
from tests.make import Make


def _kept(make: Make, check_in: int) -> CheckIn:
    with make.home.database.transaction() as session:
        return session.get_one(CheckIn, check_in)


def _guide(make: Make, check_in: int, by: str, guidance: str = "Look at it together.") -> None:
    account = make.person(by)
    with make.home.database.transaction() as session:
        check_ins.guide(session, check_ins.lock(session, check_in), account, guidance)


def _calls(make: Make, name: str, leads: bool, board: str = "team", window: Window = Window()) -> list[int]:
    board_id, me = make.board(board), make.person(name)
    with make.home.database.reading() as db:
        return [row.id for row in reading.help_calls(db, board_id, me, leads, window).rows]


def _offers(make: Make, name: str, board: str = "team", window: Window = Window()) -> list[int]:
    board_id, me = make.board(board), make.person(name)
    with make.home.database.reading() as db:
        return [row.id for row in reading.offers(db, board_id, me, window).rows]


def test_a_check_in_says_how_it_goes_and_is_answered(make: Make) -> None:
    made = make.check_in(make.assignment(make.adopted(), mentor="dia"), learnt="Much.", needs_help=True)
    before = _kept(make, made)
    assert (before.going, before.learnt, before.needs_help, before.version) == ("It goes.", "Much.", True, 1)
    assert (before.guidance, before.guided_by_id, before.guided_at) == (None, None, None)
    _guide(make, made, "dia")
    after = _kept(make, made)
    assert (after.guidance, after.guided_by_id, after.version) == ("Look at it together.", make.person("dia"), 2)
    assert after.guided_at is not None
    with make.home.database.transaction() as session:
        found = session.scalars(select(Event).where(Event.subject_kind == "check_in").order_by(Event.id)).all()
    assert [(event.type, event.subject_id, set(event.data)) for event in found] == [
        ("check_in.posted", made, {"assignment"}), ("check_in.guided", made, {"assignment"}),
    ]  # fmt: skip


@pytest.mark.parametrize("state", [state for state in STATES if state != "accepted"])
def test_there_is_nothing_to_say_of_work_that_is_not_under_way(make: Make, state: str) -> None:
    with pytest.raises(Conflict, match="assignment_not_accepted"):
        make.check_in(_that_is(make, state))


@pytest.mark.parametrize("by", ["ada", "dia", "cy"])
def test_nobody_checks_in_for_somebody_else(make: Make, by: str) -> None:
    with pytest.raises(Forbidden):
        make.check_in(make.assignment(make.adopted(), mentor="dia"), by)


def test_guidance_is_somebody_elses_to_give_and_its_givers_to_mend(make: Make) -> None:
    made = make.check_in(make.assignment(make.adopted(), mentor="dia"))
    with pytest.raises(Forbidden):
        _guide(make, made, "ben")
    _guide(make, made, "dia")
    _guide(make, made, "dia")
    assert _kept(make, made).version == 2
    _guide(make, made, "dia", "At two.")
    assert (_kept(make, made).guidance, _kept(make, made).version) == ("At two.", 3)
    with pytest.raises(Conflict, match="guidance_given"):
        _guide(make, made, "ada", "No.")
    with pytest.raises(Stale), make.home.database.transaction() as session:
        check_ins.lock(session, made, 2)


def test_a_call_for_help_waits_for_the_mentor_and_the_leaders_until_one_answers(make: Make) -> None:
    idea = make.adopted()
    theirs = make.assignment(idea, "ben", "dia")
    first, second = (make.check_in(theirs, needs_help=True) for _ in range(2))
    make.check_in(theirs)
    alone = make.check_in(make.assignment(idea, "dia"), "dia", needs_help=True)
    make.board("far")
    assert _calls(make, "ada", True) == [first, second, alone]
    assert _calls(make, "dia", False) == [first, second]
    assert _calls(make, "ben", False) == _calls(make, "cy", False) == _calls(make, "ada", True, "far") == []
    assert _calls(make, "ada", True, window=Window(after=first, limit=1)) == [second]
    _guide(make, first, "ada")
    assert _calls(make, "ada", True) == [second, alone]
    assert _calls(make, "dia", False) == [second]


def test_a_call_for_help_is_not_forgotten_when_the_work_ends(make: Make) -> None:
    work = make.assignment(make.adopted())
    made = make.check_in(work, needs_help=True)
    make.answer(work, "done")
    assert _calls(make, "ada", True) == [made]
    _guide(make, made, "ada")
    assert _calls(make, "ada", True) == []


def test_a_leader_does_not_wait_for_herself(make: Make) -> None:
    made = make.check_in(make.assignment(make.adopted(), "ada"), "ada", needs_help=True)
    assert _calls(make, "ada", True) == []
    with pytest.raises(Forbidden):
        _guide(make, made, "ada")


def test_an_offer_waits_for_whoever_has_not_answered(make: Make) -> None:
    idea = make.adopted()
    mine, stretch = make.offer(idea, "dia"), make.offer(idea, "ben", "stretch", "dia")
    make.board("far")
    assert _offers(make, "dia") == [mine, stretch]
    assert _offers(make, "ben") == [stretch]
    assert _offers(make, "ada") == _offers(make, "cy") == _offers(make, "dia", "far") == []
    assert _offers(make, "dia", window=Window(after=mine)) == [stretch]
    make.answer(stretch, "accepted")
    assert (_offers(make, "ben"), _offers(make, "dia")) == ([], [mine, stretch])
    make.answer_as_mentor(stretch, "declined")
    make.answer(mine, "declined", "dia")
    assert _offers(make, "dia") == []
    ada = make.person("ada")
    with make.home.database.transaction() as session:
        assignments.edit(session, assignments.lock(session, stretch), ada, mentor=ada)
    assert _offers(make, "ada") == [stretch]
    make.decide(idea, "drop")
    assert _offers(make, "ada") == []
