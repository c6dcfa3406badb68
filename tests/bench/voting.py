"""Votes on ONE idea: through HTTP by sixteen voters at once, and by the verbs alone in threads."""

import selectors
import socket
import statistics
import threading
import time
from dataclasses import dataclass, field

import orjson

from ideaboard.core.ideas import votes
from ideaboard.db import Database
from ideaboard.errors import Busy
from ideaboard.ids import encode
from ideaboard.settings import Settings
from tests.bench import places, serving
from tests.bench.fill import Filled
from tests.bench.places import Kind
from tests.bench.report import Report
from tests.client import PREFIX

VOTERS, CROWD, SECONDS = 16, 12_000, 3.0
# Answers a second, and milliseconds in which 99 of 100 have their answer.
GOALS = {"SQLite": (3000, 25), "PostgreSQL": (2000, 15)}


def measure(report: Report, kind: Kind, ideas: int) -> None:
    """Each vote is another member's, over sixteen connections that stay open; one server process."""
    with places.board(kind, ideas) as place:
        idea = encode("idea", place.ideas[50])
        before = _count(place.settings, place.token, idea)
        tokens = places.crowd(place.database, place.board, CROWD)
        with serving.running(place.settings) as (port, _):
            began = time.perf_counter()
            told = _vote(port, f"{PREFIX}/ideas/{idea}/vote", tokens)
            took = time.perf_counter() - began
        after = _count(place.settings, place.token, idea)
    rate, slow = GOALS[kind.name]
    many = len(told.counts)
    report.at_least(kind.name, f"votes on one idea through HTTP, {VOTERS} at once", many / took, rate, "/s")
    late = statistics.quantiles(told.took, n=100)
    report.at_most(kind.name, f"… p99 (p50 {late[49]:.1f} ms)", late[98], slow, " ms")
    report.at_most(kind.name, "… errors", told.errors, 0)
    exact = sorted(told.counts) == list(range(before + 1, before + many + 1)) and after == before + many
    report.row(kind.name, "… every answer says another count, the last the true one", str(exact), "True", exact)


@dataclass
class _Told:
    """What the voters were told."""

    counts: list[int] = field(default_factory=list)
    took: list[float] = field(default_factory=list)
    errors: int = 0


def _vote(port: int, path: str, tokens: list[str]) -> _Told:
    """Vote with one token after another, as soon as a connection is free, for SECONDS or until none is left."""
    told, waiting, ends = _Told(), iter(tokens), time.perf_counter() + SECONDS
    with selectors.DefaultSelector() as selector:

        def send(connection: socket.socket) -> None:
            token = next(waiting, None) if time.perf_counter() < ends else None
            if token is None:
                selector.unregister(connection)
                connection.close()
                return
            connection.sendall(
                f"PUT {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Length: 0\r\n\r\n".encode()
            )
            began[connection] = time.perf_counter()

        began: dict[socket.socket, float] = {}
        for _ in range(VOTERS):
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            selector.register(connection, selectors.EVENT_READ)
            send(connection)
        while selector.get_map():
            for key, _ in selector.select(30):
                connection = key.fileobj  # type: ignore[assignment]
                _hear(connection, told, began)
                send(connection)
    return told


def _hear(connection: socket.socket, told: _Told, began: dict[socket.socket, float]) -> None:
    head, _, body = connection.recv(65_536).partition(b"\r\n\r\n")
    length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:"))
    while len(body) < length:
        body += connection.recv(65_536)
    told.took.append((time.perf_counter() - began[connection]) * 1000)
    if head.startswith(b"HTTP/1.1 200"):
        told.counts.append(orjson.loads(body)["votes"])
    else:
        told.errors += 1


def _count(settings: Settings, token: str, idea: str) -> int:
    with serving.running(settings) as (port, _):
        body, _ = serving.asked(port, f"{PREFIX}/ideas/{idea}/vote", {"Authorization": f"Bearer {token}"})
    return int(orjson.loads(body)["votes"])


def by_verbs(report: Report, kind: str, database: Database, filled: Filled, voters: int = 8) -> None:
    """Eight people vote on one idea, take it back, vote again, as fast as they can; no HTTP."""
    idea, counts, busy = filled.ideas[0], [0] * voters, [0] * voters
    ends = time.perf_counter() + SECONDS

    def vote(n: int) -> None:
        while time.perf_counter() < ends:
            verb = votes.withdraw if counts[n] % 2 else votes.cast
            try:
                with database.transaction() as session:
                    verb(session, idea, filled.people[n])
                counts[n] += 1
            except Busy:
                busy[n] += 1

    threads = [threading.Thread(target=vote, args=(n,)) for n in range(voters)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    what = f"votes on one idea by the verbs alone, {voters} threads, {sum(busy)} busy"
    report.row(kind, what, f"{sum(counts) / SECONDS:.0f}/s")
