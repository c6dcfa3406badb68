"""Reading assignments and check-ins: what everybody sees, and what only the person, the mentor and leaders do."""

from typing import Any, Final

from sqlalchemy import Boolean, Row, and_, bindparam, case, literal_column, or_, select
from sqlalchemy.orm import aliased

from ideaboard import reader
from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.decisions.check_ins import CheckIn
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row

Assignee = aliased(Account, name="assignee")
By = aliased(Account, name="by_account")
Mentor = aliased(Account, name="mentor")
Guide = aliased(Account, name="guide")

_ME: Final[Any] = bindparam("me")
_LEADS: Final = bindparam("leads", type_=Boolean())
# They see all of it, from the offer on; the others see what became an assignment.
_INSIDE: Final = or_(Assignment.assignee_id == _ME, Assignment.mentor_id == _ME)

_COLUMNS: Final = (
    select(
        Assignment.id.label("id"),
        Assignment.idea_id.label("idea"),
        Assignee.id.label("assignee_id"),
        Assignee.name.label("assignee_name"),
        By.id.label("by_id"),
        By.name.label("by_name"),
        Assignment.explanation.label("explanation"),
        Assignment.kind.label("kind"),
        Mentor.id.label("mentor_id"),
        Mentor.name.label("mentor_name"),
        Assignment.mentor_state.label("mentor_state"),
        Assignment.support_plan.label("support_plan"),
        Assignment.state.label("state"),
        Assignment.offered_at.label("offered_at"),
        Assignment.accepted_at.label("accepted_at"),
        Assignment.assigned_at.label("assigned_at"),
        Assignment.version.label("version"),
    )
    .join(Assignee, Assignee.id == Assignment.assignee_id)
    .outerjoin(By, By.id == Assignment.by_id)
    .outerjoin(Mentor, Mentor.id == Assignment.mentor_id)
)
_OF_IDEA: Final = listing(
    _COLUMNS.where(Assignment.idea_id == bindparam("of"), or_(Assignment.assigned_at.is_not(None), _INSIDE, _LEADS)),
    Assignment.id,
    down=False,
)
_ONE: Final = _COLUMNS.where(Assignment.id == bindparam("of"))
# Mine to answer: as the person who has not, or as the mentor who has not.
_OFFERS: Final = listing(
    _COLUMNS.where(
        Assignment.board_id == bindparam("board"),
        Assignment.state == literal_column("'offered'"),
        or_(
            and_(Assignment.assignee_id == _ME, Assignment.accepted_at.is_(None)),
            and_(Assignment.mentor_id == _ME, Assignment.mentor_state == "asked"),
        ),
    ),
    Assignment.id,
    down=False,
)
# The author of an assignment is whoever has an answer to give: the person, or the mentor.
_PLACE: Final = (
    select(
        *PLACE_COLUMNS,
        case((Assignment.mentor_id == _ME, Assignment.mentor_id), else_=Assignment.assignee_id),
        Assignment.id,
    )
    .select_from(Assignment)
    .join(Board, Board.id == Assignment.board_id)
    .outerjoin(Membership, on_board())
    .where(
        Assignment.id == bindparam("key"),
        or_(Assignment.assigned_at.is_not(None), _INSIDE, Membership.role == "leader"),
    )
)


def of_idea(db: Any, idea: int, me: int, leads: bool, window: Window) -> Page:
    """An idea's assignments, and the offers that `me` may see (`leads`: all of them), the oldest first."""
    return _OF_IDEA.page(db, {"of": idea, "me": me, "leads": leads}, window)


def one(db: Any, assignment: int) -> Row[Any]:
    """One assignment. Raises NotFound."""
    return the_row(db, _ONE, {"of": assignment})


def offers(db: Any, board: int, me: int, window: Window) -> Page:
    """The offers on a board that wait for an answer of `me`, as the person or as the mentor, the oldest first."""
    return _OFFERS.page(db, {"board": board, "me": me}, window)


