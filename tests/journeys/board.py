"""A real board for a journey: `ideaboard serve` and `ideaboard work` as processes, asked over HTTP."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ideaboard import migrate
from ideaboard.api.dialect.call import Installation
from ideaboard.core.tracking.seal import Keys, make_key_file
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.conftest import UNLIMITED, fresh_database
from tests.engine import wait_until
from tests.make import Make
from tests.postgres import free_port


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    body: Any
    headers: dict[str, str]


def ask(url: str, method: str, token: str | None = None, body: Any = None, **headers: str) -> Answer:
    """One request."""
    sent = {"Content-Type": "application/json", **headers}
    if token is not None:
        sent["Authorization"] = f"Bearer {token}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return _read(answer.status, answer)
    except urllib.error.HTTPError as error:
        return _read(error.code, error)


def _read(status: int, answer: Any) -> Answer:
    raw = answer.read()
    return Answer(status, json.loads(raw) if raw else None, {k.lower(): v for k, v in answer.headers.items()})


class Member:
    """Somebody who uses the board through its API."""

    def __init__(self, urls: list[str], token: str) -> None:
        self._urls = urls
        self._token = token
        self._turn = 0

    def do(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request that must succeed; several servers are asked in turn. Returns the body."""
        answer = self.ask(method, path, body, **headers)
        assert 200 <= answer.status < 300, (method, path, answer)
        return answer.body

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """One request, whatever comes of it."""
        self._turn += 1
        return ask(self._urls[self._turn % len(self._urls)] + "/api/v1" + path, method, self._token, body, **headers)

    def wait_for_issue(self, idea: str, state: str = "linked") -> Any:
        """Poll an idea until its issue is in this state; returns the issue."""

        def there() -> bool:
            issue = self.do("GET", f"/ideas/{idea}")["issue"]
            return issue is not None and issue["state"] == state

        wait_until(there, 60, lambda: self.do("GET", f"/ideas/{idea}")["issue"])
        return self.do("GET", f"/ideas/{idea}")["issue"]


class Board:
    """An installation with servers and workers of its own."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings = settings
        self.folder = folder
        self.urls: list[str] = []
        keys = Keys.read(settings.key_file)
        self.database = Database(settings)
        self.make = Make(Installation.of(settings, self.database, keys, Registry.load(found=[])))

    def member(self, name: str) -> Member:
        """Somebody, with a token."""
        return Member(self.urls, self.make.token(name))


@contextlib.contextmanager
def board(
    kind: str, folder: Path, name: str, *, servers: int = 1, workers: int = 0, path: Path | None = None, **said: Any
) -> Iterator[Board]:
    """A board of `servers` serving processes and `workers` working ones (0: the servers do the work themselves)."""
    key = folder / "ideaboard.key"
    make_key_file(key)
    # The trackers of tests are on this machine.
    said = {"private_networks": "127.0.0.0/8", "plain_http": True, **UNLIMITED, **said}
    settings = Settings(
        database_url=fresh_database(kind, folder, name), key_file=str(key), log_level="error", poll_seconds=0.2, **said
    )
    migrate.upgrade(settings)
    made = Board(settings, folder)
    extra = {"PYTHONPATH": str(path)} if path is not None else {}
    with contextlib.ExitStack() as stack:
        stack.callback(made.database.dispose)
        for _ in range(servers):
            port = free_port()
            own = replace(settings, port=port, base_url=f"http://127.0.0.1:{port}", workers=0 if workers else 2)
            stack.enter_context(running(["serve"], own, extra))
            made.urls.append(own.base_url)
        for _ in range(workers):
            stack.enter_context(running(["work", "--workers", "1"], settings, extra))
        for url in made.urls:
            wait_until(lambda url=url: _answers(url), 60)  # type: ignore[misc]
        yield made


def _answers(url: str) -> bool:
    try:
        return ask(url + "/api/v1/ready", "GET").status == 200
    except OSError:
        return False


@contextlib.contextmanager
def running(
    arguments: list[str], settings: Settings, extra: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """One process of the command; ends by SIGTERM, within ten seconds, with exit code 0."""
    environment = {**os.environ, **settings.as_env(), **(extra or {})}
    process = subprocess.Popen([sys.executable, "-m", "ideaboard", *arguments], env=environment)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(15)
    assert code == 0
