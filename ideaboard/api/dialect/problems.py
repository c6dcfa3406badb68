"""From the error family to RFC 9457: which status each member has, and how it is written down. The only such place."""

from typing import Any, Final

import orjson
import structlog
from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError

from ideaboard.api.dialect import refusals
from ideaboard.api.dialect.parser import TooLarge, WrongType
from ideaboard.core.outbox.answers import KeyReused
from ideaboard.core.people.limits import TooMany
from ideaboard.core.people.links import LinkSpent
from ideaboard.core.people.signing import SignInFailed
from ideaboard.errors import (
    CODES,
    BadRequest,
    Busy,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionRequired,
    Problem,
    Stale,
    Unauthenticated,
)

log = structlog.get_logger()

MEDIA_TYPE: Final = "application/problem+json"

# Of ten thousand wrong fields the first hundred say enough.
MOST_ERRORS: Final = 100


class NotAcceptable(Problem):
    """The caller accepts nothing that we could answer with."""

    code = "not_acceptable"


STATUS: Final[dict[type[Problem], int]] = {
    BadRequest: 400,
    Unauthenticated: 401,
    SignInFailed: 401,
    Forbidden: 403,
    NotFound: 404,
    NotAcceptable: 406,
    Conflict: 409,
    Stale: 412,
    TooLarge: 413,
    WrongType: 415,
    Invalid: 422,
    KeyReused: 422,
    LinkSpent: 409,
    PreconditionRequired: 428,
    TooMany: 429,
    Busy: 503,
    Problem: 500,
}

# What Flask itself refuses, in our words.
_OF_STATUS: Final = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    413: "too_large",
    415: "unsupported_media_type",
    429: "too_many_requests",
}


def install(app: Flask) -> None:
    """Answer every error under `/api` and `/inbound` as problem+json, and log what we did not expect."""
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _unexpected)


def _problem(problem: Problem) -> Response:
    headers = {}
    if isinstance(problem, (Unauthenticated, SignInFailed)):
        headers["WWW-Authenticate"] = 'Bearer realm="ideaboard"'
    if isinstance(problem, TooMany):
        headers["Retry-After"] = str(problem.seconds)
        g.limits = [*g.get("limits", ()), *problem.verdicts]
    if isinstance(problem, Busy):
        headers["Retry-After"] = "1"
    if isinstance(problem, Stale) and "etag" in problem.facts:
        headers["ETag"] = problem.facts.pop("etag")
    errors = problem.errors if isinstance(problem, Invalid) else ()
    extra = dict(problem.facts)
    if errors:
        extra["errors"] = [
            {"pointer": _cut(e.pointer, 500), "code": e.code, "detail": _cut(e.detail, 2000), "params": e.params}
            for e in errors[:MOST_ERRORS]
        ]
    status = STATUS[_member(type(problem))]
    reached = [one.limit.name for one in problem.verdicts if not one.allowed] if isinstance(problem, TooMany) else ()
    refusals.note(status, problem.code, reached)
    return write(status, problem.code, problem.detail, headers, **extra)


def _cut(text: str, most: int) -> str:
    # What a client said may be in it, a megabyte of it too; the document promises that it is short.
    return text if len(text) <= most else text[: most - 1] + "…"


def _member(kind: type[Problem]) -> type[Problem]:
    return next(known for known in kind.__mro__ if known in STATUS)


def _http(error: HTTPException) -> Any:
    if not _ours():
        return error
    status = error.code or 500
    # Allow, Retry-After and their like stay; what describes Flask's own page goes.
    headers = {name: value for name, value in error.get_headers() if name.lower() != "content-type"}
    if "Allow" in headers:
        headers["Allow"] = ", ".join(sorted(headers["Allow"].split(", ")))
    if status >= 500:
        return write(500, "internal", None, headers)
    code = _OF_STATUS.get(status, "bad_request")
    status = status if status in _OF_STATUS else 400
    refusals.note(status, code)
    return write(status, code, None, headers)


def _database(error: OperationalError) -> Any:
    # The database went away, or has no room: nothing was done, and it is not the caller's fault.
    log.error("the database failed", exc_info=error, request_id=g.get("request_id", ""))
    return _problem(Busy(detail="The database cannot be reached just now.")) if _ours() else InternalServerError()


def _unexpected(error: Exception) -> Any:
    # The one place where everything is caught: a client never sees a stack trace, an operator always does.
    rule = request.url_rule.rule if request.url_rule else None
    log.error("unexpected", exc_info=error, path=rule, request_id=g.get("request_id", ""))
    if not _ours():
        return InternalServerError()
    return write(500, "internal", "The request_id finds it in the server's log.")


def _ours() -> bool:
    return request.path.startswith(("/api/", "/inbound/")) or request.path == "/api"


def write(
    status: int, code: str, detail: str | None = None, headers: dict[str, str] | None = None, **extra: Any
) -> Response:
    """A problem as an answer."""
    base = current_app.extensions["ideaboard"].settings.base_url
    said = {
        "type": f"{base}/api/docs/problems#{code}",
        "title": CODES[code],
        "status": status,
        "detail": _cut(detail or CODES[code] + ".", 2000),
        "code": code,
        "request_id": g.get("request_id", ""),
        **extra,
    }
    return Response(orjson.dumps(said), status, headers, content_type=MEDIA_TYPE)
