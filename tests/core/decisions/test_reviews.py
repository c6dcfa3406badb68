"""Reviews: called over what is over, one at a time, moved forwards only, and nobody's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from ideaboard import clock
from ideaboard.core.decisions import reviews
from ideaboard.core.decisions.reviews import Review
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox.events import Event
from ideaboard.errors import Conflict, Invalid, Stale
from tests.make import Make

Edit = Callable[..., Review]
LIMIT = {"title": "Set a limit", "body": render("Ten *gigabytes*.")}
ALARM = {"title": "Hear the alarm", "body": render("")}


@pytest.fixture
def edit(make: Make) -> Edit:
    """Edits a review, by ben unless said otherwise; texts are markdown."""

    def do(review: int, by: str = "ben", expected: int | None = None, **said: Any) -> Review:
        texts = {name: render(new) if name in reviews.TEXTS and new is not None else new for name, new in said.items()}
        account = make.person(by)
        with make.home.database.transaction() as session:
            found = reviews.lock(session, review)
            reviews.edit(session, found, account, expected, **texts)
            return found

    return do


def _happened(make: Make) -> list[str]:
    with make.home.database.transaction() as session:
        return [kind for kind in session.scalars(select(Event.type).order_by(Event.id)) if kind.startswith("review.")]


def _tasks(make: Make, review: int, by: str = "ben") -> Review:
    account = make.person(by)
    with make.home.database.transaction() as session:
        found = reviews.lock(session, review)
        reviews.make_tasks(session, found, account)
        return found


@pytest.mark.parametrize("outcome", ["done", "drop"])
def test_what_is_done_or_dropped_can_be_reviewed(make: Make, edit: Edit, outcome: str) -> None:
    idea = make.idea()
    make.decide(idea, "adopt")
    make.decide(idea, outcome)
    found = edit(make.review(idea, what_happened="*It* broke."))
    assert (found.idea_id, found.state, found.version, found.excerpt) == (idea, "called", 1, "It broke.")
    assert found.what_happened_html == "<p><em>It</em> broke.</p>\n"
    assert _happened(make) == ["review.called"]


@pytest.mark.parametrize("outcomes", [(), ("adopt",), ("adopt", "start"), ("decline",)])
def test_what_is_not_over_is_not_reviewed(make: Make, outcomes: tuple[str, ...]) -> None:
    idea = make.idea()
    for outcome in outcomes:
        make.decide(idea, outcome)
    with pytest.raises(Conflict, match="idea_not_over"):
        make.review(idea)


def test_an_idea_of_another_board_is_none(make: Make) -> None:
    idea, far = make.done(), make.board("far")
    for wrong, board in ((idea, far), (999, make.board())):
        with pytest.raises(Invalid) as refused, make.home.database.transaction() as session:
            reviews.call(session, board, make.person("ada"), wrong, actions=[], what_happened=render("x"))
        assert [(each.pointer, each.code) for each in refused.value.errors] == [("/idea", "unknown_id")]


def test_one_review_of_an_idea_is_under_way_at_a_time(make: Make, edit: Edit) -> None:
    idea = make.done()
    first = make.review(idea)
    for _ in range(2):
        with pytest.raises(Conflict, match="review_open") as refused:
            make.review(idea)
        assert set(refused.value.facts) == {"review"}
        edit(first, state="held")
    edit(first, state="shared", lessons="Set limits.", statement="We did.")
    assert make.review(idea) != first


def test_the_database_holds_to_it_too(make: Make, edit: Edit) -> None:
    idea = make.done()
    first = make.review(idea)
    row = edit(first)
    again = {column.key: getattr(row, column.key) for column in Review.__table__.columns if column.key != "id"}
    with pytest.raises(IntegrityError), make.home.database.transaction() as session:
        session.add(Review(**again))


def test_a_review_goes_forwards_one_step_at_a_time(make: Make, edit: Edit) -> None:
    review = make.review()
    with pytest.raises(Conflict, match="review_step"):
        edit(review, state="shared", lessons="Set limits.", statement="We did.")
    assert edit(review, state="held").state == "held"
    with pytest.raises(Conflict, match="review_step"):
        edit(review, state="called")
    assert edit(review, state="held").version == 2
    edit(review, state="shared", lessons="Set limits.", statement="We did.")
    with pytest.raises(Conflict, match="review_shared"):
        edit(review, lessons="None.")
    with pytest.raises(Conflict, match="review_shared"):
        edit(review, state="held")
    assert _happened(make) == ["review.called", "review.held", "review.edited", "review.shared"]


@pytest.mark.parametrize(("said", "missing"), [
    ({}, ["/lessons", "/statement"]),
    ({"lessons": "Set limits."}, ["/statement"]),
    ({"statement": "We did."}, ["/lessons"]),
    ({"lessons": " \n", "statement": "We did."}, ["/lessons"]),
])  # fmt: skip
def test_it_is_shared_with_what_the_team_has_learned_and_says(
    make: Make, edit: Edit, said: dict[str, str], missing: list[str]
) -> None:
    review = make.review()
    edit(review, state="held")
    with pytest.raises(Invalid) as refused:
        edit(review, state="shared", **said)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [(each, "required") for each in missing]
    # Nothing of it was kept.
    found = edit(review)
    assert (found.state, found.lessons, found.version) == ("held", "", 2)


def test_whoever_is_there_writes_on_at_it(make: Make, edit: Edit) -> None:
    review = make.review(by="ben")
    edit(review, by="dia", conditions="At night.")
    found = edit(review, by="ada", expected=2, helped="The log.")
    assert (found.conditions, found.helped, found.version) == ("At night.", "The log.", 3)
    with pytest.raises(Stale):
        edit(review, expected=2, helped="Luck.")


def test_saying_what_already_is_changes_nothing(make: Make, edit: Edit) -> None:
    review = make.review(conditions="At night.", actions=[LIMIT])
    found = edit(review, what_happened="It broke.", conditions="At night.", minutes=45, actions=[LIMIT], meets_at=None)
    assert (found.version, found.sequence) == (1, 0)
    assert _happened(make) == ["review.called"]


@pytest.mark.parametrize("name", reviews.TEXTS)
def test_no_text_of_it_names_somebody(make: Make, edit: Edit, name: str) -> None:
    text = {name: "It was Dia's change."}
    make.person("dia")
    review = make.review()
    for attempt in (lambda: make.review(make.done(), **text), lambda: edit(review, **text)):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert [(each.pointer, each.code) for each in refused.value.errors] == [(f"/{name}", "names_somebody")]


def test_no_action_of_it_names_somebody(make: Make, edit: Edit) -> None:
    make.person("dia")
    actions = [LIMIT, {"title": "Teach Dia", "body": render("@dia")}]
    review = make.review()
    for attempt in (lambda: make.review(make.done(), actions=actions), lambda: edit(review, actions=actions)):
        with pytest.raises(Invalid) as refused:
            attempt()
        assert [each.pointer for each in refused.value.errors] == ["/actions/1/title", "/actions/1/body"]


def test_there_is_no_field_for_a_culprit(make: Make, edit: Edit) -> None:
    """No column of a review leads to an account, and nothing that is kept with it does."""
    pointing = {key.column.table.name for key in Review.__table__.foreign_keys}
    assert pointing == {"boards", "ideas"}
    found = edit(make.review(by="ben", actions=[LIMIT]))
    assert set(found.actions[0]) == {"title", "body", "body_html", "excerpt", "task"}


def test_the_team_meets_in_the_future(make: Make, edit: Edit) -> None:
    now = clock.now()
    with pytest.raises(Invalid, match="invalid") as refused:
        make.review(make.done(), meets_at=now - timedelta(seconds=1))
    assert [(each.pointer, each.code) for each in refused.value.errors] == [("/meets_at", "not_in_future")]
    review = make.review(meets_at=now + timedelta(hours=1))
    with time_machine.travel(now + timedelta(hours=2), tick=False):
        # It was in the future when it was set.
        assert edit(review, meets_at=now + timedelta(hours=1), helped="Tea.").version == 2
        with pytest.raises(Invalid):
            edit(review, meets_at=now + timedelta(minutes=90))


def test_each_change_of_the_meeting_raises_its_sequence_and_no_other_does(make: Make, edit: Edit) -> None:
    later = clock.now() + timedelta(days=2)
    review = make.review()
    seen = [
        edit(review, **said).sequence
        for said in (
            {"helped": "Tea."}, {"meets_at": later}, {"meets_at": later, "helped": "Cake."}, {"minutes": 30},
            {"where": "Room 2"}, {"state": "held"}, {"where": None, "minutes": 60}, {"meets_at": None},
        )
    ]  # fmt: skip
    assert seen == [0, 1, 1, 2, 3, 3, 4, 5]
    found = edit(review)
    assert (found.meets_at, found.last_meeting) == (None, later)


def test_every_action_becomes_a_task_once(make: Make, edit: Edit) -> None:
    review = make.review(actions=[LIMIT, ALARM])
    found = _tasks(make, review, by="dia")
    first, second = (action["task"] for action in found.actions)
    assert found.version == 2
    assert _tasks(make, review).version == 2
    edit(review, actions=[LIMIT, {"title": "Sleep", "body": render("")}, ALARM])
    again = _tasks(make, review)
    assert [again.actions[0]["task"], again.actions[2]["task"]] == [first, second]
    with make.home.database.transaction() as session:
        rows = session.scalars(select(Task).order_by(Task.id)).all()
        assert [(task.title, task.excerpt) for task in rows] == [
            ("Set a limit", "Ten gigabytes."), ("Hear the alarm", ""), ("Sleep", ""),
        ]  # fmt: skip
    assert _happened(make).count("review.tasks_made") == 2


def test_an_action_that_is_a_task_stays_what_it_is(make: Make, edit: Edit) -> None:
    review = make.review(actions=[LIMIT])
    _tasks(make, review)
    for actions in ([], [ALARM], [{**LIMIT, "title": "Set two limits"}], [{**LIMIT, "body": render("None.")}]):
        with pytest.raises(Conflict, match="action_is_task"):
            edit(review, actions=actions)
    # The same words once more are another action.
    found = edit(review, actions=[LIMIT, LIMIT])
    assert [action["task"] is None for action in found.actions] == [False, True]


def test_tasks_are_made_of_a_shared_review_too(make: Make, edit: Edit) -> None:
    review = make.review(actions=[LIMIT])
    edit(review, state="held")
    edit(review, state="shared", lessons="Set limits.", statement="We did.")
    assert _tasks(make, review).actions[0]["task"] is not None
