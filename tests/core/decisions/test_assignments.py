"""Work is offered with a reason, and is nobody's who has not accepted it."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from ideaboard.core.decisions import assignments
from ideaboard.core.decisions.assignments import ANSWERS, STATES, Assignment
from ideaboard.core.ideas import ideas
from ideaboard.core.outbox.events import Event
from ideaboard.errors import Conflict, Forbidden, Invalid, Stale
from tests.core.decisions.test_moves import _idea_that_is
from tests.make import Make

SUPPORTED = ("stretch", "new_role")


def _said(make: Make, **fields: Any) -> dict[str, Any]:
    return {"assignee": make.person("ben"), "explanation": "You know it.", "kind": "suited", **fields}


def _offer(make: Make, idea: int, **fields: Any) -> int:
    said, by = _said(make, **fields), make.person("ada")
    with make.home.database.transaction() as session:
        return assignments.offer(session, ideas.lock(session, idea), by, **said).id


def _kept(make: Make, assignment: int) -> Assignment:
    with make.home.database.transaction() as session:
        return session.get_one(Assignment, assignment)


def _told(make: Make) -> list[str]:
    with make.home.database.transaction() as session:
        found = session.scalars(select(Event.type).where(Event.subject_kind == "assignment").order_by(Event.id))
        return [kind.removeprefix("assignment.") for kind in found]


def _do(make: Make, verb: Callable[..., None], assignment: int, *args: Any, **kw: Any) -> None:
    with make.home.database.transaction() as session:
        verb(session, assignments.lock(session, assignment), *args, **kw)


def _wrong(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {error.pointer: error.code for error in refused.value.errors}


def _that_is(make: Make, state: str, mentor: str | None = None) -> int:
    """An assignment of ben's in this state."""
    idea = make.adopted()
    if state in ("accepted", "done", "handed_back"):
        made = make.assignment(idea, mentor=mentor)
    else:
        made = make.offer(idea, kind="stretch" if mentor else "suited", mentor=mentor)
    if state == "withdrawn":
        _do(make, assignments.withdraw, made, make.person("ada"))
    elif state == "ended":
        make.decide(idea, "drop")
    elif state not in ("offered", "accepted"):
        make.answer(made, state)
    return made


def test_an_offer_is_accepted_when_the_person_accepts(make: Make) -> None:
    made = make.offer(make.adopted())
    offered = _kept(make, made)
    assert (offered.state, offered.accepted_at, offered.assigned_at, offered.mentor_state) == (
        "offered", None, None, None,
    )  # fmt: skip
    make.answer(made, "accepted")
    kept = _kept(make, made)
    assert (kept.state, kept.version, kept.explanation) == ("accepted", 2, "You know it.")
    assert kept.accepted_at is not None
    assert kept.assigned_at is not None
    assert kept.accepted_at <= kept.assigned_at
    assert _told(make) == ["offered", "accepted"]


@pytest.mark.parametrize("first", ["person", "mentor"])
def test_with_a_mentor_it_is_accepted_when_both_have(make: Make, first: str) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    answers = [lambda: make.answer(made, "accepted"), lambda: make.answer_as_mentor(made, "accepted")]
    if first == "mentor":
        answers.reverse()
    answers[0]()
    half = _kept(make, made)
    assert (half.state, half.assigned_at) == ("offered", None)
    assert (half.accepted_at is not None, half.mentor_state) == (
        first == "person",
        {"person": "asked"}.get(first, "accepted"),
    )
    answers[1]()
    assert _kept(make, made).state == "accepted"
    assert sorted(_told(make)) == ["accepted", "mentor_accepted", "offered"]


def test_when_the_mentor_declines_another_is_asked_and_the_person_need_not_say_it_again(make: Make) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    make.answer(made, "accepted")
    make.answer_as_mentor(made, "declined")
    assert (_kept(make, made).state, _kept(make, made).mentor_state) == ("offered", "declined")
    ada = make.person("ada")
    _do(make, assignments.edit, made, ada, mentor=ada)
    assert (_kept(make, made).state, _kept(make, made).mentor_state) == ("offered", "asked")
    with pytest.raises(Forbidden):
        make.answer_as_mentor(made, "accepted", "dia")
    make.answer_as_mentor(made, "accepted", "ada")
    assert _kept(make, made).state == "accepted"
    assert _told(make) == ["offered", "accepted", "mentor_declined", "edited", "mentor_accepted"]


