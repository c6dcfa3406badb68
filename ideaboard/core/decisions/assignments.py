"""Assignments: work on an adopted idea, offered with the reason why to this person, who accepts or declines freely.

Nobody is assigned who has not accepted: an offer is `accepted` once the person has, and the mentor too where one is
named. A stretch and a new role have a mentor and a plan of support, always.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String, Text, or_, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.decisions import moves
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox import events
from ideaboard.core.people import policy
from ideaboard.core.people.boards import Membership
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, FieldError, Forbidden, Invalid

KINDS: Final = ("suited", "stretch", "new_role")
# Whoever is asked for more than they have done before is not left alone with it.
SUPPORTED: Final = ("stretch", "new_role")

# What the person says, and in which state of the assignment.
ANSWERS: Final = {"accepted": "offered", "declined": "offered", "done": "accepted", "handed_back": "accepted"}
STATES: Final = ("offered", *ANSWERS, "withdrawn", "ended")
MENTOR_ANSWERS: Final = ("accepted", "declined")
MENTOR_STATES: Final = ("asked", *MENTOR_ANSWERS)

_ALIVE: Final = ("offered", "accepted")
_EVENTS: Final = {
    "accepted": "assignment.accepted",
    "declined": "assignment.declined",
    "withdrawn": "assignment.withdrawn",
    "done": "assignment.done",
    "handed_back": "assignment.handed_back",
    "ended": "assignment.ended",
}
_MENTOR_EVENTS: Final = {"accepted": "assignment.mentor_accepted", "declined": "assignment.mentor_declined"}


class Assignment(Base):
    """One offer, and the work that it becomes.

    `state`: `offered` → `accepted`, `declined`, `withdrawn`; `accepted` → `done`, `handed_back`; either → `ended` when
    the idea leaves the backlog. `accepted_at` is the person's own word, `assigned_at` the moment from which nobody's
    was missing: what has none was never more than an offer. `mentor_state` is None without a mentor.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        Index(None, "idea_id", "id"),
        # Nobody is asked twice at a time.
        Index(
            None,
            "idea_id",
            "assignee_id",
            unique=True,
            sqlite_where=text("state IN ('offered', 'accepted')"),
            postgresql_where=text("state IN ('offered', 'accepted')"),
        ),
        # Offers that wait for an answer are few.
        Index(
            None,
            "board_id",
            "id",
            sqlite_where=text("state = 'offered'"),
            postgresql_where=text("state = 'offered'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"))
    assignee_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    explanation: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(10))
    mentor_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    mentor_state: Mapped[str | None] = mapped_column(String(10))
    support_plan: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    offered_at: Mapped[datetime] = mapped_column(Moment)
    accepted_at: Mapped[datetime | None] = mapped_column(Moment)
    assigned_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


def offer(
    session: Session,
    idea: Idea,
    by: int | None,
    *,
    assignee: int,
    explanation: str,
    kind: str,
    mentor: int | None = None,
    support_plan: str | None = None,
    pointer: str = "",
) -> Assignment:
    """Offer work on a locked `idea` to `assignee`, and say why to them.

    Raises Conflict `idea_not_adopted`, `already_offered`; Invalid, naming fields below `pointer`, for somebody who is
    not on the board, a missing explanation, and a stretch or a new role without a mentor or a plan.
    """
    policy.require_state("assignment.offer", idea.status)
    assignment = Assignment(
        board_id=idea.board_id,
        idea_id=idea.id,
        assignee_id=assignee,
        by_id=by,
        explanation=explanation,
        kind=kind,
        mentor_id=mentor,
        mentor_state="asked" if mentor is not None else None,
        support_plan=support_plan,
        state="offered",
        offered_at=clock.now(),
        version=1,
    )
    errors = _errors(session, assignment, pointer)
    if not _on_board(session, idea.board_id, assignee):
        errors.append(FieldError(f"{pointer}/assignee", "not_on_board", "Work is offered to those on the board."))
    if errors:
        raise Invalid(errors)
    alive = select(Assignment.id).where(
        Assignment.idea_id == idea.id, Assignment.assignee_id == assignee, Assignment.state.in_(_ALIVE)
    )
    if session.scalar(alive) is not None:
        raise Conflict("already_offered", "They have an offer or an assignment of this idea already.")
    session.add(assignment)
    session.flush()
    _record(session, "assignment.offered", assignment, by)
    return assignment


def offer_all(session: Session, idea: Idea, by: int | None, offers: Sequence[dict[str, Any]]) -> None:
    """Offer what is offered with an adoption: `offers` are the arguments of `offer`. Raises what it raises."""
    for position, offered in enumerate(offers):
        offer(session, idea, by, **offered, pointer=f"/assignments/{position}")


def lock(session: Session, assignment: int, expected: int | None = None) -> Assignment:
    """The assignment, held until the transaction ends. Raises NotFound; Stale when `expected` is not its version."""
    found = locked(session, Assignment, Assignment.id == assignment)
    require_version(found, expected)
    return found


def answer(session: Session, assignment: Assignment, by: int, said: str) -> None:
    """Accept or decline a locked offer; hand work in as `done`, or back. What was said already changes nothing.

    Raises Forbidden to everybody but the person, Conflict `assignment_not_offered`, `assignment_not_accepted`.
    """
    if by != assignment.assignee_id:
        raise Forbidden(detail="Nobody answers for somebody else.")
    waiting = said == "accepted" and assignment.state == "offered" and assignment.accepted_at is not None
    if waiting or said == assignment.state:
        return
    _require(assignment, ANSWERS[said])
    if said == "accepted":
        assignment.accepted_at = clock.now()
        _changed(session, _EVENTS[said], assignment, by)
    else:
        _move(session, assignment, said, by)


