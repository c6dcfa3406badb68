"""`/suggestions`: kinder words for a text, as plugins know them. They are offers: nothing waits for them."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import OneOf, Text
from ideaboard.api.dialect.schemas import In
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.core.decisions import suggestions

blp = Blueprint("suggestions", "Kinder words for a text. An offer: nothing is refused for want of them.")


class SuggestionPost(In):
    """A text that somebody is about to post, and what it is to be."""

    text = Text(20_000, min=1, required=True, example="You always forget the tests.")
    kind = OneOf(*suggestions.KINDS, required=True)


@blp.route("/suggestions", method="POST")
@blp.arguments(SuggestionPost)
@blp.response(202, JobShown)
@blp.may("suggestion.ask")
def ask(call: Call) -> Any:
    """Ask for kinder words; the job's result lists them, each with its place in the text and why.

    The text is forgotten once it is answered, the result after a day; nobody but whoever asked sees the job.
    """
    job = suggestions.ask(call.db, call.me, **call.fields)
    call.created("job", job.id)
    return job_of(call, job.id)
