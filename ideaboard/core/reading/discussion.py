"""Reading what is said about ideas and tasks: comments and points."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, String, and_, bindparam, case, exists, null, or_, select
from sqlalchemy.orm import aliased

from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.moderation import hidden_reason
from ideaboard.core.ideas.points import Point
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row

Author = aliased(Account, name="author")


# What is hidden keeps its place; its author and the leaders of the board see it, and why.
def _seen_by(thing: type[Comment] | type[Point], mine: ColumnElement[bool]) -> ColumnElement[bool]:
    leads = exists().where(
        Membership.board_id == thing.board_id, Membership.account_id == bindparam("me"), Membership.role == "leader"
    )
    return or_(mine, leads)


_MY_COMMENT: Final = or_(
    Comment.author_id == bindparam("me"),
    and_(Comment.by_author, Idea.author_key == bindparam("author_key", None, String)),
)
_COMMENT_SEEN: Final = _seen_by(Comment, _MY_COMMENT)
_COMMENT_SHOWN: Final = or_(Comment.hidden.is_(False), _COMMENT_SEEN)
_COMMENTS: Final = (
    select(
        Comment.id.label("id"),
        Comment.idea_id.label("idea"),
        Comment.task_id.label("task"),
        Comment.parent_id.label("parent"),
        Author.id.label("author_id"),
        Author.name.label("author_name"),
        Comment.by_author.label("by_author"),
        case((_COMMENT_SHOWN, Comment.body), else_=null()).label("body"),
        case((_COMMENT_SHOWN, Comment.body_html), else_=null()).label("body_html"),
        Comment.deleted_at.is_not(None).label("deleted"),
        Comment.hidden.label("hidden"),
        hidden_reason(Comment, _COMMENT_SEEN),
        Comment.version.label("version"),
        Comment.created_at.label("created_at"),
        Comment.edited_at.label("edited_at"),
    )
    .outerjoin(Author, Author.id == Comment.author_id)
    .outerjoin(Idea, Idea.id == Comment.idea_id)
)
_OF_IDEA: Final = listing(_COMMENTS.where(Comment.shown_on == bindparam("of")), Comment.id, down=False)
_OF_TASK: Final = listing(_COMMENTS.where(Comment.task_id == bindparam("of")), Comment.id, down=False)
_COMMENT: Final = _COMMENTS.where(Comment.id == bindparam("of"))
_PLACE: Final = (
    select(*PLACE_COLUMNS, Comment.author_id, Comment.id, case((Comment.by_author, Idea.author_key)))
    .select_from(Comment)
    .outerjoin(Idea, Idea.id == Comment.idea_id)
    .join(Board, Board.id == Comment.board_id)
    .outerjoin(Membership, on_board())
    .where(Comment.id == bindparam("key"))
)


def comments_of_idea(db: Any, idea: int, me: int, window: Window) -> Page:
    """An idea's comments, the oldest first; `parent` says which one each answers."""
    return _OF_IDEA.page(db, {"of": idea, "me": me, "author_key": None}, window)


def comments_of_task(db: Any, task: int, me: int, window: Window) -> Page:
    """A task's comments, the oldest first."""
    return _OF_TASK.page(db, {"of": task, "me": me, "author_key": None}, window)


def comment(db: Any, comment: int, me: int, author_key: str | None = None) -> Row[Any]:
    """One comment, as `me` sees it, or the holder of the `author_key` with this digest. Raises NotFound."""
    return the_row(db, _COMMENT, {"of": comment, "me": me, "author_key": author_key})


def comment_place(db: Any, comment: int, me: int) -> Place | None:
    """Where a comment is, and what `me` is there; None when there is no such comment."""
    row = db.execute(_PLACE, {"key": comment, "me": me}).first()
    return place_from(row) if row is not None else None


_POINT_SEEN: Final = _seen_by(Point, Point.author_id == bindparam("me"))
_POINT_COLUMNS: Final = select(
    Point.id.label("id"),
    Point.idea_id.label("idea"),
    Point.shown_on.label("shown_on"),
    Point.side.label("side"),
    case((or_(Point.hidden.is_(False), _POINT_SEEN), Point.text), else_=null()).label("text"),
    Point.hidden.label("hidden"),
    hidden_reason(Point, _POINT_SEEN),
    Author.id.label("author_id"),
    Author.name.label("author_name"),
    Point.version.label("version"),
    Point.created_at.label("created_at"),
    Point.edited_at.label("edited_at"),
).outerjoin(Author, Author.id == Point.author_id)
_POINTS: Final = _POINT_COLUMNS.where(Point.shown_on == bindparam("of"))
_POINT_LIST: Final = listing(_POINTS, Point.id, down=False)
_POINT: Final = _POINTS.where(Point.id == bindparam("point"))
_POINT_PLACE: Final = (
    select(*PLACE_COLUMNS, Point.author_id, Point.id)
    .select_from(Point)
    .join(Board, Board.id == Point.board_id)
    .outerjoin(Membership, on_board())
    .where(Point.id == bindparam("key"), Point.shown_on == bindparam("idea"))
)


def points(db: Any, idea: int, me: int, window: Window) -> Page:
    """An idea's arguments, the oldest first."""
    return _POINT_LIST.page(db, {"of": idea, "me": me}, window)


def point(db: Any, idea: int, point: int, me: int) -> Row[Any]:
    """One argument of an idea. Raises NotFound."""
    return the_row(db, _POINT, {"of": idea, "point": point, "me": me})


_POINTS_OF_MANY: Final = _POINT_COLUMNS.where(Point.shown_on.in_(bindparam("of", expanding=True))).limit(2000)


def points_of(db: Any, ideas: Sequence[int], me: int) -> Sequence[Row[Any]]:
    """The arguments of several ideas, at most 2,000 of them, the oldest first."""
    return sorted(db.execute(_POINTS_OF_MANY, {"of": list(ideas), "me": me}).fetchall(), key=attrgetter("id"))


def point_place(db: Any, point: int, me: int, idea: int) -> Place | None:
    """Where an argument is, and what `me` is there; None when this idea has no such argument."""
    row = db.execute(_POINT_PLACE, {"key": point, "me": me, "idea": idea}).first()
    return place_from(row) if row is not None else None
