"""Comments: threads under an idea or a task."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, Text, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas import ideas, standings
from ideaboard.core.ideas.text import Rendered
from ideaboard.core.outbox import events
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, invalid_field

DEEPEST = 8


class Comment(Base):
    """One comment, under an idea or under a task. A deleted one keeps its place and loses its text.

    `shown_on` is the idea under which it is read: its own, or the one that was merged into. `by_author` is all
    that is known of who wrote it when the author of an anonymous idea did.
    """

    __tablename__ = "comments"
    __table_args__ = (Index(None, "idea_id"), Index(None, "shown_on", "id"), Index(None, "task_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    shown_on: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    task_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tasks.id"))
    parent_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("comments.id"))
    depth: Mapped[int] = mapped_column(SmallInteger)
    author_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    by_author: Mapped[bool]
    hidden: Mapped[bool]
    body: Mapped[str | None] = mapped_column(Text)
    body_html: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    edited_at: Mapped[datetime | None] = mapped_column(Moment)
    deleted_at: Mapped[datetime | None] = mapped_column(Moment)


def post(
    session: Session,
    board: int,
    by: int | None,
    *,
    idea: int | None = None,
    task: int | None = None,
    body: Rendered,
    parent: int | None = None,
) -> Comment:
    """Comment on an idea or on a task; `parent` answers another comment that is shown there.

    `by` None is the author of an anonymous idea. Raises Invalid for a parent elsewhere, Conflict `comment_deleted`,
    `merged` and `too_deep` (DEEPEST levels).
    """
    # The idea's numbers are locked first: everyone who counts there takes the same order.
    standing = standings.lock(session, idea) if idea is not None else None
    if standing is not None and standing.status == "merged":
        raise ideas.merged(session, standing.idea_id)
    own, depth = idea, 0
    if parent is not None:
        above = session.get(Comment, parent)
        if above is None or (above.shown_on, above.task_id) != (idea, task):
            raise invalid_field("/parent", "unknown_id", "There is no such comment here.")
        if above.deleted_at is not None:
            raise Conflict("comment_deleted", "A deleted comment cannot be answered.")
        # A thread that came with a merged idea goes with it again: its answers are of the same idea.
        own, depth = above.idea_id, above.depth + 1
        if depth >= DEEPEST:
            raise Conflict("too_deep", f"A thread has at most {DEEPEST} levels; answer further up.")
    comment = Comment(
        board_id=board,
        idea_id=own,
        shown_on=idea,
        task_id=task,
        parent_id=parent,
        depth=depth,
        author_id=by,
        by_author=by is None,
        hidden=False,
        body=body.source,
        body_html=body.html,
        version=1,
        created_at=clock.moment(by),
    )
    session.add(comment)
    session.flush()
    if standing is not None:
        recount(session, standing)
    _record(session, "comment.posted", comment, by, comment.created_at)
    return comment


def lock(session: Session, comment: int) -> Comment:
    """The comment, held until the transaction ends. Raises NotFound."""
    return locked(session, Comment, Comment.id == comment)


def edit(
    session: Session, comment: Comment, by: int | None, expected: int | None, *, body: Rendered | None = None
) -> None:
    """Change a comment's text; it is shown as edited. Raises Stale, Conflict `comment_deleted`."""
    _living(comment, expected)
    if body is None or body.source == comment.body:
        return
    comment.body, comment.body_html = body.source, body.html
    comment.edited_at = clock.moment(by)
    comment.version += 1
    _record(session, "comment.edited", comment, by, comment.edited_at)


def delete(session: Session, comment_id: int, by: int | None, expected: int | None) -> None:
    """Delete a comment: its text is gone, its place in the thread stays. Raises Stale, Conflict `comment_deleted`."""
    # The idea's numbers first, then the comment: the order in which posting takes them.
    idea = session.execute(select(Comment.shown_on).where(Comment.id == comment_id)).scalar_one_or_none()
    standing = standings.lock(session, idea) if idea is not None else None
    comment = lock(session, comment_id)
    _living(comment, expected)
    comment.body = comment.body_html = None
    comment.deleted_at = clock.moment(by)
    comment.version += 1
    session.flush()
    if standing is not None:
        recount(session, standing)
    _record(session, "comment.deleted", comment, by, comment.deleted_at)


def _living(comment: Comment, expected: int | None) -> None:
    require_version(comment, expected)
    if comment.deleted_at is not None:
        raise Conflict("comment_deleted", "It was deleted before.")


def recount(session: Session, standing: standings.Standing) -> None:
    """Make the counters of a locked standing equal to the comments shown there; an anonymous author is one person."""
    comments, commenters, author = session.execute(
        select(
            func.count(),
            func.count(Comment.author_id.distinct()),
            func.coalesce(func.max(case((Comment.by_author, 1), else_=0)), 0),
        ).where(Comment.shown_on == standing.idea_id, Comment.deleted_at.is_(None))
    ).one()
    standings.discussed(standing, comments=comments, commenters=commenters + author)
    session.flush()


def _record(session: Session, happened: str, comment: Comment, by: int | None, at: datetime) -> None:
    subject = ("comment", comment.id)
    board, idea, task = comment.board_id, comment.idea_id, comment.task_id
    events.record(session, happened, subject, board=board, actor=by, at=at, idea=idea, task=task)
    session.flush()
