"""Guarantee 4: nobody is voted down. There is support, and there are arguments; nothing takes support away."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update

from ideaboard.api.dialect.fields import OneOf, Whole
from ideaboard.api.dialect.schemas import In, Out
from ideaboard.core.ideas import points
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.tables import METADATA
from tests.api.asking import routes, whole
from tests.client import Client
from tests.guarantees.walking import schemas
from tests.make import Make

SORTS = ("trending", "top", "new", "unheard", "waiting")
_DOWN = re.compile(r"down.?vot|dis.?like|thumb|negative|minus|score|vote.?(value|direction|weight)|^(up|down)$", re.I)


def against(names: Iterator[str]) -> list[str]:
    """Those of the names that speak of a vote against."""
    return sorted({name for name in names if _DOWN.search(name.rpartition(".")[2])})


def names() -> Iterator[str]:
    """Every field of the API, every word that one takes, every part of a route, every column."""
    for name, schema in schemas():
        for field_name, field in schema().fields.items():
            yield f"{name} {schema.__name__}.{field_name}"
            yield from (f"{name} {schema.__name__}.{word}" for word in getattr(field, "words", ()))
    for contract in routes():
        yield from (f"{contract.rule}.{part}" for part in contract.rule.split("/"))
    for table in METADATA.sorted_tables:
        # The trending score is made of votes alone.
        yield from (f"{table.name}.{c.name}" for c in table.columns if (table.name, c.name) != ("standings", "score"))


def test_there_is_no_word_for_a_vote_against() -> None:
    assert len(list(names())) > 1000
    assert against(names()) == []


class Voting(In):
    """Planted: a vote with a direction."""

    direction = OneOf("up", "down")
    vote_value = Whole(-1, 1)


class Disliked(Out):
    """Planted: how many dislike it."""

    dislikes = Whole(0, 9)


def test_a_vote_against_would_be_found() -> None:
    planted = [name for schema in (Voting, Disliked) for name in schema().fields] + list(
        Voting().fields["direction"].words
    )
    assert against(iter(planted)) == ["dislikes", "down", "up", "vote_value"]


def test_a_vote_takes_no_value(make: Make, ben: Client) -> None:
    path = make.path("idea", make.idea(), "/vote")
    assert ben.put(path).json == {"voted": True, "votes": 1}
    for body in ({"value": -1}, {"voted": False}):
        ben.put(path, **body)
        assert ben.get(path).json == {"voted": True, "votes": 1}


def _order(ben: Client) -> dict[str, Any]:
    return {
        sort: [(row["title"], row["votes"]) for row in whole(ben, "/boards/team/ideas", sort=sort)] for sort in SORTS
    }


@pytest.fixture
def first(make: Make) -> int:
    """An idea with two votes, before another one with one."""
    first = make.idea("First")
    make.vote(first, "ada", "dia")
    make.vote(make.idea("Second"), "ada")
    return first


def test_arguments_against_an_idea_move_it_nowhere(make: Make, ben: Client, first: int) -> None:
    before = _order(ben)
    for number in range(5):
        make.point(first, "against", f"It costs {number}.", by="dia")
    assert _order(ben) == before


def test_an_argument_that_costs_votes_would_be_found(
    make: Make, ben: Client, first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, post = _order(ben), points.post

    def costly(session: Any, idea: Any, by: int, **said: Any) -> Any:
        its = Standing.idea_id == idea.id
        session.execute(update(Standing).where(its).values(votes=Standing.votes - 2, top_key=idea.id))
        return post(session, idea, by, **said)

    monkeypatch.setattr(points, "post", costly)
    make.point(first, "against", "No.")
    assert _order(ben) != before
