"""What these tests are given: an installation of their own, with everything in it, on a database of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from ideaboard import migrate
from ideaboard.app import create_app
from ideaboard.core.people import passwords
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import contract
from tests.api import faketracker
from tests.conftest import UNLIMITED, fresh_database
from tests.permissions.callers import callers
from tests.permissions.judging import Court
from tests.permissions.oracle import Oracle
from tests.permissions.world import world


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def court(request: pytest.FixtureRequest, scratch: Path, key_file: Path) -> Iterator[Court]:
    """The world of the matrix, built once a process; what is asked of it is undone, so that it stays as it is."""
    address = fresh_database(request.param, scratch, "permissions")
    settings = Settings(database_url=address, key_file=str(key_file), log_level="error", **UNLIMITED)
    migrate.upgrade(settings)
    app = create_app(settings, Registry.load(found=[]))
    home = app.extensions["ideaboard"]
    for tracker in (faketracker.FAKE, faketracker.BARE):
        home.trackers._kinds[tracker.kind] = ("ideaboard-fake", tracker)
    made = world(app)
    # From here on every answer is held to the document too; to build is quicker without.
    contract.watch(app)
    # Passwords are hashed for many thousands of requests: what that costs is not looked at here.
    passwords._nobodys.cache_clear()
    hasher, passwords._HASHER = passwords._HASHER, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    # PostgreSQL takes three times as long: `make soak` asks it everything.
    yield Court(made, Oracle(), callers(made), whole=request.param == "sqlite")
    passwords._HASHER = hasher
    passwords._nobodys.cache_clear()
    home.database.dispose()
