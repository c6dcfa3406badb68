"""The list of survivors: each a function, what mutmut changed in it, and why no test has to see that.

ideaboard.core.people.sessions.find
- a line as it is
+ the line as the mutant has it
= equivalent: why
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

LIST: Final = Path(__file__).with_name("survivors.txt")

# Why a mutant may live: it does the same; only what people read differs; it only takes longer, or holds more.
KINDS: Final = ("equivalent", "words", "speed")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A function by its whole name, and the lines that go and come, each with its sign."""

    function: str
    changed: tuple[str, ...]

    def __str__(self) -> str:
        return "\n".join([self.function, *self.changed])


def listed(text: str) -> dict[Mutant, str]:
    """The mutants that may live, each with why. Raises ValueError for what is no such list."""
    found: dict[Mutant, str] = {}
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    if not "".join(lines).strip():
        return found
    for block in "\n".join(lines).strip().split("\n\n"):
        function, *changed, why = block.strip().split("\n")
        kind, _, words = why.removeprefix("= ").partition(": ")
        mutant = Mutant(function, tuple(changed))
        if not changed or any(line[:2] not in ("- ", "+ ") for line in changed):
            raise ValueError(f"what is changed is not said:\n{block}")
        if not why.startswith("= ") or kind not in KINDS or not words:
            raise ValueError(f"why it may live is not said:\n{block}")
        if mutant in found:
            raise ValueError(f"it is there twice:\n{block}")
        found[mutant] = why.removeprefix("= ")
    return found


def here() -> dict[Mutant, str]:
    """The project's own list."""
    return listed(LIST.read_text("utf-8"))
