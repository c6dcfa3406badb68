"""Reading tasks: the list, and one."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from ideaboard.core.ideas.tasks import Task, TaskText
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Listing, Page, Window, listing, the_row

Author = aliased(Account, name="author")

_COLUMNS: Final = (
    Task.id.label("id"),
    Board.slug.label("board"),
    Task.title.label("title"),
    Task.excerpt.label("excerpt"),
    Task.status.label("status"),
    Author.id.label("author_id"),
    Author.name.label("author_name"),
    Task.approaches.label("approaches"),
    Task.issue_key.label("issue_key"),
    Task.issue_url.label("issue_url"),
    Task.version.label("version"),
    Task.created_at.label("created_at"),
    Task.updated_at.label("updated_at"),
)


@lru_cache
def _list_of(status: bool) -> Listing:
    """The list of a board's tasks, the newest first, of one status or all."""
    statement = (
        select(*_COLUMNS)
        .join(Board, Board.id == Task.board_id)
        .outerjoin(Author, Author.id == Task.author_id)
        .where(Task.board_id == bindparam("board"))
    )
    if status:
        statement = statement.where(Task.status == bindparam("status"))
    return listing(statement, Task.id)


def page(db: Any, board: int, *, status: str | None = None, window: Window = Window()) -> Page:
    """One page of a board's tasks."""
    return _list_of(status is not None).page(db, {"board": board, "status": status}, window)


_ONE: Final = (
    select(*_COLUMNS, TaskText.body.label("body"), TaskText.body_html.label("body_html"))
    .join(Board, Board.id == Task.board_id)
    .join(TaskText, TaskText.task_id == Task.id)
    .outerjoin(Author, Author.id == Task.author_id)
    .where(Task.id == bindparam("of"))
)


def one(db: Any, task: int) -> Row[Any]:
    """One task whole. Raises NotFound."""
    return the_row(db, _ONE, {"of": task})


_PLACE: Final = (
    select(*PLACE_COLUMNS, Task.author_id, Task.id)
    .select_from(Task)
    .join(Board, Board.id == Task.board_id)
    .outerjoin(Membership, on_board())
    .where(Task.id == bindparam("key"))
)


def place(db: Any, task: int, me: int) -> Place | None:
    """Where a task is, and what `me` is there; None when there is no such task."""
    row = db.execute(_PLACE, {"key": task, "me": me}).first()
    return place_from(row) if row is not None else None
