"""What a plugin author uses, and all of it. Nothing here knows the board's tables.

For a tracker, write a class with the methods of `Tracker`, describe it with a `TrackerType`, and give it to the board:

    from ideaboard.plugin import TrackerType, hookimpl

    @hookimpl
    def ideaboard_trackers():
        return TrackerType(kind="mine", title="My tracker", settings=MySettings, open=MyTracker)

If it calls the board by itself, an `Inbound` knows its calls for genuine and reads them. For whoever is to hear what
happens on a board, as a chat, write a `Listener`, described by a `ListenerType`. For kinder words, answer
`ideaboard_suggest` with a list of `Suggestion`. Name the module in your distribution's entry points under the group
`ideaboard`.
"""

from typing import Any

from ideaboard.http import Answer, Http, HttpError, NoAnswer, NotSent
from ideaboard.plugin import deprecations
from ideaboard.plugin.calls import expect, retry_after
from ideaboard.plugin.errors import Ambiguous, AuthFailed, Gone, Refused, Retry, TrackerError
from ideaboard.plugin.hooks import API_VERSION, PROJECT, hookimpl, hookspec
from ideaboard.plugin.inbound import Forged, Inbound, Unparsable
from ideaboard.plugin.listener import Listener, ListenerType, Told
from ideaboard.plugin.marker import cut, marker_in, with_marker
from ideaboard.plugin.signing import header, is_secret, signed_by
from ideaboard.plugin.suggestion import Suggestion
from ideaboard.plugin.things import (
    CATEGORIES,
    Category,
    Change,
    Check,
    Choice,
    Draft,
    Existing,
    Finding,
    Limits,
    Listing,
    Polled,
    Received,
    RemoteIssue,
    Status,
)
from ideaboard.plugin.tracker import Capability, Secret, Tracker, TrackerType

__all__ = [
    "API_VERSION",
    "CATEGORIES",
    "PROJECT",
    "Ambiguous",
    "Answer",
    "AuthFailed",
    "Capability",
    "Category",
    "Change",
    "Check",
    "Choice",
    "Draft",
    "Existing",
    "Finding",
    "Forged",
    "Gone",
    "Http",
    "HttpError",
    "Inbound",
    "Limits",
    "Listener",
    "ListenerType",
    "Listing",
    "NoAnswer",
    "NotSent",
    "Polled",
    "Received",
    "Refused",
    "RemoteIssue",
    "Retry",
    "Secret",
    "Status",
    "Suggestion",
    "Told",
    "Tracker",
    "TrackerError",
    "TrackerType",
    "Unparsable",
    "cut",
    "expect",
    "header",
    "hookimpl",
    "hookspec",
    "is_secret",
    "marker_in",
    "retry_after",
    "signed_by",
    "with_marker",
]


def __getattr__(name: str) -> Any:
    return globals()[deprecations.successor(name)]
