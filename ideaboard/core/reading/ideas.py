"""Reading ideas: lists by every sort, one idea, its versions, and the backlog. One statement each."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Row,
    String,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    true,
)
from sqlalchemy.orm import aliased

from ideaboard import reader
from ideaboard.core.decisions.backlog import Entry
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.moderation import hidden_reason
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.values import IdeaValue
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.owners import OwnersOfIdea
from ideaboard.core.reading.pages import Listing, Page, Window, listing, the_row
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.db import AnySelect
from ideaboard.errors import invalid_field

Author = aliased(Account, name="author")

# A withdrawn idea keeps its place and its title; its text is its author's alone.
_MINE: Final = or_(Idea.author_id == bindparam("me"), Idea.author_key == bindparam("author_key", None, String))
# A hidden one keeps its place alone; its author and the leaders see it whole.
_LEADS: Final = exists().where(
    Membership.board_id == Idea.board_id, Membership.account_id == bindparam("me"), Membership.role == "leader"
)
# SQLite evaluates both sides of AND and OR, but of a CASE what is taken: what is rarely needed stands in one.
_SEEN: Final = case((Idea.hidden.is_(False), true()), else_=or_(_MINE, _LEADS))
_SHOWN: Final = and_(or_(Idea.status != "withdrawn", _MINE), _SEEN)
# How it serves a value is text too.
_NO_VALUES: Final = literal([], JSON())

TITLE: Final = case((_SEEN, Idea.title), else_="").label("title")

# Who may see how many votes an idea has: one rule for lists, single ideas, and everything that is made of them.
# A merged idea's votes count for another one.
DECIDED: Final = ("adopted", "in_progress", "done", "declined", "not_now", "dropped")
# Of an idea that others were merged into, the votes for these are votes for it.
_Source = aliased(Idea, name="source")
_Theirs = aliased(Vote, name="theirs")
_VOTED: Final = or_(
    Vote.account_id.is_not(None),
    # A value inside and no join, whose order would be the database's: my votes are looked up by the merged ideas, and
    # never read through.
    case(
        (
            Standing.sources > 0,
            exists().where(
                _Source.merged_into == Standing.idea_id,
                select(func.max(_Theirs.account_id))
                .where(_Theirs.idea_id == _Source.id, _Theirs.account_id == bindparam("me"))
                .scalar_subquery()
                .is_not(None),
            ),
        ),
        else_=false(),
    ),
)
_COUNTED: Final = or_(
    Board.results_shown == "always",
    Idea.status.in_([literal_column(f"'{status}'") for status in DECIDED]),
    and_(Board.results_shown == "after_voting", Idea.status != "merged", _VOTED),
)
_VOTES: Final = case((_COUNTED, Standing.votes), else_=null()).label("votes")

_COLUMNS: Final = (
    Idea.id.label("id"),
    Idea.number.label("number"),
    Board.slug.label("board"),
    Idea.task_id.label("task"),
    TITLE,
    Idea.hidden.label("hidden"),
    case((_SHOWN, Idea.excerpt), else_="").label("excerpt"),
    Idea.status.label("status"),
    Idea.effort.label("effort"),
    case((_SHOWN, Idea.learning), else_=null()).label("learning"),
    case((_SHOWN, Idea.values), else_=_NO_VALUES).label("values"),
    Author.id.label("author_id"),
    Author.name.label("author_name"),
    _VOTES,
    _VOTED.label("voted"),
    Standing.comments.label("comments"),
    Idea.version.label("version"),
    case((Decision.idea_version.is_(None), False), else_=Idea.version > Decision.idea_version).label(
        "edited_since_decision"
    ),
    Decision.id.label("decision_id"),
    Decision.outcome.label("decision_outcome"),
    Decision.rationale.label("decision_rationale"),
    Decision.at.label("decision_at"),
    Issue.id.label("issue_id"),
    Connection.tracker.label("issue_tracker"),
    Issue.key.label("issue_key"),
    Issue.url.label("issue_url"),
    Issue.state.label("issue_state"),
    Issue.reason.label("issue_reason"),
    Issue.status_id.label("issue_status_id"),
    Issue.status_name.label("issue_status_name"),
    Issue.status_category.label("issue_status_category"),
    Idea.merged_into.label("merged_into"),
    Idea.revisit_on.label("revisit_on"),
    Idea.created_at.label("created_at"),
    Idea.updated_at.label("updated_at"),
)

SORTS: Final = {
    "trending": (Standing.trending_key, True),
    "top": (Standing.top_key, True),
    "new": (Standing.idea_id, True),
    "unheard": (Standing.unheard_key, False),
    "waiting": (Standing.idea_id, False),
}
# The sorts that would tell of votes; where these are hidden, `unheard` goes by those who commented.
_BY_VOTES: Final = ("trending", "top")
_QUIET: Final = (Standing.quiet_key, False)


def _joined(statement: AnySelect) -> AnySelect:
    return (
        statement.join(Board, Board.id == Idea.board_id)
        .outerjoin(Author, Author.id == Idea.author_id)
        .outerjoin(Vote, and_(Vote.idea_id == Idea.id, Vote.account_id == bindparam("me")))
        .outerjoin(Decision, Decision.id == Idea.decision_id)
        .outerjoin(Issue, Issue.id == Idea.issue_id)
        .outerjoin(Connection, Connection.id == Issue.connection_id)
    )


@lru_cache
def _list_of(sort: str, by: str, status: bool, hidden: bool) -> Listing:
    """The list of ideas in this `sort` of what `by` says (`board`, `task`, `author`, `value`), of one status or all."""
    key, down = _QUIET if hidden and sort == "unheard" else SORTS[sort]
    # Each begins at the table whose index is its order: PostgreSQL joins in the order written here.
    both = Standing.idea_id == Idea.id
    statement = select(*_COLUMNS)
    if by == "author":
        key = Idea.id
        statement = (
            statement.select_from(Idea)
            .join(Standing, both)
            .where(Idea.board_id == bindparam("board"), Idea.author_id == bindparam("me"))
        )
    elif by == "value":
        key = IdeaValue.idea_id
        statement = (
            statement.select_from(IdeaValue)
            .join(Idea, Idea.id == IdeaValue.idea_id)
            .join(Standing, both)
            .where(IdeaValue.value_id == bindparam("of"), Idea.board_id == bindparam("board"))
        )
    elif by == "task":
        # The board is asked for too: a task of a board that the caller cannot see lists nothing here.
        statement = (
            statement.select_from(Standing)
            .join(Idea, both)
            .where(Standing.task_id == bindparam("of"), Idea.board_id == bindparam("board"))
        )
    else:
        statement = statement.select_from(Standing).join(Idea, both).where(Standing.board_id == bindparam("board"))
    if status:
        statement = statement.where(Standing.status == bindparam("status"))
    return listing(_joined(statement), key, down=down)


def page(
    db: Any,
    board: int,
    me: int,
    *,
    sort: str | None = None,
    status: str | None = None,
    task: int | None = None,
    value: int | None = None,
    mine: bool = False,
    hidden: bool = False,
    window: Window = Window(),
) -> Page:
    """One page of a board's ideas, by default `trending` (`new` where a filter or the voting rules allow no other).

    `hidden` says that the board does not show every number of votes. `unheard` and `waiting` are about open ideas
    unless another status is asked for. Raises Invalid where a sort does not go with a filter (an index serves `mine`
    and `value` newest first) or with the voting rules.
    """
    if sort == "waiting" and status not in (None, "open"):
        raise invalid_field("/status", "not_with_sort", "Only open ideas wait for an answer.")
    if sum((task is not None, value is not None, mine)) > 1:
        raise invalid_field("/task", "one_filter", "Ask for one of task, value and author at a time.")
    by, of = ("task", task) if task is not None else ("value", value) if value is not None else ("board", None)
    if mine:
        by = "author"
    if hidden and sort in _BY_VOTES:
        raise invalid_field("/sort", "sort_hidden", "This board does not show every number of votes.")
    sort = sort or ("new" if hidden or by in ("author", "value") else "trending")
    if by in ("author", "value") and sort != "new":
        raise invalid_field("/sort", "not_with_filter", f"With {by} the list is sorted by `new`.")
    if sort in ("unheard", "waiting") and status is None:
        status = "open"
    params = {"board": board, "me": me, "of": of, "status": status}
    return _list_of(sort, by, status is not None, hidden).page(db, params, window)


_ONE: Final = _joined(
    select(
        *_COLUMNS,
        case((_SHOWN, IdeaVersion.body), else_="").label("body"),
        case((_SHOWN, IdeaVersion.body_html), else_="").label("body_html"),
        hidden_reason(Idea, or_(_MINE, _LEADS)),
        OwnersOfIdea().label("owners"),
    )
    .select_from(Idea)
    .join(Standing, Standing.idea_id == Idea.id)
    .join(IdeaVersion, and_(IdeaVersion.idea_id == Idea.id, IdeaVersion.number == Idea.version))
).where(Idea.id == bindparam("of"))


def one(db: Any, idea: int, me: int, author_key: str | None = None) -> Row[Any]:
    """One idea whole, as `me` sees it, or the holder of the `author_key` with this digest. Raises NotFound."""
    return the_row(db, _ONE, {"of": idea, "me": me, "author_key": author_key})


_SOME: Final = _joined(select(*_COLUMNS).select_from(Idea).join(Standing, Standing.idea_id == Idea.id)).where(
    Idea.id.in_(bindparam("some", expanding=True))
)


def some(db: Any, ideas: Sequence[int], me: int) -> list[Row[Any]]:
    """These ideas as a list shows them, in the order in which they are named."""
    rows = {row.id: row for row in db.execute(_SOME, {"some": ideas, "me": me})} if ideas else {}
    return [rows[idea] for idea in ideas if idea in rows]


_PLACE: Final = (
    select(*PLACE_COLUMNS, Idea.author_id, Idea.id, Idea.author_key)
    .select_from(Idea)
    .join(Board, Board.id == Idea.board_id)
    .outerjoin(Membership, on_board())
    .where(Idea.id == bindparam("key"))
)


def place(db: Any, idea: int, me: int) -> Place | None:
    """Where an idea is, and what `me` is there; None when there is no such idea."""
    row = reader.first(db, _PLACE, {"key": idea, "me": me})
    return place_from(row) if row is not None else None


_VERSIONS: Final = (
    select(
        IdeaVersion.number.label("number"),
        case((_SEEN, IdeaVersion.title), else_="").label("title"),
        case((_SHOWN, IdeaVersion.body), else_="").label("body"),
        case((_SHOWN, IdeaVersion.body_html), else_="").label("body_html"),
        IdeaVersion.effort.label("effort"),
        case((_SHOWN, IdeaVersion.learning), else_=null()).label("learning"),
        case((_SHOWN, IdeaVersion.values), else_=_NO_VALUES).label("values"),
        IdeaVersion.purged.label("purged"),
        IdeaVersion.written_at.label("written_at"),
    )
    .join(Idea, Idea.id == IdeaVersion.idea_id)
    .where(IdeaVersion.idea_id == bindparam("of"))
)
_VERSION_LIST: Final = listing(_VERSIONS, IdeaVersion.number)
_VERSION: Final = _VERSIONS.where(IdeaVersion.number == bindparam("number"))


def versions(db: Any, idea: int, me: int, author_key: str | None, window: Window) -> Page:
    """An idea's versions, the newest first."""
    return _VERSION_LIST.page(db, {"of": idea, "me": me, "author_key": author_key}, window)


