"""The schemas that ours are built on: what comes in is strict, what goes out may grow."""

from typing import Any, ClassVar, Final

import marshmallow as ma

from ideaboard.api.dialect.fields import Id, Many, Nested, OneOf, Part, Said, Text, Truth, Whole
from ideaboard.core.people.accounts import GONE

LIMIT: Final = 20
MOST: Final = 100

_SERVED: Final = "Which of the board's values it serves, and how."


class In(ma.Schema):
    """What a client sends. An unknown field is an error, never ignored."""

    class Meta:
        """Strict."""

        unknown = ma.RAISE

    error_messages = {
        "unknown": Said("There is no such field.", "unknown_field"),
        "type": Said("This must be a JSON object.", "type"),
    }


class Out(ma.Schema):
    """What a client gets; more fields may come, so the list is open.

    Every field is always there, but those in `OPTIONAL`: with nothing to say they are absent, not null.
    """

    OPTIONAL: ClassVar[tuple[str, ...]] = ()

    class Meta:
        """To apispec this means: say nothing of other fields."""

        unknown = ma.EXCLUDE

    def on_bind_field(self, field_name: str, field_obj: ma.fields.Field[Any]) -> None:
        """Let the document say which fields a client can count on."""
        field_obj.required = field_name not in self.OPTIONAL

    @ma.post_dump
    def leave_out(self, said: dict[str, Any], **kw: Any) -> dict[str, Any]:
        """Leave out what is optional and has nothing to say."""
        for name in self.OPTIONAL:
            if said.get(name, said) is None:
                del said[name]
        return said


class Paging(In):
    """What every collection takes. Unknown and repeated parameters are errors."""

    limit = Whole(1, MOST, load_default=LIMIT, help="How many at most.", example=20)
    cursor = Text(1000, load_default=None, min=1, help="Where to go on: the `next` of the page before.")
    count = Truth(load_default=False, help="Also count the whole list, as `total`; it costs time.")


class AccountRef(Out):
    """Somebody, by id and name."""

    id = Id("account")
    name = Text(100, example="Ada", help=f"`{GONE}` when the account was erased, and for nobody else.")


def by(prefix: str, text: str) -> Part:
    """A field naming the account in the columns `<prefix>id` and `<prefix>name`; null when it is nobody."""
    return Part(AccountRef, prefix, help=text)


class ValueServed(In):
    """That something serves a value, and how."""

    value = Id("value", required=True)
    how = Text(
        500,
        min=1,
        required=True,
        help="How it serves the value, in a sentence.",
        example="It saves on-call sleep.",
    )


class ValueServedShown(Out):
    """That something serves a value, and how."""

    value = Id("value")
    how = Text(500, example="It saves on-call sleep.")


def values_served(**kw: Any) -> Many:
    """A field taking the values served."""
    return Many(Nested(ValueServed), 20, help=_SERVED, **kw)


def values_shown() -> Many:
    """A field listing the values served."""
    return Many(Nested(ValueServedShown), 20, help=_SERVED)


class Status(Out):
    """A status at the tracker."""

    id = Text(200, example="open")
    name = Text(200, example="Open")
    category = OneOf("open", "in_progress", "done", "rejected", "unknown")
