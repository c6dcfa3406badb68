"""What trackers tell us, applied: their webhooks, what polling brings, and a look at every issue now and then."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import or_, select

from ideaboard.core.outbox import jobs
from ideaboard.core.tracking import inbox
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.inbox import Inbound
from ideaboard.core.tracking.issues import Issue
from ideaboard.plugin import Change, Polled, Received, Refused, Tracker, Unparsable
from ideaboard.work.carriers import news
from ideaboard.work.run import Nonsense, Run

# Issues that one job looks at: with a slow tracker, as many as fit into its deadline.
_AT_ONCE: Final = 25


def apply(run: Run) -> None:
    """Apply one call of the tracker. What cannot be read is refused with the reason, and kept for a retry."""
    with run.shop.database.snapshot() as session:
        call = session.get_one(Inbound, run.data["inbound"])
        connection = session.get_one(Connection, call.connection_id)
    kind, tracker = run.tracker(connection)
    if kind.inbound is None or call.body is None:
        raise Refused("The plugin reads no calls of its tracker any more.")
    received = Received(call.headers, call.body, call.came_at)
    try:
        changes = run.plugin(partial(kind.inbound.parse, received))
    except Unparsable as error:
        raise Refused(f"It cannot be read: {error}") from error
    outcomes = _take_all(run, tracker, connection, _changes(changes))
    with run.last_step("applied", dict(outcomes)) as session:
        inbox.applied(session, call.id)


def poll(run: Run) -> None:
    """Ask what has changed since the last time; a long answer is taken in parts."""
    with run.shop.database.snapshot() as session:
        connection = session.get_one(Connection, run.subject)
    _, tracker = run.tracker(connection)
    found = run.remote("poll", partial(tracker.poll, connection.cursor))
    if not isinstance(found, Polled) or not isinstance(found.cursor, str):
        raise Nonsense(f"poll returned {type(found).__name__}.")
    outcomes = _take_all(run, tracker, connection, _changes(found.changes))
    with run.last_step("polled", dict(outcomes)) as session:
        held = session.get_one(Connection, run.subject, with_for_update=True)
        held.cursor = found.cursor
        if found.more:
            _again(session, run)


def resync(run: Run) -> None:
    """Look at the connection's issues that were not looked at since the job was owed; the rest is owed again."""
    before = datetime.fromisoformat(run.data["before"])
    with run.shop.database.snapshot() as session:
        connection = session.get_one(Connection, run.subject)
        late = or_(Issue.synced_at.is_(None), Issue.synced_at < before)
        wanted = (
            select(Issue.id, Issue.remote_id)
            .where(Issue.connection_id == run.subject, Issue.remote_id.is_not(None), Issue.state != "unlinked", late)
            .order_by(Issue.synced_at, Issue.id)
            .limit(_AT_ONCE + 1)
        )
        found = session.execute(wanted).all()
    _, tracker = run.tracker(connection)
    outcomes = Counter(run.data.get("so_far", {}))
    for number, remote_id in found[:_AT_ONCE]:
        outcomes[news.fetch(run, tracker, number, remote_id or "")] += 1
    with run.last_step("looked", dict(outcomes)) as session:
        if len(found) > _AT_ONCE:
            _again(session, run, so_far=dict(outcomes))


def resync_one(run: Run) -> None:
    """Look at one issue."""
    with run.shop.database.snapshot() as session:
        issue = session.get_one(Issue, run.subject)
        connection = session.get_one(Connection, issue.connection_id)
    if issue.remote_id is None or issue.state == "unlinked":
        with run.last_step("left out", {"left_out": issue.state}):
            return
    _, tracker = run.tracker(connection)
    outcome = news.fetch(run, tracker, issue.id, issue.remote_id)
    with run.last_step("looked", {outcome: 1}):
        pass


def _again(session: object, run: Run, **data: object) -> None:
    jobs.owe(
        session,  # type: ignore[arg-type]
        run.kind,
        ("connection", run.subject),
        board=run.board_id,
        connection=run.connection_id,
        **{**run.data, **data},
    )


def _changes(found: object) -> Sequence[Change]:
    if not isinstance(found, (list, tuple)) or not all(isinstance(change, Change) for change in found):
        raise Nonsense(f"The plugin said {type(found).__name__}, not what has changed.")
    return found


def _take_all(run: Run, tracker: Tracker, connection: Connection, changes: Sequence[Change]) -> Counter[str]:
    """Take each change that is of an issue of ours, in order; how many became what."""
    outcomes: Counter[str] = Counter()
    for change in changes:
        with run.shop.database.snapshot() as session:
            ours = session.scalars(
                select(Issue.id)
                .where(
                    Issue.connection_id == connection.id,
                    Issue.remote_id == change.issue.id,
                    Issue.state != "unlinked",
                )
                .order_by(Issue.id)
            ).all()
        outcomes.update(["not_ours"] if not ours else [news.take(run, tracker, number, change) for number in ours])
    return outcomes
