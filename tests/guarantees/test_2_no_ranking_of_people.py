"""Guarantee 2: no ranking of people. Nothing counts or sorts people by what they do: no route, schema or answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from ideaboard.api.dialect.fields import Id, Many, Nested, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import AccountRef, Out, Paging, by
from tests.api.asking import routes, whole
from tests.client import Client
from tests.guarantees.walking import below, is_a_thing, is_person, names_somebody, numbers, objects, schemas
from tests.make import Make
from tests.unbreakable.conftest import fake, here
from tests.unbreakable.test_every_status import ask
from tests.unbreakable.world import World

__all__ = ["fake", "here"]

# What a list can be sorted by: all of these are about ideas, and no list of people can be sorted at all.
SORTS = {"trending", "top", "new", "unheard", "waiting"}
# What a list of people can be asked besides which part of it.
PAGING = {"limit", "cursor", "count"}


def paired(name: str, schema: Any) -> Iterator[str]:
    """Where a schema puts a number to a person.

    An idea has an author and a number of votes: it is about the idea, as its own id says. What is about a person, or
    about nothing that has an id, and holds a person and a number, is a score.
    """
    if names_somebody(schema) and not is_a_thing(schema) and numbers(schema):
        yield f"{name}: {schema.__name__} holds a person and {', '.join(sorted(numbers(schema)))}"
    for field_name, field in schema().fields.items():
        nested = below(field)
        if is_person(schema) and nested is not None and not is_person(nested):
            yield f"{name}: {schema.__name__}.{field_name} hangs things on a person, and so counts them"


def sorted_by(name: str, query: Any, out: Any) -> Iterator[str]:
    """Where a list can be sorted or narrowed so that it ranks, or counts, people."""
    for field_name, field in query().fields.items():
        if isinstance(field, Id) and field.thing == "account":
            yield f"{name}: with ?{field_name}=…&count=true it counts what somebody does"
        if field_name == "sort" and not set(field.words) <= SORTS:
            yield f"{name}: sorts by {sorted(set(field.words) - SORTS)}"
        if out is not None and is_person(out) and field_name not in PAGING:
            yield f"{name}: a list of people takes {field_name}"


def test_no_schema_puts_a_number_to_a_person() -> None:
    walked = list(schemas())
    assert len(walked) > 100
    assert sorted({found for name, schema in walked for found in paired(name, schema)}) == []


def test_no_list_sorts_people_or_counts_what_one_of_them_does() -> None:
    asked = [(f"{c.method} {c.rule}", c.query, c.out) for c in routes() if c.query is not None]
    assert len(asked) > 20
    assert [found for each in asked for found in sorted_by(*each)] == []


class Leader(Out):
    """Planted: somebody, and how often they posted."""

    who = by("who_", "Who.")
    ideas = Whole(0, 100)


class Scored(AccountRef):
    """Planted: somebody with a score of their own."""

    mistakes = Whole(0, 100)


class Champion(AccountRef):
    """Planted: somebody, and everything they did."""

    class Did(Out):
        """One thing."""

        title = Text(100)

    did = Many(Nested(Did), 10)


class Ranked(Paging):
    """Planted: a list of people by what they posted."""

    sort = OneOf("ideas", "new")
    author = Id("account")


@pytest.mark.parametrize("planted", [Leader, Scored, Champion])
def test_a_leaderboard_would_be_found(planted: type[Out]) -> None:
    assert list(paired("GET /leaderboard", planted))


def test_a_list_that_ranks_would_be_found() -> None:
    assert len(list(sorted_by("GET /leaderboard", Ranked, AccountRef))) == 4


def scores(said: Any, people: dict[str, str]) -> list[str]:
    """Where an answer puts a number to one of these `people` (names by id)."""
    known = set(people) | set(people.values())
    found = []
    for where, thing in objects(said):
        held = [thing.get("id"), thing.get("name")]
        for value in thing.values():
            held += [value.get("id"), value.get("name")] if isinstance(value, dict) else [value]
        somebody = any(isinstance(each, str) and each in known for each in held)
        about_a_thing = isinstance(thing.get("id"), str) and thing["id"] not in people
        counted = {
            name
            for name, value in thing.items()
            if type(value) in (int, float) and name not in ("version", "total", "status")
        }
        if somebody and not about_a_thing and counted:
            found.append(f"{where}: {sorted(counted)}")
    return found


def _people(here: World) -> dict[str, str]:
    return {here.ids[f"account_{name}"]: name.title() for name in ("ada", "ben", "dia", "cy", "root")}


def test_no_answer_to_anybody_puts_a_number_to_a_person(here: World) -> None:
    people, answered = _people(here), 0
    for contract in routes():
        if contract.safe:
            for who in ("ada", "ben", "root"):
                answer = ask(here.client(who), contract, here, "?count=true" if contract.paged else "")
                answered += answer.status_code == 200
                if answer.mimetype == "application/json":
                    assert scores(answer.json, people) == [], contract.rule
    assert answered > 60


def test_a_number_beside_a_name_in_an_answer_would_be_found(here: World) -> None:
    people = _people(here)
    [ada, *_] = people
    for planted in (
        {"data": [{"account": {"id": ada, "name": "Ada"}, "ideas": 3}]},
        {"data": [{"id": ada, "name": "Ada", "late": 1}]},
        {"data": [{"name": "Ada", "share": 0.5}]},
    ):
        assert scores(planted, people)


def test_people_stand_in_the_same_order_whoever_does_most(app: Flask, make: Make, ada: Client) -> None:
    for name in ("ben", "dia"):
        make.person(name)
    before = [member["account"]["name"] for member in whole(ada, "/boards/team/members")]
    for busy, times in (("dia", 5), ("ben", 2)):
        for number in range(times):
            idea = make.idea(f"{busy} {number}", by=busy)
            make.vote(idea, busy)
            make.comment(idea, by=busy)
    assert [member["account"]["name"] for member in whole(ada, "/boards/team/members")] == before
