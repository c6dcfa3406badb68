"""Boards, and who is on them."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, String, Text, and_, bindparam, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, reader
from ideaboard.core.outbox import audit, events
from ideaboard.core.people import sessions
from ideaboard.core.people.accounts import Account
from ideaboard.db import AnySelect, Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, NotFound

# The voting rules of a board, the loosest first: once somebody has voted, a rule can be tightened, never relaxed.
RESULTS_SHOWN: Final = ("always", "after_voting", "after_decision")
VOTERS_NAMED: Final = ("to_members", "never")
_LATCHES: Final = {"results_shown": RESULTS_SHOWN, "voters_named": VOTERS_NAMED}


class Board(Base):
    """A team's space. `last_number` numbers its ideas for people; `relied_on`: somebody voted by its voting rules."""

    __tablename__ = "boards"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    purpose: Mapped[str] = mapped_column(Text)
    visibility: Mapped[str] = mapped_column(String(10))
    results_shown: Mapped[str] = mapped_column(String(14))
    voters_named: Mapped[str] = mapped_column(String(10))
    relied_on: Mapped[bool]
    time_zone: Mapped[str] = mapped_column(String(64))
    # No foreign key: connections point at boards, and a circle of keys serves nobody.
    default_connection_id: Mapped[int | None] = mapped_column(BigId)
    last_number: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    archived_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int]


class Membership(Base):
    """That an account is on a board, as `member` or `leader`."""

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "account_id"),)

    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(10))
    joined_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request happens, as far as the caller may know: the board, and the caller's role on it."""

    board_id: int
    slug: str
    visibility: str
    archived: bool
    role: str | None
    results_shown: str
    author_id: int | None = None
    thing: int = 0
    author_key: str | None = None


# What every place query selects, in the order `place_from` reads it.
PLACE_COLUMNS = (Board.id, Board.slug, Board.visibility, Board.archived_at, Membership.role, Board.results_shown)


def on_board(account_parameter: str = "me") -> Any:
    """The join condition for the caller's own membership."""
    return and_(Membership.board_id == Board.id, Membership.account_id == bindparam(account_parameter))


def place_from(row: Any) -> Place:
    """A Place of a row of PLACE_COLUMNS, optionally followed by the thing's author and id."""
    return Place(row[0], row[1], row[2], row[3] is not None, *row[4:])


@lru_cache
def _place_of_board() -> AnySelect:
    return select(*PLACE_COLUMNS).outerjoin(Membership, on_board()).where(Board.slug == bindparam("key"))


def place(db: Any, slug: str, me: int) -> Place | None:
    """The place that the board with this `slug` is to the account `me`, or None when there is no such board."""
    row = reader.first(db, _place_of_board(), {"key": slug, "me": me})
    return place_from(row) if row is not None else None


def seen(db: Any, slug: str, me: int) -> Place | None:
    """The place that the board with this `slug` is to the account `me`; None when they can see no such board."""
    found = place(db, slug, me)
    return found if found is not None and (found.role is not None or found.visibility == "open") else None


def today(db: Any, board: int) -> date:
    """Today's date where the board is."""
    return clock.today(db.execute(select(Board.time_zone).where(Board.id == board)).scalar_one())


def create(
    session: Session,
    by: int,
    *,
    slug: str,
    name: str,
    purpose: str = "",
    visibility: str = "private",
    results_shown: str = "always",
    voters_named: str = "never",
    time_zone: str = "UTC",
) -> Board:
    """Open a board with `by` as its first leader. Raises Conflict `slug_taken`."""
    if session.scalar(select(Board.id).where(Board.slug == slug)) is not None:
        raise Conflict("slug_taken", f"A board with the slug {slug!r} exists.")
    board = Board(
        slug=slug,
        name=name,
        purpose=purpose,
        visibility=visibility,
        results_shown=results_shown,
        voters_named=voters_named,
        relied_on=False,
        time_zone=time_zone,
        last_number=0,
        created_at=clock.now(),
        version=1,
    )
    session.add(board)
    session.flush()
    session.add(Membership(board_id=board.id, account_id=by, role="leader", joined_at=clock.now()))
    said = {"slug": slug, "name": name, "visibility": visibility, "time_zone": time_zone}
    rules = {"results_shown": results_shown, "voters_named": voters_named}
    events.record(session, "board.created", ("board", board.id), board=board.id, actor=by, facts=said | rules)
    session.flush()
    return board


def lock(session: Session, board: int) -> Board:
    """The board's row, held until the transaction ends: what must happen one at a time on a board waits here."""
    return locked(session, Board, Board.id == board)


