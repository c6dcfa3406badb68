"""The fields that our schemas are made of. Each reads strictly, says what is wrong by a stable code, documents
itself, and knows the code of its own value in a compiled row function (see `compiled`)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

import marshmallow as ma

from ideaboard import ids
from ideaboard.core.ideas import text
from ideaboard.core.ideas.text import LINE_BREAK
from ideaboard.core.people.accounts import EMAIL

At = Callable[[str], str]

_WHOLE: Final = re.compile(r"-?[0-9]{1,16}")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# Controls, and formats: joiners, turns of direction, tags.
_UNSEEN: Final = frozenset({"Cc", "Cf"})


class Said(str):
    """A sentence about a field that carries its stable code and parameters, so that clients can translate it."""

    code: str
    params: dict[str, Any]

    def __new__(cls, text: str, code: str, **params: Any) -> "Said":
        """The sentence `text`, said under `code`."""
        said = super().__new__(cls, text)
        said.code, said.params = code, params
        return said


def wrong(text: str, code: str, **params: Any) -> ma.ValidationError:
    """The error that a field raises."""
    return ma.ValidationError(Said(text, code, **params))


_COMMON: Final = {
    "required": "This field is required.",
    "null": "This field cannot be null.",
    "type": "This is not a {kind}.",
}


class Field(ma.fields.Field[Any]):
    """The base: errors with codes, `help` and `example` for the docs."""

    kind = "value"

    def __init__(
        self, *, help: str = "", example: Any = None, schema: Mapping[str, Any] | None = None, **kw: Any
    ) -> None:
        metadata = dict(schema or {})
        if help:
            metadata["description"] = help
        if example is not None:
            metadata["example"] = example
        super().__init__(metadata=metadata, **kw)

    def make_error(self, key: str, **kwargs: Any) -> ma.ValidationError:
        """The error `key` with our sentence and code."""
        # marshmallow's own fields say "invalid" of a value of another type.
        key = "type" if key == "invalid" else key
        return wrong(_COMMON.get(key, "This is not right.").format(kind=self.kind), key)

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """The Python expression of this field's outside value, its inside value being `at(key)`."""
        return at(key)


def _seen(text: str) -> bool:
    """Whether there is anything in `text` that can be seen: no space, and nothing that only tells how to show it."""
    return any(not char.isspace() and unicodedata.category(char) not in _UNSEEN for char in text)


class Text(Field, ma.fields.String):
    """A text of `min` to `max` characters (`bytes` limits its UTF-8 too). `line`: one line, trimmed at both ends."""

    kind = "text"

    def __init__(self, max: int, *, min: int = 0, line: bool = False, bytes: int | None = None, **kw: Any) -> None:
        schema = {"maxLength": max, **({"minLength": min} if min else {}), **kw.pop("schema", {})}
        super().__init__(schema=schema, **kw)
        self.max, self.min, self.line, self.bytes = max, min, line, bytes

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise self.make_error("type")
        if self.line:
            value = value.strip()
            if LINE_BREAK.search(value):
                raise wrong("This must be one line, without control characters.", "one_line")
        if self.min and not _seen(value):
            raise wrong("This cannot be blank.", "blank")
        if len(value) < self.min:
            raise wrong(f"At least {self.min} characters.", "too_short", min=self.min)
        if len(value) > self.max:
            raise wrong(f"At most {self.max} characters.", "too_long", max=self.max)
        if self.bytes is not None and len(value.encode()) > self.bytes:
            raise wrong(f"At most {self.bytes} bytes.", "too_long", max=self.bytes)
        text: str = value
        return text


class Pattern(Text):
    """A text of a given shape; `shape` says it in words."""

    def __init__(self, pattern: str, shape: str, max: int, **kw: Any) -> None:
        super().__init__(max, schema={"pattern": f"^{pattern}$"}, **kw)
        self.pattern, self.shape = re.compile(pattern), shape

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not self.pattern.fullmatch(text):
            raise wrong(self.shape, "wrong_shape")
        return text


