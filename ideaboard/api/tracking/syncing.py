"""What goes between a board and its tracker: the secret of its webhooks, dry runs, imports, looks at every issue."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Text, Truth
from ideaboard.api.dialect.schemas import In, Paging
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.api.tracking.connections import ConnectionShown, installed, shown
from ideaboard.api.tracking.issues import IssueShown
from ideaboard.core.outbox import webhooks
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import outbox as reading
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import Conflict, invalid_field
from ideaboard.ids import signing_secret
from ideaboard.plugin import ListenerType

blp = Blueprint("syncing", "What goes between a board and its tracker, and when.")


class ConnectionMade(ConnectionShown):
    """A connection with a fresh secret for the tracker's webhooks, which is never shown again."""

    OPTIONAL = ("secret", "secret_already_shown")

    secret = Text(500, example="whsec_…", help="Enter it at the tracker. A repeat of the request leaves it out.")
    secret_already_shown = Truth(help="Only in a repeat of the request, in place of the secret.")


class RotatePost(In):
    """The secret, where the tracker makes it; a fresh one without."""

    secret = Text(500, min=12, line=True, load_default=None, allow_none=True, example=None)


class DryRunPost(In):
    """Whose issue is to be shown."""

    idea = Id("idea", required=True)


class IssuesThere(Paging):
    """Which issues."""

    stuck = Truth(load_default=False, help="Only those that wait for a leader.")


@blp.route("/connections/<id(connection):connection>/rotate", method="POST")
@blp.arguments(RotatePost)
@blp.response(200, ConnectionMade, secret_fields=("secret",))
@blp.conflicts("no_webhooks", "tracker_unknown")
@blp.may("connection.rotate", at=reading.connection_place, of="connection")
def rotate(call: Call, connection: int) -> Any:
    """Set the secret that proves the tracker's webhooks; the one before it is good for another 24 hours.

    It is in this answer and nowhere else. Enter it, and `inbound_url`, at the tracker.
    """
    found = connections.lock(call.db, connection)
    tracker = installed(call, found.tracker)
    if isinstance(tracker, ListenerType) or tracker.inbound is None:
        raise Conflict("no_webhooks", f"{tracker.title} does not call us; it is asked now and then.")
    secret = call.fields["secret"] or signing_secret()
    try:
        before = call.home.keys.unseal(found.inbound) if found.inbound else None
    except KeyMissing:
        # What cannot be opened any more proves nothing any more.
        before = None
    secrets = webhooks.rotated(before, secret) if before else webhooks.fresh(secret)
    connections.rotate(call.db, found, call.me, call.home.keys.seal(secrets))
    return {**shown(call, connection), "secret": secret}


def _needs(call: Call, connection: Connection, capability: str, what: str) -> None:
    tracker = installed(call, connection.tracker)
    if isinstance(tracker, ListenerType) or capability not in tracker.capabilities:
        raise Conflict("not_supported", f"{tracker.title} cannot {what}.")


@blp.route("/connections/<id(connection):connection>/dry-runs", method="POST")
@blp.arguments(DryRunPost)
@blp.response(202, JobShown)
@blp.conflicts("not_supported", "tracker_unknown")
@blp.may("connection.check", at=reading.connection_place, of="connection")
def dry_run(call: Call, connection: int) -> Any:
    """Show what adopting an idea would send, and what each of the tracker's statuses means here; nothing is sent."""
    found = connections.lock(call.db, connection)
    if isinstance(installed(call, found.tracker), ListenerType):
        raise Conflict("not_supported", "A listener takes no issues.")
    place = reading_ideas.place(call.db, call.fields["idea"], call.me)
    if place is None or place.board_id != call.place.board_id:
        raise invalid_field("/idea", "unknown_id", "The board has no such idea.")
    job = connections.dry_run(call.db, found, call.fields["idea"])
    call.created("job", job.id)
    return job_of(call, job.id)


@blp.route("/connections/<id(connection):connection>/imports", method="POST")
@blp.response(202, JobShown)
@blp.conflicts("not_supported", "tracker_unknown")
@blp.may("connection.import", at=reading.connection_place, of="connection")
def import_issues(call: Call, connection: int) -> Any:
    """Post the tracker's open issues as tasks, so that members post approaches to them. Each is imported once.

    To adopt an approach comments on that issue, and makes no second one.
    """
    found = connections.lock(call.db, connection)
    _needs(call, found, "open_issues", "list its open issues")
    job = connections.import_issues(call.db, found, call.me)
    call.created("job", job.id)
    return job_of(call, job.id)


@blp.route("/connections/<id(connection):connection>/resyncs", method="POST")
@blp.response(202, JobShown)
@blp.conflicts("not_supported", "tracker_unknown")
@blp.may("connection.check", at=reading.connection_place, of="connection")
def resync(call: Call, connection: int) -> Any:
    """Look at every issue there now, whatever the webhooks said; the result says what became of how many."""
    found = connections.lock(call.db, connection)
    if isinstance(installed(call, found.tracker), ListenerType):
        raise Conflict("not_supported", "A listener has no issues.")
    job = connections.resync(call.db, found)
    call.created("job", job.id)
    return job_of(call, job.id)


@blp.route("/connections/<id(connection):connection>/issues")
@blp.arguments(IssuesThere, "query")
@blp.response(200, IssueShown, paged=True)
@blp.may("connection.read", at=reading.connection_place, of="connection")
def issues_there(call: Call, connection: int) -> Any:
    """The issues there, the newest first; with `stuck` those that wait for a leader, the oldest first."""
    return reading.issues_at(call.db, connection, call.query["stuck"], call.window)
