"""`/boards/{board}/invitations`: inviting people to a board, and coming to it."""

from datetime import timedelta
from typing import Any, Final

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Email, Id, Moment, OneOf, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.api.people.boards import BoardShown
from ideaboard.api.people.sessions import SessionShown, begin, must_be_local
from ideaboard.clock import now
from ideaboard.core.people import boards, invitations
from ideaboard.core.reading import people
from ideaboard.errors import invalid_field

blp = Blueprint("invitations", "Inviting people to a board, and coming to it.")

_USUALLY: Final = timedelta(days=7)
_LONGEST: Final = timedelta(days=90)
_LINK: Final = "What stands behind the `#` of the invitation."


class InvitationPost(In):
    """Who may come, and as what."""

    EXAMPLE = {"role": "member", "email": "eve@example.org"}

    role = OneOf("member", "leader", load_default="member")
    email = Email(
        load_default=None, allow_none=True, example="eve@example.org", help="Whom a mail goes to; null: a link."
    )
    uses = Whole(1, 1000, load_default=1, allow_none=True, help="How many may come by a link; null: any number.")
    expires_at = Moment(load_default=None, allow_none=True, help="Within 90 days; in a week unless said.")


class InvitationShown(Out):
    """An invitation."""

    id = Id("invitation")
    role = OneOf("member", "leader")
    email = Email(allow_none=True, example="eve@example.org")
    uses = Whole(1, 1000, allow_none=True, example=1)
    used = Whole(0, 2**31, example=0)
    by = by("by_", "Who invites.")
    created_at = Moment()
    expires_at = Moment()


class InvitationMade(InvitationShown):
    """A fresh invitation; one by link with its address, which is never shown again."""

    OPTIONAL = ("url", "secret_already_shown")

    url = Text(2000, example="http://127.0.0.1:8000/join#ii_…", help="The link to pass on, which is a secret.")
    secret_already_shown = Truth(help="Only in a repeat of the request, in place of the link.")


class Secret(In):
    """An invitation."""

    secret = Text(200, min=1, required=True, example="ii_…", help=_LINK)


class Asked(Secret):
    """Somebody new, who comes by a link."""

    email = Email(required=True, example="eve@example.org")
    name = Text(100, min=1, line=True, required=True, example="Eve")


class Come(Secret):
    """Somebody who comes by a mail."""

    EXAMPLE = {"secret": "ii_…", "name": "Eve"}

    name = Text(100, min=1, line=True, load_default=None, allow_none=True, example="Eve", help="Needed of who is new.")


class InvitedTo(Out):
    """What somebody is invited to."""

    board = Text(100, example="Platform team", help="The board's name.")
    role = OneOf("member", "leader")
    by_mail = Truth(help="Whether it came by mail, so that whoever has it needs no other proof.")


@blp.route("/boards/<slug:board>/invitations")
@blp.arguments(Paging, "query")
@blp.response(200, InvitationShown, paged=True)
@blp.may("invitation.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """The board's invitations that are open, the newest first."""
    return people.invitations(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/invitations", method="POST")
@blp.arguments(InvitationPost)
@blp.response(201, InvitationMade, secret_fields=("url",))
@blp.conflicts("too_many_invitations")
@blp.limited("mail")
@blp.may("invitation.make", at=boards.place, of="board")
def make(call: Call, board: str) -> Any:
    """Invite somebody by mail, or make a link to pass on.

    By mail it is for whoever reads that mail, once. By a link come as many as `uses` says, each of whom is sent a mail
    first unless they have an account here.
    """
    fields = dict(call.fields)
    until = fields["expires_at"] = fields["expires_at"] or now() + _USUALLY
    if until <= now():
        raise invalid_field("/expires_at", "not_in_future", "The moment must lie in the future.")
    if until > now() + _LONGEST:
        raise invalid_field("/expires_at", "too_far", "At most 90 days from now.")
    made, secret = invitations.make(call.db, call.place.board_id, call.me, **fields)
    call.created("invitation", made.id, f"boards/{board}/invitations")
    shown = dict(people.invitation(call.db, call.place.board_id, made.id)._mapping)
    if secret is not None:
        shown["url"] = f"{call.home.settings.base_url}/join#{secret}"
    return shown


@blp.route("/boards/<slug:board>/invitations/<id(invitation):invitation>")
@blp.response(200, InvitationShown)
@blp.may("invitation.read", at=boards.place, of="board")
def read(call: Call, board: str, invitation: int) -> Any:
    """One invitation, without its link."""
    return people.invitation(call.db, call.place.board_id, invitation)


@blp.route("/boards/<slug:board>/invitations/<id(invitation):invitation>", method="DELETE")
@blp.response(204)
@blp.may("invitation.take_back", at=boards.place, of="board")
def take_back(call: Call, board: str, invitation: int) -> None:
    """Take an invitation back: nobody comes by it any more. Who has come stays."""
    invitations.take_back(call.db, call.place.board_id, call.me, invitation)


@blp.route("/invitations", method="POST")
@blp.arguments(Secret)
@blp.response(200, InvitedTo)
@blp.conflicts("link_spent")
@blp.refusals("cross_site")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("invitation.look")
def look(call: Call) -> Any:
    """What an invitation is to. It is not used up by this."""
    return people.invited_to(call.db, invitations.find(call.db, call.fields["secret"]))


@blp.route("/session/invitation", method="POST")
@blp.arguments(Asked)
@blp.response(204)
@blp.prepare(must_be_local)
@blp.conflicts("link_spent")
@blp.refusals("cross_site", "local_sign_in_off")
@blp.signs_in
@blp.limited("mail")
@blp.may("session.ask")
def ask(call: Call) -> None:
    """Somebody new comes by a link: have a mail sent to me, with which I come to the board.

    Whether anybody has this e-mail is not said.
    """
    fields = call.fields
    invitations.ask(call.db, fields["secret"], email=fields["email"], name=fields["name"])


@blp.route("/session/by-invitation", method="POST")
@blp.arguments(Come)
@blp.response(201, SessionShown)
@blp.prepare(must_be_local)
@blp.conflicts("link_spent", "name_needed", "sign_in_first")
@blp.refusals("cross_site", "local_sign_in_off")
@blp.signs_in
@blp.limited("sign_in")
@blp.may("session.sign_in")
def come(call: Call) -> Any:
    """Come to a board by the mail that I was sent, and sign in. Who is new gets an account.

    Who has an account already signs in with it, and accepts the invitation then.
    """
    account = invitations.come(call.db, call.fields["secret"], call.fields["name"])
    return begin(call, account, "invitation")


@blp.route("/me/invitations", method="POST")
@blp.arguments(Secret)
@blp.response(200, BoardShown)
@blp.conflicts("link_spent")
@blp.may("invitation.accept")
def accept(call: Call) -> Any:
    """Come to a board that I am invited to, with the account that I have. My role is never lowered by it."""
    board = invitations.accept(call.db, invitations.find(call.db, call.fields["secret"]), call.me)
    return people.board(call.db, board, call.me)
