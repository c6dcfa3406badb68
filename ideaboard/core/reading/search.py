"""Searching a board's ideas, and finding those like a title. Only the newest hits are ranked, never all of them.

What counts is which of the words are in the title, and how exactly; then newness. No vote counts here.
"""

from collections.abc import Sequence
from typing import Any, Final

from ideaboard.core.ideas import search, words
from ideaboard.core.ideas.standings import ID_BITS, pack
from ideaboard.core.reading import ideas
from ideaboard.core.reading.hits import Expression, all_of, any_of, beginning, has, newest
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
# Of those that have a title's every word, so many; a word says the more the longer it is, up to a length.
_SAME: Final = 100
_SAYS_MOST: Final = 8
_TELLING: Final = 4
_MOST_TELLING: Final = 8

_NEWEST: Final = (1 << ID_BITS) - 1
# A cursor holds the newest idea that was there at the first page, and the key behind which to go on.
_KEY_BITS: Final = 63


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
    said = _said(asked)
    if sum(len(_steps(word)) if words.is_run(word) else 1 for word in said) > MOST_WORDS:
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
    if top == _NEWEST and ranked:
        top = max(ranked)
    return Page(
        ideas.some(db, [key & _NEWEST for key in shown], me),
        top << _KEY_BITS | shown[-1] if len(rest) > len(shown) else None,
        len(keys) if window.count else None,
    )


def _said(asked: str) -> list[str]:
    # An accent that stands alone is a word of nothing.
    return [word for word in dict.fromkeys(words.split(asked)) if words.forms(word)]


def _ranked(db: Any, board: int, said: Sequence[str], filters: Sequence[Expression], top: int) -> dict[int, int]:
    """The hits, each with its rank: the more of the words are in its title, and the more exactly, the higher."""
    *whole, last = said
    asked = all_of([*filters, *map(_word, whole), _word(last, begins=True)])
    ranked = {idea: 1 + _rank(said, title) for idea, title in newest(db, board, asked, RANKED, top)}
    if len(ranked) < LITTLE:
        asked = all_of([*filters, *map(_roughly, said)])
        for idea, title in newest(db, board, asked, RANKED, top):
            if idea not in ranked and all(_is_roughly(word, title) for word in said):
                ranked[idea] = 0
    return ranked


def _word(word: str, begins: bool = False) -> Expression:
    """Ideas that have the word, in any of its forms; with `begins`, also a longer word that begins like it."""
    if words.is_run(word):
        return all_of([has(step) for step in _steps(word)])
    found = [has(form) for form in words.forms(word)]
    if begins and len(words.fold(word)) >= PART:
        found.append(beginning(words.forms(word)[0]))
    return any_of(found)


def _steps(run: str) -> list[str]:
    """Pairs of neighbours that together cover a run; the one character of a run of one."""
    run = words.fold(run)
    if len(run) < 2:
        return [run]
    pairs = words.pairs(run)
    return list(dict.fromkeys([*pairs[::2], pairs[-1]]))


def _rank(said: Sequence[str], title: str) -> int:
    plain = title.partition(search.STEMS)[0]
    rank = 0
    for word in said:
        folded = words.fold(word)
        if f" {folded} " in plain or (words.is_run(word) and folded in plain):
            rank += 3
        elif _has(title, word):
            rank += 2
    return rank + (f" {words.fold(said[-1])}" in plain)


def _has(title: str, word: str) -> bool:
    """Whether the title has the word in any of its forms; of a run every pair."""
    if words.is_run(word):
        return all(step in title for step in _steps(word))
    return any(f" {form} " in title for form in words.forms(word))


def _roughly(word: str) -> Expression:
    """Ideas that have the word in their title, as a word, a part of one, or with a slip."""
    if words.is_run(word):
        return all_of([has(search.in_title(step)) for step in _steps(word)])
    found = [has(search.in_title(form)) for form in words.forms(word)]
    plain = words.forms(word)[0]
    if len(plain) >= PART:
        found.append(_piece(plain))
    if len(plain) >= _WITH_SLIP:
        half = len(plain) // 2
        found += [_piece(plain[:half]), _piece(plain[half:])]
    return any_of(found)


def _piece(part: str) -> Expression:
    return all_of([has(search.in_title_piece(piece)) for piece in words.pieces(part)])


def _is_roughly(word: str, title: str) -> bool:
    if _has(title, word):
        return True
    folded, plain = words.fold(word), title.partition(search.STEMS)[0]
    if len(folded) >= PART and folded in plain:
        return True
    return len(folded) >= _WITH_SLIP and any(words.one_slip_apart(folded, there) for there in plain.split())


def similar(db: Any, board: int, me: int, title: str, limit: int) -> Page:
    """At most `limit` ideas whose titles share the most of this title's words, the newest first among equals."""
    said = _said(title)
    weights = {step: _weight(step) for word in said for step in _parts(word)}
    telling = sorted(weights, key=lambda step: -weights[step])[:_MOST_TELLING]
    telling = [step for step in telling if weights[step] >= _TELLING] or telling
    if not telling:
        return Page([], None)
    asked = [_in_title(step, begins=step == said[-1]) for step in telling]
    found = dict(newest(db, board, all_of(asked), _SAME, _NEWEST))
    found.update(newest(db, board, any_of(asked), RANKED, _NEWEST))
    shared = {idea: _shared(weights, there, said[-1]) for idea, there in found.items()}
    # Less than a third in common is chance.
    like = [idea for idea, weight in shared.items() if 3 * weight >= sum(weights.values())]
    like.sort(key=lambda idea: (shared[idea], idea), reverse=True)
    return Page(ideas.some(db, like[:limit], me), None)


def _parts(word: str) -> list[str]:
    """What of a title's word is compared: the word; the pairs of a run."""
    return _steps(word) if words.is_run(word) else [word]


def _weight(step: str) -> int:
    return _TELLING if words.is_run(step) else min(len(step), _SAYS_MOST)


def _in_title(step: str, begins: bool) -> Expression:
    if words.is_run(step):
        return has(search.in_title(step))
    found = [has(search.in_title(form)) for form in words.forms(step)]
    if begins and len(words.fold(step)) >= PART:
        found.append(beginning(search.in_title(words.forms(step)[0])))
    return any_of(found)


def _shared(weights: dict[str, int], title: str, last: str) -> int:
    shared = 0
    for step, weight in weights.items():
        begun = step == last and len(step) >= PART and f" {words.fold(step)}" in title
        if begun or _has(title, step):
            shared += weight
    return shared
