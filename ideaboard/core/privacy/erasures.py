"""Erasures: an account becomes a tombstone at once; what takes longer is owed, and done in steps.

Of the name and the e-mail nothing but their sealed form is left until the last of it is struck out of what machines
wrote; then that goes too.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol, TypeVar

from sqlalchemy import Connection, Index, LargeBinary, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.decisions import assignments
from ideaboard.core.ideas import search
from ideaboard.core.outbox import audit, jobs
from ideaboard.core.people import accounts, boards
from ideaboard.core.people.accounts import Account
from ideaboard.core.privacy import content, ledger, sweeping
from ideaboard.core.privacy.forgetting import AT_ONCE
from ideaboard.core.privacy.ledger import Line
from ideaboard.core.privacy.sweeping import Needles
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Base, BigId, Moment, require_version
from ideaboard.errors import Conflict

JOB: Final = "account.erase"
CONTENT: Final = ("keep", "erase")
_BATCH: Final = 50

_Item = TypeVar("_Item")


class Erasure(Base):
    """That an account was erased; `content` says whether what it wrote was too.

    `born` is when the account was made, `email` a keyed digest: what the ledger tells accounts apart by. `sealed` holds
    the name and the e-mail until they are found nowhere any more; `done_at` is when that was. It has no foreign key:
    an erasure of the ledger may be of an account that this database never had.
    """

    __tablename__ = "erasures"
    __table_args__ = (Index(None, "account_id", "at", unique=True),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId)
    born: Mapped[datetime] = mapped_column(Moment)
    at: Mapped[datetime] = mapped_column(Moment)
    content: Mapped[str] = mapped_column(String(10))
    email: Mapped[str | None] = mapped_column(String(64))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def line(self) -> Line:
        """What the ledger says of it."""
        return Line(self.account_id, self.born, self.at, self.content, self.email)


class Doing(Protocol):
    """Who carries an erasure out: how it reads, and how it commits a step."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that reads."""

    def step(self, name: str) -> AbstractContextManager[Session]:
        """A transaction."""


class Replayed(NamedTuple):
    """What came of a line of the ledger: `erased`, or `known`, `never here`, `somebody else`; boards given a leader."""

    outcome: str
    boards: Sequence[str] = ()


def erase(session: Session, account: int, by: int, expected: int | None, *, erased: str, keys: Keys) -> None:
    """Erase an account, at once and for good; `erased` is one of CONTENT. What takes longer is owed.

    Raises NotFound, Stale, Conflict `last_admin` and `last_leader` (with the `boards`).
    """
    another = accounts.other_admin(session, account)
    held = accounts.lock(session, account)
    require_version(held, expected)
    if held.admin and not another:
        raise Conflict("last_admin", "Make somebody else an admin first.")
    audit.record(session, "account.erased", ("account", account), board=None, actor=by)
    boards.leave_all(session, account, by)
    erasure = _bury(session, held, by, erased, clock.now(), keys)
    jobs.owe(session, JOB, ("account", account), board=None, erasure=erasure.id)


def replay(session: Session, line: Line, keys: Keys) -> Replayed:
    """Erase what the ledger says was erased, where this database does not know it; `carry_out` is still owed."""
    known = select(Erasure.id).where(Erasure.account_id == line.account, Erasure.at == line.at)
    if session.scalar(known) is not None:
        return Replayed("known")
    held = session.get(Account, line.account, populate_existing=True, with_for_update=True)
    if held is None or held.erased_at is not None or not _same(held, line, keys):
        session.add(_row(line, done_at=clock.now()))
        session.flush()
        return Replayed("never here" if held is None else "somebody else")
    left = boards.leave_all(session, line.account, line.account, at_any_rate=True)
    _bury(session, held, line.account, line.content, line.at, keys)
    return Replayed("erased", left)


def _same(account: Account, line: Line, keys: Keys) -> bool:
    """Whether it is the account of the line: in a restored database its id may be given anew, to somebody else."""
    if account.created_at > line.at:
        return False
    same_email = account.email is not None and line.email in keys.digests(account.email)
    return account.created_at == line.born or same_email


def _bury(session: Session, account: Account, by: int, erased: str, at: datetime, keys: Keys) -> Erasure:
    assignments.let_go(session, account.id, by)
    for forget in AT_ONCE:
        forget(session, account.id)
    email = keys.digests(account.email)[0] if account.email is not None else None
    erasure = _row(
        Line(account.id, account.created_at, at, erased, email),
        sealed=keys.seal({"name": account.name, "email": account.email}),
    )
    session.add(erasure)
    accounts.bury(session, account)
    return erasure


def _row(line: Line, **more: Any) -> Erasure:
    return Erasure(account_id=line.account, born=line.born, at=line.at, content=line.content, email=line.email, **more)


def unfinished(db: Any) -> list[int]:
    """Erasures of which something is still owed."""
    return list(db.execute(select(Erasure.id).where(Erasure.done_at.is_(None)).order_by(Erasure.id)).scalars())


def lines(session: Session) -> list[Line]:
    """What the ledger should say of this database."""
    return [erasure.line for erasure in session.scalars(select(Erasure).order_by(Erasure.id))]


def carry_out(doing: Doing, number: int, keys: Keys, path: Path) -> None:
    """Do what is owed of an erasure, in steps that can be done again: the ledger first, then the words.

    On SQLite `compact` is owed then, and at the end `finish`. Raises BadLedger, KeyMissing.
    """
    with doing.reading() as db:
        row = db.execute(select(Erasure.__table__).where(Erasure.id == number)).one()
    ledger.write(path, [Line(row.account_id, row.born, row.at, row.content, row.email)])
    with doing.step("recorded"):
        pass
    if row.content == "erase":
        for kind in content.PURGES:
            for some in _found(doing, kind.find, row.account_id):
                with doing.step(f"purged {kind.name}") as session:
                    content.purge(session, kind, some, row.account_id)
    if row.sealed is not None:
        said = keys.unseal(row.sealed)
        needles = Needles(row.account_id, said["name"], said["email"])
        for sweep in (*sweeping.SWEEPS, *((sweeping.SHOWN,) if row.content == "erase" else ())):
            for rows in _found(doing, sweep.find, needles):
                with doing.step(f"swept {sweep.name}"[:40]) as session:
                    sweep.mend(session, rows, needles)
    with doing.step("forgotten") as session:
        if row.content == "erase":
            search.rewrite(session)
        session.get_one(Erasure, number).sealed = None


def _found(doing: Doing, find: Callable[[Any, Any], list[_Item]], of: Any) -> Iterator[list[_Item]]:
    with doing.reading() as db:
        found = find(db, of)
    for start in range(0, len(found), _BATCH):
        yield found[start : start + _BATCH]


def compact(db: Connection) -> bool:
    """Leave no trace in SQLite's file of what was deleted; it is written anew. False when somebody was in the way.

    PostgreSQL's own vacuum does that there.
    """
    if db.dialect.name != "sqlite":
        return True
    # A large file is not to be copied into memory.
    db.execute(text("PRAGMA temp_store=FILE"))
    try:
        db.execute(text("VACUUM"))
    finally:
        db.execute(text("PRAGMA temp_store=MEMORY"))
    # What was written goes through the log; emptied, it holds nothing of before either.
    return bool(db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0] == 0)


def finish(session: Session, number: int) -> None:
    """An erasure is done: nothing of it is owed."""
    session.get_one(Erasure, number).done_at = clock.now()
    session.flush()
