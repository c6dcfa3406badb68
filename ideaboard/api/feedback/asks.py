"""`/feedback-asks`: somebody asks somebody else for feedback."""

from typing import Any

from ideaboard import ids
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.api.feedback.about import AboutShown, about_sent
from ideaboard.core.feedback import asks
from ideaboard.core.people import boards
from ideaboard.core.reading import feedback as reading

blp = Blueprint("feedback-asks", "Asking somebody for feedback: whom I ask answers with it, or declines.")


class AskPost(In):
    """Feedback to be asked for."""

    EXAMPLE = {"asked": ids.encode("account", 2), "question": "How did I run the retrospective?"}

    asked = Id("account", required=True, help="Whom I ask: somebody else on the board.")
    about = about_sent()
    question = Text(2000, min=1, required=True, example="How did I run the retrospective?")


class AskEdit(In):
    """What who was asked can change; to answer is to give feedback that `answers` this."""

    state = OneOf("declined", help="No reason needs to be said.")


class AskShown(Out):
    """Somebody asks for feedback."""

    id = Id("ask")
    asker = by("asker_", "Who asks.")
    asked = by("asked_", "Who is asked.")
    about = AboutShown()
    question = Text(2000, example="How did I run the retrospective?")
    state = OneOf("open", "answered", "declined")
    answered_by = Id("feedback", allow_none=True, example=None, help="The feedback that answers it.")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()


class AskList(Paging):
    """Which of them."""

    box = OneOf(*reading.ASK_BOXES, load_default="asked_of_me", help="What I was asked for, or what I ask for.")


@blp.route("/boards/<slug:board>/feedback-asks")
@blp.arguments(AskList, "query")
@blp.response(200, AskShown, paged=True)
@blp.may("ask.list", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """What I was asked for on a board, or ask for; the newest first."""
    return reading.asks(call.db, call.place.board_id, call.me, call.query["box"], call.window)


@blp.route("/boards/<slug:board>/feedback-asks", method="POST")
@blp.arguments(AskPost)
@blp.response(201, AskShown)
@blp.may("ask.post", at=boards.place, of="board")
def post(call: Call, board: str) -> Any:
    """Ask somebody on the board for feedback. Nobody but the two of us sees that I asked."""
    ask = asks.post(call.db, call.place.board_id, call.me, **call.fields)
    call.created("ask", ask.id, "feedback-asks")
    return reading.ask(call.db, ask.id)


@blp.route("/feedback-asks/<id(ask):ask>")
@blp.response(200, AskShown, versioned=True)
@blp.may("ask.read", at=reading.ask_place, of="ask")
def read(call: Call, ask: int) -> Any:
    """One ask: mine, or of me."""
    return reading.ask(call.db, ask)


@blp.route("/feedback-asks/<id(ask):ask>", method="PATCH")
@blp.arguments(AskEdit)
@blp.response(200, AskShown, versioned=True)
@blp.may("ask.decline", at=reading.ask_place, of="ask")
def decline(call: Call, ask: int) -> Any:
    """Decline what I was asked for."""
    asks.decline(call.db, asks.lock(call.db, ask), call.me, call.expected, **call.fields)
    return reading.ask(call.db, ask)
