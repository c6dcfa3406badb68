"""Check-ins: how an assignment goes, told by the person to the mentor and the leaders, who answer with guidance."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.outbox import events
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, Forbidden


class CheckIn(Base):
    """One word on how it goes. With `needs_help` and no guidance it is a call for help that waits for an answer."""

    __tablename__ = "check_ins"
    __table_args__ = (
        Index(None, "assignment_id", "id"),
        # Calls that wait are few.
        Index(
            None,
            "board_id",
            "id",
            sqlite_where=text("needs_help = 1 AND guided_at IS NULL"),
            postgresql_where=text("needs_help AND guided_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    assignment_id: Mapped[int] = mapped_column(BigId, ForeignKey("assignments.id"))
    by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    going: Mapped[str] = mapped_column(Text)
    learnt: Mapped[str | None] = mapped_column(Text)
    needs_help: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)
    guidance: Mapped[str | None] = mapped_column(Text)
    guided_by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    guided_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


def post(
    session: Session,
    assignment: Assignment,
    by: int,
    *,
    going: str,
    learnt: str | None = None,
    needs_help: bool = False,
) -> CheckIn:
    """Say how a locked assignment goes. Raises Forbidden to all but the person, Conflict `assignment_not_accepted`."""
    if by != assignment.assignee_id:
        raise Forbidden(detail="Nobody checks in for somebody else.")
    if assignment.state != "accepted":
        raise Conflict(
            "assignment_not_accepted", f"It is {assignment.state.replace('_', ' ')}.", state=assignment.state
        )
    check_in = CheckIn(
        board_id=assignment.board_id,
        assignment_id=assignment.id,
        by_id=by,
        going=going,
        learnt=learnt,
        needs_help=needs_help,
        at=clock.now(),
        version=1,
    )
    session.add(check_in)
    session.flush()
    _record(session, "check_in.posted", check_in, by)
    return check_in


def lock(session: Session, check_in: int, expected: int | None = None) -> CheckIn:
    """The check-in, held until the transaction ends. Raises NotFound; Stale when `expected` is not its version."""
    found = locked(session, CheckIn, CheckIn.id == check_in)
    require_version(found, expected)
    return found


def guide(session: Session, check_in: CheckIn, by: int, guidance: str) -> None:
    """Answer a locked check-in, also when its assignment has ended; whoever gave the guidance can mend it.

    Raises Forbidden to the person, Conflict `guidance_given` when somebody else has answered.
    """
    if by == check_in.by_id:
        raise Forbidden(detail="Guidance is somebody else's to give.")
    if check_in.guided_by_id not in (None, by):
        raise Conflict("guidance_given", "Somebody else has answered.")
    if guidance == check_in.guidance:
        return
    check_in.guidance = guidance
    check_in.guided_by_id = by
    check_in.guided_at = clock.now()
    check_in.version += 1
    _record(session, "check_in.guided", check_in, by)


def _record(session: Session, happened: str, check_in: CheckIn, by: int) -> None:
    subject = ("check_in", check_in.id)
    events.record(session, happened, subject, board=check_in.board_id, actor=by, assignment=check_in.assignment_id)
    session.flush()
