"""Adopting owes an issue in the same transaction: both are there, or neither."""

import threading
import time
from typing import Any

import pytest
from sqlalchemy import func, select, update

from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.decisions import Decision, Word
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking import adoption, connections, issues
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.errors import Conflict, Invalid, NotFound, Stale
from tests.make import Make


def _count(make: Make, *tables: Any) -> list[int]:
    with make.home.database.transaction() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in tables]


def _kinds(make: Make) -> list[str]:
    with make.home.database.transaction() as session:
        return list(session.scalars(select(Job.kind).order_by(Job.id)))


def test_adopting_owes_an_issue_at_the_default_connection(make: Make) -> None:
    connection, idea = make.connection(), make.idea()
    decision = make.decide(idea, "adopt")
    issue = make.issue(idea)
    assert (issue.connection_id, issue.decision_id) == (connection, decision)
    assert (issue.state, issue.tried_at) == ("pending", None)
    assert len(issue.marker) == 32
    assert _kinds(make) == ["issue.create"]


def test_without_a_connection_nothing_is_owed(make: Make) -> None:
    make.decide(make.idea(), "adopt")
    assert _count(make, Issue, Job) == [0, 0]


def test_one_can_say_none_now_or_name_another(make: Make) -> None:
    make.connection()
    other, plain = make.connection("other"), make.idea()
    make.decide(plain, "adopt", connection=None)
    assert _count(make, Issue, Job) == [0, 0]
    named = make.idea()
    make.decide(named, "adopt", connection=other)
    assert make.issue(named).connection_id == other


def test_what_fails_after_the_decision_leaves_neither_decision_nor_issue(make: Make) -> None:
    make.connection()
    idea, ada = make.idea(), make.person("ada")

    def fail() -> None:
        with make.home.database.transaction() as session:
            adoption.answer(session, decisions.lock(session, idea), ada, "adopt", rationale="So.")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _count(make, Decision, Issue, Job) == [0, 0, 0]


def test_a_strange_or_removed_connection_is_refused_and_nothing_is_decided(make: Make) -> None:
    make.board("other")
    theirs, ours, idea, ada = make.connection(board="other"), make.connection(), make.idea(), make.person("ada")
    with make.home.database.transaction() as session:
        connections.remove(session, connections.lock(session, ours), ada, None)
        assert session.get_one(Board, make.board()).default_connection_id is None
    for connection in (theirs, ours, 999_999):
        with pytest.raises(Invalid):
            make.decide(idea, "adopt", connection=connection)
    with pytest.raises(Invalid):
        make.decide(idea, "decline", connection=None)
    assert _count(make, Decision) == [0]


def test_every_adopted_approach_owes_its_own_issue(make: Make) -> None:
    make.connection()
    task, ada = make.task(), make.person("ada")
    one, two, three = (make.idea(task=task) for _ in range(3))
    with make.home.database.transaction() as session:
        held = tasks.lock(session, task)
        words = [Word(three, "decline", "Thank you.")]
        adoption.answer_task(session, held, ada, rationale="Both.", adopt=[one, two], others=words)
    with make.home.database.transaction() as session:
        assert sorted(session.scalars(select(Issue.idea_id))) == [one, two]
        assert session.get_one(Idea, three).issue_id is None
    assert _kinds(make) == ["issue.create", "issue.create"]


def test_an_edit_after_adoption_goes_to_the_tracker_as_a_comment(make: Make) -> None:
    make.connection()
    idea, ben = make.idea(), make.person("ben")

    def edit(title: str) -> None:
        with make.home.database.transaction() as session:
            adoption.edit(session, ideas.lock(session, idea), ben, None, title=title)

    edit("Before")
    make.decide(idea, "adopt")
    edit("Before")
    edit("After")
    with make.home.database.transaction() as session:
        job = session.scalars(select(Job).where(Job.kind == "issue.comment")).one()
    assert job.data == {"version": 3}
    with make.home.database.transaction() as session:
        issues.stuck(session, session.scalars(select(Issue)).one(), "refused", "No.")
    # It is told when a leader has tried again.
    edit("Once more")
    with make.home.database.transaction() as session:
        session.execute(update(Issue).values(state="lost"))
    edit("To nobody")
    assert _kinds(make) == ["issue.create", "issue.comment", "issue.comment"]


