"""Reading feedback rounds: while one is open nothing is told of its answers, to nobody.

What state a round is in is judged by the clock, so that a worker who comes late to close it changes nothing.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, bindparam, case, func, select
from sqlalchemy.orm import aliased

from ideaboard import clock
from ideaboard.core.feedback.rounds import SCALE, Round, RoundQuestion, require_results
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row
from ideaboard.db import Moment

Leader = aliased(Account, name="leader")

_NOW: Final = bindparam("now", type_=Moment())
_STATE: Final = case(
    (Round.state != "open", Round.state),
    (Round.closes_at > _NOW, "open"),
    (func.json_array_length(Round.answered) >= Round.threshold, "closed"),
    else_="too_few",
)
_ROUNDS: Final = select(
    Round.id.label("id"),
    Leader.id.label("leader_id"),
    Leader.name.label("leader_name"),
    Round.title.label("title"),
    Round.questions.label("questions"),
    Round.threshold.label("threshold"),
    _STATE.label("state"),
    Round.answered.label("answered"),
    Round.opened_at.label("opened_at"),
    Round.closes_at.label("closes_at"),
    Round.heard.label("reply_heard"),
    Round.will_change.label("reply_will_change"),
    Round.replied_at.label("reply_at"),
).outerjoin(Leader, Leader.id == Round.leader_id)
_ON: Final = Round.board_id == bindparam("board")
_LIST: Final = listing(_ROUNDS.where(_ON), Round.id)
_TO_REPLY: Final = listing(
    _ROUNDS.where(_ON, Round.leader_id == bindparam("me"), _STATE == "closed"), Round.id, down=False
)
_ONE: Final = _ROUNDS.where(Round.id == bindparam("of"))
_ANSWERS: Final = (
    select(RoundQuestion.number.label("number"), RoundQuestion.answers.label("answers"))
    .where(RoundQuestion.round_id == bindparam("of"))
    .order_by(RoundQuestion.number)
)
_PLACE: Final = (
    select(*PLACE_COLUMNS, Round.leader_id, Round.id)
    .select_from(Round)
    .join(Board, Board.id == Round.board_id)
    .outerjoin(Membership, on_board())
    .where(Round.id == bindparam("key"))
)


def page(db: Any, board: int, me: int, window: Window) -> Page:
    """A board's rounds, the newest first."""
    return _seen(_LIST.page(db, {"board": board, "now": clock.now()}, window), me)


def rounds_to_reply(db: Any, board: int, me: int, window: Window) -> Page:
    """The rounds on the leadership of `me` that are closed and wait for the reply, the oldest first."""
    return _seen(_TO_REPLY.page(db, {"board": board, "me": me, "now": clock.now()}, window), me)


def one(db: Any, of: int, me: int) -> dict[str, Any]:
    """One round, as `me` sees it. Raises NotFound."""
    return _said(the_row(db, _ONE, {"of": of, "now": clock.now()}), me)


def results(db: Any, of: int, me: int) -> dict[str, Any]:
    """What was answered, by question. Raises NotFound, and what `require_results` raises."""
    asked = the_row(db, _ONE, {"of": of, "now": clock.now()})
    require_results(asked.state, mine=asked.leader_id == me)
    rows = db.execute(_ANSWERS, {"of": of}).fetchall()
    return {
        "id": asked.id,
        "questions": [_result(row, question) for row, question in zip(rows, asked.questions, strict=True)],
    }


def place(db: Any, of: int, me: int) -> Place | None:
    """Where a round is held, and what `me` is there; None when there is no such round."""
    row = db.execute(_PLACE, {"key": of, "me": me}).first()
    return place_from(row) if row is not None else None


def _result(row: Row[Any], question: dict[str, str]) -> dict[str, Any]:
    # In the order of their random keys, which tells nothing.
    given = [answer for _, answer in row.answers]
    worded = question["kind"] == "text"
    scale = [given.count(step) for step in range(1, SCALE + 1)]
    return {
        "number": row.number,
        **question,
        "texts": given if worded else None,
        "scale": None if worded else scale,
    }


def _seen(found: Page, me: int) -> Page:
    return Page([_said(row, me) for row in found.rows], found.next, found.total)


def _said(row: Any, me: int) -> dict[str, Any]:
    said = dict(row._mapping)
    answered: Sequence[int] = said.pop("answered")
    # Once it is closed the accounts are gone: whether I answered is not known any more.
    said["answered"] = me in answered if row.state == "open" else None
    said["questions"] = [{"number": n, **each} for n, each in enumerate(row.questions, 1)]
    return said
