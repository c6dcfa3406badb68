"""`/feedback`: what one person on a board says to another."""

from typing import Any

from ideaboard import ids
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.api.feedback.about import AboutShown, about_sent
from ideaboard.core.feedback import feedback
from ideaboard.core.people import boards
from ideaboard.core.reading import feedback as reading

blp = Blueprint("feedback", "What people on a board say to each other: praise, advice, circumstances, a lesson.")

_MOST = 10_000


def _words(help: str, example: str, **kw: Any) -> Text:
    return Text(_MOST, allow_none=True, help=help, example=example, **kw)


def _said(help: str, example: str) -> Text:
    return _words(help, example, min=1, load_default=None)


class FeedbackPost(In):
    """Feedback to be given: something praised, or something advised on, or both."""

    EXAMPLE = {
        "receiver": ids.encode("account", 2),
        "praise": "You asked before you decided.",
        "advice": "Say earlier when a date slips.",
        "circumstances": "The release moved twice that week.",
        "lesson": "Who hears it on Monday can still help.",
    }

    receiver = Id("account", required=True, help="Whom it is for: somebody else on the board.")
    about = about_sent()
    praise = _said("What went well.", "You asked before you decided.")
    advice = _said("What could go better; it needs `circumstances`.", "Say earlier when a date slips.")
    circumstances = _said("Under which circumstances it was.", "The release moved twice that week.")
    lesson = _said("What there is to learn.", "Who hears it on Monday can still help.")
    answers = Id(
        "ask", load_default=None, allow_none=True, example=None, help="The ask of the receiver that it answers."
    )


class FeedbackEdit(In):
    """What its receiver can change."""

    shared = Truth(example=True, help="Let everyone on the board read it; it stays shared.")


class FeedbackShown(Out):
    """Feedback."""

    id = Id("feedback")
    giver = by("giver_", "Who gave it.")
    receiver = by("receiver_", "Whom it is for.")
    about = AboutShown()
    praise = _words("What went well.", "You asked before you decided.")
    advice = _words("What could go better.", "Say earlier when a date slips.")
    circumstances = _words("Under which circumstances it was.", "The release moved twice that week.")
    lesson = _words("What there is to learn.", "Who hears it on Monday can still help.")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()
    shared_at = Moment(allow_none=True, example=None, help="When its receiver let the board read it.")


class FeedbackList(Paging):
    """Which feedback."""

    box = OneOf(*reading.BOXES, load_default="received", help="What I received or gave, or what was shared with all.")


@blp.route("/boards/<slug:board>/feedback")
@blp.arguments(FeedbackList, "query")
@blp.response(200, FeedbackShown, paged=True)
@blp.may("feedback.list", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """The feedback on a board that I received or gave, or that was shared with all; the newest first."""
    return reading.page(call.db, call.place.board_id, call.me, call.query["box"], call.window)


@blp.route("/boards/<slug:board>/feedback", method="POST")
@blp.arguments(FeedbackPost)
@blp.response(201, FeedbackShown)
@blp.conflicts("ask_settled")
@blp.may("feedback.give", at=boards.place, of="board")
def give(call: Call, board: str) -> Any:
    """Give feedback to somebody on the board: a member to a leader as well as a leader to a member.

    Nobody but the two of us sees it, no leader and no admin, until its receiver shares it.
    """
    given = feedback.give(call.db, call.place.board_id, call.me, **call.fields)
    call.created("feedback", given.id, "feedback")
    return reading.one(call.db, given.id)


@blp.route("/feedback/<id(feedback):feedback>")
@blp.response(200, FeedbackShown, versioned=True)
@blp.may("feedback.read", at=reading.place, of="feedback")
def read(call: Call, feedback: int) -> Any:
    """One piece of feedback: mine, or shared with the board."""
    return reading.one(call.db, feedback)


@blp.route("/feedback/<id(feedback):feedback>", method="PATCH")
@blp.arguments(FeedbackEdit)
@blp.response(200, FeedbackShown, versioned=True)
@blp.may("feedback.share", at=reading.place, of="feedback")
def share(call: Call, feedback: int) -> Any:
    """Let everyone on the board read what I was told. It cannot be taken back."""
    return _share(call, feedback)


def _share(call: Call, number: int) -> Any:
    # A function of its own, for the path's part has the module's name.
    feedback.share(call.db, feedback.lock(call.db, number), call.me, call.expected, **call.fields)
    return reading.one(call.db, number)
