"""Identities: who an account is at a provider of OpenID Connect. After the first time it is known by this alone."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base, BigId, Moment

# OpenID Connect Core 2: a subject has 255 characters at most. An issuer is an address.
LONGEST: Final = 255


class Identity(Base):
    """One identity. `used_on` is the day on which somebody last came by it, never an hour."""

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index(None, "account_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(LONGEST))
    subject: Mapped[str] = mapped_column(String(LONGEST))
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_on: Mapped[date] = mapped_column(Date)


def find(session: Session, issuer: str, subject: str) -> Identity | None:
    """The identity that this provider knows as `subject`; compared to the letter."""
    return session.scalars(select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)).first()


def keep(session: Session, issuer: str, subject: str, account: int) -> Identity:
    """Know `account` by this identity from now on."""
    made = Identity(issuer=issuer, subject=subject, account_id=account, created_at=clock.now(), used_on=clock.today())
    session.add(made)
    session.flush()
    return made


def known(session: Session, account: int, issuer: str) -> bool:
    """Whether this provider knows `account` already, as somebody."""
    found: Any = session.scalar(
        select(Identity.id).where(Identity.account_id == account, Identity.issuer == issuer).limit(1)
    )
    return found is not None


def forget_of(session: Session, account: int) -> None:
    """Forget who an account was anywhere."""
    session.execute(delete(Identity).where(Identity.account_id == account).execution_options(synchronize_session=False))
