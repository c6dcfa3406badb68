"""Adoption: a decision, and what it owes to the team's tracker, in one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ideaboard import ids
from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.decisions import Decision, Word
from ideaboard.core.decisions.moves import FOLLOWS_TRACKER
from ideaboard.core.ideas import comments, ideas
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.outbox import audit
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.errors import Conflict, invalid_field


def answer(
    session: Session, idea: Idea, by: int | None, outcome: str, *, connection: Any = issues.DEFAULT, **said: Any
) -> Decision:
    """Answer a locked idea (see `decisions.decide`); adopting it owes an issue to `connection`.

    `connection` is an id, None for "no issue now", or `issues.DEFAULT`. An approach to a task that was imported joins
    that task's issue instead. Raises what `decide` raises, and Invalid for a connection that the board does not have or
    an outcome that makes no issue.
    """
    if outcome != "adopt" and connection is not issues.DEFAULT:
        raise invalid_field("/connection", "not_for_outcome", "Only an adoption makes an issue.")
    task = _imported(session, idea.task_id) if outcome == "adopt" else None
    chosen = _choose(session, idea.board_id, connection, task) if outcome == "adopt" else None
    decision = decisions.decide(session, idea, by, outcome, **said)
    if chosen is not None:
        _owe(session, idea, decision, chosen, task)
    elif outcome in ("start", "done", "drop"):
        issues.moved_here(session, idea.id)
    return decision


def answer_task(
    session: Session,
    task: Task,
    by: int,
    *,
    rationale: str,
    adopt: Sequence[int],
    others: Sequence[Word],
    connection: Any = issues.DEFAULT,
    promises: Sequence[dict[str, Any]] = (),
) -> Decision:
    """Decide on a locked task (see `decisions.decide_task`); every adopted approach owes its own issue."""
    imported = _imported(session, task.id)
    chosen = _choose(session, task.board_id, connection, imported)
    group, answers = decisions.decide_task(
        session, task, by, rationale=rationale, adopt=adopt, others=others, promises=promises
    )
    if chosen is not None:
        for decision in answers:
            if decision.outcome == "adopt" and decision.idea_id is not None:
                _owe(session, session.get_one(Idea, decision.idea_id), decision, chosen, imported)
    return group


def send(session: Session, idea: Idea, by: int, connection: int, existing: str | None = None) -> Issue:
    """Owe a locked idea that was adopted before an issue at `connection`, or a link to the `existing` one.

    Raises Conflict `idea_not_adopted` and `already_there`, and Invalid when the board has no such connection.
    """
    adoption = decisions.latest_adoption(session, idea.id)
    if idea.status not in FOLLOWS_TRACKER or adoption is None:
        raise Conflict("idea_not_adopted", "Only an adopted idea goes to a tracker.", state=idea.status)
    chosen = issues.choose(session, idea.board_id, connection)
    assert chosen is not None  # noqa: S101 - an id was given
    if any(each.connection_id == chosen.id for each in issues.live(session, idea.id)):
        raise Conflict("already_there", "It is at this tracker already; unlink that issue first.")
    owed = issues.owe(session, idea, decisions.of(session, adoption), chosen, existing)
    said: dict[str, Any] = {"idea": ids.encode("idea", idea.id), "connection": ids.encode("connection", connection)}
    audit.record(session, "issue.sent", ("issue", owed.id), board=idea.board_id, actor=by, **said)
    return owed


def edit(session: Session, idea: Idea, by: int | None, expected: int | None, **changes: Any) -> None:
    """Edit a locked idea (see `ideas.edit`); after adoption its tracker hears of it as a comment."""
    before = idea.version
    ideas.edit(session, idea, by, expected, **changes)
    if idea.version != before:
        issues.edited(session, idea)


def comment(session: Session, board: int, by: int | None, *, idea: int, **said: Any) -> Comment:
    """Comment on an idea (see `comments.post`); trackers that are to have comments hear of it."""
    posted = comments.post(session, board, by, idea=idea, **said)
    issues.commented(session, idea, posted.id)
    return posted


def _imported(session: Session, task: int | None) -> Task | None:
    """The task, when it was imported from a tracker that is still connected."""
    found = session.get(Task, task) if task is not None else None
    if found is None or found.connection_id is None:
        return None
    return found if session.get_one(Connection, found.connection_id).state != "removed" else None


def _choose(session: Session, board: int, connection: Any, task: Task | None) -> Connection | None:
    if task is None:
        return issues.choose(session, board, connection)
    if connection not in (issues.DEFAULT, None, task.connection_id):
        raise invalid_field("/connection", "task_has_issue", "The task has an issue already, at another tracker.")
    return issues.choose(session, board, task.connection_id if connection is issues.DEFAULT else connection)


def _owe(session: Session, idea: Idea, decision: Decision, chosen: Connection, task: Task | None) -> None:
    if task is not None:
        issues.join(session, idea, decision, task)
    else:
        issues.owe(session, idea, decision, chosen)
