"""`/reviews`: what the team learns from an idea that went wrong, or right, and never whose it was."""

from typing import Any

from ideaboard.api.decisions import calendar
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Many, Markdown, Moment, Nested, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.core.decisions import reviews
from ideaboard.core.people import boards
from ideaboard.core.reading import reviews as reading
from ideaboard.errors import Conflict
from ideaboard.ids import encode

blp = Blueprint("reviews", "Blameless reviews: the team looks at what happened, together, and never at who.")

_LONG = 20_000
_STATEMENT = 10_000
_HAPPENED = "The new cache was never emptied, and on Monday the builds stopped."
_CONDITIONS = "The disk's alarm was set for another machine."
_HELPED = "The build log said what was missing."
_LESSONS = "A cache needs a limit from its first day."
_STATEMENT_TEXT = "We lost a morning of builds. We have set limits, and an alarm that we hear."
_ACTION = {"title": "Set a limit on every cache", "body": ""}


class ActionPost(In):
    """Something to do about it; it can be made a task."""

    title = Text(200, min=1, line=True, required=True, example="Set a limit on every cache")
    body = Markdown(_STATEMENT, load_default="", example="Ten gigabytes at first.")


class ReviewPost(In):
    """A review to be called. None of its texts may name somebody on the board."""

    EXAMPLE = {"idea": encode("idea", 1), "what_happened": _HAPPENED, "conditions": _CONDITIONS}

    idea = Id("idea", required=True, help="The idea that it is about: done, or dropped.")
    what_happened = Markdown(_LONG, min=1, required=True, example=_HAPPENED, help="What could be seen, step by step.")
    conditions = Markdown(_LONG, load_default="", example=_CONDITIONS, help="Under which conditions it happened.")
    helped = Markdown(_LONG, load_default="", example=_HELPED, help="What helped.")
    lessons = Markdown(_LONG, load_default="", example=_LESSONS, help="What the team has learned.")
    statement = Markdown(
        _STATEMENT, min=1, load_default=None, allow_none=True, example=_STATEMENT_TEXT, help="What the team says of it."
    )
    actions = Many(Nested(ActionPost), 20, load_default=list, example=[_ACTION], help="What the team will do.")
    meets_at = Moment(load_default=None, allow_none=True, help="When the team meets: in the future.")
    minutes = Whole(5, 480, load_default=45, example=45, help="How long it meets.")
    where = Text(500, load_default=None, allow_none=True, example="Room 2, or the usual call")


class ReviewEdit(In):
    """What anybody on the board can change; the `actions` given replace those that there were."""

    EXAMPLE = {"lessons": _LESSONS}

    what_happened = Markdown(_LONG, min=1, example=_HAPPENED)
    conditions = Markdown(_LONG, example=_CONDITIONS)
    helped = Markdown(_LONG, example=_HELPED)
    lessons = Markdown(_LONG, example=_LESSONS)
    statement = Markdown(_STATEMENT, min=1, allow_none=True, example=_STATEMENT_TEXT)
    actions = Many(Nested(ActionPost), 20, example=[_ACTION])
    meets_at = Moment(allow_none=True, help="Null calls the meeting off.")
    minutes = Whole(5, 480, example=45)
    where = Text(500, allow_none=True, example="Room 2, or the usual call")
    state = OneOf(*reviews.STATES, example="held", help="The one that comes next.")


class ActionShown(Out):
    """Something to do about it."""

    title = Text(200, example="Set a limit on every cache")
    body = Text(_STATEMENT, example="Ten gigabytes at first.")
    body_html = Text(1_000_000, example="<p>Ten gigabytes at first.</p>")
    task = Id("task", allow_none=True, help="The task that was made of it.")


class ReviewSummary(Out):
    """A review, as lists show it: without its long texts."""

    id = Id("review")
    board = Text(40, example="platform-team")
    idea = Id("idea")
    state = OneOf(*reviews.STATES)
    excerpt = Text(240, example=_HAPPENED)
    invited = OneOf("all", help="Everyone on the board: nobody is left out, and nobody singled out.")
    meets_at = Moment(allow_none=True)
    minutes = Whole(5, 480, example=45)
    where = Text(500, allow_none=True, example="Room 2, or the usual call")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()
    updated_at = Moment()


