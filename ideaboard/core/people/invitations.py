"""Invitations: a leader's word that somebody may come to a board. A link to pass on, or a mail to one person."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, LargeBinary, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.outbox import audit, mails
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people import accounts, boards, links, secrets
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.links import Link, LinkSpent
from ideaboard.db import Base, BigId, Moment, locked
from ideaboard.errors import Conflict, NotFound

PREFIX: Final = "ii_"

# Invitations of one board.
MOST: Final = 100


class Invitation(Base):
    """One invitation. `uses` is how many may come by it (None: any number), `used` how many did.

    One by mail is for whoever reads that mail; its secret is made when the mail is, and `digest` is None until then.
    """

    __tablename__ = "invitations"
    __table_args__ = (Index(None, "board_id", "id"), Index(None, "expires_at"))

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    role: Mapped[str] = mapped_column(String(10))
    email: Mapped[str | None] = mapped_column(String(254))
    digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    uses: Mapped[int | None]
    used: Mapped[int]
    by_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


def make(
    session: Session, board: int, by: int, *, role: str, email: str | None, uses: int | None, expires_at: datetime
) -> tuple[Invitation, str | None]:
    """Invite: by mail when there is an `email`, else by a link whose secret is returned, which is not kept.

    Raises Conflict `too_many_invitations` beyond MOST a board.
    """
    boards.lock(session, board)
    held = session.scalar(select(func.count()).select_from(Invitation).where(Invitation.board_id == board)) or 0
    if held >= MOST:
        raise Conflict("too_many_invitations", f"A board has at most {MOST} invitations; take one back first.")
    secret = ids.secret(PREFIX) if email is None else None
    made = Invitation(
        board_id=board,
        role=role,
        email=email,
        digest=secrets.digest(secret) if secret is not None else None,
        uses=uses if email is None else 1,
        used=0,
        by_id=by,
        created_at=clock.now(),
        expires_at=expires_at,
    )
    session.add(made)
    session.flush()
    facts: dict[str, Any] = {"role": role, "uses": made.uses, "by_mail": email is not None}
    audit.record(session, "invitation.made", ("invitation", made.id), board=board, actor=by, **facts)
    if email is not None:
        mails.owe(session, "invitation", email, {"invitation": made.id})
    return made, secret


def fresh_secret(session: Session, invitation: Invitation) -> str:
    """The secret that an invitation by mail is sent with; one that was sent before opens nothing any more."""
    secret = ids.secret(PREFIX)
    invitation.digest = secrets.digest(secret)
    session.flush()
    return secret


def take_back(session: Session, board: int, by: int, number: int) -> None:
    """Take an invitation back: it opens nothing any more. Raises NotFound."""
    found = session.get(Invitation, number)
    if found is None or found.board_id != board:
        raise NotFound
    audit.record(session, "invitation.taken_back", ("invitation", found.id), board=board, actor=by)
    session.delete(found)
    session.flush()


def find(db: Any, secret: str) -> int:
    """The id of the invitation with this `secret`. Raises LinkSpent when it opens nothing, or nothing any more."""
    found: int | None = db.execute(
        select(Invitation.id)
        .join(Board, Board.id == Invitation.board_id)
        .where(Invitation.digest == secrets.digest(secret), *_open())
    ).scalar()
    if found is None:
        raise LinkSpent(detail="Ask whoever invited you for a new one.")
    return found


def _open() -> tuple[Any, ...]:
    room = (Invitation.uses.is_(None)) | (Invitation.used < Invitation.uses)
    return (Invitation.expires_at > clock.now(), room, Board.archived_at.is_(None))


def accept(session: Session, invitation: int, account: int) -> int:
    """Put `account` on the board that it is invited to; returns the board. Nobody's role is lowered by it.

    Of many who come at once no more get in than were invited. Raises LinkSpent.
    """
    held = session.get(Invitation, invitation)
    if held is None:
        raise LinkSpent(detail="Ask whoever invited you for a new one.")
    boards.lock(session, held.board_id)
    try:
        held = locked(session, Invitation, Invitation.id == invitation)
    except NotFound:
        raise LinkSpent(detail="The invitation was taken back.") from None
    there = session.get(Membership, (held.board_id, account))
    if there is not None and (there.role == "leader" or held.role == "member"):
        return held.board_id
    if session.scalar(select(Invitation.id).join(Board).where(Invitation.id == invitation, *_open())) is None:
        raise LinkSpent(detail="Ask whoever invited you for a new one.")
    held.used += 1
    boards.put_member(session, held.board_id, account, account, held.role)
    return held.board_id


def ask(session: Session, secret: str, *, email: str, name: str) -> None:
    """Somebody new comes by a link: a mail goes to them, so that they are who they say. Raises LinkSpent."""
    found = session.get_one(Invitation, find(session, secret))
    mails.owe(session, "join", email, {"invitation": found.id, "name": name})


def come(session: Session, secret: str, name: str | None) -> int:
    """Somebody comes by what a mail held: their account, made when there is none yet, which is on the board now.

    An invitation lasts too long to sign in who is here already. Raises LinkSpent; Conflict `sign_in_first`, and
    `name_needed` when an account is to be made and nobody said how they are called.
    """
    by_link = secret.startswith(links.PREFIX)
    if by_link:
        link = links.spend(session, secret, "join")
        invitation, email, name = link.data["invitation"], link.data["email"], link.data["name"]
    else:
        held = session.get_one(Invitation, find(session, secret))
        if held.email is None:
            raise LinkSpent(detail="Say your e-mail, and come by the mail that is sent to you.")
        invitation, email = held.id, held.email
    account = session.scalar(select(Account).where(Account.email == email))
    if account is not None and account.disabled_at is not None:
        raise LinkSpent(detail="The account is disabled.")
    if account is not None and not by_link:
        raise Conflict("sign_in_first", "You have an account here: sign in, then open the invitation again.")
    if account is None:
        if name is None:
            raise Conflict("name_needed", "Say how you are called.")
        account = accounts.create(session, name=name, email=email)
    accept(session, invitation, account.id)
    return account.id


def forget_of(session: Session, account: int) -> None:
    """Let go of what leads to `account`: invitations to and by it, and mails and links on their way to its address."""
    email = session.scalar(select(Account.email).where(Account.id == account))
    gone = (
        delete(Invitation).where((Invitation.by_id == account) | (Invitation.email == email)),
        delete(Mail).where(Mail.recipient == email),
        delete(Link).where(Link.data["email"].as_string() == email),
    )
    for statement in gone:
        session.execute(statement.execution_options(synchronize_session=False))


def forget_old(session: Session) -> None:
    """Drop the invitations that are over."""
    session.execute(
        delete(Invitation).where(Invitation.expires_at <= clock.now()).execution_options(synchronize_session=False)
    )
