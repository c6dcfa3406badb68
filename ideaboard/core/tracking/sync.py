"""What the tracker says of an issue, and what that means for its idea: the rules of two-way sync.

Everything is judged by state, not by message: the same news twice changes nothing, and what is older than what is known
is left. Whatever cannot be followed (both sides moved, an answered idea, a status that means nothing here, too many
changes) moves nothing, and stands on the desk with its reason.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.moves import FOLLOWS_TRACKER
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import connections, issues
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue, Remote
from ideaboard.errors import Conflict

# More changes of status than this within the time, and the link is paused: two machines are answering each other.
_MOST: Final = 5
_WITHIN: Final = timedelta(minutes=10)

# What each status of an idea is at the tracker. Any other one says nothing to it.
WANTED: Final = {"adopted": "open", "in_progress": "in_progress", "done": "done", "dropped": "rejected"}


def meaning(connection: Connection, status: tuple[str, str, str] | None) -> str | None:
    """What a tracker's status means here: as the connection's map says by its id, else its own category."""
    return None if status is None else connection.status_map.get(status[0], status[2])


def rolled_up(meanings: Sequence[str | None]) -> str | None:
    """Where the statuses of all its issues bring an idea: done when all are, in progress when any is or has been.

    None where they bring it nowhere: nothing is known, or what is left is rejected.
    """
    known = [each for each in meanings if each in ("open", "in_progress", "done")]
    if not known:
        return None
    if all(each == "done" for each in meanings):
        return "done"
    if any(each in ("in_progress", "done") for each in known):
        return "in_progress"
    return "adopted"


def hold(session: Session, issue: int) -> tuple[Idea, Issue] | None:
    """An issue and its idea, locked in the order that deciders take; None when it was unlinked."""
    idea = decisions.lock(session, session.get_one(Issue, issue).idea_id)
    found = session.get_one(Issue, issue, populate_existing=True, with_for_update=True)
    return None if found.state == "unlinked" else (idea, found)


def apply(session: Session, idea: Idea, issue: Issue, remote: Remote, *, truth: bool, actor: str | None = None) -> str:
    """Take what the tracker says of a held issue: `truth` was fetched just now, anything else was told by it.

    Returns what became of it: `stale` (older than what is known), `in_doubt` (ask the tracker), `same`, `moved` (the
    idea followed), `conflict` or `paused`.
    """
    if remote.updated_at is not None and issue.remote_at is not None and remote.updated_at < issue.remote_at:
        return "stale"
    if not truth and (remote.updated_at is None or issue.remote_at is None or remote.updated_at == issue.remote_at):
        return "in_doubt"
    connection = session.get_one(Connection, issue.connection_id)
    was = issue.key, issue.url
    mapped = meaning(connection, remote.status)
    issues.seen(issue, remote, mapped)
    if (issue.key, issue.url) != was:
        issues.record(session, "issue.moved", issue)
    if issue.state == "lost":
        issues.calm(issue, "linked")
    session.flush()
    if issue.state == "paused" or remote.status is None:
        return "same"
    ours = actor is not None and actor == connection.account and mapped == issue.sent
    return _follow(session, idea, issue, changed=mapped != issue.base and not ours)


def _follow(session: Session, idea: Idea, issue: Issue, *, changed: bool) -> str:
    """Bring the idea where its issues are, unless people moved it meanwhile."""
    to = rolled_up([each.mapped for each in issues.live(session, idea.id) if each.mapped is not None])
    if idea.status not in FOLLOWS_TRACKER:
        # Never reopened by a tracker: where the work goes on all the same, people are told.
        if changed and issue.mapped in ("in_progress", "done"):
            return _conflict(session, idea, issue, to)
        return "same"
    if issue.state in ("partial", "linked"):
        issues.calm(issue, issue.state)
    if to is None:
        return "same"
    if to == idea.status:
        _agree(session, idea)
        return "same"
    if not changed:
        return "same"
    if idea.status == issue.agreed:
        if not _count(session, issue):
            return "paused"
        decisions.follow_tracker(session, idea, to, issue.id, issue.connection_id)
        _agree(session, idea)
        return "moved"
    return _conflict(session, idea, issue, to)


def _agree(session: Session, idea: Idea) -> None:
    """Both sides agree: what was between them is over."""
    for each in issues.live(session, idea.id):
        if each.remote_id is None:
            continue
        each.agreed, each.base = idea.status, each.mapped
        if each.state == "conflict":
            issues.calm(each, "linked")
            each.version += 1
            issues.record(session, "issue.resolved", each)
    session.flush()


def _conflict(session: Session, idea: Idea, issue: Issue, to: str | None) -> str:
    here, there = idea.status.replace("_", " "), issue.status_name
    issue.theirs = to
    if issue.state != "conflict":
        issues.record(session, "issue.conflict", issue)
    issue.state = "conflict"
    issue.reason = f"Here the idea is {here}, at the tracker its issue is {there}."
    session.flush()
    return "conflict"


def _count(session: Session, issue: Issue) -> bool:
    """Count a change of the link's status. False when there were too many: the link is paused."""
    now = clock.now()
    lately = [at for at in issue.moved if datetime.fromisoformat(at) > now - _WITHIN]
    if len(lately) >= _MOST:
        issue.state = "paused"
        issue.reason = f"Its status changed more than {_MOST} times in ten minutes: is something answering itself?"
        issues.record(session, "issue.paused", issue)
        session.flush()
        return False
    issue.moved = [*lately, now.isoformat()]
    return True


