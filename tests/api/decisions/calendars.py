"""A calendar program in small: it reads files with a parser that is not the writer's, and keeps events by RFC 5546.

https://www.rfc-editor.org/rfc/rfc5546#section-2.1.5: of two components with one UID the greater SEQUENCE counts, and
among equal ones the later DTSTAMP; what is older is left.
"""

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

LONGEST = 75


def read(raw: bytes) -> Calendar:
    """The calendar in a file; raises when it is none. How its lines are made is judged here: a parser forgives much."""
    lines = raw.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= LONGEST, line
        # Not within a character either.
        assert not any(char < " " and char != "\t" for char in line.decode()), line
    assert [line for line in lines if line.startswith((b"ORGANIZER", b"ATTENDEE"))] == []
    return IcsCalendarStream.calendar_from_ics(raw.decode())


def event(raw: bytes) -> Event:
    """The one event in a file that is published."""
    calendar = read(raw)
    assert (calendar.method, calendar.version) == ("PUBLISH", "2.0")
    assert calendar.prodid
    [found] = calendar.events
    return found


class Store:
    """What somebody's calendar shows."""

    def __init__(self) -> None:
        self._kept: dict[str, Event] = {}

    def take(self, raw: bytes) -> bool:
        """Take a file in; whether it changed anything."""
        new = event(raw)
        assert new.uid
        old = self._kept.get(new.uid)
        if old is not None and (new.sequence or 0, new.dtstamp) <= (old.sequence or 0, old.dtstamp):
            return False
        self._kept[new.uid] = new
        return True

    @property
    def shown(self) -> list[Event]:
        """The events that are not off."""
        return [each for each in self._kept.values() if each.status != "CANCELLED"]
