"""Sessions: how a browser says who it is. A row of ours each, known by a random secret in a cookie, and mine to end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Date, ForeignKey, Index, LargeBinary, String, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids, reader
from ideaboard.core.outbox import audit
from ideaboard.core.people import secrets
from ideaboard.core.people.accounts import Account
from ideaboard.db import AnySelect, Base, BigId, Moment
from ideaboard.errors import NotFound

PREFIX: Final = "is_"

# Sessions of one account; whoever signs in once more ends the oldest.
MOST: Final = 50

# For so long after signing in somebody is taken at their word, where a browser left alone would do harm for good.
FRESH: Final = timedelta(minutes=10)


class SignIn(Base):
    """One session: an account signed in on one device. `seen_on` is a day, never an hour or an address.

    `identity_id` is the identity by which it began, where that was at a provider.
    """

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "account_id", "id"), Index(None, "expires_at"), Index(None, "identity_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    device: Mapped[str] = mapped_column(String(60))
    way: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    seen_on: Mapped[date] = mapped_column(Date)
    identity_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("identities.id"))


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts in all, and how long without a sign of life: both in days."""

    days: int
    idle_days: int


def start(
    session: Session, account: int, *, device: str, way: str, limits: Limits, identity: int | None = None
) -> tuple[SignIn, str]:
    """Sign `account` in; returns the session with its secret, which is not kept. `way` is how they came."""
    secret = ids.secret(PREFIX)
    made = SignIn(
        account_id=account,
        digest=secrets.digest(secret),
        device=device,
        way=way,
        created_at=clock.now(),
        expires_at=clock.now() + timedelta(days=limits.days),
        seen_on=clock.today(),
        identity_id=identity,
    )
    session.add(made)
    session.flush()
    audit.record(session, "session.signed_in", ("session", made.id), board=None, actor=account, way=way)
    newest = select(SignIn.id).where(SignIn.account_id == account).order_by(SignIn.id.desc()).limit(MOST)
    session.execute(
        delete(SignIn)
        .where(SignIn.account_id == account, SignIn.id.not_in(newest))
        .execution_options(synchronize_session=False)
    )
    return made, secret


@lru_cache
def _by_digest() -> AnySelect:
    return (
        select(
            Account.id,
            Account.name,
            Account.admin,
            SignIn.id,
            SignIn.seen_on,
            SignIn.expires_at,
            SignIn.created_at,
            Account.disabled_at,
        )
        .join(Account, Account.id == SignIn.account_id)
        .where(SignIn.digest == bindparam("digest"))
    )


@dataclass(frozen=True, slots=True)
class Who:
    """Whose session it is, and since when."""

    account_id: int
    name: str
    admin: bool
    session_id: int
    seen_on: date
    expires_at: datetime
    signed_in_at: datetime


def find(db: Any, secret: str, limits: Limits) -> Who | None:
    """Whose session has this `secret`; None when it is over, or its account is disabled."""
    row = reader.first(db, _by_digest(), {"digest": secrets.digest(secret)})
    if row is None or row[7] is not None or row[5] <= clock.now():
        return None
    if row[4] + timedelta(days=limits.idle_days) < clock.today():
        return None
    return Who(*row[:7])


def touch(session: Session, used: Iterable[int]) -> None:
    """Note that the sessions `used` were alive today: the day only."""
    session.execute(
        update(SignIn)
        .where(SignIn.id.in_(sorted(used)))
        .values(seen_on=clock.today())
        .execution_options(synchronize_session=False)
    )


def end(session: Session, account: int, number: int) -> None:
    """End one session of `account`. Raises NotFound when it has no such session."""
    found = session.get(SignIn, number)
    if found is None or found.account_id != account:
        raise NotFound
    session.delete(found)
    session.flush()


def end_of(session: Session, identity: int) -> set[int]:
    """End all sessions that began by an identity; returns which they were."""
    ended = (
        delete(SignIn)
        .where(SignIn.identity_id == identity)
        .returning(SignIn.id)
        .execution_options(synchronize_session=False)
    )
    return set(session.scalars(ended).all())


def mark(session: Session, number: int) -> str | None:
    """What tells a session from every other, also from one that gets its number later; None when it is over."""
    found = session.scalar(select(SignIn.digest).where(SignIn.id == number))
    return found.hex() if found is not None else None


def leave(session: Session, number: int) -> None:
    """Let go of a session, which may be over already."""
    session.execute(delete(SignIn).where(SignIn.id == number).execution_options(synchronize_session=False))


def end_all(session: Session, account: int, *, but: int | None = None) -> None:
    """End all sessions of `account`, `but` one: after its password or a role of it has changed."""
    session.execute(
        delete(SignIn)
        .where(SignIn.account_id == account, SignIn.id != (but or 0))
        .execution_options(synchronize_session=False)
    )


def forget_old(session: Session, limits: Limits) -> None:
    """Drop the sessions that are over."""
    idle = clock.today() - timedelta(days=limits.idle_days)
    session.execute(
        delete(SignIn)
        .where((SignIn.expires_at <= clock.now()) | (SignIn.seen_on < idle))
        .execution_options(synchronize_session=False)
    )
