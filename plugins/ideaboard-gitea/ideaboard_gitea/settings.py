"""What has to be known to connect to Gitea or Forgejo."""

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
        raise ValidationError("The address must begin with https://, for the token travels with every call.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment or not value.isprintable():
        raise ValidationError("Give only scheme, host and path, as in https://git.example.org.")


class Settings(Schema):
    """A repository, and a token that may read and write its issues."""

    url = fields.String(
        required=True,
        validate=_is_server,
        metadata={"title": "Address", "description": "Of the server, for example https://codeberg.org."},
    )
    repository = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[A-Za-z0-9_.-]{1,100}/(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,100}\Z", error="Write it as owner/name."
        ),
        metadata={"title": "Repository", "description": "As owner/name, for example acme/roadmap."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A token has no spaces and no line breaks."),
        metadata={
            "title": "Token",
            "description": "An access token with the scopes issue: read and write, repository: read, user: read.",
        },
    )
    label = fields.String(
        load_default="ideaboard",
        validate=validate.Regexp(r"[^\s,\0](?:[^,\0\r\n]{0,48}[^\s,\0])?\Z", error="1 to 50 characters, no comma."),
        metadata={"title": "Label", "description": "Set on every issue, and used to find it again."},
    )
