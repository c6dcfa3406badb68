"""Posting, editing and withdrawing: every version is kept, and nothing is written when nothing changes."""

from typing import Any

import pytest
from sqlalchemy import func, select

from ideaboard.core.decisions import decisions
from ideaboard.core.ideas import ideas, standings
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.values import IdeaValue
from ideaboard.core.outbox.events import Event
from ideaboard.core.people.boards import Board
from ideaboard.errors import Conflict, Invalid, NotFound, Stale
from tests.core.together import together
from tests.make import Make


def _idea(make: Make, idea: int) -> Idea:
    with make.home.database.transaction() as session:
        return session.get_one(Idea, idea)


def _versions(make: Make, idea: int) -> list[tuple[Any, ...]]:
    with make.home.database.transaction() as session:
        found = select(IdeaVersion.number, IdeaVersion.title, IdeaVersion.body).where(IdeaVersion.idea_id == idea)
        return [tuple(row) for row in session.execute(found.order_by(IdeaVersion.number))]


def _edit(make: Make, idea: int, expected: int | None = None, **changes: Any) -> None:
    author = make.person("ben")
    with make.home.database.transaction() as session:
        ideas.edit(session, ideas.lock(session, idea), author, expected, **changes)


def _events(make: Make, kind: str = "") -> int:
    with make.home.database.transaction() as session:
        found = select(func.count()).select_from(Event)
        return session.scalar(found.where(Event.type == kind) if kind else found) or 0


def test_posting_makes_the_idea_its_first_version_its_standing_and_an_event(make: Make) -> None:
    idea = make.idea("Cache it", "Most of the night is *downloads*.", effort="small", learning="How much.")
    made = _idea(make, idea)
    assert (made.status, made.version, made.number, made.excerpt) == (
        "open",
        1,
        1,
        "Most of the night is downloads.",
    )
    assert _versions(make, idea) == [(1, "Cache it", "Most of the night is *downloads*.")]
    with make.home.database.transaction() as session:
        standing = session.get_one(Standing, idea)
        event = session.scalars(select(Event).where(Event.type == "idea.posted")).one()
    assert (standing.board_id, standing.task_id, standing.status, standing.votes) == (
        made.board_id,
        None,
        "open",
        0,
    )
    assert standing.score == pytest.approx(made.created_at.timestamp() / standings.TAU)
    assert (event.subject_kind, event.subject_id, event.actor_id) == ("idea", idea, make.person("ben"))


def test_an_edit_makes_a_version_and_keeps_the_old_one(make: Make) -> None:
    idea = make.idea("Cache it", "One.")
    _edit(make, idea, 1, title="Cache all of it", body=render("Two."), effort="large")
    assert _versions(make, idea) == [(1, "Cache it", "One."), (2, "Cache all of it", "Two.")]
    made = _idea(make, idea)
    assert (made.version, made.title, made.excerpt, made.effort) == (2, "Cache all of it", "Two.", "large")
    _edit(make, idea, 2, title="Cache most of it")
    assert _versions(make, idea)[2] == (3, "Cache most of it", "Two.")


@pytest.mark.parametrize("changes", [{}, {"title": "Cache it"}, {"body": render("One.")}, {"effort": None}])
def test_saying_what_already_is_writes_nothing(make: Make, changes: dict[str, Any]) -> None:
    idea = make.idea("Cache it", "One.")
    before, events = _idea(make, idea), _events(make)
    _edit(make, idea, 1, **changes)
    after = _idea(make, idea)
    assert (after.version, after.updated_at, _events(make)) == (1, before.updated_at, events)
    assert len(_versions(make, idea)) == 1


def test_an_edit_of_what_somebody_changed_meanwhile_is_stale_and_changes_nothing(make: Make) -> None:
    idea = make.idea("Cache it", "One.")
    _edit(make, idea, 1, title="Mine")
    with pytest.raises(Stale):
        _edit(make, idea, 1, title="Yours")
    assert _idea(make, idea).title == "Mine"


@pytest.mark.parametrize("outcome", ["decline", "withdraw"])
def test_a_frozen_idea_cannot_be_edited(make: Make, outcome: str) -> None:
    idea = make.idea()
    if outcome == "decline":
        make.decide(idea, "decline")
    else:
        with make.home.database.transaction() as session:
            ideas.withdraw(session, ideas.lock(session, idea), make.person("ben"), None)
    with pytest.raises(Conflict, match="idea_frozen"):
        _edit(make, idea, title="Again")


