"""What has to be known to connect to Jira."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from ideaboard.plugin import Secret

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_TOKEN = validate.Regexp(r"[\x21-\x7e]{1,2000}\Z", error="A token has no spaces and no line breaks.")


def _is_address(value: str) -> None:
    """Raise ValidationError unless `value` is an https address without user, query or fragment."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValidationError("This is not an address.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValidationError("The address must begin with https://, for the token travels with every call.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment or not value.isprintable():
        raise ValidationError("Give only scheme, host and path, as in https://acme.atlassian.net.")


class _Settings(Schema):
    url = fields.String(
        required=True,
        validate=[validate.Length(max=500), _is_address],
        metadata={"title": "Address", "description": "Of your Jira, for example https://acme.atlassian.net."},
    )
    project = fields.String(
        required=True,
        validate=validate.Regexp(r"[A-Z][A-Z0-9_]{1,254}\Z", error="A project's key is in capitals, for example ROAD."),
        metadata={"title": "Project", "description": "Its key, as the names of its issues begin: ROAD of ROAD-12."},
    )
    issue_type = fields.String(
        load_default="Task",
        validate=validate.Regexp(r"[^\x00-\x1f\"\\]{1,100}\Z", error="Its name or its number."),
        metadata={"title": "Issue type", "description": "What adopted ideas become: its name or its number."},
    )
    label = fields.String(
        load_default="ideaboard",
        validate=validate.Regexp(r"[^\s\"\\\x00-\x1f]{1,100}\Z", error="A label has no spaces and no quotes."),
        metadata={"title": "Label", "description": "Set on every issue, and used to find it again."},
    )


class CloudSettings(_Settings):
    """A project of Jira Cloud, and an account that may write its issues."""

    email = fields.Email(
        required=True,
        validate=validate.Length(max=254),
        metadata={"title": "E-mail", "description": "Of the account whose token it is."},
    )
    token = Secret(
        required=True,
        validate=_TOKEN,
        metadata={"title": "API token", "description": "Made at id.atlassian.com, under Security."},
    )


class DataCenterSettings(_Settings):
    """A project of Jira Data Center, and an account that may write its issues."""

    token = Secret(
        required=True,
        validate=_TOKEN,
        metadata={"title": "Token", "description": "A personal access token, from the account's profile."},
    )
