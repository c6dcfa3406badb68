"""`/api/v1/openapi.json`, and the pages for people at `/api/docs`. Every asset is our own file.

The operations are shown by Swagger UI, which `make vendor` brings into `docs_assets/vendor`; where no script runs,
the page lists them plainly. What a browser may do here is said by `ideaboard.web.pages`, as for every page.
"""

import gzip
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import orjson
from flask import Flask, Response, request, send_from_directory
from jinja2 import Environment, FileSystemLoader
from werkzeug.security import safe_join

from ideaboard.api.dialect import etags
from ideaboard.api.dialect.openapi import Api
from ideaboard.errors import CODES, FIELD_CODES

_ASSETS: Final = Path(__file__).parent / "docs_assets"
_VENDOR: Final = _ASSETS / "vendor"
_YEAR: Final = 365 * 24 * 3600
_METHODS: Final = ("get", "post", "put", "patch", "delete")

# What Swagger UI is made of: two megabytes, a quarter of that when packed.
_PACKED: Final = (".js", ".css")


def install(app: Flask, api: Api) -> None:
    """Serve the document and its pages."""
    said = api.spec.to_dict()
    document = orjson.dumps(said)
    etag = etags.make(0, document)
    app.extensions["ideaboard_openapi"] = document
    templates = Environment(loader=FileSystemLoader(_ASSETS / "templates"), autoescape=True, trim_blocks=True)
    operations = templates.get_template("operations.html").render(
        tags=_by_tag(said), swagger=f"/api/docs/vendor/{_swagger()}", version=said["info"]["version"]
    )
    problems = templates.get_template("problems.html").render(
        codes=sorted(CODES.items()), field_codes=sorted(FIELD_CODES.items())
    )

    def openapi() -> Response:
        headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
        if etags.matches(request.headers.get("If-None-Match"), etag):
            return Response(status=304, headers=headers)
        return Response(document, headers=headers, content_type="application/json")

    def operations_page() -> Response:
        return _page(operations)

    def problems_page() -> Response:
        return _page(problems)

    app.add_url_rule("/api/v1/openapi.json", "openapi", openapi)
    app.add_url_rule("/api/docs", "docs", operations_page)
    app.add_url_rule("/api/docs/problems", "docs_problems", problems_page)
    app.add_url_rule("/api/docs/static/<path:name>", "docs_static", _static)
    app.add_url_rule("/api/docs/vendor/<path:name>", "docs_vendor", _vendored)


def _page(text: str) -> Response:
    """A page that was made when the server started."""
    response = Response(text, content_type="text/html; charset=utf-8")
    response.cache_control.no_cache = True
    response.add_etag()
    response.make_conditional(request.environ)
    return response


def _static(name: str) -> Response:
    """A file of ours that the pages need. Browsers ask again each time, and get a 304."""
    return send_from_directory(_ASSETS / "static", name)


def _vendored(name: str) -> Response:
    """A file that was vendored. Its version is in its address, so that browsers keep it for good."""
    response = send_from_directory(_VENDOR, name, max_age=_YEAR)
    response.cache_control.immutable = True
    if name.endswith(_PACKED):
        response.vary.add("Accept-Encoding")
        path = safe_join(str(_VENDOR), name)
        if response.status_code == 200 and path is not None and request.accept_encodings["gzip"] > 0:
            response.close()
            response.direct_passthrough = False
            response.set_data(_pack(path))
            response.content_encoding = "gzip"
            # Packed or not it is the same file, though not the same bytes.
            response.headers["ETag"] = f"W/{response.headers['ETag']}"
            del response.headers["Accept-Ranges"]
    return response


@lru_cache(maxsize=4)
def _pack(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), mtime=0)


def _swagger() -> str:
    """The folder of Swagger UI, with its version, as the record of what was vendored has it."""
    record = orjson.loads((_VENDOR / "VENDORED.json").read_bytes())
    return next(f"{p['name']}-{p['version']}" for p in record["packages"] if p["name"] == "swagger-ui-dist")


def _by_tag(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The document's tags, each with its operations: method, path and summary."""
    found: dict[str, list[dict[str, str]]] = {tag["name"]: [] for tag in said["tags"]}
    for path, item in said["paths"].items():
        for method in _METHODS:
            if method in item:
                operation = {"method": method.upper(), "path": path, "summary": item[method]["summary"]}
                found[item[method]["tags"][0]].append(operation)
    return [{**tag, "operations": found[tag["name"]]} for tag in said["tags"]]
