"""Ideas: a proposal, or an approach (an idea that answers a task). Every version of the text is kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, Date, ForeignKey, Index, String, Text, delete, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.ideas import search, standings, tasks, values
from ideaboard.core.ideas.text import Rendered
from ideaboard.core.outbox import events
from ideaboard.core.people import boards, policy
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, NotFound

STATUSES: Final = (
    "open", "adopted", "in_progress", "done", "declined", "not_now", "dropped", "withdrawn", "merged",
)  # fmt: skip


class Idea(Base):
    """An idea as lists show it. `number` is for people; `version` counts the texts, not the moves.

    `decision_id` and `issue_id` name the latest of each; they carry no foreign key, for those tables point here.
    `waiting_key` sorts open ideas by the day (UTC) since which they are open; another has none.
    An anonymous idea has no author and its times are days: all there is of its author is the digest `author_key`.
    """

    __tablename__ = "ideas"
    __table_args__ = (
        Index(None, "board_id", "number", unique=True),
        Index(None, "board_id", "author_id", "id"),
        Index(None, "status", "revisit_on"),
        Index(None, "board_id", "waiting_key"),
        Index(None, "task_id", "status"),
        Index(
            None,
            "merged_into",
            sqlite_where=text("merged_into IS NOT NULL"),
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    number: Mapped[int]
    task_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tasks.id"))
    author_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    author_key: Mapped[str | None] = mapped_column(String(64))
    merged_into: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    title: Mapped[str] = mapped_column(String(200))
    excerpt: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(12))
    effort: Mapped[str | None] = mapped_column(String(10))
    learning: Mapped[str | None] = mapped_column(Text)
    values: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    version: Mapped[int]
    hidden: Mapped[bool]
    decision_id: Mapped[int | None] = mapped_column(BigId)
    issue_id: Mapped[int | None] = mapped_column(BigId)
    revisit_on: Mapped[date | None] = mapped_column(Date)
    waiting_key: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


class IdeaVersion(Base):
    """One version of an idea's text, numbered from 1. Of a purged one only that it was there is left."""

    __tablename__ = "idea_versions"

    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    effort: Mapped[str | None] = mapped_column(String(10))
    learning: Mapped[str | None] = mapped_column(Text)
    values: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    written_at: Mapped[datetime] = mapped_column(Moment)
    purged: Mapped[bool]


def post(
    session: Session,
    board: int,
    by: int | None,
    *,
    title: str,
    body: Rendered,
    author_key: str | None = None,
    task: int | None = None,
    values: Sequence[dict[str, Any]] = (),
    effort: str | None = None,
    learning: str | None = None,
) -> Idea:
    """Post an idea on the board; with `task`, an approach to that task.

    `by` None posts it anonymously: whoever holds the key whose digest is `author_key` is its author.
    Raises NotFound for a task that is not on this board, Conflict `task_not_open`, and Invalid for a value that
    the board does not have.
    """
    _check_values(session, board, values)
    if task is not None:
        answered = tasks.lock(session, task)
        if answered.board_id != board:
            raise NotFound
        policy.require_state("approach.post", answered.status)
        answered.approaches += 1
    now = clock.moment(by)
    idea = Idea(
        board_id=board,
        number=boards.next_number(session, board),
        task_id=task,
        author_id=by,
        author_key=author_key,
        title=title,
        excerpt=body.excerpt,
        status="open",
        effort=effort,
        learning=learning,
        values=list(values),
        version=1,
        hidden=False,
        created_at=now,
        updated_at=now,
    )
    session.add(idea)
    session.flush()
    idea.waiting_key = standings.waiting(now, idea.id)
    _keep_version(session, idea, body.source, body.html)
    standings.start(session, idea.id, board=board, task=task, status="open", posted=now)
    events.record(session, "idea.posted", ("idea", idea.id), board=board, actor=by, at=now, task=task)
    session.flush()
    return idea


def lock(session: Session, idea: int) -> Idea:
    """The idea, held until the transaction ends. Raises NotFound."""
    return locked(session, Idea, Idea.id == idea)