class Email(Text):
    """An e-mail address, kept in lower case."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(254, schema={"format": "email"}, **kw)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).strip().lower()
        if not EMAIL.fullmatch(text):
            raise wrong("This is not an e-mail address.", "wrong_shape")
        return text


class Whole(Field, ma.fields.Integer):
    """A whole number between `min` and `max`; in JSON never a fraction, a text or a truth."""

    kind = "whole number"

    def __init__(self, min: int, max: int, **kw: Any) -> None:
        super().__init__(schema={"minimum": min, "maximum": max}, **kw)
        self.min, self.max = min, max

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(data, QueryValues) and isinstance(value, str) and _WHOLE.fullmatch(value):
            value = int(value)
        if type(value) is not int:
            raise self.make_error("type")
        if not self.min <= value <= self.max:
            raise wrong(f"From {self.min} to {self.max}.", "out_of_range", min=self.min, max=self.max)
        return value


class QueryValues(dict[str, Any]):
    """Values out of a query string, where a number is written as text."""


class Truth(Field, ma.fields.Boolean):
    """True or false, as JSON says it; `true` or `false` in a query."""

    kind = "true or false"

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if isinstance(data, QueryValues) and value in ("true", "false"):
            return bool(value == "true")
        if type(value) is not bool:
            raise self.make_error("type")
        return value


class OneOf(Field, ma.fields.String):
    """One word of a few."""

    def __init__(self, *words: str, **kw: Any) -> None:
        kw.setdefault("example", words[0])
        super().__init__(schema={"enum": list(words)}, **kw)
        self.words = words

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if value not in self.words or not isinstance(value, str):
            raise wrong(f"One of: {', '.join(self.words)}.", "not_one_of", allowed=list(self.words))
        return value


class Id(Field, ma.fields.String):
    """The opaque id of a `thing`: a string outside, an integer inside."""

    def __init__(self, thing: str, **kw: Any) -> None:
        kw.setdefault("example", ids.encode(thing, 1))
        super().__init__(**kw)
        self.thing = thing

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return ids.ENCODERS[self.thing](value)

    def _deserialize(  # type: ignore[override]
        self, value: Any, attr: str | None, data: Any, **kwargs: Any
    ) -> int:
        number = ids.decode(self.thing, value) if isinstance(value, str) else None
        if number is None:
            raise wrong(f"This is no {self.thing}'s id.", "unknown_id")
        return number

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """The encoder's call: a remembered id costs one C call."""
        env[f"id_{self.thing}"] = ids.ENCODERS[self.thing]
        return f"id_{self.thing}({at(key)})"


class Moment(Field, ma.fields.DateTime):
    """A moment: RFC 3339 with an offset in, UTC with `Z` out."""

    kind = "moment like 2026-03-01T09:30:00Z"

    def __init__(self, **kw: Any) -> None:
        kw.setdefault("example", "2026-03-01T09:30:00Z")
        super().__init__(**kw)

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str) or not _MOMENT.fullmatch(value):
            raise self.make_error("type")
        try:
            return datetime.fromisoformat(value.upper()).astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.make_error("type") from None


class Day(Field, ma.fields.Date):
    """A date, `YYYY-MM-DD`, where the board is."""

    kind = "date like 2026-03-01"

    def __init__(self, **kw: Any) -> None:
        kw.setdefault("example", "2026-03-01")
        super().__init__(**kw)

    def _serialize(self, value: date | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.isoformat()

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise self.make_error("type")
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise self.make_error("type") from None


class TimeZone(Text):
    """The IANA name of a time zone."""

    def __init__(self, **kw: Any) -> None:
        super().__init__(64, example="Europe/Berlin", **kw)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs)
        if name not in available_timezones() or not ZoneInfo(name):
            raise wrong("This is not the name of a time zone, like Europe/Berlin.", "unknown_time_zone")
        return name


class Anything(Field, ma.fields.Raw):
    """Any JSON value, passed through."""


class Object(Field, ma.fields.Dict):
    """A JSON object whose keys are not ours to say."""

    kind = "object"


