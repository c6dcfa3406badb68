"""Identities: who an account is at a provider of OpenID Connect. After the first time it is known by this alone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Date, ForeignKey, Index, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base, BigId, Moment, locked

# OpenID Connect Core 2: a subject has 255 characters at most. An issuer is an address.
LONGEST: Final = 255


class Identity(Base):
    """One identity. `used_on` is the day on which somebody last came by it, never an hour.

    One that was unlinked, on `unlinked_on`, lets nobody in. It is kept so that the e-mail alone does not link it again.
    """

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("issuer", "subject"), Index(None, "account_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    issuer: Mapped[str] = mapped_column(String(LONGEST))
    subject: Mapped[str] = mapped_column(String(LONGEST))
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    used_on: Mapped[date] = mapped_column(Date)
    unlinked_on: Mapped[date | None] = mapped_column(Date)


def find(session: Session, issuer: str, subject: str) -> Identity | None:
    """The identity that this provider knows as `subject`, unlinked ones too; compared to the letter.

    It is held until the transaction ends: nobody comes by it while it is unlinked.
    """
    wanted = select(Identity).where(Identity.issuer == issuer, Identity.subject == subject)
    held = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return session.scalars(held).first()


def lock(session: Session, account: int, number: int) -> Identity:
    """One identity of `account`, held until the transaction ends. Raises NotFound, also when it was unlinked."""
    mine = (Identity.account_id == account, Identity.unlinked_on.is_(None))
    return locked(session, Identity, Identity.id == number, *mine)


def of(session: Session, account: int) -> Sequence[Identity]:
    """Every identity by which `account` is known."""
    mine = (Identity.account_id == account, Identity.unlinked_on.is_(None))
    return session.scalars(select(Identity).where(*mine).order_by(Identity.id)).all()


def keep(session: Session, issuer: str, subject: str, account: int) -> Identity:
    """Know `account` by this identity from now on; it is new, or was unlinked.

    Raises IntegrityError for one that somebody is known by: whoever looked before looks again.
    """
    kept = find(session, issuer, subject)
    if kept is None or kept.unlinked_on is None:
        kept = Identity(issuer=issuer, subject=subject)
    kept.account_id = account
    kept.created_at, kept.used_on, kept.unlinked_on = clock.now(), clock.today(), None
    session.add(kept)
    session.flush()
    return kept


def known(session: Session, account: int, issuer: str) -> bool:
    """Whether this provider knows `account` already, as somebody, or did until that was unlinked."""
    found: Any = session.scalar(
        select(Identity.id).where(Identity.account_id == account, Identity.issuer == issuer).limit(1)
    )
    return found is not None


def forget_of(session: Session, account: int) -> None:
    """Forget who an account was anywhere."""
    session.execute(delete(Identity).where(Identity.account_id == account).execution_options(synchronize_session=False))
