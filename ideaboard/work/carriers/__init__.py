"""Carriers: how each kind of job is carried out. One file per part of the board that owes work."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from ideaboard.work.carriers import connections, issues, suggestions, webhooks
from ideaboard.work.run import Run

CARRIERS: Final[dict[str, Callable[[Run], None]]] = {
    "connection.check": connections.check,
    "connection.choices": connections.choices,
    "issue.create": issues.create,
    "issue.link_back": issues.link_back,
    "issue.comment": issues.comment,
    "suggest": suggestions.suggest,
    "webhook.send": webhooks.send,
}

# The kinds of job that are settled in a way of their own, whether they failed (with what) or not.
SETTLED: Final[dict[str, Callable[[Session, Run, Exception | None], None]]] = {"webhook.send": webhooks.settle}
