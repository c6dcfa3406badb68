"""`/boards/{board}/unanswered`: everything that waits for an answer, for everybody to see."""

from dataclasses import replace
from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Id, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.people import boards
from ideaboard.core.reading import unanswered as reading
from ideaboard.ids import encode

blp = Blueprint("unanswered", "What waits for an answer: open ideas, questions, and promises that are overdue.")


class UnansweredShown(Out):
    """Something that waits for an answer."""

    kind = OneOf(*reading.KINDS)
    id = Text(32, example=encode("idea", 1), help="The id of a thing of that kind.")
    idea = Id("idea", allow_none=True, help="The idea that it belongs to, or is.")
    task = Id("task", allow_none=True, example=None, help="The task that it belongs to.")
    text = Text(
        5000, example="Cache the dependencies",
        help="An idea's title (empty where it is hidden from the caller), the question, or the promise.",
    )  # fmt: skip
    since = Day(help="An idea: the day it was posted or last reopened. A question: asked. A follow-up: due.")
    age_days = Whole(0, 2**31, example=12, help="Days since then, where the board is.")


@blp.route("/boards/<slug:board>/unanswered")
@blp.arguments(Paging, "query")
@blp.response(200, UnansweredShown, paged=True)
@blp.may("unanswered.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """What waits for an answer on the board, the longest waiting first; nothing says whose answer it would be."""
    page = reading.page(call.db, call.place.board_id, call.me, call.window)
    return replace(page, rows=[{**row, "id": encode(row["kind"], row["id"])} for row in page.rows])
