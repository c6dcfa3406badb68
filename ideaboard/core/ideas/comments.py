"""Comments: threads under an idea or a task."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas import standings
from ideaboard.core.ideas.text import Rendered
from ideaboard.core.outbox import events
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, invalid_field

DEEPEST = 8


class Comment(Base):
    """One comment, under an idea or under a task. A deleted one keeps its place and loses its text."""

    __tablename__ = "comments"
    __table_args__ = (Index(None, "idea_id", "id"), Index(None, "task_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    task_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tasks.id"))
    parent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("comments.id"))
    depth: Mapped[int] = mapped_column(SmallInteger)
    author_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    body: Mapped[str | None] = mapped_column(Text)
    body_html: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


def post(
    session: Session,
    board: int,
    by: int,
    *,
    idea: int | None = None,
    task: int | None = None,
    body: Rendered,
    parent: int | None = None,
) -> Comment:
    """Comment on an idea or on a task; `parent` answers another comment of the same.

    Raises Invalid for a parent elsewhere, Conflict `comment_deleted` and `too_deep` (DEEPEST levels).
    """
    # The idea's numbers are locked first: everyone who counts there takes the same order.
    standing = standings.lock(session, idea) if idea is not None else None
    depth = 0
    if parent is not None:
        above = session.get(Comment, parent)
        if above is None or (above.idea_id, above.task_id) != (idea, task):
            raise invalid_field("/parent", "unknown_id", "There is no such comment here.")
        if above.deleted_at is not None:
            raise Conflict("comment_deleted", "A deleted comment cannot be answered.")
        depth = above.depth + 1
        if depth >= DEEPEST:
            raise Conflict("too_deep", f"A thread has at most {DEEPEST} levels; answer further up.")
    comment = Comment(
        board_id=board,
        idea_id=idea,
        task_id=task,
        parent_id=parent,
        depth=depth,
        author_id=by,
        body=body.source,
        body_html=body.html,
        version=1,
        created_at=clock.now(),
    )
    session.add(comment)
    session.flush()
    if standing is not None:
        _recount(session, standing)
    events.record(session, "comment.posted", ("comment", comment.id), board=board, actor=by, idea=idea, task=task)
    session.flush()
    return comment


def lock(session: Session, comment: int) -> Comment:
    """The comment, held until the transaction ends. Raises NotFound."""
    return locked(session, Comment, Comment.id == comment)


def edit(session: Session, comment: Comment, by: int, expected: int | None, *, body: Rendered | None = None) -> None:
    """Change a comment's text; it is shown as edited. Raises Stale, Conflict `comment_deleted`."""
    _living(comment, expected)
    if body is None or body.source == comment.body:
        return
    comment.body, comment.body_html = body.source, body.html
    comment.edited_at = clock.now()
    comment.version += 1
    events.record(
        session,
        "comment.edited",
        ("comment", comment.id),
        board=comment.board_id,
        actor=by,
        idea=comment.idea_id,
        task=comment.task_id,
    )
    session.flush()


def delete(session: Session, comment_id: int, by: int, expected: int | None) -> None:
    """Delete a comment: its text is gone, its place in the thread stays. Raises Stale, Conflict `comment_deleted`."""
    # The idea's numbers first, then the comment: the order in which posting takes them.
    idea = session.execute(select(Comment.idea_id).where(Comment.id == comment_id)).scalar_one_or_none()
    standing = standings.lock(session, idea) if idea is not None else None
    comment = lock(session, comment_id)
    _living(comment, expected)
    comment.body = comment.body_html = None
    comment.deleted_at = clock.now()
    comment.version += 1
    session.flush()
    if standing is not None:
        _recount(session, standing)
    events.record(
        session,
        "comment.deleted",
        ("comment", comment.id),
        board=comment.board_id,
        actor=by,
        idea=comment.idea_id,
        task=comment.task_id,
    )
    session.flush()


def _living(comment: Comment, expected: int | None) -> None:
    require_version(comment, expected)
    if comment.deleted_at is not None:
        raise Conflict("comment_deleted", "It was deleted before.")


def _recount(session: Session, standing: standings.Standing) -> None:
    comments, commenters = session.execute(
        select(func.count(), func.count(Comment.author_id.distinct())).where(
            Comment.idea_id == standing.idea_id, Comment.deleted_at.is_(None)
        )
    ).one()
    standings.discussed(standing, comments=comments, commenters=commenters)
