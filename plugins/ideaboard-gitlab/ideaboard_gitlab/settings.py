"""What has to be known to connect to GitLab."""

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
        raise ValidationError("Give only scheme, host and path, as in https://gitlab.example.org.")


class Settings(Schema):
    """A project, and a token that may read and write its issues."""

    project = fields.String(
        required=True,
        validate=validate.Regexp(
            r"(?!.*(?:^|/)\.{1,2}(?:/|\Z))[A-Za-z0-9_.-]{1,255}(?:/[A-Za-z0-9_.-]{1,255}){1,20}\Z",
            error="Write it as group/name, or group/subgroup/name.",
        ),
        metadata={"title": "Project", "description": "Its whole path, for example acme/web/roadmap."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A token has no spaces and no line breaks."),
        metadata={
            "title": "Token",
            "description": "A project access token with the role Reporter and the scope api.",
        },
    )
    url = fields.String(
        load_default="https://gitlab.com",
        validate=_is_server,
        metadata={"title": "Address", "description": "Only for a server of your own."},
    )
    label = fields.String(
        load_default="ideaboard",
        validate=validate.Regexp(r"[^\s,\0](?:[^,\0\r\n]{0,48}[^\s,\0])?\Z", error="1 to 50 characters, no comma."),
        metadata={"title": "Label", "description": "Set on every issue, and used to find it again."},
    )
    confidential = fields.Boolean(
        load_default=False,
        metadata={"title": "Confidential", "description": "Whether only the project's members see the issues."},
    )
