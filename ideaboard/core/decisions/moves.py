"""The one table of an idea's moves: which outcome leads from which status to which. Any other is a Conflict.

`FORMER` is the status that the idea had before it was merged.
"""

from typing import Final

from ideaboard.errors import Conflict, FieldError, Invalid

FORMER: Final = "former"

MOVES: Final[dict[str, dict[str, str]]] = {
    "adopt": {"open": "adopted"},
    "decline": {"open": "declined"},
    "not_now": {"open": "not_now"},
    "merge": {"open": "merged", "not_now": "merged", "declined": "merged"},
    "unmerge": {"merged": FORMER},
    "start": {"adopted": "in_progress"},
    "done": {"adopted": "done", "in_progress": "done"},
    "drop": {"adopted": "dropped", "in_progress": "dropped"},
    "reopen": {"declined": "open", "not_now": "open", "withdrawn": "open", "dropped": "open"},
}

# A reason, always: these outcomes do not happen without one.
NEED_RATIONALE: Final = frozenset({"adopt", "decline", "not_now", "merge", "drop", "reopen"})

# The status in which an idea is in the backlog: adopted work that is not done.
IN_BACKLOG: Final = frozenset({"adopted", "in_progress"})

# Among these the tracker's news moves an idea freely, back too.
FOLLOWS_TRACKER: Final = IN_BACKLOG | {"done"}

# What is recorded when it does, by where the idea goes.
TRACKER_EVENTS: Final = {"adopted": "idea.back_in_backlog", "in_progress": "idea.started", "done": "idea.done"}

EVENTS: Final = {
    "adopt": "idea.adopted",
    "decline": "idea.declined",
    "not_now": "idea.not_now",
    "merge": "idea.merged",
    "unmerge": "idea.unmerged",
    "start": "idea.started",
    "done": "idea.done",
    "drop": "idea.dropped",
    "reopen": "idea.reopened",
}


def target(outcome: str, status: str) -> str:
    """Where `outcome` leads from `status`. Raises Conflict `move_not_allowed` naming what would be allowed."""
    try:
        return MOVES[outcome][status]
    except KeyError:
        allowed = [name for name, moves in MOVES.items() if status in moves]
        raise Conflict(
            "move_not_allowed",
            f"An idea that is {status.replace('_', ' ')} cannot be moved by {outcome!r}.",
            status_now=status,
            allowed=allowed,
        ) from None


def require_rationale(outcome: str, rationale: str | None, pointer: str = "/rationale") -> None:
    """Refuse an outcome that needs a reason and has none. Raises Invalid."""
    if outcome in NEED_RATIONALE and not (rationale or "").strip():
        raise Invalid([FieldError(pointer, "required", "Say why: the whole team reads it.")])