class ReviewShown(ReviewSummary):
    """A review whole. It says neither who called it nor whose doing anything was."""

    what_happened = Text(_LONG, example=_HAPPENED)
    what_happened_html = Text(1_000_000, example=f"<p>{_HAPPENED}</p>")
    conditions = Text(_LONG, example=_CONDITIONS)
    conditions_html = Text(1_000_000, example=f"<p>{_CONDITIONS}</p>")
    helped = Text(_LONG, example=_HELPED)
    helped_html = Text(1_000_000, example=f"<p>{_HELPED}</p>")
    lessons = Text(_LONG, example=_LESSONS)
    lessons_html = Text(1_000_000, example=f"<p>{_LESSONS}</p>")
    statement = Text(_STATEMENT, allow_none=True, example=_STATEMENT_TEXT)
    statement_html = Text(1_000_000, allow_none=True, example=f"<p>{_STATEMENT_TEXT}</p>")
    actions = Many(Nested(ActionShown), 20)


class ReviewList(Paging):
    """Which reviews."""

    state = OneOf(*reviews.STATES, load_default=None)


@blp.route("/boards/<slug:board>/reviews")
@blp.arguments(ReviewList, "query")
@blp.response(200, ReviewSummary, paged=True)
@blp.may("review.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's reviews, the newest first."""
    return reading.page(call.db, call.place.board_id, state=call.query["state"], window=call.window)


@blp.route("/boards/<slug:board>/reviews", method="POST")
@blp.arguments(ReviewPost)
@blp.response(201, ReviewShown)
@blp.conflicts("review_open")
@blp.may("review.call", at=boards.place, of="board")
def post(call: Call, board: str) -> Any:
    """Call the team together over an idea that is done or dropped. Everyone on the board is invited."""
    review = reviews.call(call.db, call.place.board_id, call.me, **call.fields)
    call.created("review", review.id)
    return reading.one(call.db, review.id)


@blp.route("/reviews/<id(review):review>")
@blp.response(200, ReviewShown, versioned=True)
@blp.may("review.read", at=reading.place, of="review")
def read(call: Call, review: int) -> Any:
    """One review."""
    return reading.one(call.db, review)


@blp.route("/reviews/<id(review):review>", method="PATCH")
@blp.arguments(ReviewEdit)
@blp.response(200, ReviewShown, versioned=True)
@blp.conflicts("review_step", "action_is_task")
@blp.may("review.edit", at=reading.place, of="review")
def edit(call: Call, review: int) -> Any:
    """Write on at a review, or move it on: it is called, then held, then shared, and stays as it is then.

    To be shared it needs lessons and a statement. An action that is a task stays among the actions.
    """
    reviews.edit(call.db, reviews.lock(call.db, review), call.me, call.expected, **call.fields)
    return reading.one(call.db, review)


@blp.route("/reviews/<id(review):review>/tasks", method="POST")
@blp.response(200, ReviewShown)
@blp.may("review.make_tasks", at=reading.place, of="review")
def make_tasks(call: Call, review: int) -> Any:
    """Make a task of every action that is none yet; asked again, nothing more comes of it."""
    reviews.make_tasks(call.db, reviews.lock(call.db, review), call.me)
    return reading.one(call.db, review)


@blp.route("/reviews/<id(review):review>/calendar.ics")
@blp.response(200, content_type=calendar.CONTENT_TYPE, shown=calendar.EXAMPLE)
@blp.conflicts("no_meeting")
@blp.may("review.read", at=reading.place, of="review")
def read_calendar(call: Call, review: int) -> bytes:
    """The meeting as a calendar file; a newer one takes the place of an older one, and calls off what is called off."""
    meeting = reading.meeting(call.db, review)
    if meeting.last_meeting is None:
        raise Conflict("no_meeting", "Set `meets_at` first.")
    call.file_name = f"review-{encode('review', review)}.ics"
    return calendar.write(meeting, call.home.settings.base_url)
