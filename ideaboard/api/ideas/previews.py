"""`/previews`: a text as it would be shown, while it is being written."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Markdown, Text
from ideaboard.api.dialect.schemas import In, Out

blp = Blueprint("previews", "A text as it would be shown, while it is being written.")


class PreviewPost(In):
    """A text that somebody is writing."""

    body = Markdown(65_536, required=True, example="Most of the night is *downloads*.")


class Preview(Out):
    """What is made of the text."""

    body_html = Text(1_000_000, example="<p>Most of the night is <em>downloads</em>.</p>")


@blp.route("/previews", method="POST")
@blp.arguments(PreviewPost)
@blp.response(200, Preview)
@blp.may("preview.read")
@blp.only_reads
def make(call: Call) -> Any:
    """See a text as an idea with it would be shown. Nothing of it is kept.

    It counts as a request that reads. An `Idempotency-Key` changes nothing, for there is nothing to repeat.
    """
    return {"body_html": call.fields["body"].html}
