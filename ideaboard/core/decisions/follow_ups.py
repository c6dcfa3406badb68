"""Follow-ups: promises made with a decision, each with a due date, and kept or answered late in public."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import events
from ideaboard.core.people import boards, policy
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import FieldError, Invalid, invalid_field

# How a promise ends: it is kept, or it cannot be, and that is said.
SETTLED: Final = ("kept", "released")
STATES: Final = ("open", *SETTLED)


class FollowUp(Base):
    """One promise. `state` is `open` until it is settled; `note` is what is said to everybody with that."""

    __tablename__ = "follow_ups"
    __table_args__ = (
        Index(None, "decision_id", "id"),
        Index(None, "board_id", "due_key", unique=True),
        Index(None, "board_id", "state", "due_key"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    decision_id: Mapped[int] = mapped_column(BigId, ForeignKey("decisions.id"))
    promise: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    due_key: Mapped[int] = mapped_column(BigId)
    state: Mapped[str] = mapped_column(String(10))
    note: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    late: Mapped[bool]
    version: Mapped[int]


def key_of(due_on: date, number: int = 0) -> int:
    """The sort key of the promise `number` that is due on this day: one integer, so that a page is one range."""
    return due_on.toordinal() << 40 | number


def promise(session: Session, decision: int, board: int, promises: Sequence[dict[str, Any]], today: date) -> None:
    """Keep the `promises` (`promise`, `due_on`) made with a decision. Raises Invalid for one due before `today`."""
    late = [
        FieldError(f"/follow_ups/{position}/due_on", "in_the_past", "A promise is due today or later.")
        for position, made in enumerate(promises)
        if made["due_on"] < today
    ]
    if late:
        raise Invalid(late)
    for made in promises:
        row = FollowUp(
            board_id=board,
            decision_id=decision,
            promise=made["promise"],
            due_on=made["due_on"],
            # Until it has a number of its own: no other row of this decision is at this place.
            due_key=-decision,
            state="open",
            late=False,
            version=1,
        )
        session.add(row)
        session.flush()
        row.due_key = key_of(row.due_on, row.id)
        session.flush()


def lock(session: Session, follow_up: int) -> FollowUp:
    """The promise, held until the transaction ends. Raises NotFound."""
    return locked(session, FollowUp, FollowUp.id == follow_up)


def settle(
    session: Session,
    follow_up: FollowUp,
    by: int,
    expected: int | None,
    *,
    state: str | None = None,
    note: str | None = None,
) -> None:
    """Settle a locked promise: `kept`, or `released` when it cannot be; whoever is late, or releases it, says why.

    Without a `state` nothing changes. Raises Stale, Conflict `follow_up_settled`, Invalid when a `note` is needed, or
    comes alone.
    """
    require_version(follow_up, expected)
    if state is None:
        if note is not None:
            raise invalid_field("/state", "required", "Say whether the promise is kept or released.")
        return
    policy.require_state("follow_up.settle", follow_up.state)
    late = boards.today(session, follow_up.board_id) > follow_up.due_on
    if (late or state == "released") and not (note or "").strip():
        raise invalid_field("/note", "required", "Say to everybody why it is late, or cannot be kept.")
    follow_up.state, follow_up.note, follow_up.by_id = state, note, by
    follow_up.late = late
    follow_up.settled_at = clock.now()
    follow_up.version += 1
    events.record(
        session,
        {"kept": "follow_up.kept", "released": "follow_up.released"}[state],
        ("follow_up", follow_up.id),
        board=follow_up.board_id,
        actor=by,
        decision=follow_up.decision_id,
    )
    session.flush()
