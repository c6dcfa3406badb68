"""`/audit`: who was let in, what was set, and what leaders and admins did."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, Object, OneOf, Subject, Text, Truth, Whole
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.outbox.audit import TYPES
from ideaboard.core.people import boards
from ideaboard.core.reading import audit

blp = Blueprint(
    "audit", "Who was let in, what was set, and what leaders and admins did; never posts, votes or answers."
)

_DIGEST = "0f3c2a6d8b1e4975a3d7c6b5e4f30912d8a7b6c5f4e3021918273645546372ab"


class AuditList(Paging):
    """Which entries."""

    type = OneOf(*sorted(TYPES), load_default=None, help="Of this type alone.")
    since = Moment(load_default=None, help="At this moment or later.")
    until = Moment(load_default=None, help="Before this moment.", example="2026-04-01T00:00:00Z")


class AuditShown(Out):
    """An act, by ids. It gets its place in the chain, `position` and `link`, soon after it was done."""

    id = Id("audit_entry")
    type = Text(40, example="board.edited")
    at = Moment()
    actor = Id("account", allow_none=True, help="Who did it; null is an operator at the command line.")
    subject = Subject(help="What it was done to: its kind and id.", example={"kind": "board", "id": "7zt28vbq"})
    facts = Object(
        help="What was done, but for what is personal: settings with what they were and are, roles, scopes.",
        example={"changed": {"visibility": {"from": "private", "to": "open"}}},
    )
    personal = Object(allow_none=True, help="What of it is personal; null when there is nothing, or it was blanked.")
    blanked = Truth(help="Whether there was something personal that was blanked.", example=False)
    position = Whole(1, 2**53, allow_none=True, example=17, help="In the chain of all entries; null while it waits.")
    link = Text(64, allow_none=True, example=_DIGEST, help="A digest of this entry and of the link before.")


@blp.route("/audit")
@blp.arguments(AuditList, "query")
@blp.response(200, AuditShown, paged=True)
@blp.may("audit.list")
def list_all(call: Call) -> Any:
    """The audit trail of what belongs to no board: accounts and tokens, the newest first.

    What is done on a board is in that board's own, for its leaders: an admin who is not on it sees none of it.
    """
    return audit.page(call.db, None, call.window, **call.query)


@blp.route("/boards/<slug:board>/audit")
@blp.arguments(AuditList, "query")
@blp.response(200, AuditShown, paged=True)
@blp.may("audit.read", at=boards.place, of="board")
def list_of_board(call: Call, board: str) -> Any:
    """A board's audit trail, the newest first: settings, members, and what its leaders did."""
    return audit.page(call.db, call.place.board_id, call.window, **call.query)
