"""Redmine's issue as the board's RemoteIssue. Its number is unique at the whole server, and stays when it moves."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ideaboard.plugin import Category, Gone, RemoteIssue, Status, marker_in


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue as Redmine answered it: what the board keeps, and what is needed to know it for ours."""

    issue: RemoteIssue
    status: Status
    updated: datetime
    project: int
    title: str
    body: str

    @property
    def number(self) -> int:
        """The issue's number."""
        return int(self.issue.id)

    @property
    def marker(self) -> str | None:
        """The marker in the description's footer."""
        return marker_in(self.body)


def answered_issue(answered: Mapping[str, Any], base: str, beginnings: Collection[int]) -> Answered:
    """Read what Redmine `answered`; `base` is the server's address, `beginnings` the statuses that issues begin in.

    Raises KeyError, TypeError, ValueError or AttributeError when that is not an issue.
    """
    number = int(answered["id"])
    status = status_of(answered["status"], beginnings)
    updated = moment(answered["updated_on"])
    return Answered(
        issue=RemoteIssue(str(number), f"#{number}", f"{base}/issues/{number}", status, updated),
        status=status,
        updated=updated,
        project=int(answered["project"]["id"]),
        title=str(answered["subject"]),
        body=str(answered.get("description") or "").replace("\r\n", "\n"),
    )


def status_of(answered: Mapping[str, Any], beginnings: Collection[int]) -> Status:
    """The status that Redmine `answered`: closed is done, where issues begin is open, and the rest is in between."""
    number, closed = int(answered["id"]), answered["is_closed"]
    if not isinstance(closed, bool):
        raise TypeError("is_closed")
    category: Category = "done" if closed else "open" if number in beginnings else "in_progress"
    return Status(str(number), str(answered["name"]), category)


def moment(said: str) -> datetime:
    """A time as Redmine says it, in UTC."""
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError("a time has no time zone")
    return found.astimezone(UTC)


def number_in(issue_id: str) -> int:
    """The number that `issue_id` is. Raises Gone for an id that was never given out here."""
    if not (issue_id.isascii() and issue_id.isdigit() and len(issue_id) <= 10):
        raise Gone(f"{issue_id!r} is not an issue of this connection")
    return int(issue_id)
