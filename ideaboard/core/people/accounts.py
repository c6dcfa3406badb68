"""Accounts: a person, or a service account (a machine), who can sign in."""

import re
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Boolean, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import audit
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, invalid_field

# The name of every erased account. Nobody else can be called so: by it a client knows one.
GONE: Final = "Somebody who left"

LONGEST_EMAIL: Final = 254
EMAIL: Final = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s\x00-\x1f]+\.[^@\s\x00-\x1f]+")


class Account(Base):
    """One account. A service account has no e-mail and no password; of an erased one nothing is left but its id."""

    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(100))
    email: Mapped[str | None] = mapped_column(String(LONGEST_EMAIL), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    admin: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(Moment)
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    erased_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


def create(
    session: Session,
    *,
    name: str,
    email: str | None = None,
    kind: str = "person",
    admin: bool = False,
    password_hash: str | None = None,
    by: int | None = None,
) -> Account:
    """Create an account; `by` None is an operator. E-mails are compared without case.

    Raises Conflict `email_taken`, Invalid for the name of those who left.
    """
    not_reserved(name)
    email = email.strip().lower() if email else None
    if email and session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Conflict("email_taken", f"{email} already has an account.")
    account = Account(
        kind=kind,
        name=name,
        email=email,
        password_hash=password_hash,
        admin=admin,
        created_at=clock.now(),
        version=1,
    )
    session.add(account)
    session.flush()
    _record(session, "account.created", account, by, {"name": name, "email": email}, kind=kind, admin=admin)
    return account


def edit(
    session: Session,
    account: Account,
    expected: int | None,
    *,
    name: str | None = None,
    by: int | None = None,
) -> None:
    """Change an account's name; `by` None is an operator. Saying what already is changes nothing.

    Raises Stale, and Invalid for the name of those who left.
    """
    require_version(account, expected)
    if name is not None:
        not_reserved(name)
    if name in (None, account.name):
        return
    _record(session, "account.edited", account, by, {"name": {"from": account.name, "to": name}})
    account.name = name
    account.version += 1
    session.flush()


def password_hash(db: Any, account: int) -> str | None:
    """What is kept of an account's password; None when it has none."""
    kept: str | None = db.execute(select(Account.password_hash).where(Account.id == account)).scalar()
    return kept


def _record(
    session: Session,
    what: str,
    account: Account,
    by: int | None,
    personal: dict[str, Any] | None = None,
    **facts: Any,
) -> None:
    about = ("account", account.id)
    audit.record(session, what, about, board=None, actor=by, about=account.id, personal=personal, **facts)


def lock(session: Session, account: int) -> Account:
    """The account, held until the transaction ends. Raises NotFound, also when it was erased."""
    return locked(session, Account, Account.id == account, Account.erased_at.is_(None))


def other_admin(session: Session, account: int) -> bool:
    """Whether an admin besides this account can sign in; all of them are held, so that none goes meanwhile."""
    admins = (
        select(Account)
        .where(Account.admin, Account.erased_at.is_(None))
        .order_by(Account.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return any(admin.id != account and admin.disabled_at is None for admin in session.scalars(admins).all())


def bury(session: Session, account: Account) -> None:
    """Leave nothing of a locked account but its id and its moments: what it wrote goes on having an author."""
    account.name = GONE
    account.email = account.password_hash = None
    account.admin = False
    account.erased_at = clock.now()
    account.disabled_at = account.disabled_at or account.erased_at
    account.version += 1
    session.flush()


def not_reserved(name: str) -> None:
    """Raises Invalid for the name of those who left."""
    if " ".join(name.split()).casefold() == GONE.casefold():
        raise invalid_field("/name", "reserved", "Those who left are called so, and nobody else.")
