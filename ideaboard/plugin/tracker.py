"""A tracker: what a plugin author writes, and how it is described."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from marshmallow import Schema, fields

from ideaboard.http import Http
from ideaboard.plugin.inbound import Inbound
from ideaboard.plugin.things import (
    Category,
    Check,
    Choice,
    Draft,
    Existing,
    Limits,
    Listing,
    Polled,
    RemoteIssue,
    Status,
)

Capability = Literal["choices", "comment", "look_up", "open_issues", "poll", "set_status", "statuses"]


class Secret(fields.String):
    """A settings field whose value is sealed at rest and never shown again."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {**kwargs.get("metadata", {}), "secret": True}
        super().__init__(**kwargs)


class Tracker:
    """One connection to one tracker. Made by `TrackerType.open`, used in a worker, never in a request.

    Every method may raise the exceptions of `ideaboard.plugin.errors`; nothing else counts as an answer.
    """

    def check(self) -> Check:
        """Try the settings without changing anything, and say precisely what is wrong."""
        raise NotImplementedError

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues that carry `marker`, made since `since` (allow for a clock that is off), oldest first.

        Asked before every second attempt to create, so that a lost answer makes no twin.
        """
        raise NotImplementedError

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, `marker` in it within the same call (see `with_marker`)."""
        raise NotImplementedError

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Make sure that the issue names `url`, once, however often this is asked."""
        raise NotImplementedError

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone when there is none."""
        raise NotImplementedError

    def comment(self, issue_id: str, text: str) -> None:
        """Add a comment in markdown. Only with the capability `comment`."""
        raise NotImplementedError

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Bring the issue to a status of `category`, and return the one it has then; nothing to do is fine.

        `category` is never `unknown`. Raises Refused, in the tracker's words, when there is no legal way there.
        Only with the capability `set_status`.
        """
        raise NotImplementedError

    def statuses(self) -> Sequence[Status]:
        """Every status that an issue can have here. Only with the capability `statuses`."""
        raise NotImplementedError

    def poll(self, cursor: str | None) -> Polled:
        """What changed since `cursor`, each change once; with None nothing but the cursor to begin with.

        Only with the capability `poll`: for trackers whose webhooks cannot be had or trusted.
        """
        raise NotImplementedError

    def look_up(self, text: str) -> Existing:
        """The issue that a person means by `text`: its key, or its address. Raises Gone; Refused if it is unclear.

        Only with the capability `look_up`.
        """
        raise NotImplementedError

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues that are not closed, a page at a time. Only with the capability `open_issues`."""
        raise NotImplementedError

    def choices(self, name: str) -> Sequence[Choice]:
        """What the setting `name` (projects, labels, …) can be. Only with the capability `choices`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TrackerType:
    """A kind of tracker: what the board shows and asks before a connection exists.

    `settings` is a marshmallow Schema (secrets are `Secret` fields); `open` makes a Tracker of valid settings
    and the Http to call with; `search_lag` is how many seconds a fresh issue may be missing from `find`; `inbound` is
    how the tracker calls the board, None when it never does.
    """

    kind: str
    title: str
    settings: type[Schema]
    open: Callable[[Mapping[str, Any], Http], Tracker]
    api_version: int = 1
    limits: Limits = field(default_factory=Limits)
    capabilities: frozenset[Capability] = frozenset()
    search_lag: float = 0.0
    inbound: Inbound | None = None
