"""Carriers: how each kind of job is carried out. One file per part of the board that owes work."""

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from ideaboard.work.carriers import connections, inbound, issues, listeners, mails, privacy, suggestions, webhooks
from ideaboard.work.run import Run

CARRIERS: Final[dict[str, Callable[[Run], None]]] = {
    "account.erase": privacy.erase,
    "account.export": privacy.export,
    "connection.check": connections.check,
    "connection.choices": connections.choices,
    "connection.dry_run": connections.dry_run,
    "connection.import": connections.import_issues,
    "connection.poll": inbound.poll,
    "connection.resync": inbound.resync,
    "listener.hear": listeners.hear,
    "inbound.apply": inbound.apply,
    "issue.create": issues.create,
    "issue.link": issues.link,
    "issue.link_back": issues.link_back,
    "issue.comment": issues.comment,
    "issue.resync": inbound.resync_one,
    "issue.set_status": issues.set_status,
    "mail.send": mails.send,
    "suggest": suggestions.suggest,
    "webhook.send": webhooks.send,
}

# The kinds of job by which an idea gets its issue; any other one of an issue waits for that.
MAKING: Final = frozenset({"issue.create", "issue.link"})

# The kinds of job that are settled in a way of their own, whether they failed (with what) or not.
SETTLED: Final[dict[str, Callable[[Session, Run, Exception | None], None]]] = {"webhook.send": webhooks.settle}
