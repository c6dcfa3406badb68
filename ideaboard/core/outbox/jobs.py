"""Jobs: work owed because of an event. The table is the queue; a lease says whose turn it is.

A worker claims a job, renews its lease while it works, commits after each step, and settles it. All times here
are the database's clock, so that workers on several machines agree. Only the owner of the lease can step or
settle (`fence`): whoever lost it finds that no row matches, and stops.
"""

import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    and_,
    case,
    column,
    delete,
    exists,
    false,
    or_,
    select,
    table,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.expression import ColumnElement

from ideaboard import clock
from ideaboard.core.outbox import audit
from ideaboard.db import AnySelect, Base, BigId, Moment, db_now, locked
from ideaboard.errors import Conflict

# Seconds before each next attempt, before jitter; the attempt after the last of these is not made.
BACKOFF: Final = (2.0, 10.0, 30.0, 120.0, 600.0, 1800.0, 7200.0, 21600.0)

# A job that kills its worker this often in one step is parked.
CRASHES: Final = 3

# These are how a leader mends a paused connection, so they run on one too.
MENDING: Final = frozenset({"connection.check", "connection.choices"})

# Of these one of each runs at a time: what is slow in it takes no second worker from what trackers are owed.
ALONE: Final = frozenset({"suggest", "account.erase", "account.export"})

# A message to a webhook; its subject is the webhook, of which one runs at a time.
SEND: Final = "webhook.send"

# An event for a listener; its subject is the connection.
HEAR: Final = "listener.hear"


# Deliveries know jobs: this room names their table, and no more of it.
_DELIVERIES: Final = table("deliveries", column("job_id", BigId))

_SENDING: Final = text(f"state = 'running' AND kind = '{SEND}'")
_SLOWLY: Final = text("state = 'running' AND slow")


