"""Tasks: something the team has to do, for which members post competing approaches."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.ideas.text import Rendered
from ideaboard.core.outbox import events
from ideaboard.core.people import policy
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict


class Task(Base):
    """A task. `approaches` counts the ideas posted as answers; the long text is in its own table.

    One that was imported from a tracker has that issue's `remote_id`, `issue_key` and `issue_url`, and the connection
    that it came through, without a foreign key: that table points here.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "board_id", "status", "id"),
        Index(None, "connection_id", "remote_id", unique=True),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    author_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    title: Mapped[str] = mapped_column(String(200))
    excerpt: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(12))
    approaches: Mapped[int]
    connection_id: Mapped[int | None] = mapped_column(BigId)
    remote_id: Mapped[str | None] = mapped_column(String(200))
    issue_key: Mapped[str | None] = mapped_column(Text)
    issue_url: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class TaskText(Base):
    """A task's text: out of the way of lists."""

    __tablename__ = "task_texts"

    task_id: Mapped[int] = mapped_column(BigId, ForeignKey("tasks.id"), primary_key=True, autoincrement=False)
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)


def post(session: Session, board: int, by: int, *, title: str, body: Rendered, **source: Any) -> Task:
    """Post a task on the board; `source` is the tracker's issue that it was imported from, by the columns' names."""
    now = clock.now()
    task = Task(
        board_id=board,
        author_id=by,
        title=title,
        excerpt=body.excerpt,
        status="open",
        approaches=0,
        **source,
        version=1,
        created_at=now,
        updated_at=now,
    )
    session.add(task)
    session.flush()
    session.add(TaskText(task_id=task.id, body=body.source, body_html=body.html))
    events.record(session, "task.posted", ("task", task.id), board=board, actor=by)
    session.flush()
    return task


def lock(session: Session, task: int) -> Task:
    """The task, held until the transaction ends. Raises NotFound."""
    return locked(session, Task, Task.id == task)


def edit(
    session: Session,
    task: Task,
    by: int,
    expected: int | None,
    *,
    title: str | None = None,
    body: Rendered | None = None,
) -> None:
    """Change a task's title or text; saying what already is changes nothing.

    Raises Stale, and Conflict `task_not_open` once it is done or dropped.
    """
    require_version(task, expected)
    policy.require_state("task.edit", task.status)
    text = session.get_one(TaskText, task.id)
    if title in (None, task.title) and (body is None or body.source == text.body):
        return
    if title is not None:
        task.title = title
    if body is not None:
        text.body, text.body_html = body.source, body.html
        task.excerpt = body.excerpt
    task.version += 1
    task.updated_at = clock.now()
    events.record(session, "task.edited", ("task", task.id), board=task.board_id, actor=by, act=by != task.author_id)
    session.flush()


def purge(session: Session, task: Task, by: int) -> None:
    """Purge the text of a locked task: its place stays, and the approaches to it."""
    text = session.get_one(TaskText, task.id)
    task.title = task.excerpt = text.body = text.body_html = ""
    task.version += 1
    task.updated_at = clock.now()
    events.record(session, "task.edited", ("task", task.id), board=task.board_id, actor=by)
    session.flush()


def drop(session: Session, task: Task, by: int, expected: int | None) -> None:
    """Drop a task that nobody will do. Raises Stale, and Conflict `task_has_adopted` while approaches are adopted."""
    require_version(task, expected)
    policy.require_state("task.drop", task.status)
    if task.status == "decided":
        raise Conflict("task_has_adopted", "Drop its adopted approaches first, each with a reason.")
    move(session, task, "dropped", by)


def move(session: Session, task: Task, status: str, by: int | None) -> None:
    """Follow what happened to the task's approaches: the task is now `status`."""
    if task.status == status:
        return
    task.status = status
    task.updated_at = clock.now()
    happened = {"decided": "decided", "done": "done", "dropped": "dropped", "open": "reopened"}[status]
    act = status != "dropped" or by != task.author_id
    events.record(session, f"task.{happened}", ("task", task.id), board=task.board_id, actor=by, act=act)
    session.flush()
