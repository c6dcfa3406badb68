"""A plugin of pytest: the application is made before the mutants part, so that each has it at once and not in seconds.

What makes the application is therefore not mutated with this plugin. Each mutant has a copy of the database; what is
kept of answers does not know of it, so no test of such a lane asks a route.
"""

import os
import shutil
import tempfile
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from ideaboard import migrate
from ideaboard.app import create_app
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import contract
from tests.conftest import UNLIMITED, fresh_database

_made: list[Flask] = []
_own: list[Path] = []


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Make it once the process from which all others part has looked at the tests."""
    if session.config.option.collectonly:
        folder = Path(tempfile.mkdtemp(dir=Path.cwd()))
        key = folder / "ideaboard.key"
        make_key_file(key)
        address = fresh_database("sqlite", folder, "shared")
        settings = Settings(database_url=address, key_file=str(key), log_level="warning", **UNLIMITED)
        migrate.upgrade(settings)
        app = create_app(settings, Registry.load(found=[]))
        contract.watch(app)
        # A connection is of the process that opened it.
        app.extensions["ideaboard"].database.dispose()
        _made.append(app)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Generator[None, Any, Any]:
    """Give it instead of another."""
    if _made and fixturedef.argname == "app":
        fixturedef.func = lambda request, scratch, key_file: _mine()
    return (yield)


def _mine() -> Flask:
    """The application, on a database of this process's own."""
    home = _made[0].extensions["ideaboard"]
    template = Path(home.database.url.database)
    if not _own:
        _own.append(template.with_name(f"{os.getpid()}.db"))
        shutil.copy(template, _own[0])
        # In place: others hold it already.
        home.database.__init__(replace(home.settings, database_url=f"sqlite:///{_own[0]}"))
    return _made[0]
