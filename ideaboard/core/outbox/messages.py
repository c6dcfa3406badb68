"""Messages: what webhooks are owed of an event. Each is a job of the transaction that recorded the event.

A message holds no payload: it is made of the event when it is sent. Its id is its job's.
"""

import random
from datetime import datetime, time
from typing import Any, Final

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    and_,
    bindparam,
    column,
    exists,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.sql.expression import ColumnElement

from ideaboard.core.outbox import deliveries, jobs
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import HEAR, SEND, Job
from ideaboard.db import AnySelect, Base, BigId, Moment, at_the_end, locked

_ANSWERED: Final = ("idea", "decision", "task", "into")

# The types of event that may leave by webhook: those of which everybody who can see the board may read the subject.
# With each its subject, and what its `about` can name. A type that is not here never leaves; it has its reason below.
TOLD: Final[dict[str, tuple[str, ...]]] = {
    "backlog.reordered": ("idea",),
    "board.archived": ("board",),
    "board.edited": ("board",),
    "board.imported": ("board",),
    "board.unarchived": ("board",),
    "comment.deleted": ("comment", "idea", "task"),
    "comment.edited": ("comment", "idea", "task"),
    "comment.posted": ("comment", "idea", "task"),
    "follow_up.kept": ("follow_up", "decision"),
    "follow_up.released": ("follow_up", "decision"),
    "idea.adopted": _ANSWERED,
    "idea.back_in_backlog": ("idea", "task", "issue"),
    "idea.declined": _ANSWERED,
    "idea.done": (*_ANSWERED, "issue"),
    "idea.dropped": _ANSWERED,
    "idea.edited": ("idea",),
    "idea.merged": _ANSWERED,
    "idea.not_now": _ANSWERED,
    "idea.posted": ("idea", "task"),
    "idea.reopened": _ANSWERED,
    "idea.started": (*_ANSWERED, "issue"),
    "idea.unmerged": _ANSWERED,
    "idea.withdrawn": ("idea",),
    "issue.conflict": ("issue", "idea"),
    "issue.linked": ("issue", "idea"),
    "issue.lost": ("issue", "idea"),
    "issue.made": ("issue", "idea"),
    "issue.moved": ("issue", "idea"),
    "issue.paused": ("issue", "idea"),
    "issue.refused": ("issue", "idea"),
    "issue.resolved": ("issue", "idea"),
    "issue.unlinked": ("issue", "idea"),
    "point.deleted": ("point", "idea"),
    "point.edited": ("point", "idea"),
    "point.posted": ("point", "idea"),
    "question.answer_edited": ("question", "decision"),
    "question.answered": ("question", "decision"),
    "question.asked": ("question", "decision"),
    "task.decided": ("task",),
    "task.done": ("task",),
    "task.dropped": ("task",),
    "task.edited": ("task",),
    "task.posted": ("task",),
    "task.reopened": ("task",),
    "value.edited": ("value",),
    "value.named": ("value",),
    "value.retired": ("value",),
}

# What a listener is told unless a leader chooses among them: what a team wants to hear of.
LISTENED: Final = (
    "idea.posted",
    "idea.adopted",
    "idea.declined",
    "idea.not_now",
    "idea.started",
    "idea.done",
    "idea.dropped",
    "idea.reopened",
)

# Where each kind of subject is read, under the API's address.
ADDRESSES: Final = {
    "board": "/boards/{board}",
    "comment": "/comments/{id}",
    "follow_up": "/follow-ups/{id}",
    "idea": "/ideas/{id}",
    "issue": "/issues/{id}",
    "point": "/ideas/{idea}/points/{id}",
    "question": "/questions/{id}",
    "task": "/tasks/{id}",
    "value": "/boards/{board}/values/{id}",
}

_OFFER: Final = "An offer is between the leaders, the person and the mentor, and so is who takes it or hands it back."
_HELP: Final = "A check-in is for the person, the mentor and the leaders."
_HIDDEN: Final = "What leaders hide, show again or purge is not to be pointed at."
_SETUP: Final = "How the board is joined to the outside is its leaders' matter."
_PEOPLE: Final = "Who is on the board is for those on it."
_TEAM: Final = "A review is the team's, and a mistake never leaves it."
_ROUND: Final = "A round is for those on the board."

