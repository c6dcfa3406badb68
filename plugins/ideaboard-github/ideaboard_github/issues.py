"""GitHub's issue as the board's RemoteIssue.

An issue's id here is `number:global id`. The number is what GitHub's addresses need, and it survives when the
repository is renamed; the global id is the one that GitHub never gives twice. Both together notice when a
connection was pointed at another repository whose issue happens to have the same number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from ideaboard.plugin import Gone, RemoteIssue, Status, marker_in

_OPEN: Final = Status("open", "Open", "open")
# What GitHub is told for each category; it knows no work in progress.
CHANGES: Final[Mapping[str, Mapping[str, str]]] = {
    "open": {"state": "open"},
    "done": {"state": "closed", "state_reason": "completed"},
    "rejected": {"state": "closed", "state_reason": "not_planned"},
}
_CLOSED: Final = {
    None: Status("closed", "Closed", "done"),
    "completed": Status("closed:completed", "Closed as completed", "done"),
    "not_planned": Status("closed:not_planned", "Closed as not planned", "rejected"),
    "duplicate": Status("closed:duplicate", "Closed as duplicate", "rejected"),
}


@dataclass(frozen=True, slots=True)
class Answered:
    """An issue as GitHub answered it: what the board keeps, and what is needed to know it for ours."""

    issue: RemoteIssue
    number: int
    created: datetime
    title: str
    body: str
    labels: frozenset[str]
    is_pull_request: bool

    @property
    def marker(self) -> str | None:
        """The marker in the body's footer; a pull request, which GitHub lists among the issues, has none."""
        return None if self.is_pull_request else marker_in(self.body)


def answered_issue(answered: Mapping[str, Any], repository: str) -> Answered:
    """Read what GitHub `answered`.

    Raises KeyError, TypeError, ValueError or AttributeError when that is not an issue.
    """
    labels = (label if isinstance(label, str) else label["name"] for label in answered["labels"])
    return Answered(
        issue=remote_issue(answered, repository),
        number=int(answered["number"]),
        created=_moment(answered["created_at"]),
        title=str(answered["title"]),
        body=str(answered.get("body") or ""),
        # GitHub takes names of labels without regard to case.
        labels=frozenset(label.casefold() for label in labels),
        is_pull_request="pull_request" in answered,
    )


def remote_issue(answered: Mapping[str, Any], repository: str) -> RemoteIssue:
    """The board's form of an issue as GitHub answers and tells it. Raises what `answered_issue` raises."""
    number, global_id, url = int(answered["number"]), int(answered["id"]), answered["html_url"]
    # People click on it, so a server may not choose any other scheme.
    if not url.startswith(("https://", "http://")):
        raise ValueError("html_url is not an address")
    return RemoteIssue(
        id=f"{number}:{global_id}",
        key=f"{repository}#{number}",
        url=url,
        status=_status(answered),
        updated_at=_moment(answered["updated_at"]),
    )


def _moment(said: str) -> datetime:
    """A time as GitHub writes it. Raises ValueError or TypeError."""
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError("a time has no time zone")
    return found


def statuses() -> list[Status]:
    """Every status that an issue of GitHub can have."""
    return [_OPEN, *_CLOSED.values()]


def _status(answered: Mapping[str, Any]) -> Status:
    state, reason = answered["state"], answered.get("state_reason")
    if state == "open":
        return _OPEN
    if state == "closed":
        return _CLOSED.get(reason) or Status(f"closed:{reason}", f"Closed as {reason}")
    return Status(str(state), str(state))


def number_in(issue_id: str) -> int:
    """The number within `issue_id`. Raises Gone for an id that was never given out here."""
    number, colon, global_id = issue_id.partition(":")
    if not (colon and _is_digits(number) and _is_digits(global_id)):
        raise Gone(f"{issue_id!r} is not an issue of this connection")
    return int(number)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 20
