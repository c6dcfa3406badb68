"""`/session`: signing in and out, and `/me/sessions`, where I am signed in."""

from pathlib import Path
from typing import Any

import structlog

from ideaboard.api.dialect import auth
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Email, Id, Many, Moment, OneOf, Text, Truth
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.outbox import mails
from ideaboard.core.people import accounts, passwords, sessions, signing
from ideaboard.core.people.leaked import Breached, NoList
from ideaboard.core.people.passwords import LONGEST, SHORTEST, Chosen
from ideaboard.core.people.signing import Verified
from ideaboard.core.reading import people
from ideaboard.db import concern
from ideaboard.errors import Busy, Forbidden, invalid_field

log = structlog.get_logger()

blp = Blueprint("sessions", "Signing in and out, and where I am signed in.")

_WAYS = ("password", "link", "oidc")
# How a session began: by a password, a link that was mailed, an invitation, OpenID Connect.
_BEGUN = ("password", "link", "invitation", "oidc")


def _new_password() -> Text:
    """A field with a password that somebody wants."""
    return Text(
        LONGEST, min=SHORTEST, required=True, example="several unusual words",
        help="One that is easily guessed is refused: 422 `weak_password` says why.",
    )  # fmt: skip


def _secret() -> Text:
    """A field with the secret of a link."""
    return Text(200, min=1, required=True, example="il_…", help="What stands behind the `#` of the link.")


class SignIn(In):
    """Who I am, and what only I know."""

    email = Email(required=True, example="ada@example.org")
    password = Text(LONGEST, min=1, required=True, example="several unusual words")


class AskLink(In):
    """Where the mail goes."""

    email = Email(required=True, example="ada@example.org")


class UseLink(In):
    """A link that was mailed."""

    secret = _secret()


class UseReset(In):
    """A link that was mailed, and the new password."""

    secret = _secret()
    password = _new_password()


class First(In):
    """The first admin, by the link that an empty board printed."""

    secret = _secret()
    name = Text(100, min=1, line=True, required=True, example="Ada")
    email = Email(required=True, example="ada@example.org")
    password = _new_password()


class PasswordPut(In):
    """A new password, and the present one where there is one."""

    EXAMPLE = {"current": "several unusual words", "password": "other words, quite as unusual"}

    current = Text(LONGEST, load_default=None, allow_none=True, example="several unusual words")
    password = _new_password()


class SessionNow(Out):
    """Whether I am signed in, and how it can be done here."""

    account = by("account_", "Who I am; null: nobody is signed in.")
    ways = Many(OneOf(*_WAYS), len(_WAYS), example=["password", "link"], help="How one signs in here.")
    provider = Text(100, allow_none=True, help="What the provider is called at which one signs in; null without one.")
    mail = Truth(help="Whether mails are sent; if not, an admin passes on what they say.")
    kinder_words = Truth(help="Whether a plugin knows kinder words, which `POST /suggestions` asks for.")


class SessionShown(Out):
    """Where I am signed in."""

    id = Id("session")
    device = Text(60, example="Firefox on Linux")
    way = OneOf(*_BEGUN, help="How it began.")
    created_at = Moment()
    expires_at = Moment(example="2027-01-01T00:00:00Z")
    seen_on = Day(help="The last day on which it was used.")
    mine = Truth(help="Whether it is the one that asks.")


class SignedOut(Out):
    """Where one signs out at the provider too."""

    sign_out_url = Text(
        8000,
        example="https://id.example.org/logout?client_id=ideaboard&…",
        help="The provider's address, for the browser to go to. It sends back to `/sign-in`, with the `state` in it.",
    )


def begin(call: Call, account: int, way: str, identity: int | None = None) -> Any:
    """Sign `account` in, in place of whoever was signed in here: a session is never carried over."""
    if call.present:
        # What opened this one may have ended it, as a new password does.
        sessions.leave(call.db, call.present)
    made = _start(call, account, way, identity)
    call.created("session", made.id, "me/sessions")
    return people.session(call.db, account, made.id, made.id)


