"""Reading reviews: the list, one, and what a calendar is told."""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Row, bindparam, literal_column, select

from ideaboard.core.decisions.reviews import Review
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Listing, Page, Window, listing, the_row

_COLUMNS: Final[tuple[Any, ...]] = (
    Review.id.label("id"),
    Board.slug.label("board"),
    Review.idea_id.label("idea"),
    Review.state.label("state"),
    Review.excerpt.label("excerpt"),
    # Nobody is left out, and nobody is singled out: there is no list of who is invited.
    literal_column("'all'").label("invited"),
    Review.meets_at.label("meets_at"),
    Review.minutes.label("minutes"),
    Review.where.label("where"),
    Review.version.label("version"),
    Review.created_at.label("created_at"),
    Review.updated_at.label("updated_at"),
)


@lru_cache
def _list_of(state: bool) -> Listing:
    """The list of a board's reviews, the newest first, of one state or all."""
    statement = select(*_COLUMNS).join(Board, Board.id == Review.board_id).where(Review.board_id == bindparam("board"))
    if state:
        statement = statement.where(Review.state == bindparam("state"))
    return listing(statement, Review.id)


def page(db: Any, board: int, *, state: str | None = None, window: Window = Window()) -> Page:
    """One page of a board's reviews."""
    return _list_of(state is not None).page(db, {"board": board, "state": state}, window)


_ONE: Final = (
    select(
        *_COLUMNS,
        Review.what_happened.label("what_happened"),
        Review.what_happened_html.label("what_happened_html"),
        Review.conditions.label("conditions"),
        Review.conditions_html.label("conditions_html"),
        Review.helped.label("helped"),
        Review.helped_html.label("helped_html"),
        Review.lessons.label("lessons"),
        Review.lessons_html.label("lessons_html"),
        Review.statement.label("statement"),
        Review.statement_html.label("statement_html"),
        Review.actions.label("actions"),
    )
    .join(Board, Board.id == Review.board_id)
    .where(Review.id == bindparam("of"))
)
_MEETING: Final = (
    select(
        Board.slug.label("board"),
        Idea.number.label("number"),
        Review.id.label("id"),
        Review.meets_at.label("meets_at"),
        Review.last_meeting.label("last_meeting"),
        Review.minutes.label("minutes"),
        Review.where.label("where"),
        Review.uid.label("uid"),
        Review.sequence.label("sequence"),
        Review.announced_at.label("announced_at"),
    )
    .join(Board, Board.id == Review.board_id)
    .join(Idea, Idea.id == Review.idea_id)
    .where(Review.id == bindparam("of"))
)
_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Review)
    .join(Board, Board.id == Review.board_id)
    .outerjoin(Membership, on_board())
    .where(Review.id == bindparam("key"))
)


def one(db: Any, review: int) -> Row[Any]:
    """One review whole. Raises NotFound."""
    return the_row(db, _ONE, {"of": review})


def meeting(db: Any, review: int) -> Row[Any]:
    """What a calendar is told of a review's meeting. Raises NotFound."""
    return the_row(db, _MEETING, {"of": review})


def place(db: Any, review: int, me: int) -> Place | None:
    """Where a review is, and what `me` is there; None when there is no such review."""
    row = db.execute(_PLACE, {"key": review, "me": me}).first()
    return place_from(row) if row is not None else None