def answer_as_mentor(session: Session, assignment: Assignment, by: int, said: str) -> None:
    """Agree to be the mentor of a locked offer, or not; what was said already changes nothing.

    Raises Forbidden to everybody but the mentor who is named, Conflict `assignment_not_offered`.
    """
    if by != assignment.mentor_id:
        raise Forbidden(detail="Nobody answers for somebody else.")
    if said == assignment.mentor_state:
        return
    _require(assignment, "offered")
    assignment.mentor_state = said
    _changed(session, _MENTOR_EVENTS[said], assignment, by)


def edit(session: Session, assignment: Assignment, by: int, **changes: Any) -> None:
    """Change the `explanation`, the `support_plan` or the `mentor` of a locked offer; another mentor is asked anew.

    Whoever had agreed to other words is asked anew too. Raises Conflict `assignment_not_offered`, Invalid as `offer`.
    """
    if "mentor" in changes:
        changes["mentor_id"] = changes.pop("mentor")
    changes = {name: new for name, new in changes.items() if new != getattr(assignment, name)}
    if not changes:
        return
    _require(assignment, "offered")
    for name, new in changes.items():
        setattr(assignment, name, new)
    if errors := _errors(session, assignment, ""):
        raise Invalid(errors)
    if "mentor_id" in changes:
        assignment.mentor_state = "asked" if assignment.mentor_id is not None else None
    if changes.keys() & {"explanation", "support_plan"}:
        assignment.accepted_at = None
        if assignment.mentor_state == "accepted":
            assignment.mentor_state = "asked"
    _changed(session, "assignment.edited", assignment, by)


def withdraw(session: Session, assignment: Assignment, by: int) -> None:
    """Take a locked offer back. Raises Conflict `assignment_not_offered`."""
    if assignment.state != "withdrawn":
        _require(assignment, "offered")
        _move(session, assignment, "withdrawn", by)


def follow(session: Session, idea: Idea, by: int | None) -> None:
    """End what was offered and assigned of an idea that has left the backlog; of one that is done the work is done."""
    if idea.status in moves.IN_BACKLOG:
        return
    alive = (
        select(Assignment)
        .where(Assignment.idea_id == idea.id, Assignment.state.in_(_ALIVE))
        .order_by(Assignment.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for assignment in session.scalars(alive).all():
        done = idea.status == "done" and assignment.state == "accepted"
        _move(session, assignment, "done" if done else "ended", by)


def let_go(session: Session, account: int, by: int) -> None:
    """Decline what is offered to `account`, hand back what it works on, and let it be the mentor of no offer.

    Whoever works with its guidance goes on: a leader names no other mentor of what has begun.
    """
    alive = (
        select(Assignment)
        .where(
            or_(Assignment.assignee_id == account, Assignment.mentor_id == account),
            Assignment.state.in_(_ALIVE),
        )
        .order_by(Assignment.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    for assignment in session.scalars(alive).all():
        if assignment.assignee_id == account:
            _move(session, assignment, "declined" if assignment.state == "offered" else "handed_back", by)
        elif assignment.state == "offered" and assignment.mentor_state != "declined":
            assignment.mentor_state = "declined"
            _changed(session, _MENTOR_EVENTS["declined"], assignment, by)


def _consented(assignment: Assignment) -> bool:
    return assignment.accepted_at is not None and assignment.mentor_state in (None, "accepted")


def _changed(session: Session, happened: str, assignment: Assignment, by: int | None) -> None:
    if assignment.state == "offered" and _consented(assignment):
        assignment.state = "accepted"
        assignment.assigned_at = clock.now()
    assignment.version += 1
    _record(session, happened, assignment, by)


def _move(session: Session, assignment: Assignment, state: str, by: int | None) -> None:
    # A word that was given to an offer is given back with it.
    if assignment.assigned_at is None:
        assignment.accepted_at = None
    assignment.state = state
    _changed(session, _EVENTS[state], assignment, by)


def _record(session: Session, happened: str, assignment: Assignment, by: int | None) -> None:
    subject = ("assignment", assignment.id)
    events.record(session, happened, subject, board=assignment.board_id, actor=by, idea=assignment.idea_id)
    session.flush()


def _require(assignment: Assignment, state: str) -> None:
    if assignment.state == state:
        return
    detail = f"It is {assignment.state.replace('_', ' ')}."
    if state == "offered":
        raise Conflict("assignment_not_offered", detail, state=assignment.state)
    raise Conflict("assignment_not_accepted", detail, state=assignment.state)


def _errors(session: Session, assignment: Assignment, pointer: str) -> list[FieldError]:
    errors: list[FieldError] = []
    mentor, supported = assignment.mentor_id, assignment.kind in SUPPORTED
    if not assignment.explanation.strip():
        errors.append(FieldError(f"{pointer}/explanation", "required", "Say why it is offered to them."))
    if mentor is None:
        if supported:
            errors.append(FieldError(f"{pointer}/mentor", "required", "Name a mentor: nobody is left alone with it."))
    elif mentor == assignment.assignee_id:
        errors.append(FieldError(f"{pointer}/mentor", "own_mentor", "Name somebody else as the mentor."))
    elif not _on_board(session, assignment.board_id, mentor):
        errors.append(FieldError(f"{pointer}/mentor", "not_on_board", "A mentor is on the board."))
    if supported and not (assignment.support_plan or "").strip():
        errors.append(FieldError(f"{pointer}/support_plan", "required", "Say how they are supported."))
    return errors


def _on_board(session: Session, board: int, account: int) -> bool:
    return session.get(Membership, (board, account)) is not None
