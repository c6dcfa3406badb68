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


def provider_of(call: Call) -> Provider:
    """The provider. Raises Forbidden `oidc_off`."""
    if call.home.openid is None:
        raise Forbidden("oidc_off", "Sign in by e-mail.")
    return call.home.openid


def go_there(call: Call, purpose: str, state: str) -> dict[str, str]:
    """Send this browser to the provider, for the `purpose` of a link whose secret is the `state`.

    What binds both together is kept in a cookie. The provider's address is `call.prepared`.
    """
    attempt = Attempt.of(state)
    sealed = call.home.keys.seal({purpose: attempt.state, "nonce": attempt.nonce, "verifier": attempt.verifier})
    call.begun = sealed.decode()
    return {"url": provider_of(call).question(call.prepared, attempt)}


def come_back(call: Call, purpose: str) -> Said:
    """Who came back, of those whom this browser began with for this `purpose`: asked before the transaction opens.

    Raises NotProven, ProviderSilent, and Forbidden `oidc_off`.
    """
    provider = provider_of(call)
    attempt = _attempt(call, purpose)
    if attempt is None or attempt.state != call.fields["state"]:
        # Somebody who began elsewhere, or did not begin at all, was sent here with a code that is not theirs.
        raise NotProven(detail="Begin anew: this browser has not begun it, or too long ago.")
    return provider.exchange(attempt, call.fields["code"], call.fields["iss"])


def _attempt(call: Call, purpose: str) -> Attempt | None:
    """What this browser has begun, if it is that."""
    try:
        found = call.home.keys.unseal((call.began or "").encode())
        return Attempt(found[purpose], found["nonce"], found["verifier"])
    except (KeyMissing, KeyError):
        return None


def _look_for_it(call: Call) -> str:
    return provider_of(call).address()


def _exchange(call: Call) -> Said:
    return come_back(call, "oidc")


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
    return go_there(call, "oidc", links.make(call.db, "oidc"))


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
    identity = trusting.by_openid(call.db, call.prepared, trust, present=call.present)
    call.begun = ""
    return begin(call, identity.account_id, "oidc", identity.id)
