"""`/boards/{board}/values`: what the team holds high."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import PREFIX, Call
from ideaboard.api.dialect.fields import Id, Moment, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.core.ideas import values
from ideaboard.core.people import boards
from ideaboard.core.reading import people as reading
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


@blp.route("/boards/<slug:board>/values")
@blp.arguments(Paging, "query")
@blp.response(200, ValueShown, paged=True)
@blp.may("value.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's values, in the order in which they were named; retired ones too."""
    return reading.values(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/values", method="POST")
@blp.arguments(ValuePost)
@blp.response(201, ValueShown)
@blp.conflicts("value_taken")
@blp.may("value.name", at=boards.place, of="board")
def name(call: Call, board: str) -> Any:
    """Name a value."""
    value = values.name(call.db, call.place.board_id, call.me, **call.fields)
    call.location = f"{PREFIX}/boards/{board}/values/{encode('value', value.id)}"
    return reading.value(call.db, call.place.board_id, value.id)


@blp.route("/boards/<slug:board>/values/<id(value):value>")
@blp.response(200, ValueShown, versioned=True)
@blp.may("value.read", at=boards.place, of="board")
def read(call: Call, board: str, value: int) -> Any:
    """One value."""
    return reading.value(call.db, call.place.board_id, value)


@blp.route("/boards/<slug:board>/values/<id(value):value>", method="PATCH")
@blp.arguments(ValueEdit)
@blp.response(200, ValueShown, versioned=True)
@blp.conflicts("value_taken")
@blp.may("value.edit", at=boards.place, of="board")
def edit(call: Call, board: str, value: int) -> Any:
    """Change a value's name or meaning."""
    found = values.lock(call.db, call.place.board_id, value)
    values.edit(call.db, found, call.me, call.expected, **call.fields)
    return reading.value(call.db, call.place.board_id, value)


@blp.route("/boards/<slug:board>/values/<id(value):value>", method="DELETE")
@blp.response(204, versioned=True)
@blp.conflicts("value_retired")
@blp.may("value.retire", at=boards.place, of="board")
def retire(call: Call, board: str, value: int) -> None:
    """Retire a value: it is offered no more, and the ideas that serve it keep it."""
    found = values.lock(call.db, call.place.board_id, value)
    values.retire(call.db, found, call.me, call.expected)