def test_an_issues_life_is_kept_with_it(make: Make) -> None:
    make.connection()
    idea = make.idea()
    make.decide(idea, "adopt")

    def with_issue(verb: Any, *rest: Any, **kw: Any) -> Issue:
        with make.home.database.transaction() as session:
            found = session.scalars(select(Issue)).one()
            verb(session, found, *rest, **kw)
            return found

    begun = with_issue(issues.begun).tried_at
    assert begun is not None
    assert with_issue(issues.begun).tried_at == begun
    made = with_issue(
        issues.made, remote=issues.Remote("17", "P-17", "https://e.org/17", ("1", "To do", "open")), mapped="open"
    )
    assert (made.state, made.key, made.status_name, made.status_category) == ("partial", "P-17", "To do", "open")
    assert _kinds(make) == ["issue.create", "issue.link_back"]
    assert with_issue(issues.linked).state == "linked"
    assert with_issue(issues.stuck, "lost", "x" * 3000).reason == "x" * 2000
    with make.home.database.transaction() as session:
        types = session.scalars(select(Event.type).where(Event.subject_kind == "issue").order_by(Event.id)).all()
    assert types == ["issue.made", "issue.linked", "issue.lost"]


def test_a_connection_is_changed_paused_and_woken(make: Make) -> None:
    connection, ada = make.connection(secrets={"token": "one", "hook": "two"}, project="web"), make.person("ada")

    def edit(expected: int | None, **kw: Any) -> Connection:
        with make.home.database.transaction() as session:
            held = connections.lock(session, connection)
            connections.edit(session, held, ada, expected, **kw)
            return held

    before = edit(1, name="Ours").secrets
    with make.home.database.transaction() as session:
        connections.pause(session, connections.lock(session, connection), "The token was refused.")
    sealed = make.home.keys.seal({"token": "three", "hook": "two"})
    after = edit(2, sealed=sealed, secrets=("token", "hook"), fresh=("token",))
    assert (after.state, after.reason, after.version) == ("active", None, 3)
    assert after.secrets["hook"] == before["hook"]
    assert make.home.keys.unseal(after.sealed)["token"] == "three"
    with pytest.raises(Stale):
        edit(2, name="Theirs")


def test_a_connection_that_is_owed_work_cannot_be_removed_and_a_removed_one_forgets(make: Make) -> None:
    connection, ada = make.connection(secrets={"token": "one"}), make.person("ada")
    make.decide(make.idea(), "adopt")

    def remove() -> None:
        with make.home.database.transaction() as session:
            connections.remove(session, connections.lock(session, connection), ada, None)

    with pytest.raises(Conflict, match="connection_in_use"):
        remove()
    with make.home.database.transaction() as session:
        session.scalars(select(Job)).one().state = "done"
    remove()
    with make.home.database.transaction() as session:
        gone = session.get_one(Connection, connection)
        assert (gone.state, gone.sealed, gone.secrets) == ("removed", None, {})
        assert session.get_one(Board, make.board()).default_connection_id is None
    with pytest.raises(NotFound):
        remove()


@pytest.mark.parametrize("first", ["adopt", "remove"])
def test_what_is_owed_is_never_owed_to_a_connection_that_goes_in_the_same_moment(make: Make, first: str) -> None:
    connection, idea, ada, said = make.connection(), make.idea(), make.person("ada"), []

    def adopt(session: Any) -> None:
        adoption.answer(session, decisions.lock(session, idea), ada, "adopt", rationale="So.", connection=connection)

    def remove(session: Any) -> None:
        connections.remove(session, connections.lock(session, connection), ada, None)

    def second() -> None:
        try:
            with make.home.database.transaction() as session:
                (remove if first == "adopt" else adopt)(session)
        except (Conflict, Invalid) as refused:
            said.append(refused.code)

    with make.home.database.transaction() as session:
        (adopt if first == "adopt" else remove)(session)
        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.4)
    thread.join(30)
    assert said == (["connection_in_use"] if first == "adopt" else ["invalid"])
    assert _count(make, Issue, Job) == ([1, 1] if first == "adopt" else [0, 0])
