"""Reading webhooks: where a board's events are told, and each attempt to tell one."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, select

from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.messages import Message, Webhook
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row

_WEBHOOKS: Final = select(
    Webhook.id.label("id"),
    Webhook.url.label("url"),
    Webhook.description.label("description"),
    Webhook.events.label("events"),
    Webhook.ordered.label("ordered"),
    Webhook.state.label("state"),
    Webhook.reason.label("reason"),
    Webhook.since.label("since"),
    Webhook.old_until.label("old_until"),
    Webhook.created_at.label("created_at"),
    Webhook.version.label("version"),
).where(Webhook.state != "removed")
_LIST: Final = listing(_WEBHOOKS.where(Webhook.board_id == bindparam("board")), Webhook.id, down=False)
_ONE: Final = _WEBHOOKS.where(Webhook.id == bindparam("of"))
_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Webhook)
    .join(Board, Board.id == Webhook.board_id)
    .outerjoin(Membership, on_board())
    .where(Webhook.id == bindparam("key"), Webhook.state != "removed")
)
_DELIVERIES: Final = listing(
    select(
        Message.id.label("message"),
        Message.seq.label("seq"),
        Event.type.label("event"),
        Delivery.started_at.label("started_at"),
        Delivery.ended_at.label("ended_at"),
        Delivery.outcome.label("outcome"),
        Delivery.status.label("status"),
        Delivery.detail.label("detail"),
    )
    .select_from(Delivery)
    .join(Message, Message.id == Delivery.job_id)
    .join(Event, Event.id == Message.event_id)
    .where(Delivery.webhook_id == bindparam("of")),
    Delivery.id,
)


def page(db: Any, board: int, window: Window) -> Page:
    """A board's webhooks."""
    return _LIST.page(db, {"board": board}, window)


def one(db: Any, webhook: int) -> Row[Any]:
    """One webhook. Raises NotFound."""
    return the_row(db, _ONE, {"of": webhook})


def place(db: Any, webhook: int, me: int) -> Place | None:
    """Where a webhook is, and what `me` is there."""
    row = db.execute(_PLACE, {"key": webhook, "me": me}).first()
    return place_from(row) if row is not None else None


def deliveries(db: Any, webhook: int, window: Window) -> Page:
    """Every attempt to send a webhook something, the newest first."""
    return _DELIVERIES.page(db, {"of": webhook}, window)
