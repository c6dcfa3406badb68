"""The loop: claim, carry out, settle. One worker child, one job at a time."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from types import FrameType
from typing import Protocol

import structlog
from sqlalchemy import exists, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from ideaboard import clock, ids
from ideaboard.core.outbox import deliveries, jobs, messages
from ideaboard.core.outbox.jobs import LeaseLost
from ideaboard.core.tracking import connections, issues
from ideaboard.core.tracking.issues import Issue
from ideaboard.errors import Busy
from ideaboard.plugin import Ambiguous, AuthFailed, Gone, Refused, Retry
from ideaboard.work import crash, schedule
from ideaboard.work.carriers import CARRIERS, MAKING, SETTLED
from ideaboard.work.run import PluginMissing, Run, Workshop
from ideaboard.work.wake import Waker

log = structlog.get_logger()

_WAITING = select(exists().where(jobs.claimable(connections.paused(), messages.held())))


class Stopping(BaseException):
    """Somebody asked this worker to stop. Not an Exception: no plugin's `except Exception` may swallow it."""


class Parent(Protocol):
    """Whoever watches over a worker's deadlines."""

    def busy(self) -> None:
        """A job begins."""

    def idle(self) -> None:
        """A job is over."""


class Worker:
    """Works until it is told to stop."""

    def __init__(self, shop: Workshop, parent: Parent) -> None:
        self._shop = shop
        self._parent = parent
        self._stop = False
        self._interruptible = False

    def run(self, waker: Waker) -> None:
        """Carry out jobs, and look at the schedule, until `stop`."""
        while not self._stop:
            waker.mark()
            try:
                schedule.look(self._shop)
                if self.work_once():
                    continue
            except Busy:
                log.warning("the database is busy; trying again")
            except DBAPIError as error:
                # A database that went away comes back; a worker that died of it would not.
                log.error("the database failed", exc_info=error)
            with suppress(Stopping), self.interruptible():
                waker.wait(self._shop.settings.poll_seconds)

    def stop(self, *_: int | FrameType | None) -> None:
        """Stop soon: at once when idle or while a plugin runs (its lease is given back), else after this step."""
        self._stop = True
        if self._interruptible:
            raise Stopping

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Being asked to stop interrupts the block. Steps never are: what is being committed is committed."""
        self._interruptible = True
        try:
            if self._stop:
                raise Stopping
            yield
        finally:
            self._interruptible = False

    def work_once(self) -> bool:
        """Claim one job and carry it out. False when there is none to be had."""
        with self._shop.database.reading() as db:
            if not db.execute(_WAITING).scalar():
                return False
        settings = self._shop.settings
        owner = ids.random_id()
        try:
            with crash.committing(self._shop.database, "claim") as session:
                job = jobs.claim(
                    session,
                    owner,
                    lease=settings.lease_seconds,
                    deadline=settings.job_deadline_seconds,
                    paused=connections.paused(),
                    held=messages.held(),
                )
                if job is not None and job.state == "dead":
                    issue = _issue(session, job.kind, job.subject_id)
                    if issue is not None:
                        issues.stuck(session, issue, "refused", str(job.last_error))
                elif job is not None:
                    crash.about(job.id, job.step)
        except IntegrityError:
            # Another worker took a job of the same connection or webhook in the same moment.
            return True
        if job is None or job.state == "dead":
            return True
        self._parent.busy()
        try:
            self._carry(Run(self._shop, job, owner, self.interruptible))
        finally:
            self._parent.idle()
        return True

    def _carry(self, run: Run) -> None:
        started = clock.now()
        failure: Exception | None = None
        try:
            with run.heartbeat():
                CARRIERS[run.kind](run)
        except Stopping:
            with crash.committing(self._shop.database, f"{run.kind}:give back") as session:
                jobs.give_back(session, run.id, run.owner)
            return
        except LeaseLost:
            self._lived(run, started)
            return
        except Exception as error:  # noqa: BLE001 - whatever a plugin raises, it must not end the worker
            failure = error
        try:
            with crash.committing(self._shop.database, f"{run.kind}:settle") as session:
                if run.kind in SETTLED:
                    SETTLED[run.kind](session, run, failure)
                else:
                    _settle(session, run, started, failure)
        except LeaseLost:
            self._lived(run, started)

    def _lived(self, run: Run, started: datetime) -> None:
        """The lease ran out under our hands. Say so: whoever took the job over counted a death that was none.

        Past its deadline a job is as bad as dead, and that count stays.
        """
        log.warning("lost the lease", job=run.id, kind=run.kind)
        if (clock.now() - started).total_seconds() >= self._shop.settings.job_deadline_seconds:
            return
        with crash.committing(self._shop.database, f"{run.kind}:lived") as session:
            jobs.lived(session, run.id, run.owner)


def _settle(session: Session, run: Run, started: datetime, failure: Exception | None) -> None:
    """Record the attempt and, when it failed, what that means for the job, its issue and its connection."""
    words = run.words(failure) if failure is not None else None
    deliveries.record(session, run.id, started, _outcome(failure), words)
    if failure is None:
        if (issue := _issue(session, run.kind, run.subject)) is not None:
            issues.went_well(session, issue)
        return
    assert words is not None  # noqa: S101
    log.info("attempt failed", job=run.id, kind=run.kind, outcome=_outcome(failure))
    tried_again = True
    match failure:
        case AuthFailed() if run.connection_id is not None:
            connections.pause(session, connections.lock(session, run.connection_id), words)
            jobs.hold(session, run.id, run.owner, words)
        case Refused() | Gone():
            jobs.park(session, run.id, run.owner, words)
            tried_again = False
        case Retry(after=after):
            tried_again = jobs.again(session, run.id, run.owner, words, after)
        case Ambiguous() | PluginMissing():
            tried_again = jobs.again(session, run.id, run.owner, words)
        case _:
            log.error("a job failed unexpectedly", job=run.id, kind=run.kind, exc_info=_without_secrets(run, failure))
            tried_again = jobs.again(session, run.id, run.owner, f"{type(failure).__name__}: {words}")
    if (issue := _issue(session, run.kind, run.subject)) is None:
        return
    if tried_again:
        issues.waiting(session, issue, words)
    elif issue.remote_id is not None or run.kind in MAKING:
        # What only waited for the issue is no news: it is woken when there is one.
        gone = isinstance(failure, Gone) and issue.remote_id is not None
        issues.stuck(session, issue, "lost" if gone else "refused", words)


def _issue(session: Session, kind: str, subject: int) -> Issue | None:
    """The issue that a job is about, held: its state and its reason go together."""
    if not kind.startswith("issue."):
        return None
    return session.get_one(Issue, subject, populate_existing=True, with_for_update=True)


def _outcome(failure: Exception | None) -> str:
    if failure is None:
        return "done"
    for kind, word in (
        (AuthFailed, "auth_failed"), (Refused, "refused"), (Gone, "gone"), (Retry, "retry"), (Ambiguous, "ambiguous"),
    ):  # fmt: skip
        if isinstance(failure, kind):
            return word
    return "failed"


def _without_secrets(run: Run, failure: Exception) -> BaseException | None:
    """The exception for the log, or None when its words hold a secret of the connection."""
    return failure if run.words(failure) == str(failure) else None


def install_signals(worker: Worker) -> None:
    """SIGTERM stops the worker; Ctrl-C in a terminal reaches the whole group, and the parent passes on a SIGTERM."""
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
