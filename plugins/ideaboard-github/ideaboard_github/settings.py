"""What has to be known to connect to GitHub."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from ideaboard.plugin import Secret
from ideaboard_github.app import private_key

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_OF_AN_APP = ("app_id", "installation_id", "private_key")


def _is_api_address(value: str) -> None:
    """Raise ValidationError unless `value` is an https address without user, query or fragment."""
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 - reading it is what checks it
    except ValueError:
        raise ValidationError("This is not an address.") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValidationError("The address must begin with https://, for the token travels with every call.")
    if not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment or not value.isprintable():
        raise ValidationError("Give only scheme, host and path, as in https://github.example.org/api/v3.")


def _is_private_key(value: str) -> None:
    """Raise ValidationError unless `value` is a key as GitHub makes them."""
    try:
        private_key(value)
    except ValueError:
        # What is wrong with it in detail could quote it.
        raise ValidationError(
            "This is not the private key of a GitHub App: give the whole .pem file, from BEGIN to END."
        ) from None


class Settings(Schema):
    """A repository, and a token that may read and write its issues, or a GitHub App that may."""

    repository = fields.String(
        required=True,
        validate=validate.Regexp(
            r"[A-Za-z0-9_-]{1,100}/(?!\.{1,2}\Z)[A-Za-z0-9._-]{1,100}\Z", error="Write it as owner/name."
        ),
        metadata={"title": "Repository", "description": "As owner/name, for example acme/roadmap."},
    )
    token = Secret(
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A token has no spaces and no line breaks."),
        metadata={
            "title": "Token",
            "description": "A fine-grained personal access token with Issues: read and write. Not with a GitHub App.",
        },
    )
    app_id = fields.String(
        validate=validate.Regexp(r"[A-Za-z0-9.]{1,60}\Z", error="Only letters, digits and points."),
        metadata={
            "title": "App ID",
            "description": "Instead of a token: the number or the client ID of a GitHub App, from its settings.",
        },
    )
    installation_id = fields.String(
        validate=validate.Regexp(r"[1-9][0-9]{0,19}\Z", error="A number."),
        metadata={
            "title": "Installation ID",
            "description": "Of the GitHub App: the number that ends the address of its installation's page.",
        },
    )
    private_key = Secret(
        validate=[validate.Length(max=10_000), _is_private_key],
        metadata={
            "title": "Private key",
            "description": "Of the GitHub App: the whole .pem file that its settings let you make.",
        },
    )
    api_url = fields.String(
        load_default="https://api.github.com",
        validate=_is_api_address,
        metadata={
            "title": "API address",
            "description": "Only for GitHub Enterprise: https://HOST/api/v3.",
        },
    )
    label = fields.String(
        load_default="ideaboard",
        validate=validate.Regexp(r"[^\s,\0](?:[^,\0\r\n]{0,48}[^\s,\0])?\Z", error="1 to 50 characters, no comma."),
        metadata={
            "title": "Label",
            "description": "Set on every issue, and used to find it again.",
        },
    )

    @validates_schema
    def _one_way_in(self, data: Mapping[str, Any], **_: Any) -> None:
        given = [name for name in _OF_AN_APP if name in data]
        if "token" in data and given:
            raise ValidationError({"token": ["Give either a token or a GitHub App, not both."]})
        if "token" not in data and not given:
            raise ValidationError({"token": [f"Give a token, or {', '.join(_OF_AN_APP)} of a GitHub App."]})
        if given:
            missing = {name: ["A GitHub App needs this too."] for name in _OF_AN_APP if name not in data}
            if missing:
                raise ValidationError(missing)
