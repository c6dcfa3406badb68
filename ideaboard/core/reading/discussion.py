"""Reading what is said about ideas and tasks: comments and points."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.points import Point
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row

Author = aliased(Account, name="author")

_COMMENTS: Final = select(
    Comment.id.label("id"),
    Comment.idea_id.label("idea"),
    Comment.task_id.label("task"),
    Comment.parent_id.label("parent"),
    Author.id.label("author_id"),
    Author.name.label("author_name"),
    Comment.body.label("body"),
    Comment.body_html.label("body_html"),
    Comment.deleted_at.is_not(None).label("deleted"),
    Comment.version.label("version"),
    Comment.created_at.label("created_at"),
    Comment.edited_at.label("edited_at"),
).outerjoin(Author, Author.id == Comment.author_id)
_OF_IDEA: Final = listing(_COMMENTS.where(Comment.idea_id == bindparam("of")), Comment.id, down=False)
_OF_TASK: Final = listing(_COMMENTS.where(Comment.task_id == bindparam("of")), Comment.id, down=False)
_COMMENT: Final = _COMMENTS.where(Comment.id == bindparam("of"))
_PLACE: Final = (
    select(*PLACE_COLUMNS, Comment.author_id, Comment.id)
    .select_from(Comment)
    .join(Board, Board.id == Comment.board_id)
    .outerjoin(Membership, on_board())
    .where(Comment.id == bindparam("key"))
)


def comments_of_idea(db: Any, idea: int, window: Window) -> Page:
    """An idea's comments, the oldest first; `parent` says which one each answers."""
    return _OF_IDEA.page(db, {"of": idea}, window)


def comments_of_task(db: Any, task: int, window: Window) -> Page:
    """A task's comments, the oldest first."""
    return _OF_TASK.page(db, {"of": task}, window)


def comment(db: Any, comment: int) -> Row[Any]:
    """One comment. Raises NotFound."""
    return the_row(db, _COMMENT, {"of": comment})


def comment_place(db: Any, comment: int, me: int) -> Place | None:
    """Where a comment is, and what `me` is there; None when there is no such comment."""
    row = db.execute(_PLACE, {"key": comment, "me": me}).first()
    return place_from(row) if row is not None else None


_POINTS: Final = (
    select(
        Point.id.label("id"),
        Point.idea_id.label("idea"),
        Point.side.label("side"),
        Point.text.label("text"),
        Author.id.label("author_id"),
        Author.name.label("author_name"),
        Point.version.label("version"),
        Point.created_at.label("created_at"),
        Point.edited_at.label("edited_at"),
    )
    .outerjoin(Author, Author.id == Point.author_id)
    .where(Point.idea_id == bindparam("of"))
)
_POINT_LIST: Final = listing(_POINTS, Point.id, down=False)
_POINT: Final = _POINTS.where(Point.id == bindparam("point"))
_POINT_PLACE: Final = (
    select(*PLACE_COLUMNS, Point.author_id, Point.id)
    .select_from(Point)
    .join(Board, Board.id == Point.board_id)
    .outerjoin(Membership, on_board())
    .where(Point.id == bindparam("key"), Point.idea_id == bindparam("idea"))
)


def points(db: Any, idea: int, window: Window) -> Page:
    """An idea's arguments, the oldest first."""
    return _POINT_LIST.page(db, {"of": idea}, window)


def point(db: Any, idea: int, point: int) -> Row[Any]:
    """One argument of an idea. Raises NotFound."""
    return the_row(db, _POINT, {"of": idea, "point": point})


def point_place(db: Any, point: int, me: int, idea: int) -> Place | None:
    """Where an argument is, and what `me` is there; None when this idea has no such argument."""
    row = db.execute(_POINT_PLACE, {"key": point, "me": me, "idea": idea}).first()
    return place_from(row) if row is not None else None
