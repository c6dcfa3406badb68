"""Words: how a text is taken apart to be found. The one analysis, so that every database answers alike.

A word is found in any writing (case, accents, ß, full width), and by what English, German, French or Spanish make
of its stem, for nobody says in which language an idea is. Scripts that put no spaces between words are found by
their characters and pairs of characters.
"""

import re
import threading
import unicodedata
from functools import lru_cache
from typing import Final

import Stemmer

# A longer word, and more words of one text, say nothing more; and an index has bounds of its own.
LONGEST: Final = 64
_MOST: Final = 3000
_MOST_TEXT: Final = 100_000
_SHORTEST_STEM: Final = 3

_STEMMERS: Final = tuple(Stemmer.Stemmer(name, 0) for name in ("english", "german", "french", "spanish"))
# A stemmer keeps its word in a buffer of its own: one at a time.
_turn: Final = threading.Lock()

# Thai, Lao, Myanmar, Khmer; kana, CJK ideographs, Hangul.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3005-\u3007\u3031-\u3035\u3040-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Marks that change how a letter is written, in scripts that are read without them.
_ACCENTS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
# In these blocks marks are vowels, a part of the word; Python's \w leaves them out.
_VOWELS: Final = "\u0900-\u0963\u0966-\u0dff\u0f18-\u0fbc\u1a00-\u1aaf\u1b00-\u1b44\ua880-\ua8c5\ua980-\ua9c0"
_ASCII_WORD: Final = re.compile(r"[a-z0-9]+")
_WORD: Final = re.compile(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])[^\W_]|[{_ACCENTS}{_VOWELS}])+")
_ACCENT: Final = re.compile(f"[{_ACCENTS}]")
_RUN: Final = re.compile(rf"[{_UNSPACED}]+")
# Letters of their own in one language, and written without their mark in all others.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "þ": "th", "æ": "ae", "œ": "oe", "ς": "σ"}
)


def split(text: str) -> list[str]:
    """The words of `text` in their order, in lower case, with accents; a run without spaces is one of them."""
    text = text[:_MOST_TEXT]
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()))


def fold(word: str) -> str:
    """A `word` of `split` as it is compared: without accents. It can be empty."""
    if word.isascii():
        return word
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", word)).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain)


def forms(word: str) -> tuple[str, ...]:
    """Everything that a `word` of `split` is found by: itself, folded, and its stems; a run's letters and pairs."""
    if is_run(word):
        run = fold(word)
        return tuple(dict.fromkeys(run[at : at + size] for at in range(len(run)) for size in (1, 2)))
    return _forms(word[:LONGEST])


@lru_cache(1 << 15)
def _forms(word: str) -> tuple[str, ...]:
    plain = fold(word)
    found = {plain: None}
    if plain.isascii() and plain.isalpha():
        with _turn:
            for each in dict.fromkeys((word, plain)):
                for stemmer in _STEMMERS:
                    found[fold(stemmer.stemWord(each))] = None
    return tuple(form for form in found if form and (form == plain or len(form) >= _SHORTEST_STEM))


def is_run(word: str) -> bool:
    """Whether `word` is of a script that puts no spaces between words."""
    return not word.isascii() and _RUN.match(word) is not None


def pairs(run: str) -> list[str]:
    """Every two neighbours in a run."""
    return [run[at : at + 2] for at in range(len(run) - 1)]


def of_text(text: str) -> list[str]:
    """Everything that `text` is found by, each once; of a text of very many words the first ones."""
    found: dict[str, None] = {}
    for word in dict.fromkeys(split(text)):
        found.update(dict.fromkeys(forms(word)))
        if len(found) > _MOST:
            break
    return list(found)[:_MOST]


def pieces(word: str) -> list[str]:
    """Every three neighbours in a folded word: how a part of it is found, and a word with a slip in it."""
    return list(dict.fromkeys(word[at : at + 3] for at in range(len(word) - 2)))


def one_slip_apart(one: str, other: str) -> bool:
    """Whether two words differ by one letter more, less, another, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) > len(other):
        one, other = other, one
    at = next((at for at, letter in enumerate(one) if letter != other[at]), len(one))
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    return one[at + 1 :] == other[at + 1 :] or (
        one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    )
