"""What the board and a plugin hand each other: frozen dataclasses in, frozen dataclasses out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, get_args

Category = Literal["open", "in_progress", "done", "rejected", "unknown"]
CATEGORIES: Final = get_args(Category)


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
    """An issue at the tracker. `id` never changes; `key` is what people say; `url` is where they look.

    `updated_at` is when it last changed, by the tracker's clock, in UTC: by it the board tells older news from newer.
    """

    id: str
    key: str
    url: str
    status: Status | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a connection: a stable code, and a sentence that says what to do."""

    code: Literal["bad_token", "missing_right", "wrong_project", "label_refused", "unreachable", "other"]
    detail: str


@dataclass(frozen=True, slots=True)
class Check:
    """What `check` found: the tracker's name for our own account, and everything that is wrong.

    `account` is spelt as the actor of a Change, so that what we did ourselves is known for ours.
    """

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


@dataclass(frozen=True, slots=True)
class Existing:
    """An issue that the board did not make, with its words: a title of one line, and a body in markdown."""

    issue: RemoteIssue
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of issues, and the cursor of the next page; None after the last."""

    issues: Sequence[Existing]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One issue, as it stood at the tracker after somebody touched it.

    `issue` is spelt as `create` spells it; what is not said of it is None. `actor` is who, spelt as `Check.account`;
    `gone` says that it was deleted, or moved where we cannot follow.
    """

    issue: RemoteIssue
    actor: str | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Polled:
    """What changed since the last time, the oldest first, and the cursor for the next; `more`: ask again at once."""

    changes: Sequence[Change]
    cursor: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """One call to a connection's address, as it came.

    `headers` are by name in small letters; `body` is raw, for a signature is about bytes; `query` is what stood behind
    the address' question mark; `at` is when it came, in UTC.
    """

    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    at: datetime
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
