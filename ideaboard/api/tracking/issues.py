"""`/issues`: the tracker's items made for adopted ideas, or linked to them."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Part, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, Status
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.core.decisions import decisions
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import outbox as reading
from ideaboard.core.tracking import adoption, connections, issues, sync
from ideaboard.core.tracking.issues import Issue
from ideaboard.errors import Conflict, NotFound
from ideaboard.plugin import CATEGORIES

blp = Blueprint("issues", "The tracker's items made for adopted ideas.")


class IssuePost(In):
    """Where an adopted idea is to go."""

    connection = Id("connection", required=True)
    existing = Text(
        2000, min=1, line=True, load_default=None, allow_none=True, example="P-17",
        help="The key or the address of an issue that is there already: it is linked, and none is made.",
    )  # fmt: skip


class IssueEdit(In):
    """How a leader ends a conflict."""

    keep = OneOf("ours", "theirs", help="`ours`: the idea stays where it is; `theirs`: it follows the tracker.")


class IssueShown(Out):
    """An issue, and where it stands. `reason` is in the tracker's own words when it is stuck."""

    id = Id("issue")
    idea = Id("idea")
    connection = Id("connection")
    tracker = Text(40, example="paper")
    key = Text(2000, allow_none=True, example="P-17")
    url = Text(2000, allow_none=True, example="https://tracker.example.org/P-17")
    state = OneOf("pending", "linked", "partial", "refused", "conflict", "lost", "paused", "unlinked")
    reason = Text(2000, allow_none=True, example=None)
    remote_status = Part(Status, "remote_status_", help="The tracker's own status.")
    means = OneOf(*CATEGORIES, allow_none=True, help="What that means here.")
    theirs = OneOf(
        "adopted", "in_progress", "done", allow_none=True, example=None,
        help="In a conflict: where the tracker's word would bring the idea.",
    )  # fmt: skip
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


@blp.route("/ideas/<id(idea):idea>/issues", method="POST")
@blp.arguments(IssuePost)
@blp.response(201, IssueShown)
@blp.conflicts("idea_not_adopted", "already_there", "not_supported", "tracker_unknown")
@blp.may("issue.send", at=reading_ideas.place, of="idea")
def send(call: Call, idea: int) -> Any:
    """Send an adopted idea to a tracker now, or link it to an issue that is there already."""
    connection, existing = call.fields["connection"], call.fields["existing"]
    found = decisions.lock(call.db, idea)
    made = adoption.send(call.db, found, call.me, connection, existing)
    _check_kind(call, connections.lock(call.db, connection).tracker, existing is not None)
    call.created("issue", made.id)
    return reading.issue(call.db, made.id)


def _check_kind(call: Call, tracker: str, linking: bool) -> None:
    kind = call.home.trackers.get(tracker)
    if kind is None:
        raise Conflict("tracker_unknown", f"The plugin for {tracker!r} is not installed, or takes no issues.")
    if linking and "look_up" not in kind.capabilities:
        raise Conflict("not_supported", f"{kind.title} cannot look an issue up.")


@blp.route("/issues/<id(issue):issue>")
@blp.response(200, IssueShown, versioned=True)
@blp.may("issue.read", at=reading.issue_place, of="issue")
def read(call: Call, issue: int) -> Any:
    """One issue."""
    return reading.issue(call.db, issue)


@blp.route("/issues/<id(issue):issue>", method="PATCH")
@blp.arguments(IssueEdit)
@blp.response(200, IssueShown, versioned=True)
@blp.conflicts("no_conflict", "move_not_allowed")
@blp.may("issue.resolve", at=reading.issue_place, of="issue")
def resolve(call: Call, issue: int) -> Any:
    """End a conflict: keep what the board says, or follow the tracker."""
    idea, found = _held(call, issue)
    issues.require(found, call.expected)
    if "keep" in call.fields:
        sync.resolve(call.db, idea, found, call.me, call.fields["keep"])
    return reading.issue(call.db, issue)


@blp.route("/issues/<id(issue):issue>", method="DELETE")
@blp.response(204, versioned=True)
@blp.may("issue.unlink", at=reading.issue_place, of="issue")
def unlink(call: Call, issue: int) -> None:
    """Let idea and issue go their own ways; the issue itself stays as it is."""
    idea, found = _held(call, issue)
    issues.unlink(call.db, idea, found, call.me, call.expected)


@blp.route("/issues/<id(issue):issue>/retry", method="POST")
@blp.response(200, IssueShown)
@blp.conflicts("issue_not_stuck")
@blp.may("issue.resolve", at=reading.issue_place, of="issue")
def retry(call: Call, issue: int) -> Any:
    """Ask the tracker again for what it refused."""
    _, found = _held(call, issue)
    issues.retry(call.db, found, call.me)
    return reading.issue(call.db, issue)


@blp.route("/issues/<id(issue):issue>/resync", method="POST")
@blp.response(202, JobShown)
@blp.conflicts("issue_not_made")
@blp.may("issue.resolve", at=reading.issue_place, of="issue")
def resync(call: Call, issue: int) -> Any:
    """Look at the issue now; one that was lost is found again, and a paused one follows the tracker again."""
    _, found = _held(call, issue)
    if found.remote_id is None:
        raise Conflict("issue_not_made", "It is not at the tracker yet.")
    sync.wake(call.db, found)
    job = issues.resync(call.db, found)
    call.created("job", job.id)
    return job_of(call, job.id)


def _held(call: Call, issue: int) -> tuple[Any, Issue]:
    """The issue's idea and the issue, locked in this order. Raises NotFound for one that was unlinked."""
    held = sync.hold(call.db, issue)
    if held is None:
        raise NotFound
    return held
