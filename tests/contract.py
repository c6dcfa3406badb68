"""Every answer of the test run is held to the OpenAPI document, and what was seen of the document is noted.

`watch(app)` puts the check around an application. Which (operation, status) were seen is gathered over all processes
by `tests/conftest.py`, which fails a whole run in which a documented one never was.
"""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

# What was seen in this process: `GET /api/v1/me 200`.
SEEN: set[str] = set()

# Headers that are documented for a status, and are always there.
_ALWAYS = {"201": ("ETag", "Location"), "200": ("ETag",), "304": ("ETag",), "202": ("Location",)} | {
    "401": ("WWW-Authenticate",),
    "503": ("Retry-After",),
}


class NotAsDocumented(AssertionError):
    """An answer that the document does not promise."""


@lru_cache(maxsize=1024)
def template(rule: str) -> str:
    """A route's rule as the document writes it: `/ideas/<id(idea):idea>` is `/ideas/{idea}`."""
    return re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", rule)


_PART = re.compile(r'"#/components/schemas/([^"]+)"')


@cache
def _validator(schema: str) -> Any:
    """One for each schema, however many answers, operations and applications have it."""
    return jsonschema_rs.Draft202012Validator(json.loads(schema), validate_formats=True)


class Document:
    """An OpenAPI document that judges answers; each schema is compiled when first needed."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said = said
        self._validators: dict[tuple[str, str, str], Any] = {}
        self._problem = self._compile({"$ref": "#/components/schemas/Problem"})

    def _compile(self, schema: dict[str, Any]) -> Any:
        """The validator of a schema, made with the parts that it needs: with all of them each takes two megabytes."""
        parts: dict[str, Any] = {}
        waiting = [schema]
        while waiting:
            for name in _PART.findall(json.dumps(waiting.pop())):
                if name not in parts:
                    parts[name] = self.said["components"]["schemas"][name]
                    waiting.append(parts[name])
        return _validator(json.dumps({**schema, "components": {"schemas": parts}}, sort_keys=True))

    def documented(self) -> set[str]:
        """Every operation with every status that it documents."""
        return {
            f"{method.upper()} {path} {status}"
            for path, item in self.said["paths"].items()
            for method, operation in item.items()
            if method != "parameters"
            for status in operation["responses"]
        }

    def judge(self, method: str, path: str, status: int, headers: dict[str, str], body: bytes) -> list[str]:
        """What is wrong with an answer of the operation `method` `path` (as the document writes it)."""
        kind = headers.get("content-type", "").partition(";")[0]
        operation = self.said["paths"].get(path, {}).get("get" if method == "HEAD" else method.lower())
        if operation is None or status == 500 or method == "OPTIONS" or "/planted/" in path:
            # No operation, or one that a test has broken on purpose: a problem it is all the same.
            return self._wrong(self._problem, json.loads(body)) if status >= 400 and body else []
        response = operation["responses"].get(str(status))
        if response is None:
            return [f"{status} is not documented: {body[:300]!r}"]
        if method != "HEAD":
            SEEN.add(f"{method} {path} {status}")
        found = [f"{name} is missing" for name in _ALWAYS.get(str(status), ()) if name in response.get("headers", {})
                 and name.lower() not in headers]  # fmt: skip
        content = response.get("content", {})
        if method == "HEAD":
            return found
        if bool(body) != bool(content):
            return [*found, f"a body of {len(body)} bytes"]
        if not content:
            return found
        if kind not in content:
            return [*found, f"{kind} is not documented"]
        key = (f"{method} {path}", str(status), kind)
        if key not in self._validators:
            self._validators[key] = self._compile(content[kind]["schema"])
        # What is not JSON is documented as a text.
        found += self._wrong(self._validators[key], json.loads(body) if kind.endswith("json") else body.decode())
        if status >= 400:
            found += self._codes(response["description"], body)
        return found

    @staticmethod
    def _wrong(validator: Any, said: Any) -> list[str]:
        # The first few say enough.
        errors = list(validator.iter_errors(said))[:3]
        return [f"/{'/'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in errors]

    @staticmethod
    def _codes(description: str, body: bytes) -> list[str]:
        code = json.loads(body)["code"]
        return [] if f"`{code}`:" in description else [f"the code {code} is not documented"]


def watch(app: Flask) -> None:
    """Hold every answer of `app` to its document; one that breaks it raises out of the request."""
    document = Document(json.loads(app.extensions["ideaboard_openapi"]))
    inner = app.wsgi_app
    if isinstance(inner, _Watched):
        return
    app.wsgi_app = _Watched(inner, document, app.url_map)  # type: ignore[method-assign]


class _Watched:
    def __init__(self, inner: Callable[..., Iterable[bytes]], document: Document, rules: Map) -> None:
        self.inner, self.document, self.rules = inner, document, rules.bind("localhost")

    def _template(self, environ: dict[str, Any]) -> str:
        """The path as the document writes it; empty where there is no such route."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace")
        try:
            rule, _ = self.rules.match(path, environ["REQUEST_METHOD"], return_rule=True)
        except HTTPException:
            return ""
        return template(rule.rule)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        said: list[Any] = []

        def note(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            said[:] = [int(status[:3]), {name.lower(): value for name, value in headers}]
            return start(status, headers, *rest)

        answer = self.inner(environ, note)
        if not environ.get("PATH_INFO", "").startswith("/api/v1/"):
            return answer
        try:
            body = b"".join(answer)
        finally:
            if hasattr(answer, "close"):
                answer.close()
        path = self._template(environ)
        found = self.document.judge(environ["REQUEST_METHOD"].upper(), path, said[0], said[1], body)
        if found:
            raise NotAsDocumented(f"{environ['REQUEST_METHOD']} {path} {said[0]}: {'; '.join(found)}")
        return [body]


def documented() -> set[str]:
    """What `docs/openapi.json` promises, which a test holds equal to what is served."""
    kept = Path(__file__).parents[1] / "docs" / "openapi.json"
    return Document(json.loads(kept.read_text("utf-8"))).documented()
