"""`/boards/{board}/values`: what the team holds high."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import PREFIX, Call
from ideaboard.api.dialect.fields import Id, Many, Moment, Nested, OneOf, Part, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.core.ideas import values
from ideaboard.core.people import boards
from ideaboard.core.reading import values as reading
from ideaboard.core.reading.pages import Window
from ideaboard.ids import encode

blp = Blueprint("values", "What the team holds high; ideas and decisions say which value they serve, and how.")


class ValuePost(In):
    """A value to be named."""

    name = Text(100, min=1, line=True, required=True, example="Sleep")
    meaning = Text(2000, load_default="", example="Nobody is woken for what can wait.")


class ValueEdit(In):
    """What leaders can change."""

    name = Text(100, min=1, line=True, example="Sleep")
    meaning = Text(2000, example="Nobody is woken for what can wait.")


class ValueShown(Out):
    """A value of the board."""

    id = Id("value")
    name = Text(100, example="Sleep")
    meaning = Text(2000, example="Nobody is woken for what can wait.")
    retired_at = Moment(allow_none=True, example=None)
    version = Whole(1, 2**31, example=1)


class StoryDecision(Out):
    """The answer that adopted an idea."""

    id = Id("decision")
    rationale = Text(10_000, allow_none=True, example="It pays for itself in a week.")
    how = Text(500, allow_none=True, example=None, help="How the decision said that it serves the value.")
    at = Moment()


class StoryReview(Out):
    """What the team learned from it."""

    id = Id("review")
    lessons = Text(20_000, example="A cache needs a limit from its first day.")
    statement = Text(10_000, allow_none=True, example="We have set limits, and an alarm that we hear.")


class StoryShown(Out):
    """An idea that was adopted for a value: how it serves it, why it was adopted, what was learned."""

    idea = Id("idea")
    number = Whole(1, 2**31, example=12, help="The idea's number on its board.")
    title = Text(200, example="Cache the dependencies")
    status = OneOf(*reading.TOLD)
    how = Text(500, allow_none=True, example="It saves on-call sleep.")
    decision = Part(StoryDecision, "decision_", help="Why it was adopted.")
    review = Part(StoryReview, "review_", help="What was learned, where it was reviewed.")


class ValueWhole(ValueShown):
    """A value, and the newest of its stories."""

    stories = Many(Nested(StoryShown), 20, example=[])


class ValuePlace(In):
    """Where in the order: right behind this value, or first."""

    after = Id("value", required=True, allow_none=True, help="null: put it first.")


def _whole(call: Call, value: int) -> Any:
    board = call.place.board_id
    row = reading.one(call.db, board, value)
    return {**row._mapping, "stories": reading.stories(call.db, board, value, Window()).rows}


@blp.route("/boards/<slug:board>/values")
@blp.arguments(Paging, "query")
@blp.response(200, ValueShown, paged=True)
@blp.may("value.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's values, in the order that its leaders set; retired ones too."""
    return reading.page(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/values", method="POST")
@blp.arguments(ValuePost)
@blp.response(201, ValueShown)
@blp.conflicts("value_taken")
@blp.may("value.name", at=boards.place, of="board")
def name(call: Call, board: str) -> Any:
    """Name a value."""
    value = values.name(call.db, call.place.board_id, call.me, **call.fields)
    call.location = f"{PREFIX}/boards/{board}/values/{encode('value', value.id)}"
    return reading.one(call.db, call.place.board_id, value.id)


@blp.route("/boards/<slug:board>/values/<id(value):value>")
@blp.response(200, ValueWhole, versioned=True)
@blp.may("value.read", at=boards.place, of="board")
def read(call: Call, board: str, value: int) -> Any:
    """One value, and the newest of its stories: ideas that were adopted for it."""
    return _whole(call, value)


@blp.route("/boards/<slug:board>/values/<id(value):value>/stories")
@blp.arguments(Paging, "query")
@blp.response(200, StoryShown, paged=True)
@blp.may("value.read", at=boards.place, of="board")
def list_stories(call: Call, board: str, value: int) -> Any:
    """Every story of a value, the newest first. A retired value keeps them."""
    reading.one(call.db, call.place.board_id, value)
    return reading.stories(call.db, call.place.board_id, value, call.window)


@blp.route("/boards/<slug:board>/values/<id(value):value>/place", method="PUT")
@blp.arguments(ValuePlace)
@blp.response(200, ValueWhole)
@blp.may("value.edit", at=boards.place, of="board")
def place(call: Call, board: str, value: int) -> Any:
    """Put a value right behind another one in the board's order, or first."""
    values.place(call.db, call.place.board_id, value, call.me, call.fields["after"])
    return _whole(call, value)


@blp.route("/boards/<slug:board>/values/<id(value):value>", method="PATCH")
@blp.arguments(ValueEdit)
@blp.response(200, ValueWhole, versioned=True)
@blp.conflicts("value_taken")
@blp.may("value.edit", at=boards.place, of="board")
def edit(call: Call, board: str, value: int) -> Any:
    """Change a value's name or meaning."""
    found = values.lock(call.db, call.place.board_id, value)
    values.edit(call.db, found, call.me, call.expected, **call.fields)
    return _whole(call, value)


@blp.route("/boards/<slug:board>/values/<id(value):value>", method="DELETE")
@blp.response(204, versioned=True)
@blp.conflicts("value_retired")
@blp.may("value.retire", at=boards.place, of="board")
def retire(call: Call, board: str, value: int) -> None:
    """Retire a value: it is offered no more, and the ideas that serve it keep it."""
    found = values.lock(call.db, call.place.board_id, value)
    values.retire(call.db, found, call.me, call.expected)
