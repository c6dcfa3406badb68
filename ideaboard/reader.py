"""Reading rows as fast as the driver gives them: what SQLAlchemy makes of a statement is made once, and kept.

A list page is three statements; carrying each through SQLAlchemy's execution costs as much as all that the page itself
does. The rows are the same, decoded by the same processors, and a test holds the two equal.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect

from ideaboard.db import AnySelect


class _Made(NamedTuple):
    """What is made of a statement: its SQL, the fixed parameters, and how parameters and rows are turned."""

    sql: str
    fixed: dict[str, Any]
    turns: list[tuple[str, Callable[[Any], Any]]]
    order: list[str] | None
    rows: Callable[[list[Any]], list[Any]]


def rows(db: Any, statement: AnySelect, params: Mapping[str, Any]) -> list[Any]:
    """The rows that `statement` finds, as named tuples; `db` is a reading Connection, or a Session that also writes."""
    # Whoever listens to the engine sees each statement, by the longer way.
    if not isinstance(db, Connection) or db.engine._has_events:
        return list(db.execute(statement, params).fetchall())
    dialect = db.dialect
    made = _made(statement, dialect)
    given = {**made.fixed, **params}
    for name, turn in made.turns:
        if name in params:
            given[name] = turn(params[name])
    cursor: Any = db.connection.cursor()
    try:
        dialect.do_execute(cursor, made.sql, given if made.order is None else [given[name] for name in made.order])
        return made.rows(cursor.fetchall())
    except dialect.loaded_dbapi.Error:
        # Asked again by the longer way, which knows a lost connection, and raises what the rest of the house knows.
        return list(db.execute(statement, params).fetchall())
    finally:
        cursor.close()


def first(db: Any, statement: AnySelect, params: Mapping[str, Any]) -> Any:
    """The first row that `statement` finds, or None."""
    found = rows(db, statement, params)
    return found[0] if found else None


@lru_cache(maxsize=512)
def _made(statement: AnySelect, dialect: Dialect) -> _Made:
    compiled: Any = statement.compile(dialect=dialect)
    turns = compiled._bind_processors
    # Constants and defaults of the statement are turned once; what a caller must say is left for the call.
    fixed = {
        name: turns[name](value) if name in turns else value
        for name, value in compiled.params.items()
        if not compiled.binds[name].required
    }
    said = list(turns.items())
    columns = list(statement.selected_columns)
    decoders = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Made(str(compiled), fixed, said, compiled.positiontup, _decoder(columns, decoders))


def _decoder(columns: list[Any], decoders: list[Any]) -> Callable[[list[Any]], list[Any]]:
    """What makes named tuples of the driver's rows: one comprehension, in which only what must be is decoded."""
    # A name that comes twice belongs to a row that is read by its places alone.
    row = namedtuple("Row", [column.key for column in columns], rename=True)  # type: ignore[misc]
    row._mapping = property(row._asdict)  # type: ignore[attr-defined]
    names = [f"c{place}" for place in range(len(columns))]
    values = [f"d{name}({name})" if decode else name for name, decode in zip(names, decoders, strict=True)]
    source = f"lambda rows: [new(Row, ({', '.join(values)},)) for {', '.join(names)}, in rows]"
    known = {f"d{name}": decode for name, decode in zip(names, decoders, strict=True)}
    # The source holds nothing but the numbers of the columns.
    made: Callable[[list[Any]], list[Any]] = eval(source, {"new": tuple.__new__, "Row": row, **known})  # noqa: S307
    return made
