"""What a leader asks of a connection: a check, what can be chosen, a dry run, an import. The job keeps the result."""

from dataclasses import asdict
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.ideas import tasks
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.ideas.text import Rendered, render
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking import connections, sync
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.plugin import Check, Choice, Existing, Listing, TrackerError, cut, marker_in, with_marker
from ideaboard.work.carriers import news, words
from ideaboard.work.run import Nonsense, Run

# What a task takes, and how many pages one import reads.
_TITLE: Final = 200
_BODY: Final = 50_000
_PAGES: Final = 100


def check(run: Run) -> None:
    """Try the settings and say precisely what is wrong; a connection that is well again is woken."""
    connection = _connection(run)
    opened = run.tracker(connection)[1] if connection.hears is None else run.listener(connection)
    try:
        found = run.remote("check", opened.check)
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
        connection = connections.lock(session, run.subject)
        if result["ok"]:
            connections.known_as(session, connection, result["account"])
            connections.resume(session, connection, None)


def choices(run: Run) -> None:
    """Ask for the list of what can be chosen for one setting."""
    _, tracker = run.tracker(_connection(run))
    found = run.remote("choices", partial(tracker.choices, run.data["name"]))
    if not isinstance(found, (list, tuple)) or not all(isinstance(choice, Choice) for choice in found):
        raise Nonsense(f"choices returned {type(found).__name__}.")
    with run.last_step("listed", [asdict(choice) for choice in found]):
        pass


def dry_run(run: Run) -> None:
    """Say which issue would be made of an idea, and what each of the tracker's statuses means here; send nothing."""
    with run.shop.database.snapshot() as session:
        connection = session.get_one(Connection, run.subject)
        idea = session.get_one(Idea, run.data["idea"])
        board = session.get_one(Board, connection.board_id)
        draft = words.draft(session, idea, None, board, run.shop.settings.base_url)
    kind, tracker = run.tracker(connection)
    statuses: list[tuple[str, str, str]] = []
    if "statuses" in kind.capabilities:
        found = run.remote("statuses", tracker.statuses)
        if not isinstance(found, (list, tuple)):
            raise Nonsense(f"statuses returned {type(found).__name__}.")
        statuses = [news.status_of(status) for status in found]
    shown = [
        {"id": status[0], "name": status[1], "category": status[2], "means": sync.meaning(connection, status)}
        for status in statuses
    ]
    result = {
        "title": cut(draft.title, kind.limits.title),
        "body": with_marker(draft.body, "0" * 32, kind.limits.body),
        "title_cut": len(draft.title) > kind.limits.title,
        "statuses": shown,
        "unmapped": [status["id"] for status in shown if status["means"] == "unknown"],
    }
    with run.last_step("shown", result):
        pass


def import_issues(run: Run) -> None:
    """Post the tracker's open issues as tasks, each once, however often it is asked; ours are not among them."""
    with run.shop.database.snapshot() as session:
        connection = session.get_one(Connection, run.subject)
    _, tracker = run.tracker(connection)
    counts, cursor = {"imported": 0, "there_before": 0, "ours": 0}, None
    for page in range(_PAGES):
        found = run.remote("open issues", partial(tracker.open_issues, cursor))
        if not isinstance(found, Listing):
            raise Nonsense(f"open_issues returned {type(found).__name__}.")
        # Rendered before the transaction opens.
        posts = [(each, render(cut(each.body, _BODY))) for each in found.issues]
        with run.step(f"page {page + 1}") as session:
            for each, body in posts:
                counts[_post(session, connection, run.data["by"], each, body)] += 1
        cursor = found.next
        if cursor is None:
            break
    with run.last_step("imported", {**counts, "more": cursor is not None}):
        pass


def _post(session: Session, connection: Connection, by: int, found: Existing, body: Rendered) -> str:
    remote = news.issue_of(found.issue)
    if marker_in(found.body) or session.scalar(
        select(Issue.id).where(Issue.connection_id == connection.id, Issue.remote_id == remote.id).limit(1)
    ):
        return "ours"
    same = select(Task.id).where(Task.connection_id == connection.id, Task.remote_id == remote.id)
    if session.scalar(same) is not None:
        return "there_before"
    source = {"connection_id": connection.id, "remote_id": remote.id, "issue_key": remote.key, "issue_url": remote.url}
    title = cut(" ".join(found.title.split()), _TITLE) or remote.key
    tasks.post(session, connection.board_id, by, title=title, body=body, **source)
    return "imported"


def _connection(run: Run) -> Connection:
    with run.shop.database.snapshot() as session:
        return session.get_one(Connection, run.subject)
