"""Hits: the newest ideas of a board that an expression of tokens finds, on either database.

They are looked for block by block of the board, the newest first, in ever bigger batches, until there are enough.
SQLite's index gives them newest first by itself; PostgreSQL's gives a block's hits in no order, and sorts that block.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import bindparam, select, text

from ideaboard.core.ideas import search
from ideaboard.core.people.boards import Board

_GROWTH: Final = 2

_LAST: Final = select(Board.last_number).where(Board.id == bindparam("board"))
_FTS5: Final = text(
    "SELECT rowid, title FROM ideas_fts WHERE ideas_fts MATCH :asked AND rowid <= :top ORDER BY rowid DESC LIMIT :most"
)
# `+ 0`, so that nothing is looked up in the primary key: each of its ranges can be as long as the whole table.
_TSVECTOR: Final = text(
    "SELECT hit.rowid, hit.title FROM unnest(CAST(:asked AS text[])) AS block (asked)"
    " CROSS JOIN LATERAL (SELECT found.rowid, found.title FROM ideas_fts AS found"
    " WHERE found.words @@ CAST(block.asked AS tsquery) AND found.rowid + 0 <= :top"
    " ORDER BY found.rowid + 0 DESC LIMIT :most) AS hit LIMIT :most"
)
_WORDS: Final = text("SELECT rowid, CAST(words AS text) FROM ideas_fts WHERE rowid IN :some").bindparams(
    bindparam("some", expanding=True)
)
# Where the block goes in an expression; no token has this character.
_HERE: Final = "\0"


@dataclass(frozen=True, slots=True)
class Expression:
    """What is asked for, as SQLite's FTS5 and as PostgreSQL's tsquery write it.

    Tokens are of letters, digits and the marks that `core.ideas.search` puts before them: there is nothing to escape.
    """

    fts5: str
    tsquery: str


def has(token: str) -> Expression:
    """Ideas with this token."""
    return Expression(f'"{_HERE}{token}"', f"'{_HERE}{token}'")


def beginning(token: str) -> Expression:
    """Ideas with a token that begins like this."""
    return Expression(f'"{_HERE}{token}" *', f"'{_HERE}{token}':*")


def all_of(parts: Sequence[Expression]) -> Expression:
    """Ideas that every part finds."""
    return _joined(parts, " AND ", " & ")


def any_of(parts: Sequence[Expression]) -> Expression:
    """Ideas that any part finds."""
    return _joined(parts, " OR ", " | ")


def _joined(parts: Sequence[Expression], fts5: str, tsquery: str) -> Expression:
    return Expression(
        "(" + fts5.join(part.fts5 for part in parts) + ")",
        "(" + tsquery.join(part.tsquery for part in parts) + ")",
    )


def newest(
    db: Any, board: int, asked: Expression, most: int, top: int, blocks: int | None = None
) -> list[tuple[int, str]]:
    """Id and title (as the index keeps it) of the board's newest `most` ideas up to the id `top` that fit.

    With `blocks`, only so many of the board's newest blocks are looked into.
    """
    sqlite = db.dialect.name == "sqlite"
    statement, template = (_FTS5, asked.fts5) if sqlite else (_TSVECTOR, asked.tsquery)
    last = db.execute(_LAST, {"board": board}).scalar_one() >> search.BLOCK_BITS
    found: list[tuple[int, str]] = []
    size = 1
    end = -1 if blocks is None else max(last - blocks, -1)
    while last > end and len(found) < most:
        batch = range(last, max(last - size, end), -1)
        parts = [template.replace(_HERE, search.block(board, block)) for block in batch]
        given = {"asked": " OR ".join(parts) if sqlite else parts, "top": top, "most": most - len(found)}
        found += [tuple(row) for row in db.execute(statement, given)]
        last, size = last - size, size * _GROWTH
    return found


def having(db: Any, some: Sequence[int], begun: str) -> set[int]:
    """Those of some ideas that have a word that begins like this, read from their own words.

    Where there are few, this is faster than the index, which collects whatever begins so before it looks at the rest.
    """
    rows = db.execute(_WORDS, {"some": some}) if some else ()
    return {idea for idea, tokens in rows if f":{begun}" in tokens}
