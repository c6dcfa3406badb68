"""`/connections`: a board's configured links to trackers. Secrets go in and never come out."""

from typing import Any

import marshmallow as ma

from ideaboard.api.dialect import parser
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Many, Moment, Nested, Object, OneOf, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.core.outbox.messages import LISTENED
from ideaboard.core.people import boards
from ideaboard.core.reading import outbox as reading
from ideaboard.core.reading.pages import Page
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import Conflict, FieldError, Invalid, invalid_field
from ideaboard.ids import encode
from ideaboard.plugin import CATEGORIES, ListenerType, Secret, TrackerType

blp = Blueprint("connections", "A board's links to its trackers, and what is wrong with them.")

_SETTINGS = {"folder": "/srv/paper"}

# Statuses that a connection's map can name.
_STATUSES = 500


class ConnectionPost(In):
    """A connection to be made."""

    tracker = Text(40, min=1, required=True, example="paper", help="A kind out of `/trackers`.")
    name = Text(100, min=1, line=True, required=True, example="Our paper")
    settings = Object(required=True, example=_SETTINGS, help="As the tracker's settings schema says.")


class Outbound(Out):
    """What goes to the tracker besides the issue itself."""

    status = Truth(help="That people started, finished or dropped the idea here.")
    comments = Truth(help="What people comment on the idea here, with their names.")


class OutboundEdit(In):
    """What goes to the tracker besides the issue itself; what is not named stays as it is."""

    status = Truth()
    comments = Truth()


class ConnectionEdit(In):
    """What leaders can change. Settings not named stay as they are; null takes one away."""

    EXAMPLE = {"settings": {"folder": "/srv/paper2"}}

    status_map = Object(
        example={"10021": "in_progress"},
        help="What statuses mean here, by the tracker's id of each: open, in_progress, done, rejected or unknown. "
        "Others mean what their category at the tracker says.",
    )
    outbound = Nested(OutboundEdit, help="All false unless a leader says otherwise.")
    events = Many(OneOf(*LISTENED), len(LISTENED), min=1, help="A listener: the types of event it is told.")

    name = Text(100, min=1, line=True, example="Our paper")
    settings = Object(example=_SETTINGS)


class ConnectionShown(Out):
    """A connection. `secrets` says which are set and since when, never what they are."""

    id = Id("connection")
    tracker = Text(40, example="paper")
    name = Text(100, example="Our paper")
    settings = Object(example=_SETTINGS)
    secrets = Object(example={"token": {"set": True, "updated_at": "2026-03-01T09:30:00Z"}})
    account = Text(500, allow_none=True, example="idea-bot", help="Who we are at the tracker, as a check found.")
    status_map = Object(example={"10021": "in_progress"})
    outbound = Nested(Outbound)
    events = Many(
        OneOf(*LISTENED), len(LISTENED), allow_none=True, help="A listener's types of event; null: a tracker."
    )
    inbound_url = Text(
        2000,
        allow_none=True,
        help="Where the tracker's webhooks go; null when it has none.",
        example="http://127.0.0.1:8000/inbound/k3f8w2zd",
    )
    inbound_since = Moment(allow_none=True, help="Since when the secret of its webhooks is set; null: it is not.")
    state = OneOf("active", "degraded", "paused")
    reason = Text(2000, allow_none=True, example=None)
    since = Moment()
    created_at = Moment()
    version = Whole(1, 2**31, example=1)


class ChoicesPost(In):
    """Which list to choose from."""

    name = Text(60, min=1, required=True, example="repository", help="The name of a setting.")


def shown(call: Call, connection: int) -> Any:
    """The connection as it is now."""
    row = reading.connection(call.db, connection)
    return _say(call, row)


def _say(call: Call, row: Any) -> dict[str, Any]:
    said = dict(row._mapping)
    kind = call.home.trackers.get(row.tracker)
    calls = kind is not None and kind.inbound is not None
    said["inbound_url"] = f"{call.home.settings.base_url}/inbound/{encode('connection', row.id)}" if calls else None
    said["secrets"] = {name: {"set": True, "updated_at": at} for name, at in row.secrets.items()}
    if kind is None and call.home.trackers.listener(row.tracker) is None and row.state == "active":
        said["state"] = "degraded"
        said["reason"] = f"The plugin for {row.tracker!r} is not installed or is switched off; see /health."
    return said