def edit(session: Session, idea: Idea, by: int | None, expected: int | None, **changes: Any) -> None:
    """Write a new version of an idea: `title`, `body` (Rendered), `values`, `effort`, `learning`; absent ones stay.

    `by` None is the author of an anonymous one. Nothing changes, and no version is made, when the changes say what
    already is. Raises Stale, Conflict `idea_frozen`, Invalid for unknown values.
    """
    require_version(idea, expected)
    policy.require_state("idea.edit", idea.status)
    body = changes.pop("body", None)
    kept = session.get_one(IdeaVersion, (idea.id, idea.version))
    changes = {name: new for name, new in changes.items() if new != getattr(idea, name)}
    if not changes and (body is None or body.source == kept.body):
        return
    if "values" in changes:
        _check_values(session, idea.board_id, changes["values"])
    for name, new in changes.items():
        setattr(idea, name, new)
    idea.version += 1
    idea.updated_at = clock.moment(by)
    if body is not None:
        idea.excerpt = body.excerpt
    _keep_version(session, idea, body.source if body else kept.body, body.html if body else kept.body_html)
    events.record(session, "idea.edited", ("idea", idea.id), board=idea.board_id, actor=by, at=idea.updated_at)
    session.flush()


def withdraw(session: Session, idea: Idea, by: int | None, expected: int | None) -> None:
    """Withdraw an idea: its place stays, its text is the author's alone. Raises Stale, Conflict `idea_not_open`.

    `by` None is the author of an anonymous one.
    """
    require_version(idea, expected)
    policy.require_state("idea.withdraw", idea.status)
    move(session, idea, "withdrawn", clock.moment(by))
    events.record(session, "idea.withdrawn", ("idea", idea.id), board=idea.board_id, actor=by, at=idea.updated_at)
    session.flush()


def purge(session: Session, idea: Idea, number: int, by: int) -> None:
    """Purge one version of a locked idea: none of its text is left. Raises NotFound.

    Where it is the newest, the idea has no text until its author writes a new version.
    """
    version = session.get(IdeaVersion, (idea.id, number))
    if version is None:
        raise NotFound
    if version.purged:
        return
    _purge(session, idea, version)
    search.rewrite(session)
    events.record(session, "idea.purged", ("idea", idea.id), board=idea.board_id, actor=by)
    session.flush()


def purge_all(session: Session, idea: Idea, by: int) -> None:
    """Purge every version of a locked idea; one that waits for an answer is withdrawn with its text.

    On SQLite `search.rewrite` is still owed, once for many.
    """
    for version in session.scalars(select(IdeaVersion).where(IdeaVersion.idea_id == idea.id)).all():
        _purge(session, idea, version)
    events.record(session, "idea.purged", ("idea", idea.id), board=idea.board_id, actor=by)
    if idea.status in (policy.TABLE["idea.withdraw"].states or ()):
        withdraw(session, idea, by, None)
        search.forget(session, idea.id)
    session.flush()


def _purge(session: Session, idea: Idea, version: IdeaVersion) -> None:
    version.title = version.body = version.body_html = ""
    version.learning, version.values, version.purged = None, [], True
    if version.number == idea.version:
        idea.title = idea.excerpt = ""
        idea.learning, idea.values = None, []
        session.execute(delete(values.IdeaValue).where(values.IdeaValue.idea_id == idea.id))
        search.forget(session, idea.id)
    session.flush()


def move(session: Session, idea: Idea, status: str, at: datetime, revisit_on: date | None = None) -> None:
    """The idea is `status` since `at`; a `not_now` carries the date on which it comes back."""
    idea.status = status
    idea.revisit_on = revisit_on
    idea.updated_at = at
    idea.waiting_key = standings.waiting(at, idea.id) if status == "open" else None
    standings.moved(session, idea.id, status)
    search.index(session, idea, session.get_one(IdeaVersion, (idea.id, idea.version)).body)
    session.flush()


def merged(session: Session, idea: int) -> Conflict:
    """The refusal of what is done to a merged idea: it names the one it was merged into."""
    into = session.execute(select(Idea.merged_into).where(Idea.id == idea)).scalar_one() or 0
    return Conflict("merged", "It was merged into another idea; go there.", into=ids.encode("idea", into))


def _check_values(session: Session, board: int, served: Sequence[dict[str, Any]]) -> None:
    # A function of its own, for `post` has a parameter of the module's name.
    values.check(session, board, served)


def _keep_version(session: Session, idea: Idea, body: str, body_html: str) -> None:
    session.add(
        IdeaVersion(
            idea_id=idea.id,
            number=idea.version,
            title=idea.title,
            body=body,
            body_html=body_html,
            effort=idea.effort,
            learning=idea.learning,
            values=idea.values,
            written_at=idea.updated_at,
            purged=False,
        )
    )
    session.execute(delete(values.IdeaValue).where(values.IdeaValue.idea_id == idea.id))
    session.add_all(values.IdeaValue(value_id=served["value"], idea_id=idea.id) for served in idea.values)
    search.index(session, idea, body)
    session.flush()