class Job(Base):
    """One piece of work. `step` is the last one committed; `crashes` counts deaths since then.

    `slow`: whom it calls was slow to answer last, or is new. All such jobs together run one at a time, so that however
    many receivers hang, they take one worker from the others.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        Index(None, "state", "run_at"),
        Index(None, "board_id", "id"),
        Index(None, "board_id", "state", "id"),
        # At most one job runs per connection, so that a hung tracker holds up nobody else.
        Index(
            "uq_jobs_running_connection",
            "connection_id",
            unique=True,
            sqlite_where=text("state = 'running'"),
            postgresql_where=text("state = 'running'"),
        ),
        Index("uq_jobs_running_webhook", "subject_id", unique=True, sqlite_where=_SENDING, postgresql_where=_SENDING),
        Index("uq_jobs_running_slow", "slow", unique=True, sqlite_where=_SLOWLY, postgresql_where=_SLOWLY),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("boards.id"))
    kind: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(10))
    step: Mapped[str] = mapped_column(String(40))
    attempts: Mapped[int]
    crashes: Mapped[int]
    run_at: Mapped[datetime] = mapped_column(Moment)
    owner: Mapped[str | None] = mapped_column(String(64))
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    deadline_at: Mapped[datetime | None] = mapped_column(Moment)
    connection_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("connections.id"))
    slow: Mapped[bool | None]
    subject_kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int] = mapped_column(BigId)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    result: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    last_error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    settled_at: Mapped[datetime | None] = mapped_column(Moment)


class LeaseLost(Exception):
    """The job is no longer ours: another worker took it over. Whoever sees this stops, and settles nothing."""


def owe(
    session: Session,
    kind: str,
    subject: tuple[str, int],
    *,
    board: int | None,
    connection: int | None = None,
    after: float = 0.0,
    at: datetime | None = None,
    slow: bool | None = None,
    **data: Any,
) -> Job:
    """Owe a job of `kind` about `subject`, to be run `after` seconds from now at the earliest.

    `at` is when it came to be owed: now, unless what caused it was done anonymously. It is a row of the caller's
    transaction: it is owed if, and only if, what caused it is true.
    """
    subject_kind, subject_id = subject
    job = Job(
        board_id=board,
        kind=kind,
        state="ready",
        step="",
        attempts=0,
        crashes=0,
        run_at=db_now(after),
        connection_id=connection,
        slow=slow,
        subject_kind=subject_kind,
        subject_id=subject_id,
        data=data,
        created_at=at or clock.now(),
    )
    session.add(job)
    session.flush()
    session.info["jobs"] = True
    return job


def claimable(paused: AnySelect, held: ColumnElement[bool] | None = None) -> ColumnElement[bool]:
    """Which jobs a worker may take now.

    `paused` selects the ids of connections that are not to be called; `held` is true of other jobs that must wait.
    """
    running = Job.__table__.alias("running")
    free = or_(
        and_(
            Job.connection_id.is_(None),
            or_(Job.kind.not_in(ALONE), ~exists().where(running.c.kind == Job.kind, running.c.state == "running")),
        ),
        and_(
            # Said aloud: NULL is in no list, and in an empty one neither.
            Job.connection_id.is_not(None),
            ~exists().where(running.c.connection_id == Job.connection_id, running.c.state == "running"),
            or_(Job.kind.in_(MENDING), Job.connection_id.not_in(paused)),
        ),
    )
    return or_(
        and_(
            Job.state == "ready",
            Job.run_at <= db_now(),
            free,
            or_(Job.slow.is_not(True), ~exists().where(running.c.slow, running.c.state == "running")),
            ~(false() if held is None else held),
        ),
        and_(Job.state == "running", Job.lease_until < db_now()),
    )


def claim(
    session: Session,
    owner: str,
    *,
    lease: float,
    deadline: float,
    paused: AnySelect,
    held: ColumnElement[bool] | None = None,
) -> Job | None:
    """Take the job that has waited longest, for `lease` seconds at first and `deadline` seconds at most.

    A job whose lease ran out counts a crash; one that crashed CRASHES times in one step is parked here, and returned as
    `dead`. Returns None when nothing is to be had. Raises IntegrityError when another worker took a job of the
    same connection, or to the same webhook, in the same moment: ask again.
    """
    wanted = select(Job).where(claimable(paused, held)).order_by(Job.run_at, Job.id).limit(1)
    job = session.scalars(wanted.with_for_update(skip_locked=True)).first()
    if job is None:
        return None
    if job.state == "running":
        job.crashes += 1
        if job.crashes >= CRASHES:
            where = f"in step {job.step!r}" if job.step else "before its first step"
            _settle(job, "dead", f"Its worker died {job.crashes} times {where}.")
            session.flush()
            return job
    job.state = "running"
    job.owner = owner
    job.lease_until = db_now(min(lease, deadline))
    job.deadline_at = db_now(deadline)
    session.flush()
    return job


def renew(session: Session, job: int, owner: str, lease: float) -> bool:
    """Keep `job` for another `lease` seconds, never past its deadline. False when it is no longer ours."""
    until = case((Job.deadline_at < db_now(lease), Job.deadline_at), else_=db_now(lease))
    return _mine(session, job, owner, lease_until=until)


def step(session: Session, job: int, owner: str, name: str) -> None:
    """Record that step `name` of `job` is done, in the transaction that did it. Raises LeaseLost."""
    if not _mine(session, job, owner, step=name, crashes=0):
        raise LeaseLost(job)


def progress(session: Session, job: int, owner: str, result: Any) -> None:
    """Say how far `job` is, in its result, for whoever waits for it. Raises LeaseLost."""
    if not _mine(session, job, owner, result=result):
        raise LeaseLost(job)


def check(session: Session | Connection, job: int, owner: str) -> None:
    """Make sure, just before a remote call, that `job` is still ours. Raises LeaseLost."""
    mine = session.execute(
        select(Job.id).where(Job.id == job, Job.owner == owner, Job.state == "running", Job.lease_until > db_now())
    ).first()
    if mine is None:
        raise LeaseLost(job)


def done(session: Session, job: int, owner: str, result: Any = None) -> None:
    """Settle `job` as done, keeping its `result`. Raises LeaseLost."""
    if not _mine(session, job, owner, state="done", result=result, owner_=None, last_error=None, settled_at=db_now()):
        raise LeaseLost(job)


def again(
    session: Session,
    job: int,
    owner: str,
    error: str,
    after: float | None = None,
    schedule: Sequence[float] = BACKOFF,
) -> bool:
    """Put `job` back for another attempt: `after` seconds from now, or by the `schedule` when None; with jitter.

    Returns False when it had its last attempt and is parked as dead instead. Raises LeaseLost.
    """
    attempts = session.execute(select(Job.attempts).where(Job.id == job)).scalar_one() + 1
    if attempts > len(schedule):
        park(session, job, owner, error)
        return False
    wait = schedule[attempts - 1] if after is None else after
    # Jitter spreads the jobs that failed together; it never comes before what the tracker asked for.
    wait *= 1 + random.random() * 0.25  # noqa: S311
    if not _mine(
        session,
        job,
        owner,
        state="ready",
        attempts=attempts,
        crashes=0,
        run_at=db_now(wait),
        owner_=None,
        last_error=error[:2000],
    ):
        raise LeaseLost(job)
    return True


def park(session: Session, job: int, owner: str, error: str) -> None:
    """Park `job` as dead with its reason: only a person's retry wakes it. Raises LeaseLost."""
    if not _mine(session, job, owner, state="dead", owner_=None, last_error=error[:2000], settled_at=db_now()):
        raise LeaseLost(job)


