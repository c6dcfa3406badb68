"""Searching a board's ideas, and finding those like a title. Only the newest hits are ranked, never all of them.

What counts is which of the words are in the title, and how exactly; then newness. No vote counts here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ideaboard.core.ideas import search, words
from ideaboard.core.ideas.standings import ID_BITS, pack
from ideaboard.core.reading import ideas
from ideaboard.core.reading.hits import Expression, all_of, any_of, beginning, has, having, newest
from ideaboard.core.reading.pages import Page, Window
from ideaboard.errors import invalid_field

# So many of the newest hits are ranked; there is no page behind them.
RANKED: Final = 1000
# So many words can be asked for; two characters of a script without spaces are one.
MOST_WORDS: Final = 16
# With so many letters the last word finds what begins like it, and any word finds titles of which it is a part.
PART: Final = 3
# With fewer hits than this, parts of words and words with a slip are looked for, in titles.
LITTLE: Final = 5
# So long a word is cut in two, and one half is right when there is one slip.
_WITH_SLIP: Final = 2 * PART
# Of those that have a title's every word, so many, in so many of the newest blocks.
_SAME: Final = 100
_NEAR: Final = 4
# A word says the more the longer it is, up to a length; where there are telling ones, only those are looked for.
_SAYS_MOST: Final = 8
_TELLING: Final = 4
_MOST_TELLING: Final = 8

_NEWEST: Final = (1 << ID_BITS) - 1
# A cursor holds the newest idea that was there at the first page, and the key behind which to go on.
_KEY_BITS: Final = 63


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that is asked for: as it is compared, and everything that it is found by.

    A `run`, of a script that puts no spaces between words, is found where all of its pairs are.
    """

    plain: str
    forms: tuple[str, ...]
    run: bool

    def needles(self) -> list[str]:
        """What to look for in a title as the index keeps it."""
        return list(self.forms) if self.run else [f" {form} " for form in self.forms]


def _words(text: str) -> list[_Word]:
    found = []
    for word in dict.fromkeys(words.split(text)):
        # An accent that stands alone is a word of nothing.
        if forms := words.forms(word):
            run = words.is_run(word)
            found.append(_Word(words.fold(word) if run else forms[0], _steps(words.fold(word)) if run else forms, run))
    return found


def _steps(run: str) -> tuple[str, ...]:
    """Pairs of neighbours that together cover a run; the one character of a run of one."""
    pairs = words.pairs(run)
    return tuple(dict.fromkeys([*pairs[::2], pairs[-1]])) if pairs else (run,)


def page(
    db: Any,
    board: int,
    me: int,
    asked: str,
    *,
    sort: str | None = None,
    status: str | None = None,
    task: int | None = None,
    value: int | None = None,
    mine: bool = False,
    window: Window = Window(),
) -> Page:
    """One page of the board's ideas that have every word of `asked`, the best first, then the newest.

    Raises Invalid for more than MOST_WORDS, with a `sort`, with `mine`, and with both `task` and `value`.
    """
    if sort is not None:
        raise invalid_field("/sort", "not_with_filter", "With q the best match comes first; leave sort out.")
    if mine:
        raise invalid_field("/author", "one_filter", "Ask for one of q and author at a time.")
    if task is not None and value is not None:
        raise invalid_field("/task", "one_filter", "Ask for one of task and value at a time.")
    said = _words(asked)
    if sum(len(word.forms) if word.run else 1 for word in said) > MOST_WORDS:
        raise invalid_field("/q", "too_many", f"At most {MOST_WORDS} words.", max=MOST_WORDS)
    filters = [
        *([has(search.of_status(status))] if status is not None else []),
        *([has(search.of_task(task))] if task is not None else []),
        *([has(search.of_value(value))] if value is not None else []),
    ]
    top, after = divmod(window.after, 1 << _KEY_BITS) if window.after is not None else (_NEWEST, 1 << _KEY_BITS)
    ranked = _ranked(db, board, said, filters, top) if said else {}
    keys = sorted((pack(rank, idea) for idea, rank in ranked.items()), reverse=True)
    rest = [key for key in keys if key < after]
    shown = rest[: window.limit]
    if window.after is None and ranked:
        top = max(ranked)
    return Page(
        ideas.some(db, [key & _NEWEST for key in shown], me),
        top << _KEY_BITS | shown[-1] if len(rest) > len(shown) else None,
        len(keys) if window.count else None,
    )


def _ranked(db: Any, board: int, said: Sequence[_Word], filters: Sequence[Expression], top: int) -> dict[int, int]:
    """The hits, each with its rank: the more of the words are in its title, and the more exactly, the higher."""
    looked_for = [(word, word.needles()) for word in said]
    hits = _hits(db, board, said, filters, top)
    ranked = {idea: 1 + _rank(looked_for, title) for idea, title in hits}
    if len(ranked) < LITTLE:
        asked = all_of([*filters, *map(_roughly, said)])
        for idea, title in newest(db, board, asked, RANKED, top):
            if idea not in ranked and all(_is_roughly(*each, title) for each in looked_for):
                ranked[idea] = 0
    return ranked


