"""`python -m tests.bench.search --ideas N`: how long a search and similar ideas take, in the worst cases.

The words are drawn as languages draw theirs: a few are in almost every idea, most in hardly any. Times are medians,
of the whole read without HTTP. All ideas are on one board, which is the worst case.
"""

import argparse
import bisect
import contextlib
import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from ideaboard import migrate
from ideaboard.core.ideas import search
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.search import Searchable
from ideaboard.core.ideas.standings import Standing, pack
from ideaboard.core.people import accounts, boards
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading import search as searching
from ideaboard.core.reading.pages import Window
from ideaboard.db import Database
from ideaboard.settings import Settings
from tests import needs, postgres

BATCH, TITLE, BODY, VOCABULARY = 10_000, 7, 70, 50_000
TIMES = 15
_SYLLABLES = [a + b for a in "bcdfghklmnprstvwz" for b in ("a", "e", "i", "o", "u", "an", "er", "in")]
_ENDS = ("", "", "s", "ing", "ed", "ation", "ung", "ment")


def main() -> None:
    """Fill, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ideas", type=int, default=100_000)
    parser.add_argument("--only", choices=["SQLite", "PostgreSQL"])
    given = parser.parse_args()
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ideaboard-bench-")))
        for kind, url in _databases(stack, folder, given.only):
            settings = Settings(database_url=url, log_level="warning")
            migrate.upgrade(settings)
            database = Database(settings)
            _measure(kind, database, given.ideas)
            database.dispose()


def _databases(stack: contextlib.ExitStack, folder: Path, only: str | None) -> Iterator[tuple[str, str]]:
    if only != "PostgreSQL":
        yield "SQLite", f"sqlite:///{folder / 'bench.db'}"
    if only != "SQLite" and needs.POSTGRESQL.path() is not None:
        yield "PostgreSQL", postgres.create_database(stack.enter_context(postgres.server()), "bench")


def _measure(kind: str, database: Database, ideas: int) -> None:
    board, me, words, took = _fill(database, ideas)
    print(f"{kind}, {ideas} ideas on one board; indexed at {ideas / took:.0f} ideas a second")
    common, often, rare = words[0], words[300], words[20_000]
    asked = {
        "in nearly every idea": common,
        "two of those": f"{common} {words[1]}",
        "five of those": " ".join(words[:5]),
        "in one of a hundred": often,
        "common and rare": f"{rare} {common}",
        "rare": rare,
        "just begun": common[:3],
        "begun and rare": f"{rare} {common[:3]}",
        "nowhere, so in parts": "qyxqyxqyx",
        "a slip": words[1000][:-2] + "qq" if len(words[1000]) > 7 else "notificatoin",
    }
    with database.reading() as db:
        plain = _median(lambda: reading.page(db, board, me, sort="new"))
        print(f"  the newest 20, unsearched: {plain:.1f} ms")
        for name, words_asked in asked.items():
            ms = _median(lambda q=words_asked: searching.page(db, board, me, q))
            total = searching.page(db, board, me, words_asked, window=Window(count=True)).total
            print(f"  search, {name}: {ms:.1f} ms, {total} ranked (goal ≤ 20)")
        for name, title in {
            "common words": " ".join(words[:7]),
            "common and rare words": f"{words[0]} {words[3]} {often} {rare}",
            "rare words": f"{rare} {words[20_001]} {words[20_002]}",
        }.items():
            ms = _median(lambda t=title: searching.similar(db, board, me, t, 5))
            print(f"  similar, {name}: {ms:.1f} ms (goal ≤ 15)")


def _median(read: Callable[[], Any]) -> float:
    took = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        read()
        took.append((time.perf_counter() - began) * 1000)
    # The first warms up.
    return statistics.median(took[1:])


def _fill(database: Database, ideas: int) -> tuple[int, int, list[str], float]:
    """A board with so many ideas; also somebody on it, the words by how common they are, the seconds of indexing."""
    chance = random.Random(7)
    words = _vocabulary(chance)
    pick = _zipf(chance, words)
    with database.transaction() as session:
        me = accounts.create(session, name="Ada", email="ada@example.org").id
        board = boards.create(session, me, slug="bench", name="Bench").id
        session.execute(update(boards.Board).where(boards.Board.id == board).values(last_number=ideas))
    took = 0.0
    for start in range(1, ideas + 1, BATCH):
        rows = [_row(board, n, pick) for n in range(start, min(start + BATCH, ideas + 1))]
        with database.transaction() as session:
            _insert(session, rows, me)
            began = time.perf_counter()
            search.index_many(session, rows)
            took += time.perf_counter() - began
    if not database.sqlite:
        with database.reads.connect() as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    return board, me, words, took


def _vocabulary(chance: random.Random) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        length = 2 + min(2, len(found) // 2000)
        found["".join(chance.choices(_SYLLABLES, k=length)) + chance.choice(_ENDS)] = None
    return list(found)


def _zipf(chance: random.Random, words: Sequence[str]) -> Callable[[int], str]:
    shares = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(words))))

    def pick(count: int) -> str:
        return " ".join(words[bisect.bisect_left(shares, chance.random() * shares[-1])] for _ in range(count))

    return pick


def _row(board: int, number: int, pick: Callable[[int], str]) -> Searchable:
    return Searchable(number, board, number, None, "open", pick(TITLE), None, [], pick(BODY))


def _insert(session: Any, rows: Sequence[Searchable], me: int) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    session.execute(
        insert(Idea),
        [
            {"id": row.id, "board_id": row.board_id, "number": row.number, "author_id": me, "title": row.title[:200],
             "excerpt": row.body[:240], "status": "open", "values": [], "version": 1,
             "created_at": now + timedelta(minutes=row.id), "updated_at": now}
            for row in rows
        ],
    )  # fmt: skip
    session.execute(
        insert(IdeaVersion),
        [
            {"idea_id": row.id, "number": 1, "title": row.title[:200], "body": row.body, "body_html": "", "values": [],
             "written_at": now}
            for row in rows
        ],
    )  # fmt: skip
    session.execute(
        insert(Standing),
        [
            {"idea_id": row.id, "board_id": row.board_id, "status": "open", "votes": 0, "comments": 0, "commenters": 0,
             "score": 0.0, "top_key": pack(0, row.id), "trending_key": pack(0, row.id), "unheard_key": pack(0, row.id)}
            for row in rows
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()
