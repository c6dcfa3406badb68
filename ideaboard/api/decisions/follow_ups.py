"""`/follow-ups`: what was promised with decisions, and by when."""

from datetime import timedelta
from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Id, Moment, OneOf, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.decisions import follow_ups
from ideaboard.core.decisions.follow_ups import key_of
from ideaboard.core.people import boards
from ideaboard.core.reading import trust as reading
from ideaboard.errors import invalid_field

blp = Blueprint("follow_ups", "Promises made with decisions: kept, or answered late, in public.")

# A promise is due soon when it is due within so many days.
SOON = 7


class FollowUpList(Paging):
    """Which promises."""

    due = OneOf("overdue", "soon", load_default=None, help="Open ones: past their day, or due within a week.")
    state = OneOf(*follow_ups.STATES, load_default=None)


class FollowUpSettle(In):
    """How a promise ends."""

    EXAMPLE = {"state": "released", "note": "The old cache is gone, so there is nothing to measure."}

    state = OneOf(*follow_ups.SETTLED, help="Kept; or released, when it cannot be.")
    note = Text(
        5000, min=1, allow_none=True, example="It saved forty minutes a night.",
        help="For everybody. Required when it is late, or released.",
    )  # fmt: skip


class FollowUpShown(Out):
    """A promise, when it is due, and how it ended."""

    id = Id("follow_up")
    decision = Id("decision")
    idea = Id("idea", allow_none=True, help="The idea that was decided on.")
    task = Id("task", allow_none=True, help="The task that was decided on.")
    promise = Text(1000, example="Report how much time it saved.")
    due_on = Day()
    state = OneOf(*follow_ups.STATES)
    late = Truth(help="It was settled after its day.")
    note = Text(5000, allow_none=True, example=None, help="What was said with it.")
    by = by("by_", "Who settled it.")
    settled_at = Moment(allow_none=True, example=None)
    version = Whole(1, 2**31, example=1)


@blp.route("/boards/<slug:board>/follow-ups")
@blp.arguments(FollowUpList, "query")
@blp.response(200, FollowUpShown, paged=True)
@blp.may("follow_up.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's promises, first due first."""
    due, state = call.query["due"], call.query["state"]
    if due is not None and state not in (None, "open"):
        raise invalid_field("/state", "not_with_filter", "Only an open promise is due.")
    today = boards.today(call.db, call.place.board_id)
    span = {
        None: (None, None),
        "overdue": (None, key_of(today)),
        "soon": (key_of(today), key_of(today + timedelta(days=SOON + 1))),
    }
    since, until = span[due]
    return reading.follow_ups(
        call.db,
        call.place.board_id,
        state="open" if due is not None else state,
        since=since,
        until=until,
        window=call.window,
    )


@blp.route("/follow-ups/<id(follow_up):follow_up>")
@blp.response(200, FollowUpShown, versioned=True)
@blp.may("follow_up.read", at=reading.follow_up_place, of="follow_up")
def read(call: Call, follow_up: int) -> Any:
    """One promise."""
    return reading.follow_up(call.db, follow_up)


@blp.route("/follow-ups/<id(follow_up):follow_up>", method="PATCH")
@blp.arguments(FollowUpSettle)
@blp.response(200, FollowUpShown, versioned=True)
@blp.may("follow_up.settle", at=reading.follow_up_place, of="follow_up")
def settle(call: Call, follow_up: int) -> Any:
    """Say that a promise is kept, or cannot be. Whoever is late says why; a settled promise stays as it is."""
    held = follow_ups.lock(call.db, follow_up)
    follow_ups.settle(call.db, held, call.me, call.expected, **call.fields)
    return reading.follow_up(call.db, follow_up)