def _start(call: Call, account: int, way: str, identity: int | None = None) -> sessions.SignIn:
    limits = auth.limits(call.home.settings)
    device = auth.device(call.agent)
    made, call.session = sessions.start(call.db, account, device=device, way=way, limits=limits, identity=identity)
    return made


def must_be_in_session(call: Call, sentence: str) -> None:
    """For what is done by whoever signed in, and by no token. Raises Forbidden, which says the `sentence`."""
    if not call.present:
        raise Forbidden("session_needed", sentence)


def must_be_local(call: Call) -> None:
    """Raises Forbidden where people sign in by OpenID Connect alone."""
    if not call.home.settings.local_sign_in:
        raise Forbidden("local_sign_in_off", "Sign in by OpenID Connect.")


def _verify(call: Call) -> Verified:
    must_be_local(call)
    with call.home.database.reading() as db:
        verified = signing.verify(db, call.fields["email"], call.fields["password"])
    if verified.account is None:
        # In a transaction of its own: the request's is undone by its refusal.
        with call.home.database.transaction() as session:
            concern(session)
            signing.failed(session, verified.tried)
    return verified


def _choose(call: Call) -> Chosen:
    file = call.home.settings.breached_passwords
    try:
        return passwords.choose(call.fields["password"], Breached(Path(file)) if file else None)
    except NoList as error:
        log.error("no password can be chosen", why=str(error))
        raise Busy(detail="No password can be chosen just now; the operator's log says why.") from error


def _choose_and_verify(call: Call) -> tuple[bool, Chosen]:
    """Whether the present password was said, and the new one; also for who has none it takes as long."""
    must_be_in_session(call, "A token does not change a password: sign in.")
    with call.home.database.reading() as db:
        kept = accounts.password_hash(db, call.me)
    current = call.fields["current"]
    if kept is None:
        call.must_be_fresh()
    elif current is None:
        raise invalid_field("/current", "required", "Say your present password.")
    return passwords.verify(kept, current or ""), _choose(call)


@blp.route("/session")
@blp.response(200, SessionNow)
@blp.may("session.read")
def read(call: Call) -> Any:
    """Whether I am signed in, and how it can be done here."""
    settings = call.home.settings
    local = ["password", "link"] if settings.local_sign_in else []
    return {
        "account_id": call.me or None,
        "account_name": call.caller.name if call.caller is not None else None,
        "ways": [*local, *(["oidc"] if settings.oidc_discovery else [])],
        "provider": settings.oidc_name if settings.oidc_discovery else None,
        "mail": bool(settings.smtp_host),
        "kinder_words": bool(call.home.trackers.suggesters()),
    }


@blp.route("/session", method="POST")
@blp.arguments(SignIn)
@blp.response(201, SessionShown)
@blp.prepare(_verify)
@blp.failures("sign_in_failed")
@blp.refusals("cross_site", "local_sign_in_off")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def sign_in(call: Call) -> Any:
    """Sign in by e-mail and password.

    A wrong e-mail and a wrong password are answered alike, and take as long.
    """
    return begin(call, signing.by_password(call.db, call.prepared), "password")


def _look_for_the_way_out(call: Call) -> str | None:
    """Where one signs out at the provider, if it is by it that the session began."""
    if call.home.openid is None or not call.home.settings.oidc_sign_out:
        return None
    with call.home.database.reading() as db:
        issuer = people.came_by(db, call.present)
    return call.home.openid.sign_out(issuer) if issuer is not None else None


@blp.route("/session", method="DELETE")
@blp.response(200, SignedOut, or_nothing=True)
@blp.prepare(_look_for_the_way_out)
@blp.refusals("session_needed")
@blp.may("session.sign_out")
def sign_out(call: Call) -> Any:
    """Sign out: the session is over, and the browser forgets its cookie.

    Whoever came by a provider that can be signed out at is told where: 200. Otherwise there is nothing to say: 204.
    """
    must_be_in_session(call, "A token has no session to end: revoke it.")
    sessions.end(call.db, call.me, call.present)
    call.signed_out = True
    return {"sign_out_url": call.prepared} if call.prepared is not None else None


