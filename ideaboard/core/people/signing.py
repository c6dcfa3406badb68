"""Signing in: by password, by a link that was mailed, and what becomes of the sessions when a password changes."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.outbox import audit, mails
from ideaboard.core.people import accounts, links, passwords, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.links import LinkSpent
from ideaboard.core.people.passwords import Chosen
from ideaboard.errors import Conflict, Problem, invalid_field


class SignInFailed(Problem):
    """The e-mail or the password is not right; which of them is never said."""

    code = "sign_in_failed"


@dataclass(frozen=True, slots=True)
class Verified:
    """Whose password was right (`account` None: it was not), whose was tried, the hash, and a fresher one."""

    account: int | None
    tried: int | None = None
    kept: str | None = None
    fresh: str | None = None


def verify(db: Any, email: str, password: str) -> Verified:
    """Judge an e-mail and a password, outside any transaction. It takes as long for an e-mail that nobody has."""
    row = db.execute(
        select(Account.id, Account.password_hash).where(Account.email == email, Account.disabled_at.is_(None))
    ).first()
    kept = row[1] if row is not None else None
    if not passwords.verify(kept, password) or row is None or kept is None:
        return Verified(None, row[0] if row is not None else None)
    return Verified(row[0], row[0], kept, passwords.hash(password) if passwords.outdated(kept) else None)


def failed(session: Session, account: int | None) -> None:
    """Note that somebody tried to sign in as `account`, and did not know the password; None is nobody that there is."""
    audit.record(session, "session.sign_in_failed", ("account", account or 0), board=None, actor=None)


def by_password(session: Session, verified: Verified) -> int:
    """The account that signs in. Raises SignInFailed; also when its password has changed since it was judged."""
    account = session.get(Account, verified.account) if verified.account is not None else None
    if account is None or account.password_hash != verified.kept or account.disabled_at is not None:
        raise SignInFailed(detail="Ask for a link by e-mail, or for a new password, if you do not know it.")
    if verified.fresh is not None:
        account.password_hash = verified.fresh
    return account.id


def by_link(session: Session, secret: str) -> int:
    """The account that a link signs in; the link is spent. Raises LinkSpent."""
    link = links.spend(session, secret, "sign_in", "break_glass")
    return _enabled(session, link.account_id).id


def by_reset(session: Session, secret: str, chosen: Chosen) -> int:
    """The account that a link gives a new password; all its sessions end. Raises LinkSpent, Invalid."""
    link = links.spend(session, secret, "reset", "break_glass")
    account = _enabled(session, link.account_id)
    _change(session, account, chosen)
    return account.id


def first(session: Session, secret: str, *, name: str, email: str, chosen: Chosen) -> int:
    """Make the first admin, by the link that an empty board printed. Raises LinkSpent, Invalid."""
    links.spend(session, secret, "first")
    if session.scalar(select(Account.id).limit(1)) is not None:
        raise LinkSpent(detail="This board has its first account already.")
    chosen.must_not_name(name, email)
    return accounts.create(session, name=name, email=email, admin=True, password_hash=chosen.hash).id


def set_password(session: Session, account: Account, verified: bool, chosen: Chosen) -> None:
    """Give `account` a new password; all its sessions end. `verified`: that its present one was said.

    Raises Invalid `wrong_password`, `weak_password`; Conflict `no_password` for a service account.
    """
    if account.kind != "person":
        raise Conflict("no_password", "A service account comes with a token.")
    if account.password_hash is not None and not verified:
        raise invalid_field("/current", "wrong_password", "This is not the present password.")
    _change(session, account, chosen)


def _change(session: Session, account: Account, chosen: Chosen) -> None:
    chosen.must_not_name(account.name, account.email)
    account.password_hash = chosen.hash
    about = ("account", account.id)
    audit.record(session, "account.password_changed", about, board=None, actor=account.id)
    sessions.end_all(session, account.id)
    links.revoke(session, account.id)
    if account.email is not None:
        mails.owe(session, "password_changed", account.email)
    session.flush()


def _enabled(session: Session, account: int | None) -> Account:
    found = session.get(Account, account) if account is not None else None
    if found is None or found.disabled_at is not None:
        raise LinkSpent(detail="The account is not there any more, or disabled.")
    return found
