"""`/connections`: a board's configured links to trackers. Secrets go in and never come out."""

from typing import Any

import marshmallow as ma

from ideaboard.api.dialect import parser
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, Object, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.core.people import boards
from ideaboard.core.reading import outbox as reading
from ideaboard.core.reading.pages import Page
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import Conflict, Invalid, invalid_field
from ideaboard.plugin import Secret, TrackerType

blp = Blueprint("connections", "A board's links to its trackers, and what is wrong with them.")

_SETTINGS = {"folder": "/srv/paper"}


class ConnectionPost(In):
    """A connection to be made."""

    tracker = Text(40, min=1, required=True, example="paper", help="A kind out of `/trackers`.")
    name = Text(100, min=1, line=True, required=True, example="Our paper")
    settings = Object(required=True, example=_SETTINGS, help="As the tracker's settings schema says.")


class ConnectionEdit(In):
    """What leaders can change. Settings not named stay as they are; null takes one away."""

    EXAMPLE = {"settings": {"folder": "/srv/paper2"}}

    name = Text(100, min=1, line=True, example="Our paper")
    settings = Object(example=_SETTINGS)


class ConnectionShown(Out):
    """A connection. `secrets` says which are set and since when, never what they are."""

    id = Id("connection")
    tracker = Text(40, example="paper")
    name = Text(100, example="Our paper")
    settings = Object(example=_SETTINGS)
    secrets = Object(example={"token": {"set": True, "updated_at": "2026-03-01T09:30:00Z"}})
    state = OneOf("active", "degraded", "paused")
    reason = Text(2000, allow_none=True, example=None)
    since = Moment()
    created_at = Moment()
    version = Whole(1, 2**31, example=1)


class ChoicesPost(In):
    """Which list to choose from."""

    name = Text(60, min=1, required=True, example="repository", help="The name of a setting.")


def _shown(call: Call, connection: int) -> Any:
    row = reading.connection(call.db, connection)
    return _say(call, row)


def _say(call: Call, row: Any) -> dict[str, Any]:
    said = dict(row._mapping)
    said["secrets"] = {name: {"set": True, "updated_at": at} for name, at in row.secrets.items()}
    if call.home.trackers.get(row.tracker) is None and row.state == "active":
        said["state"] = "degraded"
        said["reason"] = f"The plugin for {row.tracker!r} is not installed or is switched off; see /health."
    return said


def _installed(call: Call, kind: str) -> TrackerType:
    found: TrackerType | None = call.home.trackers.get(kind)
    if found is None:
        raise Conflict("tracker_unknown", f"The plugin for {kind!r} is not installed or is switched off.")
    return found


