"""Access: what an admin gives an account and takes from it. Whose role changes has to sign in anew."""

from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.core.outbox import audit
from ideaboard.core.people import accounts, links, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.db import require_version
from ideaboard.errors import Conflict


def edit(
    session: Session,
    account: Account,
    expected: int | None,
    *,
    name: str | None = None,
    disabled: bool | None = None,
    admin: bool | None = None,
    by: int | None = None,
) -> None:
    """Change an account's name, whether it is an admin's, or switch it off and on; a disabled one can do nothing.

    Saying what already is changes nothing. Raises Stale, Conflict `last_admin`.
    """
    require_version(account, expected)
    if name is not None:
        accounts.not_reserved(name)
    turned = disabled is not None and disabled != (account.disabled_at is not None)
    raised = admin is not None and admin != account.admin
    if name in (None, account.name) and not turned and not raised:
        return
    if account.admin and ((turned and disabled) or raised):
        _keep_an_admin(session, account.id)
    about = ("account", account.id)
    if name is not None and name != account.name:
        said = {"name": {"from": account.name, "to": name}}
        audit.record(session, "account.edited", about, board=None, actor=by, about=account.id, personal=said)
        account.name = name
    if turned:
        account.disabled_at = clock.now() if disabled else None
        audit.record(session, "account.disabled" if disabled else "account.enabled", about, board=None, actor=by)
    if raised:
        facts = audit.changes(account, {"admin": admin})
        audit.record(session, "account.role_changed", about, board=None, actor=by, **facts)
        account.admin = bool(admin)
    if turned or raised:
        sessions.end_all(session, account.id)
        links.revoke(session, account.id)
    account.version += 1
    session.flush()


def _keep_an_admin(session: Session, leaving: int) -> None:
    if not accounts.other_admin(session, leaving):
        raise Conflict("last_admin", "Make somebody else an admin first.")