def hold(session: Session, job: int, owner: str, error: str) -> None:
    """Put `job` back uncounted, with its reason: its connection was paused, and it waits for that. Raises LeaseLost."""
    if not _mine(session, job, owner, state="ready", crashes=0, run_at=db_now(), owner_=None, last_error=error[:2000]):
        raise LeaseLost(job)


def give_back(session: Session, job: int, owner: str) -> None:
    """Give the lease of `job` back unharmed (a worker that is asked to stop does); counts nothing."""
    _mine(session, job, owner, state="ready", owner_=None, run_at=db_now())
    session.info["jobs"] = True


def lived(session: Session, job: int, owner: str) -> None:
    """The lease of `job` ran out while its worker lived (its machine stalled): nobody died, so no crash is counted.

    A job that this count had parked is woken.
    """
    if _mine(session, job, owner, state="ready", owner_=None, run_at=db_now()):
        return
    found = lock(session, job)
    if found.crashes == 0:
        return
    found.crashes -= 1
    if found.state == "dead" and found.crashes == CRASHES - 1:
        found.state = "ready"
        found.run_at = db_now()
        found.settled_at = None
        session.info["jobs"] = True


def lock(session: Session, job: int) -> Job:
    """The job, held until the transaction ends. Raises NotFound."""
    return locked(session, Job, Job.id == job)


def retry(session: Session, job: Job, by: int | None = None) -> None:
    """Wake a dead `job`: it starts afresh. `by` is the leader who does. Raises Conflict `job_not_dead`."""
    if job.state != "dead":
        raise Conflict("job_not_dead", f"The job is {job.state}; only a dead one can be retried.")
    job.state = "ready"
    job.attempts = job.crashes = 0
    job.run_at = db_now()
    job.settled_at = None
    session.info["jobs"] = True
    if by is not None:
        audit.record(session, "job.retried", ("job", job.id), board=job.board_id, actor=by, kind=job.kind)
    session.flush()


def forget_asked(session: Session, kind: str, *where: ColumnElement[bool]) -> int:
    """Forget jobs of `kind` that belong to no board, as somebody's own question does, with each attempt of them.

    `where` says which; one that runs is left to its worker. Returns how many went.
    """
    asked = (Job.board_id.is_(None), Job.kind == kind, Job.state != "running", *where)
    session.execute(delete(_DELIVERIES).where(_DELIVERIES.c.job_id.in_(select(Job.id).where(*asked))))
    return int(session.execute(delete(Job).where(*asked)).rowcount)  # type: ignore[attr-defined]


def _settle(job: Job, state: str, error: str) -> None:
    job.state = state
    job.owner = job.lease_until = job.deadline_at = None
    job.last_error = error
    job.settled_at = db_now()


def _mine(session: Session, job: int, owner: str, **values: Any) -> bool:
    if "owner_" in values:
        values["owner"] = values.pop("owner_")
        values["lease_until"] = values["deadline_at"] = None
    changed = session.execute(
        update(Job)
        .where(Job.id == job, Job.owner == owner, Job.state == "running")
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]
