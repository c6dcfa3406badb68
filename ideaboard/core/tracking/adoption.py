"""Adoption: a decision, and the issue it owes to the team's tracker, in one transaction."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.decisions import Decision, Word
from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.tracking import issues
from ideaboard.errors import invalid_field


def answer(
    session: Session, idea: Idea, by: int | None, outcome: str, *, connection: Any = issues.DEFAULT, **said: Any
) -> Decision:
    """Answer a locked idea (see `decisions.decide`); adopting it owes an issue to `connection`.

    `connection` is an id, None for "no issue now", or `issues.DEFAULT`. Raises what `decide` raises, and Invalid
    for a connection that the board does not have or an outcome that makes no issue.
    """
    if outcome != "adopt" and connection is not issues.DEFAULT:
        raise invalid_field("/connection", "not_for_outcome", "Only an adoption makes an issue.")
    chosen = issues.choose(session, idea.board_id, connection) if outcome == "adopt" else None
    decision = decisions.decide(session, idea, by, outcome, **said)
    if chosen is not None:
        issues.owe(session, idea, decision, chosen)
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
    chosen = issues.choose(session, task.board_id, connection)
    group, answers = decisions.decide_task(
        session, task, by, rationale=rationale, adopt=adopt, others=others, promises=promises
    )
    if chosen is not None:
        for decision in answers:
            if decision.outcome == "adopt" and decision.idea_id is not None:
                issues.owe(session, session.get_one(Idea, decision.idea_id), decision, chosen)
    return group


def edit(session: Session, idea: Idea, by: int | None, expected: int | None, **changes: Any) -> None:
    """Edit a locked idea (see `ideas.edit`); after adoption its tracker hears of it as a comment."""
    before = idea.version
    ideas.edit(session, idea, by, expected, **changes)
    if idea.version != before:
        issues.edited(session, idea)
