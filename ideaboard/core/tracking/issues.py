"""Issues: the tracker's item made for an adopted idea. The link is owed in the adopting transaction."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import events, jobs
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking.connections import Connection
from ideaboard.db import Base, BigId, Moment
from ideaboard.errors import invalid_field

# An issue that a leader must look at: the tracker refused it or lost it, or has rejected the work.
STUCK: Final = ("refused", "lost")
_STUCK: Final = text(f"state IN {STUCK} OR status_category = 'rejected'")


class Issue(Base):
    """One adoption at one connection. `marker` stands in the issue's text; `tried_at` says that create was begun.

    `state`: `pending` (owed), `partial` (made, link back owed), `linked`, `refused`, `lost`.
    """

    __tablename__ = "issues"
    __table_args__ = (
        Index(None, "idea_id", "id"),
        Index(None, "decision_id", "connection_id", unique=True),
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
    if found is None or found.board_id != board or found.state == "removed":
        raise invalid_field(pointer, "unknown_id", "The board has no such connection.")
    return found


def owe(session: Session, idea: Idea, decision: Decision, connection: Connection) -> Issue:
    """Owe an issue for an idea that was just adopted, in the same transaction."""
    issue = Issue(
        board_id=idea.board_id,
        idea_id=idea.id,
        decision_id=decision.id,
        connection_id=connection.id,
        marker=ids.random_id(),
        state="pending",
        created_at=clock.now(),
        version=1,
    )
    session.add(issue)
    session.flush()
    idea.issue_id = issue.id
    jobs.owe(
        session,
        "issue.create",
        ("issue", issue.id),
        board=idea.board_id,
        connection=connection.id,
    )
    return issue


def edited(session: Session, idea: Idea) -> None:
    """Tell the tracker, as a comment, that an adopted idea was edited; without an issue nothing is owed."""
    if idea.issue_id is None or idea.status not in ("adopted", "in_progress", "done"):
        return
    issue = session.get_one(Issue, idea.issue_id)
    if issue.state in ("refused", "lost"):
        return
    jobs.owe(
        session,
        "issue.comment",
        ("issue", issue.id),
        board=idea.board_id,
        connection=issue.connection_id,
        version=idea.version,
    )


def begun(session: Session, issue: Issue) -> None:
    """The first attempt to create begins now: from here on `find` is asked before `create`."""
    if issue.tried_at is None:
        issue.tried_at = clock.now()
    session.flush()


def made(
    session: Session, issue: Issue, *, remote_id: str, key: str, url: str, status: tuple[str, str, str] | None
) -> None:
    """The tracker made the issue: keep who it is, and owe the link back as work of its own."""
    issue.remote_id, issue.key, issue.url = remote_id, key, url
    if status is not None:
        issue.status_id, issue.status_name, issue.status_category = status
    issue.state = "partial"
    issue.reason = None
    issue.synced_at = clock.now()
    issue.version += 1
    events.record(session, "issue.made", ("issue", issue.id), board=issue.board_id, actor=None, idea=issue.idea_id)
    jobs.owe(
        session,
        "issue.link_back",
        ("issue", issue.id),
        board=issue.board_id,
        connection=issue.connection_id,
    )


def linked(session: Session, issue: Issue) -> None:
    """Issue and idea name each other."""
    issue.state = "linked"
    issue.reason = None
    issue.synced_at = clock.now()
    issue.version += 1
    events.record(session, "issue.linked", ("issue", issue.id), board=issue.board_id, actor=None, idea=issue.idea_id)
    session.flush()


def stuck(session: Session, issue: Issue, state: str, reason: str) -> None:
    """The tracker said no (`refused`), or the issue is gone (`lost`): keep its words where people see them."""
    issue.state = state
    issue.reason = reason[:2000]
    issue.version += 1
    if state == "refused":
        events.record(
            session, "issue.refused", ("issue", issue.id), board=issue.board_id, actor=None, idea=issue.idea_id
        )
    session.flush()


def waiting(session: Session, issue: Issue, reason: str) -> None:
    """The tracker is not to be had just now: say so beside the issue, which stays owed."""
    issue.reason = reason[:2000]
    session.flush()
