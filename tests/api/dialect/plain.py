"""flask-smorest as it comes: the same kind of routes as ours, written as its own documentation writes them."""

import threading
from typing import Any

import flask_smorest
import marshmallow as ma
from flask import Flask
from flask.views import MethodView
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import TooManyRequests, Unauthorized


class Taken(Exception):
    """Something that a rule of the application refuses."""


class ThingIn(ma.Schema):
    """What is sent."""

    title = ma.fields.String()


class ThingOut(ma.Schema):
    """What is answered."""

    id = ma.fields.Integer()
    title = ma.fields.String()


class CountIn(ma.Schema):
    """A whole number."""

    count = ma.fields.Integer()
    title = ma.fields.String()
    anything = ma.fields.Raw()


class ThingsQuery(ma.Schema):
    """A query."""

    title = ma.fields.String()


def make() -> Flask:
    """An application on plain flask-smorest, with five things."""
    app = Flask("plain")
    app.config.update(API_TITLE="plain", API_VERSION="1", OPENAPI_VERSION="3.1.0")
    things: list[dict[str, Any]] = [{"id": n, "title": f"Thing {n}"} for n in range(5)]
    app.extensions["things"] = things
    app.extensions["before_write"] = threading.Barrier(1)
    blp = flask_smorest.Blueprint("things", "things", url_prefix="/api/v1")

    @blp.route("/things/")
    class Things(MethodView):
        @blp.arguments(ThingsQuery, location="query")
        @blp.response(200, ThingOut(many=True))
        @blp.paginate()
        def get(self, query: dict[str, Any], pagination_parameters: Any) -> Any:
            """Many."""
            pagination_parameters.item_count = len(things)
            newest_first = things[::-1]
            return newest_first[pagination_parameters.first_item : pagination_parameters.last_item + 1]

        @blp.arguments(ThingIn)
        @blp.response(201, ThingOut)
        def post(self, fields: dict[str, Any]) -> Any:
            """One more."""
            things.append({"id": len(things), **fields})
            return things[-1]

    @blp.route("/things/<int:thing>")
    class Thing(MethodView):
        @blp.etag
        @blp.response(200, ThingOut)
        def get(self, thing: int) -> Any:
            """One."""
            return things[thing]

        @blp.etag
        @blp.arguments(ThingIn)
        @blp.response(200, ThingOut)
        def patch(self, fields: dict[str, Any], thing: int) -> Any:
            """Change it."""
            blp.check_etag(things[thing], ThingOut)
            # Where a database would be asked: others have read by now.
            app.extensions["before_write"].wait(10)
            things[thing] = {**things[thing], **fields}
            return things[thing]

    @blp.route("/planted/counts", methods=["POST"])
    @blp.arguments(CountIn)
    @blp.response(201, CountIn)
    def count(fields: dict[str, Any]) -> Any:
        return fields

    @blp.route("/me")
    def me() -> Any:
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer", {"realm": "plain"}))

    @blp.route("/planted/limited")
    def limited() -> Any:
        raise TooManyRequests(retry_after=7)

    @blp.route("/planted/taken")
    def taken() -> Any:
        raise Taken

    def refuse(error: Taken) -> Any:
        flask_smorest.abort(409, message="Taken.")

    app.register_error_handler(Taken, refuse)

    @app.route("/broken")
    def broken() -> Any:
        raise RuntimeError("a page breaks")

    api = flask_smorest.Api(app)
    api.register_blueprint(blp)
    app.extensions["document"] = api.spec.to_dict
    return app
