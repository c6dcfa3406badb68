"""What feedback is about, as clients say it and as they are told."""

from typing import Any

import marshmallow as ma

from ideaboard import ids
from ideaboard.api.dialect.fields import At, Field, Nested, OneOf, Text
from ideaboard.api.dialect.schemas import In
from ideaboard.core.feedback.between import KINDS

_HELP = "What it is about; null: how somebody works with the team."


class AboutSent(In):
    """Something of the board."""

    kind = OneOf(*KINDS, required=True)
    id = Text(32, required=True, help="Its id.", example=ids.encode("idea", 1))

    @ma.post_load
    def decoded(self, said: dict[str, Any], **kw: Any) -> tuple[str, int]:
        """The kind and the inside id; 0, which nothing has, for what is no id."""
        return said["kind"], ids.decode(said["kind"], said["id"]) or 0


def about_sent() -> Nested:
    """A field that takes what something is about."""
    return Nested(AboutSent, allow_none=True, load_default=None, help=_HELP)


class AboutShown(Field):
    """What something is about: an object of `kind` and `id`, out of the columns `about_kind`, `about_id`; or null."""

    def __init__(self) -> None:
        properties = {"kind": {"type": "string", "enum": list(KINDS)}, "id": {"type": "string"}}
        schema = {"type": "object", "properties": properties, "required": list(properties)}
        example = {"kind": "idea", "id": ids.encode("idea", 1)}
        super().__init__(help=_HELP, example=example, schema=schema, allow_none=True)

    def serialize(self, attr: str, obj: Any, accessor: Any = None, **kwargs: Any) -> Any:
        """The object out of `obj`'s two columns."""
        value = accessor or ma.utils.get_value
        return self.say(value(obj, f"{attr}_kind", None), value(obj, f"{attr}_id", None))

    @staticmethod
    def say(kind: str | None, number: int) -> dict[str, str] | None:
        """The object itself."""
        return None if kind is None else {"kind": kind, "id": ids.encode(kind, number)}

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """A call of `say`."""
        env["about"] = self.say
        return f"about({at(key + '_kind')}, {at(key + '_id')})"
