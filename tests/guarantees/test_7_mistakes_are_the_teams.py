"""Guarantee 7: mistakes are the team's. A review has no field for a culprit: not in the API, not in the database."""

import re
from collections.abc import Iterator
from typing import Any

import marshmallow as ma
import pytest
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table

from ideaboard.api.dialect.fields import Id, Text
from ideaboard.api.dialect.schemas import In, Out, by
from ideaboard.core.tables import METADATA
from tests.guarantees.walking import names_somebody, schemas

_CULPRIT = re.compile(
    r"culprit|blame|fault|guilt|offend|responsib|accus|mistake|caused|perpetrat|scapegoat|at_fault|owner|who", re.I
)


def reviews() -> dict[str, type[ma.Schema]]:
    """Every schema that a route about reviews takes or answers with."""
    found = {schema.__name__: schema for name, schema in schemas() if "/reviews" in name}
    return {name: schema for name, schema in found.items() if name not in ("Paging", "NoQuery")}


def culprits(schemas: dict[str, type[ma.Schema]]) -> list[str]:
    """Where somebody could be named, or is asked for."""
    return sorted(set(_culprits(schemas)))


def _culprits(schemas: dict[str, type[ma.Schema]]) -> Iterator[str]:
    for name, schema in schemas.items():
        if names_somebody(schema):
            yield f"{name} holds somebody"
        yield from (f"{name}.{field}" for field in schema().fields if _CULPRIT.search(field))


def columns(tables: list[Table]) -> list[str]:
    """The columns of these tables that point at an account, or are called after one."""
    return [
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if _CULPRIT.search(column.name) or any(key.column.table.name == "accounts" for key in column.foreign_keys)
    ]


def test_no_schema_of_a_review_names_anybody() -> None:
    assert len(reviews()) >= 3
    assert culprits(reviews()) == []


def test_no_column_of_a_review_names_anybody() -> None:
    tables = [table for table in METADATA.sorted_tables if table.name.startswith("review")]
    assert tables
    assert columns(tables) == []


class Accusing(In):
    """Planted: a review with a field for a culprit."""

    caused_by = Text(100)
    person = Id("account")


class Accused(Out):
    """Planted: a review that says whose it was."""

    author = by("author_", "Whose.")


@pytest.mark.parametrize("planted", [Accusing, Accused])
def test_a_field_for_a_culprit_would_be_found(planted: Any) -> None:
    assert culprits({planted.__name__: planted})


def test_a_column_for_a_culprit_would_be_found() -> None:
    planted = MetaData()
    accounts = Table("accounts", planted, Column("id", Integer, primary_key=True))
    review = Table("reviews", planted, Column("someone", ForeignKey(accounts.c.id)), Column("at_fault", Integer))
    assert columns([review]) == ["reviews.someone", "reviews.at_fault"]
