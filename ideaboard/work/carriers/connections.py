"""Checking a connection, and asking its tracker what can be chosen. The result is kept in the job."""

from dataclasses import asdict
from functools import partial
from typing import Any

from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.plugin import Check, Choice, TrackerError
from ideaboard.work.run import Nonsense, Run


def check(run: Run) -> None:
    """Try the settings and say precisely what is wrong; a connection that is well again is woken."""
    _, tracker = run.tracker(_connection(run))
    try:
        found = run.remote("check", tracker.check)
    except TrackerError as error:
        result: dict[str, Any] = {
            "ok": False,
            "account": None,
            "findings": [{"code": "other", "detail": run.words(error)}],
        }
    else:
        if not isinstance(found, Check):
            raise Nonsense(f"check returned {type(found).__name__}.")
        findings = [{**asdict(finding), "detail": run.words(Exception(finding.detail))} for finding in found.findings]
        result = {"ok": found.ok, "account": found.account, "findings": findings}
    with run.last_step("checked", result) as session:
        if result["ok"]:
            connections.resume(session, connections.lock(session, run.subject), None)


def choices(run: Run) -> None:
    """Ask for the list of what can be chosen for one setting."""
    _, tracker = run.tracker(_connection(run))
    found = run.remote("choices", partial(tracker.choices, run.data["name"]))
    if not isinstance(found, (list, tuple)) or not all(isinstance(choice, Choice) for choice in found):
        raise Nonsense(f"choices returned {type(found).__name__}.")
    with run.last_step("listed", [asdict(choice) for choice in found]):
        pass


def _connection(run: Run) -> Connection:
    with run.shop.database.snapshot() as session:
        return session.get_one(Connection, run.subject)
