"""The vendors' published API descriptions, and what a request or an answer has against them.

They are read from the folder that the environment names in TRACKER_CONTRACTS; a test that needs one is skipped where
it is missing, and says so.
"""

import json
import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.templating.paths.exceptions import PathError
from openapi_core.templating.responses.exceptions import ResponseNotFound
from werkzeug.datastructures import Headers, ImmutableMultiDict

_HOST = "http://fake.invalid"


def folder() -> Path:
    """Where the descriptions are looked for."""
    return Path(os.environ.get("TRACKER_CONTRACTS") or "contracts")


def is_here(name: str) -> bool:
    """Whether the description `name` is in the folder."""
    return (folder() / name).is_file()


def needs_contract(name: str) -> pytest.MarkDecorator:
    """Mark a test that is skipped, loudly, where the description `name` is missing."""
    reason = f"NOT HELD TO THE VENDOR'S DESCRIPTION: there is no {name} in {folder()} (see TRACKER_CONTRACTS)"
    return pytest.mark.skipif(not is_here(name), reason=reason)


def contract(name: str, anything: tuple[str, ...] = ()) -> "Contract | None":
    """The description `name`, read once in a process; None where it is missing.

    Where it is known to be wrong, `anything` names what it says too much of, as pointers within it (RFC 6901): anything
    may be there.
    """
    return _read(folder() / name, anything) if is_here(name) else None


def lacks(not_described: Sequence[str], method: str, path: str) -> bool:
    """Whether a call is one of those that a description is known to lack: `GET /path`, `*` stands for anything."""
    return any(fnmatchcase(f"{method} {path}", call) for call in not_described)


@dataclass
class Request:
    """A request, as openapi-core wants to see one."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None
    content_type: str = ""
    host_url: str = _HOST
    parameters: RequestParameters = field(init=False)

    def __post_init__(self) -> None:
        self.parameters = RequestParameters(query=ImmutableMultiDict(self.query), header=Headers(dict(self.headers)))


@dataclass
class Webhook:
    """A call that the vendor's server makes by itself, as openapi-core wants to see one."""

    name: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "post"
    content_type: str = "application/json"
    parameters: RequestParameters = field(init=False)

    def __post_init__(self) -> None:
        self.parameters = RequestParameters(header=Headers(dict(self.headers)))


@dataclass(frozen=True)
class Response:
    """An answer, as openapi-core wants to see one."""

    status_code: int
    data: bytes
    content_type: str
    headers: Headers | Mapping[str, str]


class Contract:
    """One description. Each check returns what is wrong, in words; nothing when all is well."""

    def __init__(self, description: dict[str, Any]) -> None:
        _let_null_be_null(description)
        # The path of the vendor's server belongs to every address; its host does not.
        self._base = urlsplit(description["servers"][0]["url"]).path.rstrip("/")
        self._description = {**description, "servers": [{"url": _HOST + self._base}]}
        # The files were validated as a whole when they were cut; doing it in every process costs seconds.
        self._openapi = OpenAPI.from_dict(self._description, config=Config(spec_validator_cls=None))
        self._lock = threading.Lock()

    def against_request(self, request: Request) -> list[str]:
        """What `request` has against the description, names that it does not know among it."""
        with self._lock:
            try:
                self._openapi.validate_request(request)
            except OpenAPIError as error:
                return [_words("request", request, error)]
            return [_words("request", request, unknown) for unknown in self._unknown(request)]

    def against_answer(self, request: Request, response: Response) -> list[str] | None:
        """What `response` has against the description; None when it says nothing about such an answer."""
        with self._lock:
            try:
                self._openapi.validate_response(request, response)
            except (ResponseNotFound, PathError):
                return None
            except OpenAPIError as error:
                return [_words(f"answer {response.status_code}", request, error)]
            return []

    def against_webhook(self, webhook: Webhook) -> list[str]:
        """What `webhook` has against the one of this name in the description."""
        with self._lock:
            try:
                self._openapi.validate_webhook_request(webhook)
            except OpenAPIError as error:
                return [f"webhook {webhook.name}: {_said(error)}"]
            return []

    def _unknown(self, request: Request) -> list[str]:
        """openapi-core lets unknown names pass, so that a misspelt parameter would look right."""
        operation = self._operation(request)
        known = {self._resolved(each)["name"] for each in operation.get("parameters", ())}
        wrong = [f"query parameter {name!r} is not described" for name in request.query if name not in known]
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if content and request.body:
            fields = self._resolved(content["schema"]).get("properties")
            sent = json.loads(request.body)
            if fields and isinstance(sent, dict):
                wrong += [f"body field {name!r} is not described" for name in sent if name not in fields]
        return wrong

    def _operation(self, request: Request) -> dict[str, Any]:
        asked = request.path.removeprefix(self._base).split("/")
        fitting = [
            template
            for template in self._description["paths"]
            if len(parts := template.split("/")) == len(asked)
            and all(part == said or part.startswith("{") for part, said in zip(parts, asked, strict=True))
        ]
        # Where two fit, the one with the fewest placeholders is meant.
        item = self._description["paths"][min(fitting, key=lambda template: template.count("{"))]
        operation = item[request.method]
        return {**operation, "parameters": [*item.get("parameters", ()), *operation.get("parameters", ())]}

    def _resolved(self, node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            reference: str = node["$ref"]
            node = self._description
            for part in reference.removeprefix("#/").split("/"):
                node = node[part.replace("~1", "/").replace("~0", "~")]
        return node


def _let_null_be_null(node: Any) -> None:
    """Add null to the values of every nullable enum.

    Vendors write `nullable: true` beside an enum without null in it, and send null; OpenAPI 3.0.3 read to the
    letter forbids that. GitHub's `state_reason` is such a one, and null in an example of the same file.
    """
    if isinstance(node, dict):
        if node.get("nullable") is True and isinstance(node.get("enum"), list) and None not in node["enum"]:
            node["enum"].append(None)
        for child in node.values():
            _let_null_be_null(child)
    elif isinstance(node, list):
        for child in node:
            _let_null_be_null(child)


@cache
def _read(path: Path, anything: tuple[str, ...]) -> Contract:
    description = json.loads(path.read_text(encoding="utf-8"))
    for pointer in anything:
        *parts, last = pointer.removeprefix("/").split("/")
        node = description
        for part in parts:
            node = node[part]
        node[last] = {}
    return Contract(description)


def _words(what: str, request: Request, error: Exception | str) -> str:
    return f"{what} of {request.method.upper()} {request.path}: {_said(error)}"


def _said(error: Exception | str) -> str:
    cause = getattr(error, "__cause__", None)
    details = [
        f"{'/'.join(map(str, each.absolute_path))}: {each.message[:300]}"
        for each in getattr(cause or error, "schema_errors", ())
    ]
    return "; ".join(details) or str(error)[:300]
