"""How each requirement of OWASP's ASVS 5.0.0 is held: `python -m tests.house.asvs` writes docs/asvs.md of asvs.txt.

The standard itself is not part of this project; it is looked for beside it, where the vendors' descriptions are.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from ideaboard.plugin.testing.fakes.contracts import folder
from tests import fakes
from tests.house.source import ROOT

PAGE: Final = ROOT / "docs" / "asvs.md"
SAID: Final = Path(__file__).with_name("asvs.txt")
CSV: Final = "owasp-asvs-5.0.0.csv"

HELD, OPERATOR, OTHERWISE = "held", "the operator's", "chosen otherwise"
OUTSIDE, MISSING = "does not apply", "not yet"
KINDS: Final = (HELD, OPERATOR, OTHERWISE, OUTSIDE, MISSING)

_HEAD: Final = re.compile(rf"((?:V[\d.]+ )+)({'|'.join(KINDS)})")
_TEST: Final = re.compile(r"tests/[\w/]+\.py::\w+")
_PLACE: Final = re.compile(r"(?:decisions/)?[\w-]+\.md#[\w-]+")

# Of a requirement the page says its first sentence, to this many characters at most.
_LONGEST: Final = 220


@dataclass(frozen=True)
class Requirement:
    """One row of the standard."""

    id: str
    level: int
    chapter: str
    text: str


@dataclass
class Answer:
    """How one requirement is held: by tests, by what the docs tell, or why not."""

    id: str
    kind: str
    tests: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    words: str = ""


def csv_file() -> Path:
    """Where the standard is looked for."""
    assert fakes.REPOSITORY == ROOT  # Importing it has said where such files are.
    return folder() / CSV


@cache
def requirements() -> tuple[Requirement, ...]:
    """The requirements of levels 1 and 2, in the standard's order."""
    with csv_file().open(encoding="utf-8-sig", newline="") as file:
        return tuple(
            Requirement(
                row["req_id"], int(row["L"]), f"{row['chapter_id']} {row['chapter_name']}", row["req_description"]
            )
            for row in csv.DictReader(file)
            if row["L"] in ("1", "2")
        )


def answers(text: str) -> Iterator[Answer]:
    """What asvs.txt says, an answer for each id. Raises ValueError for a line that it cannot read."""
    under: list[Answer] = []
    for line in text.splitlines():
        if line.startswith("#") or not line:
            continue
        said = line.strip()
        if line.startswith(" "):
            for answer in under:
                _add(answer, said)
            continue
        yield from under
        head = _HEAD.fullmatch(said)
        if head is None:
            raise ValueError(f"no head line: {line}")
        under = [Answer(name, head[2]) for name in head[1].split()]
    yield from under


def _add(answer: Answer, said: str) -> None:
    if _TEST.fullmatch(said):
        answer.tests.append(said)
    elif _PLACE.fullmatch(said):
        answer.places.append(said)
    else:
        answer.words = f"{answer.words} {said}".strip()


def here() -> list[Answer]:
    """The answers of this project."""
    return list(answers(SAID.read_text("utf-8")))


def asked(text: str) -> str:
    """The first sentence of a requirement, without its "Verify that"; cut at a word where it is very long."""
    plain = re.sub(r"^(?:Verify that,? )+", "", " ".join(text.split()))
    first = re.split(r"(?<=[a-z)])\. (?=[A-Z])", plain)[0].rstrip(".")
    if len(first) > _LONGEST:
        first = first[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;(") + " …"
    first = re.sub(r"\\?([*_])", r"\\\1", first).replace("|", "\\|").replace("<", "&lt;")
    return first[:1].upper() + first[1:]


def how(answer: Answer) -> str:
    """The last cell of a row: in which of these ways, where it is shown or told, and the sentence."""
    shown = [f"[{test.rpartition('::')[2]}](../{test.partition('::')[0]})" for test in answer.tests]
    told = [f"[{place.partition('#')[2].replace('-', ' ')}]({place})" for place in answer.places]
    parts = (
        [f"**{answer.kind}**"] + [", ".join(told + shown)] * bool(told or shown) + [answer.words] * bool(answer.words)
    )
    return ": ".join(parts[:2]) + "".join(f". {part}" for part in parts[2:])


def _counts(rows: list[tuple[Requirement, Answer]]) -> str:
    told = sum(answer.kind == HELD and not answer.tests for _, answer in rows)
    lines = ["| | level 1 | level 2 | both |", "|---|---|---|---|"]
    for kind in KINDS:
        by = Counter(row.level for row, answer in rows if answer.kind == kind)
        lines.append(f"| {kind} | {by[1]} | {by[2]} | {by.total()} |")
    by = Counter(row.level for row, _ in rows)
    lines.append(f"| all | {by[1]} | {by[2]} | {by.total()} |")
    return "\n".join(lines) + f"\n\nOf those that are held, {told} ask for documentation alone, and the docs tell it.\n"


def page() -> str:
    """The page, whole."""
    by_id = {answer.id: answer for answer in here()}
    rows = [(row, by_id[row.id]) for row in requirements()]
    parts = [_BEGINNING, _counts(rows)]
    for chapter in dict.fromkeys(row.chapter for row, _ in rows):
        parts.append(f"\n## {chapter}\n\n| id | what it asks | level | how it is held |\n|---|---|---|---|\n")
        parts += [
            f"| {row.id} | {asked(row.text)} | {row.level} | {how(answer)} |\n"
            for row, answer in rows
            if row.chapter == chapter
        ]
    return "".join(parts)


_BEGINNING: Final = """# ASVS 5.0, row by row

OWASP's [Application Security Verification Standard](https://owasp.org/www-project-application-security-verification-standard/),
version 5.0.0, is a list of what a safe application does. Level 2 is the aim: each of its requirements of levels 1 and 2
has a row here. A requirement is **held** when the tests that are named show it, or, where it asks for documentation,
the docs tell it; it is **the operator's** where only whoever runs a board can hold it, and [a page](security.md)
says what to do; **chosen otherwise** is what is not held, for a reason that
[a decision](decisions/0012-asvs-chosen-otherwise.md) gives; a requirement **does not apply** to what is not here; and
**not yet** says what is missing.

The page is made of [asvs.txt](../tests/house/asvs.txt) and the standard by `python -m tests.house.asvs`, and
[a test](../tests/house/test_asvs.py) holds both to what is there. The requirements are shortened, to their first
sentence at most; they are © the OWASP Foundation, under CC BY-SA 4.0.

"""

if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
