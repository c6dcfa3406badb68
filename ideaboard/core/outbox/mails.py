"""Mails that are owed: to whom, and what about. The words, and any secret in them, are made when one is sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import JSON, Index, LargeBinary, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import jobs
from ideaboard.db import Base, BigId, Moment
from ideaboard.errors import NotFound

SEND: Final = "mail.send"
KEPT: Final = timedelta(days=7)

# What a mail can be about.
KINDS: Final = ("sign_in", "reset", "invitation", "join", "password_changed", "identity_linked", "identity_unlinked")


class Mail(Base):
    """One mail. `data` are ids. Sent, the row goes; where nothing sends, `sealed` holds the words for an admin."""

    __tablename__ = "mails"
    __table_args__ = (Index(None, "owed_at"), Index(None, "recipient"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    recipient: Mapped[str] = mapped_column(String(254))
    kind: Mapped[str] = mapped_column(String(20))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    owed_at: Mapped[datetime] = mapped_column(Moment)


def owe(session: Session, kind: str, recipient: str, data: Mapping[str, Any] | None = None) -> Mail:
    """Owe a mail of this `kind` to `recipient`; a job sends it once this transaction has committed."""
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is not a kind of mail")
    mail = Mail(recipient=recipient, kind=kind, data=dict(data or {}), sealed=None, owed_at=clock.now())
    session.add(mail)
    session.flush()
    jobs.owe(session, SEND, ("mail", mail.id), board=None)
    return mail


def drop(session: Session, number: int) -> None:
    """Let go of a mail, which is sent, or told in another way. Raises NotFound."""
    found = session.get(Mail, number)
    if found is None:
        raise NotFound
    session.delete(found)
    session.flush()


def forget_old(session: Session) -> None:
    """Drop mails older than KEPT: what they say is worth nothing any more."""
    session.execute(delete(Mail).where(Mail.owed_at < clock.now() - KEPT).execution_options(synchronize_session=False))
