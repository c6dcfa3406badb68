"""A review's meeting as a calendar file: one event that is replaced, never doubled, and says nobody's name."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from ical.event import EventStatus

from ideaboard import clock
from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import reviews
from tests.api.decisions.calendars import Store, event, read
from tests.client import Client
from tests.make import Make

AT = "2099-03-01T09:30:00Z"


@pytest.fixture
def path(ben: Client, make: Make) -> str:
    """The address of a review whose meeting is set."""
    idea = make.path("idea", make.done()).rpartition("/")[2]
    answer = ben.post("/boards/team/reviews", idea=idea, what_happened="It broke.", meets_at=AT, where="Room 2")
    assert answer.status_code == 201, answer.json
    return f"/reviews/{answer.json['id']}"


def _file(who: Client, path: str) -> bytes:
    answer = who.get(path + "/calendar.ics")
    assert answer.status_code == 200, answer.json
    return answer.data


def test_the_meeting_is_one_event(ben: Client, path: str, home: Installation) -> None:
    answer = ben.get(path + "/calendar.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="review-{path[9:]}.ics"'
    found = event(answer.data)
    assert (found.start, found.duration) == (datetime(2099, 3, 1, 9, 30, tzinfo=UTC), timedelta(minutes=45))
    assert (found.summary, found.location, found.status) == (
        "Review of idea 1 on team", "Room 2", EventStatus.CONFIRMED,
    )  # fmt: skip
    link = f"{home.settings.base_url}/boards/team{path}"
    assert link in (found.description or "")
    assert str(found.url) == link
    assert (found.sequence, found.organizer, found.attendees) == (0, None, [])
    assert found.dtstamp == found.last_modified


def test_what_the_idea_is_called_stays_on_the_board(ben: Client, make: Make) -> None:
    """A leader can hide or purge a title there, and in nobody's calendar."""
    make.review(make.done("Marmalade"), meets_at=clock.now() + timedelta(days=1))
    [row] = ben.get("/boards/team/reviews").json["data"]
    assert b"Marmalade" not in _file(ben, f"/reviews/{row['id']}")


@pytest.mark.parametrize("where", [
    "Room 2, second floor; left \\ right", "Room 2\nsecond floor\r\nleft\rright", "🎉" * 60, "👩‍👩‍👧‍👦 " * 30,
    "חדר ישיבות, קומה שנייה " * 8, "قاعة الاجتماعات؛ " * 20, "x" * 500, "é" * 250, "a" * 66 + "é" * 9,
    "BEGIN:VEVENT\nSUMMARY:other", "\u2028a\u0085b", "tab\there", "bell\x07 and\x7f delete",
])  # fmt: skip
def test_wherever_it_is_the_file_can_be_read(ben: Client, path: str, where: str) -> None:
    assert ben.patch(path, where=where).status_code == 200
    raw = _file(ben, path)
    said = where.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u0085", "\n")
    assert event(raw).location == "".join(char for char in said if char not in "\x07\x7f")
    assert raw.count(b"BEGIN:VEVENT") == 1 + where.count("BEGIN:VEVENT")
    assert raw.count(b"\r\nBEGIN:VEVENT") == 1


@pytest.mark.parametrize(("said", "utc"), [
    # Berlin, 25 October: 02:30 comes twice, and each is told apart.
    ("2099-10-25T02:30:00+02:00", "2099-10-25T00:30:00+00:00"),
    ("2099-10-25T02:30:00+01:00", "2099-10-25T01:30:00+00:00"),
    # 29 March: there is no 02:30, and the moment that was meant is 03:30.
    ("2099-03-29T02:30:00+01:00", "2099-03-29T01:30:00+00:00"),
    ("2099-03-29T03:30:00+02:00", "2099-03-29T01:30:00+00:00"),
])  # fmt: skip
def test_a_meeting_on_the_day_on_which_clocks_change_is_at_its_moment(
    ben: Client, path: str, said: str, utc: str
) -> None:
    ben.patch(path, meets_at=said)
    raw = _file(ben, path)
    assert event(raw).start == datetime.fromisoformat(utc)
    assert event(raw).end == datetime.fromisoformat(utc) + timedelta(minutes=45)
    # In UTC: no rule of a time zone, which may change until then, has a part in it.
    assert b"VTIMEZONE" not in raw
    assert b"TZID" not in raw


def test_a_newer_file_takes_the_place_of_the_older_one(ben: Client, path: str) -> None:
    store = Store()
    first = _file(ben, path)
    assert store.take(first)
    ben.patch(path, meets_at="2099-03-02T14:00:00Z", minutes=60)
    second = _file(ben, path)
    assert store.take(second)
    [shown] = store.shown
    assert (shown.start, shown.duration) == (datetime(2099, 3, 2, 14, tzinfo=UTC), timedelta(minutes=60))
    # Whichever comes first: the older one changes nothing any more.
    assert not store.take(first)
    assert not store.take(second)
    assert [each.start for each in store.shown] == [shown.start]


