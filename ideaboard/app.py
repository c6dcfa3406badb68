"""`create_app`: the only place where everything meets."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from ideaboard.api import docs, inbound, meta
from ideaboard.api.decisions import (
    assignments,
    backlog,
    check_ins,
    decisions,
    desk,
    follow_ups,
    participation,
    questions,
    reviews,
    suggestions,
    unanswered,
)
from ideaboard.api.dialect import cross, frame, problems
from ideaboard.api.dialect.blueprint import IdConverter, NumberConverter, SlugConverter
from ideaboard.api.dialect.call import Installation
from ideaboard.api.dialect.kept import Kept
from ideaboard.api.dialect.openapi import Api, number_parameter, slug_parameter, thing_parameter
from ideaboard.api.feedback import asks, feedback, rounds
from ideaboard.api.ideas import comments, ideas, moderation, points, previews, tasks, values, votes
from ideaboard.api.outbox import audit, events, jobs, told, webhooks
from ideaboard.api.people import (
    accounts,
    boards,
    exports,
    identities,
    invitations,
    machines,
    mails,
    me,
    openid,
    sessions,
)
from ideaboard.api.tracking import connections, issues, syncing, trackers
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.log import configure
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from ideaboard.web import pages

RESOURCES = (
    meta, sessions, openid, me, accounts, mails, boards, invitations, values, tasks, ideas, votes, points, comments,
    moderation, decisions, follow_ups, questions, backlog, desk, trackers, connections, issues, jobs, assignments,
    check_ins, reviews, suggestions, feedback, asks, rounds, participation, unanswered, webhooks, syncing, audit,
    exports, machines, identities, previews, events,
)  # fmt: skip


def create_app(settings: Settings | None = None, registry: Registry | None = None) -> Flask:
    """The application: a plain WSGI callable. Raises KeyMissing when there is no key file, ValueError for a setting."""
    settings = settings or Settings.from_env()
    configure(settings)
    app = Flask("ideaboard", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_body_bytes
    app.url_map.strict_slashes = True
    app.url_map.merge_slashes = False
    app.url_map.converters.update(id=IdConverter, slug=SlugConverter, number=NumberConverter)
    app.extensions["ideaboard"] = home = Installation.of(
        settings,
        Database(settings),
        Keys.read(settings.key_file),
        registry or Registry.load(settings.plugin_load_seconds),
    )
    frame.install(app, settings)
    cross.install(app, settings)
    problems.install(app)
    api = Api(app)
    api.register_converter(IdConverter, thing_parameter)
    api.register_converter(SlugConverter, slug_parameter)
    api.register_converter(NumberConverter, number_parameter)
    for resource in RESOURCES:
        api.register_blueprint(resource.blp)
    told.describe(api)
    docs.install(app, api)
    inbound.install(app, home)
    app.register_blueprint(pages.blp)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    if settings.kept_bytes:
        noting = settings.log_level == "debug"
        kept = Kept(
            app.wsgi_app, home.database.revisions, settings.kept_bytes, frame.always(settings), home.limiting, noting
        )
        app.wsgi_app = kept  # type: ignore[method-assign]
    return app
