"""`/mails`: where no mail server is set up, what mails would have said, for an admin to pass on."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Email, Id, Moment, OneOf, Text
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.outbox import mails
from ideaboard.core.reading import people
from ideaboard.core.reading.pages import Page

blp = Blueprint("mails", "Where no mail server is set up: what mails would have said, for an admin to pass on.")


class MailShown(Out):
    """A mail that nobody sent."""

    id = Id("mail")
    to = Email(example="ada@example.org")
    kind = OneOf(*mails.KINDS)
    subject = Text(200, example="Your link to sign in")
    text = Text(4000, example="Hello Ada, …", help="With the link, which is a secret of who the mail is to.")
    owed_at = Moment()


@blp.route("/mails")
@blp.arguments(Paging, "query")
@blp.response(200, MailShown, paged=True)
@blp.may("mail.list")
def list_all(call: Call) -> Any:
    """The mails that wait to be passed on, the newest first."""
    page = people.mails(call.db, call.window)
    said = [{**row._mapping, **call.home.keys.unseal(row.sealed)} for row in page.rows]
    return Page(said, page.next, page.total)


@blp.route("/mails/<id(mail):mail>", method="DELETE")
@blp.response(204)
@blp.may("mail.drop", of="mail")
def drop(call: Call, mail: int) -> None:
    """Let go of a mail that was passed on."""
    mails.drop(call.db, mail)
