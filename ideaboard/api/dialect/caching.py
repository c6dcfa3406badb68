"""Which answers somebody's own client may keep: what a board holds, and asks for again and again; nothing else.

What concerns few, and what lets somebody in, is kept by no client. An ETag saves sending it again all the same to a
program that remembers what it read.
"""

from collections.abc import Iterable
from typing import Final

# What everybody on a board, or who sees an open one, may read there; and what is installed here.
KEPT: Final = frozenset(
    {
        "meta.ready", "board.list", "board.read", "member.list", "task.list", "task.read", "approach.list", "idea.list",
        "idea.read", "version.read", "vote.read", "point.read", "comment.read", "value.read", "decision.read",
        "follow_up.read", "question.read", "unanswered.read", "participation.read", "backlog.read", "review.read",
        "issue.read", "tracker.list", "listener.list",
    }
)  # fmt: skip

# The client asks each time whether it is still so.
_PRIVATE: Final = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, On-Behalf-Of"}
_PRIVATE_BY_KEY: Final = {
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, Cookie, On-Behalf-Of, Author-Key",
}
NOBODY: Final = {"Cache-Control": "no-store"}


def of(verbs: Iterable[str], *, by_key: bool) -> dict[str, str]:
    """The headers that say who may keep what these verbs read; `by_key`: an Author-Key may be sent for it."""
    if not KEPT.issuperset(verbs):
        return NOBODY
    return _PRIVATE_BY_KEY if by_key else _PRIVATE