# The types of event that never leave by webhook, and why.
KEPT_BACK: Final[dict[str, str]] = {
    "assignment.accepted": _OFFER,
    "assignment.declined": _OFFER,
    "assignment.done": _OFFER,
    "assignment.edited": _OFFER,
    "assignment.ended": _OFFER,
    "assignment.handed_back": _OFFER,
    "assignment.mentor_accepted": _OFFER,
    "assignment.mentor_declined": _OFFER,
    "assignment.offered": _OFFER,
    "assignment.withdrawn": _OFFER,
    "board.created": "A board that is made just now has no webhook yet.",
    "check_in.guided": _HELP,
    "check_in.posted": _HELP,
    "comment.hidden": _HIDDEN,
    "comment.shown": _HIDDEN,
    "connection.created": _SETUP,
    "connection.edited": _SETUP,
    "connection.paused": _SETUP,
    "connection.removed": _SETUP,
    "connection.resumed": _SETUP,
    "connection.rotated": _SETUP,
    "feedback.shared": "Feedback is between two people, and shared with those on the board alone.",
    "idea.hidden": _HIDDEN,
    "idea.purged": _HIDDEN,
    "idea.shown": _HIDDEN,
    "member.joined": _PEOPLE,
    "member.left": _PEOPLE,
    "member.role_changed": _PEOPLE,
    "point.hidden": _HIDDEN,
    "point.shown": _HIDDEN,
    "review.called": _TEAM,
    "review.edited": _TEAM,
    "review.held": _TEAM,
    "review.shared": _TEAM,
    "review.tasks_made": _TEAM,
    "round.closed": _ROUND,
    "round.opened": _ROUND,
    "round.replied": _ROUND,
    "webhook.created": _SETUP,
    "webhook.disabled": _SETUP,
    "webhook.edited": _SETUP,
    "webhook.enabled": _SETUP,
    "webhook.removed": _SETUP,
    "webhook.rotated": _SETUP,
}

# Seconds that the message of what somebody did anonymously waits, drawn anew for each: sent at once, its moment would
# tell who was there just then. Nothing keeps more of that moment than its day.
_PATIENCE: Final = (300.0, 3600.0)


# Seconds to answer in: receivers that take longer share one worker.
SLOW: Final = 2.0


