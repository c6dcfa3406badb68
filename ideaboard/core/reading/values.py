"""Reading a board's values, and the stories that each tells."""

from typing import Any, Final

from sqlalchemy import Row, and_, bindparam, case, exists, literal_column, null, select
from sqlalchemy.orm import aliased

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.reviews import Review
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.values import IdeaValue, Value
from ideaboard.core.reading.pages import Page, Window, listing, the_row

_VALUES: Final = select(
    Value.id.label("id"),
    Value.name.label("name"),
    Value.meaning.label("meaning"),
    Value.retired_at.label("retired_at"),
    Value.version.label("version"),
).where(Value.board_id == bindparam("board"))
_LIST: Final = listing(_VALUES, Value.place, down=False)
_ONE: Final = _VALUES.where(Value.id == bindparam("of"))


def page(db: Any, board: int, window: Window) -> Page:
    """A board's values in its order, retired ones too."""
    return _LIST.page(db, {"board": board}, window)


def one(db: Any, board: int, value: int) -> Row[Any]:
    """One value of a board. Raises NotFound."""
    return the_row(db, _ONE, {"board": board, "of": value})


# Adopted, and what became of it; a "no" or a "not now" is no story of a value.
TOLD: Final = ("adopted", "in_progress", "done")

_Adopted = aliased(Decision, name="adopted")
_Earlier = aliased(Decision, name="earlier")
_Shared = aliased(Review, name="shared")
_Newer = aliased(Review, name="newer")
_LATEST: Final = (
    select(_Earlier.id)
    .where(_Earlier.idea_id == Idea.id, _Earlier.outcome == "adopt")
    .order_by(_Earlier.id.desc())
    .limit(1)
    .scalar_subquery()
)
_NEWEST: Final = ~exists().where(_Newer.idea_id == _Shared.idea_id, _Newer.state == "shared", _Newer.id > _Shared.id)
_STORIES: Final = listing(
    select(
        Idea.id.label("idea"),
        Idea.number.label("number"),
        case((Idea.hidden.is_(False), Idea.title), else_="").label("title"),
        Idea.status.label("status"),
        case((Idea.hidden.is_(False), Idea.values), else_=null()).label("served"),
        _Adopted.id.label("decision_id"),
        _Adopted.rationale.label("decision_rationale"),
        _Adopted.at.label("decision_at"),
        _Adopted.values.label("decision_served"),
        _Shared.id.label("review_id"),
        _Shared.lessons.label("review_lessons"),
        _Shared.statement.label("review_statement"),
    )
    .select_from(IdeaValue)
    .join(Idea, Idea.id == IdeaValue.idea_id)
    .outerjoin(_Adopted, _Adopted.id == _LATEST)
    .outerjoin(_Shared, and_(_Shared.idea_id == Idea.id, _Shared.state == "shared", _NEWEST))
    .where(
        IdeaValue.value_id == bindparam("of"),
        and_(Idea.board_id == bindparam("board"), Idea.status.in_([literal_column(f"'{each}'") for each in TOLD])),
    ),
    IdeaValue.idea_id,
)


def stories(db: Any, board: int, value: int, window: Window) -> Page:
    """The ideas adopted and done for a value, the newest first, each with how it serves it."""
    page = _STORIES.page(db, {"board": board, "of": value}, window)
    told = [
        {**row._mapping, "how": _how(row.served, value), "decision_how": _how(row.decision_served, value)}
        for row in page.rows
    ]
    return Page(told, page.next, page.total)


def _how(served: Any, value: int) -> str | None:
    """The sentence that says how the value is served, out of those that an idea or a decision has."""
    return next((each["how"] for each in served or () if each["value"] == value), None)
