"""The database: engines, the base of all tables, and `transaction()`, the only commit in the package."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Generic, TypeAlias, TypeVar

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    Select,
    String,
    create_engine,
    event,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.processors import str_to_datetime
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.types import TypeDecorator

from ideaboard import ids, revisions
from ideaboard.errors import Busy, NotFound, Problem, Stale
from ideaboard.revisions import FileWatch, Revisions, ServerWatch
from ideaboard.settings import Settings

_Row = TypeVar("_Row")
_Item = TypeVar("_Item")
_Said = TypeVar("_Said")

# A statement that selects some columns, whichever.
AnySelect: TypeAlias = Select[*tuple[Any, ...]]

# SQLite counts rowids only in a column declared INTEGER; PostgreSQL wants 64 bits said aloud.
BigId: Final = BigInteger().with_variant(Integer, "sqlite")

# Seconds that a transaction waits for its turn before it says Busy.
_PATIENCE: Final = 15

# Small writes that go into one transaction: more would keep the first ones waiting.
_MOST_TOGETHER: Final = 200

# Every read is one index range and rows by key, its joins written in that order. Looking anew for the best order
# of eight joins costs PostgreSQL 11 ms a page; to follow what is written, and to keep the plan, costs 0.4 ms. A merge
# or a sort would read a whole board, or all boards, to show twenty rows. And no read is so long that compiling it pays:
# where a sort must be, in a search, its forbidding price would have PostgreSQL compile for 50 ms.
_PLANNING: Final = (
    "-c join_collapse_limit=1 -c plan_cache_mode=force_generic_plan"
    " -c enable_mergejoin=off -c enable_sort=off -c jit=off -c max_parallel_workers_per_gather=0"
)

JOBS_CHANNEL: Final = "ideaboard_jobs"

_NAMES: Final = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=_NAMES)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC: `timestamptz` on PostgreSQL, RFC 3339 text of fixed length (so it sorts) on SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """The column's type on `dialect`."""
        return dialect.type_descriptor(String(27) if dialect.name == "sqlite" else DateTime(timezone=True))

    def bind_processor(self, dialect: Dialect) -> Any:
        """How a datetime goes into the database."""
        return _to_text if dialect.name == "sqlite" else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """How a datetime comes out: always aware, always UTC."""
        # SQLAlchemy's compiled processor: a page of twenty reads sixty moments.
        return str_to_datetime if dialect.name == "sqlite" else None


def _to_text(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    # A quarter of what strftime takes; the offset, always UTC's, gives way to Z.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


_scan: Final = json.JSONDecoder().scan_once  # type: ignore[attr-defined]


def _from_json(text: str | bytes) -> Any:
    # What json.loads does, less the looking for what our own dumps never writes.
    return _scan(text if isinstance(text, str) else text.decode(), 0)[0]


class db_now(ColumnElement[datetime]):
    """The database's own clock, moved by `seconds`: what leases are measured by."""

    inherit_cache = False
    type = Moment()

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = float(seconds)


@compiles(db_now, "sqlite")
def _sqlite_now(element: db_now, compiler: Any, **kw: Any) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '{element.seconds:+.3f} seconds')"


@compiles(db_now, "postgresql")
def _postgresql_now(element: db_now, compiler: Any, **kw: Any) -> str:
    return f"clock_timestamp() + interval '{element.seconds:.3f} seconds'"


