"""`/boards/{board}/participation`: whether few or nearly all had a say, month by month."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import OneOf, Pattern
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.decisions.participation import BANDS
from ideaboard.core.people import boards
from ideaboard.core.reading import participation as reading

blp = Blueprint("participation", "Whether few or nearly all had a say; never who, and no number.")


class ParticipationShown(Out):
    """A month, and how many of the board's members had a say in it, in one of four bands."""

    month = Pattern(r"\d{4}-\d\d", "A month like 2026-03.", 7, example="2026-03", help="A month where the board is.")
    band = OneOf(*BANDS, help="Under a quarter, under a half, under four fifths, or more of the members.")


@blp.route("/boards/<slug:board>/participation")
@blp.arguments(Paging, "query")
@blp.response(200, ParticipationShown, paged=True)
@blp.may("participation.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """The closed months of which something can be said, the newest first."""
    return reading.page(call.db, call.place.board_id, call.window)