def edit(session: Session, board: Board, by: int, expected: int | None, **changes: Any) -> None:
    """Change a board's `name`, `purpose`, `visibility`, voting rules, `time_zone`, `default_connection_id`, `archived`.

    `expected` is the version the caller has read (None: any). Saying what already is changes nothing. Raises Stale,
    Conflict `rule_latched` for a voting rule that would be relaxed after somebody has voted by it.
    """
    require_version(board, expected)
    archived = changes.pop("archived", None)
    changes = {name: new for name, new in changes.items() if new != getattr(board, name)}
    turned = archived is not None and archived != (board.archived_at is not None)
    if not changes and not turned:
        return
    for rule, order in _LATCHES.items():
        if board.relied_on and rule in changes and order.index(changes[rule]) < order.index(getattr(board, rule)):
            detail = "Somebody has voted by this rule: it can be tightened, never relaxed."
            raise Conflict("rule_latched", detail, rule=rule)
    facts = audit.changes(board, changes, untold=("purpose",), named={"default_connection_id": "connection"})
    for name, new in changes.items():
        setattr(board, name, new)
    if turned:
        board.archived_at = clock.now() if archived else None
        happened = "board.archived" if archived else "board.unarchived"
        events.record(session, happened, ("board", board.id), board=board.id, actor=by)
    if changes:
        events.record(session, "board.edited", ("board", board.id), board=board.id, actor=by, facts=facts)
    board.version += 1
    session.flush()


def rely(session: Session, board: int) -> None:
    """Somebody votes by the board's rules: from now on they can only be tightened."""
    session.execute(
        update(Board)
        .where(Board.id == board, Board.relied_on.is_(False))
        .values(relied_on=True)
        .execution_options(synchronize_session=False)
    )


def next_number(session: Session, board: int) -> int:
    """The next idea's number on this board: gapless as far as transactions succeed, never given twice."""
    return session.execute(
        update(Board)
        .where(Board.id == board)
        .values(last_number=Board.last_number + 1)
        .returning(Board.last_number)
        .execution_options(synchronize_session=False)
    ).scalar_one()


def put_member(session: Session, board: int, by: int, account: int, role: str) -> Membership:
    """Give `account` this `role` on the board, adding it when it is not there.

    Raises NotFound when there is no such account, Conflict `last_leader`.
    """
    lock(session, board)
    found = session.get(Account, account)
    if found is None or found.erased_at is not None:
        raise NotFound(detail="There is no such account.")
    membership = session.get(Membership, (board, account))
    if membership is None:
        membership = Membership(board_id=board, account_id=account, role=role, joined_at=clock.now())
        session.add(membership)
        # An admin has to be put on a board to see it, and that is not to be done unseen.
        facts = {"role": role, "admin": found.admin}
        events.record(session, "member.joined", ("account", account), board=board, actor=by, facts=facts)
    elif membership.role != role:
        if membership.role == "leader":
            _keep_a_leader(session, board, account)
        facts = audit.changes(membership, {"role": role})
        membership.role = role
        if account != by:
            sessions.end_all(session, account)
        events.record(session, "member.role_changed", ("account", account), board=board, actor=by, facts=facts)
    session.flush()
    return membership


def remove_member(session: Session, board: int, by: int, account: int) -> None:
    """Take `account` off the board; its ideas, votes and comments stay. Raises NotFound, Conflict `last_leader`."""
    lock(session, board)
    membership = session.get(Membership, (board, account))
    if membership is None:
        raise NotFound
    if membership.role == "leader":
        _keep_a_leader(session, board, account)
    session.delete(membership)
    if account != by:
        sessions.end_all(session, account)
    facts = {"role": membership.role}
    events.record(session, "member.left", ("account", account), board=board, actor=by, facts=facts)
    session.flush()


def leave_all(session: Session, account: int, by: int, *, at_any_rate: bool = False) -> list[str]:
    """Take `account` off every board that it is on; one on which it was alone is archived.

    Raises Conflict `last_leader`, naming the `boards` whose others would be left without a leader. `at_any_rate` makes
    whoever has been there longest their leader instead; returns the slugs of the boards where that was so.
    """
    mine = select(Membership.board_id).where(Membership.account_id == account)
    held = [lock(session, board) for board in sorted(session.scalars(mine).all())]
    orphaned = [board for board in held if _left_without_leader(session, board.id, account)]
    if orphaned and not at_any_rate:
        slugs = [board.slug for board in orphaned]
        raise Conflict("last_leader", f"Make somebody else a leader first, of: {', '.join(slugs)}.", boards=slugs)
    for board in orphaned:
        heir = session.scalars(
            select(Membership)
            .where(Membership.board_id == board.id, Membership.account_id != account)
            .order_by(Membership.joined_at, Membership.account_id)
        ).first()
        if heir is not None:
            put_member(session, board.id, by, heir.account_id, "leader")
    for board in held:
        session.delete(session.get_one(Membership, (board.id, account)))
        events.record(session, "member.left", ("account", account), board=board.id, actor=by)
        session.flush()
        if session.scalar(select(Membership.account_id).where(Membership.board_id == board.id).limit(1)) is None:
            edit(session, board, by, None, archived=True)
    return [board.slug for board in orphaned]


def _left_without_leader(session: Session, board: int, leaving: int) -> bool:
    others = session.scalars(
        select(Membership.role).where(Membership.board_id == board, Membership.account_id != leaving)
    ).all()
    return bool(others) and "leader" not in others


def _keep_a_leader(session: Session, board: int, leaving: int) -> None:
    other = session.scalar(
        select(Membership.account_id).where(
            Membership.board_id == board, Membership.role == "leader", Membership.account_id != leaving
        )
    )
    if other is None:
        raise Conflict("last_leader", "Make somebody else a leader first.")
