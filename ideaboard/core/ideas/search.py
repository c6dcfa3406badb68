"""The index of ideas: one row an idea, of the tokens it is found by. Written by the verb, in its transaction.

Every token begins with its board and its block, 16,384 ideas of that board in a row, so that whatever is asked for,
the newest hits of one board are found without reading the others', nor all of the board's own. After that comes what
the token is: a word; `=` and a word of the title; `~` and three letters of the title; `@` and a filter. A vote is
none of these.

The tables are named here, not taken from the models: the migration that makes the index fills it with this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import JSON, BigInteger, Boolean, and_, bindparam, column, delete, select, table, text

from ideaboard.core.ideas import words

BLOCK_BITS: Final = 14
# What a title is ranked by: a space round each of its words, folded, in their order; after this mark their stems.
STEMS: Final = "|"
_BATCH: Final = 5000

_INDEX: Final = table("ideas_fts", column("rowid", BigInteger))
_PUT: Final = {
    "sqlite": text("INSERT OR REPLACE INTO ideas_fts (rowid, title, words) VALUES (:idea, :title, :words)"),
    "postgresql": text(
        "INSERT INTO ideas_fts (rowid, title, words)"
        " VALUES (:idea, :title, array_to_tsvector(string_to_array(:words, ' ')))"
        " ON CONFLICT (rowid) DO UPDATE SET title = excluded.title, words = excluded.words"
    ),
}
# What is new waits in a list beside PostgreSQL's index, which each search would read for every block: it is put in its
# place at once, of many ideas together, which is several times as fast as one after another.
_LONG_LIST: Final = text("SET LOCAL gin_pending_list_limit = '256MB'")
_TIDY: Final = text("SELECT gin_clean_pending_list('ix_ideas_fts_words')")
_IDEAS: Final = table(
    "ideas",
    *(column(name, BigInteger) for name in ("id", "board_id", "number", "task_id", "version")),
    *(column(name) for name in ("status", "title", "learning")),
    column("values", JSON),
    column("hidden", Boolean),
)
_VERSIONS: Final = table("idea_versions", column("idea_id"), column("number"), column("body"))
_CURRENT: Final = (
    select(
        *(_IDEAS.c[name] for name in ("id", "board_id", "number", "task_id", "status", "title", "learning", "values")),
        _VERSIONS.c.body,
    )
    .select_from(_IDEAS)
    .join(_VERSIONS, and_(_VERSIONS.c.idea_id == _IDEAS.c.id, _VERSIONS.c.number == _IDEAS.c.version))
    .where(_IDEAS.c.id > bindparam("after"), _IDEAS.c.hidden.is_(False))
    .order_by(_IDEAS.c.id)
    .limit(_BATCH)
)


@dataclass(frozen=True, slots=True)
class Searchable:
    """What of an idea can be found. Names are those of its columns; `body` is its current text, as written."""

    id: int
    board_id: int
    number: int
    task_id: int | None
    status: str
    title: str
    learning: str | None
    values: Sequence[dict[str, Any]]
    body: str


def index(session: Any, idea: Any, body: str) -> None:
    """Let an idea be found as it is now; of a withdrawn one only the title, for the text is its author's alone.

    A hidden one is not found.
    """
    if idea.hidden:
        forget(session, idea.id)
    else:
        _put(session, [_row(idea, body)])


def rewrite(session: Any) -> None:
    """Leave nothing in the index of what is no longer found: SQLite only marks what is deleted.

    It takes as long as the index is large.
    """
    if _kind(session) == "sqlite":
        session.execute(text("INSERT INTO ideas_fts (ideas_fts) VALUES ('optimize')"))


def index_many(session: Any, ideas: Iterable[Searchable]) -> None:
    """Let many ideas be found, as an import or a rebuild has them; the fastest way is in the order of their ids."""
    rest = iter(ideas)
    if _kind(session) == "postgresql":
        session.execute(_LONG_LIST)
    while some := [_row(idea, idea.body) for idea in islice(rest, _BATCH)]:
        _put(session, some)


def _put(session: Any, rows: list[dict[str, Any]]) -> None:
    kind = _kind(session)
    session.execute(_PUT[kind], rows)
    if kind == "postgresql":
        session.execute(_TIDY)


def forget(session: Any, idea: int) -> None:
    """Let an idea be found no more."""
    session.execute(delete(_INDEX).where(_INDEX.c.rowid == idea))


def rebuild(session: Any) -> None:
    """Make the index anew, of every idea's current version."""
    session.execute(delete(_INDEX))
    after = 0
    while rows := session.execute(_CURRENT, {"after": after}).fetchall():
        index_many(session, (Searchable(*row) for row in rows))
        after = rows[-1].id
    rewrite(session)


def block(board: int, nth: int) -> str:
    """What the tokens of the ideas in a board's `nth` block begin with."""
    return f"{board:x}.{nth:x}:"


def in_title(word: str) -> str:
    """The token of a form of a word in the title."""
    return f"={word}"


def in_title_piece(piece: str) -> str:
    """The token of three letters in a word of the title."""
    return f"~{piece}"


def of_status(status: str) -> str:
    """The token of the ideas of this status. An underscore would make two of it."""
    return f"@{status.replace('_', '')}"


def of_task(task: int) -> str:
    """The token of the approaches to this task."""
    return f"@task{task}"


def of_value(value: int) -> str:
    """The token of the ideas that serve this value."""
    return f"@value{value}"


def _row(idea: Any, body: str) -> dict[str, Any]:
    title = words.split(idea.title)
    plain = [words.fold(word) for word in title]
    named = dict.fromkeys(form for word in title for form in words.forms(word))
    found = dict.fromkeys(named)
    found.update(dict.fromkeys(map(in_title, named)))
    found.update(dict.fromkeys(in_title_piece(piece) for word in plain for piece in words.pieces(word)))
    found[of_status(idea.status)] = None
    if idea.task_id is not None:
        found[of_task(idea.task_id)] = None
    if idea.status != "withdrawn":
        found.update(dict.fromkeys(words.of_text(body)))
        found.update(dict.fromkeys(words.of_text(idea.learning or "")))
        found.update((of_value(served["value"]), None) for served in idea.values)
    here = block(idea.board_id, idea.number >> BLOCK_BITS)
    stems = sorted(named.keys() - set(plain))
    return {
        "idea": idea.id,
        "title": f" {' '.join(plain)} {STEMS} {' '.join(stems)} ",
        "words": here + f" {here}".join(found),
    }


def _kind(session: Any) -> str:
    # A migration has a connection, which knows its dialect; a session knows who does.
    dialect = getattr(session, "dialect", None) or session.get_bind().dialect
    name: str = dialect.name
    return name
