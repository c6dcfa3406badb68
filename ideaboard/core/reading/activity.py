"""Reading a board's activity: what webhooks may tell of it, in the order of its places."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, and_, bindparam, case, cast, literal_column, null, or_, select, true
from sqlalchemy.sql.expression import ColumnElement

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.points import Point
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.messages import TOLD
from ideaboard.core.people.accounts import Account
from ideaboard.core.reading.pages import Window, listing

# The place before the first.
BEGINNING: Final = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some events in their order, the place up to which they were read, and whether there are more behind it."""

    rows: Sequence[Any]
    upto: int
    more: bool


def _named(kind: str) -> ColumnElement[int]:
    return cast(Event.data[kind].as_string(), BigInteger)


def _subject(kind: str) -> ColumnElement[int | None]:
    return case((Event.subject_kind == kind, Event.subject_id), else_=null())


def _hidden(table: Any, number: ColumnElement[Any]) -> ColumnElement[bool]:
    # A value inside and no join: each is looked up by its key, and only for the rows of the page.
    return select(table.hidden).where(table.id == number).scalar_subquery().is_(true())


_DECIDED: Final = (
    select(Idea.hidden)
    .select_from(Decision)
    .join(Idea, Idea.id == Decision.idea_id)
    .where(Decision.id == _named("decision"))
    .scalar_subquery()
    .is_(true())
)
# What a webhook leaves out, told when it is read: what is about something hidden, or about an idea that is.
_UNSEEN: Final = or_(
    _hidden(Idea, _subject("idea")),
    _hidden(Idea, _named("idea")),
    _hidden(Idea, _named("into")),
    _DECIDED,
    _hidden(Comment, _subject("comment")),
    _hidden(Point, _subject("point")),
)
_EVENTS: Final = (
    select(
        Event.id.label("id"),
        Event.type.label("type"),
        Event.at.label("at"),
        Account.id.label("actor_id"),
        Account.name.label("actor_name"),
        Event.via_id.label("via"),
        Event.connection_id.label("connection"),
        Event.subject_kind.label("subject_kind"),
        Event.subject_id.label("subject_id"),
        Event.data.label("data"),
    )
    .select_from(Event)
    .outerjoin(Account, Account.id == Event.actor_id)
    .where(
        and_(
            Event.board_id == bindparam("board"),
            Event.type.in_([literal_column(f"'{type}'") for type in sorted(TOLD)]),
            ~_UNSEEN,
        )
    )
)
_ON: Final = listing(_EVENTS, Event.place, down=False)
_BACK: Final = listing(_EVENTS, Event.place)


def after(db: Any, board: int, place: int, limit: int) -> Stretch:
    """The events behind `place`, the oldest first; at most `limit`."""
    page = _ON.page(db, {"board": board}, Window(place, limit))
    return Stretch(page.rows, page.rows[-1][-1] if page.rows else place, page.next is not None)


def newest(db: Any, board: int, limit: int) -> Stretch:
    """The newest events, the oldest of them first; at most `limit`."""
    rows = _BACK.page(db, {"board": board}, Window(None, limit)).rows[::-1]
    return Stretch(rows, rows[-1][-1] if rows else BEGINNING, False)
