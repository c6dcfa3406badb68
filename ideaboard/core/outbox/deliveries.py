"""Deliveries: every attempt of a job against the outside is a row, kept whatever became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base, BigId, Moment


class Delivery(Base):
    """One attempt. `outcome` is `done`, `retry`, `refused`, `auth_failed`, `gone`, `ambiguous` or `failed`.

    That of a message to a webhook is written down before it is made, as `begun`: it says what became of it, and the
    answer's HTTP `status`, once that is known. One that stays `begun` was broken off.
    """

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "job_id", "id"), Index(None, "webhook_id", "id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    job_id: Mapped[int] = mapped_column(BigId, ForeignKey("jobs.id"))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    outcome: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str | None] = mapped_column(Text)
    webhook_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("webhooks.id"))
    status: Mapped[int | None] = mapped_column(SmallInteger)


def record(session: Session, job: int, started_at: datetime, outcome: str, detail: str | None = None) -> None:
    """Keep what became of an attempt of `job` that began at `started_at`; `detail` is in the tracker's words."""
    session.add(
        Delivery(
            job_id=job,
            started_at=started_at,
            ended_at=clock.now(),
            outcome=outcome,
            detail=detail[:2000] if detail else None,
        )
    )


def begun(session: Session, job: int, started_at: datetime, webhook: int) -> int:
    """Keep that an attempt of `job` to reach `webhook` begins at `started_at`; returns its id."""
    delivery = Delivery(job_id=job, started_at=started_at, ended_at=started_at, outcome="begun", webhook_id=webhook)
    session.add(delivery)
    session.flush()
    return delivery.id


def end(delivery: Delivery, outcome: str, status: int | None, detail: str | None) -> None:
    """Keep what became of an attempt that was begun."""
    delivery.ended_at = clock.now()
    delivery.outcome, delivery.status, delivery.detail = outcome, status, detail[:2000] if detail else None
