"""What a person enters to connect a board to a Roundup tracker."""

from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError, fields, validate

from ideaboard.plugin import Secret


def _is_a_plain_address(value: str) -> None:
    parts = urlsplit(value)
    if "@" in parts.netloc or parts.query or parts.fragment:
        raise ValidationError("Give the address alone, without a user, a query or a fragment.")


class RoundupSettings(Schema):
    """The tracker's address, an account there, and the priority of new issues."""

    url = fields.Url(
        required=True,
        schemes={"http", "https"},
        require_tld=False,
        validate=_is_a_plain_address,
        metadata={
            "title": "Address",
            "description": "The address the tracker calls its own, such as https://issues.example.org/demo/.",
        },
    )
    username = fields.String(
        required=True,
        # What follows a colon would be taken for the password.
        validate=[validate.Length(min=1), validate.ContainsNoneOf(":")],
        metadata={"title": "User name", "description": "Issues are made in this account's name."},
    )
    password = Secret(required=True, validate=validate.Length(min=1), metadata={"title": "Password"})
    priority = fields.String(
        load_default=None,
        allow_none=True,
        metadata={
            "title": "Priority",
            "description": "The priority of new issues; empty leaves it to the tracker.",
        },
    )
