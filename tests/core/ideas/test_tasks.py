"""A task follows its approaches: decided with the first, done with the last, open when none is left."""

import pytest
from sqlalchemy import func, select

from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.ideas.tasks import Task, TaskText
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox.events import Event
from ideaboard.errors import Conflict, NotFound, Stale
from tests.core.together import together
from tests.make import Make


def _task(make: Make, task: int) -> Task:
    with make.home.database.transaction() as session:
        return session.get_one(Task, task)


def _happened(make: Make, task: int) -> list[str]:
    with make.home.database.transaction() as session:
        found = select(Event.type).where(Event.subject_kind == "task", Event.subject_id == task)
        return list(session.scalars(found.order_by(Event.id)))


def _two_adopted(make: Make) -> tuple[int, int, int]:
    task = make.task()
    first = make.idea("First", task=task)
    make.decide(first, "adopt")
    # The second was there all along and comes back from "not now" when the first is under way.
    second = _second(make, task)
    make.decide(second, "adopt")
    return task, first, second


def _second(make: Make, task: int) -> int:
    with make.home.database.transaction() as session:
        session.get_one(Task, task).status = "open"
    second = make.idea("Second", task=task)
    with make.home.database.transaction() as session:
        session.get_one(Task, task).status = "decided"
    return second


def test_a_task_keeps_its_text_in_its_own_table(make: Make) -> None:
    task = make.task("Make the build reliable", "It fails *often*.")
    made = _task(make, task)
    assert (made.status, made.approaches, made.version, made.excerpt) == ("open", 0, 1, "It fails often.")
    with make.home.database.transaction() as session:
        assert session.get_one(TaskText, task).body_html == "<p>It fails <em>often</em>.</p>\n"


def test_one_adopted_approach_decides_the_task_and_its_end_ends_it(make: Make) -> None:
    task = make.task()
    approach = make.idea(task=task)
    assert _task(make, task).approaches == 1
    make.decide(approach, "adopt")
    assert _task(make, task).status == "decided"
    make.decide(approach, "start", None)
    assert _task(make, task).status == "decided"
    make.decide(approach, "done", None)
    assert _task(make, task).status == "done"
    assert _happened(make, task) == ["task.posted", "task.decided", "task.done"]


def test_a_task_is_done_when_all_its_adopted_approaches_are(make: Make) -> None:
    task, first, second = _two_adopted(make)
    make.decide(first, "done", None)
    assert _task(make, task).status == "decided"
    make.decide(second, "done", None)
    assert _task(make, task).status == "done"


def test_a_dropped_approach_does_not_hold_up_the_other(make: Make) -> None:
    task, first, second = _two_adopted(make)
    make.decide(first, "drop")
    assert _task(make, task).status == "decided"
    make.decide(second, "done", None)
    assert _task(make, task).status == "done"


def test_a_task_whose_approaches_are_all_dropped_is_open_again(make: Make) -> None:
    task, first, second = _two_adopted(make)
    make.decide(first, "drop")
    make.decide(second, "drop")
    assert _task(make, task).status == "open"
    assert _happened(make, task)[-1] == "task.reopened"
    make.idea("A third", task=task)


def test_declining_an_approach_leaves_the_task_as_it_is(make: Make) -> None:
    task = make.task()
    make.decide(make.idea(task=task), "decline")
    assert (_task(make, task).status, _happened(make, task)) == ("open", ["task.posted"])


def test_an_open_task_can_be_dropped_and_a_decided_one_says_what_to_do_first(make: Make) -> None:
    ben, task = make.person("ben"), make.task()
    with make.home.database.transaction() as session:
        tasks.drop(session, tasks.lock(session, task), ben, 1)
    assert _happened(make, task)[-1] == "task.dropped"
    with pytest.raises(Conflict, match="task_not_open"), make.home.database.transaction() as session:
        tasks.edit(session, tasks.lock(session, task), ben, None, title="Again")
    other = make.task()
    make.decide(make.idea(task=other), "adopt")
    with pytest.raises(Conflict, match="task_has_adopted"), make.home.database.transaction() as session:
        tasks.drop(session, tasks.lock(session, other), ben, None)
    assert _task(make, other).status == "decided"


def test_edits_count_and_saying_what_already_is_does_not(make: Make) -> None:
    ben, task = make.person("ben"), make.task("A task", "Words.")

    def edit(expected: int | None, **kw: object) -> None:
        with make.home.database.transaction() as session:
            tasks.edit(session, tasks.lock(session, task), ben, expected, **kw)  # type: ignore[arg-type]

    edit(1, title="A task", body=render("Words."))
    edit(1)
    assert (_task(make, task).version, _happened(make, task)) == (1, ["task.posted"])
    edit(1, body=render("Other words."))
    assert (_task(make, task).version, _task(make, task).excerpt) == (2, "Other words.")
    with pytest.raises(Stale):
        edit(1, title="Stale")


def test_approaches_posted_at_the_same_moment_are_all_counted(make: Make) -> None:
    task, board, ben = make.task(), make.board(), make.person("ben")

    def post() -> None:
        for _ in range(4):
            with make.home.database.transaction() as session:
                ideas.post(session, board, ben, title="An approach", body=render(""), task=task)

    together(*[post] * 4)
    assert _task(make, task).approaches == 16
    with make.home.database.transaction() as session:
        assert session.scalar(select(func.count()).where(ideas.Idea.task_id == task)) == 16


def test_there_is_no_such_task(make: Make) -> None:
    with pytest.raises(NotFound), make.home.database.transaction() as session:
        tasks.lock(session, 999)