class Database:
    """One installation's database: `reading()` for GET, `transaction()` for everything that writes."""

    def __init__(self, settings: Settings) -> None:
        self.sqlite = settings.sqlite
        url = settings.address
        self.url = url
        # By this other processes, and this one, know whose word they hear.
        self._origin = ids.random_id(4)
        # An error is logged, and what people wrote must not be: the engines hide the parameters of a statement.
        if self.sqlite:
            self.writes = create_engine(
                url,
                hide_parameters=True,
                connect_args={"timeout": _PATIENCE, "isolation_level": None},
                json_deserializer=_from_json,
            )
            event.listen(self.writes, "connect", _sqlite_connect)
            event.listen(self.writes, "begin", _sqlite_begin)
            self.reads = create_engine(
                url,
                hide_parameters=True,
                isolation_level="AUTOCOMMIT",
                pool_reset_on_return=None,
                connect_args={"timeout": _PATIENCE},
                json_deserializer=_from_json,
            )
            event.listen(self.reads, "connect", _sqlite_connect)
            # Threads of one process take turns here, so that only one of them waits at the file's lock.
            self._turn: threading.Lock | None = threading.Lock()
            self.revisions = Revisions(FileWatch(url.database or ""))
        else:
            options = f"-c lock_timeout={_PATIENCE}s -c timezone=UTC -c idle_in_transaction_session_timeout=60s"
            self.writes = create_engine(
                url,
                hide_parameters=True,
                pool_pre_ping=True,
                connect_args={"options": options},
                json_deserializer=_from_json,
            )
            self.reads = create_engine(
                url,
                hide_parameters=True,
                isolation_level="AUTOCOMMIT",
                pool_reset_on_return=None,
                pool_pre_ping=False,
                # Each statement is planned once a connection: to plan a list takes longer than to read it.
                connect_args={"options": f"{options} {_PLANNING}", "prepare_threshold": 0},
                json_deserializer=_from_json,
            )
            self._turn = None
            self.revisions = Revisions(ServerWatch(self.address, self._origin))
        self._sessions = sessionmaker(self.writes, expire_on_commit=False, autoflush=False)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads and never writes: every statement sees what is committed when it starts."""
        with self.reads.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: all of the block happens, or nothing of it. Committed when the block ends well.

        Raises Busy when the database could not give us our turn; nothing was done then.
        """
        with self._in_turn(), self._sessions() as session:
            try:
                yield session
                session.flush()
                for work in session.info.pop("end", ()):
                    work(session)
                    session.flush()
                boards = session.info.pop("boards", None)
                if not self.sqlite:
                    _pass_on(session, self._origin, boards)
                session.commit()
                self.revisions.changed(boards)
            except DBAPIError as error:
                session.rollback()
                if is_busy(error):
                    raise Busy from error
                raise

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session that only reads; what it loads may be kept when the block has ended."""
        with Session(self.reads, expire_on_commit=False, autoflush=False) as session:
            yield session

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        if self._turn is None:
            yield
            return
        if not self._turn.acquire(timeout=_PATIENCE):
            raise Busy
        try:
            yield
        finally:
            self._turn.release()

    @property
    def address(self) -> str:
        """Where the PostgreSQL server is, as its driver takes it; it holds the password."""
        return self.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def dispose(self) -> None:
        """Close all connections."""
        self.revisions.close()
        self.writes.dispose()
        self.reads.dispose()


class Together(Generic[_Item, _Said]):
    """Small writes of many requests, carried out in one transaction and answered when it has committed.

    Whoever comes while a transaction is on its way waits for it, and takes all that waited with it into the next:
    what costs is the commit, and it costs the same for one as for many.
    """

    def __init__(self, database: Database, work: Callable[[Session, list[_Item]], list[_Said | Problem]]) -> None:
        self._database = database
        self._work = work
        # A deque takes and gives from many threads at once.
        self._waiting: deque[_Ticket[_Item, _Said]] = deque()
        self._turn = threading.Lock()

    def do(self, item: _Item, board: int | None = None) -> _Said:
        """Have `item` done, which is seen on `board` alone (None: on none).

        Raises what the work says of it; Busy, with nothing done, when it waits too long.
        """
        ticket: _Ticket[_Item, _Said] = _Ticket(item, board)
        self._waiting.append(ticket)
        if not self._turn.acquire(timeout=2 * _PATIENCE):
            with suppress(ValueError):
                self._waiting.remove(ticket)
                raise Busy
            # Somebody has just taken it along.
            self._turn.acquire()
        try:
            if ticket.said is None:
                self._carry_out()
        finally:
            self._turn.release()
        said = ticket.said
        if said is None or isinstance(said, Problem):
            raise said or Busy()
        return said

    def _carry_out(self) -> None:
        taken: list[_Ticket[_Item, _Said]] = []
        while self._waiting and len(taken) < _MOST_TOGETHER:
            taken.append(self._waiting.popleft())
        for _ in range(3):
            try:
                with self._database.transaction() as session:
                    concern(session, *(ticket.board for ticket in taken if ticket.board is not None))
                    said = self._work(session, [ticket.item for ticket in taken])
            except Busy as busy:
                said = [busy] * len(taken)
                if not (isinstance(busy.__cause__, DBAPIError) and is_deadlock(busy.__cause__)):
                    break
            except Exception:
                # Theirs is the same failure; the one who carries it out says it, the others may come again.
                for ticket in taken:
                    ticket.said = Busy()
                raise
            else:
                break
        for ticket, one in zip(taken, said, strict=True):
            ticket.said = one


@dataclass(slots=True)
class _Ticket(Generic[_Item, _Said]):
    item: _Item
    board: int | None
    said: _Said | Problem | None = None


def concern(session: Session, *boards: int) -> None:
    """Say that what this transaction changes is seen on these boards alone; unsaid, it may be seen on any."""
    session.info.setdefault("boards", set()).update(boards)


def at_the_end(session: Session, work: Callable[[Session], None]) -> None:
    """Have `work` done, once however often it is asked for, just before this transaction commits, and as part of it."""
    session.info.setdefault("end", {})[work] = None


def _pass_on(session: Session, origin: str, boards: set[int] | None) -> None:
    """Have the commit tell other processes which boards it changes, and idle workers that a job is owed."""
    told = {} if boards == set() else {revisions.CHANNEL: revisions.words(origin, boards)}
    if session.info.pop("jobs", False):
        told[JOBS_CHANNEL] = ""
    if told:
        calls = ", ".join(f"pg_notify('{channel}', '{said}')" for channel, said in told.items())
        session.execute(text(f"SELECT {calls}"))


def locked(session: Session, table: type[_Row], *where: ColumnElement[bool]) -> _Row:
    """The one row of `table` that fits, as it is now, held until the transaction ends. Raises NotFound.

    The hold is the weaker one of PostgreSQL's two: rows that only point here are not kept waiting.
    """
    found = session.execute(
        select(table).where(*where).with_for_update(key_share=True).execution_options(populate_existing=True)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def require_version(row: Any, expected: int | None) -> None:
    """Raises Stale when `row` is not of the version that the caller has read; None goes with any."""
    if expected is not None and expected != row.version:
        raise Stale


def insert_if_new(session: Session, table: type[Base]) -> Any:
    """An insert into `table` that leaves a row already there alone; what it returns tells which of the two it was."""
    insert: Any = sqlite_insert if session.get_bind().dialect.name == "sqlite" else postgresql_insert
    return insert(table.__table__).on_conflict_do_nothing()


def is_busy(error: DBAPIError) -> bool:
    """Whether `error` means "not your turn" (lock timeout, deadlock, serialization), not "wrong"."""
    if getattr(error.orig, "sqlstate", None) in ("55P03", "40P01", "40001"):
        return True
    return "database is locked" in str(error.orig)


def is_deadlock(error: DBAPIError) -> bool:
    """Whether the database undid this transaction to free another: trying again at once is right."""
    return getattr(error.orig, "sqlstate", None) in ("40P01", "40001")


def _sqlite_connect(connection: Any, record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # A 2xx means durable: FULL makes the commit wait for the disk.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA temp_store=MEMORY")
    # What is deleted or purged is overwritten, not only let go of.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _sqlite_begin(connection: Connection) -> None:
    # Taking the write lock first means a transaction never finds at its end that it may not write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def engine_for_migrations(settings: Settings) -> Engine:
    """The engine that alembic runs on."""
    return Database(settings).writes
