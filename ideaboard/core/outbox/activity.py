"""The activity of boards, by date: what was done anonymously comes into it, and what is old leaves it."""

import random
from collections import defaultdict
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.outbox import places
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import HEAR, Job
from ideaboard.core.outbox.messages import TOLD, Message

# How long an event stays in its board's activity.
KEPT: Final = timedelta(days=90)

# So many leave at a time.
_PIECE: Final = 500

_EVENTS: Final[Any] = Event.__table__


def place_nameless(session: Session) -> int:
    """Give their places to events of days that are over which name nobody; returns how many.

    A board's come all at once and in an order drawn by chance: they tell the day, and no more of the moment.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    for event, board in session.execute(
        select(Event.id, Event.board_id).where(
            Event.place.is_(None),
            Event.actor_id.is_(None),
            Event.at >= clock.now() - KEPT,
            Event.at < clock.day(),
            Event.type.in_(TOLD),
        )
    ):
        if board is not None:
            waiting[board].append(event)
    for board, events in sorted(waiting.items()):
        random.shuffle(events)
        first = places.take(session, board, len(events))
        placed = [{"of": event, "at_place": place} for place, event in enumerate(events, first)]
        session.connection().execute(
            update(_EVENTS).where(_EVENTS.c.id == bindparam("of")).values(place=bindparam("at_place")), placed
        )
    return sum(map(len, waiting.values()))


def forget_old(session: Session) -> int:
    """Have events older than KEPT leave their board's activity, a piece of them; returns how many.

    They are deleted, but for those that a message or a job still needs, and the newest of all, whose id is not to be
    given again.
    """
    old = session.execute(
        select(Event.id, Event.board_id)
        .where(Event.place.is_not(None), Event.at < clock.now() - KEPT)
        .order_by(Event.at)
        .limit(_PIECE)
    ).all()
    if not old:
        return 0
    events = {row.id for row in old}
    needed = events & _needed(session, events, {row.board_id for row in old})
    session.execute(update(_EVENTS).where(_EVENTS.c.id.in_(needed)).values(place=None))
    session.execute(delete(_EVENTS).where(_EVENTS.c.id.in_(events - needed)))
    return len(events)


def _needed(session: Session, events: set[int], boards: set[int]) -> set[int]:
    """Those that are needed, and perhaps others that are not among `events`."""
    told = session.scalars(select(Message.event_id).where(Message.event_id.in_(events))).all()
    # A dead job can be tried again.
    owed = session.scalars(
        select(Job.data).where(Job.kind == HEAR, Job.board_id.in_(boards), Job.state.in_(("ready", "running", "dead")))
    ).all()
    newest = session.scalars(select(func.max(Event.id))).one()
    return {*told, *(data["event"] for data in owed), newest}
