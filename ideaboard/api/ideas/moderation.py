"""`…/hide` and `…/flag`: what leaders take out of sight with a reason, and what anyone points out to them."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, Subject, Text
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.api.dialect.schemas import by as who
from ideaboard.core.ideas import comments, ideas, moderation, points
from ideaboard.core.people import boards
from ideaboard.core.reading import discussion
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import moderation as reading

blp = Blueprint("moderation", "What leaders take out of sight, with a reason; what anyone points out to them.")

_REASON = "It names a customer."
_SUBJECT = {"kind": "comment", "id": "bck0934r"}


class Reason(In):
    """Why."""

    reason = Text(1000, min=1, required=True, example=_REASON)


class HideShown(Out):
    """That something is hidden, or was."""

    id = Id("hide")
    subject = Subject(example=_SUBJECT)
    reason = Text(1000, example=_REASON)
    by = who("by_", "Who hid it.")
    at = Moment()
    lifted_by = who("lifted_by_", "Who showed it again, or hid it for another reason.")
    lifted_at = Moment(allow_none=True, example=None)


class FlagShown(Out):
    """Something that was pointed out; who did it is not said."""

    id = Id("flag")
    subject = Subject(example=_SUBJECT)
    reason = Text(1000, example=_REASON)
    at = Moment()


def _hide(call: Call, thing: Any) -> Any:
    return reading.hide(call.db, moderation.hide(call.db, thing, call.me, call.fields["reason"]).id)


def _flag(call: Call, thing: Any) -> Any:
    return reading.flag(call.db, moderation.flag(call.db, thing, call.me, call.fields["reason"]).id)


@blp.route("/ideas/<id(idea):idea>/hide", method="PUT")
@blp.arguments(Reason)
@blp.response(200, HideShown)
@blp.may("thing.hide", at=reading_ideas.place, of="idea")
def hide_idea(call: Call, idea: int) -> Any:
    """Hide an idea; its author and the leaders still see it, with the reason, and others that it was hidden."""
    return _hide(call, ideas.lock(call.db, idea))


@blp.route("/ideas/<id(idea):idea>/hide", method="DELETE")
@blp.response(204)
@blp.may("thing.hide", at=reading_ideas.place, of="idea")
def show_idea(call: Call, idea: int) -> None:
    """Show a hidden idea again."""
    moderation.show(call.db, ideas.lock(call.db, idea), call.me)


@blp.route("/ideas/<id(idea):idea>/flag", method="PUT")
@blp.arguments(Reason)
@blp.response(200, FlagShown)
@blp.may("thing.flag", at=reading_ideas.place, of="idea")
def flag_idea(call: Call, idea: int) -> Any:
    """Point an idea out to the leaders; they see why, not who."""
    return _flag(call, ideas.lock(call.db, idea))


@blp.route("/comments/<id(comment):comment>/hide", method="PUT")
@blp.arguments(Reason)
@blp.response(200, HideShown)
@blp.may("thing.hide", at=discussion.comment_place, of="comment")
def hide_comment(call: Call, comment: int) -> Any:
    """Hide a comment."""
    return _hide(call, comments.lock(call.db, comment))


@blp.route("/comments/<id(comment):comment>/hide", method="DELETE")
@blp.response(204)
@blp.may("thing.hide", at=discussion.comment_place, of="comment")
def show_comment(call: Call, comment: int) -> None:
    """Show a hidden comment again."""
    moderation.show(call.db, comments.lock(call.db, comment), call.me)


@blp.route("/comments/<id(comment):comment>/flag", method="PUT")
@blp.arguments(Reason)
@blp.response(200, FlagShown)
@blp.may("thing.flag", at=discussion.comment_place, of="comment")
def flag_comment(call: Call, comment: int) -> Any:
    """Point a comment out to the leaders."""
    return _flag(call, comments.lock(call.db, comment))


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>/hide", method="PUT")
@blp.arguments(Reason)
@blp.response(200, HideShown)
@blp.may("thing.hide", at=discussion.point_place, of=("point", "idea"))
def hide_point(call: Call, idea: int, point: int) -> Any:
    """Hide an argument."""
    return _hide(call, points.lock(call.db, ideas.lock(call.db, idea), point))


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>/hide", method="DELETE")
@blp.response(204)
@blp.may("thing.hide", at=discussion.point_place, of=("point", "idea"))
def show_point(call: Call, idea: int, point: int) -> None:
    """Show a hidden argument again."""
    moderation.show(call.db, points.lock(call.db, ideas.lock(call.db, idea), point), call.me)


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>/flag", method="PUT")
@blp.arguments(Reason)
@blp.response(200, FlagShown)
@blp.may("thing.flag", at=discussion.point_place, of=("point", "idea"))
def flag_point(call: Call, idea: int, point: int) -> Any:
    """Point an argument out to the leaders."""
    return _flag(call, points.lock(call.db, ideas.lock(call.db, idea), point))


@blp.route("/boards/<slug:board>/hides")
@blp.arguments(Paging, "query")
@blp.response(200, HideShown, paged=True)
@blp.may("hide.list", at=boards.place, of="board")
def list_hides(call: Call, board: str) -> Any:
    """What was ever hidden on a board, why and by whom, the newest first."""
    return reading.hides(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/flags")
@blp.arguments(Paging, "query")
@blp.response(200, FlagShown, paged=True)
@blp.may("flag.list", at=boards.place, of="board")
def list_flags(call: Call, board: str) -> Any:
    """What was pointed out to the leaders of a board, the oldest first."""
    return reading.flags(call.db, call.place.board_id, call.window)


@blp.route("/flags/<id(flag):flag>", method="DELETE")
@blp.response(204)
@blp.may("flag.dismiss", at=reading.flag_place, of="flag")
def dismiss(call: Call, flag: int) -> None:
    """Dismiss a flag once it was seen to."""
    moderation.dismiss(call.db, moderation.lock_flag(call.db, flag), call.me)
