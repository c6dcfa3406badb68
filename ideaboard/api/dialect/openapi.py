"""The OpenAPI 3.1 document: what each contract says, in the words that flask-smorest and apispec understand."""

from typing import Any, Final

import flask_smorest
import marshmallow as ma
from flask import Flask
from flask_smorest.utils import load_info_from_docstring

from ideaboard import __version__, ids
from ideaboard.api.dialect import fields
from ideaboard.api.dialect.contract import Contract
from ideaboard.api.dialect.schemas import Out
from ideaboard.core.people import policy
from ideaboard.errors import CODES

_DESCRIPTION: Final = """\
Where a tech team's ideas become its work: members post ideas and alternative approaches to tasks, vote and discuss;
leaders answer each with a reason and adopt them into the backlog; plugins carry them to the team's tracker.

Every answer is JSON, but for a calendar file; every error is `application/problem+json` (RFC 9457) with a stable
`code`. Lists are `{"data": […], "next": "<cursor>" | null}`. A single resource has an `ETag`; editing one needs
`If-Match`. Every `POST` takes an `Idempotency-Key`, so that a repeat after a lost answer has one effect.
"""

# The problems that any route of a kind can answer with: status, code.
# A token that is wrong is refused where none is needed, too.
_ALWAYS: Final = (
    (400, "bad_request"), (401, "unauthenticated"), (406, "not_acceptable"), (422, "invalid"),
    (429, "too_many_requests"), (503, "busy"),
)  # fmt: skip
_SIGNED_IN: Final = ((403, "forbidden"), (403, "insufficient_scope"), (403, "not_on_behalf"))
_BEARER: Final = (
    "A token, `ib_…`. A machine whose token acts for people on its board says for whom in the header `On-Behalf-Of`: "
    "their account's id. What it does is theirs then, and the event says `via` which machine it came."
)
_CHANGING: Final = ((403, "cross_site"),)
_WITH_BODY: Final = ((400, "bad_json"), (413, "too_large"), (415, "unsupported_media_type"))
_VERSIONED: Final = ((412, "stale"), (428, "precondition_required"))

_TYPE: Final = "http://127.0.0.1:8000/api/docs/problems#"
_REQUEST_ID: Final = "5f0c1e7a9b3d4c21"

# What a problem's answer carries besides its body.
_HEADERS: Final = {401: "WWW-Authenticate", 412: "ETag", 429: "Retry-After", 503: "Retry-After"}

_ROLES: Final = {
    "nobody": "everyone, signed in or not",
    "account": "everyone who is signed in",
    "admin": "admins of this installation",
    "outsider": "everyone who can see the board",
    "member": "members of the board",
    "leader": "leaders of the board",
    "author": "its author",
}

_PHRASES: Final = {200: "Done", 201: "Made", 202: "Owed: poll the job", 204: "Done; nothing to say"}


class FieldProblem(Out):
    """What is wrong with one field of the body, or with one parameter."""

    pointer = fields.Text(
        500,
        example="/title",
        help="A JSON pointer (RFC 6901) into the body, or `/parameter`; cut short, and ending in `…`, when very long.",
    )
    code = fields.Text(60, example="required", help="Stable; all codes are in the docs.")
    detail = fields.Text(2000, example="This field is required.")
    params = fields.Object(example={}, help="What the sentence is filled with: `max`, `allowed`, …")


class Problem(Out):
    """An error, as RFC 9457 writes it down."""

    OPTIONAL = ("errors",)

    type = fields.Text(500, example=_TYPE + "not_found", help="An address in the docs that explains the code.")
    title = fields.Text(200, example=CODES["not_found"])
    status = fields.Whole(400, 599, example=404)
    detail = fields.Text(2000, example="There is nothing here that you can see.")
    code = fields.Text(60, example="not_found", help="Stable; all codes are in the docs.")
    request_id = fields.Text(128, example=_REQUEST_ID, help="Finds the request in the server's log.")
    errors = fields.Many(
        fields.Nested(FieldProblem), 100, help="With `invalid`: each field that is wrong, the first hundred of them."
    )


