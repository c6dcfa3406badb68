"""The index of ideas: what is in it, what leaves it, and that every database gives the same answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from ideaboard import migrate
from ideaboard.api.dialect.call import Installation
from ideaboard.core.ideas import search
from ideaboard.core.ideas.search import Searchable
from ideaboard.core.reading import search as searching
from ideaboard.core.reading.pages import Window
from ideaboard.db import Database
from ideaboard.errors import Invalid
from ideaboard.settings import Settings
from tests.bench.fill import fill
from tests.conftest import fresh_database
from tests.make import Make

ALPHABET = [
    "cache", "caching", "Straße", "häuser", "東京", "都庁", "l'idée", "night", "nights", '"', "'", "*", "(", ")", "AND",
    "OR", "NOT", "NEAR", "&", "|", "!", ":", "<->", "^", "-", "\\", "{title}:", "title:", "%", "_", "🚀", "\u0301", "x",
]  # fmt: skip
SOME = st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=6).map(" ".join)
TEXTS = st.one_of(SOME, st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))


def _found(home: Installation, board: int, asked: str) -> list[int]:
    with home.database.reading() as db:
        return [row.id for row in searching.page(db, board, 0, asked).rows]


def test_an_idea_that_is_forgotten_is_found_no_more(home: Installation, make: Make) -> None:
    idea, other = make.idea("Night"), make.idea("Night")
    with home.database.transaction() as session:
        search.forget(session, idea)
        search.forget(session, 999)
    assert _found(home, make.board(), "night") == [other]


def test_a_rebuilt_index_is_the_one_that_the_verbs_wrote(home: Installation, make: Make) -> None:
    value = make.value()
    ideas = [make.idea("Night", "A body.", task=make.task(), values=[{"value": value, "how": "So."}], learning="What.")]
    ideas += [make.idea(f"Night {number}") for number in range(5)]
    make.decide(ideas[1], "decline")

    def rows() -> list[tuple[object, ...]]:
        with home.database.reading() as db:
            return [tuple(row) for row in db.execute(text("SELECT rowid, title, words FROM ideas_fts ORDER BY rowid"))]

    written = rows()
    assert len(written) == 6
    with home.database.transaction() as session:
        session.execute(text("DELETE FROM ideas_fts"))
        search.index_many(session, [Searchable(999, make.board(), 1, None, "open", "Gone", None, [], "")])
        search.rebuild(session)
    assert rows() == written
    assert _found(home, make.board(), "nights") == ideas[::-1]


def test_the_newest_hits_are_ranked_and_no_more(
    home: Installation, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "RANKED", 3)
    monkeypatch.setattr(searching, "LITTLE", 1)
    best, *bodies = [make.idea("Night"), *(make.idea("Tea", "By night.") for _ in range(3))]
    assert _found(home, make.board(), "night") == bodies[::-1]
    assert best not in bodies
    with home.database.reading() as db:
        assert searching.page(db, make.board(), 0, "night", window=Window(count=True)).total == 3


def test_hits_are_found_in_every_block_of_a_board_and_of_no_other(home: Installation) -> None:
    filled = fill(home.database, boards=2, ideas=8)
    number = 0
    rows = []
    for idea in filled.ideas:
        rows.append(Searchable(idea, filled.board, number, None, "open", "Zebras", None, [], "Stripes."))
        # Blocks 0, 0, 1, 6, 7, 18, 19 … with empty ones between them.
        number += (1 << search.BLOCK_BITS) * (1, 0, 5, 1, 11)[len(rows) % 5]
    with home.database.transaction() as session:
        session.execute(text("UPDATE boards SET last_number = :last"), {"last": number})
        search.index_many(session, rows)
    for asked in ("zebra", "stri", "zebras stripes", "bras", "zebbras"):
        assert _found(home, filled.board, asked) == filled.ideas[::-1], asked
        assert _found(home, filled.board + 1, asked) == [], asked
    with home.database.reading() as db:
        assert len(searching.similar(db, filled.board, 0, "A zebra", 20).rows) == 8


def test_what_an_index_row_begins_with_is_no_word_of_it(home: Installation) -> None:
    filled = fill(home.database, ideas=3)
    number = 0xABC << search.BLOCK_BITS
    with home.database.transaction() as session:
        session.execute(text("UPDATE boards SET last_number = :last"), {"last": number})
        search.index_many(
            session, [Searchable(filled.ideas[0], filled.board, number, None, "open", "Zebra", None, [], "")]
        )
    for asked in ("zebra abc", f"zebra {filled.board:x}", "zebra ope", "zebra tas"):
        assert _found(home, filled.board, asked) == [], asked
    assert _found(home, filled.board, "zebra zeb") == [filled.ideas[0]]


@pytest.fixture(scope="module")
def both(scratch: Path) -> Iterator[tuple[Database, ...]]:
    """An empty database of each kind, with a board that has the id 1."""
    made = []
    for kind in ("sqlite", "postgresql"):
        given_settings = Settings(database_url=fresh_database(kind, scratch, "both"))
        migrate.upgrade(given_settings)
        made.append(Database(given_settings))
        fill(made[-1], ideas=6)
    yield tuple(made)
    for database in made:
        database.dispose()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(titles=st.lists(TEXTS, min_size=6, max_size=6), bodies=st.lists(TEXTS, min_size=6, max_size=6), asked=TEXTS)
def test_whatever_is_written_and_asked_both_databases_answer_alike(
    both: tuple[Database, ...], titles: list[str], bodies: list[str], asked: str
) -> None:
    answers = []
    for database in both:
        board = 10_000_000
        rows = [
            Searchable(board + n, board, n, None, "open", titles[n], None, [], bodies[n]) for n in range(len(titles))
        ]
        with database.transaction() as session:
            search.index_many(session, rows)
        with database.reading() as db:
            try:
                page = searching.page(db, board, 0, asked, window=Window(count=True))
                found = [row.id for row in page.rows], page.total
            except Invalid:
                found = [], None
            whole = [row.id for row in searching.page(db, board, 0, " ".join(titles[0].split()[:1])).rows]
            like = [row.id for row in searching.similar(db, board, 0, asked, 20).rows]
            answers.append((found, whole, like))
    assert answers[0] == answers[1]


def test_the_longest_text_that_can_be_sent_is_indexed(home: Installation, make: Make) -> None:
    for body in (
        " ".join(f"{n:x}q" for n in range(13_000)),
        "".join(chr(0x4E00 + n % 20_000) for n in range(21_000)),
        "\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 20_000,
        "x" * 65_536,
    ):
        make.idea("Long", body)
    assert len(_found(home, make.board(), "long")) == 4
    assert len(_found(home, make.board(), "1q")) == 1