class Part(Field, ma.fields.Nested):
    """An object made of the columns whose names begin with `prefix`; null when the column `prefix + null_when` is."""

    kind = "object"

    def __init__(self, schema_class: type[ma.Schema], prefix: str, null_when: str = "id", **kw: Any) -> None:
        ma.fields.Nested.__init__(self, schema_class, allow_none=True, metadata=_described(kw))
        self.prefix, self.null_when = prefix, null_when

    def serialize(self, attr: str, obj: Any, accessor: Any = None, **kwargs: Any) -> Any:
        """The object out of `obj`'s columns."""
        outer = accessor or ma.utils.get_value

        def prefixed(of: Any, key: str, default: Any = ma.missing) -> Any:
            return outer(of, self.prefix + key, default)

        if prefixed(obj, self.null_when) is None:
            return None
        return {name: field.serialize(name, obj, prefixed) for name, field in self.schema.fields.items()}

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """A dict display over the prefixed columns."""

        def prefixed(name: str) -> str:
            return at(self.prefix + name)

        inside = ", ".join(
            f"{name!r}: {field.code(prefixed, field.attribute or name, env)}"  # type: ignore[attr-defined]
            for name, field in self.schema.fields.items()
        )
        return f"None if {prefixed(self.null_when)} is None else {{{inside}}}"


class Nested(Field, ma.fields.Nested):
    """An object of the schema given."""

    kind = "object"

    def __init__(self, schema_class: type[ma.Schema], **kw: Any) -> None:
        metadata = _described(kw)
        ma.fields.Nested.__init__(self, schema_class, metadata=metadata, **kw)


class Many(Field, ma.fields.List[Any]):
    """A list of `min` to `max` things, each as `inner` says."""

    kind = "list"

    def __init__(self, inner: ma.fields.Field[Any], max: int, *, min: int = 0, **kw: Any) -> None:
        metadata = {**_described(kw), "maxItems": max, **({"minItems": min} if min else {})}
        ma.fields.List.__init__(self, inner, metadata=metadata, **kw)
        self.max, self.min = max, min

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("type")
        if len(value) < self.min:
            raise wrong(f"At least {self.min}.", "too_few", min=self.min)
        if len(value) > self.max:
            raise wrong(f"At most {self.max}.", "too_many", max=self.max)
        return super()._deserialize(value, attr, data, **kwargs)

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """A list display over the JSON that the column holds."""
        if not isinstance(self.inner, Nested):
            return at(key)
        inside = ", ".join(
            f"{name!r}: {field.code(lambda k: f'v[{k!r}]', field.attribute or name, env)}"  # type: ignore[attr-defined]
            for name, field in self.inner.schema.fields.items()
        )
        return f"[{{{inside}}} for v in {at(key)}]"


def _described(kw: dict[str, Any]) -> dict[str, Any]:
    """Take `help` and `example` out of `kw` as metadata."""
    found = {"description": kw.pop("help", None), "example": kw.pop("example", None)}
    return {name: value for name, value in found.items() if value is not None}


class Markdown(Text):
    """A text in markdown of at most `bytes` bytes; it is rendered while it is read, before any transaction opens."""

    def __init__(self, bytes: int, **kw: Any) -> None:
        default = kw.get("load_default")
        if isinstance(default, str):
            # An absent text is rendered too: views are always given the same kind of thing.
            kw.update(load_default=partial(text.render, default), schema={"default": default})
        super().__init__(bytes, bytes=bytes, **kw)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return text.render(super()._deserialize(value, attr, data, **kwargs))


class Subject(Field):
    """What something is about: an object of `kind` and opaque `id`, out of the columns `<name>_kind`, `<name>_id`."""

    def __init__(self, **kw: Any) -> None:
        kw.setdefault("example", {"kind": "issue", "id": ids.encode("issue", 1)})
        properties = {"kind": {"type": "string"}, "id": {"type": "string"}}
        super().__init__(schema={"type": "object", "properties": properties}, **kw)

    def serialize(self, attr: str, obj: Any, accessor: Any = None, **kwargs: Any) -> Any:
        """The object out of `obj`'s two columns."""
        value = accessor or ma.utils.get_value
        return self.say(value(obj, f"{attr}_kind", None), value(obj, f"{attr}_id", None))

    @staticmethod
    def say(kind: str, number: int) -> dict[str, str]:
        """The object itself."""
        return {"kind": kind, "id": ids.encode(kind, number)}

    def code(self, at: At, key: str, env: dict[str, Any]) -> str:
        """A call of `say`."""
        env["subject"] = self.say
        return f"subject({at(key + '_kind')}, {at(key + '_id')})"