def document(tag: str, contract: Contract) -> dict[str, Any]:
    """What flask-smorest is to know about a contract's operation."""
    view = contract.view
    assert view is not None  # noqa: S101
    doc: dict[str, Any] = {
        "operationId": f"{tag.replace('-', '_')}_{view.__name__}",
        "responses": _responses(contract),
    }
    public = "nobody" in policy.TABLE[contract.verbs[0]].roles
    doc["security"] = [] if public else [{"token": []}, {"session": []}]
    words = load_info_from_docstring(view.__doc__)
    doc["summary"] = words["summary"]
    doc["description"] = "\n\n".join([*filter(None, [words.get("description")]), _who(contract)])
    arguments: dict[str, Any] = {"parameters": []}
    if contract.query is not None:
        arguments["parameters"].append({"in": "query", "schema": contract.query})
    if contract.body is not None:
        kinds = ["application/json"]
        if contract.method == "PATCH":
            kinds.append("application/merge-patch+json")
        content = {"schema": contract.body, "example": _sent(contract)}
        doc["requestBody"] = {"required": True, "content": {kind: dict(content) for kind in kinds}}
    if contract.repeatable:
        arguments["parameters"].append("IdempotencyKey")
    if contract.versioned and contract.method in ("PATCH", "DELETE"):
        arguments["parameters"].append("IfMatch")
    if contract.judged is not None:
        arguments["parameters"].append("IfMatchAccepted")
    if contract.takes_author_key:
        arguments["parameters"].append("AuthorKey")
    if contract.safe:
        arguments["parameters"].append("IfNoneMatch")
    if not arguments["parameters"]:
        arguments.clear()
    return {**({"arguments": arguments} if arguments else {}), "manual_doc": doc}


def _who(contract: Contract) -> str:
    """Who may do this, out of the policy table: it is the same table that refuses."""
    said = []
    for verb in contract.verbs:
        rule = policy.TABLE[verb]
        # Whoever may read what outsiders may read is among "everyone".
        roles = ["outsider"] if "outsider" in rule.roles else ["member"] if "member" in rule.roles else _ROLES
        who = rule.who or " and ".join(_ROLES[role] for role in roles if role in rule.roles)
        said.append(f"For {who}." if "nobody" in rule.roles else f"For {who}; a token needs the scope `{rule.scope}`.")
    return "\n".join(said)


def _sent(contract: Contract) -> Any:
    assert contract.body is not None  # noqa: S101
    chosen = getattr(contract.body, "EXAMPLE", None)
    return chosen if chosen is not None else example(contract.body)


def _responses(contract: Contract) -> dict[str, Any]:
    done: dict[str, Any] = {"description": _PHRASES[contract.status]}
    if not contract.silent:
        schema, shown = _answer(contract)
        done["content"] = {contract.content_type: {"schema": schema, "example": shown}}
        headers: dict[str, Any] = {}
        if contract.status != 202:
            headers["ETag"] = {"$ref": "#/components/headers/ETag"}
        if contract.status == 201 or contract.status == 202:
            headers["Location"] = {"$ref": "#/components/headers/Location"}
        if headers:
            done["headers"] = headers
    responses = {str(contract.status): done}
    if contract.or_nothing:
        responses["204"] = {"description": _PHRASES[204]}
    if contract.safe and not contract.silent:
        responses["304"] = {
            "description": "You have it already",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        }
    for status, codes in sorted(_problems(contract).items()):
        responses[str(status)] = _problem_response(status, codes)
    return responses


def _answer(contract: Contract) -> tuple[Any, Any]:
    """The schema of a success, and an example of it; what is not JSON is a text."""
    if contract.out is None:
        return {"type": "string"}, contract.shown
    shown = example(contract.out)
    return (page_of(contract.out), {"data": [shown], "next": None}) if contract.paged else (contract.out, shown)


