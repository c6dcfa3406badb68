"""Reading how the installation is."""

from typing import Any, Final

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from ideaboard import clock
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.pulse import Pulse

_JOBS: Final = select(Job.state, func.count()).group_by(Job.state)
_OLDEST: Final = select(func.min(Job.run_at)).where(Job.state == "ready")
_SCHEDULE: Final = select(Pulse.at).where(Pulse.name == "schedule")


def ready(db: Any) -> None:
    """Make sure that the database answers; raises what the driver raises when it does not."""
    db.execute(text("SELECT 1"))


def read(db: Any) -> dict[str, Any]:
    """The schema's revision, what waits, and the schedule's age."""
    oldest = db.execute(_OLDEST).scalar()
    schedule = db.execute(_SCHEDULE).scalar()
    jobs = {row[0]: row[1] for row in db.execute(_JOBS)}
    return {
        "schema": _revision(db),
        "oldest_waiting_seconds": None if oldest is None else max(0, _age(oldest)),
        "dead_jobs": jobs.get("dead", 0),
        "schedule_age_seconds": None if schedule is None else max(0, _age(schedule)),
        "jobs": jobs,
    }


def _age(moment: Any) -> int:
    return int((clock.now() - moment).total_seconds())


def _revision(db: Any) -> str | None:
    try:
        found: str | None = db.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError:
        # Made without migrations (a test does that): there is no revision to tell.
        return None
    return found
