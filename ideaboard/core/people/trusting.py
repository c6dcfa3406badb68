"""Trusting: whom a provider of OpenID Connect brings in, and what their groups there give them here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.people import accounts, boards, identities, links, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.links import LinkSpent
from ideaboard.core.people.signing import SignInFailed
from ideaboard.errors import Busy, Conflict, Forbidden, Invalid


class NotProven(SignInFailed):
    """What came back from the provider does not hold; why, only the log says."""

    code = "oidc_failed"


class ProviderSilent(Busy):
    """The provider cannot be asked, or answers what nobody can use. Nothing was done."""

    code = "oidc_unavailable"


@dataclass(frozen=True, slots=True)
class Said:
    """What a provider says of somebody, all of it proven. `email` is None unless the provider has verified it.

    `groups` is None when the provider did not say them because there are too many.
    """

    issuer: str
    subject: str
    state: str
    email: str | None = None
    names: tuple[str, ...] = ()
    groups: frozenset[str] | None = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Trust:
    """What the operator trusts a provider with: `domains` of e-mails, and `groups` with a board and a role each."""

    domains: Sequence[str] = ()
    groups: Sequence[tuple[str, str, str]] = ()


def is_trusted(email: str, domains: Iterable[str]) -> bool:
    """Whether an e-mail is of one of the `domains`, label by label; `*.example.org` is all that is below it.

    What is not ASCII is of none: a letter that only looks the same, or becomes one by case, never passes for it.
    """
    local, _, domain = email.rpartition("@")
    if not local or "@" in local or not email.isascii():
        return False
    labels = domain.lower().split(".")
    for trusted in domains:
        wanted = trusted.split(".")
        if wanted[0] == "*":
            if len(labels) >= len(wanted) and labels[-len(wanted) + 1 :] == wanted[1:] and all(labels):
                return True
        elif labels == wanted:
            return True
    return False


def by_openid(session: Session, said: Said, trust: Trust, *, present: int | None = None) -> int:
    """The account that signs in; made or linked when it comes for the first time, and on the boards of its groups.

    `present` is the session of the browser that asks. Raises NotProven for a sign-in that was used before, Forbidden
    `oidc_not_allowed`.
    """
    try:
        links.spend(session, said.state, "oidc")
    except LinkSpent:
        raise NotProven(detail="Begin to sign in anew: this was done before, or took too long.") from None
    identity = identities.find(session, said.issuer, said.subject)
    if identity is None:
        identity = identities.keep(session, said.issuer, said.subject, _first_time(session, said, trust))
    account = session.get_one(Account, identity.account_id)
    if account.disabled_at is not None:
        raise Forbidden("oidc_not_allowed", "The account is disabled.")
    identity.used_on = clock.today()
    if _follow_groups(session, account.id, said, trust):
        # As when somebody else gives or takes a role: whoever is signed in elsewhere signs in anew.
        sessions.end_all(session, account.id, but=present)
    session.flush()
    return account.id


def _first_time(session: Session, said: Said, trust: Trust) -> int:
    """The account with the same e-mail, or a new one. Raises Forbidden `oidc_not_allowed`."""
    email = said.email
    if email is None or not accounts.EMAIL.fullmatch(email) or len(email) > accounts.LONGEST_EMAIL:
        raise Forbidden("oidc_not_allowed", "The provider names no e-mail of yours that it has verified.")
    if not is_trusted(email, trust.domains):
        raise Forbidden("oidc_not_allowed", "E-mails of this domain get no account here by signing in.")
    found = session.scalar(select(Account).where(Account.email == email.lower()))
    if found is None:
        return accounts.create(session, name=_name(said, email), email=email).id
    if identities.known(session, found.id, said.issuer):
        # An e-mail that was given to somebody else since must not open what its former owner had.
        raise Forbidden("oidc_not_allowed", "The account with this e-mail is somebody else's at the provider.")
    return found.id


def _name(said: Said, email: str) -> str:
    """The first name that somebody can be called here; else what stands before the @."""
    for name in said.names:
        try:
            accounts.not_reserved(name)
        except Invalid:
            continue
        return name
    return email.partition("@")[0]


def _follow_groups(session: Session, account: int, said: Said, trust: Trust) -> bool:
    """Give somebody what their groups say on the boards that are named, and no other; whether that changed a role.

    A board keeps its last leader, whatever a group says.
    """
    if said.groups is None:
        return False
    wanted: dict[str, str | None] = {}
    for group, board, role in trust.groups:
        had = wanted.setdefault(board, None)
        if group in said.groups and had != "leader":
            wanted[board] = role
    rows = session.execute(select(Board.slug, Board.id).where(Board.slug.in_(wanted)).order_by(Board.id)).all()
    changed = [_follow(session, board, account, wanted[slug]) for slug, board in rows]
    return any(changed)


def _follow(session: Session, board: int, account: int, role: str | None) -> bool:
    there = session.get(Membership, (board, account))
    had = there.role if there is not None else None
    if had == role:
        return False
    try:
        if role is None:
            boards.remove_member(session, board, account, account)
        else:
            boards.put_member(session, board, account, account, role)
    except Conflict:
        return False
    return had is not None
