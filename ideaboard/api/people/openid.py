"""`/session/oidc`: signing in at the provider of OpenID Connect, and coming back from there."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Text
from ideaboard.api.dialect.schemas import In, Out
from ideaboard.api.people.sessions import SessionShown, begin
from ideaboard.core.people import links, trusting
from ideaboard.core.people.trusting import NotProven, Said, Trust
from ideaboard.core.tracking.seal import KeyMissing
from ideaboard.errors import Forbidden
from ideaboard.openid.provider import Attempt, Provider

blp = Blueprint("openid", "Signing in at a provider of OpenID Connect.")


class SignInThere(Out):
    """Where one signs in."""

    url = Text(
        8000,
        example="https://id.example.org/authorize?response_type=code&…",
        help="The provider's address, for this browser and for 10 minutes. It sends back to `/signed-in`.",
    )


class ComeBack(In):
    """What the provider sent along to `/signed-in`."""

    code = Text(4000, min=1, line=True, required=True, example="SplxlOBeZQQYbYS6WxSbIA")
    state = Text(200, min=1, line=True, required=True, example="il_…")
    iss = Text(
        255, load_default=None, allow_none=True, line=True, example="https://id.example.org",
        help="Who the provider says it is (RFC 9207), where it does.",
    )  # fmt: skip


def _provider(call: Call) -> Provider:
    if call.home.openid is None:
        raise Forbidden("oidc_off", "Sign in by e-mail.")
    return call.home.openid


def _look_for_it(call: Call) -> str:
    return _provider(call).address()


def _exchange(call: Call) -> Said:
    """Who came back: asked of the provider before the transaction opens."""
    provider = _provider(call)
    attempt = _attempt(call)
    if attempt is None or attempt.state != call.fields["state"]:
        # Somebody who began elsewhere, or did not begin at all, was sent here with a code that is not theirs.
        raise NotProven(detail="Begin to sign in anew: this browser has not begun it, or too long ago.")
    return provider.exchange(attempt, call.fields["code"], call.fields["iss"])


def _attempt(call: Call) -> Attempt | None:
    """The sign-in that this browser has begun."""
    try:
        found = call.home.keys.unseal((call.began or "").encode())
        return Attempt(found["oidc"], found["nonce"], found["verifier"])
    except (KeyMissing, KeyError):
        return None


@blp.route("/session/oidc", method="POST")
@blp.response(200, SignInThere)
@blp.prepare(_look_for_it)
@blp.refusals("cross_site", "oidc_off")
@blp.outages("oidc_unavailable")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def begin_oidc(call: Call) -> Any:
    """Begin to sign in by OpenID Connect: this browser goes to the `url` in the answer, within 10 minutes.

    A cookie holds what binds the sign-in to this browser.
    """
    attempt = Attempt.of(links.make(call.db, "oidc"))
    sealed = call.home.keys.seal({"oidc": attempt.state, "nonce": attempt.nonce, "verifier": attempt.verifier})
    call.begun = sealed.decode()
    return {"url": _provider(call).question(call.prepared, attempt)}


@blp.route("/session/by-oidc", method="POST")
@blp.arguments(ComeBack)
@blp.response(201, SessionShown)
@blp.prepare(_exchange)
@blp.failures("oidc_failed")
@blp.refusals("cross_site", "oidc_off", "oidc_not_allowed")
@blp.outages("oidc_unavailable")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def sign_in_by_oidc(call: Call) -> Any:
    """Sign in with what the provider sent along; once, in the browser that began it.

    Somebody new gets an account when the provider has verified their e-mail, and this board trusts its domain. What
    their groups say of boards here holds from now on.
    """
    settings = call.home.settings
    trust = Trust(settings.domains, settings.groups)
    account = trusting.by_openid(call.db, call.prepared, trust, present=call.present)
    call.begun = ""
    return begin(call, account, "oidc")
