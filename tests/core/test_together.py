"""Small writes done together: one transaction for all that waited, each told its own outcome, none lost or repeated."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, select

from ideaboard.core.ideas import votes
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.votes import Act, Vote, Voted
from ideaboard.db import Together
from ideaboard.errors import Busy, Conflict, NotFound, Problem
from tests.core.together import together
from tests.make import Make


def _numbers(make: Make, idea: int) -> tuple[int, int]:
    with make.home.database.transaction() as session:
        counted = session.scalar(select(func.count()).select_from(Vote).where(Vote.idea_id == idea)) or 0
        return session.get_one(Standing, idea).votes, counted


def test_many_acts_in_one_transaction_are_told_apart(make: Make) -> None:
    open_, closed, merged = make.idea(), make.idea(), make.idea()
    make.decide(closed, "decline")
    make.decide(merged, "merge", into=open_)
    ben, dia = make.person("ben"), make.person("dia")
    acts = [
        Act(open_, ben, True), Act(closed, ben, True), Act(open_, dia, True), Act(open_, ben, True),
        Act(merged, ben, True), Act(open_, ben, False), Act(999_999, ben, True),
        Act(open_, ben, True), Act(open_, dia, False),
    ]  # fmt: skip
    with make.home.database.transaction() as session:
        said = votes.apply(session, acts)
    assert [one if isinstance(one, Voted) else one.code for one in said] == [
        (True, 1), "idea_not_open", (True, 2), (True, 2), "merged", (False, 1), "not_found", (True, 2), (False, 1),
    ]  # fmt: skip
    assert _numbers(make, open_) == (1, 1)


def test_what_waits_is_taken_into_one_transaction(make: Make) -> None:
    idea, accounts = make.idea(), [make.person(f"p{n}") for n in range(8)]
    sizes: list[int] = []
    first = threading.Event()

    def work(session: Any, acts: list[Act]) -> list[Voted | Problem]:
        sizes.append(len(acts))
        # The first one is slow: all others come while it is on its way.
        if not first.is_set():
            first.set()
            threading.Event().wait(0.4)
        return votes.apply(session, acts)

    voting = Together(make.home.database, work)

    def vote(account: int) -> Voted:
        return voting.do(Act(idea, account, True), make.board("team"))

    said = together(*[lambda a=account: vote(a) for account in accounts])
    assert sorted(one.votes or 0 for one in said) == list(range(1, 9))
    assert (sum(sizes), len(sizes) <= 3) == (8, True)
    assert _numbers(make, idea) == (8, 8)


def test_each_is_told_its_own_refusal(make: Make) -> None:
    fine, closed, ben = make.idea(), make.idea(), make.person("ben")
    make.decide(closed, "decline")
    voting = make.home.voting

    def vote(idea: int) -> str:
        try:
            return str(voting.do(Act(idea, ben, True), make.board("team")).votes)
        except (Conflict, NotFound) as refused:
            return refused.code

    said = together(*[lambda i=idea: vote(i) for idea in (fine, closed, 999_999)])
    assert said == ["1", "idea_not_open", "not_found"]


def test_a_failure_is_told_to_all_and_nothing_was_done(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")

    def fail(session: Any, acts: list[Act]) -> list[Voted | Problem]:
        votes.apply(session, acts)
        raise RuntimeError("a bug")

    voting = Together(make.home.database, fail)

    def vote() -> str:
        try:
            voting.do(Act(idea, ben, True), make.board("team"))
        except (RuntimeError, Busy) as error:
            return type(error).__name__
        return "counted"

    said = together(*[vote] * 4)
    assert "RuntimeError" in said
    assert set(said) <= {"RuntimeError", "Busy"}
    assert _numbers(make, idea) == (0, 0)


def test_who_waits_too_long_is_told_and_nothing_is_done(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ideaboard.db._PATIENCE", 0.05)
    idea, ben = make.idea(), make.person("ben")
    voting = make.home.voting
    with voting._turn, pytest.raises(Busy):
        voting.do(Act(idea, ben, True), make.board("team"))
    voting.do(Act(idea, make.person("dia"), True), make.board("team"))
    assert _numbers(make, idea) == (1, 1)
