"""`/inbound/{connection}`: what trackers tell us. Outside the dialect: any content type, raw bytes, no token.

The call is proven by a secret that only the tracker knows, kept, and answered; a worker applies it. A 202 means that it
is kept.
"""

import hashlib
from typing import Any, Final

import structlog
from flask import Blueprint, Flask, Request, Response, request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import RequestEntityTooLarge

from ideaboard import clock, ids
from ideaboard.api.dialect import refusals
from ideaboard.api.dialect.call import Installation
from ideaboard.core.outbox import webhooks
from ideaboard.core.tracking import inbox
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import Busy
from ideaboard.plugin import Forged, Inbound, Received, TrackerType

log = structlog.get_logger()

# Headers that say who may do something; none of them is a plugin's business or worth keeping.
_NOT_KEPT: Final = frozenset({"authorization", "cookie", "proxy-authorization"})
_LONGEST_ID: Final = 180

_CONNECTION: Final = select(Connection.board_id, Connection.tracker, Connection.inbound).where(
    Connection.state != "removed"
)


def install(app: Flask, home: Installation) -> None:
    """Serve the address that trackers call."""
    routes = Blueprint("inbound", __name__)

    @routes.route("/inbound/<connection>", methods=["POST"])
    def receive(connection: str) -> Response:
        number = ids.decode("connection", connection)
        return _receive(home, request, number) if number is not None else _say(404, "There is no such connection.")

    app.register_blueprint(routes)


def _receive(home: Installation, asked: Request, connection: int) -> Response:
    with home.database.reading() as db:
        found = db.execute(_CONNECTION.where(Connection.id == connection)).first()
    kind: TrackerType | None = home.trackers.get(found.tracker) if found is not None else None
    if found is None or kind is None or kind.inbound is None:
        return _say(404, "Nothing listens here.")
    asked.max_content_length = home.settings.max_inbound_bytes
    try:
        body = asked.get_data(cache=False)
    except RequestEntityTooLarge:
        return _say(413, f"At most {home.settings.max_inbound_bytes} bytes are taken.")
    headers = {name.lower(): value for name, value in asked.headers.items() if name.lower() not in _NOT_KEPT}
    received = Received(headers, body, clock.now(), asked.args.to_dict())
    try:
        delivery = _verified(home, kind.inbound, found.inbound, received)
    except Forged as error:
        refusals.note(401, "unauthenticated")
        return _say(401, str(error))
    try:
        with home.database.transaction() as session:
            inbox.keep(session, found.board_id, connection, delivery, headers, body, received.at)
    except IntegrityError:
        # The same call twice in the same moment: the other one is kept.
        log.debug("a delivery came twice at once", connection=connection)
    except Busy:
        busy = _say(503, "Try again in a moment.")
        busy.headers["Retry-After"] = "5"
        return busy
    return _say(202, "Kept.")


def _verified(home: Installation, inbound: Inbound, sealed: bytes | None, received: Received) -> str:
    """The delivery's id, when one of the connection's secrets proves the call. Raises Forged."""
    if sealed is None:
        raise Forged("This connection has no secret for webhooks yet.")
    try:
        secrets = webhooks.valid(home.keys.unseal(sealed))
        said: Any = inbound.verify(received, secrets)
    except (Forged, KeyMissing) as error:
        raise Forged(str(error)) from error
    except Exception as error:
        # A plugin that stumbles over what it is sent has not proven it.
        log.error("a plugin failed to verify a call", exc_info=error)
        raise Forged("It cannot be proven.") from error
    if isinstance(said, str) and 0 < len(said) <= _LONGEST_ID:
        return said
    return "body:" + hashlib.sha256(received.body).hexdigest()


def _say(status: int, text: str) -> Response:
    answer = Response(text + "\n", status, mimetype="text/plain")
    answer.headers["Cache-Control"] = "no-store"
    return answer
