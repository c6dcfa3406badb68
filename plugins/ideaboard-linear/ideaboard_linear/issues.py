"""Linear's issues and states as the board knows them."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from ideaboard.plugin import Category, Limits, RemoteIssue, Status

LIMITS: Final = Limits(title=255, body=65_536)
#: https://linear.app/docs/configuring-workflows: the types are fixed, the states of each type are the team's own.
TYPES: Final[Mapping[str, Category]] = {
    "triage": "open",
    "backlog": "open",
    "unstarted": "open",
    "started": "in_progress",
    "completed": "done",
    "canceled": "rejected",
    "duplicate": "rejected",
}


def id_of(marker: str) -> str:
    """The id that the issue with this marker has: Linear lets whoever makes an issue choose it, a UUID of version 4."""
    return str(uuid.UUID(hex=marker, version=4))


def remote_issue(said: Any) -> RemoteIssue:
    """An issue as Linear answers and tells it. Raises LookupError, TypeError or ValueError."""
    url = text(said, "url")
    # People click on it, so a sender may not choose any other scheme.
    if not url.startswith(("https://", "http://")):
        raise ValueError("url")
    return RemoteIssue(
        id=text(said, "id"),
        key=text(said, "identifier"),
        url=url,
        status=status(said["state"]),
        updated_at=moment(text(said, "updatedAt")),
    )


def status(said: Any) -> Status:
    """A workflow state. Raises LookupError or TypeError."""
    return Status(text(said, "id"), text(said, "name"), TYPES.get(text(said, "type"), "unknown"))


def moment(said: str) -> datetime:
    """A time as Linear writes it, in UTC. Raises ValueError or OverflowError."""
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError("a time has no time zone")
    return found.astimezone(UTC)


def text(of: Any, name: str) -> str:
    """The text `name` of an object. Raises LookupError or TypeError."""
    found = of[name]
    if not isinstance(found, str) or not found:
        raise TypeError(name)
    return found