def _hits(db: Any, board: int, said: Sequence[_Word], filters: Sequence[Expression], top: int) -> list[tuple[int, str]]:
    *whole, last = said
    first = [*filters, *map(_found, whole)]
    if whole and not last.run and len(last.plain) >= PART:
        some = newest(db, board, all_of(first), RANKED, top)
        if len(some) < RANKED:
            last_too = {idea for idea, _ in newest(db, board, all_of([*first, _found(last)]), RANKED, top)}
            last_too |= having(db, [idea for idea, _ in some if idea not in last_too], last.plain)
            return [(idea, title) for idea, title in some if idea in last_too]
    return newest(db, board, all_of([*first, _found(last, begins=True)]), RANKED, top)


def _found(word: _Word, begins: bool = False) -> Expression:
    """Ideas that have the word, in any of its forms; with `begins`, also a longer word that begins like it."""
    found = [has(form) for form in word.forms]
    if word.run:
        return all_of(found)
    if begins and len(word.plain) >= PART:
        found.append(beginning(word.plain))
    return any_of(found)


def _rank(said: Sequence[tuple[_Word, list[str]]], title: str) -> int:
    plain = title.partition(search.STEMS)[0]
    rank = 0
    for word, needles in said:
        if (word.plain if word.run else needles[0]) in plain:
            rank += 3
        elif _has(word.run, needles, title):
            rank += 2
    return rank + (f" {said[-1][0].plain}" in plain)


def _has(run: bool, needles: Sequence[str], title: str) -> bool:
    """Whether the title has the word in any of its forms; of a run every pair."""
    if run:
        return all(needle in title for needle in needles)
    for needle in needles:  # noqa: SIM110 - a generator for each of a thousand titles takes twice as long
        if needle in title:
            return True
    return False


def _roughly(word: _Word) -> Expression:
    """Ideas that have the word in their title, as a word, a part of one, or with a slip."""
    found = [has(search.in_title(form)) for form in word.forms]
    if word.run:
        return all_of(found)
    if len(word.plain) >= PART:
        found.append(_piece(word.plain))
    if len(word.plain) >= _WITH_SLIP:
        half = len(word.plain) // 2
        found += [_piece(word.plain[:half]), _piece(word.plain[half:])]
    return any_of(found)


def _piece(part: str) -> Expression:
    return all_of([has(search.in_title_piece(piece)) for piece in words.pieces(part)])


def _is_roughly(word: _Word, needles: Sequence[str], title: str) -> bool:
    if _has(word.run, needles, title):
        return True
    plain = title.partition(search.STEMS)[0]
    if len(word.plain) >= PART and word.plain in plain:
        return True
    return len(word.plain) >= _WITH_SLIP and any(words.one_slip_apart(word.plain, there) for there in plain.split())


def similar(db: Any, board: int, me: int, title: str, limit: int) -> Page:
    """At most `limit` ideas whose titles share the most of this title's words, the newest first among equals."""
    said = [part for word in _words(title) for part in _parts(word)]
    if not said:
        return Page([], None)
    telling = sorted(said, key=_weight, reverse=True)[:_MOST_TELLING]
    telling = [word for word in telling if _weight(word) >= _TELLING] or telling
    asked = [_in_title(word, begins=word is said[-1]) for word in telling]
    found = dict(newest(db, board, any_of(asked), RANKED, _NEWEST))
    if len(found) == RANKED:
        # So common are some of the words that those with all of them may be further back.
        found.update(newest(db, board, all_of(asked), _SAME, _NEWEST, _NEAR))
    looked_for = [(_weight(word), word.run, word.needles()) for word in said]
    if not said[-1].run and len(said[-1].plain) >= PART:
        looked_for[-1][2].append(f" {said[-1].plain}")
    shared = {
        idea: sum(weight for weight, run, needles in looked_for if _has(run, needles, there))
        for idea, there in found.items()
    }
    # Less than a third in common is chance.
    enough = sum(map(_weight, said)) / 3
    like = sorted(((share, idea) for idea, share in shared.items() if share >= enough), reverse=True)
    return Page(ideas.some(db, [idea for _, idea in like[:limit]], me), None)


def _parts(word: _Word) -> list[_Word]:
    """What of a title's word is compared: the word; each pair of a run."""
    return [_Word(step, (step,), True) for step in word.forms] if word.run else [word]


def _weight(word: _Word) -> int:
    return _TELLING if word.run else min(len(word.plain), _SAYS_MOST)


def _in_title(word: _Word, begins: bool) -> Expression:
    found = [has(search.in_title(form)) for form in word.forms]
    if begins and not word.run and len(word.plain) >= PART:
        found.append(beginning(search.in_title(word.plain)))
    return any_of(found)
