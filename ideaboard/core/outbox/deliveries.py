"""Deliveries: every attempt of a job against the outside is a row, kept whatever became of it."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base, BigId, Moment


class Delivery(Base):
    """One attempt. `outcome` is `done`, `retry`, `refused`, `auth_failed`, `gone`, `ambiguous` or `failed`."""

    __tablename__ = "deliveries"
    __table_args__ = (Index(None, "job_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    job_id: Mapped[int] = mapped_column(BigId, ForeignKey("jobs.id"))
    started_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime] = mapped_column(Moment)
    outcome: Mapped[str] = mapped_column(String(20))
    detail: Mapped[str | None] = mapped_column(Text)


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
