"""Making an issue for an adopted idea, once, however often the worker dies; linking it back; telling it of edits.

The order is what makes it one issue and not two: commit that a create begins · (from the second attempt on) ask the
tracker for the marker · create, the marker inside the call · commit what came back. One remote call a step, and
after the create nothing that can fail belongs to the same job: the link back is work of its own.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from ideaboard import clock
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking import issues, sync
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.plugin import Draft, Existing, RemoteIssue, Retry, Tracker, TrackerType
from ideaboard.work.carriers import news, words
from ideaboard.work.run import Nonsense, Run


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of an issue before anything is called."""

    marker: str
    tried_at: datetime | None
    state: str
    existing: str | None
    made: RemoteIssue | None
    draft: Draft
    kind: TrackerType
    tracker: Tracker


def create(run: Run) -> None:
    """Make the issue that an adoption owes."""
    facts = _facts(run)
    if facts.state == "unlinked":
        _leave_out(run, facts)
        return
    twins: list[str] = []
    remote = facts.made
    if remote is None and facts.tried_at is not None:
        remote, twins = _find(run, facts, facts.tried_at)
    if remote is None:
        # Recorded once: a step redone on every takeover would forget how often this one killed its worker.
        if facts.tried_at is None:
            with run.step("begun") as session:
                issues.begun(session, session.get_one(Issue, run.subject))
        remote = news.issue_of(run.remote("create", partial(facts.tracker.create, facts.draft, facts.marker)))
    _made(run, remote, twins)


def link(run: Run) -> None:
    """Find the issue that a person named, and link the idea to it."""
    facts = _facts(run)
    if facts.state == "unlinked" or facts.made is not None:
        _leave_out(run, facts)
        return
    found = run.remote("look up", partial(facts.tracker.look_up, facts.existing or ""))
    if not isinstance(found, Existing):
        raise Nonsense(f"look_up returned {type(found).__name__}.")
    _made(run, news.issue_of(found.issue), [])


def _made(run: Run, remote: RemoteIssue, twins: list[str]) -> None:
    there = news.remote(remote)
    with run.last_step("made", {"key": remote.key, "url": remote.url, "twins": twins}) as session:
        issue = session.get_one(Issue, run.subject, with_for_update=True)
        if issue.remote_id is None and issue.state != "unlinked":
            mapped = sync.meaning(session.get_one(Connection, issue.connection_id), there.status)
            issues.made(session, issue, there, mapped)
            if mapped != "open":
                issues.resync(session, issue)


def link_back(run: Run) -> None:
    """Make the issue name the idea's address; asking twice makes one link."""
    facts = _facts(run)
    if facts.state == "unlinked":
        _leave_out(run, facts)
        return
    assert facts.made is not None  # noqa: S101 - this job is owed by the step that recorded it
    run.remote("link back", partial(facts.tracker.link_back, facts.made, facts.draft.url))
    with run.last_step("linked") as session:
        issues.linked(session, session.get_one(Issue, run.subject, with_for_update=True))


def comment(run: Run) -> None:
    """Tell the issue of an edit, an adoption or a comment. At least once: a comment has no marker to find it by."""
    facts = _facts(run)
    if facts.state in ("unlinked", "lost") or "comment" not in facts.kind.capabilities:
        _leave_out(run, facts)
        return
    if facts.made is None:
        raise Retry("The issue is not made yet.")
    text = words.said(run, facts.draft.url)
    if text is None:
        _leave_out(run, facts)
        return
    run.remote("comment", partial(facts.tracker.comment, facts.made.id, text))
    with run.last_step("commented"):
        pass


def set_status(run: Run) -> None:
    """Bring the issue where people brought its idea, unless the tracker moved it meanwhile."""
    facts = _facts(run)
    if facts.state in ("unlinked", "lost") or "set_status" not in facts.kind.capabilities:
        _leave_out(run, facts)
        return
    if facts.made is None:
        raise Retry("The issue is not made yet.")
    outcome = news.fetch(run, facts.tracker, run.subject, facts.made.id)
    with run.step("sending") as session:
        held = sync.hold(session, run.subject)
        wanted = sync.sending(session, *held) if held is not None else None
        for_status = held[0].status if held is not None else ""
    if wanted is None:
        with run.last_step("left out", {"left_out": outcome}):
            return
    category: Any = wanted
    status = news.status_of(run.remote("set status", partial(facts.tracker.set_status, facts.made.id, category)))
    with run.last_step("sent", {"status": status[1]}) as session:
        held = sync.hold(session, run.subject)
        if held is not None:
            sync.sent(session, held[1], status, for_status)


def _leave_out(run: Run, facts: _Facts) -> None:
    with run.last_step("left out", {"left_out": facts.state}):
        pass


def _find(run: Run, facts: _Facts, since: datetime) -> tuple[RemoteIssue | None, list[str]]:
    """What an earlier attempt made, if anything, and the keys of twins. Raises Retry while a search may still lag."""
    found = run.remote("find", partial(facts.tracker.find, facts.marker, since))
    if not isinstance(found, (list, tuple)):
        raise Nonsense(f"find returned {type(found).__name__}.")
    if found:
        # The oldest wins; a second one is reported, never used.
        return news.issue_of(found[0]), [news.issue_of(other).key for other in found[1:]]
    if (clock.now() - since).total_seconds() < facts.kind.search_lag:
        raise Retry("The tracker's search may not show a fresh issue yet.", facts.kind.search_lag)
    return None, []


def _facts(run: Run) -> _Facts:
    with run.shop.database.snapshot() as session:
        issue = session.get_one(Issue, run.subject)
        connection = session.get_one(Connection, issue.connection_id)
        idea = session.get_one(Idea, issue.idea_id)
        decision = session.get_one(Decision, issue.decision_id)
        draft = words.draft(session, idea, decision, session.get_one(Board, issue.board_id), run.shop.settings.base_url)
    kind, tracker = run.tracker(connection)
    made = None
    if issue.remote_id is not None:
        made = RemoteIssue(issue.remote_id, issue.key or "", issue.url or "")
    return _Facts(issue.marker, issue.tried_at, issue.state, issue.existing, made, draft, kind, tracker)
