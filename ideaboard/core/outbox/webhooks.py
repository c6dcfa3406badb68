"""Webhooks: where a board's events are told, signed as Standard Webhooks (standardwebhooks.com) says."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.outbox import audit, events
from ideaboard.core.outbox.jobs import SEND, Job
from ideaboard.core.outbox.messages import Message, Webhook
from ideaboard.db import db_now, locked, require_version
from ideaboard.errors import Conflict, invalid_field

# Of one board.
MOST: Final = 20

# For so long a replaced secret signs beside the new one.
OVERLAP: Final = timedelta(hours=24)

# Seconds before each next attempt, before jitter: eleven attempts in 76 hours.
SCHEDULE: Final = (5.0, 60.0, 300.0, 1800.0, 7200.0, 18000.0, 36000.0, 50400.0, 72000.0, 86400.0)

# What is sealed: the secret that signs, and those before it, each with the moment until which it does.
Secrets = Mapping[str, Any]


def fresh(secret: str) -> Secrets:
    """What is to be sealed of a webhook that is made just now."""
    return {"secret": secret, "before": []}


def rotated(secrets: Secrets, secret: str) -> Secrets:
    """What is to be sealed when `secret` replaces the one that signs: that one goes on signing for OVERLAP."""
    until = (clock.now() + OVERLAP).isoformat()
    return {"secret": secret, "before": [[secrets["secret"], until], *_signing(secrets)]}


def signature(secrets: Secrets, message: str, at: int, body: bytes) -> str:
    """The `webhook-signature` of `body`, sent as `message` at the second `at`: one for each secret that signs now."""
    return " ".join(_sign(secret, f"{message}.{at}.".encode() + body) for secret in valid(secrets))


def valid(secrets: Secrets) -> list[str]:
    """The secrets that are good now: the latest, and those that it replaced not long ago."""
    return [secrets["secret"], *(secret for secret, _ in _signing(secrets))]


def _signing(secrets: Secrets) -> list[list[str]]:
    return [each for each in secrets["before"] if datetime.fromisoformat(each[1]) > clock.now()]


def _sign(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def create(
    session: Session,
    board: int,
    by: int,
    *,
    url: str,
    sealed: bytes,
    events: list[str],
    ordered: bool = False,
    description: str = "",
) -> Webhook:
    """Tell the board's events at `url` from now on. Raises Conflict `too_many_webhooks` beyond MOST a board."""
    there = select(func.count()).where(Webhook.board_id == board, Webhook.state != "removed")
    if (session.scalar(there) or 0) >= MOST:
        raise Conflict("too_many_webhooks", f"A board has at most {MOST} webhooks; remove one first.")
    now = clock.now()
    webhook = Webhook(
        board_id=board,
        url=url,
        description=description,
        events=_types(events),
        ordered=ordered,
        sealed=sealed,
        state="active",
        since=now,
        # Until it has answered quickly once.
        slow=True,
        last_seq=0,
        version=1,
        created_at=now,
    )
    session.add(webhook)
    session.flush()
    _record(session, "webhook.created", webhook, by, {"events": webhook.events, "ordered": ordered})
    return webhook


def lock(session: Session, webhook: int) -> Webhook:
    """The webhook, held until the transaction ends. Raises NotFound, also when it was removed."""
    return locked(session, Webhook, Webhook.id == webhook, Webhook.state != "removed")


def edit(session: Session, webhook: Webhook, by: int, expected: int | None, **changes: Any) -> None:
    """Change a webhook's `url`, `events`, `ordered`, `description` or `state`; the same again changes nothing.

    Disabled, it is owed nothing new, and what it is owed waits until it is active again. Raises Stale.
    """
    require_version(webhook, expected)
    state = changes.pop("state", webhook.state)
    if "events" in changes:
        changes["events"] = _types(changes["events"])
    changes = {name: new for name, new in changes.items() if new != getattr(webhook, name)}
    # An address may hold a secret.
    facts = audit.changes(webhook, changes, untold=("url", "description"))
    for name, new in changes.items():
        setattr(webhook, name, new)
    if changes:
        webhook.version += 1
        _record(session, "webhook.edited", webhook, by, facts)
    if state == "disabled":
        disable(session, webhook, "A leader disabled it.", by)
    elif webhook.state == "disabled":
        _turn(session, webhook, "active", None)
        session.info["jobs"] = True
        _record(session, "webhook.enabled", webhook, by)


