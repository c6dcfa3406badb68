"""What a plugin offers instead of words that somebody wrote."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer: the characters from `start` to before `end`, which are `words`; `why`, and what to say `instead`."""

    start: int
    end: int
    words: str
    why: str
    instead: str
