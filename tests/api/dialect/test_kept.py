"""Lists are kept as bytes and given again: only while nothing has changed, only to who asked, and never for long."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask

from ideaboard.api.dialect.kept import Kept
from ideaboard.app import create_app
from ideaboard.core.people import accounts, boards, secrets
from ideaboard.core.reading import ideas as reading
from ideaboard.db import Database
from ideaboard.ids import encode
from ideaboard.plugin.registry import Registry
from tests.client import Client
from tests.engine import wait_until
from tests.make import Make

LIST = "/boards/team/ideas"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that a list of ideas was read from the database."""
    seen: list[int] = []
    page = reading.page
    monkeypatch.setattr(
        reading, "page", lambda db, board, *rest, **kw: seen.append(board) or page(db, board, *rest, **kw)
    )
    return seen


@pytest.fixture(autouse=True)
def heard(app: Flask, make: Make) -> None:
    """Wait until the process hears of changes: until then nothing is kept."""
    make.board()
    revisions = make.home.database.revisions
    wait_until(lambda: revisions.now() is not None, 10)


def test_a_list_is_read_once_and_given_again_as_it_was(ben: Client, make: Make, read: list[int]) -> None:
    make.idea()
    first, again = ben.get(LIST), ben.get(LIST)
    assert len(read) == 1
    assert (again.status_code, again.data) == (200, first.data)
    varying = {"X-Request-Id"}
    said = [{(k, v) for k, v in answer.headers if k not in varying} for answer in (first, again)]
    assert said[0] == said[1]
    assert first.headers["X-Request-Id"] != again.headers["X-Request-Id"]
    assert ben.get(LIST, {"X-Request-Id": "mine"}).headers["X-Request-Id"] == "mine"


def test_whoever_has_it_is_told_so_and_who_always_says_so_is_served_from_what_is_kept(
    ben: Client, make: Make, read: list[int]
) -> None:
    make.idea()
    tag = ben.get(LIST, limit=5).headers["ETag"]
    read.clear()
    answers = [ben.get(LIST, {"If-None-Match": tag}) for _ in range(3)]
    assert [(answer.status_code, answer.data) for answer in answers] == [(304, b"")] * 3
    assert len(read) == 1
    assert {answer.headers["ETag"] for answer in answers} == {tag}
    assert "Content-Type" not in answers[2].headers
    assert ben.get(LIST, {"If-None-Match": '"other"'}).status_code == 200


CHANGES: dict[str, Callable[[Make, Client, int], Any]] = {
    "an idea is posted": lambda make, dia, idea: dia.post(LIST, title="New"),
    "somebody votes": lambda make, dia, idea: dia.put(make.path("idea", idea, "/vote")),
    "somebody comments": lambda make, dia, idea: dia.post(make.path("idea", idea, "/comments"), body="Hm."),
    "a leader decides": lambda make, dia, idea: make.decide(idea, "decline"),
    "the author is renamed": lambda make, dia, idea: _rename(make),
}


def _rename(make: Make) -> None:
    with make.home.database.transaction() as session:
        account = accounts.lock(session, make.person("ben"))
        account.name = "Benjamin"


@pytest.mark.parametrize("what", CHANGES)
def test_what_changes_is_seen_at_once(app: Flask, ben: Client, make: Make, what: str) -> None:
    idea, dia = make.idea(), Client(app, make.token("dia"))
    before = ben.get(LIST)
    assert ben.get(LIST).data == before.data
    CHANGES[what](make, dia, idea)
    after = ben.get(LIST)
    assert after.data != before.data
    assert after.headers["ETag"] != before.headers["ETag"]


def test_nobody_is_given_what_was_kept_for_another(
    app: Flask, ben: Client, cy: Client, api: Client, make: Make
) -> None:
    idea = make.idea()
    ben.put(make.path("idea", idea, "/vote"))
    assert ben.get(LIST).json["data"][0]["voted"] is True
    dia = Client(app, make.token("dia"))
    assert dia.get(LIST).json["data"][0]["voted"] is False
    assert cy.get(LIST).status_code == 404
    assert api.get(LIST).status_code == 401
    assert ben.get(LIST, status="done").json["data"] == []


def test_who_may_no_longer_read_is_refused_at_once(app: Flask, make: Make, ada: Client) -> None:
    make.idea()
    ben = Client(app, make.token("ben"))
    mine = ben.get("/me/tokens").json["data"][0]["id"]
    assert ben.get(LIST).status_code == ben.get(LIST).status_code == 200
    with make.home.database.transaction() as session:
        boards.remove_member(session, make.board(), make.person("ada"), make.person("ben"))
    assert ben.get(LIST).status_code == 404
    ada.put(f"/boards/team/members/{encode('account', make.person('ben'))}", role="member")
    assert ben.get(LIST).status_code == ben.get(LIST).status_code == 200
    assert ben.ask("DELETE", f"/me/tokens/{mine}").status_code == 204
    assert ben.get(LIST).status_code == 401


