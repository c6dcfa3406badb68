"""Exports: everything about somebody in one document, made by a job, theirs alone, and gone after a day."""

from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import ForeignKey, Index, LargeBinary, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people import accounts
from ideaboard.db import Base, BigId, Moment
from ideaboard.errors import Conflict

JOB: Final = "account.export"
KEPT: Final = timedelta(days=1)


class Export(Base):
    """The export of an account: asked for, and its document (JSON) once that is made. An account has one at a time."""

    __tablename__ = "exports"
    __table_args__ = (Index(None, "asked_at"),)

    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"), primary_key=True, autoincrement=False)
    job_id: Mapped[int] = mapped_column(BigId)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    made_at: Mapped[datetime | None] = mapped_column(Moment)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)


def ask(session: Session, by: int) -> int:
    """Owe `by` an export; returns its job. While one is under way that is the one; a finished one is made anew."""
    # Whoever asks twice at once waits here, and is given the first one.
    accounts.lock(session, by)
    export = session.get(Export, by)
    if export is not None and _under_way(session, export):
        return export.job_id
    job = jobs.owe(session, JOB, ("account", by), board=None)
    if export is not None:
        session.delete(export)
        session.flush()
    session.add(Export(account_id=by, job_id=job.id, asked_at=clock.now()))
    session.flush()
    return job.id


def _under_way(session: Session, export: Export) -> bool:
    return session.scalar(select(Job.state).where(Job.id == export.job_id)) in ("ready", "running")


def keep(session: Session, account: int, job: int, parts: dict[str, Any]) -> None:
    """Keep what `job` made of `parts`, by their names; nothing is kept that is no longer asked for."""
    export = session.get(Export, account)
    if export is not None and export.job_id == job:
        export.made_at = clock.now()
        export.body = orjson.dumps(parts)
        session.flush()


def finished(db: Any, account: int) -> dict[str, Any]:
    """The finished export of `account`: when it was made, until when it is kept, and its `parts`.

    Raises Conflict `no_export` before it is finished, and a day after.
    """
    row = db.execute(select(Export.made_at, Export.body).where(Export.account_id == account)).first()
    if row is None or row.body is None or row.made_at < clock.now() - KEPT:
        raise Conflict("no_export", "Ask for it with POST, and wait for its job.")
    return {"made_at": row.made_at, "gone_at": row.made_at + KEPT, "parts": orjson.loads(row.body)}


def forget_of(session: Session, account: int) -> None:
    """Forget the export of `account`."""
    session.execute(delete(Export).where(Export.account_id == account))
    jobs.forget_asked(session, JOB, Job.subject_kind == "account", Job.subject_id == account)


def forget_old(session: Session) -> None:
    """Forget what was asked for longer ago than a day, and finished or given up."""
    before = clock.now() - KEPT
    jobs.forget_asked(session, JOB, Job.created_at < before, Job.state.in_(("done", "dead")))
    waiting = select(Job.id).where(Job.kind == JOB)
    session.execute(delete(Export).where(Export.made_at < before))
    session.execute(
        delete(Export).where(Export.asked_at < before, Export.made_at.is_(None), Export.job_id.not_in(waiting))
    )
