"""Jira's issues and statuses as the board knows them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from ideaboard.plugin import Category, RemoteIssue, Status

#: What has to be asked for to make a RemoteIssue.
FIELDS: Final = ("status", "updated")
# https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-workflow-status-categories: the keys are fixed.
_CATEGORIES: Final[Mapping[str, Category]] = {"new": "open", "indeterminate": "in_progress", "done": "done"}


def remote_issue(said: Any, base: str) -> RemoteIssue:
    """An issue of the Jira at `base`, as it answers and tells it. Raises LookupError, TypeError or ValueError."""
    fields = said["fields"]
    key = text(said, "key")
    return RemoteIssue(
        id=text(said, "id"),
        key=key,
        url=page(base, key),
        status=status(fields["status"]),
        updated_at=moment(text(fields, "updated")),
    )


def page(base: str, key: str) -> str:
    """Where people look at an issue."""
    return f"{base}/browse/{key}"


def status(said: Any) -> Status:
    """A status, its category by Jira's own. Raises LookupError or TypeError."""
    category = _CATEGORIES.get(text(said["statusCategory"], "key"), "unknown")
    return Status(text(said, "id"), text(said, "name"), category)


def moment(said: str) -> datetime:
    """A time as Jira writes it, in UTC. Raises ValueError or OverflowError."""
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
