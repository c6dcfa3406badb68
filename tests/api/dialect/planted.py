"""Routes that no real resource has, in our dialect: for what only a route made for the purpose can show."""

from typing import Any

from werkzeug.exceptions import TooManyRequests

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Anything, Text, Whole
from ideaboard.api.dialect.schemas import In, Out
from ideaboard.errors import Conflict

blp = Blueprint("planted", "Only in tests.")

SECRET = "the-word-that-no-client-may-see"


class CountIn(In):
    """A whole number."""

    count = Whole(0, 2**53)
    title = Text(1_000_000)
    anything = Anything()


class CountOut(Out):
    """What was understood."""

    count = Whole(0, 2**53)
    title = Text(1_000_000)
    anything = Anything()


@blp.route("/planted/counts", method="POST")
@blp.arguments(CountIn)
@blp.response(201, CountOut)
@blp.may("meta.ready")
def count(call: Call) -> Any:
    """Say what was understood."""
    return call.fields


@blp.route("/planted/limited")
@blp.response(200, CountOut)
@blp.may("meta.ready")
def limited(call: Call) -> Any:
    """Refuse as a rate limit does."""
    raise TooManyRequests(retry_after=7)


@blp.route("/planted/taken")
@blp.response(200, CountOut)
@blp.may("meta.ready")
def taken(call: Call) -> Any:
    """Refuse by a rule."""
    raise Conflict("slug_taken")


@blp.route("/planted/crash")
@blp.response(200, CountOut)
@blp.may("meta.ready")
def crash(call: Call) -> Any:
    """Break."""
    raise RuntimeError(SECRET)
