"""What a plugin author uses, and all of it. Nothing here knows the board's tables.

For a tracker, write a class with the methods of `Tracker`, describe it with a `TrackerType`, and give it to the board:

    from ideaboard.plugin import TrackerType, hookimpl

    @hookimpl
    def ideaboard_trackers():
        return TrackerType(kind="mine", title="My tracker", settings=MySettings, open=MyTracker)

For kinder words, answer `ideaboard_suggest` with a list of `Suggestion`. Name the module in your distribution's entry
points under the group `ideaboard`.
"""

from ideaboard.http import Answer, Http, HttpError, NoAnswer, NotSent
from ideaboard.plugin.calls import expect, retry_after
from ideaboard.plugin.errors import Ambiguous, AuthFailed, Gone, Refused, Retry, TrackerError
from ideaboard.plugin.hooks import API_VERSION, PROJECT, hookimpl, hookspec
from ideaboard.plugin.marker import cut, marker_in, with_marker
from ideaboard.plugin.suggestion import Suggestion
from ideaboard.plugin.tracker import (
    Check,
    Choice,
    Draft,
    Finding,
    Limits,
    RemoteIssue,
    Secret,
    Status,
    Tracker,
    TrackerType,
)

__all__ = [
    "API_VERSION",
    "PROJECT",
    "Ambiguous",
    "Answer",
    "AuthFailed",
    "Check",
    "Choice",
    "Draft",
    "Finding",
    "Gone",
    "Http",
    "HttpError",
    "Limits",
    "NoAnswer",
    "NotSent",
    "Refused",
    "RemoteIssue",
    "Retry",
    "Secret",
    "Status",
    "Suggestion",
    "Tracker",
    "TrackerError",
    "TrackerType",
    "cut",
    "expect",
    "hookimpl",
    "hookspec",
    "marker_in",
    "retry_after",
    "with_marker",
]
