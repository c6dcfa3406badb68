"""Reading moderation: what was hidden and why, what was pointed out, and where."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from ideaboard.core.ideas.moderation import Flag, Hide
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row

By = aliased(Account, name="by_account")
LiftedBy = aliased(Account, name="lifted_by_account")

_HIDES: Final = (
    select(
        Hide.id.label("id"),
        Hide.subject_kind.label("subject_kind"),
        Hide.subject_id.label("subject_id"),
        Hide.reason.label("reason"),
        By.id.label("by_id"),
        By.name.label("by_name"),
        Hide.at.label("at"),
        LiftedBy.id.label("lifted_by_id"),
        LiftedBy.name.label("lifted_by_name"),
        Hide.lifted_at.label("lifted_at"),
    )
    .outerjoin(By, By.id == Hide.by_id)
    .outerjoin(LiftedBy, LiftedBy.id == Hide.lifted_by_id)
)
_HIDE_LIST: Final = listing(_HIDES.where(Hide.board_id == bindparam("board")), Hide.id)
_HIDE: Final = _HIDES.where(Hide.id == bindparam("of"))
_FLAGS: Final = select(
    Flag.id.label("id"),
    Flag.subject_kind.label("subject_kind"),
    Flag.subject_id.label("subject_id"),
    Flag.reason.label("reason"),
    Flag.at.label("at"),
)
_FLAG_LIST: Final = listing(_FLAGS.where(Flag.board_id == bindparam("board")), Flag.id, down=False)
_FLAG: Final = _FLAGS.where(Flag.id == bindparam("of"))
_FLAG_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Flag)
    .join(Board, Board.id == Flag.board_id)
    .outerjoin(Membership, on_board())
    .where(Flag.id == bindparam("key"))
)


def hides(db: Any, board: int, window: Window) -> Page:
    """What was ever hidden on a board, the newest first."""
    return _HIDE_LIST.page(db, {"board": board}, window)


def hide(db: Any, hide: int) -> Row[Any]:
    """One hiding. Raises NotFound."""
    return the_row(db, _HIDE, {"of": hide})


def flags(db: Any, board: int, window: Window) -> Page:
    """What was pointed out to the leaders of a board, the oldest first; never by whom."""
    return _FLAG_LIST.page(db, {"board": board}, window)


def flag(db: Any, flag: int) -> Row[Any]:
    """One flag. Raises NotFound."""
    return the_row(db, _FLAG, {"of": flag})


def flag_place(db: Any, flag: int, me: int) -> Place | None:
    """Where a flag is, and what `me` is there; None when there is no such flag."""
    row = db.execute(_FLAG_PLACE, {"key": flag, "me": me}).first()
    return place_from(row) if row is not None else None
