"""Connections: a board's configured link to one tracker."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.outbox import audit, events, jobs
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people import boards
from ideaboard.db import AnySelect, Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict


class Connection(Base):
    """One connection. `settings` are open; `sealed` holds the secrets; `secrets` says which are set, and since when.

    `account` is who we are at the tracker, as the latest check said. `status_map` says what the tracker's statuses mean
    here, by their ids, where their own category is not it. `outbound` says what goes to the tracker besides the issue.
    `inbound` holds the secrets that prove what the tracker sends. `cursor` is where polling goes on; `polled_at` and
    `synced_at` are when it was last owed, and a look at every issue. `hears` are the types of event that a listener is
    told; None for a tracker.
    """

    __tablename__ = "connections"
    __table_args__ = (Index(None, "board_id", "id"), Index(None, "state"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    tracker: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(100))
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    secrets: Mapped[dict[str, str]] = mapped_column(JSON)
    account: Mapped[str | None] = mapped_column(Text)
    status_map: Mapped[dict[str, str]] = mapped_column(JSON, server_default="{}")
    outbound: Mapped[dict[str, bool]] = mapped_column(JSON, server_default='{"status": false, "comments": false}')
    inbound: Mapped[bytes | None] = mapped_column(LargeBinary)
    inbound_since: Mapped[datetime | None] = mapped_column(Moment)
    cursor: Mapped[str | None] = mapped_column(Text)
    polled_at: Mapped[datetime | None] = mapped_column(Moment)
    synced_at: Mapped[datetime | None] = mapped_column(Moment)
    hears: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)


# What goes to a tracker besides the issue, unless a leader asks for it.
NOTHING_OUT: Final = {"status": False, "comments": False}


def paused() -> AnySelect:
    """The ids of connections whose jobs wait."""
    return select(Connection.id).where(Connection.state.in_(("paused", "removed")))


def create(
    session: Session,
    board: int,
    by: int,
    *,
    tracker: str,
    name: str,
    settings: dict[str, Any],
    sealed: bytes | None = None,
    secrets: tuple[str, ...] = (),
    hears: list[str] | None = None,
) -> Connection:
    """Connect the board to a tracker, or to a listener that `hears`. A board's first tracker becomes its default."""
    now = clock.now()
    connection = Connection(
        board_id=board,
        tracker=tracker,
        name=name,
        settings=settings,
        sealed=sealed,
        secrets=dict.fromkeys(secrets, _said(now)),
        status_map={},
        outbound=dict(NOTHING_OUT),
        hears=hears,
        synced_at=now,
        state="active",
        since=now,
        version=1,
        created_at=now,
    )
    session.add(connection)
    session.flush()
    home = boards.lock(session, board)
    if home.default_connection_id is None and hears is None:
        home.default_connection_id = connection.id
    facts = {"tracker": tracker, "name": name, "secrets": sorted(secrets)}
    _record(session, "connection.created", connection, by, facts, {"settings": settings})
    session.flush()
    return connection


def lock(session: Session, connection: int) -> Connection:
    """The connection, held until the transaction ends. Raises NotFound, also when it was removed."""
    return locked(session, Connection, Connection.id == connection, Connection.state != "removed")


def edit(
    session: Session,
    connection: Connection,
    by: int,
    expected: int | None,
    *,
    name: str | None = None,
    settings: dict[str, Any] | None = None,
    sealed: bytes | None = None,
    secrets: tuple[str, ...] = (),
    fresh: tuple[str, ...] = (),
    status_map: dict[str, str] | None = None,
    outbound: dict[str, bool] | None = None,
    hears: list[str] | None = None,
) -> None:
    """Change a connection; new settings wake a paused one, and a new `status_map` has every issue looked at.

    `sealed` replaces all secrets; `secrets` names them, `fresh` those whose value is new. What `outbound` does not name
    stays as it is.

    Raises Stale.
    """
    require_version(connection, expected)
    said: dict[str, Any] = {"name": name, "status_map": status_map, "hears": hears}
    if outbound is not None:
        said["outbound"] = {**connection.outbound, **outbound}
    said = {what: new for what, new in said.items() if new is not None and new != getattr(connection, what)}
    facts = {**audit.changes(connection, said), "secrets": sorted(fresh)}
    personal = _set_anew(connection.settings, settings) if settings is not None else None
    if name is not None:
        connection.name = name
    if settings is not None:
        connection.settings = settings
    if sealed is not None:
        connection.sealed = sealed
        now = _said(clock.now())
        connection.secrets = {
            secret: now if secret in fresh else connection.secrets.get(secret, now) for secret in secrets
        }
    if outbound is not None:
        connection.outbound = {**connection.outbound, **outbound}
    if hears is not None:
        connection.hears = hears
    if status_map is not None and status_map != connection.status_map:
        connection.status_map = status_map
        resync(session, connection)
    connection.version += 1
    _record(session, "connection.edited", connection, by, facts, personal)
    if settings is not None or sealed is not None:
        resume(session, connection, by)
    session.flush()