def test_where_no_mentor_is_needed_the_last_word_can_be_that_there_is_none(make: Make) -> None:
    made = make.offer(make.adopted(), mentor="dia")
    make.answer(made, "accepted")
    assert _kept(make, made).state == "offered"
    _do(make, assignments.edit, made, make.person("ada"), mentor=None)
    assert (_kept(make, made).state, _kept(make, made).mentor_state) == ("accepted", None)


@pytest.mark.parametrize("change", [{"explanation": "Another reason."}, {"support_plan": "Nothing at all."}])
def test_whoever_agreed_to_other_words_is_asked_anew(make: Make, change: dict[str, str]) -> None:
    idea = make.adopted()
    for agreed in (make.answer, make.answer_as_mentor):
        made = make.offer(idea, kind="stretch", mentor="dia")
        agreed(made, "accepted")
        _do(make, assignments.edit, made, make.person("ada"), **change)
        kept = _kept(make, made)
        assert (kept.state, kept.accepted_at, kept.mentor_state) == ("offered", None, "asked")
        _do(make, assignments.withdraw, made, make.person("ada"))


def test_a_mentor_who_declined_is_not_asked_anew_by_other_words(make: Make) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    make.answer_as_mentor(made, "declined")
    _do(make, assignments.edit, made, make.person("ada"), explanation="Another reason.")
    assert _kept(make, made).mentor_state == "declined"


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("said", ANSWERS)
def test_the_persons_answer_leads_where_the_table_says_or_is_refused(make: Make, state: str, said: str) -> None:
    made = _that_is(make, state)
    before = _kept(make, made).version
    if said == state:
        make.answer(made, said)
        assert (_kept(make, made).state, _kept(make, made).version) == (state, before)
    elif state == ANSWERS[said]:
        make.answer(made, said)
        assert (_kept(make, made).state, _kept(make, made).version) == (said, before + 1)
    else:
        with pytest.raises(Conflict) as refused:
            make.answer(made, said)
        assert refused.value.code == f"assignment_not_{ANSWERS[said]}"
        assert refused.value.facts == {"state": state}
        assert _kept(make, made).state == state


@pytest.mark.parametrize("state", [state for state in STATES if state != "offered"])
def test_only_an_offer_is_changed_withdrawn_or_answered_by_a_mentor(make: Make, state: str) -> None:
    made, ada, dia = _that_is(make, state, "dia"), make.person("ada"), make.person("dia")
    refused: list[Callable[[], None]] = [
        lambda: _do(make, assignments.edit, made, ada, explanation="x"),
        lambda: _do(make, assignments.edit, made, ada, mentor=ada),
        lambda: _do(make, assignments.answer_as_mentor, made, dia, "declined"),
    ]
    if state != "withdrawn":
        refused.append(lambda: _do(make, assignments.withdraw, made, ada))
    for verb in refused:
        with pytest.raises(Conflict, match="assignment_not_offered"):
            verb()
    assert _kept(make, made).state == state


def test_nobody_answers_for_somebody_else(make: Make) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    for by in ("ada", "dia", "cy", "root"):
        for said in ANSWERS:
            with pytest.raises(Forbidden):
                make.answer(made, said, by)
    for by in ("ada", "ben", "cy", "root"):
        with pytest.raises(Forbidden):
            make.answer_as_mentor(made, "accepted", by)
    assert _told(make) == ["offered"]


def test_without_a_mentor_nobody_answers_as_one(make: Make) -> None:
    made = make.offer(make.adopted())
    with pytest.raises(Forbidden):
        make.answer_as_mentor(made, "accepted", "ben")