def _problems(contract: Contract) -> dict[int, list[str]]:
    said = list(_ALWAYS)
    rules = [policy.TABLE[verb] for verb in contract.verbs]
    if not any("nobody" in rule.roles for rule in rules):
        said += _SIGNED_IN
        said += () if contract.safe else _CHANGING
    said += [(403, code) for code in contract.refusals]
    said += [(401, code) for code in contract.failures]
    said += [(503, code) for code in contract.outages]
    if contract.takes_author_key:
        said.append((403, "wrong_author_key"))
    if not contract.takes_author_key or len(contract.verbs) > 1:
        said.append((400, "author_key_not_taken"))
    if contract.paged or "after" in getattr(contract.query, "_declared_fields", ()):
        said.append((422, "cursor_invalid"))
    if contract.repeatable:
        said.append((422, "idempotency_key_reused"))
    if contract.found_by:
        said.append((404, "not_found"))
    if contract.body is not None:
        said += _WITH_BODY
    if contract.versioned and contract.method in ("PATCH", "DELETE"):
        said += _VERSIONED
    if contract.judged is not None:
        said.append((412, "stale"))
    conflicts = list(contract.conflicts) + [rule.otherwise for rule in rules if rule.otherwise]
    if not contract.safe and contract.finder is not None and not all(rule.archived for rule in rules):
        conflicts.append("board_archived")
    if contract.repeatable:
        conflicts.append("still_running")
    said += [(409, code) for code in conflicts]
    found: dict[int, list[str]] = {}
    for status, code in said:
        if code not in found.setdefault(status, []):
            found[status].append(code)
    return found


def _problem_response(status: int, codes: list[str]) -> dict[str, Any]:
    said = {
        "type": _TYPE + codes[0],
        "title": CODES[codes[0]],
        "status": status,
        "detail": CODES[codes[0]] + ".",
        "code": codes[0],
        "request_id": _REQUEST_ID,
    }
    if codes[0] == "invalid":
        said["errors"] = [example(FieldProblem)]
    described = " · ".join(f"`{code}`: {CODES[code]}" for code in codes)
    response: dict[str, Any] = {
        "description": described,
        "content": {"application/problem+json": {"schema": Problem, "example": said}},
    }
    if status in _HEADERS:
        response["headers"] = {_HEADERS[status]: {"$ref": f"#/components/headers/{_HEADERS[status]}"}}
    return response


_pages: dict[type[ma.Schema], type[ma.Schema]] = {}


def page_of(schema: type[ma.Schema]) -> type[ma.Schema]:
    """The Schema of one page of `schema`."""
    if schema not in _pages:
        _pages[schema] = type(
            f"{schema.__name__}Page",
            (Out,),
            {
                "OPTIONAL": ("total",),
                "data": fields.Many(fields.Nested(schema), 100),
                "next": fields.Text(1000, allow_none=True, help="The cursor of the next page; null on the last."),
                "total": fields.Whole(0, 2**53, example=1, help="Only with `count=true`."),
            },
        )
    return _pages[schema]


def example(schema: type[ma.Schema]) -> Any:
    """An example of what `schema` says, made of its fields' examples."""
    optional = getattr(schema, "OPTIONAL", ())
    found = schema().fields.items()
    return {name: _shown(field) for name, field in found if name not in optional or "example" in field.metadata}