def place(db: Any, assignment: int, me: int) -> Place | None:
    """Where an assignment is, and what `me` is there; None when there is none that `me` may see."""
    row = reader.first(db, _PLACE, {"key": assignment, "me": me})
    return place_from(row) if row is not None else None


_CHECK_INS: Final = (
    select(
        CheckIn.id.label("id"),
        CheckIn.assignment_id.label("assignment"),
        Assignment.idea_id.label("idea"),
        By.id.label("by_id"),
        By.name.label("by_name"),
        CheckIn.going.label("going"),
        CheckIn.learnt.label("learnt"),
        CheckIn.needs_help.label("needs_help"),
        CheckIn.at.label("at"),
        CheckIn.guidance.label("guidance"),
        Guide.id.label("guided_by_id"),
        Guide.name.label("guided_by_name"),
        CheckIn.guided_at.label("guided_at"),
        CheckIn.version.label("version"),
    )
    .select_from(CheckIn)
    .join(Assignment, Assignment.id == CheckIn.assignment_id)
    .join(By, By.id == CheckIn.by_id)
    .outerjoin(Guide, Guide.id == CheckIn.guided_by_id)
)
_OF_ASSIGNMENT: Final = listing(_CHECK_INS.where(CheckIn.assignment_id == bindparam("of")), CheckIn.id, down=False)
_CHECK_IN: Final = _CHECK_INS.where(CheckIn.id == bindparam("of"))
_CALLS: Final = listing(
    _CHECK_INS.where(
        CheckIn.board_id == bindparam("board"),
        CheckIn.needs_help,
        CheckIn.guided_at.is_(None),
        CheckIn.by_id != _ME,
        or_(_LEADS, Assignment.mentor_id == _ME),
    ),
    CheckIn.id,
    down=False,
)
_WITHIN: Final = or_(_INSIDE, Membership.role == "leader")
_WORK: Final = (
    select(*PLACE_COLUMNS, Assignment.assignee_id, Assignment.id)
    .select_from(Assignment)
    .join(Board, Board.id == Assignment.board_id)
    .outerjoin(Membership, on_board())
    .where(Assignment.id == bindparam("key"), _WITHIN)
)
# A check-in is the person's; what is asked for of it is the mentor's guidance.
_CHECK_IN_PLACE: Final = (
    select(*PLACE_COLUMNS, Assignment.mentor_id, CheckIn.id)
    .select_from(CheckIn)
    .join(Assignment, Assignment.id == CheckIn.assignment_id)
    .join(Board, Board.id == CheckIn.board_id)
    .outerjoin(Membership, on_board())
    .where(CheckIn.id == bindparam("key"), _WITHIN)
)


def check_ins(db: Any, assignment: int, window: Window) -> Page:
    """The check-ins of an assignment, the oldest first."""
    return _OF_ASSIGNMENT.page(db, {"of": assignment}, window)


def check_in(db: Any, check_in: int) -> Row[Any]:
    """One check-in. Raises NotFound."""
    return the_row(db, _CHECK_IN, {"of": check_in})


def help_calls(db: Any, board: int, me: int, leads: bool, window: Window) -> Page:
    """The calls for help on a board that wait for `me`, as the mentor or (`leads`) as a leader, the oldest first."""
    return _CALLS.page(db, {"board": board, "me": me, "leads": leads}, window)


def work_place(db: Any, assignment: int, me: int) -> Place | None:
    """Where an assignment is, for its check-ins; None to all but the person, the mentor and the leaders."""
    row = reader.first(db, _WORK, {"key": assignment, "me": me})
    return place_from(row) if row is not None else None


def check_in_place(db: Any, check_in: int, me: int) -> Place | None:
    """Where a check-in is, its author being the mentor; None to all but the person, the mentor and the leaders."""
    row = reader.first(db, _CHECK_IN_PLACE, {"key": check_in, "me": me})
    return place_from(row) if row is not None else None
