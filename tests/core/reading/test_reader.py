"""The short way of reading gives what SQLAlchemy gives, on either database."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import column, event, select, table
from sqlalchemy.exc import DBAPIError

from ideaboard import reader
from ideaboard.api.dialect.call import Installation
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.reading.pages import Page
from ideaboard.db import Database
from ideaboard.errors import Invalid, NotFound
from tests.bench.fill import fill
from tests.core.reading.test_plans import _reads
from tests.make import Make


@pytest.fixture
def short(home: Installation) -> Iterator[Database]:
    """A database that nobody listens to; the one that it is compared with is listened to."""
    made = Database(home.settings)
    yield made
    made.dispose()


def _said(found: Any) -> Any:
    """What was read, less the kind of the rows; a name that comes twice is read by its place alone."""
    if isinstance(found, Page):
        return [_said(row) for row in found.rows], found.next, found.total
    if hasattr(found, "_fields"):
        unique = len(set(found._fields)) == len(found._fields) and not any(name[0] == "_" for name in found._fields)
        return tuple(found), [type(value) for value in found], found._fields if unique else None
    return found


def test_every_read_gives_the_same_rows_either_way(home: Installation, short: Database) -> None:
    filled = fill(home.database, boards=2, ideas=60)
    longer, reads = Database(home.settings), 0
    event.listen(longer.reads, "before_cursor_execute", lambda *given: None)
    with short.reading() as quick, longer.reading() as slow:
        for name, read in _reads(filled):
            with suppress(Invalid, NotFound):
                assert _said(read(quick)) == _said(read(slow)), name
                reads += 1
    longer.dispose()
    assert reads > 100


def test_it_is_the_short_way_that_is_taken(home: Installation, short: Database, make: Make) -> None:
    make.idea("One")
    with short.reading() as db:
        found = reader.rows(db, select(Idea.id, Idea.title, Idea.created_at, Idea.values), {})
        assert type(found[0]).__name__ == "Row"
        assert type(found[0]).__module__ == "ideaboard.reader"
        assert (found[0].title, found[0].values) == ("One", [])
        assert found[0]._mapping["title"] == "One"
        assert reader.first(db, select(Idea.id).where(Idea.id == -1), {}) is None
    with home.database.transaction() as session:
        assert reader.first(session, select(Idea.title), {}).title == "One"


def test_what_the_driver_refuses_is_the_error_that_the_house_knows(short: Database) -> None:
    with short.reading() as db, pytest.raises(DBAPIError):
        reader.rows(db, select(column("nothing")).select_from(table("nowhere")), {})
    with short.reading() as db:
        assert reader.first(db, select(Idea.id).limit(1), {}) is None
