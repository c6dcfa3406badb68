"""What has to be known to connect to Linear."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from ideaboard.plugin import Secret

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _is_address(value: str) -> None:
    """Raise ValidationError unless `value` is an https address without user, query or fragment."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValidationError("This is not an address.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValidationError("The address must begin with https://, for the key travels with every call.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment or not value.isprintable():
        raise ValidationError("Give only scheme, host and path, as in https://api.linear.app/graphql.")


class Settings(Schema):
    """A team, and a key that may read and write its issues."""

    team = fields.String(
        required=True,
        validate=validate.Regexp(r"[A-Z][A-Z0-9]{0,9}\Z", error="A team's key is in capitals, for example ENG."),
        metadata={"title": "Team", "description": "Its key, as the names of its issues begin: ENG of ENG-12."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A key has no spaces and no line breaks."),
        metadata={
            "title": "API key",
            "description": "Made under Settings, Security & access: with Read and Write, for the one team.",
        },
    )
    api_url = fields.String(
        load_default="https://api.linear.app/graphql",
        validate=[validate.Length(max=500), _is_address],
        metadata={"title": "API address", "description": "Another one only for a proxy of your own."},
    )
