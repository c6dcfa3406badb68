"""Carriers: how each kind of job is carried out. One file per part of the board that owes work."""

from collections.abc import Callable
from typing import Final

from ideaboard.work.carriers import connections, issues, suggestions
from ideaboard.work.run import Run

CARRIERS: Final[dict[str, Callable[[Run], None]]] = {
    "connection.check": connections.check,
    "connection.choices": connections.choices,
    "issue.create": issues.create,
    "issue.link_back": issues.link_back,
    "issue.comment": issues.comment,
    "suggest": suggestions.suggest,
}
