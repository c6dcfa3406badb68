"""A review's meeting as an iCalendar file (RFC 5545): one event, which calendars replace when a newer one comes.

It names nobody, neither an organizer nor who attends, so that no calendar sends mail in anybody's name; and it carries
no text that somebody wrote but where to meet, for what is in a calendar no leader can hide or purge.
"""

import re
from datetime import timedelta
from typing import Any, Final

import icalendar

from ideaboard.ids import encode

CONTENT_TYPE: Final = "text/calendar"
EXAMPLE: Final = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ideaboard//reviews//EN\r\nMETHOD:PUBLISH\r\nBEGIN:VEVENT\r\n"
    "SUMMARY:Review of idea 12 on platform-team\r\nDTSTART:20260301T093000Z\r\nDURATION:PT45M\r\n"
    "DTSTAMP:20260220T081500Z\r\nUID:5f0c1e7a9b3d4c215f0c1e7a9b3d4c21\r\nSEQUENCE:0\r\nSTATUS:CONFIRMED\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)

# The format has no word for control characters, and some programs end a line at more than \r\n.
_LINE: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def write(meeting: Any, base_url: str) -> bytes:
    """The file about a `meeting` (a row of `reading.meeting`) that was set once; one that is off is cancelled."""
    link = f"{base_url}/boards/{meeting.board}/reviews/{encode('review', meeting.id)}"
    event = icalendar.Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.announced_at)
    event.add("last-modified", meeting.announced_at)
    event.add("dtstart", meeting.meets_at or meeting.last_meeting)
    event.add("duration", timedelta(minutes=meeting.minutes))
    event.add("summary", f"Review of idea {meeting.number} on {meeting.board}")
    event.add("description", f"Everyone on the board is invited: we look at what happened, not at who.\n{link}")
    event.add("url", link)
    if meeting.where:
        event.add("location", _CONTROL.sub("", _LINE.sub("\n", meeting.where)))
    event.add("status", "CONFIRMED" if meeting.meets_at is not None else "CANCELLED")
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//ideaboard//reviews//EN")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
