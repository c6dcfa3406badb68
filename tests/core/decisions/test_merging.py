"""Whatever is voted, said, merged and unmerged: the numbers are those of the group, and nothing is lost."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import decisions
from ideaboard.core.ideas import comments, votes
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.points import Point
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.votes import Vote
from ideaboard.errors import Conflict, Invalid, Problem
from tests.conftest import _empty
from tests.core.together import together
from tests.make import Make

IDEAS, PEOPLE = 4, 4
WHICH, WHO = st.integers(0, IDEAS - 1), st.integers(0, PEOPLE - 1)


class Merging(RuleBasedStateMachine):
    """A board of a few ideas and people, and what it should look like."""

    home: Installation

    @initialize()
    def begin(self) -> None:
        """A fresh board."""
        _empty(self.home.database)
        self.make = Make(self.home)
        self.board = self.make.board()
        self.people = [self.make.person(f"p{n}") for n in range(PEOPLE)]
        self.ideas = [self.make.idea(f"Idea {n}", by="ada") for n in range(IDEAS)]
        self.votes: list[set[int]] = [set() for _ in range(IDEAS)]
        self.said: list[list[int]] = [[] for _ in range(IDEAS)]
        self.into: list[int | None] = [None] * IDEAS

    def _group(self, which: int) -> list[int]:
        return [n for n in range(IDEAS) if n == which or self.into[n] == which]

    def _do(self, verb: Any, refusal: str | None) -> None:
        if refusal is None:
            with self.home.database.transaction() as session:
                verb(session)
            return
        with pytest.raises(Problem) as refused, self.home.database.transaction() as session:
            verb(session)
        assert refused.value.code == refusal

    @rule(which=WHICH, who=WHO, cast=st.booleans())
    def vote(self, which: int, who: int, cast: bool) -> None:
        """Somebody votes, or takes it back: on the target, for the whole group."""
        refusal = "merged" if self.into[which] is not None else None
        verb = votes.cast if cast else votes.withdraw
        self._do(lambda session: verb(session, self.ideas[which], self.people[who]), refusal)
        if refusal is not None:
            return
        if not cast:
            for n in self._group(which):
                self.votes[n].discard(who)
        elif not any(who in self.votes[n] for n in self._group(which)):
            self.votes[which].add(who)

    @rule(which=WHICH, who=WHO)
    def comment(self, which: int, who: int) -> None:
        """Somebody comments."""
        refusal = "merged" if self.into[which] is not None else None
        self._do(
            lambda s: comments.post(s, self.board, self.people[who], idea=self.ideas[which], body=render("Hm.")),
            refusal,
        )
        if refusal is None:
            self.said[which].append(who)

    @rule(which=WHICH, other=WHICH)
    def merge(self, which: int, other: int) -> None:
        """A leader merges one into another."""
        refusal = None
        if self.into[which] is not None:
            refusal = "move_not_allowed"
        elif which == other:
            refusal = "invalid"
        elif len(self._group(which)) > 1:
            refusal = "has_merged"
        elif self.into[other] is not None:
            refusal = "merge_target"

        def work(session: Any) -> None:
            idea, into = decisions.lock_both(session, self.ideas[which], self.ideas[other])
            decisions.decide(session, idea, self.make.person("ada"), "merge", rationale="The same.", into=into)

        self._do(work, refusal)
        if refusal is None:
            self.into[which] = other

    @rule(which=WHICH)
    def unmerge(self, which: int) -> None:
        """A leader undoes it."""
        refusal = "move_not_allowed" if self.into[which] is None else None
        ada = self.make.person("ada")
        self._do(
            lambda s: decisions.decide(s, decisions.lock(s, self.ideas[which]), ada, "unmerge", rationale=None), refusal
        )
        if refusal is None:
            self.into[which] = None

    @invariant()
    def the_numbers_are_those_of_the_group(self) -> None:
        """Distinct voters and commenters, over the group; and each vote is still where it was cast."""
        if not hasattr(self, "ideas"):
            return
        with self.home.database.transaction() as session:
            for n, idea in enumerate(self.ideas):
                standing, kept = session.get_one(Standing, idea), session.get_one(Idea, idea)
                group = self._group(n)
                said = [] if self.into[n] is not None else [who for m in group for who in self.said[m]]
                assert standing.votes == len(set().union(*(self.votes[m] for m in group)))
                assert (standing.comments, standing.commenters) == (len(said), len(set(said)))
                assert standing.sources == len(group) - 1
                assert kept.status == standing.status == ("merged" if self.into[n] is not None else "open")
                assert kept.merged_into == (None if self.into[n] is None else self.ideas[self.into[n] or 0])
                cast = set(session.scalars(select(Vote.account_id).where(Vote.idea_id == idea)))
                assert cast == {self.people[who] for who in self.votes[n]}


def test_no_walk_of_votes_and_merges_leaves_the_model(home: Installation) -> None:
    Merging.home = home
    options = settings(
        max_examples=12, stateful_step_count=25, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    run_state_machine_as_test(Merging, settings=options)


@pytest.mark.soak
def test_no_long_walk_of_votes_and_merges_leaves_the_model(home: Installation) -> None:
    Merging.home = home
    run_state_machine_as_test(
        Merging,
        settings=settings(
            max_examples=300, stateful_step_count=60, deadline=None, suppress_health_check=[*HealthCheck]
        ),
    )


def test_four_people_who_merge_at_once_end_in_one_consistent_state(make: Make) -> None:
    a, b, c = (make.idea(f"Idea {n}") for n in range(3))
    for idea, names in ((a, ("ada", "ben")), (b, ("ben", "dia")), (c, ("dia", "ada"))):
        make.vote(idea, *names)
    make.person("ada")

    def merge(source: int, target: int) -> str:
        for _ in range(9):
            try:
                make.decide(source, "merge", into=target)
            except Conflict as refused:
                return refused.code
            except Problem as busy:
                assert busy.code == "busy"  # noqa: PT017
                continue
            return "merged"
        return "busy"

    said = together(lambda: merge(a, b), lambda: merge(b, a), lambda: merge(b, c), lambda: merge(c, a))
    assert "merged" in said
    assert set(said) <= {"merged", "move_not_allowed", "has_merged", "merge_target"}
    with make.home.database.transaction() as session:
        into = {idea: session.get_one(Idea, idea).merged_into for idea in (a, b, c)}
        for idea, target in into.items():
            assert target is None or into[target] is None
            standing = session.get_one(Standing, idea)
            group = [idea, *(other for other, of in into.items() if of == idea)]
            voters = session.scalars(select(Vote.account_id).where(Vote.idea_id.in_(group))).all()
            assert (standing.votes, standing.sources) == (len(set(voters)), len(group) - 1)


def test_a_thread_goes_with_its_idea_and_comes_back_with_it(make: Make) -> None:
    source, target = make.idea(), make.idea()
    first = make.comment(source)
    make.decide(source, "merge", into=target)
    answer = make.comment(target, parent=first)
    make.comment(target)
    make.decide(source, "unmerge", None)
    with make.home.database.transaction() as session:
        shown = dict(session.execute(select(Comment.id, Comment.shown_on)).tuples().all())
    assert (shown[first], shown[answer]) == (source, source)
    assert sorted(shown.values()) == [source, source, target]


def test_arguments_go_along(make: Make) -> None:
    source, target = make.idea(), make.idea()
    make.point(source)
    make.decide(source, "merge", into=target)
    with make.home.database.transaction() as session:
        assert session.scalars(select(Point.shown_on)).all() == [target]


def test_a_merge_stays_on_its_board_and_needs_its_target(make: Make) -> None:
    make.board("other")
    idea, elsewhere = make.idea(), make.idea(board="other", by="ada")
    for into, code in ((elsewhere, "unknown_id"), (None, "required"), (idea, "itself")):
        with pytest.raises(Invalid) as refused:
            make.decide(idea, "merge", into=into)
        assert [(error.pointer, error.code) for error in refused.value.errors] == [("/into", code)]
    with pytest.raises(Invalid) as refused:
        make.decide(idea, "decline", into=make.idea())
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("/into", "not_for_outcome")]


def test_a_postponed_idea_is_postponed_again_after_an_unmerge(make: Make) -> None:
    idea = make.idea()
    make.decide(idea, "not_now", revisit_on=date(2099, 1, 1))
    make.decide(idea, "merge", into=make.idea())
    make.decide(idea, "unmerge", None)
    with make.home.database.transaction() as session:
        kept = session.get_one(Idea, idea)
        assert (kept.status, kept.revisit_on) == ("not_now", date(2099, 1, 1))
