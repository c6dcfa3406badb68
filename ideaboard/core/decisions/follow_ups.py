"""Follow-ups: promises made with a decision, each with a due date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard.db import Base, BigId
from ideaboard.errors import FieldError, Invalid


class FollowUp(Base):
    """One promise. `state` is `open` until it is kept."""

    __tablename__ = "follow_ups"
    __table_args__ = (Index(None, "decision_id", "id"), Index(None, "board_id", "state", "due_on"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    decision_id: Mapped[int] = mapped_column(BigId, ForeignKey("decisions.id"))
    promise: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10))


def promise(session: Session, decision: int, board: int, promises: Sequence[dict[str, Any]], today: date) -> None:
    """Keep the `promises` (`promise`, `due_on`) made with a decision. Raises Invalid for one due before `today`."""
    late = [
        FieldError(f"/follow_ups/{position}/due_on", "in_the_past", "A promise is due today or later.")
        for position, made in enumerate(promises)
        if made["due_on"] < today
    ]
    if late:
        raise Invalid(late)
    session.add_all(
        FollowUp(board_id=board, decision_id=decision, promise=made["promise"], due_on=made["due_on"], state="open")
        for made in promises
    )
    session.flush()
