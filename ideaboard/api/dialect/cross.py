"""Pages of other origins: closed to all but those that the operator names, and then without cookies."""

from typing import Final

from flask import Flask
from flask_cors import CORS

from ideaboard.settings import Settings

_SENT: Final = (
    "Authorization",
    "Author-Key",
    "Content-Type",
    "Idempotency-Key",
    "If-Match",
    "If-None-Match",
    "On-Behalf-Of",
    "X-Request-Id",
)
_READ: Final = ("Content-Disposition", "ETag", "Location", "Retry-After", "X-Request-Id")
_METHODS: Final = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_TWO_HOURS: Final = 7200


def install(app: Flask, settings: Settings) -> None:
    """Let pages of the origins in the settings call the API."""
    if settings.origins:
        CORS(
            app,
            resources={r"/api/v1/.*": {"origins": list(settings.origins)}},
            methods=_METHODS,
            allow_headers=_SENT,
            expose_headers=_READ,
            max_age=_TWO_HOURS,
            # Only to who asks from elsewhere.
            always_send=False,
        )
