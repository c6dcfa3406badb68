"""Reading people: accounts, boards, members, tokens."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, or_, select

from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership, on_board
from ideaboard.core.people.identities import Identity
from ideaboard.core.people.invitations import Invitation
from ideaboard.core.people.sessions import SignIn
from ideaboard.core.people.tokens import Token
from ideaboard.core.reading.pages import Page, Window, listing, the_row

_BOARDS: Final = select(
    Board.id.label("id"),
    Board.slug.label("slug"),
    Board.name.label("name"),
    Board.purpose.label("purpose"),
    Board.visibility.label("visibility"),
    Board.results_shown.label("results_shown"),
    Board.voters_named.label("voters_named"),
    Board.time_zone.label("time_zone"),
    Board.default_connection_id.label("default_connection"),
    Membership.role.label("role"),
    Board.created_at.label("created_at"),
    Board.archived_at.label("archived_at"),
    Board.version.label("version"),
).outerjoin(Membership, on_board())
_SEEN: Final = listing(
    _BOARDS.where(
        or_(Membership.role.is_not(None), Board.visibility == "open"),
        or_(bindparam("only", type_=Board.id.type).is_(None), Board.id == bindparam("only")),
    ),
    Board.id,
    down=False,
)
_BOARD: Final = _BOARDS.where(Board.id == bindparam("of"))


def boards(db: Any, me: int, only: int | None, window: Window) -> Page:
    """The boards that `me` can see (`only` this one, for a token that is limited to it)."""
    return _SEEN.page(db, {"me": me, "only": only}, window)


def board(db: Any, board: int, me: int) -> Row[Any]:
    """One board."""
    return the_row(db, _BOARD, {"of": board, "me": me})


_ACCOUNTS: Final = select(
    Account.id.label("id"),
    Account.kind.label("kind"),
    Account.name.label("name"),
    Account.email.label("email"),
    Account.admin.label("admin"),
    Account.created_at.label("created_at"),
    Account.disabled_at.is_not(None).label("disabled"),
    Account.version.label("version"),
).where(Account.erased_at.is_(None))
_ACCOUNT_LIST: Final = listing(_ACCOUNTS, Account.id, down=False)
_ACCOUNT: Final = _ACCOUNTS.where(Account.id == bindparam("of"))


def accounts(db: Any, window: Window) -> Page:
    """All accounts of the installation."""
    return _ACCOUNT_LIST.page(db, {}, window)


def account(db: Any, account: int) -> Row[Any]:
    """One account. Raises NotFound."""
    return the_row(db, _ACCOUNT, {"of": account})


_MEMBERS: Final = (
    select(
        Account.id.label("account_id"),
        Account.name.label("account_name"),
        Membership.role.label("role"),
        Membership.joined_at.label("joined_at"),
    )
    .select_from(Membership)
    .join(Account, Account.id == Membership.account_id)
    .where(Membership.board_id == bindparam("board"))
)
_MEMBER_LIST: Final = listing(_MEMBERS, Membership.account_id, down=False)
_MEMBER: Final = _MEMBERS.where(Membership.account_id == bindparam("of"))


def members(db: Any, board: int, window: Window) -> Page:
    """Who is on the board."""
    return _MEMBER_LIST.page(db, {"board": board}, window)


def member(db: Any, board: int, account: int) -> Row[Any]:
    """One membership. Raises NotFound."""
    return the_row(db, _MEMBER, {"board": board, "of": account})


_TOKENS: Final = (
    select(
        Token.id.label("id"),
        Token.name.label("name"),
        Token.scopes.label("scopes"),
        Board.slug.label("board"),
        Token.created_at.label("created_at"),
        Token.expires_at.label("expires_at"),
        Token.last_used.label("last_used"),
        Token.on_behalf.label("on_behalf"),
    )
    .outerjoin(Board, Board.id == Token.board_id)
    .where(Token.account_id == bindparam("me"))
)
_TOKEN_LIST: Final = listing(_TOKENS, Token.id)
_TOKEN: Final = _TOKENS.where(Token.id == bindparam("of"))


def tokens(db: Any, me: int, window: Window) -> Page:
    """My tokens, the newest first; never their secrets."""
    return _TOKEN_LIST.page(db, {"me": me}, window)


def token(db: Any, me: int, token: int) -> Row[Any]:
    """One of my tokens. Raises NotFound."""
    return the_row(db, _TOKEN, {"me": me, "of": token})


_SESSIONS: Final = select(
    SignIn.id.label("id"),
    SignIn.device.label("device"),
    SignIn.way.label("way"),
    SignIn.created_at.label("created_at"),
    SignIn.expires_at.label("expires_at"),
    SignIn.seen_on.label("seen_on"),
    (SignIn.id == bindparam("present")).label("mine"),
).where(SignIn.account_id == bindparam("me"))
_SESSION_LIST: Final = listing(_SESSIONS, SignIn.id)
_SESSION: Final = _SESSIONS.where(SignIn.id == bindparam("of"))


def sessions(db: Any, me: int, present: int, window: Window) -> Page:
    """Where I am signed in, the newest first; `present` is the session that asks."""
    return _SESSION_LIST.page(db, {"me": me, "present": present}, window)


def session(db: Any, me: int, session: int, present: int) -> Row[Any]:
    """One session of mine. Raises NotFound."""
    return the_row(db, _SESSION, {"me": me, "of": session, "present": present})


_IDENTITIES: Final = select(
    Identity.id.label("id"),
    Identity.issuer.label("issuer"),
    Identity.created_at.label("created_at"),
    Identity.used_on.label("last_used"),
).where(Identity.account_id == bindparam("me"), Identity.unlinked_on.is_(None))
_IDENTITY_LIST: Final = listing(_IDENTITIES, Identity.id)
_IDENTITY: Final = _IDENTITIES.where(Identity.id == bindparam("of"))


def identities(db: Any, me: int, window: Window) -> Page:
    """Who I am at providers, the newest first; never the subject."""
    return _IDENTITY_LIST.page(db, {"me": me}, window)


def identity(db: Any, me: int, identity: int) -> Row[Any]:
    """One identity of mine. Raises NotFound."""
    return the_row(db, _IDENTITY, {"me": me, "of": identity})


_CAME_BY: Final = select(Identity.issuer).where(
    Identity.id == select(SignIn.identity_id).where(SignIn.id == bindparam("of")).scalar_subquery()
)


def came_by(db: Any, session: int) -> str | None:
    """The provider by whom a session began; None where it began in another way, or is over."""
    found: str | None = db.execute(_CAME_BY, {"of": session}).scalar()
    return found


_MAILS: Final = select(
    Mail.id.label("id"),
    Mail.recipient.label("to"),
    Mail.kind.label("kind"),
    Mail.sealed.label("sealed"),
    Mail.owed_at.label("owed_at"),
).where(Mail.sealed.is_not(None))
_MAIL_LIST: Final = listing(_MAILS, Mail.id)


def mails(db: Any, window: Window) -> Page:
    """The mails that an admin is to pass on, sealed, the newest first."""
    return _MAIL_LIST.page(db, {}, window)


_INVITATIONS: Final = (
    select(
        Invitation.id.label("id"),
        Invitation.role.label("role"),
        Invitation.email.label("email"),
        Invitation.uses.label("uses"),
        Invitation.used.label("used"),
        Account.id.label("by_id"),
        Account.name.label("by_name"),
        Invitation.created_at.label("created_at"),
        Invitation.expires_at.label("expires_at"),
    )
    .join(Account, Account.id == Invitation.by_id)
    .where(Invitation.board_id == bindparam("board"))
)
_INVITATION_LIST: Final = listing(_INVITATIONS, Invitation.id)
_INVITATION: Final = _INVITATIONS.where(Invitation.id == bindparam("of"))
_INVITED_TO: Final = (
    select(Board.name.label("board"), Invitation.role.label("role"), Invitation.email.is_not(None).label("by_mail"))
    .join(Board, Board.id == Invitation.board_id)
    .where(Invitation.id == bindparam("of"))
)


def invitations(db: Any, board: int, window: Window) -> Page:
    """A board's invitations, the newest first."""
    return _INVITATION_LIST.page(db, {"board": board}, window)


def invitation(db: Any, board: int, invitation: int) -> Row[Any]:
    """One invitation of a board. Raises NotFound."""
    return the_row(db, _INVITATION, {"board": board, "of": invitation})


def invited_to(db: Any, invitation: int) -> Row[Any]:
    """What somebody who has no account is told of an invitation that they hold."""
    return the_row(db, _INVITED_TO, {"of": invitation})
