"""Stored answers: what a POST with an Idempotency-Key answered, kept so that a repeat has one effect."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import orjson
from sqlalchemy import JSON, Index, LargeBinary, SmallInteger, delete, insert, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.db import Base, BigId, Moment, insert_if_new, is_busy
from ideaboard.errors import Conflict, Problem

KEPT: Final = timedelta(days=7)


class StoredAnswer(Base):
    """One answer, under the hash of who asked what with which key. `status` is None while it is being made.

    `account_id` is whom it was given to, None of somebody anonymous; it has no foreign key, which SQLite could not take
    from the table again.
    """

    __tablename__ = "stored_answers"
    __table_args__ = (Index(None, "stored_at"), Index(None, "account_id"))

    scope: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    request: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int | None] = mapped_column(SmallInteger)
    headers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    body: Mapped[bytes | None] = mapped_column(LargeBinary)
    stored_at: Mapped[datetime] = mapped_column(Moment)
    account_id: Mapped[int | None] = mapped_column(BigId)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it was given: status, headers and body."""

    status: int
    headers: dict[str, str]
    body: bytes


class KeyReused(Problem):
    """The key came with another request before."""

    code = "idempotency_key_reused"


def scope_of(account: int | None, method: str, path: str, key: str) -> bytes:
    """The 32 bytes under which the answer to this question is kept; of somebody anonymous it is the key's alone."""
    asked = (str(account), method, path, key) if account is not None else ("anonymous", key)
    return hashlib.sha256("\0".join(asked).encode()).digest()


def claim(session: Session, scope: bytes, request: bytes, at: datetime, account: int | None = None) -> Answer | None:
    """Claim `scope` at `at` for the request hashed as `request`, or return the answer it was given before.

    `account` is who asks, None of somebody anonymous.

    A concurrent twin waits here until the first one has committed or failed. Raises Conflict `still_running` when
    that takes too long, KeyReused when the same key came with another request.
    """
    claimed = {"scope": scope, "request": request, "stored_at": at, "account_id": account}
    place = insert_if_new(session, StoredAnswer).values(**claimed)
    try:
        fresh = session.execute(place.returning(StoredAnswer.scope)).first()
    except DBAPIError as error:
        if is_busy(error):
            raise Conflict("still_running") from error
        raise
    if fresh is not None:
        return None
    kept = session.execute(select(StoredAnswer).where(StoredAnswer.scope == scope)).scalar_one()
    if kept.stored_at < clock.now() - KEPT:
        session.execute(delete(StoredAnswer).where(StoredAnswer.scope == scope))
        session.execute(insert(StoredAnswer).values(**claimed))
        return None
    if kept.request != request:
        raise KeyReused(detail="Use a fresh key for each different request.")
    # What is committed was answered: the claim and the answer are of one transaction.
    return Answer(kept.status or 0, kept.headers or {}, kept.body or b"")


def keep(session: Session, scope: bytes, answer: Answer) -> None:
    """Keep `answer` in the transaction of its effect: both are there, or neither."""
    session.execute(
        update(StoredAnswer)
        .where(StoredAnswer.scope == scope)
        .values(status=answer.status, headers=answer.headers, body=answer.body)
    )


def strike(session: Session, location: str, instead: Mapping[str, Any]) -> None:
    """Put `instead` (by field) into every kept answer that made what is at `location`."""
    for kept in session.scalars(select(StoredAnswer).where(StoredAnswer.headers["Location"].as_string() == location)):
        kept.body = orjson.dumps({**orjson.loads(kept.body or b"{}"), **instead})
    session.flush()


def forget_of(session: Session, account: int) -> None:
    """Drop every answer that was given to `account`."""
    session.execute(delete(StoredAnswer).where(StoredAnswer.account_id == account))


def forget_old(session: Session) -> int:
    """Drop answers older than KEPT; returns how many."""
    gone = session.execute(delete(StoredAnswer).where(StoredAnswer.stored_at < clock.now() - KEPT))
    return int(gone.rowcount)  # type: ignore[attr-defined]
