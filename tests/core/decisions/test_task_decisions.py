"""Deciding on a task: one or more approaches are adopted, and every other open one gets a word."""

import threading
import time
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.decisions import Decision, Word
from ideaboard.core.decisions.follow_ups import FollowUp
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.errors import Conflict, Invalid
from tests.make import Make

LATER = date(2099, 1, 1)


def _decide(make: Make, task: int, adopt: list[int], *others: Word, rationale: str = "It is the simplest.", **kw: Any):
    ada = make.person("ada")
    with make.home.database.transaction() as session:
        held = tasks.lock(session, task)
        return decisions.decide_task(session, held, ada, rationale=rationale, adopt=adopt, others=others, **kw)


def _statuses(make: Make, *of: int) -> list[str]:
    with make.home.database.transaction() as session:
        return [session.get_one(Idea, idea).status for idea in of]


def _codes(refused: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    return {error.pointer: error.code for error in refused.value.errors}


@pytest.fixture
def approaches(make: Make) -> tuple[int, list[int]]:
    """A task with three approaches."""
    task = make.task()
    return task, [make.idea(f"Approach {n}", task=task) for n in range(3)]


def test_each_approach_gets_its_own_decision_and_its_own_word(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    group, answers = _decide(
        make, task, [one], Word(two, "decline", "The cache comes first."), Word(three, "not_now", "Later.", LATER),
        promises=[{"promise": "Report.", "due_on": LATER}],
    )  # fmt: skip
    assert (group.outcome, group.task_id, group.idea_id, group.to_status) == ("decide", task, None, "decided")
    assert [(d.idea_id, d.outcome, d.rationale, d.group_id) for d in answers] == [
        (one, "adopt", "It is the simplest.", group.id),
        (two, "decline", "The cache comes first.", group.id),
        (three, "not_now", "Later.", group.id),
    ]
    assert _statuses(make, one, two, three) == ["adopted", "declined", "not_now"]
    with make.home.database.transaction() as session:
        assert session.get_one(Task, task).status == "decided"
        assert session.get_one(Idea, three).revisit_on == LATER
        assert session.scalars(select(FollowUp.decision_id)).all() == [group.id]


def test_two_can_be_adopted(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    _decide(make, task, [three, one], Word(two, "decline", "Thank you."))
    assert _statuses(make, one, two, three) == ["adopted", "declined", "adopted"]


@pytest.mark.parametrize(
    ("adopt", "others", "codes"),
    [
        ([0], [], {"/others": "approach_without_word"}),
        ([0], [(1, "decline", " "), (2, "decline", "No.")], {"/others/0/word": "required"}),
        ([0, 0], [(1, "decline", "No."), (2, "decline", "No.")], {"/adopt/1": "repeated"}),
        ([0], [(0, "decline", "No."), (1, "decline", "No."), (2, "decline", "No.")], {"/others/0/idea": "repeated"}),
        ([], [(0, "decline", "No."), (1, "decline", "No."), (2, "decline", "No.")], {"/adopt": "too_short"}),
        ([0], [(1, "not_now", "Later."), (2, "decline", "No.")], {"/others/0/revisit_on": "required"}),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_decided(
    make: Make, approaches: Any, adopt: list[int], others: list[Any], codes: dict[str, str]
) -> None:
    task, known = approaches
    with pytest.raises(Invalid) as refused:
        _decide(make, task, [known[n] for n in adopt], *[Word(known[n], how, word) for n, how, word in others])
    assert _codes(refused) == codes
    assert _statuses(make, *known) == ["open"] * 3
    with make.home.database.transaction() as session:
        assert session.scalars(select(Decision)).all() == []


def test_an_idea_that_is_no_open_approach_of_the_task_is_refused(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    make.decide(three, "decline")
    elsewhere = make.idea()
    with pytest.raises(Invalid) as refused:
        _decide(make, task, [one, elsewhere], Word(two, "decline", "No."), Word(three, "decline", "No again."))
    assert _codes(refused) == {"/adopt/1": "not_an_open_approach", "/others/1/idea": "not_an_open_approach"}


def test_one_of_several_open_approaches_is_not_adopted_behind_the_others_backs(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    with pytest.raises(Conflict, match="decide_on_task"):
        make.decide(one, "adopt")
    make.decide(two, "decline")
    make.decide(three, "decline")
    make.decide(one, "adopt")
    with make.home.database.transaction() as session:
        assert session.get_one(Task, task).status == "decided"


def test_a_decided_task_is_not_decided_again(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    _decide(make, task, [one], Word(two, "decline", "No."), Word(three, "decline", "No."))
    with pytest.raises(Conflict, match="task_not_open"):
        _decide(make, task, [one])


@pytest.mark.parametrize("rationale", ["", " \n"])
def test_a_task_is_not_decided_without_a_reason(make: Make, approaches: Any, rationale: str) -> None:
    task, known = approaches
    with pytest.raises(Invalid):
        _decide(make, task, known, rationale=rationale)
    assert _statuses(make, *known) == ["open"] * 3


def test_an_approach_that_is_withdrawn_in_the_same_moment_is_not_decided_on(make: Make, approaches: Any) -> None:
    task, (one, two, three) = approaches
    ben, refused = make.person("ben"), []
    make.person("ada")

    def decide() -> None:
        try:
            _decide(make, task, [one], Word(two, "decline", "No."), Word(three, "decline", "No."))
        except Invalid as error:
            refused.extend(error.errors)

    with make.home.database.transaction() as session:
        ideas.withdraw(session, ideas.lock(session, two), ben, None)
        thread = threading.Thread(target=decide)
        thread.start()
        # It has read which approaches are open, and waits for the one that we hold.
        time.sleep(0.5)
    thread.join(30)
    assert [(error.pointer, error.code) for error in refused] == [("/others/0/idea", "not_an_open_approach")]
    assert _statuses(make, one, two, three) == ["open", "withdrawn", "open"]