def test_saying_it_twice_changes_nothing(make: Make) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    for _ in range(2):
        make.answer(made, "accepted")
    for _ in range(2):
        make.answer_as_mentor(made, "accepted")
    for _ in range(2):
        make.answer(made, "accepted")
    _do(make, assignments.edit, made, make.person("ada"), explanation="You know it.", mentor=make.person("dia"))
    assert _told(make) == ["offered", "accepted", "mentor_accepted"]
    assert _kept(make, made).version == 3


def test_declining_takes_the_word_back_that_was_given_to_the_offer(make: Make) -> None:
    made = make.offer(make.adopted(), kind="stretch", mentor="dia")
    make.answer(made, "accepted")
    make.answer(made, "declined")
    kept = _kept(make, made)
    assert (kept.state, kept.accepted_at, kept.assigned_at) == ("declined", None, None)


@pytest.mark.parametrize("status", ["open", "declined", "not_now", "merged", "withdrawn", "done", "dropped"])
def test_work_is_offered_on_adopted_ideas_only(make: Make, status: str) -> None:
    with pytest.raises(Conflict, match="idea_not_adopted"):
        _offer(make, _idea_that_is(make, status))


@pytest.mark.parametrize("status", ["adopted", "in_progress"])
def test_work_is_offered_as_long_as_it_is_not_done(make: Make, status: str) -> None:
    assert _offer(make, _idea_that_is(make, status))


@pytest.mark.parametrize("explanation", ["", " \n\t"])
def test_there_is_no_offer_without_the_reason_why_they(make: Make, explanation: str) -> None:
    idea = make.adopted()
    with pytest.raises(Invalid) as refused:
        _offer(make, idea, explanation=explanation)
    assert _wrong(refused) == {"/explanation": "required"}
    made = make.offer(idea)
    with pytest.raises(Invalid) as refused:
        _do(make, assignments.edit, made, make.person("ada"), explanation=explanation)
    assert _wrong(refused) == {"/explanation": "required"}
    assert _kept(make, made).explanation == "You know it."


@pytest.mark.parametrize("kind", SUPPORTED)
def test_nobody_is_stretched_without_a_mentor_and_a_plan(make: Make, kind: str) -> None:
    idea, dia = make.adopted(), make.person("dia")
    both = {"/mentor": "required", "/support_plan": "required"}
    for fields, wrong in (
        ({}, both),
        ({"mentor": dia, "support_plan": " "}, {"/support_plan": "required"}),
        ({"support_plan": "Together."}, {"/mentor": "required"}),
    ):
        with pytest.raises(Invalid) as refused:
            _offer(make, idea, kind=kind, **fields)
        assert _wrong(refused) == wrong
    made = _offer(make, idea, kind=kind, mentor=dia, support_plan="Together.")
    for change, pointer in (({"mentor": None}, "/mentor"), ({"support_plan": None}, "/support_plan")):
        with pytest.raises(Invalid) as refused:
            _do(make, assignments.edit, made, make.person("ada"), **change)
        assert _wrong(refused) == {pointer: "required"}


def test_who_is_asked_is_on_the_board_and_a_mentor_is_somebody_else(make: Make) -> None:
    idea, ben, cy = make.adopted(), make.person("ben"), make.person("cy")
    for fields, wrong in (
        ({"assignee": cy}, {"/assignee": "not_on_board"}),
        ({"assignee": 1 << 40}, {"/assignee": "not_on_board"}),
        ({"mentor": cy}, {"/mentor": "not_on_board"}),
        ({"mentor": ben}, {"/mentor": "own_mentor"}),
    ):
        with pytest.raises(Invalid) as refused:
            _offer(make, idea, **fields)
        assert _wrong(refused) == wrong
    made = make.offer(idea, mentor="dia")
    for mentor, code in ((cy, "not_on_board"), (ben, "own_mentor")):
        with pytest.raises(Invalid) as refused:
            _do(make, assignments.edit, made, make.person("ada"), mentor=mentor)
        assert _wrong(refused) == {"/mentor": code}


