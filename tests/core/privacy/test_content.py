"""Purging what somebody wrote: votes that count elsewhere, tasks that are the team's, what was imported."""

from typing import Any

import pytest
from sqlalchemy import select, update

from ideaboard.core.decisions import reviews
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.privacy import content
from tests.make import Make


def _purge(make: Make, name: str, who: str = "ben") -> int:
    [kind] = [kind for kind in content.PURGES if kind.name == name]
    account = make.person(who)
    with make.home.database.reading() as db:
        found = kind.find(db, account)
    with make.home.database.transaction() as session:
        content.purge(session, kind, found, account)
    return len(found)


def _all(make: Make, *columns: Any) -> list[Any]:
    with make.home.database.reading() as db:
        return [tuple(row) for row in db.execute(select(*columns).order_by(*columns))]


def test_a_vote_that_counts_on_another_idea_is_taken_back_there(make: Make) -> None:
    source, target = make.idea("One"), make.idea("Two")
    make.vote(source, "ben", "dia")
    make.vote(target, "dia")
    make.decide(source, "merge", into=target)
    assert _purge(make, "votes") == 1
    assert _all(make, Vote.idea_id, Vote.account_id) == [(source, make.person("dia")), (target, make.person("dia"))]
    assert _all(make, Standing.idea_id, Standing.votes)[1] == (target, 1)


def test_a_vote_for_what_is_answered_stays_as_it_was_counted(make: Make) -> None:
    idea = make.idea()
    make.vote(idea, "ben")
    make.decide(idea, "decline")
    assert _purge(make, "votes") == 0
    assert _all(make, Standing.votes) == [(1,)]


@pytest.mark.parametrize("whose", ["theirs", "the team's", "the tracker's"])
def test_of_tasks_only_what_they_wrote_goes(make: Make, whose: str) -> None:
    if whose == "the team's":
        body = render("Words.")
        review = make.review(actions=[{"title": "A task", "body": body}])
        with make.home.database.transaction() as session:
            reviews.make_tasks(session, reviews.lock(session, review), make.person("ben"))
    else:
        task = make.task("A task", by="ben")
        if whose == "the tracker's":
            connection = make.connection()
            with make.home.database.transaction() as session:
                session.execute(update(Task).where(Task.id == task).values(connection_id=connection, remote_id="7"))
    _purge(make, "tasks")
    assert _all(make, Task.title) == [("",) if whose == "theirs" else ("A task",)]


def test_what_is_purged_is_not_found_again(make: Make) -> None:
    idea = make.idea()
    make.comment(idea)
    make.point(idea)
    make.feedback()
    make.ask()
    make.vote(idea, "ben")
    make.task()
    for name in [kind.name for kind in content.PURGES]:
        _purge(make, name)
        assert _purge(make, name) == 0, name