def disable(session: Session, webhook: Webhook, reason: str, by: int | None = None) -> None:
    """Tell nothing there any more, and say why; what is owed waits. A disabled one stays as it is."""
    if webhook.state != "active":
        return
    _turn(session, webhook, "disabled", reason)
    _record(session, "webhook.disabled", webhook, by)


def rotate(session: Session, webhook: Webhook, by: int, sealed: bytes) -> None:
    """Sign with what is newly `sealed`; the secret before it goes on signing for OVERLAP."""
    webhook.sealed = sealed
    webhook.old_until = clock.now() + OVERLAP
    webhook.version += 1
    _record(session, "webhook.rotated", webhook, by)


def remove(session: Session, webhook: Webhook, by: int, expected: int | None) -> None:
    """Remove a webhook, forget its address and its secrets, and drop what it is still owed. Raises Stale."""
    require_version(webhook, expected)
    _turn(session, webhook, "removed", None)
    webhook.url, webhook.sealed, webhook.old_until = "", None, None
    # A dead one is dropped too, for it waits for a leader; one that is under way ends by itself.
    session.execute(
        update(Job)
        .where(Job.kind == SEND, Job.subject_id == webhook.id, Job.state.in_(("ready", "dead")))
        .values(state="done", result={"left_out": REMOVED}, last_error=None, settled_at=db_now())
        .execution_options(synchronize_session=False)
    )
    _record(session, "webhook.removed", webhook, by)


# Why a message was not sent, as the result of its job says it.
REMOVED: Final = "The webhook was removed."
HIDDEN: Final = "What it is about is hidden."


def redeliver(
    session: Session, webhook: Webhook, by: int, message: int | None = None, since: datetime | None = None
) -> int:
    """Owe a webhook a message again, or all since a moment; returns how many it is owed of these, at once or later.

    One that was never tried keeps its time. What was done anonymously has a day for its moment, and is
    owed again with its day. Raises Conflict `webhook_disabled`, Invalid when it never had this message.
    """
    if webhook.state != "active":
        raise Conflict("webhook_disabled", "Set its `state` to `active` first.")
    wanted = select(Message.id).where(Message.webhook_id == webhook.id)
    if since is None:
        wanted = wanted.where(Message.id == message)
    else:
        day = since.replace(hour=0, minute=0, second=0, microsecond=0)
        wanted = wanted.where(or_(Message.owed_at >= since, Message.owed_at == day))
    owed = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    if since is None and not owed:
        raise invalid_field("/message", "unknown_id", "It was never owed such a message.")
    # One moment for all, so that they go in the order in which they were owed.
    now = session.scalar(select(db_now()))
    session.execute(
        update(Job)
        .where(Job.id.in_(wanted), Job.state != "running", or_(Job.state != "ready", Job.attempts > 0))
        .values(state="ready", attempts=0, crashes=0, run_at=now, result=None, settled_at=None, slow=webhook.slow)
        .execution_options(synchronize_session=False)
    )
    session.info["jobs"] = True
    subject = ("webhook", webhook.id)
    audit.record(session, "webhook.redelivered", subject, board=webhook.board_id, actor=by, messages=owed)
    return owed


def _turn(session: Session, webhook: Webhook, state: str, reason: str | None) -> None:
    webhook.state, webhook.reason, webhook.since = state, reason, clock.now()
    webhook.version += 1


def _types(wanted: list[str]) -> list[str]:
    return sorted(set(wanted))


def _record(
    session: Session, happened: str, webhook: Webhook, by: int | None, facts: dict[str, Any] | None = None
) -> None:
    events.record(session, happened, ("webhook", webhook.id), board=webhook.board_id, actor=by, facts=facts)
    session.flush()