def _load(tracker: TrackerType, settings: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The settings as the plugin's schema takes them, secrets apart. Raises Invalid under `/settings`."""
    schema = tracker.settings(unknown=ma.RAISE)
    try:
        loaded = schema.load(settings)
    except ma.ValidationError as error:
        raise Invalid(parser.flatten(error.messages, "/settings")) from error
    secret = {name for name, field in schema.fields.items() if isinstance(field, Secret)}
    dumped = {name: value for name, value in loaded.items() if name not in secret}
    return dumped, {name: value for name, value in loaded.items() if name in secret}


def _kept_secrets(call: Call, connection: Connection) -> dict[str, Any]:
    """The secrets that are set; none when the key that sealed them is lost: then they must be given anew."""
    try:
        return call.home.keys.unseal(connection.sealed) if connection.sealed else {}
    except KeyMissing:
        return {}


def _prepare_new(call: Call) -> tuple[dict[str, Any], bytes, tuple[str, ...]]:
    tracker: TrackerType | None = call.home.trackers.get(call.fields["tracker"])
    if tracker is None:
        raise invalid_field("/tracker", "tracker_unknown", "No such tracker is installed; see /trackers.")
    open_settings, secrets = _load(tracker, call.fields["settings"])
    return open_settings, call.home.keys.seal(secrets), tuple(secrets)


@blp.route("/boards/<slug:board>/connections")
@blp.arguments(Paging, "query")
@blp.response(200, ConnectionShown, paged=True)
@blp.may("connection.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's connections."""
    page = reading.connections(call.db, call.place.board_id, call.window)
    return Page([_say(call, row) for row in page.rows], page.next, page.total)


@blp.route("/boards/<slug:board>/connections", method="POST")
@blp.arguments(ConnectionPost)
@blp.response(201, ConnectionShown)
@blp.prepare(_prepare_new)
@blp.may("connection.create", at=boards.place, of="board")
def create(call: Call, board: str) -> Any:
    """Connect the board to a tracker. Ask for a check next: it says precisely what is wrong."""
    settings, sealed, secrets = call.prepared
    made = connections.create(
        call.db,
        call.place.board_id,
        call.me,
        tracker=call.fields["tracker"],
        name=call.fields["name"],
        settings=settings,
        sealed=sealed,
        secrets=secrets,
    )
    call.created("connection", made.id)
    return _shown(call, made.id)


@blp.route("/connections/<id(connection):connection>")
@blp.response(200, ConnectionShown, versioned=True)
@blp.may("connection.read", at=reading.connection_place, of="connection")
def read(call: Call, connection: int) -> Any:
    """One connection."""
    return _shown(call, connection)


@blp.route("/connections/<id(connection):connection>", method="PATCH")
@blp.arguments(ConnectionEdit)
@blp.response(200, ConnectionShown, versioned=True)
@blp.conflicts("tracker_unknown")
@blp.may("connection.edit", at=reading.connection_place, of="connection")
def edit(call: Call, connection: int) -> Any:
    """Change a connection; settings not named stay as they are. New settings wake a paused one."""
    found = connections.lock(call.db, connection)
    said = call.fields
    if "settings" not in said:
        connections.edit(call.db, found, call.me, call.expected, **said)
        return _shown(call, connection)
    tracker = _installed(call, found.tracker)
    kept = _kept_secrets(call, found)
    merged = {**found.settings, **kept, **said["settings"]}
    settings, secrets = _load(tracker, {name: value for name, value in merged.items() if value is not None})
    connections.edit(
        call.db,
        found,
        call.me,
        call.expected,
        name=said.get("name"),
        settings=settings,
        sealed=call.home.keys.seal(secrets),
        secrets=tuple(secrets),
        fresh=tuple(name for name in secrets if name in said["settings"]),
    )
    return _shown(call, connection)


@blp.route("/connections/<id(connection):connection>", method="DELETE")
@blp.response(204, versioned=True)
@blp.conflicts("connection_in_use")
@blp.may("connection.remove", at=reading.connection_place, of="connection")
def remove(call: Call, connection: int) -> None:
    """Remove a connection and forget its secrets; the issues made through it stay linked."""
    connections.remove(call.db, connections.lock(call.db, connection), call.me, call.expected)


@blp.route("/connections/<id(connection):connection>/checks", method="POST")
@blp.response(202, JobShown)
@blp.may("connection.check", at=reading.connection_place, of="connection")
def check(call: Call, connection: int) -> Any:
    """Try the connection without changing anything; the job's result says precisely what is wrong."""
    job = connections.check(call.db, connections.lock(call.db, connection))
    call.created("job", job.id)
    return job_of(call, job.id)


@blp.route("/connections/<id(connection):connection>/choices", method="POST")
@blp.arguments(ChoicesPost)
@blp.response(202, JobShown)
@blp.conflicts("choices_unknown", "tracker_unknown")
@blp.may("connection.check", at=reading.connection_place, of="connection")
def choices(call: Call, connection: int) -> Any:
    """Ask the tracker what can be chosen for a setting; the job's result is the list."""
    found = connections.lock(call.db, connection)
    tracker = _installed(call, found.tracker)
    if "choices" not in tracker.capabilities or call.fields["name"] not in tracker.settings().fields:
        raise Conflict("choices_unknown", f"{tracker.title} has no list for {call.fields['name']!r}.")
    job = connections.choices(call.db, found, call.fields["name"])
    call.created("job", job.id)
    return job_of(call, job.id)
