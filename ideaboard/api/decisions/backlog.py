"""`/boards/{board}/backlog`: adopted work, in the order the leaders set."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id
from ideaboard.api.dialect.schemas import In, Paging
from ideaboard.api.ideas.ideas import IdeaShown, IdeaSummary, idea_of, owners
from ideaboard.core.decisions import backlog
from ideaboard.core.ideas import ideas
from ideaboard.core.people import boards
from ideaboard.core.reading import ideas as reading

blp = Blueprint("backlog", "Adopted ideas that are not done, in the order the leaders set.")


class BacklogEntry(IdeaSummary):
    """An idea, as the backlog shows it."""

    owners = owners()


class PlacePut(In):
    """Where in the backlog: right behind this idea, or first."""

    after = Id("idea", required=True, allow_none=True, help="null: put it first.")


@blp.route("/boards/<slug:board>/backlog")
@blp.arguments(Paging, "query")
@blp.response(200, BacklogEntry, paged=True)
@blp.kept
@blp.may("backlog.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """The backlog, in its order; each entry carries its reason, its values, its issue, and who has taken it on."""
    return reading.backlog(call.db, call.place.board_id, call.me, call.window)


@blp.route("/ideas/<id(idea):idea>/backlog-place", method="PUT")
@blp.arguments(PlacePut)
@blp.response(200, IdeaShown)
@blp.conflicts("not_in_backlog")
@blp.may("backlog.order", at=reading.place, of="idea")
def place(call: Call, idea: int) -> Any:
    """Place an idea right behind another one, or first."""
    backlog.place(call.db, ideas.lock(call.db, idea), call.me, call.fields["after"])
    return idea_of(call, idea)
