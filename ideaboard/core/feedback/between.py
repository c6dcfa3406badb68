"""What is between two people of a board: that both are on it, and what on it they speak about."""

from typing import Final, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people.boards import Membership
from ideaboard.errors import invalid_field

# What is spoken about, besides how somebody works with the team: a kind of thing, and its inside id.
About: TypeAlias = tuple[str, int] | None

_THINGS: Final[dict[str, type[Idea | Decision | Assignment]]] = {
    "idea": Idea,
    "decision": Decision,
    "assignment": Assignment,
}
KINDS: Final = tuple(_THINGS)


def require_other(session: Session, board: int, me: int, other: int, pointer: str) -> None:
    """The `other` account must be on the board, and not be `me`. Raises Invalid, naming the field."""
    if other == me:
        raise invalid_field(pointer, "itself", "This is between two people.")
    if session.get(Membership, (board, other)) is None:
        raise invalid_field(pointer, "not_on_board", "Nobody on this board has this id.")


def require_about(session: Session, board: int, about: About) -> None:
    """What is spoken about must be of this board. Raises Invalid, naming the field."""
    if about is None:
        return
    kind, number = about
    thing = _THINGS[kind]
    if session.scalar(select(thing.id).where(thing.id == number, thing.board_id == board)) is None:
        raise invalid_field("/about/id", "unknown_id", f"The board has no such {kind}.")
