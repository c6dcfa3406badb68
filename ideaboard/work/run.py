"""A run: one claimed job in the hands of one worker."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection as Reading
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.errors import Busy
from ideaboard.http import Http
from ideaboard.plugin import Listener, Tracker, TrackerType
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from ideaboard.work import crash

_T = TypeVar("_T")

# What a worker holds around a call to a plugin: while it lasts, being asked to stop interrupts it.
Guard = Callable[[], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every run needs: made once a worker."""

    settings: Settings
    database: Database
    keys: Keys
    registry: Registry
    http: Http


class PluginMissing(Exception):
    """The plugin that the connection needs is not installed, or is switched off."""


class Nonsense(Exception):
    """A plugin returned something that is not what it promised."""


class Run:
    """One job: its facts, its steps, its calls. Every step and call makes sure first that the job is still ours."""

    def __init__(self, shop: Workshop, job: Job, owner: str, calling: Guard = nullcontext) -> None:
        self.shop = shop
        self._calling = calling
        self.id = job.id
        self.kind = job.kind
        self.subject = job.subject_id
        self.board_id = job.board_id
        self.connection_id = job.connection_id
        self.data = job.data
        self.attempts = job.attempts
        self.owner = owner
        self._secrets: tuple[str, ...] = ()
        self._over = threading.Event()

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Read what the job needs, outside any transaction."""
        with self.shop.database.reading() as db:
            yield db

    @contextmanager
    def step(self, name: str) -> Iterator[Session]:
        """One recorded step: what the block does and that it was done are committed together. Raises LeaseLost."""
        with crash.committing(self.shop.database, f"{self.kind}:{name}", self.id) as session:
            jobs.step(session, self.id, self.owner, name)
            yield session

    @contextmanager
    def noted(self, name: str) -> Iterator[Session]:
        """A transaction that is no step: the deaths of workers go on being counted over it. Raises LeaseLost."""
        with crash.committing(self.shop.database, f"{self.kind}:{name}") as session:
            jobs.check(session, self.id, self.owner)
            yield session

    def progress(self, session: Session, result: Any) -> None:
        """Say in the job's result how far it is. Raises LeaseLost."""
        jobs.progress(session, self.id, self.owner, result)

    @contextmanager
    def last_step(self, name: str, result: Any = None) -> Iterator[Session]:
        """The step with which the job is done. Raises LeaseLost."""
        with self.step(name) as session:
            yield session
            jobs.done(session, self.id, self.owner, result)

    def remote(self, name: str, call: Callable[[], _T]) -> _T:
        """Call a plugin, having made sure that the job is still ours. Raises LeaseLost and what the plugin raises."""
        with self.reading() as db:
            jobs.check(db, self.id, self.owner)
        return self.plugin(lambda: crash.calling(f"{self.kind}:{name}", call))

    def plugin(self, call: Callable[[], _T]) -> _T:
        """What a plugin's own code returns; it can be interrupted, and cannot end the worker."""
        with self._calling():
            try:
                return call()
            except SystemExit as ending:
                raise Nonsense(f"The plugin tried to end the process: {ending}") from ending

    def tracker(self, connection: Connection) -> tuple[TrackerType, Tracker]:
        """The connection's tracker, opened with its unsealed settings. Raises PluginMissing, KeyMissing."""
        kind = self.shop.registry.get(connection.tracker)
        if kind is None:
            raise PluginMissing(f"The plugin for {connection.tracker!r} is not installed or is switched off.")
        settings = self._settings(connection)
        return kind, self.plugin(lambda: kind.open(settings, self.shop.http))

    def listener(self, connection: Connection) -> Listener:
        """The connection's listener, opened with its unsealed settings. Raises PluginMissing, KeyMissing."""
        kind = self.shop.registry.listener(connection.tracker)
        if kind is None:
            raise PluginMissing(f"The plugin for {connection.tracker!r} is not installed or is switched off.")
        settings = self._settings(connection)
        return self.plugin(lambda: kind.open(settings, self.shop.http))

    def _settings(self, connection: Connection) -> dict[str, Any]:
        secrets = self.shop.keys.unseal(connection.sealed) if connection.sealed else {}
        self._secrets = tuple(sorted((str(value) for value in secrets.values() if value), key=len, reverse=True))
        return {**connection.settings, **secrets}

    def words(self, error: BaseException) -> str:
        """What `error` says, without any secret of the connection: a tracker may echo what it was sent."""
        said = str(error) or type(error).__name__
        for secret in self._secrets:
            said = said.replace(secret, "•••")
        return said

    @contextmanager
    def heartbeat(self) -> Iterator[None]:
        """Keep the lease alive while the block runs, never past the job's deadline."""
        thread = threading.Thread(target=self._beat, daemon=True, name=f"heartbeat-{self.id}")
        thread.start()
        try:
            yield
        finally:
            self._over.set()
            thread.join(5)

    def _beat(self) -> None:
        lease = self.shop.settings.lease_seconds
        while not self._over.wait(lease / 3):
            try:
                with crash.committing(self.shop.database, "heartbeat") as session:
                    if not jobs.renew(session, self.id, self.owner, lease):
                        return
            except (Busy, DBAPIError):
                # The next beat tries again; if none succeeds the lease runs out, as it should.
                continue
