"""Reading what waits for an answer, of three kinds in one list: open ideas, questions, and promises that are overdue.

Each kind is one range of one index; the three are merged here. A place in the list is `day << 42 | kind << 40 | id`.
"""

from datetime import date
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import BigInteger, bindparam, literal_column, select

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.follow_ups import FollowUp
from ideaboard.core.decisions.questions import Question
from ideaboard.core.ideas import standings
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people import boards
from ideaboard.core.reading.ideas import TITLE
from ideaboard.core.reading.pages import Listing, Page, Window, listing

_KIND_BITS: Final = 2
_ID: Final = (1 << standings.ID_BITS) - 1

_IDEAS: Final = listing(
    select(Idea.id.label("id"), Idea.id.label("idea"), Idea.task_id.label("task"), TITLE.label("text")).where(
        Idea.board_id == bindparam("board"), Idea.waiting_key.is_not(None)
    ),
    Idea.waiting_key,
    down=False,
)
_QUESTIONS: Final = listing(
    select(
        Question.id.label("id"),
        Decision.idea_id.label("idea"),
        Decision.task_id.label("task"),
        Question.text.label("text"),
    )
    .select_from(Question)
    .join(Decision, Decision.id == Question.decision_id)
    .where(Question.board_id == bindparam("board"), Question.waiting_key.is_not(None)),
    Question.waiting_key,
    down=False,
)
_FOLLOW_UPS: Final = listing(
    select(
        FollowUp.id.label("id"),
        Decision.idea_id.label("idea"),
        Decision.task_id.label("task"),
        FollowUp.promise.label("text"),
    )
    .select_from(FollowUp)
    .join(Decision, Decision.id == FollowUp.decision_id)
    .where(
        FollowUp.board_id == bindparam("board"),
        FollowUp.state == literal_column("'open'"),
        FollowUp.due_key < bindparam("today", type_=BigInteger()),
    ),
    FollowUp.due_key,
    down=False,
)

KINDS: Final[dict[str, Listing]] = {"idea": _IDEAS, "question": _QUESTIONS, "follow_up": _FOLLOW_UPS}


def page(db: Any, board: int, me: int, window: Window) -> Page:
    """What of a board waits for an answer, the oldest first: since which day, and for how many days."""
    today = boards.today(db, board)
    params = {"board": board, "me": me, "today": standings.pack(today.toordinal(), 0)}
    found, more, total = [], False, 0
    for kind, (name, waiting) in enumerate(KINDS.items()):
        # A kind's parameters are its own: a driver may refuse those that a statement does not name.
        own = {key: params[key] for key in _PARAMETERS[name]}
        part = waiting.page(db, own, Window(_behind(window.after, kind), window.limit, window.count))
        found += [(_key(row.sort_key, kind), name, row) for row in part.rows]
        more = more or part.next is not None
        total += part.total or 0
    found.sort(key=itemgetter(0))
    shown = found[: window.limit]
    following = shown[-1][0] if more or len(found) > window.limit else None
    rows = [_row(name, row, today) for _, name, row in shown]
    return Page(rows, following, total if window.count else None)


_PARAMETERS: Final = {"idea": ("board", "me"), "question": ("board",), "follow_up": ("board", "today")}


def _key(own: int, kind: int) -> int:
    """A thing's place in the whole list, from the key that sorts it among its own kind."""
    day, number = own >> standings.ID_BITS, own & _ID
    return (day << _KIND_BITS | kind) << standings.ID_BITS | number


def _behind(after: int | None, kind: int) -> int | None:
    """The key of its own behind which a `kind` goes on, when the whole list goes on behind `after`."""
    if after is None:
        return None
    front, number = after >> standings.ID_BITS, after & _ID
    day, last = front >> _KIND_BITS, front & (1 << _KIND_BITS) - 1
    if kind == last:
        return standings.pack(day, number)
    # Of the same day the kinds come one after the other.
    return standings.pack(day if kind > last else day + 1, 0) - 1


def _row(kind: str, row: Any, today: date) -> dict[str, Any]:
    since = date.fromordinal(row.sort_key >> standings.ID_BITS)
    return {
        "kind": kind,
        "id": row.id,
        "idea": row.idea,
        "task": row.task,
        "text": row.text,
        "since": since,
        "age_days": max(0, (today - since).days),
    }
