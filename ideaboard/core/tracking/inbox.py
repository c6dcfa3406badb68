"""The inbox: what trackers tell us, kept before anybody looks at it, each delivery once."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import jobs
from ideaboard.db import Base, BigId, Moment

# A delivery that comes again after so long is taken for a new one.
_KEPT: Final = timedelta(days=30)


class Inbound(Base):
    """One call of a tracker to us, whose proof was good. `delivery` is the tracker's id of it, or its body's hash.

    Headers and body are forgotten once it is applied: they hold names and words of people at the tracker.
    """

    __tablename__ = "inbounds"
    __table_args__ = (Index(None, "connection_id", "delivery", unique=True), Index(None, "came_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    connection_id: Mapped[int] = mapped_column(BigId, ForeignKey("connections.id"))
    delivery: Mapped[str] = mapped_column(String(200))
    headers: Mapped[dict[str, str]] = mapped_column(JSON)
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    came_at: Mapped[datetime] = mapped_column(Moment)


def keep(
    session: Session, board: int, connection: int, delivery: str, headers: Mapping[str, str], body: bytes, at: datetime
) -> bool:
    """Keep a call that came `at`, and owe its application. False when it came before.

    Raises IntegrityError when it comes twice in the same moment.
    """
    before = select(Inbound.id).where(Inbound.connection_id == connection, Inbound.delivery == delivery)
    if session.scalar(before) is not None:
        return False
    call = Inbound(connection_id=connection, delivery=delivery, headers=dict(headers), body=body, came_at=at)
    session.add(call)
    session.flush()
    jobs.owe(session, "inbound.apply", ("connection", connection), board=board, connection=connection, inbound=call.id)
    return True


def applied(session: Session, inbound: int) -> None:
    """What it said is done: nothing but that it came is kept."""
    call = session.get_one(Inbound, inbound)
    call.headers, call.body = {}, None
    session.flush()


def forget_old(session: Session) -> None:
    """Forget the calls that came long ago."""
    session.execute(delete(Inbound).where(Inbound.came_at < clock.now() - _KEPT))
