"""Mail: the words are made, and the link in them, when it is sent; a second attempt gets a link of its own."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import smtp
from ideaboard.core.outbox import mails
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people import invitations, links
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board
from ideaboard.core.people.invitations import Invitation
from ideaboard.plugin import Refused, Retry
from ideaboard.settings import Settings
from ideaboard.smtp import MailRefused
from ideaboard.work.letters import Letter
from ideaboard.work.run import Run

_NOT_YOU: Final = "If you did not ask for this, there is nothing to do: without the link nobody gets in."
_UNLINK: Final = "If that was not you: unlink it, and tell an admin."
_TELL: Final = "If that was not you: choose a new password, and tell an admin."


def send(run: Run) -> None:
    """Send a mail, if there is anybody to send it to; where no mail server is set up, keep its words for an admin."""
    with run.step("written") as session:
        mail = session.get(Mail, run.subject)
        letter = _write(session, mail, run.shop.settings) if mail is not None else None
    if mail is None or letter is None:
        with run.last_step("nobody") as session:
            _drop(session, run.subject)
        return
    if not run.shop.settings.smtp_host:
        sealed = run.shop.keys.seal({"subject": letter.subject, "text": letter.text()})
        with run.last_step("kept") as session:
            session.get_one(Mail, mail.id).sealed = sealed
        return
    try:
        run.remote("sent", lambda: smtp.send(run.shop.settings, letter.message(mail.recipient)))
    except MailRefused as refused:
        raise (Refused if refused.permanent else Retry)(str(refused)) from None
    with run.last_step("done") as session:
        _drop(session, mail.id)


def _drop(session: Session, mail: int) -> None:
    if session.get(Mail, mail) is not None:
        mails.drop(session, mail)


def _write(session: Session, mail: Mail, settings: Settings) -> Letter | None:
    """What the mail says; None when there is nobody to say it to."""
    base_url, lasting = settings.base_url, timedelta(minutes=settings.link_minutes)
    if mail.kind in ("invitation", "join"):
        return _invite(session, mail, base_url)
    account = session.scalar(select(Account).where(Account.email == mail.recipient, Account.disabled_at.is_(None)))
    if account is None:
        return None
    hello = f"Hello {account.name},"
    about = (f"It opens once, within {settings.link_minutes} minutes.", _NOT_YOU)
    match mail.kind:
        case "sign_in":
            url = f"{base_url}/sign-in#{links.make(session, 'sign_in', account.id, lasting)}"
            return Letter("Your link to sign in", (hello, "here is your link."), "Sign in", url, about)
        case "reset":
            url = f"{base_url}/reset#{links.make(session, 'reset', account.id, lasting)}"
            said = (hello, "here you choose a new password. You are signed out everywhere else then.")
            return Letter("Choose a new password", said, "Choose a password", url, about)
        case "password_changed":
            said = (hello, "your password was changed, and you are signed out everywhere else.")
            below = ("If that was not you: have a link sent for a new one, and tell an admin.",)
            return Letter("Your password was changed", said, "Choose a new password", f"{base_url}/reset", below)
        case "identity_linked":
            said = (hello, "an identity at a provider was linked to your account: it signs you in from now on.")
            return Letter("One more way to sign in", said, "Sign in", f"{base_url}/sign-in", (_UNLINK,))
        case "identity_unlinked":
            said = (hello, "an identity at a provider was unlinked from your account: it signs you in no more.")
            return Letter("One way less to sign in", said, "Sign in", f"{base_url}/sign-in", (_TELL,))
    return None


def _invite(session: Session, mail: Mail, base_url: str) -> Letter | None:
    invitation = session.get(Invitation, mail.data["invitation"])
    if invitation is None:
        return None
    board = session.get_one(Board, invitation.board_id)
    if mail.kind == "invitation":
        secret = invitations.fresh_secret(session, invitation)
        by = session.get_one(Account, invitation.by_id).name
        said = f"{by} invites you to the board “{board.name}”, where ideas become the team's work."
        until = f"It opens once, until {invitation.expires_at:%Y-%m-%d %H:%M} UTC."
    else:
        who = {"email": mail.recipient, "name": mail.data["name"]}
        secret = links.make(session, "join", invitation=invitation.id, **who)
        said = f"here you come to the board “{board.name}”, where ideas become the team's work."
        until = "It opens once, within a day."
    below = (until, "If you do not know the board, there is nothing to do: without the link nobody gets in.")
    return Letter(f"Come to {board.name}", ("Hello,", said), "Come to the board", f"{base_url}/join#{secret}", below)
