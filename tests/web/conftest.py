"""What the tests of the pages are given: the application without a database, and a demo that is really served."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from playwright.sync_api import expect
from werkzeug.test import Client

from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from ideaboard.settings import PREFIX, Settings
from tests import needs, npm
from tests.conftest import UNLIMITED

NPM = Path(__file__).parent / "npm"

# A machine that runs much else is slow, and no test is about how fast a page is.
expect.set_options(timeout=20_000)

# Plain pages, and addresses that the client's shell answers.
PLAIN = {
    "tour": "/tour",
    "missing": "/nothing-here",
    "operations": "/api/docs",
    "problems": "/api/docs/problems",
}
SHELLS = {
    "start": "/",
    "idea": "/boards/platform-team/ideas/7zt28vbq",
    "board": "/boards/platform-team",
    "desk": "/boards/platform-team/desk",
    "sign in": "/sign-in",
    "new password": "/reset",
    "me": "/me",
    "administration": "/admin/audit",
}
PAGES = {**PLAIN, **SHELLS}


@pytest.fixture(scope="session")
def site(key_file: Path, scratch: Path) -> Client:
    """Asks the application. No page needs the database, so there is none."""
    settings = Settings(database_url=f"sqlite:///{scratch / 'none.db'}", key_file=str(key_file))
    return create_app(settings, Registry.load(found=[])).test_client()


@dataclass(frozen=True)
class Demo:
    """A running `ideaboard demo`."""

    url: str
    board: str
    tokens: dict[str, str]
    passwords: dict[str, str]
    pid: int
    # Of whom was signed in already, for others to go on with.
    cookies: dict[str, Any] = field(default_factory=dict)


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The demo, served as anybody would serve it."""
    with served() as running:
        yield running


def free_port() -> int:
    """A port on which nothing listens now."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@contextmanager
def served(kept: Path | None = None, port: int | None = None) -> Iterator[Demo]:
    """A demo of its own, until the block ends; with its data in a folder that is `kept`, it can be started again."""
    folder = str(kept or tempfile.mkdtemp(prefix="ideaboard-web-"))
    port = port or free_port()
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--data", folder, "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment |= {f"{PREFIX}{name.upper()}": value for name, value in UNLIMITED.items()}
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment, start_new_session=True
        ) as process,
    ):
        # A demo that never says it serves must not hold the tests up for ever.
        too_late = Timer(90, process.kill)
        too_late.start()
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            too_late.cancel()
            assert line, f"the demo did not start: {(log.seek(0), log.read())[1][-2000:]}"
            said = json.loads(line)
            tokens = {person["name"]: person["token"] for person in said["people"]}
            passwords = {person["name"]: person["password"] for person in said["people"]}
            yield Demo(said["url"], said["board"], tokens, passwords, process.pid)
        finally:
            too_late.cancel()
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    if kept is None:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def packages() -> Path:
    """Where what is pinned in `tests/web/npm` is installed: axe, TypeScript, Lighthouse."""
    if needs.NPM.path() is None:
        if needs.in_ci():
            pytest.fail("CI needs npm: apt-get install npm")
        pytest.skip("npm is missing: install the package npm")
    npm.install(NPM)
    return NPM / "node_modules"
