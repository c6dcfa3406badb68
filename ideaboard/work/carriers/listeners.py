"""Telling a listener what happened, in words that are made of the event now: what is hidden by then is not said."""

from functools import partial

from sqlalchemy.orm import Session

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.events import Event
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking.connections import Connection
from ideaboard.ids import encode
from ideaboard.plugin import Told
from ideaboard.work.run import Run


def hear(run: Run) -> None:
    """Tell the connection's listener of one event."""
    with run.shop.database.snapshot() as session:
        connection = session.get_one(Connection, run.subject)
        told = _told(session, run.data["event"], run.shop.settings.base_url)
    if told is None or connection.state == "removed":
        with run.last_step("left out", {"left_out": "hidden"}):
            return
    listener = run.listener(connection)
    run.remote("hear", partial(listener.hear, told))
    with run.last_step("told"):
        pass


def _told(session: Session, event: int, base_url: str) -> Told | None:
    """What is said of an event about an idea; None when the idea is hidden."""
    found = session.get_one(Event, event)
    idea = session.get_one(Idea, found.subject_id)
    if idea.hidden:
        return None
    board = session.get_one(Board, idea.board_id)
    decision = session.get(Decision, found.data["decision"]) if "decision" in found.data else None
    actor = session.get(Account, found.actor_id) if found.actor_id is not None else None
    return Told(
        id=encode("event", found.id),
        type=found.type,
        at=found.at,
        board=board.name,
        title=idea.title,
        url=f"{base_url}/boards/{board.slug}/ideas/{encode('idea', idea.id)}",
        actor=actor.name if actor is not None else None,
        reason=decision.rationale if decision is not None else None,
    )
