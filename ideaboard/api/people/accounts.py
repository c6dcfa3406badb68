"""`/accounts`: people and service accounts, for admins."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Email, OneOf, Text, Truth
from ideaboard.api.dialect.schemas import In, Paging
from ideaboard.api.people.me import Erase, Me
from ideaboard.core.people import access, accounts
from ideaboard.core.privacy import erasures
from ideaboard.core.reading import people
from ideaboard.errors import invalid_field

blp = Blueprint("accounts", "People and service accounts of this installation, for its admins.")


class AccountPost(In):
    """An account to be made. A person has an e-mail, a service account has none."""

    EXAMPLE = {"kind": "person", "name": "Eve", "email": "eve@example.org"}

    kind = OneOf("person", "service", load_default="person")
    name = Text(100, min=1, line=True, required=True, example="Eve")
    email = Email(load_default=None, allow_none=True, example="eve@example.org")
    admin = Truth(load_default=False)


class AccountEdit(In):
    """What an admin can change about an account."""

    EXAMPLE = {"disabled": True}

    name = Text(100, min=1, line=True, example="Eve")
    disabled = Truth(help="A disabled account can do nothing.")
    admin = Truth(help="Whether it administers this installation.")


class AccountShown(Me):
    """An account."""

    disabled = Truth()


@blp.route("/accounts")
@blp.arguments(Paging, "query")
@blp.response(200, AccountShown, paged=True)
@blp.may("account.list")
def list_all(call: Call) -> Any:
    """All accounts, the oldest first."""
    return people.accounts(call.db, call.window)


@blp.route("/accounts", method="POST")
@blp.arguments(AccountPost)
@blp.response(201, AccountShown)
@blp.conflicts("email_taken")
@blp.may("account.create")
def create(call: Call) -> Any:
    """Make an account for a person or a machine."""
    if (call.fields["kind"] == "person") != (call.fields["email"] is not None):
        raise invalid_field("/email", "email_by_kind", "A person has an e-mail, a service account has none.")
    made = accounts.create(call.db, **call.fields, by=call.me)
    call.created("account", made.id)
    return people.account(call.db, made.id)


@blp.route("/accounts/<id(account):account>")
@blp.response(200, AccountShown, versioned=True)
@blp.may("account.read", of="account")
def read(call: Call, account: int) -> Any:
    """One account."""
    return people.account(call.db, account)


@blp.route("/accounts/<id(account):account>", method="PATCH")
@blp.arguments(AccountEdit)
@blp.response(200, AccountShown, versioned=True)
@blp.conflicts("last_admin")
@blp.may("account.edit", of="account")
def edit(call: Call, account: int) -> Any:
    """Rename an account, make it an admin's or not, or switch it off and on.

    Whoever's role changes, or is switched off, has to sign in anew.
    """
    access.edit(call.db, accounts.lock(call.db, account), call.expected, **call.fields, by=call.me)
    return people.account(call.db, account)


@blp.route("/accounts/<id(account):account>", method="DELETE")
@blp.arguments(Erase, "query")
@blp.response(204, versioned=True)
@blp.conflicts("last_leader", "last_admin")
@blp.may("account.erase", of="account")
def erase(call: Call, account: int) -> None:
    """Erase the account of somebody who left, as they could themselves with `DELETE /me`."""
    erasures.erase(call.db, account, call.me, call.expected, erased=call.query["content"], keys=call.home.keys)
