"""What granian's own processes load: the application, ended when the server that started it is gone."""

from flask import Flask

from ideaboard.app import create_app
from ideaboard.work.http import end_with_parent


def application() -> Flask:
    """The WSGI application of one HTTP process."""
    end_with_parent()
    return create_app()
