"""`make bench`: how fast it is, as ratios within one run, for only those carry over from one machine to another.

Every pair is measured in turns and by the processor's time, so that a busy machine spoils neither. It takes less
than a minute.
"""

import contextlib
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import orjson
import psycopg
from flask import Flask, Response
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder

from ideaboard import migrate
from ideaboard.api.dialect.compiled import row_function
from ideaboard.api.ideas.ideas import IdeaSummary
from ideaboard.app import create_app
from ideaboard.core.ideas import votes
from ideaboard.core.people.boards import _place_of_board
from ideaboard.core.people.tokens import _by_digest, digest
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading.pages import FIRST_DOWN
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.db import _PLANNING, Database
from ideaboard.errors import Busy
from ideaboard.ids import encode
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import needs, postgres
from tests.bench.fill import Filled, fill
from tests.client import PREFIX

ROUNDS, TIMES = 15, 20
VOTERS, VOTING_SECONDS = 8, 3.0

Ask = Callable[[], object]


def main() -> None:
    """Measure and print."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ideaboard-bench-")))
        make_key_file(folder / "key")
        for kind, url in _databases(stack, folder):
            settings = Settings(database_url=url, key_file=str(folder / "key"), log_level="warning")
            migrate.upgrade(settings)
            app = create_app(settings, Registry.load(found=[]))
            database = app.extensions["ideaboard"].database
            filled = fill(database, ideas=2000)
            _pages(kind, app, database, filled)
            _voting(kind, database, filled)
            database.dispose()


def _databases(stack: contextlib.ExitStack, folder: Path) -> Iterator[tuple[str, str]]:
    yield "SQLite", f"sqlite:///{folder / 'bench.db'}"
    if needs.POSTGRESQL.path() is not None:
        yield "PostgreSQL", postgres.create_database(stack.enter_context(postgres.server()), "bench")


def _pages(kind: str, app: Flask, database: Database, filled: Filled) -> None:
    ours = _request(app, f"{PREFIX}/boards/{filled.slug}/ideas", filled)
    one = _request(app, f"{PREFIX}/ideas/{encode('idea', filled.ideas[1])}", filled)
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule("/page", view_func=_bare_page(database, filled))
    twin = _request(bare, "/page", filled)
    assert len(orjson.loads(ours())["data"]) == len(orjson.loads(twin())) == 20
    took = _in_turns(ours=ours, twin=twin, one=one, orm=_orm_page(database, filled), core=_core_page(database, filled))
    to_twin, to_orm = took["ours"] / took["twin"], took["orm"] / took["core"]
    print(
        f"{kind}: list page {took['ours']:.0f} µs, its bare twin {took['twin']:.0f} µs, one idea {took['one']:.0f} µs"
    )
    print(f"  list page ÷ its twin in a bare Flask view: {to_twin:.2f} (goal ≤ 2.2)")
    print(f"  ORM objects and Schema.dump ÷ our rows: {to_orm:.1f} (goal ≥ 5)")


def _request(app: Flask, path: str, filled: Filled) -> Callable[[], bytes]:
    environ = EnvironBuilder(path=path, headers={"Authorization": f"Bearer {filled.token}"}).get_environ()
    return lambda: b"".join(app.wsgi_app(dict(environ), lambda status, headers: None))


def _sql(database: Database, statement: Any) -> tuple[str, Callable[[dict[str, Any]], Any]]:
    """A statement as text for the raw driver, and what orders its parameters."""
    compiled = statement.compile(dialect=database.reads.dialect)
    fixed = {name: "[]" if value == [] else value for name, value in compiled.params.items()}
    order = compiled.positiontup
    if order is None:
        return str(compiled), lambda given: {**fixed, **given}
    return str(compiled), lambda given: tuple({**fixed, **given}[name] for name in order)


def _bare_page(database: Database, filled: Filled) -> Callable[[], Response]:
    """The list page as somebody in a hurry writes it: the same three statements, the driver's rows, orjson."""
    who, who_given = _sql(database, _by_digest())
    where, where_given = _sql(database, _place_of_board())
    page, page_given = _sql(database, reading._list_of("trending", "board", False).statement)
    if database.sqlite:
        driver: Any = sqlite3.connect(str(database.url.database), check_same_thread=False)
    else:
        url = database.url.set(drivername="postgresql").render_as_string(False)
        driver = psycopg.connect(url, autocommit=True, options=_PLANNING)
    kept = digest(filled.token)

    def view() -> Response:
        cursor = driver.cursor()
        me = cursor.execute(who, who_given({"digest": kept})).fetchone()[0]
        board = cursor.execute(where, where_given({"key": filled.slug, "me": me})).fetchone()[0]
        asked = {"board": board, "me": me, "after": FIRST_DOWN, "rows": 21}
        rows = cursor.execute(page, page_given(asked)).fetchall()
        names = [column[0] for column in cursor.description]
        said = [dict(zip(names, row, strict=True)) for row in rows[:20]]
        return Response(orjson.dumps(said, option=orjson.OPT_UTC_Z), content_type="application/json")

    return view