def installed(call: Call, kind: str) -> TrackerType | ListenerType:
    """The tracker or listener of this `kind`. Raises Conflict `tracker_unknown`."""
    found: TrackerType | ListenerType | None = call.home.trackers.get(kind) or call.home.trackers.listener(kind)
    if found is None:
        raise Conflict("tracker_unknown", f"The plugin for {kind!r} is not installed or is switched off.")
    return found


def _load(tracker: TrackerType | ListenerType, settings: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The settings as the plugin's schema takes them, secrets apart. Raises Invalid under `/settings`."""
    schema = tracker.settings(unknown=ma.RAISE)
    try:
        loaded = schema.load(settings)
    except ma.ValidationError as error:
        raise Invalid(parser.flatten(error.messages, "/settings")) from error
    secret = {name for name, field in schema.fields.items() if isinstance(field, Secret)}
    dumped = {name: value for name, value in loaded.items() if name not in secret}
    return dumped, {name: value for name, value in loaded.items() if name in secret}


def _check_edit(connection: Connection, said: dict[str, Any]) -> None:
    """Refuse what the fields' types let pass. Raises Invalid."""
    wrong = [
        FieldError(
            f"/status_map{parser.escaped(status)}",
            "not_one_of",
            f"One of: {', '.join(CATEGORIES)}.",
            {"allowed": list(CATEGORIES)},
        )
        for status, meaning in said.get("status_map", {}).items()
        if meaning not in CATEGORIES
    ]
    if len(said.get("status_map", {})) > _STATUSES:
        wrong.append(FieldError("/status_map", "too_many", f"At most {_STATUSES} statuses.", {"max": _STATUSES}))
    if "events" in said and connection.hears is None:
        wrong.append(FieldError("/events", "not_a_listener", "Only a listener is told events."))
    if wrong:
        raise Invalid(wrong)


def _kept_secrets(call: Call, connection: Connection) -> dict[str, Any]:
    """The secrets that are set; none when the key that sealed them is lost: then they must be given anew."""
    try:
        return call.home.keys.unseal(connection.sealed) if connection.sealed else {}
    except KeyMissing:
        return {}


def _prepare_new(call: Call) -> tuple[dict[str, Any], bytes, tuple[str, ...]]:
    try:
        tracker = installed(call, call.fields["tracker"])
    except Conflict:
        raise invalid_field(
            "/tracker", "tracker_unknown", "No such tracker is installed; see /trackers and /listeners."
        ) from None
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
        hears=list(LISTENED) if call.home.trackers.listener(call.fields["tracker"]) is not None else None,
    )
    call.created("connection", made.id)
    return shown(call, made.id)


@blp.route("/connections/<id(connection):connection>")
@blp.response(200, ConnectionShown, versioned=True)
@blp.may("connection.read", at=reading.connection_place, of="connection")
def read(call: Call, connection: int) -> Any:
    """One connection."""
    return shown(call, connection)


@blp.route("/connections/<id(connection):connection>", method="PATCH")
@blp.arguments(ConnectionEdit)
@blp.response(200, ConnectionShown, versioned=True)
@blp.conflicts("tracker_unknown")
@blp.may("connection.edit", at=reading.connection_place, of="connection")
def edit(call: Call, connection: int) -> Any:
    """Change a connection; settings not named stay as they are. New settings wake a paused one."""
    found = connections.lock(call.db, connection)
    said = call.fields
    _check_edit(found, said)
    said = {("hears" if name == "events" else name): value for name, value in said.items()}
    if "settings" not in said:
        connections.edit(call.db, found, call.me, call.expected, **said)
        return shown(call, connection)
    tracker = installed(call, found.tracker)
    kept = _kept_secrets(call, found)
    merged = {**found.settings, **kept, **said["settings"]}
    settings, secrets = _load(tracker, {name: value for name, value in merged.items() if value is not None})
    connections.edit(
        call.db,
        found,
        call.me,
        call.expected,
        **{**said, "settings": settings},
        sealed=call.home.keys.seal(secrets),
        secrets=tuple(secrets),
        fresh=tuple(name for name in secrets if name in said["settings"]),
    )
    return shown(call, connection)


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
    tracker = installed(call, found.tracker)
    if (
        isinstance(tracker, ListenerType)
        or "choices" not in tracker.capabilities
        or call.fields["name"] not in tracker.settings().fields
    ):
        raise Conflict("choices_unknown", f"{tracker.title} has no list for {call.fields['name']!r}.")
    job = connections.choices(call.db, found, call.fields["name"])
    call.created("job", job.id)
    return job_of(call, job.id)
