"""Search and similar ideas on the biggest board, by words that nearly every idea has; the whole read without HTTP."""

import statistics
import time
from collections.abc import Callable
from typing import Any

from ideaboard.core.reading import search as reading
from tests.bench import generate, places
from tests.bench.places import Kind
from tests.bench.report import Report

MOST_SEARCH, MOST_SIMILAR = 20, 15
TIMES = 31


def measure(report: Report, kind: Kind, ideas: int) -> None:
    """The worst cases: the commonest words, a beginning, a part of words that is nowhere, a title of such words."""
    one, two, *more = generate.WORDS[:7]
    asked = {
        "one common word": one,
        "two": f"{one} {two}",
        "five": " ".join([one, two, *more[:3]]),
        "a beginning": one[:3],
        "what is nowhere": "qyxqyxqyx",
    }
    with places.board(kind, ideas) as place, place.database.reading() as db:
        for name, words in asked.items():
            took = _median(lambda q=words: reading.page(db, place.board, place.me, q))
            report.at_most(kind.name, f"search at {ideas:,} ideas: {name}", took, MOST_SEARCH, " ms")
        title = " ".join(generate.WORDS[:7])
        took = _median(lambda: reading.similar(db, place.board, place.me, title, 5))
        report.at_most(kind.name, f"similar ideas at {ideas:,}: seven common words", took, MOST_SIMILAR, " ms")


def _median(read: Callable[[], Any]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        read()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)
