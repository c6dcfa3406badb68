"""Reading what was owed: connections, issues, jobs and deliveries."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, literal_column, or_, select

from ideaboard.core.decisions.moves import IN_BACKLOG
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Page, Window, listing, the_row
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import STUCK, UNCLEAR, Issue
from ideaboard.db import AnySelect


def _place_of(table: Any) -> AnySelect:
    return (
        select(*PLACE_COLUMNS)
        .select_from(table)
        .join(Board, Board.id == table.board_id)
        .outerjoin(Membership, on_board())
        .where(table.id == bindparam("key"))
    )


_CONNECTIONS: Final = select(
    Connection.id.label("id"),
    Connection.tracker.label("tracker"),
    Connection.name.label("name"),
    Connection.settings.label("settings"),
    Connection.secrets.label("secrets"),
    Connection.account.label("account"),
    Connection.status_map.label("status_map"),
    Connection.outbound.label("outbound"),
    Connection.inbound_since.label("inbound_since"),
    Connection.hears.label("events"),
    Connection.state.label("state"),
    Connection.reason.label("reason"),
    Connection.since.label("since"),
    Connection.created_at.label("created_at"),
    Connection.version.label("version"),
).where(Connection.state != "removed")
_CONNECTION_LIST: Final = listing(
    _CONNECTIONS.where(Connection.board_id == bindparam("board")), Connection.id, down=False
)
_CONNECTION: Final = _CONNECTIONS.where(Connection.id == bindparam("of"))
_CONNECTION_PLACE: Final = _place_of(Connection).where(Connection.state != "removed")


def connections(db: Any, board: int, window: Window) -> Page:
    """A board's connections."""
    return _CONNECTION_LIST.page(db, {"board": board}, window)


def connection(db: Any, connection: int) -> Row[Any]:
    """One connection. Raises NotFound."""
    return the_row(db, _CONNECTION, {"of": connection})


def connection_place(db: Any, connection: int, me: int) -> Place | None:
    """Where a connection is, and what `me` is there."""
    row = db.execute(_CONNECTION_PLACE, {"key": connection, "me": me}).first()
    return place_from(row) if row is not None else None


_ISSUES: Final = select(
    Issue.id.label("id"),
    Issue.idea_id.label("idea"),
    Issue.connection_id.label("connection"),
    Connection.tracker.label("tracker"),
    Issue.key.label("key"),
    Issue.url.label("url"),
    Issue.state.label("state"),
    Issue.reason.label("reason"),
    Issue.status_id.label("remote_status_id"),
    Issue.status_name.label("remote_status_name"),
    Issue.status_category.label("remote_status_category"),
    Issue.mapped.label("means"),
    Issue.theirs.label("theirs"),
    Issue.synced_at.label("synced_at"),
    Issue.created_at.label("created_at"),
    Issue.version.label("version"),
).join(Connection, Connection.id == Issue.connection_id)
_ISSUE_LIST: Final = listing(_ISSUES.where(Issue.idea_id == bindparam("idea")), Issue.id)
# Said as the partial index says it.
_IS_STUCK: Final = or_(
    Issue.state.in_([literal_column(f"'{state}'") for state in STUCK]),
    Issue.mapped.in_([literal_column(f"'{meaning}'") for meaning in UNCLEAR]),
)
_OF_CONNECTION: Final = listing(
    _ISSUES.where(Issue.connection_id == bindparam("connection"), Issue.state != "unlinked"), Issue.id
)
_STUCK_THERE: Final = listing(
    _ISSUES.where(Issue.connection_id == bindparam("connection"), _IS_STUCK), Issue.id, down=False
)
# Of an idea in the backlog the issue that is its latest: what came before it waits for nobody.
_STUCK: Final = listing(
    _ISSUES.join(Idea, Idea.id == Issue.idea_id).where(
        Idea.issue_id == Issue.id,
        Issue.board_id == bindparam("board"),
        _IS_STUCK,
        or_(
            Idea.status.in_([literal_column(f"'{status}'") for status in sorted(IN_BACKLOG)]),
            Issue.state.in_([literal_column("'conflict'"), literal_column("'paused'")]),
        ),
    ),
    Issue.id,
    down=False,
)
_ISSUE: Final = _ISSUES.where(Issue.id == bindparam("of"))
_ISSUE_PLACE: Final = _place_of(Issue)


