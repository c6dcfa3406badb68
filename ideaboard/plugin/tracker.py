"""What the board and a tracker say to each other: frozen dataclasses in, frozen dataclasses out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from marshmallow import Schema, fields

from ideaboard.http import Http

Category = Literal["open", "in_progress", "done", "rejected", "unknown"]
Capability = Literal["choices", "comment"]


class Secret(fields.String):
    """A settings field whose value is sealed at rest and never shown again."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["metadata"] = {**kwargs.get("metadata", {}), "secret": True}
        super().__init__(**kwargs)


@dataclass(frozen=True, slots=True)
class Limits:
    """The longest texts the tracker takes, in characters."""

    title: int = 255
    body: int = 65_536


@dataclass(frozen=True, slots=True)
class Status:
    """A status at the tracker: its own id and name, and what it means to the board."""

    id: str
    name: str
    category: Category = "unknown"


@dataclass(frozen=True, slots=True)
class Draft:
    """The issue to be made: a title of one line, a body in markdown, and the idea's address on the board."""

    title: str
    body: str
    url: str


@dataclass(frozen=True, slots=True)
class RemoteIssue:
    """An issue at the tracker. `id` never changes; `key` is what people say; `url` is where they look."""

    id: str
    key: str
    url: str
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a connection: a stable code, and a sentence that says what to do."""

    code: Literal["bad_token", "missing_right", "wrong_project", "label_refused", "unreachable", "other"]
    detail: str


@dataclass(frozen=True, slots=True)
class Check:
    """What `check` found: the tracker's name for our own account, and everything that is wrong."""

    account: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether issues can be made."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from while setting a connection up."""

    id: str
    name: str


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

    def choices(self, name: str) -> Sequence[Choice]:
        """What the setting `name` (projects, labels, …) can be. Only with the capability `choices`."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class TrackerType:
    """A kind of tracker: what the board shows and asks before a connection exists.

    `settings` is a marshmallow Schema (secrets are `Secret` fields); `open` makes a Tracker of valid settings
    and the Http to call with; `search_lag` is how many seconds a fresh issue may be missing from `find`.
    """

    kind: str
    title: str
    settings: type[Schema]
    open: Callable[[Mapping[str, Any], Http], Tracker]
    api_version: int = 1
    limits: Limits = field(default_factory=Limits)
    capabilities: frozenset[Capability] = frozenset()
    search_lag: float = 0.0
