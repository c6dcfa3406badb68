"""Links: secrets that open one thing once, for a short time. What is kept of one is its digest."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.people import secrets
from ideaboard.db import Base, BigId, Moment
from ideaboard.errors import Problem

PREFIX: Final = "il_"

# What a link can be for, and how long it opens that, unless somebody has set it otherwise.
LASTING: Final = {
    "sign_in": timedelta(minutes=15),
    "reset": timedelta(minutes=15),
    "join": timedelta(days=1),
    "first": timedelta(days=1),
    "break_glass": timedelta(minutes=15),
    # The state of a sign-in at a provider, which is spent when somebody comes back.
    "oidc": timedelta(minutes=10),
    # The same, of one that links an identity to the account that is signed in.
    "oidc_link": timedelta(minutes=10),
}


class Link(Base):
    """One link. `account_id` is whose it is, where there is an account; `data` says what else it opens, by ids."""

    __tablename__ = "links"
    __table_args__ = (Index(None, "expires_at"), Index(None, "account_id"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    purpose: Mapped[str] = mapped_column(String(12))
    account_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class LinkSpent(Problem):
    """The link was used before, is too old, or never was one: which of them is nobody's business."""

    code = "link_spent"


def make(
    session: Session, purpose: str, account: int | None = None, lasting: timedelta | None = None, **data: Any
) -> str:
    """Make a link for `purpose`, as long as usual or as `lasting` says; returns its secret, which is not kept."""
    secret = ids.secret(PREFIX)
    link = Link(
        purpose=purpose,
        account_id=account,
        digest=secrets.digest(secret),
        data=data,
        expires_at=clock.now() + (lasting or LASTING[purpose]),
    )
    session.add(link)
    session.flush()
    return secret


def spend(session: Session, secret: str, *purposes: str) -> Link:
    """Use up the link with this `secret`: of many who come at once one gets it. Raises LinkSpent."""
    taken = session.execute(
        delete(Link)
        .where(Link.digest == secrets.digest(secret), Link.purpose.in_(purposes), Link.expires_at > clock.now())
        .returning(Link.purpose, Link.account_id, Link.data, Link.expires_at)
        .execution_options(synchronize_session=False)
    ).first()
    if taken is None:
        raise LinkSpent(detail="Ask for a new one: a link opens once, and not for long.")
    return Link(purpose=taken[0], account_id=taken[1], data=taken[2], expires_at=taken[3])


def revoke(session: Session, account: int) -> None:
    """Make every link of `account` worthless."""
    session.execute(delete(Link).where(Link.account_id == account).execution_options(synchronize_session=False))


def forget_old(session: Session) -> None:
    """Drop the links that open nothing any more."""
    session.execute(delete(Link).where(Link.expires_at <= clock.now()).execution_options(synchronize_session=False))