def version(db: Any, idea: int, me: int, author_key: str | None, number: int) -> Row[Any]:
    """One version of an idea. Raises NotFound."""
    return the_row(db, _VERSION, {"of": idea, "me": me, "author_key": author_key, "number": number})


_VOTE: Final = (
    select(_VOTED.label("voted"), _VOTES)
    .select_from(Standing)
    .join(Idea, Idea.id == Standing.idea_id)
    .join(Board, Board.id == Idea.board_id)
    .outerjoin(Vote, and_(Vote.idea_id == Standing.idea_id, Vote.account_id == bindparam("me")))
    .where(Standing.idea_id == bindparam("of"))
)


def vote(db: Any, idea: int, me: int) -> Row[Any]:
    """Whether `me` supports the idea, and how many do."""
    return the_row(db, _VOTE, {"of": idea, "me": me})


_VOTERS: Final = listing(
    select(Account.id.label("id"), Account.name.label("name"))
    .select_from(Vote)
    .join(Account, Account.id == Vote.account_id)
    .where(Vote.idea_id == bindparam("of")),
    Vote.account_id,
    down=False,
)


def voters(db: Any, idea: int, window: Window) -> Page:
    """Who supports the idea, in the order of their accounts: never by when, or by what else they did."""
    return _VOTERS.page(db, {"of": idea}, window)


