"""Making an issue for an adopted idea, once, however often the worker dies; linking it back; telling it of edits.

The order is what makes it one issue and not two: commit that a create begins · (from the second attempt on) ask the
tracker for the marker · create, the marker inside the call · commit what came back. One remote call a step, and
after the create nothing that can fail belongs to the same job: the link back is work of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from ideaboard import clock
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.ids import encode
from ideaboard.plugin import Draft, RemoteIssue, Retry, Tracker, TrackerType
from ideaboard.work.run import Nonsense, Run


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of an issue before anything is called."""

    marker: str
    tried_at: datetime | None
    made: RemoteIssue | None
    draft: Draft
    kind: TrackerType
    tracker: Tracker


def create(run: Run) -> None:
    """Make the issue that an adoption owes."""
    facts = _facts(run)
    twins: list[str] = []
    remote = facts.made
    if remote is None and facts.tried_at is not None:
        remote, twins = _find(run, facts, facts.tried_at)
    if remote is None:
        # Recorded once: a step redone on every takeover would forget how often this one killed its worker.
        if facts.tried_at is None:
            with run.step("begun") as session:
                issues.begun(session, session.get_one(Issue, run.subject))
        remote = _issue(run.remote("create", partial(facts.tracker.create, facts.draft, facts.marker)))
    status = (remote.status.id, remote.status.name, remote.status.category) if remote.status else None
    with run.last_step("made", {"key": remote.key, "url": remote.url, "twins": twins}) as session:
        issue = session.get_one(Issue, run.subject)
        if issue.remote_id is None:
            issues.made(session, issue, remote_id=remote.id, key=remote.key, url=remote.url, status=status)


def link_back(run: Run) -> None:
    """Make the issue name the idea's address; asking twice makes one link."""
    facts = _facts(run)
    assert facts.made is not None  # noqa: S101 - this job is owed by the step that recorded it
    run.remote("link back", partial(facts.tracker.link_back, facts.made, facts.draft.url))
    with run.last_step("linked") as session:
        issues.linked(session, session.get_one(Issue, run.subject))


def comment(run: Run) -> None:
    """Tell the issue that its idea was edited. At least once: a comment has no marker to find it by."""
    facts = _facts(run)
    if facts.made is None:
        raise Retry("The issue is not made yet.")
    with run.shop.database.snapshot() as session:
        idea = session.get_one(Issue, run.subject).idea_id
        version = session.get_one(IdeaVersion, (idea, run.data["version"]))
    text = f"The idea was edited on the board: {facts.draft.url}\n\n**{version.title}**\n\n{version.body}"
    run.remote("comment", partial(facts.tracker.comment, facts.made.id, text))
    with run.last_step("commented"):
        pass


def _find(run: Run, facts: _Facts, since: datetime) -> tuple[RemoteIssue | None, list[str]]:
    """What an earlier attempt made, if anything, and the keys of twins. Raises Retry while a search may still lag."""
    found = run.remote("find", partial(facts.tracker.find, facts.marker, since))
    if not isinstance(found, (list, tuple)):
        raise Nonsense(f"find returned {type(found).__name__}.")
    if found:
        # The oldest wins; a second one is reported, never used.
        return _issue(found[0]), [_issue(other).key for other in found[1:]]
    if (clock.now() - since).total_seconds() < facts.kind.search_lag:
        raise Retry("The tracker's search may not show a fresh issue yet.", facts.kind.search_lag)
    return None, []


def _facts(run: Run) -> _Facts:
    with run.shop.database.snapshot() as session:
        issue = session.get_one(Issue, run.subject)
        connection = session.get_one(Connection, issue.connection_id)
        idea = session.get_one(Idea, issue.idea_id)
        decision = session.get_one(Decision, issue.decision_id)
        board = session.get_one(Board, issue.board_id)
        version = session.get_one(IdeaVersion, (idea.id, decision.idea_version))
    kind, tracker = run.tracker(connection)
    made = None
    if issue.remote_id is not None:
        made = RemoteIssue(issue.remote_id, issue.key or "", issue.url or "")
    url = f"{run.shop.settings.base_url}/boards/{board.slug}/ideas/{encode('idea', idea.id)}"
    return _Facts(issue.marker, issue.tried_at, made, _draft(version, decision, board, idea, url), kind, tracker)


def _draft(version: IdeaVersion, decision: Decision, board: Board, idea: Idea, url: str) -> Draft:
    """The issue's text: the version that the decision answered, and why it was adopted."""
    quoted = "\n".join(f"> {line}" for line in (decision.rationale or "").splitlines())
    parts = [version.body.strip(), "**Why it was adopted**", quoted, f"Idea {idea.number} on {board.name}: {url}"]
    return Draft(version.title, "\n\n".join(part for part in parts if part), url)


def _issue(answer: object) -> RemoteIssue:
    """`answer`, when it is the issue that a plugin promised. Raises Nonsense."""
    if not isinstance(answer, RemoteIssue) or not all(
        isinstance(part, str) and part for part in (answer.id, answer.key, answer.url)
    ):
        raise Nonsense(f"The plugin returned {type(answer).__name__}, not an issue with id, key and url.")
    return answer