def _shown(field: Any) -> Any:
    if "example" in field.metadata:
        return field.metadata["example"]
    if isinstance(field, ma.fields.Nested):
        return example(type(field.schema))
    if isinstance(field, ma.fields.List):
        return [_shown(field.inner)] if isinstance(field.inner, fields.Nested) else []
    if isinstance(field, ma.fields.Boolean):
        return False
    if isinstance(field, ma.fields.Integer):
        return 1
    return None if field.allow_none else {} if isinstance(field, ma.fields.Dict) else "text"


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest's Api, with our errors, our security and our parameters in the document."""

    DEFAULT_ERROR_RESPONSE_NAME = None
    ERROR_SCHEMA = Problem

    def __init__(self, app: Flask) -> None:
        app.config.update(
            API_TITLE="ideaboard",
            API_VERSION=__version__,
            OPENAPI_VERSION="3.1.0",
            API_SPEC_OPTIONS={
                "info": {
                    "description": _DESCRIPTION,
                    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
                    "contact": {"name": "Whoever runs this installation"},
                },
                "servers": [{"url": "/", "description": "This board"}],
                "security": [{"token": []}, {"session": []}],
            },
        )
        super().__init__(app)
        components = self.spec.components
        components.security_scheme("token", {"type": "http", "scheme": "bearer", "description": _BEARER})
        components.security_scheme(
            "session",
            {
                "type": "apiKey",
                "in": "cookie",
                "name": "__Host-ideaboard",
                "description": "The session of a browser; without TLS the cookie is called `ideaboard`.",
            },
        )
        components.parameter(
            "IdempotencyKey",
            "header",
            _header("Idempotency-Key", "One effect, however often sent.", "3f1c", minLength=1, maxLength=255),
        )
        components.parameter(
            "IfMatch", "header", _header("If-Match", "The ETag you read.", '"1.0a1b2c3d4e5f607182"', True)
        )
        components.parameter(
            "IfNoneMatch", "header", _header("If-None-Match", "The ETag you have.", '"1.0a1b2c3d4e5f607182"')
        )
        components.parameter(
            "AuthorKey", "header", _header("Author-Key", "Of an anonymous idea: that I am its author.", "ak_3xAmpl3")
        )
        components.parameter(
            "IfMatchAccepted",
            "header",
            _header("If-Match", "The ETag of what you judge.", '"1.0a1b2c3d4e5f607182"'),
        )
        for name, text in (
            ("ETag", "The version of this answer; with 412, the one that is current."),
            ("Location", "Where it is found."),
            ("WWW-Authenticate", "How to say who asks."),
            ("Retry-After", "Seconds until it is worth trying again."),
        ):
            components.header(name, {"schema": {"type": "string"}, "description": text})

    def _init_spec(self, **kwargs: Any) -> None:
        super()._init_spec(**kwargs)
        self.ma_plugin.converter.add_attribute_function(_null_in_enum)
        self.ma_plugin.converter.add_parameter_attribute_function(_never_null)

    def _register_error_handlers(self) -> None:
        """`problems.install` does this: ours know problem+json and leave HTML pages alone."""

    def _register_pagination_header(self) -> None:
        """Our pages are said in the body."""


def _null_in_enum(converter: Any, field: Any, **kwargs: Any) -> dict[str, Any]:
    """What may be null and is one of a few words is one of these words or null."""
    words = kwargs["ret"].get("enum")
    return {"enum": [*words, None]} if words and field.allow_none and None not in words else {}


def _never_null(converter: Any, field: Any, **kwargs: Any) -> dict[str, Any]:
    """A query parameter is given or absent, never null: what marshmallow says of null means absent here."""
    schema = kwargs["ret"].get("schema", {})
    if isinstance(schema.get("type"), list):
        schema["type"] = next(kind for kind in schema["type"] if kind != "null")
        schema.pop("default", None)
        if "enum" in schema:
            schema["enum"] = [word for word in schema["enum"] if word is not None]
    return {}


def _header(name: str, text: str, shown: str, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "description": text,
        "required": required,
        "schema": {"type": "string", **schema},
        "example": shown,
    }


def thing_parameter(converter: Any) -> dict[str, Any]:
    """How an id in a path is documented."""
    return {"type": "string", "pattern": f"^{converter.regex}$", "examples": [ids.encode(converter.thing, 1)]}


def slug_parameter(converter: Any) -> dict[str, Any]:
    """How a board's slug in a path is documented."""
    return {"type": "string", "pattern": f"^{converter.regex}$", "examples": ["platform-team"]}


def number_parameter(converter: Any) -> dict[str, Any]:
    """How a small number in a path is documented."""
    return {"type": "integer", "minimum": 1, "maximum": 999_999_999, "examples": [1]}
