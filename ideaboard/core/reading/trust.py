"""Reading what leaders owe: promises, and answers to questions."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Row, bindparam, select
from sqlalchemy.orm import aliased

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.follow_ups import FollowUp
from ideaboard.core.decisions.questions import Question
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Listing, Page, Window, listing, the_row
from ideaboard.db import BigId

By = aliased(Account, name="by_account")
Asker = aliased(Account, name="asker")
Answerer = aliased(Account, name="answerer")

_PROMISES: Final = (
    select(
        FollowUp.id.label("id"),
        FollowUp.decision_id.label("decision"),
        Decision.idea_id.label("idea"),
        Decision.task_id.label("task"),
        FollowUp.promise.label("promise"),
        FollowUp.due_on.label("due_on"),
        FollowUp.state.label("state"),
        FollowUp.late.label("late"),
        FollowUp.note.label("note"),
        By.id.label("by_id"),
        By.name.label("by_name"),
        FollowUp.settled_at.label("settled_at"),
        FollowUp.version.label("version"),
    )
    .select_from(FollowUp)
    .join(Decision, Decision.id == FollowUp.decision_id)
    .outerjoin(By, By.id == FollowUp.by_id)
)


@lru_cache
def _promises(state: bool, until: bool) -> Listing:
    """A board's promises by the day on which they are due: of one state or all, and those due before a key or all."""
    statement = _PROMISES.where(FollowUp.board_id == bindparam("board"))
    if state:
        statement = statement.where(FollowUp.state == bindparam("state"))
    if until:
        statement = statement.where(FollowUp.due_key < bindparam("until", type_=BigId))
    return listing(statement, FollowUp.due_key, down=False)


def follow_ups(
    db: Any,
    board: int,
    *,
    state: str | None = None,
    since: int | None = None,
    until: int | None = None,
    window: Window = Window(),
) -> Page:
    """One page of a board's promises, first due first; with keys, those from `since` on and before `until`."""
    if since is not None and window.after is None:
        window = Window(since - 1, window.limit, window.count)
    params = {"board": board, "state": state, "until": until}
    return _promises(state is not None, until is not None).page(db, params, window)


_OF_ONE_DECISION: Final = _PROMISES.where(FollowUp.decision_id == bindparam("of")).order_by(FollowUp.id)


def promises_of(db: Any, decision: int) -> Sequence[Row[Any]]:
    """What was promised with a decision."""
    promised: Sequence[Row[Any]] = db.execute(_OF_ONE_DECISION, {"of": decision}).fetchall()
    return promised


_PROMISE: Final = _PROMISES.where(FollowUp.id == bindparam("of"))
_PROMISE_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(FollowUp)
    .join(Board, Board.id == FollowUp.board_id)
    .outerjoin(Membership, on_board())
    .where(FollowUp.id == bindparam("key"))
)


def follow_up(db: Any, follow_up: int) -> Row[Any]:
    """One promise. Raises NotFound."""
    return the_row(db, _PROMISE, {"of": follow_up})


def follow_up_place(db: Any, follow_up: int, me: int) -> Place | None:
    """Where a promise was made, and what `me` is there; None when there is no such promise."""
    row = db.execute(_PROMISE_PLACE, {"key": follow_up, "me": me}).first()
    return place_from(row) if row is not None else None


_QUESTIONS: Final = (
    select(
        Question.id.label("id"),
        Question.decision_id.label("decision"),
        Decision.idea_id.label("idea"),
        Decision.task_id.label("task"),
        Question.text.label("text"),
        Asker.id.label("asker_id"),
        Asker.name.label("asker_name"),
        Question.asked_at.label("asked_at"),
        Question.answer.label("answer"),
        Answerer.id.label("answerer_id"),
        Answerer.name.label("answerer_name"),
        Question.answered_at.label("answered_at"),
        Question.version.label("version"),
    )
    .select_from(Question)
    .join(Decision, Decision.id == Question.decision_id)
    .join(Asker, Asker.id == Question.asker_id)
    .outerjoin(Answerer, Answerer.id == Question.answerer_id)
)
_OF_DECISION: Final = listing(_QUESTIONS.where(Question.decision_id == bindparam("of")), Question.id, down=False)
_WAITING: Final = listing(
    _QUESTIONS.where(Question.board_id == bindparam("board"), Question.waiting_key.is_not(None)),
    Question.waiting_key,
    down=False,
)
_QUESTION: Final = _QUESTIONS.where(Question.id == bindparam("of"))
_QUESTION_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Question)
    .join(Board, Board.id == Question.board_id)
    .outerjoin(Membership, on_board())
    .where(Question.id == bindparam("key"))
)


def questions(db: Any, decision: int, window: Window) -> Page:
    """The questions about a decision, the oldest first."""
    return _OF_DECISION.page(db, {"of": decision}, window)


def questions_waiting(db: Any, board: int, window: Window) -> Page:
    """The questions of a board that nobody has answered, the oldest first."""
    return _WAITING.page(db, {"board": board}, window)


def question(db: Any, question: int) -> Row[Any]:
    """One question. Raises NotFound."""
    return the_row(db, _QUESTION, {"of": question})


def question_place(db: Any, question: int, me: int) -> Place | None:
    """Where a question was asked, and what `me` is there; None when there is no such question."""
    row = db.execute(_QUESTION_PLACE, {"key": question, "me": me}).first()
    return place_from(row) if row is not None else None