def test_one_person_is_asked_once_at_a_time_and_several_can_take_it_on(make: Make) -> None:
    idea = make.adopted()
    first = make.offer(idea)
    make.assignment(idea, "dia")
    for _ in range(2):
        with pytest.raises(Conflict, match="already_offered"):
            make.offer(idea)
        make.answer(first, "accepted")
    make.answer(first, "handed_back")
    assert _kept(make, make.offer(idea)).state == "offered"
    assert make.offer(make.adopted("Another"))


def test_the_database_holds_no_two_offers_to_one_person(make: Make) -> None:
    idea = make.adopted()
    make.offer(idea, "ben")
    second, ben = make.offer(idea, "dia"), make.person("ben")
    again = update(Assignment).where(Assignment.id == second).values(assignee_id=ben)
    with pytest.raises(IntegrityError), make.home.database.transaction() as session:
        session.execute(again)


def test_an_edit_of_what_was_changed_meanwhile_is_refused(make: Make) -> None:
    made = make.offer(make.adopted())
    make.answer(made, "accepted")
    with make.home.database.transaction() as session:
        with pytest.raises(Stale):
            assignments.lock(session, made, 1)
        assert assignments.lock(session, made, 2).id == made


# What becomes of an offer, of one that the person has accepted and the mentor has not, and of an assignment.
@pytest.mark.parametrize(("outcome", "then"), [("drop", ("ended", "ended")), ("done", ("ended", "done"))])
def test_an_idea_that_leaves_the_backlog_takes_its_assignments_along(
    make: Make, outcome: str, then: tuple[str, str]
) -> None:
    idea = make.adopted()
    offered, assigned = make.offer(idea, "ada"), make.assignment(idea, "dia")
    half = make.offer(idea, "ben", "stretch", "dia")
    make.answer(half, "accepted")
    declined = make.offer(make.adopted("Another"))
    make.answer(declined, "declined")
    make.decide(idea, outcome)
    assert (_kept(make, offered).state, _kept(make, assigned).state) == then
    assert (_kept(make, half).state, _kept(make, half).accepted_at, _kept(make, half).assigned_at) == (
        "ended",
        None,
        None,
    )
    assert _kept(make, assigned).assigned_at is not None
    assert _kept(make, declined).state == "declined"
    make.decide(idea, "reopen") if outcome == "drop" else None
    assert _kept(make, assigned).state == then[1]


def test_work_that_begins_takes_nothing_from_anybody(make: Make) -> None:
    idea = make.adopted()
    made = make.assignment(idea)
    make.decide(idea, "start", None)
    assert _kept(make, made).state == "accepted"


def test_an_adoption_offers_its_work_in_one_transaction_or_not_at_all(make: Make) -> None:
    idea = make.idea()
    wrong = [_said(make), _said(make, assignee=make.person("dia"), kind="stretch")]
    for offers, pointers in (
        (wrong, {"/assignments/1/mentor": "required", "/assignments/1/support_plan": "required"}),
        ([_said(make, explanation=" ")], {"/assignments/0/explanation": "required"}),
    ):
        with pytest.raises(Invalid) as refused:
            make.decide(idea, "adopt", offers=offers)
        assert _wrong(refused) == pointers
    assert _told(make) == []
    make.decide(idea, "adopt", offers=[_said(make), _said(make, assignee=make.person("dia"))])
    assert _told(make) == ["offered", "offered"]


@pytest.mark.parametrize("outcome", ["decline", "start", "done", "drop"])
def test_no_other_outcome_offers_work(make: Make, outcome: str) -> None:
    idea = make.idea() if outcome == "decline" else make.adopted()
    with pytest.raises(Invalid) as refused:
        make.decide(idea, outcome, offers=[_said(make)])
    assert _wrong(refused) == {"/assignments": "not_for_outcome"}


def test_events_carry_ids_alone(make: Make) -> None:
    made = make.assignment(make.adopted(), mentor="dia")
    with make.home.database.transaction() as session:
        for event in session.scalars(select(Event).where(Event.subject_kind == "assignment")):
            assert (event.subject_id, set(event.data)) == (made, {"idea"})
