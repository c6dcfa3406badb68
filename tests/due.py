"""What waits for its next attempt is due: an hour that no test waits for."""

from sqlalchemy import ColumnElement, select, update

from ideaboard.core.outbox.jobs import Job
from ideaboard.db import Database, db_now


def make_due(database: Database, *which: ColumnElement[bool]) -> None:
    """Let the jobs that are ready, or `which` of them, be due.

    All at one moment, so that they are taken in the order in which they were owed: the database's clock goes on from
    row to row, and the rows of a table stand in no order.
    """
    with database.transaction() as session:
        now = session.scalar(select(db_now()))
        session.execute(update(Job).where(Job.state == "ready", *which).values(run_at=now))
