"""A vote counts once, is its caster's to take back, and never touches the idea."""

import pytest
from sqlalchemy import func, select

from ideaboard.core.ideas import votes
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.votes import Vote
from ideaboard.errors import Conflict
from tests.make import Make


def _standing(make: Make, idea: int) -> Standing:
    with make.home.database.transaction() as session:
        return session.get_one(Standing, idea)


def test_a_vote_sent_twice_counts_once(make: Make) -> None:
    idea = make.idea()
    make.vote(idea, "ben", "ben", "dia")
    assert _standing(make, idea).votes == 2


def test_withdrawing_restores_every_number(make: Make) -> None:
    idea = make.idea()
    before = _standing(make, idea)
    make.vote(idea, "ben", "dia")
    ben, dia = make.person("ben"), make.person("dia")
    with make.home.database.transaction() as session:
        votes.withdraw(session, idea, ben)
        votes.withdraw(session, idea, dia)
    after = _standing(make, idea)
    assert (after.votes, after.top_key, after.trending_key, after.unheard_key) == (
        before.votes, before.top_key, before.trending_key, before.unheard_key,
    )  # fmt: skip


def test_recounting_gives_what_casting_gave(make: Make) -> None:
    idea = make.idea()
    make.vote(idea, "ada", "ben", "dia")
    cast = _standing(make, idea)
    with make.home.database.transaction() as session:
        votes.recount(session, session.get_one(Standing, idea))
    counted = _standing(make, idea)
    assert counted.votes == cast.votes == 3
    assert counted.score == pytest.approx(cast.score, abs=1e-9)


def test_a_vote_leaves_the_idea_and_its_version_alone(make: Make) -> None:
    idea = make.idea()
    with make.home.database.transaction() as session:
        before = session.get_one(Idea, idea)
    make.vote(idea, "ben")
    with make.home.database.transaction() as session:
        after = session.get_one(Idea, idea)
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


@pytest.mark.parametrize("verb", [votes.cast, votes.withdraw])
def test_a_closed_idea_takes_no_vote_and_says_so(make: Make, verb: object) -> None:
    idea = make.idea()
    make.vote(idea, "ben")
    make.decide(idea, "decline")
    dia = make.person("dia")
    with pytest.raises(Conflict, match="idea_not_open"), make.home.database.transaction() as session:
        verb(session, idea, dia)  # type: ignore[operator]
    with make.home.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Vote)) == 1
