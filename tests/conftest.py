"""What every test is given: a clean database of either kind, an app on it, people, and builders.

A test that takes `home`, `make`, `api` or `ada` runs twice, on SQLite and on PostgreSQL.
"""

import contextlib
import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from playwright.sync_api import Browser

from ideaboard import migrate
from ideaboard.api.dialect.call import Installation
from ideaboard.app import create_app
from ideaboard.core.tables import METADATA
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import chromium, contract, needs, postgres
from tests.client import Client
from tests.make import Make

# What a test asks in a second a person asks in a day.
UNLIMITED: Any = {"limit_requests": "", "limit_writes": "", "limit_sign_in": "", "limit_mail": ""}

# Machines are noisy: no test fails on time.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

_stack = contextlib.ExitStack()


class _Forgetting:
    """pytest keeps the instance of every test's class to the end, and with it the fake server that it was given.

    Twelve thousand of them are gigabytes, which are gone through again each time that garbage is collected.
    """

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Iterator[None]:
        """Let go of what the test's class was given, once everything is taken down."""
        try:
            yield
        finally:
            instance = getattr(item, "instance", None)
            if instance is not None:
                vars(instance).clear()


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL server for all of the run's processes."""
    config.pluginmanager.register(_Forgetting())
    if hasattr(config, "workerinput") or os.environ.get("TEST_POSTGRES_ADDRESS"):
        return
    if needs.POSTGRESQL.path() is None:
        if needs.in_ci():
            pytest.exit("CI needs PostgreSQL: apt-get install postgresql", 3)
        return
    os.environ["TEST_POSTGRES_ADDRESS"] = _stack.enter_context(postgres.server())


def pytest_collection_finish() -> None:
    """Seventeen thousand tests stay to the end: garbage is not looked for among them again and again."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server."""
    if not hasattr(config, "workerinput"):
        _stack.close()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the long campaigns for `make soak`."""
    if "soak" not in (config.option.markexpr or ""):
        kept = [item for item in items if item.get_closest_marker("soak") is None]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


class _Gathered:
    """On the process that others report to: what of the document was seen by any of them."""

    seen: set[str] = set()
    unseen: list[str] = []


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take over what a process has seen."""
    _Gathered.seen.update(getattr(node, "workeroutput", {}).get("seen", ()))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a whole run, all well otherwise, in which a documented status of an operation was never seen."""
    config: Any = session.config
    if hasattr(config, "workerinput"):
        config.workeroutput["seen"] = sorted(contract.SEEN)
        return
    _Gathered.seen.update(contract.SEEN)
    option = config.option
    whole = config.args_source == pytest.Config.ArgsSource.TESTPATHS and not (option.keyword or option.markexpr)
    if whole and session.exitstatus == 0 and not needs.missing():
        _Gathered.unseen = sorted(contract.documented() - _Gathered.seen)
        if _Gathered.unseen:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what was left out, and what would bring it in."""
    for line in _Gathered.unseen:
        terminalreporter.write_line(f"!!! documented, and never seen in a test: {line}", red=True)
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ") for report in skipped if isinstance(report.longrepr, tuple)
    )
    for reason, times in sorted(reasons.items()):
        terminalreporter.write_line(f"!!! {times} tests skipped: {reason}", red=True)


@pytest.fixture(scope="session")
def scratch() -> Iterator[Path]:
    """A folder for this process's databases, in memory where there is one."""
    shm = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="ideaboard-tests-", dir=shm if shm.is_dir() else None))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def key_file(scratch: Path) -> Path:
    """A key file."""
    path = scratch / "ideaboard.key"
    make_key_file(path)
    return path


def postgres_address() -> str:
    """The server's address; the test is skipped where there is none."""
    address = os.environ.get("TEST_POSTGRES_ADDRESS")
    if address is None:
        pytest.skip("PostgreSQL is missing: install the package postgresql")
    return address


def fresh_database(kind: str, folder: Path, name: str) -> str:
    """The address of an empty database of its own for one test that starts processes."""
    if kind == "sqlite":
        return f"sqlite:///{folder / name}.db"
    return postgres.create_database(postgres_address(), f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{name}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium: one a process, for every test, as a process can have but one Playwright."""
    if needs.CHROMIUM.path() is None:
        if needs.in_ci():
            pytest.fail("CI needs Chromium: apt-get install chromium")
        pytest.skip("Chromium is missing: install the package chromium")
    with chromium.running() as launched:
        yield launched


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, scratch: Path, key_file: Path) -> Iterator[Flask]:
    """The application on a migrated database; one of each kind a process."""
    settings = Settings(
        database_url=fresh_database(request.param, scratch, "shared"),
        key_file=str(key_file),
        log_level="warning",
        **UNLIMITED,
    )
    migrate.upgrade(settings)
    made = create_app(settings, Registry.load(found=[]))
    contract.watch(made)
    yield made
    made.extensions["ideaboard"].database.dispose()


@pytest.fixture
def home(app: Flask) -> Installation:
    """The installation, its database empty."""
    installation: Installation = app.extensions["ideaboard"]
    _empty(installation.database)
    return installation


def _empty(database: Database) -> None:
    tables = ["ideas_fts", *(table.name for table in reversed(METADATA.sorted_tables))]
    deletes = [f'DELETE FROM "{name}"' for name in tables]
    with database.writes.begin() as connection:
        if database.sqlite:
            for delete in deletes:
                connection.exec_driver_sql(delete)
        else:
            # Forty times as fast as a TRUNCATE, which makes each table's files anew. No row that leaves is asked for.
            connection.exec_driver_sql("; ".join(["SET LOCAL session_replication_role = replica", *deletes]))


@pytest.fixture
def make(home: Installation) -> Make:
    """The builders."""
    return Make(home)


@pytest.fixture
def api(app: Flask, home: Installation) -> Client:
    """A client that says nothing of who it is."""
    return Client(app)


@pytest.fixture
def ada(app: Flask, make: Make) -> Client:
    """The leader of the board `team`."""
    return Client(app, make.token("ada"))


@pytest.fixture
def ben(app: Flask, make: Make) -> Client:
    """A member of the board `team`."""
    return Client(app, make.token("ben"))


@pytest.fixture
def cy(app: Flask, make: Make) -> Client:
    """An outsider: an account that is on no board."""
    return Client(app, make.token("cy"))


@pytest.fixture
def root(app: Flask, make: Make) -> Client:
    """An admin who is on no board."""
    return Client(app, make.token("root"))
