"""Around every request: its id, and the log line that it leaves (no account, no address, no query string)."""

import re
import time
from functools import partial
from typing import Final

import structlog
from flask import Flask, Request, Response, g, request

from ideaboard import crash, ids
from ideaboard.api.dialect import limiting
from ideaboard.settings import Settings

log = structlog.get_logger()

_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,128}")

# What every answer says: it is what it says it is, and no page of somebody else's holds it.
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# A browser that was here once comes by TLS for a year, to every host below this one too.
_BY_TLS: Final = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

# Of a page the page says it; an answer for programs, opened as one, loads nothing, runs nothing, is framed by nobody.
PROGRAMS: Final = (
    "Content-Security-Policy",
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
)


def always(settings: Settings) -> dict[str, str]:
    """The headers of every answer."""
    return _ALWAYS | _BY_TLS if settings.base_url.startswith("https:") else _ALWAYS


def install(app: Flask, settings: Settings) -> None:
    """Give every request an id, guard its answer, and log it once it is answered."""
    app.before_request(_begin)
    app.after_request(partial(_end, always(settings)))


def _begin() -> None:
    g.request_id = request_id(request.headers.get("X-Request-Id", ""))
    g.began = time.perf_counter()


def _end(always: dict[str, str], response: Response) -> Response:
    # Each look through Flask's proxies costs three calls, and there are eight of them here.
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]
    noted = g._get_current_object()
    response.headers["X-Request-Id"] = noted.get("request_id", "")
    response.headers.update(always)
    if "limits" in noted:
        response.headers.update(limiting.headers(noted.limits))
    # What says nothing of it, as an error, is this caller's, and true now: nobody keeps it.
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault(*PROGRAMS)
    if asked.method == "OPTIONS" and not response.content_length:
        # Flask's own answer says in Allow what can be done here.
        response.status_code = 204
    if response.status_code == 204:
        # What has no body is no page of HTML either.
        response.headers.pop("Content-Type", None)
    if asked.method == "POST":
        crash.point("request:before answer")
    took = (time.perf_counter() - noted.began) * 1000 if "began" in noted else 0.0
    rule = asked.url_rule.rule if asked.url_rule is not None else "-"
    note(asked.method, rule, response.status_code, took, noted.get("request_id", ""))
    return response


def request_id(given: str) -> str:
    """The request's id: the one that the client gave it, or a new one where that is none."""
    return given if _REQUEST_ID.fullmatch(given) else ids.random_id(8)


def note(method: str, rule: str, status: int, took: float, request_id: str) -> None:
    """Log that a request was answered, in `took` milliseconds."""
    log.debug("answered", method=method, rule=rule, status=status, ms=round(took, 1), request_id=request_id)
