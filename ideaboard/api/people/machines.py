"""`/accounts/{account}/tokens`: the tokens of machines, for admins, who can revoke a person's and make none."""

from typing import Any

from ideaboard import ids
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Truth
from ideaboard.api.dialect.schemas import Paging
from ideaboard.api.people.me import TokenMade, TokenPost, TokenShown
from ideaboard.clock import now
from ideaboard.core.people import accounts, boards, tokens
from ideaboard.core.people.tokens import Token
from ideaboard.core.reading import people
from ideaboard.errors import Conflict, NotFound, invalid_field

blp = Blueprint("machines", "The tokens of service accounts, for admins.")

_AT = "/accounts/<id(account):account>/tokens"
_FOR_OTHERS = "Whether it acts for people on its board, who are named in `On-Behalf-Of`."


class MachineTokenPost(TokenPost):
    """A token to be made for a machine."""

    EXAMPLE = {"name": "chat", "scopes": ["read", "write"], "board": "platform-team", "on_behalf": True}

    on_behalf = Truth(load_default=False, help=_FOR_OTHERS)


class MachineTokenShown(TokenShown):
    """A token, without its secret."""

    on_behalf = Truth(help=_FOR_OTHERS)


class MachineTokenMade(TokenMade):
    """A fresh token with its secret, which is never shown again."""

    on_behalf = Truth(help=_FOR_OTHERS)


@blp.route(_AT)
@blp.arguments(Paging, "query")
@blp.response(200, MachineTokenShown, paged=True)
@blp.may("account.list_tokens", of="account")
def list_all(call: Call, account: int) -> Any:
    """An account's tokens, the newest first; never their secrets."""
    people.account(call.db, account)
    return people.tokens(call.db, account, call.window)


@blp.route(_AT, method="POST")
@blp.arguments(MachineTokenPost)
@blp.response(201, MachineTokenMade, secret_fields=("token",))
@blp.conflicts("too_many_tokens", "not_a_machine")
@blp.refusals("sign_in_again")
@blp.may("account.make_token", of="account")
def make(call: Call, account: int) -> Any:
    """Make a token for a service account; its secret is in this answer and nowhere else.

    A session makes one that began 10 minutes ago at most.
    """
    call.must_be_fresh()
    fields = dict(call.fields)
    machine = accounts.lock(call.db, account)
    if machine.kind != "service":
        raise Conflict("not_a_machine", "A person's tokens are theirs to make.")
    if fields["expires_at"] is not None and fields["expires_at"] <= now():
        raise invalid_field("/expires_at", "not_in_future", "The moment must lie in the future.")
    slug = fields.pop("board")
    place = boards.seen(call.db, slug, account) if slug is not None else None
    if slug is not None and place is None:
        raise invalid_field("/board", "unknown_id", "The account can see no such board.")
    if fields["on_behalf"] and place is None:
        raise invalid_field("/board", "board_needed", "Say for the people of which board.")
    board = place.board_id if place is not None else None
    made, secret = tokens.create(call.db, account, board=board, by=call.me, **fields)
    call.created("token", made.id, f"accounts/{ids.encode('account', account)}/tokens")
    return {**people.token(call.db, account, made.id)._mapping, "token": secret}


@blp.route(_AT + "/<id(token):token>")
@blp.response(200, MachineTokenShown)
@blp.may("account.list_tokens", of=("account", "token"))
def read(call: Call, account: int, token: int) -> Any:
    """One of an account's tokens, without its secret."""
    return people.token(call.db, account, token)


@blp.route(_AT + "/<id(token):token>", method="DELETE")
@blp.response(204)
@blp.may("account.revoke_token", of=("account", "token"))
def revoke(call: Call, account: int, token: int) -> None:
    """Revoke a token of an account, a person's too: it opens nothing from now on."""
    found = call.db.get(Token, token)
    if found is None or found.account_id != account:
        raise NotFound
    tokens.revoke(call.db, found, by=call.me)
