"""A hostile request as data, and how it is sent: byte for byte as a server would hand it to the application."""

import io
import json as json_module
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes

from werkzeug.test import TestResponse, run_wsgi_app
from werkzeug.wrappers import Request

from tests.unbreakable.world import World

NOTHING: Any = object()
JSON = "application/json"


@dataclass(frozen=True)
class Case:
    """One request by `who`, and what must be answered: the status, the `code` of a refusal, and `why`.

    `fields` are the field errors, pointer → code; `says` is a part of a success; `never` may be nowhere in the answer.
    In every text «name» stands for the world's id of that name.
    """

    method: str
    path: str
    status: int
    code: str | None
    why: str
    who: str = "ben"
    headers: tuple[tuple[str, str], ...] = ()
    json: Any = NOTHING
    raw: bytes | None = None
    type: str | None = JSON
    fields: dict[str, str] | None = None
    says: dict[str, Any] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    check: Callable[[TestResponse], bool] | None = None

    @property
    def refused(self) -> bool:
        """Whether nothing may change."""
        return self.status >= 400 or self.method in ("GET", "HEAD", "OPTIONS")


class Theme(list[Case]):
    """The cases of one theme, in the order in which they are sent."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def add(self, method: str, path: str, status: int, code: str | None, why: str, **kw: Any) -> None:
        """One more case."""
        self.append(Case(method, path, status, code, why, **kw))


def send(case: Case, here: World) -> TestResponse:
    """Send it. Repeated headers are joined with a comma, as WSGI servers do."""
    return run(here, environ(case, here))


def environ(case: Case, here: World) -> dict[str, Any]:
    """The WSGI environment that a server makes of the request; nothing is tidied up on the way."""
    target = here.fill(case.path)
    path, _, query = (target if target.startswith("/api") else "/api/v1" + target).partition("?")
    body = case.raw
    if body is None and case.json is not NOTHING:
        body = here.fill(json_module.dumps(case.json, ensure_ascii=False)).encode()
    found: dict[str, Any] = {
        "REQUEST_METHOD": case.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.encode().decode("latin-1"),
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body or b""),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if body is not None:
        found["CONTENT_LENGTH"] = str(len(body))
        if case.type is not None:
            found["CONTENT_TYPE"] = case.type
    if case.who != "nobody":
        found["HTTP_AUTHORIZATION"] = f"Bearer {here.tokens[case.who]}"
    sent: dict[str, str] = {}
    for name, value in case.headers:
        key = name.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        text = here.fill(value).encode().decode("latin-1")
        sent[key] = f"{sent[key]}, {text}" if key in sent else text
    return {**found, **sent}


def run(here: World, environ: dict[str, Any]) -> TestResponse:
    """The application's answer."""
    body, status, headers = run_wsgi_app(here.app.wsgi_app, environ, buffered=True)
    return TestResponse(body, status, headers, Request(environ))