def test_an_adopted_idea_can_be_edited(make: Make) -> None:
    idea = make.idea()
    make.decide(idea, "adopt")
    _edit(make, idea, title="More precisely")
    assert _idea(make, idea).version == 2


def test_a_withdrawn_idea_comes_back_only_through_its_author(make: Make) -> None:
    idea, author, leader = make.idea(), make.person("ben"), make.person("ada")
    with make.home.database.transaction() as session:
        ideas.withdraw(session, ideas.lock(session, idea), author, 1)
    assert _idea(make, idea).status == "withdrawn"
    with pytest.raises(Conflict, match="idea_withdrawn"), make.home.database.transaction() as session:
        decisions.decide(session, decisions.lock(session, idea), leader, "reopen", rationale="Come back!")
    with make.home.database.transaction() as session:
        decisions.decide(session, decisions.lock(session, idea), author, "reopen", rationale="I was too quick.")
    with make.home.database.transaction() as session:
        assert session.get_one(Standing, idea).status == session.get_one(Idea, idea).status == "open"


def test_only_an_open_or_a_postponed_idea_can_be_withdrawn(make: Make) -> None:
    idea, author = make.idea(), make.person("ben")
    make.decide(idea, "adopt")
    with pytest.raises(Conflict, match="idea_not_open"), make.home.database.transaction() as session:
        ideas.withdraw(session, ideas.lock(session, idea), author, None)


def test_values_of_the_text_are_found_from_the_value(make: Make) -> None:
    sleep, trust = make.value("Sleep"), make.value("Trust")
    idea = make.idea(values=[{"value": sleep, "how": "No calls at night."}])

    def served() -> list[int]:
        with make.home.database.transaction() as session:
            return list(session.scalars(select(IdeaValue.value_id).where(IdeaValue.idea_id == idea)))

    assert served() == [sleep]
    _edit(make, idea, values=[{"value": trust, "how": "It is open."}])
    assert served() == [trust]
    _edit(make, idea, values=[])
    assert served() == []


def test_an_approach_belongs_to_an_open_task_of_the_same_board(make: Make) -> None:
    task, elsewhere = make.task(), make.board("other")
    ben = make.person("ben")
    with pytest.raises(NotFound), make.home.database.transaction() as session:
        ideas.post(session, elsewhere, ben, title="Here?", body=render(""), task=task)
    approach = make.idea(task=task)
    make.decide(approach, "adopt")
    with pytest.raises(Conflict, match="task_not_open"):
        make.idea(task=task)


def test_a_value_of_another_board_is_refused_by_name(make: Make) -> None:
    make.board("other")
    theirs = make.value("Trust", board="other")
    with pytest.raises(Invalid) as refused:
        make.idea(values=[{"value": theirs, "how": "It does."}])
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("/values/0/value", "unknown_id")]


def test_numbers_are_of_the_board_and_a_post_that_fails_leaves_no_gap(make: Make) -> None:
    first = make.idea()
    board, ben = make.board(), make.person("ben")

    def fail() -> None:
        with make.home.database.transaction() as session:
            ideas.post(session, board, ben, title="Not this one", body=render(""))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    second, theirs = make.idea(), make.idea(board="other")
    assert [_idea(make, idea).number for idea in (first, second, theirs)] == [1, 2, 1]


def test_ideas_posted_at_the_same_moment_get_every_number_once(make: Make) -> None:
    board, ben = make.board(), make.person("ben")

    def post() -> None:
        for _ in range(6):
            with make.home.database.transaction() as session:
                ideas.post(session, board, ben, title="Together", body=render("Words."))

    together(*[post] * 6)
    with make.home.database.transaction() as session:
        assert list(session.scalars(select(Idea.number).order_by(Idea.number))) == list(range(1, 37))
        assert session.get_one(Board, board).last_number == 36


def test_of_two_edits_of_one_version_one_wins_and_the_other_is_told(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")

    def edit(title: str) -> str:
        try:
            with make.home.database.transaction() as session:
                ideas.edit(session, ideas.lock(session, idea), ben, 1, title=title)
        except Stale:
            return "stale"
        return "won"

    assert sorted(together(lambda: edit("A"), lambda: edit("B"), lambda: edit("C"))) == [
        "stale",
        "stale",
        "won",
    ]
    assert len(_versions(make, idea)) == 2
