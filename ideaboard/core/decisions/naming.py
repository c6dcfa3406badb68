"""Naming: what the team tells of a mistake names none of its members. A mistake is the team's."""

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.ideas import words
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Membership
from ideaboard.errors import FieldError, Invalid

# "Al" and "Jo" are too often parts of something else; with an @ before them they are somebody.
SHORTEST: Final = 3


def refuse(session: Session, board: int, said: Mapping[str, str]) -> None:
    """Make sure that no text in `said` (by its pointer) names somebody on the board. Raises Invalid."""
    texts = {pointer: _plain(text) for pointer, text in said.items() if text}
    if not texts:
        return
    names = session.scalars(
        select(Account.name)
        .join(Membership, Membership.account_id == Account.id)
        .where(Membership.board_id == board, Account.kind == "person")
        .order_by(Account.id)
    )
    people = [_plain(name) for name in names]
    wrong = []
    for pointer, text in texts.items():
        name = _named(text, people)
        if name is not None:
            detail = (
                f"Tell what happened without saying who: instead of “{name}”, say what was there to see or to know."
            )
            wrong.append(FieldError(pointer, "names_somebody", detail, {"name": name}))
    if wrong:
        raise Invalid(wrong)


def named(text: str, names: Iterable[str]) -> str | None:
    """The first of `names` that `text` says, as the text says it, or None.

    A name is the whole of it or its first word, with the capital it begins with: somebody called Will does not forbid
    "will". It is a word of its own ("Ben's", "*Ben*"; not "Benefit"), but where a script puts no spaces between
    words. Behind an @ it is meant however it is written.
    """
    return _named(_plain(text), map(_plain, names))


def _named(text: str, names: Iterable[str]) -> str | None:
    lower = text.lower()
    for name in names:
        first = name.partition(" ")[0].strip(".,;:!?()[]\"'")
        for spoken in dict.fromkeys((first, name)):
            spoken = spoken[:1].upper() + spoken[1:]
            if sum(map(_is_letter, spoken)) >= SHORTEST and _said(text, spoken):
                return spoken
        for handle in dict.fromkeys((first, name.replace(" ", ""))) if "@" in text else ():
            if handle and _said(lower, f"@{handle.lower()}"):
                return f"@{handle}"
    return None


def _plain(text: str) -> str:
    """`text` as names are compared: composed, every gap one space, nothing in it that is not seen."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return " ".join(seen.replace("’", "'").split())


def _said(text: str, name: str) -> bool:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        before, behind = text[at - 1 : at] if at else "", text[end : end + 1]
        if not (_joined(before, name[0]) or _joined(name[-1], behind)):
            return True
        at = text.find(name, at + 1)
    return False


def _joined(one: str, other: str) -> bool:
    """Whether two neighbours are of one word. Marks belong to their letter; an underscore only emphasizes."""
    if not one or not other or words.is_run(one) or words.is_run(other):
        return False
    if other == "@":
        # Somebody's e-mail, not somebody who is called.
        return one.isalnum()
    return _is_letter(one) and _is_letter(other)


def _is_letter(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"
