"""`/issues`: the tracker's items made for adopted ideas."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Part, Text, Whole
from ideaboard.api.dialect.schemas import Out, Paging, Status
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import outbox as reading

blp = Blueprint("issues", "The tracker's items made for adopted ideas.")


class IssueShown(Out):
    """An issue, and where it stands. `reason` is in the tracker's own words when it is stuck."""

    id = Id("issue")
    idea = Id("idea")
    connection = Id("connection")
    tracker = Text(40, example="paper")
    key = Text(200, allow_none=True, example="P-17")
    url = Text(2000, allow_none=True, example="https://tracker.example.org/P-17")
    state = OneOf("pending", "linked", "partial", "refused", "conflict", "lost", "paused")
    reason = Text(2000, allow_none=True, example=None)
    remote_status = Part(Status, "remote_status_", help="The tracker's own status.")
    synced_at = Moment(allow_none=True)
    created_at = Moment()
    version = Whole(1, 2**31, example=1)


@blp.route("/ideas/<id(idea):idea>/issues")
@blp.arguments(Paging, "query")
@blp.response(200, IssueShown, paged=True)
@blp.may("issue.read", at=reading_ideas.place, of="idea")
def list_all(call: Call, idea: int) -> Any:
    """The issues made for an idea, the newest first."""
    return reading.issues(call.db, idea, call.window)


@blp.route("/issues/<id(issue):issue>")
@blp.response(200, IssueShown)
@blp.may("issue.read", at=reading.issue_place, of="issue")
def read(call: Call, issue: int) -> Any:
    """One issue."""
    return reading.issue(call.db, issue)
