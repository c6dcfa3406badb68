"""A receiver of webhooks on this machine, and a worker in this process that sends to it; time is moved, not waited."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sqlalchemy import select
from standardwebhooks import Webhook as Verifier

from ideaboard import clock, ids
from ideaboard.core.outbox import webhooks
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Webhook
from ideaboard.db import db_now
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.make import Make


@dataclass
class Received:
    """One request: its headers, in lower case, and its raw body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The payload."""
        return json.loads(self.body)

    @property
    def id(self) -> str:
        """The message."""
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """Answers `status` (what `judge` says of a request, where it is set) and keeps what it was sent."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    judge: Callable[[Received], int] | None = None
    tried: list[Received] = field(default_factory=list)
    taken: list[Received] = field(default_factory=list)

    def answer(self, got: Received) -> int:
        """The status for a request."""
        self.tried.append(got)
        status = self.judge(got) if self.judge is not None else self.status
        if 200 <= status < 300:
            self.taken.append(got)
        return status

    def types(self) -> list[str]:
        """The types of what was taken, in order."""
        return [got.json["type"] for got in self.taken]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """A receiver that listens."""
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Keep it and answer."""
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status = made.answer(Received(self.path, headers, body))
            self.send_response(status)
            for name, value in made.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, args=(0.005,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


def worker_of(make: Make) -> Worker:
    """A worker in this process."""
    home = make.home
    http = Http.to_this_machine(5.0)
    return Worker(Workshop(home.settings, home.database, home.keys, Registry.load(found=[]), http), _Parent())


def listen(make: Make, url: str, *events: str, board: str = "team", slow: bool = False, **kw: Any) -> tuple[int, str]:
    """A webhook of the board, known to be `slow` or quick; returns it and its secret."""
    place, by, secret = make.board(board), make.person("ada"), ids.signing_secret()
    sealed = make.home.keys.seal(webhooks.fresh(secret))
    with make.home.database.transaction() as session:
        made = webhooks.create(session, place, by, url=url, sealed=sealed, events=list(events), **kw)
        made.slow = slow
    return made.id, secret


def verified(got: Received, secret: str) -> Any:
    """What the reference library makes of a request; it raises for what is not signed so."""
    return Verifier(secret).verify(got.body, got.headers)


def work(worker: Worker, most: int = 1000) -> int:
    """Work until nothing is due; returns how many jobs were taken."""
    for taken in range(most):
        if not worker.work_once():
            return taken
    raise AssertionError("there is no end to it")


def all_jobs(make: Make) -> list[Job]:
    """Every job."""
    with make.home.database.transaction() as session:
        return list(session.scalars(select(Job).order_by(Job.id)))


def forward(make: Make, by: timedelta) -> None:
    """Let time pass for all that waits."""
    with make.home.database.transaction() as session:
        for job in session.scalars(select(Job).where(Job.state == "ready")):
            job.run_at = job.run_at - by


def due_in(make: Make, job: int) -> float:
    """Seconds until a job is due, by the database's clock."""
    with make.home.database.reading() as db:
        run_at, now = db.execute(select(Job.run_at, db_now()).where(Job.id == job)).one()
    return float((run_at - now).total_seconds())


def hook(make: Make, webhook: int) -> Webhook:
    """A webhook as it is."""
    with make.home.database.transaction() as session:
        return session.get_one(Webhook, webhook)


def later(**kw: float) -> Any:
    """A block in which it is later."""
    return clock.at(clock.now() + timedelta(**kw))
