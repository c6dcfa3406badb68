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
    """A project, and the key of an account that may write its issues."""

    url = fields.String(
        required=True,
        validate=[validate.Length(max=500), _is_server],
        metadata={"title": "Address", "description": "Of your Redmine, for example https://redmine.example.org."},
    )
    project = fields.String(
        required=True,
        validate=validate.Regexp(r"[a-z][a-z0-9_-]{0,99}\Z", error="Its identifier, as its address ends."),
        metadata={"title": "Project", "description": "Its identifier: ideas of /projects/ideas."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,200}\Z", error="A key has no spaces and no line breaks."),
        metadata={"title": "API access key", "description": "On the account's own page, on the right."},
    )
    issue_type = fields.String(
        load_default="",
        validate=validate.Regexp(r"[^\x00-\x1f]{0,100}\Z", error="The name of one of the project's trackers."),
        metadata={
            "title": "Tracker",
            "description": "What adopted ideas become, as Feature; the project's first one when empty.",
        },
    )
