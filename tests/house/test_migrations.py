"""The migrations lead up, down and up again, end at the models, and keep what is there."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import JSON, func, inspect, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from ideaboard import migrate
from ideaboard.core.reading import search
from ideaboard.core.tables import METADATA
from ideaboard.db import Database
from ideaboard.settings import Settings
from tests.bench.fill import fill
from tests.conftest import fresh_database


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, scratch: Path, tmp_path: Path) -> Settings:
    """Settings with an empty database of their own."""
    return Settings(database_url=fresh_database(request.param, tmp_path, "migrating"))


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """The database of those settings."""
    made = Database(settings)
    yield made
    made.dispose()


def _tables(database: Database) -> set[str]:
    with database.writes.connect() as connection:
        found = set(inspect(connection).get_table_names()) - {"alembic_version"}
    return {name for name in found if not _of_the_search_index(name)}


def _of_the_search_index(table: str | None) -> bool:
    # Each database's own kind of index, and on SQLite the tables that FTS5 keeps for it: no model says them.
    return "_fts" in (table or "")


_COMPARED = {"include_name": lambda name, kind, parents: kind != "table" or not _of_the_search_index(name)}


def _shape(database: Database) -> dict[str, object]:
    """Everything that a schema is made of: columns, keys and indexes of every table."""
    with database.writes.connect() as connection:
        seen = inspect(connection)
        return {
            table: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in seen.get_columns(table)],
                seen.get_pk_constraint(table),
                sorted(str(key) for key in seen.get_foreign_keys(table)),
                sorted((index["name"], index["column_names"], index["unique"]) for index in seen.get_indexes(table)),
                sorted(str(each) for each in seen.get_unique_constraints(table)),
            )
            for table in seen.get_table_names()
            if table != "alembic_version"
        }


def test_up_down_and_up_again_ends_where_it_was(settings: Settings, database: Database) -> None:
    assert migrate.current(settings)[0] is None
    migrate.upgrade(settings)
    now, newest = migrate.current(settings)
    assert now == newest is not None
    assert _tables(database) == set(METADATA.tables)
    first = _shape(database)
    migrate.downgrade(settings)
    assert (_tables(database), migrate.current(settings)[0]) == (set(), None)
    migrate.upgrade(settings)
    assert _shape(database) == first


def _other_default(
    context: Any, there: Any, wanted: Any, said: str | None, meta: Any, rendered: str | None
) -> bool | None:
    """Whether a default differs; None leaves it to alembic, which asks PostgreSQL if a `json` equals, and cannot."""
    if not isinstance(wanted.type, JSON):
        return None
    return (said or "").removesuffix("::json").strip("'") != (rendered or "").strip("'")


def test_the_migrated_schema_is_what_the_models_say(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    with database.writes.connect() as connection:
        opts = {**_COMPARED, "compare_type": True, "compare_server_default": _other_default}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, METADATA) == []


def test_a_schema_that_lags_behind_would_be_seen(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    with database.writes.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_votes_account_id")
    with database.writes.connect() as connection:
        (difference,) = compare_metadata(MigrationContext.configure(connection, opts=_COMPARED), METADATA)
    assert difference[0] == "add_index"


def test_partial_indexes_are_partial_on_either_database(settings: Settings, database: Database) -> None:
    """What alembic does not compare: at most one job of a connection runs, and any number wait."""
    migrate.upgrade(settings)
    filled = fill(database, ideas=12)
    table = METADATA.tables["jobs"]
    running = table.update().where(table.c.connection_id == filled.board)
    with database.transaction() as session:
        session.execute(running.where(table.c.id == filled.job).values(state="running"))
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.execute(running.values(state="running"))


def test_migrating_a_filled_database_keeps_every_row(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    fill(database, ideas=30)

    def counts() -> dict[str, int]:
        with database.reading() as connection:
            return {
                name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for name, table in METADATA.tables.items()
            }

    before = counts()
    assert min(before[name] for name in ("ideas", "votes", "comments", "decisions", "issues", "jobs")) > 0
    migrate.upgrade(settings)
    assert counts() == before


def test_a_database_filled_before_there_was_a_search_is_searched(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    filled = fill(database, ideas=30)
    # Back to before, and up again: whatever came since, the search is made of the rows that are there.
    migrate.downgrade(settings, "2026_11_23_first")
    with pytest.raises(DBAPIError), database.reading() as db:
        search.page(db, filled.board, filled.account, "caching")
    migrate.upgrade(settings)
    with database.reading() as db:
        assert len(search.page(db, filled.board, filled.account, "caching").rows) == 20
        [row] = search.page(db, filled.board, filled.account, "idea 17 downloads").rows
        assert row.title == "Idea 17: cache the dependencies"
        assert search.similar(db, filled.board, filled.account, "Idea 17: cache", 5).rows


def test_a_status_of_two_words_is_found_whoever_made_the_index(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    filled = fill(database, ideas=30)

    def found(status: str) -> list[int]:
        with database.reading() as db:
            return [row.id for row in search.page(db, filled.board, filled.account, "caching", status=status).rows]

    before = {status: found(status) for status in ("in_progress", "not_now")}
    assert all(before.values())
    migrate.downgrade(settings, "2026_11_26_feedback")
    assert not any(_found_or_refused(found, status) for status in before)
    migrate.upgrade(settings)
    assert {status: found(status) for status in before} == before


def _found_or_refused(found: Callable[[str], list[int]], status: str) -> list[int]:
    try:
        return found(status)
    except DBAPIError:
        return []


def test_the_search_index_goes_with_its_migration(settings: Settings, database: Database) -> None:
    migrate.upgrade(settings)
    migrate.downgrade(settings)
    with database.writes.connect() as connection:
        assert [name for name in inspect(connection).get_table_names() if _of_the_search_index(name)] == []


def test_revisions_are_named_by_their_date_and_follow_one_another(settings: Settings) -> None:
    scripts = ScriptDirectory.from_config(migrate.config(settings))
    revisions = [script.revision for script in scripts.walk_revisions()]
    dates = [revision[:10] for revision in revisions]
    assert dates == sorted(dates, reverse=True)
    assert len(scripts.get_heads()) == len(scripts.get_bases()) == 1
    for script in scripts.walk_revisions():
        assert Path(script.path).stem == script.revision
        assert script.revision[:10].replace("_", "-").count("-") == 2
