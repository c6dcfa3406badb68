"""GitLab's issue as the board's RemoteIssue.

An issue's id here is `iid:global id`: the iid is what addresses need, and both together notice when a connection was
pointed at another project whose issue happens to have the same iid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ideaboard.plugin import Gone, RemoteIssue, Status, marker_in

OPEN: Final = Status("opened", "Open", "open")
CLOSED: Final = Status("closed", "Closed", "done")
_STATES: Final = {"opened": OPEN, "reopened": OPEN, "closed": CLOSED}


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue as GitLab answered it: what the board keeps, and what is needed to know it for ours."""

    issue: RemoteIssue
    created: datetime
    title: str
    body: str

    @property
    def marker(self) -> str | None:
        """The marker in the description's footer."""
        return marker_in(self.body)


def answered_issue(answered: Mapping[str, Any], project: str) -> Answered:
    """Read what GitLab `answered`.

    Raises KeyError, TypeError, ValueError or AttributeError when that is not an issue.
    """
    return Answered(
        issue=remote_issue(answered, project, answered["web_url"]),
        created=moment(answered["created_at"]),
        title=str(answered["title"]),
        body=str(answered.get("description") or ""),
    )


def remote_issue(said: Mapping[str, Any], project: str, url: Any) -> RemoteIssue:
    """The board's form of an issue as GitLab answers and tells it. Raises what `answered_issue` raises."""
    number, global_id = int(said["iid"]), int(said["id"])
    # People click on it, so a server may not choose any other scheme.
    if not url.startswith(("https://", "http://")):
        raise ValueError("web_url is not an address")
    state = said["state"]
    if not isinstance(state, str) or not state:
        raise TypeError("state")
    return RemoteIssue(
        id=f"{number}:{global_id}",
        key=f"{project}#{number}",
        url=url,
        status=_STATES.get(state) or Status(state, state),
        updated_at=moment(said["updated_at"]),
    )


def moment(said: str) -> datetime:
    """A time as GitLab answers it (RFC 3339) or tells it (`2026-03-01 09:30:00 UTC`). Raises ValueError."""
    found = datetime.fromisoformat(said.replace(" UTC", "+00:00"))
    if found.tzinfo is None:
        raise ValueError("a time has no time zone")
    return found.astimezone(UTC)


def number_in(issue_id: str) -> int:
    """The iid within `issue_id`. Raises Gone for an id that was never given out here."""
    number, colon, global_id = issue_id.partition(":")
    if not (colon and _is_digits(number) and _is_digits(global_id)):
        raise Gone(f"{issue_id!r} is not an issue of this connection")
    return int(number)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
