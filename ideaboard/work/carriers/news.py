"""What a plugin says of an issue, brought to the board: believed as far as it goes, and asked for again in doubt."""

from datetime import UTC, datetime
from functools import partial

from ideaboard import clock
from ideaboard.core.tracking import issues, sync
from ideaboard.core.tracking.issues import Remote
from ideaboard.plugin import CATEGORIES, Change, Gone, RemoteIssue, Status, Tracker
from ideaboard.work.run import Nonsense, Run


def issue_of(answer: object) -> RemoteIssue:
    """`answer`, when it is the whole issue that a plugin promised. Raises Nonsense."""
    if not isinstance(answer, RemoteIssue) or not all(
        isinstance(part, str) and part for part in (answer.id, answer.key, answer.url)
    ):
        raise Nonsense(f"The plugin returned {type(answer).__name__}, not an issue with id, key and url.")
    return answer


def status_of(answer: object) -> tuple[str, str, str]:
    """A plugin's status as the core keeps it. Raises Nonsense."""
    if not isinstance(answer, Status) or answer.category not in CATEGORIES or not (answer.id and answer.name):
        raise Nonsense(f"The plugin returned {type(answer).__name__}, not a status with id, name and category.")
    return answer.id, answer.name, answer.category


def remote(issue: RemoteIssue) -> Remote:
    """A plugin's issue as the core keeps it. Raises Nonsense."""
    at = issue.updated_at
    if at is not None and (not isinstance(at, datetime) or at.tzinfo is None):
        raise Nonsense("The plugin says a time without its zone.")
    status = status_of(issue.status) if issue.status is not None else None
    return Remote(issue.id, issue.key, issue.url, status, at.astimezone(UTC) if at else None)


def fetch(run: Run, tracker: Tracker, number: int, remote_id: str) -> str:
    """Ask the tracker how it has the issue `number`, and take it; a lost one is said to be lost.

    Returns what became of it, as `sync.apply` does, or `lost`. Raises what the plugin raises, but not Gone.
    """
    asked = clock.now()
    try:
        found = remote(issue_of(run.remote("fetch", partial(tracker.fetch, remote_id))))
    except Gone as error:
        with run.step(f"lost {number}") as session:
            held = sync.hold(session, number)
            if held is not None:
                issues.looked(held[1], asked)
                issues.stuck(session, held[1], "lost", run.words(error))
        return "lost"
    with run.step(f"seen {number}") as session:
        held = sync.hold(session, number)
        if held is None:
            return "unlinked"
        issues.looked(held[1], asked)
        return sync.apply(session, *held, found, truth=True)


def take(run: Run, tracker: Tracker, number: int, change: Change) -> str:
    """Take what the tracker told of the issue `number`; in doubt the tracker is asked. Returns what became of it."""
    if change.gone:
        return fetch(run, tracker, number, change.issue.id)
    told = remote(change.issue)
    with run.step(f"told {number}") as session:
        held = sync.hold(session, number)
        if held is None:
            return "unlinked"
        outcome = sync.apply(session, *held, told, truth=False, actor=change.actor)
    return fetch(run, tracker, number, change.issue.id) if outcome == "in_doubt" else outcome
