"""Counters equal what they count, and a packed key sorts as the pair it stands for."""

import math
import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from ideaboard.core.ideas import standings, votes
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.standings import Standing, pack
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading.pages import Window
from tests.make import Make

NUMBERS, IDS = st.integers(0, (1 << 23) - 1), st.integers(0, (1 << 40) - 1)
DAYS = st.dates(date(2020, 1, 2), date(2097, 12, 31))
POSTED = st.integers(1_577_923_200, 4_038_768_000).map(lambda at: datetime.fromtimestamp(at, UTC))


def _standing(idea: int = 1) -> Standing:
    return Standing(idea_id=idea, board_id=1, status="open", votes=0, comments=0, commenters=0, score=0.0)


@given(NUMBERS, IDS, NUMBERS, IDS)
def test_packed_keys_sort_as_number_then_id(a: int, one: int, b: int, other: int) -> None:
    assert (pack(a, one) < pack(b, other)) == ((a, one) < (b, other))
    assert 0 <= pack(a, one) < 1 << 63


def _count(standing: Standing, posted: datetime, days: list[date]) -> None:
    standings.counted(standing, len(days), standings.score(posted, Counter(days).items()))


def _vote(standing: Standing, day: date) -> None:
    standings.counted(standing, standing.votes + 1, standings.grown(standing.score, day, 1))


def _log_sum_exp(terms: list[float]) -> float:
    peak = max(terms)
    return peak + math.log(sum(math.exp(term - peak) for term in terms))


@given(POSTED, st.lists(DAYS, max_size=40))
def test_the_score_is_the_log_of_the_sum_whatever_the_order(posted: datetime, days: list[date]) -> None:
    formula = _log_sum_exp([posted.timestamp() / standings.TAU, *map(standings.score_of, days)])
    grains = round((formula - standings._ORIGIN) * standings._GRAIN)
    one, other, counted = _standing(), _standing(), _standing()
    _count(one, posted, [])
    _count(other, posted, [])
    for day in days:
        _vote(one, day)
    for day in reversed(days):
        _vote(other, day)
    _count(counted, posted, days)
    for standing in (one, other, counted):
        assert standing.score == pytest.approx(formula, abs=1e-9)
        assert standing.votes == len(days)
        # Within one grain: five minutes of a week.
        assert abs((standing.trending_key >> 40) - grains) <= 1
        assert standing.top_key == pack(len(days), 1)


@given(POSTED, st.lists(DAYS, max_size=20), POSTED, st.lists(DAYS, max_size=20), st.integers(0, 2000))
def test_whoever_is_ahead_stays_ahead_as_time_goes_by(
    posted: datetime, days: list[date], posted_too: datetime, days_too: list[date], later: int
) -> None:
    """The stored score orders as the sum of e^-(now - t)/τ does, at any moment: so it can be stored."""

    def decayed(began: datetime, cast: list[date], now: float) -> float:
        terms = [began.timestamp() / standings.TAU, *map(standings.score_of, cast)]
        return _log_sum_exp([term - now / standings.TAU for term in terms])

    one, other = _standing(), _standing()
    _count(one, posted, days)
    _count(other, posted_too, days_too)
    now = datetime(2098, 1, 1, tzinfo=UTC).timestamp() + later * 86_400
    gap = decayed(posted, days, now) - decayed(posted_too, days_too, now)
    assert one.score - other.score == pytest.approx(gap, abs=1e-6)


def test_keys_stay_in_63_bits_to_the_end_of_their_time() -> None:
    standing = _standing((1 << 40) - 1)
    _count(standing, datetime(2098, 1, 1, tzinfo=UTC), [date(2098, 1, 1)] * 1000)
    standings.discussed(standing, comments=9, commenters=9)
    assert 0 < standing.trending_key < 1 << 63
    assert standing.unheard_key == pack(1009, standing.idea_id)
    _count(standing, datetime(1999, 1, 1, tzinfo=UTC), [])
    assert standing.trending_key == pack(0, standing.idea_id)


def test_a_vote_lifts_an_idea_the_more_the_younger_it_is() -> None:
    posted = datetime(2026, 1, 1, tzinfo=UTC)
    scores = []
    for days in (0, 7, 30):
        standing = _standing()
        standing.score = posted.timestamp() / standings.TAU
        _vote(standing, posted.date() + timedelta(days=days))
        scores.append(standing.score)
    assert scores == sorted(scores)
    assert scores[0] - posted.timestamp() / standings.TAU == pytest.approx(math.log(2))


VERBS = st.sampled_from(["cast", "withdraw"])
MOVES = st.lists(st.tuples(VERBS, st.integers(0, 2), st.integers(0, 1), st.integers(0, 40)), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_after_any_casting_and_withdrawing_the_numbers_are_true(make: Make, moves: list[Any]) -> None:
    people = [make.person(name) for name in ("ada", "ben", "dia")]
    ideas = [make.idea(), make.idea()]
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for verb, who, which, day in moves:
        with time_machine.travel(start + timedelta(days=day), tick=False):  # noqa: SIM117
            with make.home.database.transaction() as session:
                getattr(votes, verb)(session, ideas[which], people[who])
    with make.home.database.transaction() as session:
        for idea in ideas:
            standing = session.get_one(Standing, idea)
            cast = list(session.scalars(select(Vote.day).where(Vote.idea_id == idea)))
            posted = session.get_one(Idea, idea).created_at.timestamp() / standings.TAU
            assert standing.votes == len(cast)
            assert standing.score == pytest.approx(_log_sum_exp([posted, *map(standings.score_of, cast)]))
            assert (standing.top_key, standing.unheard_key) == (pack(len(cast), idea), pack(len(cast), idea))


def test_casting_again_on_the_same_day_gains_nothing(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")
    make.vote(idea, "ben")
    with make.home.database.transaction() as session:
        before = session.get_one(Standing, idea).score
    for verb in (votes.withdraw, votes.cast, votes.cast):
        with make.home.database.transaction() as session:
            verb(session, idea, ben)
    with make.home.database.transaction() as session:
        assert session.get_one(Standing, idea).score == pytest.approx(before, abs=1e-9)


def test_every_sort_reads_in_its_order_page_by_page(make: Make) -> None:
    chance = random.Random(5)
    people = ["ada", "ben", "dia", "eva", "fay"]
    made = [make.idea(f"Idea {n}", by=chance.choice(people)) for n in range(12)]
    for idea in made:
        make.vote(idea, *chance.sample(people, chance.randrange(4)))
        for writer in chance.sample(people[:3], chance.randrange(3)):
            make.comment(idea, by=writer)
    with make.home.database.transaction() as session:
        numbers = {s.idea_id: (s.votes, s.commenters, s.score) for s in session.scalars(select(Standing))}
        total = session.scalar(select(func.count()).select_from(Standing))
    expected = {
        "new": sorted(made, reverse=True),
        "waiting": sorted(made),
        "top": sorted(made, key=lambda i: (numbers[i][0], i), reverse=True),
        "unheard": sorted(made, key=lambda i: (numbers[i][0] + numbers[i][1], i)),
    }
    for sort, order in expected.items():
        read: list[int] = []
        window: Window | None = Window(limit=5, count=True)
        while window is not None:
            with make.home.database.reading() as db:
                page = reading.page(db, make.board(), 0, sort=sort, window=window)
            read += [row.id for row in page.rows]
            assert page.total == total == 12
            window = Window(page.next, 5, True) if page.next is not None else None
        assert read == order, sort
