"""Getting in, out and onto boards, each way once: what each leaves in the audit trail is looked for."""

from typing import Any

from ideaboard.core.outbox import mails
from ideaboard.core.people import invitations, links
from ideaboard.core.people.invitations import Invitation
from ideaboard.ids import decode, encode
from tests.make import PASSWORD
from tests.unbreakable.world import World

Ask = tuple[str, str, dict[str, Any], str]
OTHER = "marble kettle orchid sparrow"

# What is done in a browser that is signed in, at a provider, or on an empty board: tests of their own look at what
# these leave.
BY_BROWSERS = {
    "DELETE /me/sessions",
    "DELETE /me/sessions/{session}",
    "DELETE /session",
    "DELETE /me/identities/{identity}",
    "POST /me/identities",
    "POST /me/identities/begin",
    "POST /session/by-oidc",
    "POST /session/first",
    "POST /session/oidc",
    "PUT /me/password",
}


def entering(world: World) -> list[Ask]:
    """Every operation by which somebody gets in, with the secrets that it needs."""
    make = world.make
    ada, email = make.person("ada"), make.password("ada")
    with make.home.database.transaction() as session:
        sign_in, reset = links.make(session, "sign_in", ada), links.make(session, "reset", ada)
        waiting = mails.owe(session, "sign_in", email)
        waiting.sealed = make.home.keys.seal({})
        mail = encode("mail", waiting.id)
    machine = world.did("root", "POST", "/accounts", kind="service", name="Robot")["id"]
    by_link = world.did("ada", "POST", "/boards/team/invitations", role="member", uses=None)
    secret = {"secret": by_link["url"].partition("#")[2]}
    by_mail = world.did("ada", "POST", "/boards/team/invitations", email="zoe@example.org")["id"]
    with make.home.database.transaction() as session:
        found = session.get_one(Invitation, decode("invitation", by_mail))
        mailed = invitations.fresh_secret(session, found)
    return [
        ("ada", "POST /session", {"email": email, "password": PASSWORD}, ""),
        ("ada", "POST /session/by-link", {"secret": sign_in}, ""),
        ("ada", "POST /session/by-reset", {"secret": reset, "password": OTHER}, ""),
        ("ada", "POST /session/link", {"email": email}, ""),
        ("ada", "POST /session/reset", {"email": email}, ""),
        ("ada", "POST /session/invitation", {**secret, "email": "zoe@example.org", "name": "Zoe"}, ""),
        ("ada", "POST /invitations", secret, ""),
        ("cy", "POST /me/invitations", secret, ""),
        ("newcomer", "POST /session/by-invitation", {"secret": mailed, "name": "Zoe"}, ""),
        ("root", f"PATCH /accounts/{world.account('dia')}", {"admin": True}, ""),
        ("ada", f"DELETE /boards/team/invitations/{by_link['id']}", {}, ""),
        ("root", f"DELETE /mails/{mail}", {}, ""),
        ("root", f"POST /accounts/{machine}/tokens", {"name": "robot", "scopes": ["read"]}, "robots"),
        ("root", f"DELETE /accounts/{machine}/tokens/«robots»", {}, ""),
        ("ben", "POST /me/export", {}, ""),
        ("ben", "DELETE /me", {}, ""),
        ("root", f"DELETE /accounts/{world.account('dia')}", {}, ""),
    ]