@blp.route("/session/link", method="POST")
@blp.arguments(AskLink)
@blp.response(204)
@blp.prepare(must_be_local)
@blp.refusals("cross_site", "local_sign_in_off")
@blp.signs_in
@blp.limited("mail")
@blp.may("session.ask")
def ask_link(call: Call) -> None:
    """Have a link mailed that signs me in: once, and soon, as the mail says.

    Whether anybody has this e-mail is not said.
    """
    mails.owe(call.db, "sign_in", call.fields["email"])


@blp.route("/session/by-link", method="POST")
@blp.arguments(UseLink)
@blp.response(201, SessionShown)
@blp.conflicts("link_spent")
@blp.refusals("cross_site")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def sign_in_by_link(call: Call) -> Any:
    """Sign in by a link that was mailed, which is spent by it."""
    return begin(call, signing.by_link(call.db, call.fields["secret"]), "link")


@blp.route("/session/reset", method="POST")
@blp.arguments(AskLink)
@blp.response(204)
@blp.prepare(must_be_local)
@blp.refusals("cross_site", "local_sign_in_off")
@blp.signs_in
@blp.limited("mail")
@blp.may("session.ask")
def ask_reset(call: Call) -> None:
    """Have a link mailed with which I choose a new password: once, and soon, as the mail says.

    Whether anybody has this e-mail is not said.
    """
    mails.owe(call.db, "reset", call.fields["email"])


@blp.route("/session/by-reset", method="POST")
@blp.arguments(UseReset)
@blp.response(201, SessionShown)
@blp.prepare(_choose)
@blp.conflicts("link_spent")
@blp.refusals("cross_site")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def sign_in_by_reset(call: Call) -> Any:
    """Choose a new password by a link that was mailed, and sign in. All other sessions of mine end."""
    return begin(call, signing.by_reset(call.db, call.fields["secret"], call.prepared), "link")


@blp.route("/session/first", method="POST")
@blp.arguments(First)
@blp.response(201, SessionShown)
@blp.prepare(_choose)
@blp.conflicts("link_spent")
@blp.refusals("cross_site")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def sign_in_first(call: Call) -> Any:
    """Become the first admin of an empty board, by the link that `ideaboard serve` printed."""
    fields = call.fields
    made = signing.first(call.db, fields["secret"], name=fields["name"], email=fields["email"], chosen=call.prepared)
    return begin(call, made, "link")


@blp.route("/me/sessions")
@blp.arguments(Paging, "query")
@blp.response(200, SessionShown, paged=True)
@blp.may("session.list")
def list_mine(call: Call) -> Any:
    """Where I am signed in, the newest first."""
    return people.sessions(call.db, call.me, call.present, call.window)


@blp.route("/me/sessions/<id(session):session>")
@blp.response(200, SessionShown)
@blp.may("session.list", of="session")
def read_mine(call: Call, session: int) -> Any:
    """One session of mine."""
    return people.session(call.db, call.me, session, call.present)


@blp.route("/me/sessions", method="DELETE")
@blp.response(204)
@blp.refusals("sign_in_again")
@blp.may("session.end")
def end_others(call: Call) -> None:
    """End every session of mine but the one that asks, which began 10 minutes ago at most."""
    call.must_be_fresh()
    sessions.end_all(call.db, call.me, but=call.present)


@blp.route("/me/sessions/<id(session):session>", method="DELETE")
@blp.response(204)
@blp.refusals("sign_in_again")
@blp.may("session.end", of="session")
def end_mine(call: Call, session: int) -> None:
    """End one session of mine; another one than that which asks, when that began 10 minutes ago at most."""
    if session != call.present:
        call.must_be_fresh()
    sessions.end(call.db, call.me, session)
    call.signed_out = session == call.present


@blp.route("/me/password", method="PUT")
@blp.arguments(PasswordPut)
@blp.response(204)
@blp.prepare(_choose_and_verify)
@blp.conflicts("no_password")
@blp.refusals("session_needed", "sign_in_again")
@blp.may("me.password")
def put_password(call: Call) -> None:
    """Set or change my password. All my other sessions end, and this one is made anew.

    Who has a password says it; who has none has signed in 10 minutes ago at most.
    """
    said, chosen = call.prepared
    signing.set_password(call.db, accounts.lock(call.db, call.me), said, chosen)
    _start(call, call.me, "password")
