"""`/ideas/{idea}/vote`: my support. Idempotent by nature: PUT and DELETE, never a toggle."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Truth, Whole
from ideaboard.api.dialect.schemas import Out
from ideaboard.api.ideas.ideas import HIDDEN
from ideaboard.core.ideas import votes
from ideaboard.core.reading import ideas as reading

blp = Blueprint("votes", "Support for an idea: one vote each, and none against.")


class VoteShown(Out):
    """How things stand: whether I support the idea, and how many do."""

    OPTIONAL = ("votes",)

    voted = Truth()
    votes = Whole(0, 2**31, example=5, help=HIDDEN)


def _act(call: Call, idea: int, *, cast: bool) -> Any:
    said = call.home.voting.do(votes.Act(idea, call.me, cast), call.place.board_id)
    return said if votes.shown(call.place.results_shown, said.voted) else said._replace(votes=None)


@blp.route("/ideas/<id(idea):idea>/vote")
@blp.response(200, VoteShown)
@blp.may("vote.read", at=reading.place, of="idea")
def read(call: Call, idea: int) -> Any:
    """Do I support this idea, and how many do?"""
    return reading.vote(call.db, idea, call.me)


@blp.route("/ideas/<id(idea):idea>/vote", method="PUT")
@blp.response(200, VoteShown)
@blp.conflicts("merged")
@blp.together
@blp.may("vote.cast", at=reading.place, of="idea")
def cast(call: Call, idea: int) -> Any:
    """Support an idea. Sent twice it counts once."""
    return _act(call, idea, cast=True)


@blp.route("/ideas/<id(idea):idea>/vote", method="DELETE")
@blp.response(200, VoteShown)
@blp.conflicts("merged")
@blp.together
@blp.may("vote.withdraw", at=reading.place, of="idea")
def withdraw(call: Call, idea: int) -> Any:
    """Take my support back."""
    return _act(call, idea, cast=False)