def _core_page(database: Database, filled: Filled) -> Ask:
    def page() -> bytes:
        with database.reading() as db:
            rows = reading.page(db, filled.board, filled.account).rows
            function = row_function(IdeaSummary, rows[0]._fields)
            return orjson.dumps([function(row) for row in rows], option=orjson.OPT_UTC_Z)

    return page


def _orm_page(database: Database, filled: Filled) -> Ask:
    """The obvious way: the same statement, as twenty objects of each kind, and `Schema.dump(many=True)`."""
    kinds = (reading.Board, reading.Author, reading.Standing, reading.Vote, reading.Decision, reading.Issue)
    objects = reading._list_of("trending", "board", False).statement.with_only_columns(
        reading.Idea, *kinds, reading.Connection, maintain_column_froms=True
    )

    def page() -> bytes:
        with Session(database.reads) as session:
            asked = {"board": filled.board, "me": filled.account, "after": FIRST_DOWN, "rows": 20}
            return orjson.dumps(
                IdeaSummary(many=True).dump([_said(*row) for row in session.execute(objects, asked)]),
                option=orjson.OPT_UTC_Z,
            )

    return page


def _said(idea: Any, *of: Any) -> dict[str, Any]:
    board, author, standing, vote, decision, issue, connection = of
    said = {name: getattr(idea, name) for name in idea.__table__.columns.keys()}  # noqa: SIM118
    said.update(task=idea.task_id, board=board.slug, voted=vote is not None, edited_since_decision=False)
    said.update(author_id=author.id, author_name=author.name, votes=standing.votes, comments=standing.comments)
    for name in ("id", "outcome", "rationale", "at"):
        said[f"decision_{name}"] = getattr(decision, name, None)
    for name in ("id", "key", "url", "state", "reason", "status_id", "status_name", "status_category"):
        said[f"issue_{name}"] = getattr(issue, name, None)
    said["issue_tracker"] = getattr(connection, "tracker", None)
    return said


def _in_turns(**ways: Ask) -> dict[str, float]:
    """The median of the processor's time for each way, in microseconds, measured in turns."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS + 1):
        for name, way in ways.items():
            began = time.process_time()
            for _ in range(TIMES):
                way()
            took[name].append((time.process_time() - began) / TIMES * 1e6)
    # The first round warms up.
    return {name: statistics.median(times[1:]) for name, times in took.items()}


def _voting(kind: str, database: Database, filled: Filled) -> None:
    """Eight people vote on one idea, take it back, vote again, as fast as they can."""
    idea, counts, busy = filled.ideas[0], [0] * VOTERS, [0] * VOTERS
    ends = time.perf_counter() + VOTING_SECONDS

    def vote(n: int) -> None:
        while time.perf_counter() < ends:
            verb = votes.withdraw if counts[n] % 2 else votes.cast
            try:
                with database.transaction() as session:
                    verb(session, idea, filled.people[n])
                counts[n] += 1
            except Busy:
                busy[n] += 1

    threads = [threading.Thread(target=vote, args=(n,)) for n in range(VOTERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"  votes on one idea, {VOTERS} threads: {sum(counts) / VOTING_SECONDS:.0f} a second, {sum(busy)} busy")


if __name__ == "__main__":
    main()
