"""What granian's own processes load: the application, ended when the server that started it is gone."""

from flask import Flask

from ideaboard import crash
from ideaboard.app import create_app
from ideaboard.work.http import end_with_parent


def application() -> Flask:
    """The WSGI application of one HTTP process."""
    end_with_parent()
    app = create_app()
    crash.arm(app.extensions["ideaboard"].settings.crash_plan)
    return app