# A comparison is read by people: more approaches than this are not looked at side by side.
MOST_COMPARED: Final = 100
_COMPARED: Final = (
    _joined(select(*_COLUMNS).select_from(Standing).join(Idea, Idea.id == Standing.idea_id))
    .where(
        Standing.task_id == bindparam("of"), Idea.board_id == bindparam("board"),
        Idea.status.not_in([literal_column("'withdrawn'"), literal_column("'merged'")]),
    )
    .order_by(Standing.idea_id)
    .limit(MOST_COMPARED)
)  # fmt: skip


def compared(db: Any, task: int, board: int, me: int) -> Sequence[Row[Any]]:
    """The approaches to a task that stand beside each other, the oldest first: votes have no say in the order."""
    rows: Sequence[Row[Any]] = db.execute(_COMPARED, {"of": task, "board": board, "me": me}).fetchall()
    return rows


_BACKLOG: Final = listing(
    _joined(
        select(*_COLUMNS, OwnersOfIdea().label("owners"))
        .select_from(Entry)
        .join(Idea, Idea.id == Entry.idea_id)
        .join(Standing, Standing.idea_id == Idea.id)
    ).where(Entry.board_id == bindparam("board")),
    Entry.place,
    down=False,
)


def backlog(db: Any, board: int, me: int, window: Window) -> Page:
    """The board's backlog in its order."""
    return _BACKLOG.page(db, {"board": board, "me": me}, window)
