"""The list page against its twins: a bare Flask view with the same SQL, and the obvious way by ORM objects."""

import sqlite3
from collections.abc import Callable
from typing import Any

import orjson
import psycopg
from flask import Flask, Response
from sqlalchemy.orm import Session

from ideaboard.api.dialect.compiled import row_function
from ideaboard.api.ideas.ideas import IdeaSummary
from ideaboard.core.people.boards import _place_of_board
from ideaboard.core.people.tokens import _by_digest, digest
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading.pages import FIRST_DOWN
from ideaboard.db import _PLANNING, Database
from ideaboard.ids import encode
from tests.api.ideas.test_gates import calls
from tests.bench.asking import request
from tests.bench.fill import Filled
from tests.bench.report import Report
from tests.bench.timing import Ask, in_turns
from tests.client import PREFIX


def measure(report: Report, kind: str, app: Flask, database: Database, filled: Filled) -> None:
    """Calls and statements, and the list page beside its twins; on a filled board with decisions and issues."""
    ours = request(app, f"{PREFIX}/boards/{filled.slug}/ideas", filled.token)
    one = request(app, f"{PREFIX}/ideas/{encode('idea', filled.ideas[1])}", filled.token)
    for what, ask, most in (("a list page", ours, 800), ("one idea", one, 550)):
        for _ in range(3):
            ask()
        seen = calls(ask)
        report.at_most(kind, f"{what}: calls", seen["calls"], most)
        report.at_most(kind, f"{what}: statements", seen["statements"], 3)
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule("/page", view_func=_bare_page(database, filled))
    twin = request(bare, "/page", filled.token)
    assert len(orjson.loads(ours())["data"]) == len(orjson.loads(twin())) == 20
    ways: dict[str, Ask] = {
        "ours": ours, "twin": twin, "one": one, "orm": _orm_page(database, filled), "core": _core_page(database, filled)
    }  # fmt: skip
    took = in_turns(ways)
    report.row(
        kind, "list page · its bare twin · one idea", f"{took['ours']:.0f} · {took['twin']:.0f} · {took['one']:.0f} µs"
    )
    report.at_most(kind, "list page ÷ its twin in a bare Flask view", took["ours"] / took["twin"], 2.2)
    report.at_least(kind, "ORM objects and Schema.dump ÷ our rows", took["orm"] / took["core"], 5)


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
    page, page_given = _sql(database, reading._list_of("trending", "board", False, False).statement)
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
    objects = reading._list_of("trending", "board", False, False).statement.with_only_columns(
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