def pause(session: Session, connection: Connection, reason: str) -> None:
    """Hold all jobs of a connection back and say why, in the tracker's words: nothing is lost, nothing is sent."""
    if connection.state == "paused":
        return
    connection.state = "paused"
    connection.reason = reason[:2000]
    connection.since = clock.now()
    events.record(session, "connection.paused", ("connection", connection.id), board=connection.board_id, actor=None)
    session.flush()


def resume(session: Session, connection: Connection, by: int | None) -> None:
    """Let a paused connection's jobs run again; on an active one this changes nothing."""
    if connection.state != "paused":
        return
    connection.state = "active"
    connection.reason = None
    connection.since = clock.now()
    session.info["jobs"] = True
    events.record(session, "connection.resumed", ("connection", connection.id), board=connection.board_id, actor=by)
    session.flush()


def remove(session: Session, connection: Connection, by: int, expected: int | None) -> None:
    """Remove a connection and forget its secrets; issues made through it stay linked.

    Raises Stale, and Conflict `connection_in_use` while work is owed to its tracker.
    """
    require_version(connection, expected)
    owed = session.scalar(
        select(exists().where(Job.connection_id == connection.id, Job.state.in_(("ready", "running"))))
    )
    if owed:
        raise Conflict("connection_in_use", "Work is still owed to this tracker; let it finish first.")
    connection.state = "removed"
    connection.sealed = connection.inbound = None
    connection.secrets = {}
    connection.since = clock.now()
    connection.version += 1
    home = boards.lock(session, connection.board_id)
    if home.default_connection_id == connection.id:
        home.default_connection_id = None
    _record(session, "connection.removed", connection, by)
    session.flush()


def check(session: Session, connection: Connection) -> Job:
    """Owe a check of the connection; its findings are the job's result."""
    return _owe(session, connection, "connection.check")


def choices(session: Session, connection: Connection, name: str) -> Job:
    """Owe the list of what can be chosen for the setting `name`; it is the job's result."""
    return _owe(session, connection, "connection.choices", name=name)


def dry_run(session: Session, connection: Connection, idea: int) -> Job:
    """Owe a look at what adopting `idea` would send there; it is the job's result, and nothing is sent."""
    return _owe(session, connection, "connection.dry_run", idea=idea)


def import_issues(session: Session, connection: Connection, by: int) -> Job:
    """Owe the import of the tracker's open issues as tasks that `by` posts; how many is the job's result."""
    subject = ("connection", connection.id)
    audit.record(session, "connection.import_asked", subject, board=connection.board_id, actor=by)
    return _owe(session, connection, "connection.import", by=by)


def resync(session: Session, connection: Connection) -> Job:
    """Owe a look at every issue of the connection, those first that were not looked at for longest."""
    connection.synced_at = clock.now()
    return _owe(session, connection, "connection.resync", before=_said(connection.synced_at))


def poll(session: Session, connection: Connection) -> Job:
    """Owe a question to the tracker: what has changed since the last one?"""
    connection.polled_at = clock.now()
    return _owe(session, connection, "connection.poll")


def _owe(session: Session, connection: Connection, kind: str, **data: Any) -> Job:
    subject = ("connection", connection.id)
    return jobs.owe(session, kind, subject, board=connection.board_id, connection=connection.id, **data)


def known_as(session: Session, connection: Connection, account: str | None) -> None:
    """The tracker says who we are there."""
    connection.account = account
    session.flush()


def rotate(session: Session, connection: Connection, by: int, inbound: bytes) -> None:
    """Take what the newly sealed secrets prove for the tracker's word; the one before goes on being good for a day."""
    connection.inbound = inbound
    connection.inbound_since = clock.now()
    connection.version += 1
    _record(session, "connection.rotated", connection, by)
    session.flush()


def _record(
    session: Session,
    what: str,
    connection: Connection,
    by: int,
    facts: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
) -> None:
    subject, board = ("connection", connection.id), connection.board_id
    events.record(session, what, subject, board=board, actor=by, facts=facts, personal=personal)


def _set_anew(before: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any] | None:
    """From what to what the settings of a plugin change. They may name people, as whose account it is."""
    names = sorted(name for name in before | settings if before.get(name) != settings.get(name))
    return (
        {"settings": {name: {"from": before.get(name), "to": settings.get(name)} for name in names}} if names else None
    )


def _said(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
