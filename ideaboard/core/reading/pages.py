"""Pages: how every list is read, by keyset. One page is one range of one index; nothing is counted or skipped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import BigInteger, Row, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.expression import ColumnElement

from ideaboard import reader
from ideaboard.db import AnySelect
from ideaboard.errors import NotFound

FIRST_DOWN: Final = (1 << 63) - 1
FIRST_UP: Final = -1


@dataclass(frozen=True, slots=True)
class Window:
    """What part of a list is asked for: at most `limit` rows behind the key `after`, and the `count` if wanted."""

    after: int | None = None
    limit: int = 20
    count: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, the key behind which the next page begins (None on the last), the total if asked for."""

    rows: Sequence[Any]
    next: int | None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: a statement whose last column is its integer sort key, the direction, and how to count it."""

    statement: AnySelect
    counting: AnySelect
    down: bool = True

    def page(self, db: Any, params: Mapping[str, Any], window: Window) -> Page:
        """The part of the list that `window` asks for; `params` fill the statement."""
        after = window.after
        if after is None:
            after = FIRST_DOWN if self.down else FIRST_UP
        rows = reader.rows(db, self.statement, {**params, "after": after, "rows": window.limit + 1})
        total = db.execute(self.counting, params).scalar_one() if window.count else None
        if len(rows) <= window.limit:
            return Page(rows, None, total)
        return Page(rows[: window.limit], rows[window.limit - 1][-1], total)


def listing(
    statement: AnySelect, key: ColumnElement[int] | InstrumentedAttribute[Any], *, down: bool = True
) -> Listing:
    """Make `statement` a Listing sorted by `key`; it takes the parameters `after` and `rows` besides its own."""
    # 64 bits said aloud: some keys are narrower columns, and the bounds above do not fit those.
    after = bindparam("after", type_=BigInteger())
    beyond = key < after if down else key > after
    order = key.desc() if down else key.asc()
    sorted_ = statement.add_columns(key.label("sort_key")).where(beyond).order_by(order).limit(bindparam("rows"))
    counting = select(func.count()).select_from(statement.subquery())
    return Listing(sorted_, counting, down)


def the_row(db: Any, statement: AnySelect, params: Mapping[str, Any]) -> Row[Any]:
    """The one row that `statement` finds. Raises NotFound."""
    row: Row[Any] | None = reader.first(db, statement, params)
    if row is None:
        raise NotFound
    return row
