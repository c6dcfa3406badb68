"""Values: what a team holds high. Ideas and decisions say which one they serve, and how."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import audit, events
from ideaboard.core.people import boards
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, FieldError, Invalid, NotFound, invalid_field


class Value(Base):
    """One value of a board, `place` in its order. A retired one is offered no more, and its stories stay."""

    __tablename__ = "values"
    __table_args__ = (Index(None, "board_id", "place"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    place: Mapped[int] = mapped_column(server_default="0")
    name: Mapped[str] = mapped_column(String(100))
    meaning: Mapped[str] = mapped_column(Text)
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


class IdeaValue(Base):
    """That an idea's current text says it serves a value: how a value finds its ideas."""

    __tablename__ = "idea_values"
    __table_args__ = (Index(None, "idea_id"),)

    value_id: Mapped[int] = mapped_column(BigId, ForeignKey("values.id"), primary_key=True)
    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"), primary_key=True)


def name(session: Session, board: int, by: int, *, name: str, meaning: str = "") -> Value:
    """Name a value of the board, the last in its order. Raises Conflict `value_taken`."""
    # Whoever names or moves one holds the board: no two get one place.
    boards.lock(session, board)
    _not_taken(session, board, name)
    last = session.scalar(select(func.max(Value.place)).where(Value.board_id == board)) or 0
    value = Value(board_id=board, place=last + 1, name=name, meaning=meaning, version=1)
    session.add(value)
    session.flush()
    events.record(session, "value.named", ("value", value.id), board=board, actor=by, facts={"name": name})
    return value


def lock(session: Session, board: int, value: int) -> Value:
    """The board's value, held until the transaction ends. Raises NotFound."""
    return locked(session, Value, Value.id == value, Value.board_id == board)


def edit(session: Session, value: Value, by: int, expected: int | None, **changes: Any) -> None:
    """Change a value's `name` or `meaning`; saying what already is changes nothing. Raises Stale, `value_taken`."""
    require_version(value, expected)
    changes = {field: new for field, new in changes.items() if new != getattr(value, field)}
    if not changes:
        return
    if "name" in changes:
        _not_taken(session, value.board_id, changes["name"])
    facts = audit.changes(value, changes, untold=("meaning",))
    for field, new in changes.items():
        setattr(value, field, new)
    value.version += 1
    events.record(session, "value.edited", ("value", value.id), board=value.board_id, actor=by, facts=facts)
    session.flush()


def place(session: Session, board: int, value: int, by: int, after: int | None) -> None:
    """Put a value right behind the value `after` in the board's order, or first when None.

    Raises NotFound, Invalid when `after` is not another value of this board.
    """
    boards.lock(session, board)
    order = list(session.scalars(select(Value).where(Value.board_id == board).order_by(Value.place)))
    numbers = [each.id for each in order]
    if value not in numbers:
        raise NotFound
    if after == value:
        raise invalid_field("/after", "itself", "A value cannot come after itself.")
    if after is not None and after not in numbers:
        raise invalid_field("/after", "unknown_id", "The board has no such value.")
    moved = order.pop(numbers.index(value))
    order.insert(0 if after is None else 1 + [each.id for each in order].index(after), moved)
    if [each.id for each in order] == numbers:
        return
    facts = audit.changes(moved, {"place": [each.id for each in order].index(value) + 1})
    for position, each in enumerate(order, start=1):
        each.place = position
    events.record(session, "value.edited", ("value", value), board=board, actor=by, facts=facts)
    session.flush()


def retire(session: Session, value: Value, by: int, expected: int | None) -> None:
    """Retire a value. Raises Stale, Conflict `value_retired`."""
    require_version(value, expected)
    if value.retired_at is not None:
        raise Conflict("value_retired", "It was retired before.")
    value.retired_at = clock.now()
    value.version += 1
    events.record(session, "value.retired", ("value", value.id), board=value.board_id, actor=by)
    session.flush()


def living(session: Session, board: int) -> set[int]:
    """The values of the board that are not retired."""
    return set(session.scalars(select(Value.id).where(Value.board_id == board, Value.retired_at.is_(None))))


def check(session: Session, board: int, served: Iterable[dict[str, Any]], pointer: str = "/values") -> None:
    """Make sure that every value in `served` is a living one of this board, each once. Raises Invalid."""
    wanted = [entry["value"] for entry in served]
    if not wanted:
        return
    offered = living(session, board)
    errors = []
    for position, value in enumerate(wanted):
        where = f"{pointer}/{position}/value"
        if value not in offered:
            errors.append(FieldError(where, "unknown_id", "The board has no such value."))
        elif value in wanted[:position]:
            errors.append(FieldError(where, "repeated", "Each value once."))
    if errors:
        raise Invalid(errors)


def _not_taken(session: Session, board: int, name: str) -> None:
    taken = session.scalar(
        select(Value.id).where(Value.board_id == board, Value.name == name, Value.retired_at.is_(None))
    )
    if taken is not None:
        raise Conflict("value_taken", f"The board has a value named {name!r}.")
