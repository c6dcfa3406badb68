"""Issues: the tracker's item made for an adopted idea. The link is owed in the adopting transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, String, Text, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.moves import FOLLOWS_TRACKER
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.outbox import audit, events, jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking.connections import Connection
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, invalid_field

# An issue that a leader must look at: the tracker refused it or lost it, both sides moved it, it was moved too often,
# or its status says that the work is rejected, or nothing that the board knows.
STUCK: Final = ("refused", "lost", "conflict", "paused")
UNCLEAR: Final = ("rejected", "unknown")
_STUCK: Final = text(f"state IN {STUCK} OR mapped IN {UNCLEAR}")


_LIVE: Final = text("state <> 'unlinked'")


class Issue(Base):
    """One adoption at one connection. `marker` stands in the issue's text; `tried_at` says that create was begun.

    `state`: `pending` (owed), `partial` (made, link back owed), `linked`, `refused`, `lost`, `conflict`, `paused`,
    `unlinked`. `existing` is how a person named an issue that was there before, and is linked instead of made.

    `status_…` is the tracker's status as it was last seen, `mapped` what it means here, `remote_at` when it last
    changed by the tracker's clock. `agreed` is the idea's status when both sides last agreed, or a leader last chose,
    and `base` what the tracker's meant then: whoever is elsewhere now has moved. `sent` is the category that we last
    asked the tracker for; `theirs` is what the tracker says in a conflict. `moved` are the moments of the latest
    changes of status.
    """

    __tablename__ = "issues"
    __table_args__ = (
        Index(None, "idea_id", "id"),
        Index(
            "uq_issues_adoption",
            "decision_id",
            "connection_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        Index(None, "decision_id", "id"),
        Index(None, "connection_id", "remote_id"),
        Index(None, "connection_id", "id"),
        Index("ix_issues_stuck", "board_id", "id", sqlite_where=_STUCK, postgresql_where=_STUCK),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"))
    decision_id: Mapped[int] = mapped_column(BigId, ForeignKey("decisions.id"))
    connection_id: Mapped[int] = mapped_column(BigId, ForeignKey("connections.id"))
    marker: Mapped[str] = mapped_column(String(32), unique=True)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    remote_id: Mapped[str | None] = mapped_column(Text)
    key: Mapped[str | None] = mapped_column(Text)
    url: Mapped[str | None] = mapped_column(Text)
    status_id: Mapped[str | None] = mapped_column(Text)
    status_name: Mapped[str | None] = mapped_column(Text)
    status_category: Mapped[str | None] = mapped_column(String(12))
    mapped: Mapped[str | None] = mapped_column(String(12))
    existing: Mapped[str | None] = mapped_column(Text)
    remote_at: Mapped[datetime | None] = mapped_column(Moment)
    agreed: Mapped[str | None] = mapped_column(String(12))
    base: Mapped[str | None] = mapped_column(String(12))
    sent: Mapped[str | None] = mapped_column(String(12))
    theirs: Mapped[str | None] = mapped_column(String(12))
    moved: Mapped[list[str]] = mapped_column(JSON, server_default="[]")
    tried_at: Mapped[datetime | None] = mapped_column(Moment)
    synced_at: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int]


# `connection` in a decision: not said means the board's default.
DEFAULT: Any = object()


def choose(session: Session, board: int, connection: Any, pointer: str = "/connection") -> Connection | None:
    """The connection an adoption goes to: the one named, the board's DEFAULT, or none (None).

    Raises Invalid when the board has no such connection.
    """
    if connection is None:
        return None
    if connection is DEFAULT:
        connection = session.execute(select(Board.default_connection_id).where(Board.id == board)).scalar_one()
        if connection is None:
            return None
    # Held, so that it cannot be removed under what is about to be owed to it.
    found = session.get(Connection, connection, populate_existing=True, with_for_update={"read": True})
    if found is None or found.board_id != board or found.state == "removed" or found.hears is not None:
        raise invalid_field(pointer, "unknown_id", "The board has no such connection.")
    return found


@dataclass(frozen=True, slots=True)
class Remote:
    """An issue as its tracker has it. `status` is its id, name and category, None where nothing is said of it."""

    id: str
    key: str
    url: str
    status: tuple[str, str, str] | None = None
    updated_at: datetime | None = None


def owe(session: Session, idea: Idea, decision: Decision, connection: Connection, existing: str | None = None) -> Issue:
    """Owe an issue for an adopted idea; or a link to the one that a person named by `existing`."""
    issue = _add(session, idea, decision.id, connection.id, state="pending", existing=existing)
    _job(session, issue, "issue.create" if existing is None else "issue.link")
    return issue


def join(session: Session, idea: Idea, decision: Decision, task: Task) -> Issue:
    """Link an approach that was just adopted to the issue that its task was imported from, and owe it a word there."""
    assert task.connection_id is not None  # noqa: S101 - the caller looked
    issue = _add(session, idea, decision.id, task.connection_id, state="partial")
    issue.remote_id, issue.key, issue.url = task.remote_id, task.issue_key, task.issue_url
    issue.agreed = idea.status
    session.flush()
    _job(session, issue, "issue.comment", adopted=decision.id)
    _job(session, issue, "issue.link_back")
    resync(session, issue)
    return issue


def _add(session: Session, idea: Idea, decision: int, connection: int, **said: Any) -> Issue:
    issue = Issue(
        board_id=idea.board_id,
        idea_id=idea.id,
        decision_id=decision,
        connection_id=connection,
        marker=ids.random_id(),
        moved=[],
        created_at=clock.now(),
        version=1,
        **said,
    )
    session.add(issue)
    session.flush()
    idea.issue_id = issue.id
    return issue


def _job(session: Session, issue: Issue, kind: str, **data: Any) -> Job:
    subject = ("issue", issue.id)
    return jobs.owe(session, kind, subject, board=issue.board_id, connection=issue.connection_id, **data)


def live(session: Session, idea: int) -> Sequence[Issue]:
    """The issues of an idea's latest adoption that are at a tracker, or are owed to one."""
    latest = select(func.max(Issue.decision_id)).where(Issue.idea_id == idea).scalar_subquery()
    wanted = select(Issue).where(Issue.idea_id == idea, Issue.state != "unlinked", Issue.decision_id == latest)
    return session.scalars(wanted.order_by(Issue.id)).all()


