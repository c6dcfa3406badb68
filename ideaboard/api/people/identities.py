"""`/me/identities`: who I am at a provider, linking one more identity, and unlinking one."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Id, Text
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.api.people.openid import ComeBack, SignInThere, come_back, go_there, provider_of
from ideaboard.api.people.sessions import must_be_in_session
from ideaboard.core.people import identities, trusting
from ideaboard.core.people.trusting import Said, Ways
from ideaboard.core.reading import people
from ideaboard.core.reading.pages import Page

blp = Blueprint("identities", "Who I am at a provider of OpenID Connect.")

_SIGN_IN = "A token does not say how one signs in: sign in yourself."


class IdentityShown(Out):
    """Somebody that I am at a provider, and by whom I sign in here."""

    id = Id("identity")
    issuer = Text(255, example="https://id.example.org", help="The provider.")
    provider = Text(
        100, allow_none=True, example="Example",
        help="What it is called, as `/session` says; null when it is not the one at which one signs in here now.",
    )  # fmt: skip
    since = Day(help="The day on which it was linked.")
    last_used = Day(help="The last day on which I signed in by it, or linked it.")


def _shown(call: Call, row: Any) -> dict[str, Any]:
    provider = call.home.openid
    here = provider is not None and row.issuer.rstrip("/") == provider.issuer
    name = call.home.settings.oidc_name if here else None
    return {**row._mapping, "provider": name, "since": row.created_at.date()}


def _ways(call: Call) -> Ways:
    local, provider = call.home.settings.local_sign_in, call.home.openid
    mailed = local and bool(call.home.settings.smtp_host)
    return Ways(provider.issuer if provider is not None else "", password=local, mail=mailed)


def _look_for_it(call: Call) -> str:
    must_be_in_session(call, _SIGN_IN)
    call.must_be_fresh()
    return provider_of(call).address()


def _exchange(call: Call) -> Said:
    must_be_in_session(call, _SIGN_IN)
    return come_back(call, "oidc_link")


@blp.route("/me/identities")
@blp.arguments(Paging, "query")
@blp.response(200, IdentityShown, paged=True)
@blp.may("identity.list")
def list_mine(call: Call) -> Any:
    """Who I am at the provider, the newest first: each of them signs me in."""
    page = people.identities(call.db, call.me, call.window)
    return Page([_shown(call, row) for row in page.rows], page.next, page.total)


@blp.route("/me/identities/<id(identity):identity>")
@blp.response(200, IdentityShown)
@blp.may("identity.list", of="identity")
def read_mine(call: Call, identity: int) -> Any:
    """One identity of mine."""
    return _shown(call, people.identity(call.db, call.me, identity))


@blp.route("/me/identities/begin", method="POST")
@blp.response(200, SignInThere)
@blp.prepare(_look_for_it)
@blp.refusals("session_needed", "sign_in_again", "oidc_off")
@blp.outages("oidc_unavailable")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("identity.link")
def begin_linking(call: Call) -> Any:
    """Begin to link an identity to my account: this browser goes to the `url` in the answer, within 10 minutes.

    It is bound to this session. What comes back is for `POST /me/identities`, and signs nobody in.
    """
    return go_there(call, "oidc_link", trusting.begin_linking(call.db, call.me, call.present))


@blp.route("/me/identities", method="POST")
@blp.arguments(ComeBack)
@blp.response(201, IdentityShown)
@blp.prepare(_exchange)
@blp.failures("oidc_failed")
@blp.conflicts("identity_taken", "too_many_identities")
@blp.refusals("session_needed", "oidc_off")
@blp.outages("oidc_unavailable")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("identity.link")
def link(call: Call) -> Any:
    """Link the identity with which I came back from the provider; once, in the session that began it.

    Whatever its e-mail is: from now on it signs me in. I am told so by mail.
    """
    made = trusting.link(call.db, call.prepared, call.me, call.present)
    call.begun = ""
    call.created("identity", made.id, "me/identities")
    return _shown(call, people.identity(call.db, call.me, made.id))


@blp.route("/me/identities/<id(identity):identity>", method="DELETE")
@blp.response(204)
@blp.conflicts("last_way_in")
@blp.refusals("session_needed", "sign_in_again")
@blp.may("identity.unlink", of="identity")
def unlink(call: Call, identity: int) -> None:
    """Unlink an identity: it signs nobody in any more, and the sessions that began by it are over, this one too.

    Its e-mail does not link it again; I can. I am told so by mail.
    """
    found = identities.lock(call.db, call.me, identity)
    must_be_in_session(call, _SIGN_IN)
    call.must_be_fresh()
    call.signed_out = call.present in trusting.unlink(call.db, found, _ways(call))
