"""Forgetting: what goes with an account at once. A table whose rows are somebody's own has its line here.

What somebody wrote for others is in `content`, what machines wrote about them in `sweeping`.
"""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from ideaboard.core.decisions import suggestions
from ideaboard.core.feedback import asks, rounds
from ideaboard.core.outbox import answers, audit
from ideaboard.core.people import identities, invitations, links, sessions, tokens
from ideaboard.core.privacy import exports

AT_ONCE: Final[tuple[Callable[[Session, int], object], ...]] = (
    tokens.revoke_all,
    sessions.end_all,
    identities.forget_of,
    links.revoke,
    invitations.forget_of,
    audit.blank,
    answers.forget_of,
    exports.forget_of,
    suggestions.forget_of,
    asks.let_go,
    rounds.abandon,
)