def lock(session: Session, issue: int) -> Issue:
    """The issue, held until the transaction ends. Whoever locks its idea too does that first. Raises NotFound."""
    return locked(session, Issue, Issue.id == issue, Issue.state != "unlinked")


def edited(session: Session, idea: Idea) -> None:
    """Tell the tracker, as a comment, that an adopted idea was edited; without an issue nothing is owed."""
    if idea.status not in FOLLOWS_TRACKER:
        return
    for issue in live(session, idea.id):
        if issue.state != "lost":
            _job(session, issue, "issue.comment", version=idea.version)


def commented(session: Session, idea: int, comment: int) -> None:
    """Pass a comment on an adopted idea on to the trackers that are to have them."""
    for issue in live(session, idea):
        if issue.state != "lost" and _goes_out(session, issue, "comments"):
            _job(session, issue, "issue.comment", comment=comment)


def moved_here(session: Session, idea: int) -> None:
    """Pass on that people moved an adopted idea, to the trackers that are to follow."""
    for issue in live(session, idea):
        if issue.state != "lost" and _goes_out(session, issue, "status"):
            _job(session, issue, "issue.set_status")


def _goes_out(session: Session, issue: Issue, what: str) -> bool:
    connection = session.get_one(Connection, issue.connection_id)
    return connection.state != "removed" and bool(connection.outbound.get(what))


def begun(session: Session, issue: Issue) -> None:
    """The first attempt to create begins now: from here on `find` is asked before `create`."""
    if issue.tried_at is None:
        issue.tried_at = clock.now()
    session.flush()


def seen(issue: Issue, remote: Remote, mapped: str | None) -> None:
    """Keep how the tracker has the issue; `mapped` is what its status means here."""
    issue.key, issue.url = remote.key or issue.key, remote.url or issue.url
    if remote.status is not None:
        issue.status_id, issue.status_name, issue.status_category = remote.status
        issue.mapped = mapped
    if remote.updated_at is not None:
        issue.remote_at = remote.updated_at
    issue.version += 1


def looked(issue: Issue, at: datetime) -> None:
    """The tracker was asked for it `at`: what it was told later, or tells late, is no look, and is looked for again."""
    issue.synced_at = at
    issue.version += 1


def calm(issue: Issue, state: str) -> None:
    """All is well with the link, which is now `partial` or `linked`: only the tracker's status can be a reason left."""
    issue.state = state
    issue.reason = issue.theirs = None
    if issue.mapped in UNCLEAR:
        said = "rejected the work" if issue.mapped == "rejected" else "says what means nothing here"
        issue.reason = f"The tracker {said}: {issue.status_name}."