def issues(db: Any, idea: int, window: Window) -> Page:
    """The issues made for an idea, the newest first."""
    return _ISSUE_LIST.page(db, {"idea": idea}, window)


def issues_at(db: Any, connection: int, stuck: bool, window: Window) -> Page:
    """The issues of a connection, the newest first; or those that are stuck, the oldest first."""
    return (_STUCK_THERE if stuck else _OF_CONNECTION).page(db, {"connection": connection}, window)


def stuck(db: Any, board: int, window: Window) -> Page:
    """The issues of a board's ideas that wait for a leader, the oldest first."""
    return _STUCK.page(db, {"board": board}, window)


def issue(db: Any, issue: int) -> Row[Any]:
    """One issue. Raises NotFound."""
    return the_row(db, _ISSUE, {"of": issue})


def issue_place(db: Any, issue: int, me: int) -> Place | None:
    """Where an issue is, and what `me` is there."""
    row = db.execute(_ISSUE_PLACE, {"key": issue, "me": me}).first()
    return place_from(row) if row is not None else None


_JOBS: Final = select(
    Job.id.label("id"),
    Job.kind.label("kind"),
    Job.state.label("state"),
    Job.step.label("step"),
    Job.attempts.label("attempts"),
    Job.crashes.label("crashes"),
    Job.run_at.label("run_at"),
    Job.last_error.label("last_error"),
    Job.subject_kind.label("subject_kind"),
    Job.subject_id.label("subject_id"),
    Job.result.label("result"),
    Job.created_at.label("created_at"),
    Job.settled_at.label("settled_at"),
)
_JOB_LIST: Final = listing(_JOBS.where(Job.board_id == bindparam("board")), Job.id)
_JOB_LIST_OF: Final = listing(_JOBS.where(Job.board_id == bindparam("board"), Job.state == bindparam("state")), Job.id)
_JOB: Final = _JOBS.where(Job.id == bindparam("of"))
_JOB_PLACE: Final = _place_of(Job)
_MY_JOB: Final = select(Job.id).where(
    Job.id == bindparam("key"),
    Job.board_id.is_(None),
    Job.subject_kind == "account",
    Job.subject_id == bindparam("me"),
)


def jobs(db: Any, board: int, state: str | None, window: Window) -> Page:
    """A board's jobs, the newest first; of one state or all."""
    wanted = _JOB_LIST if state is None else _JOB_LIST_OF
    return wanted.page(db, {"board": board, "state": state}, window)


def job(db: Any, job: int) -> Row[Any]:
    """One job. Raises NotFound."""
    return the_row(db, _JOB, {"of": job})


def job_place(db: Any, job: int, me: int) -> Place | None:
    """Where a job is owed, and what `me` is there; one that no board owes is there for whoever asked for it."""
    row = db.execute(_JOB_PLACE, {"key": job, "me": me}).first()
    if row is not None:
        return place_from(row)
    if db.execute(_MY_JOB, {"key": job, "me": me}).first() is None:
        return None
    return Place(0, "", "private", archived=False, role="account", results_shown="always", author_id=me)


_DELIVERIES: Final = listing(
    select(
        Delivery.started_at.label("started_at"),
        Delivery.ended_at.label("ended_at"),
        Delivery.outcome.label("outcome"),
        Delivery.detail.label("detail"),
    ).where(Delivery.job_id == bindparam("job")),
    Delivery.id,
)


def deliveries(db: Any, job: int, window: Window) -> Page:
    """A job's attempts, the newest first."""
    return _DELIVERIES.page(db, {"job": job}, window)
