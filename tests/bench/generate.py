"""A seeded board as a file to import: votes skewed like Zipf's law, 10 of them and 3 comments an idea on average."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import orjson

PEOPLE: Final = 2000
_BEGAN: Final = datetime(2023, 1, 1, tzinfo=UTC)
_DAYS: Final = 1000
WORDS: Final = re.findall(
    r"\w+",
    "the night build is slow because every job downloads its dependencies again and a cache next to the runners "
    "would pay for itself in a week says the log while nobody on call sleeps through a red main branch so let us "
    "measure first then move the tests that touch a database to their own stage and keep what we learn in one page",
)


def email(person: int) -> str:
    """The e-mail of the person with this number."""
    return f"person{person}@example.org"


def lines(ideas: int, seed: int = 7, *, alone: bool = False) -> Iterator[bytes]:
    """So many ideas, a line each, the oldest first; `alone` leaves out their votes and comments."""
    chance = random.Random(seed)
    for n in range(ideas):
        yield orjson.dumps(_idea(chance, n, ideas, alone)) + b"\n"


def files(folder: Path, ideas: int, each: int = 25_000) -> Iterator[Path]:
    """The same in files of at most `each` ideas, one after another: each is gone when the next is asked for.

    They are the same each time, so that an import which was broken off goes on where it ended.
    """
    source = lines(ideas)
    path = folder / "ideas.jsonl"
    for _ in range(0, ideas, each):
        path.write_bytes(b"".join(islice(source, each)))
        yield path
    path.unlink(missing_ok=True)


def _idea(chance: random.Random, n: int, ideas: int, alone: bool) -> dict[str, Any]:
    posted = _BEGAN + timedelta(days=_DAYS * n / ideas, seconds=chance.randrange(1000))
    idea: dict[str, Any] = {
        "title": f"{_sentence(chance, 5)} {n}",
        "body": _body(chance),
        "author": email(chance.randrange(PEOPLE)),
        "created_at": posted.isoformat(),
    }
    if alone:
        return idea
    # Pareto's law, which is Zipf's seen from the other side: few ideas have very many votes, most have a few.
    votes = min(PEOPLE, int(2.4 * chance.paretovariate(1.2)))
    idea["votes"] = [
        {"by": email(person), "day": (posted + timedelta(days=chance.randrange(60))).date().isoformat()}
        for person in chance.sample(range(PEOPLE), votes)
    ]
    idea["comments"] = [
        {
            "author": email(chance.randrange(PEOPLE)),
            "body": _sentence(chance, 18),
            "created_at": (posted + timedelta(hours=place + 1)).isoformat(),
            **({"parent": chance.randrange(place)} if place and chance.random() < 0.3 else {}),
        }
        for place in range(chance.randrange(7))
    ]
    return idea


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words)).capitalize()


def _body(chance: random.Random) -> str:
    """Two paragraphs; every fourth idea uses markdown in earnest."""
    first, second = _sentence(chance, 25), _sentence(chance, 20)
    if chance.random() < 0.25:
        return f"{first}.\n\n- **{second}**\n- see [the log](https://ci.example.org/{chance.randrange(1000)})\n- `make`"
    return f"{first}.\n\n{second}."
