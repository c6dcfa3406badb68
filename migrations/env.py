"""How alembic finds the database and what the tables should be."""

from typing import Any

from alembic import context

from ideaboard.core.tables import METADATA
from ideaboard.db import BigId, Moment, engine_for_migrations


def _ours(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    # SQLite's full-text index keeps shadow tables of its own.
    return not (kind == "table" and name is not None and "_fts" in name)


def _render(kind: str, thing: Any, autogen: Any) -> str | bool:
    # Migrations name our own types as the tables do.
    if kind == "type" and isinstance(thing, Moment):
        autogen.imports.add("from ideaboard.db import BigId, Moment")
        return "Moment()"
    if kind == "type" and thing is BigId:
        return "BigId"
    return False


engine = engine_for_migrations(context.config.attributes["settings"])
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        include_object=_ours,
        render_as_batch=engine.dialect.name == "sqlite",
        transaction_per_migration=True,
        compare_type=True,
        render_item=_render,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