def test_a_token_that_expires_is_refused_though_nothing_changed(app: Flask, make: Make) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        ben = Client(app, make.token("ben", expires_at=datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)))
        assert ben.get(LIST).status_code == ben.get(LIST).status_code == 200
        clock.shift(timedelta(seconds=6))
        assert ben.get(LIST).status_code == 401


@pytest.mark.parametrize(("later", "times"), [(9, 1), (11, 2)])
def test_nothing_is_given_for_longer_than_ten_seconds(ben: Client, read: list[int], later: int, times: int) -> None:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        ben.get(LIST)
        clock.shift(timedelta(seconds=later))
        ben.get(LIST)
    assert len(read) == times


def test_on_a_new_day_the_use_of_the_token_is_noted_again(
    ben: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[tuple[str, int]] = []
    monkeypatch.setattr(make.home.touches, "note", lambda *what: noted.append(what))
    with time_machine.travel(datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC), tick=False) as clock:
        ben.get(LIST)
        ben.get(LIST)
        assert len(noted) == 1
        clock.shift(timedelta(seconds=1))
        ben.get(LIST)
    assert len(noted) == 2


def test_what_another_process_changes_is_seen(ben: Client, make: Make) -> None:
    idea = make.idea()
    before = ben.get(LIST)
    other = Database(make.home.settings)
    with other.transaction() as session:
        session.get_one(accounts.Account, make.person("ben")).name = "Benjamin"
    other.dispose()
    # PostgreSQL passes the word on, the file is looked at every few milliseconds.
    wait_until(lambda: ben.get(LIST).data != before.data, 5)
    assert ben.get(make.path("idea", idea)).json["author"]["name"] == "Benjamin"


# SQLite has one revision for the whole file.
@pytest.mark.parametrize("app", ["postgresql"], indirect=True)
def test_a_change_on_one_board_leaves_what_is_kept_of_another(ada: Client, make: Make, read: list[int]) -> None:
    team, other = make.board(), make.board("other")
    ada.get(LIST)
    ada.get("/boards/other/ideas")
    ada.post("/boards/other/ideas", title="New")
    ada.get(LIST)
    ada.get("/boards/other/ideas")
    assert read == [team, other, other]


def test_a_question_that_is_refused_is_refused_again_and_not_kept(ben: Client, make: Make) -> None:
    ben.get(LIST)
    for _ in range(2):
        assert ben.get(LIST, {"Author-Key": "k"}).json["code"] == "author_key_not_taken"
        assert ben.get(LIST, {"Accept": "text/html"}).status_code == 406
        assert ben.get(LIST, nothing=1).status_code == 422
        assert ben.ask("HEAD", LIST).status_code == 200


def test_a_board_without_room_for_it_keeps_nothing(make: Make, read: list[int]) -> None:
    app = create_app(replace(make.home.settings, kept_bytes=0), Registry.load(found=[]))
    ben = Client(app, make.token("ben"))
    ben.get(LIST)
    ben.get(LIST)
    assert len(read) == 2
    app.extensions["ideaboard"].database.dispose()


@pytest.fixture
def small(make: Make) -> Iterator[tuple[Kept, Client]]:
    """Room for two answers, and one who asks."""
    app = create_app(make.home.settings, Registry.load(found=[]))
    inner: Any = app.wsgi_app
    # The revisions of the database that the builders write to: what they do is known at once, and not passed on later.
    kept = Kept(inner._app, make.home.database.revisions, 2500, {}, make.home.limiting)
    app.wsgi_app = kept  # type: ignore[method-assign]
    yield kept, Client(app, make.token("ben"))
    app.extensions["ideaboard"].database.dispose()


def test_the_answer_that_nobody_asked_for_longest_is_forgotten_first(
    small: tuple[Kept, Client], read: list[int]
) -> None:
    _, ben = small
    for limit in (1, 2, 1, 3, 1, 2):
        ben.get(LIST, limit=limit)
    # The second was forgotten for the third, and had to be read again.
    assert len(read) == 4


def test_the_secret_of_a_token_is_not_kept(small: tuple[Kept, Client]) -> None:
    kept, ben = small
    ben.get(LIST)
    assert ben.token is not None
    assert kept._entries
    assert ben.token not in repr(kept._entries)
    assert secrets.digest(ben.token).hex() not in repr(kept._entries)
