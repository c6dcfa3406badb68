"""`/me`: who I am, my tokens, and that I leave."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Email, Id, Many, Moment, OneOf, Text, Truth
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.clock import now
from ideaboard.core.people import accounts, boards, tokens
from ideaboard.core.people.tokens import Token
from ideaboard.core.privacy import erasures
from ideaboard.core.reading import people
from ideaboard.errors import FieldError, Forbidden, Invalid, NotFound, invalid_field

blp = Blueprint("me", "Who I am, and the tokens I made.")


class Me(Out):
    """My account."""

    id = Id("account")
    kind = OneOf("person", "service")
    name = Text(100, example="Ada")
    email = Email(allow_none=True, example="ada@example.org")
    admin = Truth(help="Whether I administer this installation.")
    created_at = Moment()


class MeEdit(In):
    """What I can change about myself."""

    name = Text(100, min=1, line=True, example="Ada")


class Erase(In):
    """What of an account's content is erased with it."""

    content = OneOf(*erasures.CONTENT, load_default="keep", help="`erase`: what it wrote goes too.")


class TokenPost(In):
    """A token to be made."""

    name = Text(100, min=1, line=True, required=True, example="nightly report")
    scopes = Many(OneOf(*tokens.SCOPES), 4, min=1, required=True, example=["read"])
    expires_at = Moment(load_default=None, allow_none=True, example="2027-01-01T00:00:00Z")
    board = Text(40, load_default=None, allow_none=True, example="platform-team", help="Limit it to this board.")


class TokenShown(Out):
    """A token, without its secret."""

    id = Id("token")
    name = Text(100, example="nightly report")
    scopes = Text(40, example="read", help="Space-separated.")
    board = Text(40, allow_none=True, example="platform-team")
    created_at = Moment()
    expires_at = Moment(allow_none=True, example="2027-01-01T00:00:00Z")
    last_used = Day(allow_none=True, help="The day of its last use.")


class TokenMade(TokenShown):
    """A fresh token with its secret, which is never shown again."""

    OPTIONAL = ("token", "secret_already_shown")

    token = Text(200, example="ib_…", help="The secret: keep it now. A repeat of the request leaves it out.")
    secret_already_shown = Truth(help="Only in a repeat of the request, in place of the secret.")


@blp.route("/me")
@blp.response(200, Me, versioned=True)
@blp.may("me.read")
def read(call: Call) -> Any:
    """Who am I?"""
    return people.account(call.db, call.me)


@blp.route("/me", method="PATCH")
@blp.arguments(MeEdit)
@blp.response(200, Me, versioned=True)
@blp.may("me.edit")
def edit(call: Call) -> Any:
    """Change my name."""
    accounts.edit(call.db, accounts.lock(call.db, call.me), call.expected, **call.fields, by=call.me)
    return people.account(call.db, call.me)


@blp.route("/me", method="DELETE")
@blp.arguments(Erase, "query")
@blp.response(204, versioned=True)
@blp.conflicts("last_leader", "last_admin")
@blp.refusals("sign_in_again")
@blp.may("me.erase")
def erase(call: Call) -> None:
    """Erase my account, at once and for good: my name and e-mail vanish everywhere, all my tokens stop working.

    I leave every board, decline what is offered to me, and hand back what I work on. What I wrote stays and its author
    is called `Somebody who left`; with `content=erase` it goes too, but for what I decided as a leader and why. A job
    strikes the name out of errors, kept answers and what else machines wrote, and then has SQLite's file written anew.
    A session does it that began 10 minutes ago at most.
    """
    call.must_be_fresh()
    erasures.erase(call.db, call.me, call.me, call.expected, erased=call.query["content"], keys=call.home.keys)


@blp.route("/me/tokens")
@blp.arguments(Paging, "query")
@blp.response(200, TokenShown, paged=True)
@blp.may("token.list")
def list_tokens(call: Call) -> Any:
    """My tokens, the newest first; never their secrets."""
    return people.tokens(call.db, call.me, call.window)


@blp.route("/me/tokens", method="POST")
@blp.arguments(TokenPost)
@blp.response(201, TokenMade, secret_fields=("token",))
@blp.conflicts("too_many_tokens")
@blp.refusals("sign_in_again")
@blp.may("token.create")
def make_token(call: Call) -> Any:
    """Make a token; its secret is in this answer and nowhere else.

    A token never allows more than the token it was made with, nor lives longer. A session makes one that began 10
    minutes ago at most.
    """
    call.must_be_fresh()
    caller = call.caller
    assert caller is not None  # noqa: S101
    beyond = [scope for scope in call.fields["scopes"] if scope not in caller.scopes]
    if beyond:
        raise Forbidden("insufficient_scope", f"Your own token lacks the scope `{beyond[0]}`.", scope=beyond[0])
    expires_at = call.fields["expires_at"]
    if expires_at is not None and expires_at <= now():
        raise invalid_field("/expires_at", "not_in_future", "The moment must lie in the future.")
    # A session makes tokens that outlive it: it is its owner who asks.
    mine = caller.expires_at if caller.token_id is not None else None
    if mine is not None and (expires_at is None or expires_at > mine):
        raise invalid_field(
            "/expires_at", "outlives_own", "Not later than your own token's expiry.", own=mine.isoformat()
        )
    board = None
    if call.fields["board"] is not None:
        place = boards.seen(call.db, call.fields["board"], call.me)
        if place is None:
            raise Invalid([FieldError("/board", "unknown_id", "You can see no such board.")])
        board = place.board_id
    made, secret = tokens.create(
        call.db,
        call.me,
        name=call.fields["name"],
        scopes=call.fields["scopes"],
        expires_at=expires_at,
        board=board,
        by=call.me,
    )
    call.created("token", made.id, "me/tokens")
    return {**people.token(call.db, call.me, made.id)._mapping, "token": secret}


@blp.route("/me/tokens/<id(token):token>")
@blp.response(200, TokenShown)
@blp.may("token.list", of="token")
def read_token(call: Call, token: int) -> Any:
    """One of my tokens, without its secret."""
    return people.token(call.db, call.me, token)


@blp.route("/me/tokens/<id(token):token>", method="DELETE")
@blp.response(204)
@blp.may("token.revoke", of="token")
def revoke_token(call: Call, token: int) -> None:
    """Revoke a token: it opens nothing from now on."""
    found = call.db.get(Token, token)
    if found is None or found.account_id != call.me:
        raise NotFound
    tokens.revoke(call.db, found, by=call.me)
