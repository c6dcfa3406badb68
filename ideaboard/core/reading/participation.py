"""Reading of a board's months how many had a say, in bands."""

from datetime import date
from typing import Any, Final

from sqlalchemy import bindparam, select

from ideaboard.core.decisions.participation import Participation
from ideaboard.core.reading.pages import Page, Window, listing

_MONTHS: Final = listing(
    select(Participation.band.label("band")).where(
        Participation.board_id == bindparam("board"), Participation.band.is_not(None)
    ),
    Participation.month,
)


def page(db: Any, board: int, window: Window) -> Page:
    """The months of a board of which something can be said, the newest first."""
    page = _MONTHS.page(db, {"board": board}, window)
    rows = [{"month": f"{date.fromordinal(row.sort_key):%Y-%m}", "band": row.band} for row in page.rows]
    return Page(rows, page.next, page.total)
