"""Votes are exact: whatever comes at the same moment, from threads or from processes, each counts once."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select

from ideaboard import migrate
from ideaboard.core.ideas import comments, standings, votes
from ideaboard.core.ideas.standings import Standing, pack
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.votes import Vote
from ideaboard.db import Database
from ideaboard.errors import Conflict
from ideaboard.settings import Settings
from tests.conftest import fresh_database
from tests.core.ideas.voting import vote_at_random
from tests.core.together import together
from tests.make import Make

PROCESSES, MEMBERS, VERBS = 3, 3, 25
SECONDS = 120


def _check(database: Database, idea: int, last: dict[int, bool]) -> None:
    """The votes, the counter and every key say what each member was told last."""
    with database.transaction() as session:
        standing = session.get_one(Standing, idea)
        found = set(session.scalars(select(Vote.account_id).where(Vote.idea_id == idea)))
        counted = session.scalar(select(func.count()).where(Vote.idea_id == idea))
        kept = (standing.votes, standing.top_key, standing.unheard_key, standing.trending_key)
        votes.recount(session, standing)
        assert abs(kept[3] - standing.trending_key) >> standings.ID_BITS <= 1
    assert found == {account for account, voted in last.items() if voted}
    assert kept[0] == counted == len(found)
    assert kept[1:3] == (pack(len(found), idea), pack(len(found), idea))


def test_threads_that_vote_and_unvote_one_idea_leave_exact_numbers(make: Make) -> None:
    idea = make.idea()
    accounts = [make.person(f"member{n}") for n in range(8)]
    said = together(*[lambda a=a: vote_at_random(make.home.database, idea, a, seed=a, verbs=VERBS) for a in accounts])
    assert sum(busy for _, busy in said) == 0
    _check(make.home.database, idea, {account: voted for account, (voted, _) in zip(accounts, said, strict=True)})


def test_the_same_vote_from_many_clicks_counts_once(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")

    def click() -> None:
        with make.home.database.transaction() as session:
            votes.cast(session, idea, ben)

    together(*[click] * 8)
    _check(make.home.database, idea, {ben: True})


def test_votes_and_comments_at_the_same_moment_lose_nothing(make: Make) -> None:
    idea, board = make.idea(), make.board()
    accounts = [make.person(f"member{n}") for n in range(4)]

    def vote(account: int) -> None:
        vote_at_random(make.home.database, idea, account, seed=account, verbs=9)
        with make.home.database.transaction() as session:
            votes.cast(session, idea, account)

    def write(account: int) -> None:
        for _ in range(9):
            with make.home.database.transaction() as session:
                comments.post(session, board, account, idea=idea, body=render("Now."))

    together(*[lambda a=a, v=v: v(a) for a in accounts for v in (vote, write)])
    with make.home.database.transaction() as session:
        standing = session.get_one(Standing, idea)
    assert (standing.votes, standing.comments, standing.commenters) == (4, 36, 4)
    assert standing.unheard_key == pack(8, idea)


def test_a_vote_that_comes_with_the_decision_is_counted_or_told(make: Make) -> None:
    idea = make.idea()
    accounts = [make.person(f"member{n}") for n in range(6)]
    make.person("ada")

    def vote(account: int) -> bool:
        try:
            with make.home.database.transaction() as session:
                votes.cast(session, idea, account)
        except Conflict as refused:
            assert refused.code == "idea_not_open"  # noqa: PT017
            return False
        return True

    def adopt() -> None:
        make.decide(idea, "adopt")

    said = together(adopt, *[lambda a=a: vote(a) for a in accounts])[1:]
    _check(make.home.database, idea, dict(zip(accounts, said, strict=True)))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_vote_and_unvote_one_idea_leave_exact_numbers(
    kind: str, scratch: Path, key_file: Path, prepare: Callable[[Settings], tuple[int, list[int]]]
) -> None:
    settings = Settings(database_url=fresh_database(kind, scratch, "voting"), key_file=str(key_file))
    idea, accounts = prepare(settings)
    jobs = [accounts[n * MEMBERS : (n + 1) * MEMBERS] for n in range(PROCESSES)]
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.core.ideas.voting", settings.database_url, str(idea), str(VERBS)]
            + [str(account) for account in job],
            stdout=subprocess.PIPE, cwd=Path(__file__).parents[3],
        )
        for job in jobs
    ]  # fmt: skip
    said = [orjson.loads(process.communicate(timeout=SECONDS)[0]) for process in running]
    assert [process.returncode for process in running] == [0] * PROCESSES
    assert sum(each["busy"] for each in said) == 0
    last = {int(account): voted for each in said for account, voted in each["last"].items()}
    assert set(last) == set(accounts)
    database = Database(settings)
    _check(database, idea, last)
    database.dispose()


@pytest.fixture
def prepare() -> Callable[[Settings], tuple[int, list[int]]]:
    """An idea and enough members, on a database of its own."""

    def made(settings: Settings) -> tuple[int, list[int]]:
        migrate.upgrade(settings)
        home: Any = type("Home", (), {"database": Database(settings)})
        make = Make(home)
        idea, accounts = make.idea(), [make.person(f"member{n}") for n in range(PROCESSES * MEMBERS)]
        home.database.dispose()
        return idea, accounts

    return made