def sending(session: Session, idea: Idea, issue: Issue) -> str | None:
    """What to ask the tracker for, so that a held issue is where its idea is; None when there is nothing to ask."""
    wanted = WANTED.get(idea.status)
    if wanted is not None and issue.mapped in issues.UNCLEAR and issue.mapped != issue.base:
        _conflict(session, idea, issue, None)
    if wanted is None or wanted == issue.mapped or issue.state in ("conflict", "paused", "lost"):
        return None
    if not _count(session, issue):
        return None
    issue.sent = wanted
    session.flush()
    return wanted


def sent(session: Session, issue: Issue, status: tuple[str, str, str], for_status: str) -> None:
    """The tracker took it: the issue's `status` is now what the idea's `for_status` asked for."""
    connection = session.get_one(Connection, issue.connection_id)
    issue.status_id, issue.status_name, issue.status_category = status
    issue.mapped = meaning(connection, status)
    issue.agreed, issue.base = for_status, issue.mapped
    if issue.state not in ("paused", "lost"):
        issues.calm(issue, "partial" if issue.state == "partial" else "linked")
    issue.version += 1
    session.flush()


def resolve(session: Session, idea: Idea, issue: Issue, by: int, keep: str) -> None:
    """A leader ends the conflict of a held issue: `ours` keeps the idea where it is, `theirs` follows the tracker.

    Raises Conflict `no_conflict`, and `move_not_allowed` for an idea that follows no tracker.
    """
    if issue.state != "conflict":
        raise Conflict("no_conflict", "There is nothing between the two.")
    if keep == "theirs":
        if issue.theirs is None:
            raise Conflict("move_not_allowed", "What the tracker says leads nowhere here.")
        decisions.follow_tracker(session, idea, issue.theirs, issue.id, issue.connection_id, by)
    issues.calm(issue, "linked")
    issue.agreed, issue.base = idea.status, issue.mapped
    issue.version += 1
    issues.record(session, "issue.resolved", issue, by)
    session.flush()
    if keep == "ours":
        issues.moved_here(session, idea.id)


def wake(session: Session, issue: Issue) -> None:
    """A person looks after a paused issue: it follows the tracker again, from what the tracker says now."""
    if issue.state == "paused":
        issues.calm(issue, "linked")
        issue.moved = []
        issue.version += 1
    session.flush()


def due(session: Session, kinds: Sequence[str], poll_seconds: float, resync_seconds: float) -> None:
    """Owe what the schedule asks for: polls at trackers of these `kinds`, and a look at every issue now and then.

    What is still owed from the last time is not owed again.
    """
    for connection in _idle(session, "connection.poll", Connection.polled_at, poll_seconds):
        if connection.tracker in kinds:
            connections.poll(session, connection)
    for connection in _idle(session, "connection.resync", Connection.synced_at, resync_seconds):
        connections.resync(session, connection)


def _idle(session: Session, kind: str, at: Any, seconds: float) -> Sequence[Connection]:
    owed = exists().where(Job.connection_id == Connection.id, Job.kind == kind, Job.state.in_(("ready", "running")))
    there = exists().where(Issue.connection_id == Connection.id, Issue.remote_id.is_not(None))
    late = or_(at.is_(None), at <= clock.now() - timedelta(seconds=seconds))
    wanted = select(Connection).where(Connection.state == "active", Connection.hears.is_(None), late, there, ~owed)
    return session.scalars(wanted.order_by(Connection.id).with_for_update(skip_locked=True)).all()