class Webhook(Base):
    """Where a board's events are told. `events` are the types wanted, all when empty; `sealed` holds the secrets.

    `state`: `active`, `disabled`, `removed`. `last_seq` is the number of the latest message that was begun; `slow`:
    the receiver took long to answer last, or has never answered.
    """

    __tablename__ = "webhooks"
    __table_args__ = (Index(None, "board_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    url: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    events: Mapped[list[str]] = mapped_column(JSON)
    ordered: Mapped[bool]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    old_until: Mapped[datetime | None] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Moment)
    slow: Mapped[bool]
    last_seq: Mapped[int]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


class Message(Base):
    """One event for one webhook. `seq` is given when it is first begun; `owed_at` is the event's moment, or its day."""

    __tablename__ = "messages"
    __table_args__ = (
        Index(None, "webhook_id", "subject_kind", "subject_id", "id"),
        Index(None, "webhook_id", "owed_at"),
        Index(None, "webhook_id", "seq", unique=True),
        Index(None, "event_id"),
    )

    id: Mapped[int] = mapped_column(BigId, ForeignKey("jobs.id"), primary_key=True, autoincrement=False)
    webhook_id: Mapped[int] = mapped_column(BigId, ForeignKey("webhooks.id"))
    event_id: Mapped[int] = mapped_column(BigId, ForeignKey("events.id"))
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    owed_at: Mapped[datetime] = mapped_column(Moment)
    seq: Mapped[int | None]


_LISTENING: Final[AnySelect] = (
    select(Webhook.id, Webhook.board_id, Webhook.events, Webhook.slow)
    .where(Webhook.board_id.in_(bindparam("boards", expanding=True)), Webhook.state == "active")
    .order_by(Webhook.id)
)


def note(session: Session, event: Any) -> None:
    """Remember an event (a row of `events`) whose type may be told: before the commit its messages will be owed."""
    if event.type in TOLD and event.board_id is not None:
        session.info.setdefault("told", []).append(event)
        at_the_end(session, _owe)


# Connections know boards, and boards know what is owed: this room names the table, and no more of it.
_CONNECTIONS: Final = table(
    "connections", column("id", BigId), column("board_id", BigId), column("state", String), column("hears", JSON)
)
_HEARING: Final[AnySelect] = (
    select(_CONNECTIONS.c.id, _CONNECTIONS.c.board_id, _CONNECTIONS.c.hears)
    .where(
        _CONNECTIONS.c.board_id.in_(bindparam("boards", expanding=True)),
        _CONNECTIONS.c.state != "removed",
        _CONNECTIONS.c.hears.is_not(None),
    )
    .order_by(_CONNECTIONS.c.id)
)


def _owe(session: Session) -> None:
    """Owe what was noted to who listens. A board without any costs two reads in a transaction with events."""
    told = session.info.pop("told", [])
    boards = {"boards": sorted({event.board_id for event in told})}
    listening = session.execute(_LISTENING, boards).all()
    hearing = session.execute(_HEARING, boards).all()
    for event in told:
        for connection in hearing:
            if connection.board_id == event.board_id and event.type in connection.hears:
                _owe_hearing(session, event, connection.id)
        for webhook in listening:
            if webhook.board_id == event.board_id and (not webhook.events or event.type in webhook.events):
                _owe_one(session, event, webhook.id, webhook.slow)


def is_nameless(event: Any) -> bool:
    """Whether the author of something anonymous did it: the event has no actor then, and a day for its moment."""
    return event.actor_id is None and event.at.time() == time()


def _when(event: Any) -> dict[str, Any]:
    """When a job of the event is due, and since when it is owed, as `jobs.owe` takes it."""
    if not is_nameless(event):
        return {}
    return {"after": random.uniform(*_PATIENCE), "at": event.at}  # noqa: S311


def _owe_hearing(session: Session, event: Any, connection: int) -> None:
    subject = ("connection", connection)
    jobs.owe(session, HEAR, subject, board=event.board_id, connection=connection, event=event.id, **_when(event))


def _owe_one(session: Session, event: Any, webhook: int, slow: bool) -> None:
    job = jobs.owe(session, SEND, ("webhook", webhook), board=event.board_id, slow=slow, **_when(event))
    session.add(
        Message(
            id=job.id,
            webhook_id=webhook,
            event_id=event.id,
            subject_kind=event.subject_kind,
            subject_id=event.subject_id,
            owed_at=event.at,
        )
    )


def held() -> ColumnElement[bool]:
    """Which jobs must wait although they are due: those of a webhook that is disabled or is being sent something,
    and in an ordered one those behind another message about the same subject."""
    running, before = aliased(Job), aliased(Job)
    mine, earlier = aliased(Message), aliased(Message)
    return and_(
        Job.kind == SEND,
        or_(
            Job.subject_id.in_(select(Webhook.id).where(Webhook.state == "disabled")),
            exists().where(running.kind == SEND, running.subject_id == Job.subject_id, running.state == "running"),
            and_(
                Job.subject_id.in_(select(Webhook.id).where(Webhook.ordered)),
                exists().where(
                    mine.id == Job.id,
                    earlier.webhook_id == mine.webhook_id,
                    earlier.subject_kind == mine.subject_kind,
                    earlier.subject_id == mine.subject_id,
                    earlier.id < mine.id,
                    before.id == earlier.id,
                    before.state.in_(("ready", "running")),
                ),
            ),
        ),
    )


def begun(session: Session, message: int, at: datetime) -> tuple[int, int]:
    """An attempt to send `message` begins at `at`: returns the message's number and the id of its delivery.

    The number is the webhook's next, given once: with what is begun it is never lost, however the attempt ends.
    """
    sent = locked(session, Message, Message.id == message)
    if sent.seq is None:
        sent.seq = session.execute(
            update(Webhook)
            .where(Webhook.id == sent.webhook_id)
            .values(last_seq=Webhook.last_seq + 1)
            .returning(Webhook.last_seq)
            .execution_options(synchronize_session=False)
        ).scalar_one()
    delivery = deliveries.begun(session, message, at, sent.webhook_id)
    session.flush()
    return sent.seq, delivery


def ended(session: Session, webhook: int, delivery: int, outcome: str, status: int | None, words: str | None) -> None:
    """An attempt has ended: its `outcome` is `done`, `failed` or `gone`; `status` is the answer's, None without one.

    Whether the receiver is slow is judged by it. Raises nothing for a webhook that was removed meanwhile.
    """
    found = session.get_one(Delivery, delivery)
    deliveries.end(found, outcome, status, words)
    slow = (found.ended_at - found.started_at).total_seconds() > SLOW
    changed = session.execute(
        update(Webhook)
        .where(Webhook.id == webhook, Webhook.slow.is_not(slow))
        .values(slow=slow)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount:  # type: ignore[attr-defined]
        session.execute(
            update(Job)
            .where(Job.kind == SEND, Job.subject_id == webhook, Job.state == "ready")
            .values(slow=slow)
            .execution_options(synchronize_session=False)
        )
    session.flush()
