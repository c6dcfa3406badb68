"""A board that adopts into a fake GitHub, with a worker in this process, and the address that GitHub calls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from flask import Flask
from ideaboard_github import ideaboard_trackers
from sqlalchemy import select, update

from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import webhooks
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.http import Http
from ideaboard.ids import encode
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.due import make_due
from tests.fakes.github import LOGIN, REPOSITORY, TOKEN, FakeGitHub
from tests.make import Make
from tests.plugin.test_registry import Point

SECRET = "the-secret-of-this-test"


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


class _Plugin:
    ideaboard_trackers = staticmethod(ideaboard_trackers)


@dataclass
class Stand:
    """A board connected to a fake GitHub, a worker in this process, and the address that GitHub calls."""

    make: Make
    fake: FakeGitHub
    worker: Worker
    app: Flask
    connection: int

    def adopt(self, title: str = "An idea", **kw: Any) -> int:
        """An adopted idea whose issue is made and linked."""
        idea = self.make.idea(title, **kw)
        self.make.decide(idea, "adopt")
        self.work()
        self.fake.outbox.clear()
        return idea

    def work(self) -> None:
        """Carry out everything that is owed, what waits for another attempt too."""
        for _ in range(60):
            make_due(self.make.home.database)
            if not self.worker.work_once():
                return
        raise AssertionError("there is no end of work")

    def call(self, body: bytes, headers: Any, **kw: Any) -> Any:
        """What GitHub is answered."""
        path = f"/inbound/{encode('connection', self.connection)}"
        return self.app.test_client().post(path, data=body, headers=headers, **kw)

    def deliver(self) -> None:
        """Bring every webhook that GitHub owes, and apply it."""
        while self.fake.outbox:
            owed = self.fake.outbox.pop(0)
            assert self.call(owed.body, owed.headers).status_code == 202
        self.work()

    def status(self, idea: int) -> str:
        """The idea's status."""
        with self.make.home.database.transaction() as session:
            return session.get_one(Idea, idea).status

    def number(self, idea: int) -> int:
        """The number of the idea's issue."""
        return int((self.make.issue(idea).remote_id or "").partition(":")[0])

    def rows(self, table: Any) -> list[Any]:
        """All rows of a table."""
        with self.make.home.database.transaction() as session:
            return list(session.scalars(select(table).order_by(table.id)))

    def set(self, **values: Any) -> None:
        """Set columns of the connection."""
        with self.make.home.database.transaction() as session:
            session.execute(update(Connection).where(Connection.id == self.connection).values(**values))

    def later(self, fake_seconds: int = 2) -> None:
        """Let GitHub's clock, which shows whole seconds, go on."""
        now = self.fake.state.now
        self.fake.state.now = lambda: now() + timedelta(seconds=fake_seconds)  # type: ignore[method-assign]


@contextmanager
def standing(app: Flask, make: Make) -> Iterator[Stand]:
    """A board that adopts into a fake GitHub, which is asked in the end if its contract was held."""
    registry = Registry.load(found=[Point("github", "ideaboard-github", lambda: _Plugin)])
    with patch.dict(make.home.trackers._kinds, registry._kinds), FakeGitHub() as fake:
        fake.hook_secret = SECRET
        connection = make.connection(
            "github", repository=REPOSITORY, api_url=fake.url, label="ideaboard", secrets={"token": TOKEN}
        )
        with make.home.database.transaction() as session:
            sealed = make.home.keys.seal(webhooks.fresh(SECRET))
            held = connections.lock(session, connection)
            connections.rotate(session, held, make.person("ada"), sealed)
            connections.known_as(session, held, LOGIN)
        home = make.home
        shop = Workshop(home.settings, home.database, home.keys, registry, Http.to_this_machine())
        yield Stand(make, fake, Worker(shop, _Parent()), app, connection)
        fake.assert_contract_held()
