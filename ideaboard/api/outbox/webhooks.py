"""`/webhooks`: where a board's events are told, signed. The secret is shown once, when it is made."""

from typing import Any

from ideaboard import ids
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import At, Id, Many, Moment, OneOf, Text, Truth, Whole, wrong
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.core.outbox import webhooks
from ideaboard.core.outbox.messages import TOLD
from ideaboard.core.people import boards
from ideaboard.core.reading import webhooks as reading
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import invalid_field
from ideaboard.http import NotSent, parsed

blp = Blueprint("webhooks", "Where a board's events are told, and every attempt to tell one.")

_URL = "https://tracker.example.org/hook"
_TYPES = sorted(TOLD)
_OLD = "Until when the secret before this one signs too; null when none does."


class MessageId(Id):
    """The `webhook-id` of a message: its id behind `msg_`."""

    def __init__(self, **kw: Any) -> None:
        super().__init__("message", example=said(1), **kw)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else said(value)

    def _deserialize(  # type: ignore[override]
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> int:
        if not isinstance(value, str) or not value.startswith("msg_"):
            raise wrong("This is no message's id.", "unknown_id")
        return super()._deserialize(value.removeprefix("msg_"), attr, data, **kwargs)

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """A call of what writes it."""
        env["message_id"] = said
        return f"message_id({at(key)})"


def said(message: int) -> str:
    """A message's id, as its `webhook-id` says it."""
    return "msg_" + ids.encode("message", message)


def _events(**kw: Any) -> Many:
    text = "The types of event to tell; an empty list means all of them."
    return Many(OneOf(*_TYPES), len(_TYPES), help=text, example=["idea.posted", "idea.adopted"], **kw)


class WebhookPost(In):
    """A webhook to be made."""

    url = Text(2000, min=1, line=True, required=True, example=_URL, help="Judged anew each time it is called.")
    events = _events(load_default=list)
    ordered = Truth(
        load_default=False,
        help="Whether a message waits until those before it about the same subject are delivered, or given up.",
        example=False,
    )
    description = Text(500, line=True, load_default="", example="Our chat")


class WebhookEdit(In):
    """What leaders can change."""

    EXAMPLE = {"events": ["idea.adopted"]}

    url = Text(2000, min=1, line=True, example=_URL)
    events = _events()
    ordered = Truth()
    description = Text(500, line=True, example="Our chat")
    state = OneOf("active", "disabled", help="Disabled, it is owed nothing new, and what it is owed waits.")


class WebhookShown(Out):
    """A webhook, without its secret."""

    id = Id("webhook")
    url = Text(2000, example=_URL)
    events = _events()
    ordered = Truth()
    description = Text(500, example="Our chat")
    state = OneOf("active", "disabled")
    reason = Text(2000, allow_none=True, example=None, help="Why it is disabled.")
    since = Moment(help="Since when it is active, or disabled.")
    old_until = Moment(allow_none=True, help=_OLD)
    created_at = Moment()
    version = Whole(1, 2**31, example=1)


class WebhookMade(WebhookShown):
    """A webhook with a fresh secret, which is never shown again."""

    OPTIONAL = ("secret", "secret_already_shown")

    secret = Text(200, example="whsec_…", help="The secret: keep it now. A repeat of the request leaves it out.")
    secret_already_shown = Truth(help="Only in a repeat of the request, in place of the secret.")


class WebhookDelivery(Out):
    """One attempt to send a message."""

    message = MessageId(help="The message's `webhook-id`; the same in each attempt.")
    seq = Whole(1, 2**53, example=1, help="The message's number among all that were sent there.")
    event = OneOf(*_TYPES, help="The type of the event.")
    started_at = Moment()
    ended_at = Moment()
    outcome = OneOf("done", "failed", "gone", "begun", help="`begun`: under way, or broken off by its worker's end.")
    status = Whole(100, 999, allow_none=True, example=200, help="The answer's HTTP status; null without an answer.")
    detail = Text(2000, allow_none=True, example=None, help="Why there was no answer.")


class RedeliverPost(In):
    """What is to be sent again: one message, or all since a moment."""

    EXAMPLE = {"since": "2026-03-01T09:30:00Z"}

    message = MessageId(load_default=None, help="The `webhook-id` of one message.")
    since = Moment(load_default=None, help="All messages of events since then.")


class Owed(Out):
    """How much is owed now."""

    owed = Whole(0, 2**53, example=1, help="How many of the messages that were asked for are owed now.")


def _check_url(call: Call) -> None:
    url = call.fields.get("url")
    if url is None:
        return
    try:
        parsed(url, call.home.settings.plain_http)
    except NotSent as error:
        raise invalid_field("/url", "not_callable", f"{error}.") from error


def _prepare_new(call: Call) -> tuple[str, bytes]:
    _check_url(call)
    secret = ids.signing_secret()
    return secret, call.home.keys.seal(webhooks.fresh(secret))


@blp.route("/boards/<slug:board>/webhooks")
@blp.arguments(Paging, "query")
@blp.response(200, WebhookShown, paged=True)
@blp.may("webhook.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's webhooks."""
    return reading.page(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/webhooks", method="POST")
@blp.arguments(WebhookPost)
@blp.response(201, WebhookMade, secret_fields=("secret",))
@blp.prepare(_prepare_new)
@blp.conflicts("too_many_webhooks")
@blp.may("webhook.create", at=boards.place, of="board")
def create(call: Call, board: str) -> Any:
    """Have the board's events told at an address. The secret that signs them is in this answer and nowhere else.

    The webhooks section of this document says what is sent there.
    """
    secret, sealed = call.prepared
    made = webhooks.create(call.db, call.place.board_id, call.me, sealed=sealed, **call.fields)
    call.created("webhook", made.id)
    return {**reading.one(call.db, made.id)._mapping, "secret": secret}


@blp.route("/webhooks/<id(webhook):webhook>")
@blp.response(200, WebhookShown, versioned=True)
@blp.may("webhook.read", at=reading.place, of="webhook")
def read(call: Call, webhook: int) -> Any:
    """One webhook, without its secret."""
    return reading.one(call.db, webhook)


@blp.route("/webhooks/<id(webhook):webhook>", method="PATCH")
@blp.arguments(WebhookEdit)
@blp.response(200, WebhookShown, versioned=True)
@blp.prepare(_check_url)
@blp.may("webhook.edit", at=reading.place, of="webhook")
def edit(call: Call, webhook: int) -> Any:
    """Change a webhook, disable it, or make it active again: then what waited is sent."""
    webhooks.edit(call.db, webhooks.lock(call.db, webhook), call.me, call.expected, **call.fields)
    return reading.one(call.db, webhook)


@blp.route("/webhooks/<id(webhook):webhook>", method="DELETE")
@blp.response(204, versioned=True)
@blp.may("webhook.remove", at=reading.place, of="webhook")
def remove(call: Call, webhook: int) -> None:
    """Remove a webhook; what it is still owed is dropped, and its secret forgotten."""
    webhooks.remove(call.db, webhooks.lock(call.db, webhook), call.me, call.expected)


@blp.route("/webhooks/<id(webhook):webhook>/deliveries")
@blp.arguments(Paging, "query")
@blp.response(200, WebhookDelivery, paged=True)
@blp.may("webhook.read", at=reading.place, of="webhook")
def deliveries(call: Call, webhook: int) -> Any:
    """Every attempt to send it a message, the newest first."""
    return reading.deliveries(call.db, webhook, call.window)


@blp.route("/webhooks/<id(webhook):webhook>/rotate", method="POST")
@blp.response(200, WebhookMade, secret_fields=("secret",))
@blp.may("webhook.rotate", at=reading.place, of="webhook")
def rotate(call: Call, webhook: int) -> Any:
    """Replace the secret; the one before it goes on signing beside it for 24 hours."""
    found = webhooks.lock(call.db, webhook)
    secret = ids.signing_secret()
    try:
        secrets = webhooks.rotated(call.home.keys.unseal(found.sealed or b""), secret)
    except KeyMissing:
        # What cannot be opened any more signs nothing any more.
        secrets = webhooks.fresh(secret)
    webhooks.rotate(call.db, found, call.me, call.home.keys.seal(secrets))
    return {**reading.one(call.db, webhook)._mapping, "secret": secret}


@blp.route("/webhooks/<id(webhook):webhook>/redeliver", method="POST")
@blp.arguments(RedeliverPost)
@blp.response(200, Owed)
@blp.conflicts("webhook_disabled")
@blp.may("webhook.redeliver", at=reading.place, of="webhook")
def redeliver(call: Call, webhook: int) -> Any:
    """Owe it a message again, or all since a moment; each keeps its `webhook-id` and its number."""
    message, since = call.fields["message"], call.fields["since"]
    if message is not None and since is not None:
        raise invalid_field("/since", "one_only", "Say `message` or `since`, not both.")
    if message is None and since is None:
        raise invalid_field("/message", "required", "Say which message, or `since` when.")
    return {"owed": webhooks.redeliver(call.db, webhooks.lock(call.db, webhook), call.me, message, since)}
