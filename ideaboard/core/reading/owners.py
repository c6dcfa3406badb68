"""Owners: who has taken an idea on, as one column of whatever reads the idea."""

from typing import Any, Final

from sqlalchemy import JSON, exists, func, literal_column, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people.accounts import Account
from ideaboard.db import AnySelect

_Owner = aliased(Account, name="owner")
_Earlier = aliased(Assignment, name="earlier")
_TAKEN: Final[list[Any]] = [literal_column(f"'{state}'") for state in ("accepted", "done")]
_ID: Final[Any] = literal_column("'id'")
_NAME: Final[Any] = literal_column("'name'")


class OwnersOfIdea(FunctionElement[Any]):
    """A column: the `{id, name}` of each whose assignment of the statement's idea is accepted or done, each once."""

    type = JSON()
    inherit_cache = True


def _owners(*columns: Any) -> AnySelect:
    """In the order in which it was offered to them; who did it twice is named once."""
    again = exists().where(
        _Earlier.idea_id == Assignment.idea_id,
        _Earlier.id < Assignment.id,
        _Earlier.assignee_id == Assignment.assignee_id,
        _Earlier.state.in_(_TAKEN),
    )
    return (
        select(*columns)
        .select_from(Assignment)
        .join(_Owner, _Owner.id == Assignment.assignee_id)
        .where(Assignment.idea_id == Idea.id, Assignment.state.in_(_TAKEN), ~again)
        .order_by(Assignment.id)
        .correlate(Idea)
    )


# Each database has a way of its own to make a list of rows without an aggregate over more of them.
@compiles(OwnersOfIdea, "sqlite")
def _sqlite(element: OwnersOfIdea, compiler: Any, **kw: Any) -> str:
    named = _owners(_Owner.id.label("id"), _Owner.name.label("name")).subquery("named")
    listed = func.json_group_array(func.json_object(_ID, named.c.id, _NAME, named.c.name))
    return str(compiler.process(select(listed).scalar_subquery(), **kw))


@compiles(OwnersOfIdea, "postgresql")
def _postgresql(element: OwnersOfIdea, compiler: Any, **kw: Any) -> str:
    named = _owners(func.json_build_object(_ID, _Owner.id, _NAME, _Owner.name)).scalar_subquery()
    return str(compiler.process(func.array_to_json(func.array(named)), **kw))
