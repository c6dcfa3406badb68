"""What has to be known to connect to Redmine."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from ideaboard.plugin import Secret

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _is_server(value: str) -> None:
    """Raise ValidationError unless `value` is an https address without user, query or fragment."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValidationError("This is not an address.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValidationError("The address must begin with https://, for the key travels with every call.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment or not value.isprintable():
        raise ValidationError("Give only scheme, host and path, as in https://redmine.example.org.")


class Settings(Schema):
    """A project, and the API key of an account that may read and write its issues."""

    url = fields.String(
        required=True,
        validate=_is_server,
        metadata={"title": "Address", "description": "Of the server, for example https://redmine.example.org."},
    )
    project = fields.String(
        required=True,
        validate=validate.Regexp(r"[a-z0-9_-]{1,100}\Z", error="Small letters, digits, - and _ only."),
        metadata={"title": "Project", "description": "Its identifier, as in the address of its page."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A key has no spaces and no line breaks."),
        metadata={"title": "API key", "description": "Of the account, shown under My account."},
    )
    tracker = fields.String(
        load_default="",
        validate=validate.Regexp(r"(?:[^\s\0](?:[^\0\r\n]{0,98}[^\s\0])?)?\Z", error="At most 100 characters."),
        metadata={
            "title": "Tracker",
            "description": "Feature, say, or its number; without it the first one that the account may use.",
        },
    )
