"""Promises: made with a decision, due on a day, kept or answered late in public."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from ideaboard.ids import encode
from tests.api.asking import whole
from tests.client import Client, codes
from tests.make import Make

LIST = "/boards/team/follow-ups"
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> Any:
    """It is the fifteenth of June, until a test says otherwise."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def _promise(make: Make, ada: Client, *due_on: date) -> list[str]:
    promises = [{"promise": f"By {day:%d.%m.}", "due_on": day.isoformat()} for day in due_on]
    path = make.path("idea", make.idea(), "/decisions")
    answer = ada.post(path, outcome="decline", rationale="No.", follow_ups=promises)
    assert answer.status_code == 201, answer.json
    return [f"/follow-ups/{made['id']}" for made in answer.json["follow_ups"]]


def _days(client: Client, **query: Any) -> list[str]:
    return [row["due_on"] for row in whole(client, LIST, limit=2, **query)]


def test_promises_are_listed_by_their_day(clock: Any, make: Make, ada: Client, ben: Client) -> None:
    _promise(make, ada, date(2026, 6, 30), date(2026, 6, 16))
    _promise(make, ada, date(2026, 6, 16), date(2026, 6, 22), date(2026, 6, 23))
    assert _days(ben) == ["2026-06-16", "2026-06-16", "2026-06-22", "2026-06-23", "2026-06-30"]
    assert _days(ben, due="soon") == ["2026-06-16", "2026-06-16", "2026-06-22"]
    assert _days(ben, due="overdue") == []
    clock.move_to(NOW + timedelta(days=2))
    assert _days(ben, due="overdue") == ["2026-06-16", "2026-06-16"]
    assert _days(ben, due="soon") == ["2026-06-22", "2026-06-23"]
    assert ben.get(LIST, due="soon", state="kept").status_code == 422


def test_what_is_due_is_judged_where_the_board_is(clock: Any, make: Make, ada: Client, ben: Client) -> None:
    _promise(make, ada, date(2026, 6, 15))
    clock.move_to(datetime(2026, 6, 15, 23, tzinfo=UTC))
    assert _days(ben, due="overdue") == []
    ada.patch("/boards/team", time_zone="Asia/Tokyo")
    assert _days(ben, due="overdue") == ["2026-06-15"]


def test_a_promise_kept_in_time_needs_no_word(clock: Any, make: Make, ada: Client, ben: Client) -> None:
    [path] = _promise(make, ada, date(2026, 6, 20))
    said = ada.patch(path, state="kept")
    assert said.status_code == 200, said.json
    kept = (said.json["state"], said.json["late"], said.json["note"], said.json["by"]["name"])
    assert kept == ("kept", False, None, "Ada")
    assert ben.get(path).json == said.json
    assert _days(ben, state="open") == []
    assert _days(ben, state="kept") == ["2026-06-20"]


@pytest.mark.parametrize(("state", "days"), [("kept", 10), ("released", 0), ("released", 10)])
def test_whoever_is_late_or_takes_it_back_says_why(clock: Any, make: Make, ada: Client, state: str, days: int) -> None:
    [path] = _promise(make, ada, date(2026, 6, 20))
    clock.move_to(NOW + timedelta(days=days))
    for nothing in ({}, {"note": None}):
        assert codes(ada.patch(path, state=state, **nothing)) == {"/note": "required"}
    assert ada.patch(path, state=state, note="  ").status_code == 422
    assert codes(ada.patch(path, note="We were ill.")) == {"/state": "required"}
    said = ada.patch(path, state=state, note="We were ill.").json
    assert (said["state"], said["late"], said["note"]) == (state, days == 10, "We were ill.")


def test_what_is_settled_stays(clock: Any, make: Make, ada: Client) -> None:
    [path] = _promise(make, ada, date(2026, 6, 20))
    ada.patch(path, state="kept")
    assert ada.patch(path).status_code == 200
    again = ada.patch(path, state="released", note="After all not.")
    assert (again.status_code, again.json["code"]) == (409, "follow_up_settled")
    assert ada.get(path).json["state"] == "kept"


def test_only_leaders_settle_and_only_the_board_reads(
    clock: Any, make: Make, ada: Client, ben: Client, cy: Client
) -> None:
    [path] = _promise(make, ada, date(2026, 6, 20))
    assert ben.patch(path, state="kept").status_code == 403
    assert cy.get(path).status_code == 404
    assert cy.get(LIST).status_code == 404
    etag = ada.etag(path)
    assert ada.ask("PATCH", path, json={"state": "kept"}).status_code == 428
    assert ada.patch(path, etag, state="kept").status_code == 200
    assert ada.patch(path, etag, state="kept").status_code == 412
    assert ada.get(f"/follow-ups/{encode('follow_up', 99999)}").status_code == 404
