"""`/comments`: threads under ideas and tasks."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Markdown, Moment, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.ideas import comments
from ideaboard.core.reading import discussion as reading
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import tasks as reading_tasks
from ideaboard.core.tracking import adoption

blp = Blueprint("comments", "Discussion, in threads.")

_LONGEST = 16_384


class CommentPost(In):
    """A comment to be posted."""

    EXAMPLE = {"body": "We tried this once; the *cache key* was the hard part."}

    body = Markdown(_LONGEST, min=1, required=True, example="We tried this once.")
    parent = Id("comment", load_default=None, allow_none=True, help="The comment it answers.")


class CommentEdit(In):
    """What its author can change."""

    body = Markdown(_LONGEST, min=1, example="We tried this twice.")


class CommentShown(Out):
    """A comment. A deleted one keeps its place in the thread and has no text."""

    id = Id("comment")
    idea = Id("idea", allow_none=True)
    task = Id("task", allow_none=True)
    parent = Id("comment", allow_none=True)
    author = by("author_", "Who wrote it; null when `by_author`.")
    by_author = Truth(help="The author of an anonymous idea wrote it.")
    body = Text(_LONGEST, allow_none=True, example="We tried this once.")
    body_html = Text(500_000, allow_none=True, example="<p>We tried this once.</p>")
    deleted = Truth()
    hidden = Truth(help="A leader hid it: only its author and the leaders see its text.")
    hidden_reason = Text(1000, allow_none=True, example=None, help="Why; for its author and the leaders.")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()
    edited_at = Moment(allow_none=True, example=None)


@blp.route("/ideas/<id(idea):idea>/comments")
@blp.arguments(Paging, "query")
@blp.response(200, CommentShown, paged=True)
@blp.may("comment.read", at=reading_ideas.place, of="idea")
def list_of_idea(call: Call, idea: int) -> Any:
    """An idea's comments, the oldest first; `parent` makes the threads."""
    return reading.comments_of_idea(call.db, idea, call.me, call.window)


@blp.route("/ideas/<id(idea):idea>/comments", method="POST")
@blp.arguments(CommentPost)
@blp.response(201, CommentShown)
@blp.conflicts("comment_deleted", "too_deep", "merged")
@blp.takes_author_key
@blp.may("comment.post", at=reading_ideas.place, of="idea")
def post_on_idea(call: Call, idea: int) -> Any:
    """Comment on an idea. The author of an anonymous one does it with its Author-Key."""
    comment = adoption.comment(call.db, call.place.board_id, call.by, idea=idea, **call.fields)
    call.created("comment", comment.id)
    return reading.comment(call.db, comment.id, call.me, call.author_key)


@blp.route("/tasks/<id(task):task>/comments")
@blp.arguments(Paging, "query")
@blp.response(200, CommentShown, paged=True)
@blp.may("comment.read", at=reading_tasks.place, of="task")
def list_of_task(call: Call, task: int) -> Any:
    """A task's comments, the oldest first."""
    return reading.comments_of_task(call.db, task, call.me, call.window)


@blp.route("/tasks/<id(task):task>/comments", method="POST")
@blp.arguments(CommentPost)
@blp.response(201, CommentShown)
@blp.conflicts("comment_deleted", "too_deep")
@blp.may("comment.post", at=reading_tasks.place, of="task")
def post_on_task(call: Call, task: int) -> Any:
    """Comment on a task."""
    comment = comments.post(call.db, call.place.board_id, call.me, task=task, **call.fields)
    call.created("comment", comment.id)
    return reading.comment(call.db, comment.id, call.me, call.author_key)


@blp.route("/comments/<id(comment):comment>")
@blp.response(200, CommentShown, versioned=True)
@blp.takes_author_key
@blp.may("comment.read", at=reading.comment_place, of="comment")
def read(call: Call, comment: int) -> Any:
    """One comment."""
    return reading.comment(call.db, comment, call.me, call.author_key)


@blp.route("/comments/<id(comment):comment>", method="PATCH")
@blp.arguments(CommentEdit)
@blp.response(200, CommentShown, versioned=True)
@blp.conflicts("comment_deleted")
@blp.takes_author_key
@blp.may("comment.edit", at=reading.comment_place, of="comment")
def edit(call: Call, comment: int) -> Any:
    """Change my comment; it is shown as edited."""
    comments.edit(call.db, comments.lock(call.db, comment), call.by, call.expected, **call.fields)
    return reading.comment(call.db, comment, call.me, call.author_key)


@blp.route("/comments/<id(comment):comment>", method="DELETE")
@blp.response(204, versioned=True)
@blp.conflicts("comment_deleted")
@blp.takes_author_key
@blp.may("comment.delete", at=reading.comment_place, of="comment")
def delete(call: Call, comment: int) -> None:
    """Delete my comment; its place in the thread stays."""
    comments.delete(call.db, comment, call.by, call.expected)
