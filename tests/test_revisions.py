"""A process knows when something changed, and when it cannot know."""

import contextlib

import psycopg
import pytest

from ideaboard.api.dialect.call import Installation
from ideaboard.db import Database, concern
from ideaboard.revisions import CHANNEL, named, words
from tests.engine import wait_until
from tests.make import Make


def test_words_name_what_they_were_made_of() -> None:
    assert named(words("me", [3, 1, 2])) == ("me", [1, 2, 3])
    assert named(words("me", [])) == ("me", [])
    assert named(words("me", None)) == named(words("me", range(1000))) == ("me", None)


# SQLite needs no listener.
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_lost_listener_keeps_nothing_until_it_is_back(home: Installation, make: Make) -> None:
    watching = Database(home.settings)
    board = make.board()
    wait_until(lambda: watching.revisions.now() is not None, 10)
    since = watching.revisions.now()
    assert since is not None
    assert watching.revisions.unchanged(board, since)
    with psycopg.connect(home.database.address, autocommit=True) as connection:
        listening = "datname = current_database() AND query LIKE %s AND pid <> pg_backend_pid()"
        connection.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {listening}", [f"LISTEN {CHANNEL}%"]
        )
    wait_until(lambda: watching.revisions.now() is None, 10)
    assert not watching.revisions.unchanged(board, since)
    wait_until(lambda: watching.revisions.now() is not None, 10)
    # What was said meanwhile is not known.
    assert not watching.revisions.unchanged(board, since)
    watching.dispose()


def test_a_transaction_that_is_undone_changes_nothing(home: Installation, make: Make) -> None:
    board, revisions = make.board(), home.database.revisions
    wait_until(lambda: revisions.now() is not None, 10)
    since = revisions.now()
    assert since is not None
    with contextlib.suppress(ZeroDivisionError), home.database.transaction() as session:
        concern(session, board)
        _ = 1 / 0
    assert revisions.unchanged(board, since)
    with home.database.transaction() as session:
        concern(session, board)
        session.connection().exec_driver_sql("UPDATE boards SET name = 'Other'")
    assert not revisions.unchanged(board, since)
