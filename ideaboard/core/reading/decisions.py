"""Reading decisions: of an idea, of a task, and the board's log."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import aliased

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row
from ideaboard.core.tracking.issues import Issue

By = aliased(Account, name="by_account")

# Where it was sent first: an issue can be sent, or linked, elsewhere too.
_Of: Final = aliased(Issue, name="of_decision")
_FIRST: Final = select(func.min(_Of.id)).where(_Of.decision_id == Decision.id).correlate(Decision).scalar_subquery()
_CONNECTION: Final = select(Issue.connection_id).where(Issue.id == _FIRST).correlate(Decision).scalar_subquery()
_COLUMNS: Final = select(
    Decision.id.label("id"),
    Decision.idea_id.label("idea"),
    Decision.task_id.label("task"),
    Decision.group_id.label("part_of"),
    Decision.outcome.label("outcome"),
    Decision.rationale.label("rationale"),
    By.id.label("by_id"),
    By.name.label("by_name"),
    Decision.at.label("at"),
    Decision.idea_version.label("idea_version"),
    Decision.from_status.label("from_status"),
    Decision.to_status.label("to_status"),
    Decision.revisit_on.label("revisit_on"),
    Decision.into_id.label("into"),
    Decision.values.label("values"),
    _CONNECTION.label("connection"),
).outerjoin(By, By.id == Decision.by_id)
_OF_IDEA: Final = listing(_COLUMNS.where(Decision.idea_id == bindparam("of")), Decision.id)
_OF_TASK: Final = listing(_COLUMNS.where(Decision.task_id == bindparam("of")), Decision.id)
_LOG: Final = listing(_COLUMNS.where(Decision.board_id == bindparam("of")), Decision.id)
_ONE: Final = _COLUMNS.where(Decision.id == bindparam("of"))
_PARTS: Final = _COLUMNS.where(Decision.group_id == bindparam("of")).order_by(Decision.id)
_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Decision)
    .join(Board, Board.id == Decision.board_id)
    .outerjoin(Membership, on_board())
    .where(Decision.id == bindparam("key"))
)


def of_idea(db: Any, idea: int, window: Window) -> Page:
    """The answers to an idea, the newest first."""
    return _OF_IDEA.page(db, {"of": idea}, window)


def of_task(db: Any, task: int, window: Window) -> Page:
    """The answers to a task, the newest first."""
    return _OF_TASK.page(db, {"of": task}, window)


def log(db: Any, board: int, window: Window) -> Page:
    """Every decision of a board, the newest first."""
    return _LOG.page(db, {"of": board}, window)


def one(db: Any, decision: int) -> tuple[Row[Any], Sequence[Row[Any]]]:
    """One decision, and (of a task's decision) the answers to each approach. Raises NotFound."""
    row = the_row(db, _ONE, {"of": decision})
    return row, db.execute(_PARTS, {"of": decision}).fetchall() if row.task is not None else []


def place(db: Any, decision: int, me: int) -> Place | None:
    """Where a decision was made, and what `me` is there; None when there is no such decision."""
    row = db.execute(_PLACE, {"key": decision, "me": me}).first()
    return place_from(row) if row is not None else None
