"""Walking what the API says and takes: every schema behind every route, every object in every answer."""

from collections.abc import Iterator
from typing import Any

import marshmallow as ma

from ideaboard.api.dialect.fields import Id, Whole
from ideaboard.api.dialect.schemas import AccountRef
from tests.api.asking import routes


def schemas() -> Iterator[tuple[str, type[ma.Schema]]]:
    """Every schema that a route takes or answers with, those inside others too, each with the route's name."""
    for contract in routes():
        for schema in (contract.body, contract.query, contract.out):
            if schema is not None:
                yield from ((f"{contract.method} {contract.rule}", each) for each in inside(schema))


def inside(schema: type[ma.Schema]) -> Iterator[type[ma.Schema]]:
    """A schema, and those inside it."""
    yield schema
    for field in schema().fields.values():
        nested = below(field)
        if nested is not None:
            yield from inside(nested)


def below(field: Any) -> type[ma.Schema] | None:
    """The schema of what a field holds, or of what it holds many of."""
    field = getattr(field, "inner", field)
    return type(field.schema) if isinstance(field, ma.fields.Nested) else None


def is_person(schema: type[ma.Schema]) -> bool:
    """Whether an object of this schema is somebody: its own id is an account's."""
    own = schema().fields.get("id")
    return issubclass(schema, AccountRef) or (isinstance(own, Id) and own.thing == "account")


def names_somebody(schema: type[ma.Schema]) -> bool:
    """Whether an object of this schema is somebody, or holds somebody."""
    fields = schema().fields.values()
    held = [below(field) for field in fields]
    return (
        is_person(schema)
        or any(each is not None and is_person(each) for each in held)
        or any(isinstance(field, Id) and field.thing == "account" for field in fields)
    )


def numbers(schema: type[ma.Schema]) -> set[str]:
    """The fields that hold a number; a version counts edits of a text or a setting, and is nobody's merit."""
    found = {name for name, field in schema().fields.items() if isinstance(field, Whole | ma.fields.Float)}
    return found - {"version"}


def is_a_thing(schema: type[ma.Schema]) -> bool:
    """Whether an object of this schema is about a thing: it has an id that is not an account's."""
    own = schema().fields.get("id")
    return isinstance(own, Id) and own.thing != "account"


def objects(said: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in an answer, with the path to it."""
    if isinstance(said, dict):
        yield where, said
        for name, value in said.items():
            yield from objects(value, f"{where}/{name}")
    elif isinstance(said, list):
        for value in said:
            yield from objects(value, f"{where}/-")