def test_a_sequence_that_is_not_raised_would_be_seen(ben: Client, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviews, "MEETING", ())
    store = Store()
    store.take(_file(ben, path))
    ben.patch(path, meets_at="2099-03-02T14:00:00Z")
    assert event(_file(ben, path)).start == datetime(2099, 3, 2, 14, tzinfo=UTC)
    assert not store.take(_file(ben, path))
    [shown] = store.shown
    assert shown.start == datetime(2099, 3, 1, 9, 30, tzinfo=UTC)


def test_two_changes_within_one_second_are_told_apart(ben: Client, path: str) -> None:
    """DTSTAMP counts whole seconds; the sequence is what tells them apart."""
    with time_machine.travel(clock.now() + timedelta(hours=1), tick=False):
        ben.patch(path, where="Room 3")
        third = _file(ben, path)
        ben.patch(path, where="Room 4")
        fourth = _file(ben, path)
    store = Store()
    assert event(third).dtstamp == event(fourth).dtstamp
    assert store.take(fourth)
    assert not store.take(third)
    assert [each.location for each in store.shown] == ["Room 4"]


def test_a_meeting_that_is_called_off_leaves_the_calendar(ben: Client, path: str) -> None:
    store = Store()
    store.take(_file(ben, path))
    assert ben.patch(path, meets_at=None).json["meets_at"] is None
    off = event(_file(ben, path))
    assert (off.status, off.sequence, off.start) == (EventStatus.CANCELLED, 1, datetime(2099, 3, 1, 9, 30, tzinfo=UTC))
    assert store.take(_file(ben, path))
    assert store.shown == []
    ben.patch(path, meets_at=AT)
    assert store.take(_file(ben, path))
    assert len(store.shown) == 1


def test_reviews_have_events_of_their_own(ben: Client, make: Make, path: str) -> None:
    make.review(meets_at=clock.now() + timedelta(days=1))
    ids = [row["id"] for row in ben.get("/boards/team/reviews").json["data"]]
    store = Store()
    assert [store.take(_file(ben, f"/reviews/{each}")) for each in ids] == [True, True]
    assert len(store.shown) == 2


def test_without_a_meeting_there_is_no_file(ben: Client, make: Make) -> None:
    make.review()
    [row] = ben.get("/boards/team/reviews").json["data"]
    answer = ben.get(f"/reviews/{row['id']}/calendar.ics")
    assert (answer.status_code, answer.mimetype, answer.json["code"]) == (
        409, "application/problem+json", "no_meeting",
    )  # fmt: skip


def test_it_has_an_etag_that_stays_while_the_meeting_does(ben: Client, path: str) -> None:
    first = ben.get(path + "/calendar.ics").headers["ETag"]
    ben.patch(path, lessons="Set limits.")
    again = ben.get(path + "/calendar.ics", {"If-None-Match": first})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first)
    ben.patch(path, minutes=30)
    assert ben.get(path + "/calendar.ics", {"If-None-Match": first}).status_code == 200


@pytest.mark.parametrize("accept", ["text/calendar", "text/*", "*/*", "text/calendar;q=0.5, text/html", ""])
def test_who_takes_calendars_gets_it(ben: Client, path: str, accept: str) -> None:
    answer = ben.get(path + "/calendar.ics", {"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")


@pytest.mark.parametrize(("where", "accept"), [
    ("/calendar.ics", "application/json"), ("/calendar.ics", "text/html"), ("", "text/calendar"),
])  # fmt: skip
def test_who_takes_only_something_else_is_told_so(ben: Client, path: str, where: str, accept: str) -> None:
    answer = ben.get(path + where, {"Accept": accept})
    assert (answer.status_code, answer.json["code"]) == (406, "not_acceptable")


def test_a_head_has_the_headers_alone(ben: Client, path: str) -> None:
    answer = ben.ask("HEAD", path + "/calendar.ics")
    assert (answer.status_code, answer.data, answer.mimetype) == (200, b"", "text/calendar")
    assert answer.headers["ETag"] == ben.get(path + "/calendar.ics").headers["ETag"]


def _planted(change: Any) -> bytes:
    good = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:u\r\nSEQUENCE:0\r\n"
        b"DTSTAMP:20260101T000000Z\r\nDTSTART:20260301T093000Z\r\nDURATION:PT45M\r\nSUMMARY:S\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    raw: bytes = change(good)
    return raw


@pytest.mark.parametrize("change", [
    lambda raw: raw.replace(b"\r\n", b"\n"),
    lambda raw: raw.replace(b"SUMMARY:S", b"SUMMARY:" + b"S" * 80),
    lambda raw: raw.replace(b"SUMMARY:S", b"SUMMARY:a\nb"),
    lambda raw: raw.replace(b"SUMMARY:S", b"ORGANIZER:mailto:ada@example.org"),
    lambda raw: raw.replace(b"DTSTART:20260301T093000Z", b"DTSTART:20260301"[:-2] + b"T0930"),
    lambda raw: raw.replace(b"END:VEVENT\r\n", b""),
    lambda raw: raw.replace(b"DURATION:PT45M", b"DURATION:45"),
])  # fmt: skip
def test_a_file_that_is_wrong_would_be_seen(change: Any) -> None:
    assert event(_planted(lambda raw: raw)).uid == "u"
    with pytest.raises(Exception):  # noqa: B017 - the parser has many, and an assertion is one
        read(_planted(change)).events[0].start  # noqa: B018