def made(session: Session, issue: Issue, remote: Remote, mapped: str | None) -> None:
    """The tracker made the issue, or has it already: keep who it is, and owe the link back as work of its own."""
    issue.remote_id = remote.id
    issue.synced_at = issue.tried_at or clock.now()
    seen(issue, remote, mapped)
    calm(issue, "partial")
    # Adopted here is open there: one that is found further on has moved since.
    issue.agreed, issue.base = "adopted", "open"
    record(session, "issue.made", issue)
    _wake(session, issue)
    _job(session, issue, "issue.link_back")


def linked(session: Session, issue: Issue) -> None:
    """Issue and idea name each other."""
    if issue.state in ("pending", "partial"):
        calm(issue, "linked")
    issue.version += 1
    record(session, "issue.linked", issue)
    session.flush()


def stuck(session: Session, issue: Issue, state: str, reason: str) -> None:
    """Nothing more is tried of itself: the tracker said no or the attempts are used up (`refused`), or the issue is
    gone (`lost`). Why stands where people see it."""
    if issue.state in ("unlinked", state):
        # What was said first stands.
        return
    record(session, f"issue.{state}", issue)
    issue.state = state
    issue.reason = reason[:2000]
    issue.version += 1
    session.flush()


def waiting(session: Session, issue: Issue, reason: str) -> None:
    """The tracker is not to be had just now: say so beside the issue, which stays owed."""
    if issue.state in ("pending", "partial", "linked") and issue.reason != reason[:2000]:
        issue.reason = reason[:2000]
        issue.version += 1
        session.flush()


def went_well(session: Session, issue: Issue) -> None:
    """Something owed to the tracker was done: what was said while it could not be is over."""
    if issue.state == "refused" and not _dead(session, issue):
        _back(session, issue)
    elif issue.state in ("partial", "linked"):
        before = issue.reason
        calm(issue, issue.state)
        if issue.reason != before:
            issue.version += 1
        session.flush()


def resync(session: Session, issue: Issue) -> Job:
    """Owe a look at the issue: how has the tracker got it?"""
    return _job(session, issue, "issue.resync")


def retry(session: Session, issue: Issue, by: int | None = None) -> None:
    """Owe again all that was given up of a locked issue: it is made, linked or moved afresh. `by` None is an operator.

    Raises Conflict `issue_not_stuck` where nothing was given up.
    """
    if issue.state != "refused" or not _wake(session, issue):
        raise Conflict("issue_not_stuck", "The tracker has refused nothing of it.")
    _back(session, issue)
    audit.record(session, "issue.retried", ("issue", issue.id), board=issue.board_id, actor=by)


def _wake(session: Session, issue: Issue) -> bool:
    """Wake the jobs of an issue that were given up. False when there are none."""
    dead = _dead(session, issue)
    for each in dead:
        jobs.retry(session, jobs.lock(session, each))
    return bool(dead)


def _back(session: Session, issue: Issue) -> None:
    """What was refused no longer is. Where the issue is now, the tracker knows."""
    if issue.remote_id is None:
        issue.state = "pending"
    else:
        calm(issue, "linked")
        resync(session, issue)
    issue.version += 1
    session.flush()


def _dead(session: Session, issue: Issue) -> Sequence[int]:
    """The jobs of an issue that were given up, as they were owed."""
    owed = select(Job.id).where(Job.subject_kind == "issue", Job.subject_id == issue.id, Job.state == "dead")
    return session.scalars(owed.order_by(Job.id)).all()


def require(issue: Issue, expected: int | None) -> None:
    """Make sure that the caller saw the issue as it is. Raises Stale."""
    require_version(issue, expected)


def unlink(session: Session, idea: Idea, issue: Issue, by: int, expected: int | None) -> None:
    """Let idea and issue go their own ways: what is still owed is dropped, and the tracker's news moves nothing.

    Both are locked, the idea first. Raises Stale.
    """
    require_version(issue, expected)
    issue.state = "unlinked"
    issue.reason = issue.theirs = None
    issue.version += 1
    record(session, "issue.unlinked", issue, by)
    session.flush()
    if idea.issue_id == issue.id:
        others = live(session, idea.id)
        idea.issue_id = others[-1].id if others else None
    session.flush()


def record(session: Session, what: str, issue: Issue, by: int | None = None) -> None:
    """Record what happened to the issue: the tracker did it, or a leader."""
    caused = issue.connection_id if by is None else None
    events.record(
        session, what, ("issue", issue.id), board=issue.board_id, actor=by, connection=caused, idea=issue.idea_id
    )
