"""`/`: until the web client is here, plain pages: what this is, getting in, an idea's address, what is not found.

They are static files. What a browser may do with them is said in one place, for the API's docs too.
"""

from pathlib import Path
from typing import Final

from flask import Blueprint, Response, request, send_from_directory

_STATIC: Final = Path(__file__).parent / "static"
_MISSING: Final = (_STATIC / "missing.html").read_bytes()

# Everything is our own file: nothing inline, nothing from elsewhere, nothing framed. `data:` is for the
# docs page, whose style sheet carries its small pictures.
GUARD: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    # Nothing here asks for any of them, so nothing that gets in can either.
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            "accelerometer",
            "autoplay",
            "camera",
            "display-capture",
            "encrypted-media",
            "fullscreen",
            "geolocation",
            "gyroscope",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "picture-in-picture",
            "publickey-credentials-get",
            "screen-wake-lock",
            "usb",
            "xr-spatial-tracking",
        )
    ),
}

# Their answers are for programs, and the dialect says what stands on them.
_MACHINES: Final = ("/api/v1/", "/inbound/")

blp = Blueprint("web", __name__)


@blp.route("/")
def index() -> Response:
    """What ideaboard is, and the tour."""
    return _page("index.html")


@blp.route("/sign-in")
@blp.route("/reset")
@blp.route("/first")
@blp.route("/join")
@blp.route("/signed-in")
def enter() -> Response:
    """Getting in: by password, by a link or an invitation, back from a provider, or as the first one here."""
    return _page("enter.html")


@blp.route("/boards/<path:rest>")
def board(rest: str) -> Response:
    """The address that a tracker's issue carries back: how to read the idea until its page is here."""
    return _page("board.html")


@blp.route("/static/<path:name>")
def static_file(name: str) -> Response:
    """A file that a page needs."""
    return _page(name)


@blp.after_app_request
def guard(response: Response) -> Response:
    """Say on every page what a browser may do with it, and put our own words where Flask says 404."""
    if request.path.startswith(_MACHINES):
        return response
    if response.status_code == 404 and response.mimetype == "text/html":
        response.set_data(_MISSING)
        response.cache_control.no_cache = True
    response.headers.update(GUARD)
    return response


def _page(name: str) -> Response:
    """A file of ours. Its name stays when its content changes, so browsers ask again each time (and get a 304)."""
    return send_from_directory(_STATIC, name)
