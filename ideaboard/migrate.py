"""Migrations: how a database gets, and leaves, the shape that the tables say."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from ideaboard.db import Database
from ideaboard.settings import Settings


def scripts() -> Path:
    """Where the migrations are: inside an installed package, beside it in a clone."""
    inside = Path(__file__).parent / "migrations"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "migrations"


def config(settings: Settings) -> Config:
    """What alembic needs to know."""
    made = Config()
    made.set_main_option("script_location", str(scripts()))
    # Date first, so that a folder's listing is its history.
    made.set_main_option("file_template", "%%(rev)s")
    made.attributes["settings"] = settings
    return made


def upgrade(settings: Settings, revision: str = "head") -> None:
    """Bring the database to `revision`."""
    command.upgrade(config(settings), revision)


def downgrade(settings: Settings, revision: str = "base") -> None:
    """Take the database back to `revision`."""
    command.downgrade(config(settings), revision)


def knows(settings: Settings, revision: str) -> bool:
    """Whether this version has that revision."""
    return any(script.revision == revision for script in ScriptDirectory.from_config(config(settings)).walk_revisions())


def current(settings: Settings) -> tuple[str | None, str | None]:
    """The database's revision, and the newest one there is."""
    database = Database(settings)
    try:
        with database.reading() as connection:
            now = MigrationContext.configure(connection).get_current_revision()
    finally:
        database.dispose()
    return now, ScriptDirectory.from_config(config(settings)).get_current_head()
