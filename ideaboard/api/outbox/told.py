"""What a webhook is told, as the OpenAPI document says it: each type of event with its payload."""

from typing import Any, Final

from ideaboard import ids
from ideaboard.api.dialect.fields import Id, Moment, Nested, Object, Text, Whole
from ideaboard.api.dialect.openapi import Api, example
from ideaboard.api.dialect.schemas import Out
from ideaboard.api.outbox.webhooks import said
from ideaboard.core.outbox.messages import ADDRESSES, TOLD

_API: Final = "http://127.0.0.1:8000/api/v1"
_KINDS: Final = {"into": "idea"}
_RECEIVED: Final = {
    "2XX": "It was received.",
    "410": "It wants no more: the webhook is disabled.",
    "4XX": "It is tried again, as it is after any other answer and after none; `Retry-After` is heeded.",
}
_SIGNED: Final = (
    ("webhook-id", "The message's id: the same each time it is sent.", said(1)),
    ("webhook-timestamp", "The second since 1970 at which it was sent this time.", "1772357400"),
    (
        "webhook-signature",
        "`v1,` and the base64 of an HMAC-SHA256 of `id.timestamp.body`, for each secret.",
        "v1,K5o…",
    ),
)


class ToldSubject(Out):
    """What an event is about, and where it is read with a token."""

    kind = Text(20, example="idea")
    id = Text(32, example=ids.encode("idea", 1))
    url = Text(2000, example=f"{_API}/ideas/{ids.encode('idea', 1)}")


class ToldData(Out):
    """An event, by ids."""

    OPTIONAL = ("actor", "via", "connection")

    event = Id("event", help="The same for every webhook.")
    seq = Whole(1, 2**53, example=1, help="The number of the message: each one first sent here has the next.")
    board = Text(40, example="platform-team")
    actor = Id("account", help="Who did it; absent when that is nobody, or nobody is to know.")
    via = Id("account", help="The machine by which they did it; absent when none.")
    connection = Id("connection", help="Whose tracker caused it; absent when none did.")
    subject = Nested(ToldSubject)
    about = Object(example={}, help="What else it is about: ids, by what they are of.")


class Told(Out):
    """What a webhook is sent."""

    type = Text(40, example="idea.posted")
    timestamp = Moment(help="When it happened; a day's beginning when somebody did it anonymously.")
    data = Nested(ToldData)


def describe(api: Api) -> None:
    """Say in the document under `webhooks` what is sent of each type of event."""
    api.spec.options["webhooks"] = {type: {"post": _operation(api, type, *of)} for type, of in TOLD.items()}


def _schema(api: Api, schema: type[Out], **own: dict[str, Any]) -> dict[str, Any]:
    """What `schema` says, with what is said of some of its fields instead. Nothing is shared: each type says it all."""
    convert = api.ma_plugin.converter.field2property
    fields = schema().fields.items()
    return {
        "type": "object",
        "required": [name for name, _ in fields if name not in schema.OPTIONAL],
        "properties": {name: own[name] if name in own else convert(field) for name, field in fields},
    }


def _operation(api: Api, type: str, subject: str, *about: str) -> dict[str, Any]:
    named = {name: {"type": "string", "examples": [_id(name)]} for name in about}
    data = _schema(
        api,
        ToldData,
        subject=_schema(api, ToldSubject, kind={"const": subject}),
        about={
            "type": "object",
            "properties": named,
            "description": ToldData().fields["about"].metadata["description"],
        },
    )
    schema = _schema(api, Told, type={"const": type}, data=data)
    content = {"schema": schema, "example": _example(type, subject, about)}
    return {
        "operationId": f"told_{type.replace('.', '_')}",
        "summary": f"A board tells of {type}.",
        "description": "Sent to each webhook of the board that wants events of this type; `docs/webhooks.md` says how.",
        "tags": ["webhooks"],
        # It is signed: the receiver checks that.
        "security": [],
        "parameters": [
            {
                "in": "header",
                "name": name,
                "required": True,
                "description": text,
                "schema": {"type": "string"},
                "example": shown,
            }
            for name, text, shown in _SIGNED
        ],
        "requestBody": {"required": True, "content": {"application/json": content}},
        "responses": {status: {"description": text} for status, text in _RECEIVED.items()},
    }


def _example(type: str, subject: str, about: tuple[str, ...]) -> dict[str, Any]:
    shown: dict[str, Any] = {**example(Told), "type": type}
    number = _id(subject)
    path = ADDRESSES[subject].format(id=number, board="platform-team", idea=_id("idea"))
    shown["data"] = {
        **example(ToldData),
        "actor": ids.encode("account", 1),
        "subject": {"kind": subject, "id": number, "url": _API + path},
        "about": {name: _id(name) for name in about[:1]},
    }
    return shown


def _id(name: str) -> str:
    return ids.encode(_KINDS.get(name, name), 1)
