"""The web client's pages, which are one shell and its files, and the plain ones: the tour, and what is not found.

Nothing here knows who asks; the client asks the API. What a browser may do with any page is said in one place, for
the API's docs too.
"""

import gzip
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, request, send_from_directory

from ideaboard.web.shelf import Shelf

_STATIC: Final = Path(__file__).parent / "static"
_MISSING: Final = (_STATIC / "missing.html").read_bytes()
_SHELF: Final = Shelf(Path(__file__).parent / "client", "/client")
_YEAR: Final = 365 * 24 * 3600

# Everything is our own file: nothing from elsewhere, nothing framed, and nothing inline but the import map, by its
# hash. `data:` is for style sheets that carry their small pictures. A text becomes part of a page as HTML only through
# the client's one policy, which is for what the server rendered.
GUARD: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'self'; script-src 'self' {_SHELF.script_hash}; img-src 'self' data:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types ideaboard"
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


# Which screen an address opens, for its modules to be fetched along with the shell; the client's routes are in main.js.
_AT: Final = {
    "/": "screens/boards.js",
    "/sign-in": "screens/enter.js",
    "/reset": "screens/enter.js",
    "/first": "screens/enter.js",
    "/join": "screens/enter.js",
    "/signed-in": "screens/enter.js",
    "/me": "screens/me.js",
    "/boards/<board>": "screens/board.js",
    "/boards/<board>/ideas/<idea>": "screens/idea.js",
}


def _opening(entry: str | None) -> Callable[..., Response]:
    page = _SHELF.shell(*([entry] if entry else []))
    packed, etag = gzip.compress(page, 9, mtime=0), hashlib.sha256(page).hexdigest()[:16]

    def view(**names: str) -> Response:
        response = _maybe_packed(page, packed)
        response.content_type = "text/html; charset=utf-8"
        response.cache_control.no_cache = True
        response.set_etag(etag, weak=True)
        response.make_conditional(request.environ)
        return response

    return view


for _address, _entry in _AT.items():
    blp.add_url_rule(_address, f"at {_address}", _opening(_entry))
for _address in ("/boards/<path:rest>", "/me/<path:rest>", "/admin", "/admin/<path:rest>"):
    blp.add_url_rule(_address, f"at {_address}", _opening(None))


@blp.route("/client/<digest>/<path:name>")
def client_file(digest: str, name: str) -> Response:
    """A file of the client. Its address changes when any of them does, so browsers keep it for good."""
    file = _SHELF.files.get(name)
    if file is None or digest != _SHELF.digest:
        abort(404)
    response = _maybe_packed(file.plain, file.packed)
    response.content_type = file.media_type
    response.cache_control.public = True
    response.cache_control.max_age = _YEAR
    response.cache_control.immutable = True
    return response


@blp.route("/tour")
def tour() -> Response:
    """What ideaboard is, and the tour."""
    return _page("tour.html")


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


def _maybe_packed(plain: bytes, packed: bytes) -> Response:
    wanted = request.accept_encodings["gzip"] > 0
    response = Response(packed if wanted else plain)
    if wanted:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    return response
