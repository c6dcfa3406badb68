"""`/ideas/{idea}/points`: arguments for and against."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import PREFIX, Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.ideas import ideas, points
from ideaboard.core.reading import discussion as reading
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.ids import encode

blp = Blueprint("points", "Arguments for and against an idea. They are about the idea, and count nothing.")


class PointPost(In):
    """An argument to be made."""

    side = OneOf("for", "against", required=True)
    text = Text(1000, min=1, required=True, example="It also makes local builds faster.")


class PointEdit(In):
    """What its author can change."""

    text = Text(1000, min=1, example="It also makes local builds faster.")


class PointShown(Out):
    """An argument."""

    id = Id("point")
    idea = Id("idea")
    side = OneOf("for", "against")
    text = Text(1000, allow_none=True, example="It also makes local builds faster.", help="Null where it is hidden.")
    hidden = Truth(help="A leader hid it: only its author and the leaders see its text.")
    hidden_reason = Text(1000, allow_none=True, example=None, help="Why; for its author and the leaders.")
    author = by("author_", "Who made it.")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()
    edited_at = Moment(allow_none=True, example=None)


@blp.route("/ideas/<id(idea):idea>/points")
@blp.arguments(Paging, "query")
@blp.response(200, PointShown, paged=True)
@blp.may("point.read", at=reading_ideas.place, of="idea")
def list_all(call: Call, idea: int) -> Any:
    """An idea's arguments, the oldest first."""
    return reading.points(call.db, idea, call.me, call.window)


@blp.route("/ideas/<id(idea):idea>/points", method="POST")
@blp.arguments(PointPost)
@blp.response(201, PointShown)
@blp.may("point.post", at=reading_ideas.place, of="idea")
def post(call: Call, idea: int) -> Any:
    """Argue for or against an idea."""
    point = points.post(call.db, ideas.lock(call.db, idea), call.me, **call.fields)
    call.location = f"{PREFIX}/ideas/{encode('idea', idea)}/points/{encode('point', point.id)}"
    return reading.point(call.db, idea, point.id, call.me)


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>")
@blp.response(200, PointShown, versioned=True)
@blp.may("point.read", at=reading.point_place, of=("point", "idea"))
def read(call: Call, idea: int, point: int) -> Any:
    """One argument."""
    return reading.point(call.db, idea, point, call.me)


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>", method="PATCH")
@blp.arguments(PointEdit)
@blp.response(200, PointShown, versioned=True)
@blp.may("point.edit", at=reading.point_place, of=("point", "idea"))
def edit(call: Call, idea: int, point: int) -> Any:
    """Change my argument."""
    of = ideas.lock(call.db, idea)
    points.edit(call.db, of, points.lock(call.db, of, point), call.me, call.expected, **call.fields)
    return reading.point(call.db, idea, point, call.me)


@blp.route("/ideas/<id(idea):idea>/points/<id(point):point>", method="DELETE")
@blp.response(204, versioned=True)
@blp.may("point.delete", at=reading.point_place, of=("point", "idea"))
def delete(call: Call, idea: int, point: int) -> None:
    """Take my argument back."""
    of = ideas.lock(call.db, idea)
    points.delete(call.db, of, points.lock(call.db, of, point), call.me, call.expected)
