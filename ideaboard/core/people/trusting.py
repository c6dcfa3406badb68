"""Trusting: whom a provider of OpenID Connect brings in, what links somebody to it, and what groups there give here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.outbox import audit, mails
from ideaboard.core.people import accounts, boards, identities, links, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.identities import Identity
from ideaboard.core.people.links import LinkSpent
from ideaboard.core.people.signing import SignInFailed
from ideaboard.errors import Busy, Conflict, Forbidden, Invalid

# Identities of one account.
MOST: Final = 10


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


@dataclass(frozen=True, slots=True)
class Ways:
    """How one gets in here besides: at the provider `issuer` (without a slash at its end; "" is none), by password,
    and by links that are really mailed."""

    issuer: str = ""
    password: bool = True
    mail: bool = False


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


def by_openid(session: Session, said: Said, trust: Trust, *, present: int | None = None) -> Identity:
    """The identity that signs in; its account is made or linked when it comes for the first time, and on the boards of
    its groups.

    `present` is the session of the browser that asks. Raises NotProven for a sign-in that was used before, Forbidden
    `oidc_not_allowed`.
    """
    try:
        links.spend(session, said.state, "oidc")
    except LinkSpent:
        raise NotProven(detail="Begin to sign in anew: this was done before, or took too long.") from None
    identity = identities.find(session, said.issuer, said.subject)
    if identity is None or identity.unlinked_on is not None:
        identity = _first_time(session, said, trust)
    account = session.get_one(Account, identity.account_id)
    if account.disabled_at is not None:
        raise Forbidden("oidc_not_allowed", "The account is disabled.")
    identity.used_on = clock.today()
    if _follow_groups(session, account.id, said, trust):
        # As when somebody else gives or takes a role: whoever is signed in elsewhere signs in anew.
        sessions.end_all(session, account.id, but=present)
    session.flush()
    return identity


def begin_linking(session: Session, account: int, present: int) -> str:
    """Begin to link an identity to `account`, in its session `present`; returns the state."""
    return links.make(session, "oidc_link", account, begun_in=sessions.mark(session, present))


def link(session: Session, said: Said, account: int, present: int) -> Identity:
    """Link an identity to `account`, whose session `present` began it: nothing but that session, no e-mail either.

    Raises NotProven for what another session began, or was used before; Conflict `identity_taken`,
    `too_many_identities`.
    """
    try:
        begun = links.spend(session, said.state, "oidc_link")
    except LinkSpent:
        raise NotProven(detail="Begin to link anew: this was done before, or took too long.") from None
    here = sessions.mark(session, present)
    if here is None or (begun.account_id, begun.data["begun_in"]) != (account, here):
        raise NotProven(detail="Begin to link anew: another session began it.")
    found = identities.find(session, said.issuer, said.subject)
    if found is not None and found.unlinked_on is None:
        mine = found.account_id == account
        raise Conflict("identity_taken", f"It is linked to {'this' if mine else 'another'} account.", mine=mine)
    owner = accounts.lock(session, account)
    if len(identities.of(session, account)) >= MOST:
        raise Conflict("too_many_identities", f"An account has at most {MOST}; unlink one first.")
    return _linked(session, said, owner, by_email=False)


def unlink(session: Session, identity: Identity, ways: Ways) -> set[int]:
    """Let nobody in by a locked `identity` any more. Returns the sessions that began by it: they are over.

    Raises Conflict `last_way_in`.
    """
    owner = accounts.lock(session, identity.account_id)
    if _opens(identity, ways) and not _other_way(session, identity, owner, ways):
        raise Conflict("last_way_in", "Set a password first, or link another identity.")
    identity.unlinked_on = clock.today()
    audit.record(session, "identity.unlinked", ("identity", identity.id), board=None, actor=owner.id)
    _tell(session, "identity_unlinked", owner)
    ended = sessions.end_of(session, identity.id)
    session.flush()
    return ended


def _opens(identity: Identity, ways: Ways) -> bool:
    """Whether it is at the provider by whom one signs in here now."""
    return bool(ways.issuer) and identity.issuer.rstrip("/") == ways.issuer


def _other_way(session: Session, identity: Identity, owner: Account, ways: Ways) -> bool:
    """Whether its locked `owner` gets in without it."""
    by_password = ways.password and owner.password_hash is not None
    by_mail = ways.mail and owner.email is not None
    others = (one for one in identities.of(session, owner.id) if one.id != identity.id)
    return by_password or by_mail or any(_opens(one, ways) for one in others)


def _linked(session: Session, said: Said, owner: Account, *, by_email: bool) -> Identity:
    """Link, and tell whoever has the account already."""
    _tell(session, "identity_linked", owner)
    return _known_from_now_on(session, said, owner.id, by_email=by_email)


def _known_from_now_on(session: Session, said: Said, account: int, *, by_email: bool) -> Identity:
    made = identities.keep(session, said.issuer, said.subject, account)
    audit.record(session, "identity.linked", ("identity", made.id), board=None, actor=account, by_email=by_email)
    return made


def _tell(session: Session, what: str, owner: Account) -> None:
    if owner.email is not None:
        mails.owe(session, what, owner.email)


def _first_time(session: Session, said: Said, trust: Trust) -> Identity:
    """The identity, from now on of the account with the same e-mail, or of a new one.

    Raises Forbidden `oidc_not_allowed`.
    """
    email = said.email
    if email is None or not accounts.EMAIL.fullmatch(email) or len(email) > accounts.LONGEST_EMAIL:
        raise Forbidden("oidc_not_allowed", "The provider names no e-mail of yours that it has verified.")
    if not is_trusted(email, trust.domains):
        raise Forbidden("oidc_not_allowed", "E-mails of this domain get no account here by signing in.")
    found = session.scalar(select(Account).where(Account.email == email.lower()))
    if found is None:
        made = accounts.create(session, name=_name(said, email), email=email)
        return _known_from_now_on(session, said, made.id, by_email=True)
    if identities.known(session, found.id, said.issuer):
        # An e-mail that was given to somebody else since must not open what its former owner had; nor does it link
        # again what was unlinked.
        raise Forbidden("oidc_not_allowed", "The account with this e-mail is somebody else's at the provider, or was.")
    return _linked(session, said, found, by_email=True)


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
