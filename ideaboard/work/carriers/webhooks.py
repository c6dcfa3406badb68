"""Sending a webhook a message: made of its event now, signed, and posted; what the answer means for it.

An attempt is written down before it is made, with the message's number. So a worker that dies on the way loses
neither, and another one sends the same again.
"""

import json
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.points import Point
from ideaboard.core.outbox import deliveries, jobs, messages, webhooks
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.messages import ADDRESSES, TOLD, Message, Webhook
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.db import locked
from ideaboard.http import HttpError
from ideaboard.ids import encode
from ideaboard.plugin.calls import retry_after
from ideaboard.work.run import Run

log = structlog.get_logger()

_GONE: Final = 410


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a message before it is sent."""

    webhook: Webhook
    event: Event
    slug: str
    hidden: bool


class _Waits(Exception):
    """The webhook was disabled meanwhile."""


class _Undelivered(Exception):
    """An attempt was made, and the receiver did not take the message: its `status`, None without an answer."""

    def __init__(self, words: str, webhook: int, delivery: int, status: int | None, after: float) -> None:
        super().__init__(words)
        self.webhook, self.delivery, self.status, self.after = webhook, delivery, status, after


def send(run: Run) -> None:
    """Send a message, unless its webhook was removed, or what it is about is hidden now."""
    facts = _facts(run)
    if facts.webhook.state == "removed" or facts.hidden:
        why = webhooks.HIDDEN if facts.hidden else webhooks.REMOVED
        with run.last_step("left out", {"left_out": why}):
            return
    if facts.webhook.state != "active":
        raise _Waits("The webhook is disabled.")
    secrets = run.shop.keys.unseal(facts.webhook.sealed or b"")
    now = clock.now()
    with run.noted("begun") as session:
        seq, delivery = messages.begun(session, run.id, now)
    body = _body(run, facts, seq)
    message, at = "msg_" + encode("message", run.id), int(now.timestamp())
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": webhooks.signature(secrets, message, at, body),
    }
    post = partial(run.shop.http.request, "POST", facts.webhook.url, headers=headers, body=body)
    try:
        answer = run.remote("send", post)
    except HttpError as error:
        raise _Undelivered(str(error), facts.webhook.id, delivery, None, 0.0) from error
    if not 200 <= answer.status < 300:
        # Its words are not kept: they could be those of somebody whom only the server can reach.
        asked = retry_after(answer) or 0.0
        raise _Undelivered(f"It answered {answer.status}.", facts.webhook.id, delivery, answer.status, asked)
    with run.last_step("delivered", {"status": answer.status}) as session:
        messages.ended(session, facts.webhook.id, delivery, "done", answer.status, None)


def settle(session: Session, run: Run, failure: Exception | None) -> None:
    """What a failed attempt means: it is made again by the schedule; a 410 disables the webhook. Raises LeaseLost."""
    match failure:
        case None:
            return
        case _Waits():
            jobs.hold(session, run.id, run.owner, str(failure))
        case _Undelivered(status=410):
            messages.ended(session, failure.webhook, failure.delivery, "gone", _GONE, None)
            # What it did not want is not lost: it waits, should a leader make the webhook active again.
            jobs.hold(session, run.id, run.owner, str(failure))
            found = locked(session, Webhook, Webhook.id == failure.webhook)
            webhooks.disable(session, found, "The receiver answered 410: it wants no more.")
        case _Undelivered():
            words = None if failure.status else str(failure)
            messages.ended(session, failure.webhook, failure.delivery, "failed", failure.status, words)
            _again(session, run, str(failure), failure.after)
        case _:
            deliveries.record(session, run.id, clock.now(), "failed", type(failure).__name__)
            if not isinstance(failure, KeyMissing):
                log.error("a message failed unexpectedly", job=run.id, kind=run.kind, exc_info=failure)
            _again(session, run, f"{type(failure).__name__}: {failure}", 0.0)


def _again(session: Session, run: Run, words: str, asked: float) -> None:
    """Never before the receiver asks for it, and never before the schedule: a hasty answer costs no attempts."""
    tried = run.attempts
    after = max(webhooks.SCHEDULE[tried], asked) if tried < len(webhooks.SCHEDULE) else None
    jobs.again(session, run.id, run.owner, words, after, webhooks.SCHEDULE)


def _facts(run: Run) -> _Facts:
    with run.shop.database.snapshot() as session:
        message = session.get_one(Message, run.id)
        event = session.get_one(Event, message.event_id)
        board = session.get_one(Board, event.board_id)
        return _Facts(session.get_one(Webhook, message.webhook_id), event, board.slug, _is_hidden(session, event))


def _is_hidden(session: Session, event: Event) -> bool:
    """Whether the subject is hidden, or an idea that it belongs to."""
    ideas = {event.data.get("idea"), event.data.get("into")}
    if event.subject_kind == "idea":
        ideas.add(event.subject_id)
    if "decision" in event.data:
        ideas.add(session.scalar(select(Decision.idea_id).where(Decision.id == event.data["decision"])))
    for table, numbers in (
        (Idea, ideas - {None}),
        (Comment, {event.subject_id} if event.subject_kind == "comment" else set()),
        (Point, {event.subject_id} if event.subject_kind == "point" else set()),
    ):
        if numbers and session.scalar(select(table.id).where(table.id.in_(numbers), table.hidden).limit(1)) is not None:
            return True
    return False


def _body(run: Run, facts: _Facts, seq: int) -> bytes:
    """The payload: ids and nothing else, and of these only what the table of what is told names."""
    event = facts.event
    subject, *named = TOLD[event.type]
    about = {name: encode("idea" if name == "into" else name, event.data[name]) for name in named if name in event.data}
    number = encode(subject, event.subject_id)
    path = ADDRESSES[subject].format(id=number, board=facts.slug, **about)
    data: dict[str, Any] = {
        "event": encode("event", event.id),
        "seq": seq,
        "board": facts.slug,
        "subject": {"kind": subject, "id": number, "url": f"{run.shop.settings.base_url}/api/v1{path}"},
        "about": about,
    }
    if event.connection_id is not None:
        data["connection"] = encode("connection", event.connection_id)
    if event.actor_id is not None:
        data["actor"] = encode("account", event.actor_id)
    if event.via_id is not None:
        data["via"] = encode("account", event.via_id)
    said = {"type": event.type, "timestamp": event.at.isoformat().replace("+00:00", "Z"), "data": data}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
