"""Writing many rows at once, as fast as the database's driver takes them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Table, func, select, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from ideaboard.db import Base

# Pages of SQLite's that an import keeps in memory, in kB: indexes are written in no order.
_CACHE: Final = 131_072


def prepare(session: Session) -> None:
    """Make room for many rows in this session's connection."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text(f"PRAGMA cache_size=-{_CACHE}"))


def write(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write `rows` into `table`; all have the same keys in the same order. By COPY on PostgreSQL."""
    if not rows:
        return
    connection = session.connection()
    statement, turns = _into(table, tuple(rows[0]), connection.dialect)
    columns = zip(*(row.values() for row in rows), strict=True)
    made = zip(*(map(turn, each) if turn else each for turn, each in zip(turns, columns, strict=True)), strict=True)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(statement, list(made))
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in made:
            copy.write_row(row)


@lru_cache
def _into(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[Any]]:
    """The statement that writes these columns, and what turns each column's values into the driver's (None: as is)."""
    columns = [table.c[name] for name in names]
    turns = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in columns]
    quote = dialect.identifier_preparer
    into = f"{quote.format_table(table)} ({', '.join(quote.format_column(column) for column in columns)})"
    if dialect.name == "sqlite":
        return f"INSERT INTO {into} VALUES ({', '.join('?' * len(columns))})", turns  # noqa: S608 - names of our own
    return f"COPY {into} FROM STDIN", turns


def take_ids(session: Session, model: type[Base], many: int) -> Iterator[int]:
    """So many ids of `model`, ascending, that nobody else will be given."""
    if session.get_bind().dialect.name == "sqlite":
        # The write lock is ours: the next ids are those that SQLite would give.
        last = session.scalar(select(func.coalesce(func.max(model.__table__.c.id), 0))) or 0
        return iter(range(last + 1, last + 1 + many))
    sequence = func.pg_get_serial_sequence(model.__tablename__, "id")
    given = select(func.nextval(sequence)).select_from(func.generate_series(1, many))
    return iter(sorted(session.scalars(given)))
