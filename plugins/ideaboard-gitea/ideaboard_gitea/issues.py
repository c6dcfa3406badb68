"""Gitea's issue as the board's RemoteIssue.

An issue's id here is `number:global id`: the number is what addresses need, and both together notice when a connection
was pointed at another repository whose issue happens to have the same number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ideaboard.plugin import Gone, RemoteIssue, Status, marker_in

OPEN: Final = Status("open", "Open", "open")
CLOSED: Final = Status("closed", "Closed", "done")


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue as Gitea answered it: what the board keeps, and what is needed to know it for ours."""

    issue: RemoteIssue
    number: int
    created: datetime
    title: str
    body: str
    is_pull_request: bool

    @property
    def marker(self) -> str | None:
        """The marker in the body's footer; a pull request, which is listed among the issues, has none."""
        return None if self.is_pull_request else marker_in(self.body)


def answered_issue(answered: Mapping[str, Any], repository: str, page: str) -> Answered:
    """Read what Gitea `answered`; `page` is the address of the repository's page.

    Raises KeyError, TypeError, ValueError or AttributeError when that is not an issue.
    """
    return Answered(
        issue=remote_issue(answered, repository, page),
        number=int(answered["number"]),
        created=_moment(answered["created_at"]),
        title=str(answered["title"]),
        body=str(answered.get("body") or ""),
        is_pull_request=bool(answered.get("pull_request")),
    )


def remote_issue(answered: Mapping[str, Any], repository: str, page: str) -> RemoteIssue:
    """The board's form of an issue as Gitea answers and tells it. Raises what `answered_issue` raises."""
    number, global_id = int(answered["number"]), int(answered["id"])
    # People click on it, so a server may not choose any other scheme.
    if not page.startswith(("https://", "http://")):
        raise ValueError("the repository's page is not an address")
    return RemoteIssue(
        id=f"{number}:{global_id}",
        key=f"{repository}#{number}",
        url=f"{page}/issues/{number}",
        status=_status(answered["state"]),
        updated_at=_moment(answered["updated_at"]),
    )


def _status(state: Any) -> Status:
    known = {"open": OPEN, "closed": CLOSED}
    if not isinstance(state, str) or not state:
        raise TypeError("state")
    return known.get(state) or Status(state, state)


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    if moment.tzinfo is None:
        raise ValueError("a time has no time zone")
    return moment.astimezone(UTC)


def number_in(issue_id: str) -> int:
    """The number within `issue_id`. Raises Gone for an id that was never given out here."""
    number, colon, global_id = issue_id.partition(":")
    if not (colon and _is_digits(number) and _is_digits(global_id)):
        raise Gone(f"{issue_id!r} is not an issue of this connection")
    return int(number)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
