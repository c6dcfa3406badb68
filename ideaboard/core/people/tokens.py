"""Tokens: how a script or a machine says who it is. Shown once, kept as a SHA-256, limited by scope and expiry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    and_,
    bindparam,
    delete,
    false,
    func,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids, reader
from ideaboard.core.outbox import audit
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Membership
from ideaboard.core.people.secrets import digest
from ideaboard.db import AnySelect, Base, BigId, Moment
from ideaboard.errors import Conflict, Forbidden, Unauthenticated

PREFIX: Final = "ib_"
SCOPES: Final = ("read", "write", "decide", "admin")
MOST: Final = 100


class Token(Base):
    """One token. `scopes` is a space-separated list; `board_id` limits it to one board; `last_used` is a day."""

    __tablename__ = "tokens"
    __table_args__ = (Index(None, "account_id", "id"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    board_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("boards.id"))
    name: Mapped[str] = mapped_column(String(100))
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    scopes: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime | None] = mapped_column(Moment)
    last_used: Mapped[date | None] = mapped_column(Date)
    # Of a machine: whether it may act for people who are on the token's board.
    on_behalf: Mapped[bool] = mapped_column(Boolean, server_default=false())


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, and what they ask with allows: a token with its scopes, or a session, which allows everything.

    `last_used` is the day on which it was last noted that the one or the other is in use.
    """

    account_id: int
    name: str
    admin: bool
    scopes: frozenset[str]
    board_id: int | None
    token_id: int | None
    last_used: date | None
    expires_at: datetime | None
    session_id: int | None = None
    # When the session began; None of a token.
    signed_in_at: datetime | None = None
    # The machine that acts for somebody; what it does is theirs, and says by whom it came.
    via: int | None = None

    @property
    def counted(self) -> int:
        """Whose allowance is used up: the machine's, where one acts for somebody."""
        return self.via or self.account_id


def create(
    session: Session,
    account: int,
    *,
    name: str,
    scopes: Sequence[str],
    expires_at: datetime | None = None,
    board: int | None = None,
    on_behalf: bool = False,
    by: int | None = None,
) -> tuple[Token, str]:
    """Make a token for `account`; returns it with the secret, which is not kept and never shown again.

    `by` None is an operator.

    Raises Conflict `too_many_tokens` beyond MOST an account.
    """
    held = session.scalar(select(func.count()).select_from(Token).where(Token.account_id == account)) or 0
    if held >= MOST:
        raise Conflict("too_many_tokens", f"An account has at most {MOST} tokens; revoke one first.")
    secret = ids.secret(PREFIX)
    token = Token(
        account_id=account,
        board_id=board,
        name=name,
        digest=digest(secret),
        scopes=" ".join(scope for scope in SCOPES if scope in scopes),
        created_at=clock.now(),
        expires_at=expires_at,
        on_behalf=on_behalf,
    )
    session.add(token)
    session.flush()
    _record(session, "token.created", token, by)
    return token, secret


@lru_cache
def _by_digest() -> AnySelect:
    return (
        select(
            Account.id,
            Account.name,
            Account.admin,
            Token.scopes,
            Token.board_id,
            Token.id,
            Token.last_used,
            Token.expires_at,
            Account.disabled_at,
            Token.on_behalf,
        )
        .join(Account, Account.id == Token.account_id)
        .where(Token.digest == bindparam("digest"))
    )


@lru_cache
def _scopes(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache
def _person() -> AnySelect:
    person = and_(Account.id == bindparam("person"), Account.kind == "person", Account.disabled_at.is_(None))
    on_board = and_(Membership.account_id == Account.id, Membership.board_id == bindparam("board"))
    return select(Account.id, Account.name).join(Membership, on_board).where(person)


def caller(db: Any, secret: str, for_whom: int | None = None) -> Caller:
    """Who asks with this `secret`: its owner, or the person `for_whom` a machine acts, as far as its token goes.

    Raises Unauthenticated when it is unknown, expired, or its account disabled; Forbidden `not_on_behalf` when it does
    not act for anybody, or not for them.
    """
    row = reader.first(db, _by_digest(), {"digest": digest(secret)})
    if row is None:
        raise Unauthenticated(detail="The token is not known; it may have been revoked.")
    if row[7] is not None and row[7] <= clock.now():
        raise Unauthenticated(detail="The token has expired.")
    if row[8] is not None:
        raise Unauthenticated(detail="The account is disabled.")
    asking = Caller(row[0], row[1], row[2], _scopes(row[3]), row[4], row[5], row[6], row[7])
    if for_whom is None:
        return asking
    person = reader.first(db, _person(), {"person": for_whom, "board": row[4]}) if row[9] else None
    if person is None:
        raise Forbidden("not_on_behalf", "The token acts for nobody, or not for them: people on its board only.")
    return replace(asking, account_id=person[0], name=person[1], admin=False, via=row[0])


def touch(session: Session, used: Iterable[int]) -> None:
    """Note the day on which the tokens `used` were last used: the day only, never the hour or the address."""
    session.execute(
        update(Token)
        .where(Token.id.in_(sorted(used)))
        .values(last_used=clock.today())
        .execution_options(synchronize_session=False)
    )


def revoke_all(session: Session, account: int) -> None:
    """Revoke every token of `account`."""
    session.execute(delete(Token).where(Token.account_id == account))


def revoke(session: Session, token: Token, by: int | None = None) -> None:
    """Revoke a token; `by` None is an operator. The row goes: a revoked secret is not worth keeping."""
    _record(session, "token.revoked", token, by)
    session.delete(token)
    session.flush()


def _record(session: Session, what: str, token: Token, by: int | None) -> None:
    """What a token allows is for the audit trail; whose device it is on, as its name says, is its account's own."""
    audit.record(
        session,
        what,
        ("token", token.id),
        board=None,
        actor=by,
        about=token.account_id,
        personal={"name": token.name},
        account=ids.encode("account", token.account_id),
        scopes=token.scopes.split(),
        expires_at=token.expires_at.isoformat() if token.expires_at is not None else None,
        # Not which: whoever reads this may not see that board.
        one_board=token.board_id is not None,
    )
