"""What these tests are given: an application that lets people in by a provider, and a browser."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from pytest_httpserver import HTTPServer

from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from ideaboard.settings import WELL_KNOWN
from tests import contract
from tests.client import Visitor
from tests.make import Make
from tests.oidc.hostile import CLIENT, Provider

Serve = Callable[..., Flask]


@pytest.fixture
def serve(make: Make) -> Iterator[Serve]:
    """Makes an application on the test's database, with other settings."""
    with ExitStack() as stack:

        def made(**said: Any) -> Flask:
            said = {"oidc_client_id": CLIENT, "oidc_client_secret": "secret", **said}
            settings = replace(make.home.settings, **said)
            app = create_app(settings, Registry.load(found=[]))
            contract.watch(app)
            stack.callback(app.extensions["ideaboard"].database.dispose)
            return app

        yield made


@pytest.fixture(scope="session")
def listening() -> Iterator[HTTPServer]:
    """A server on this machine."""
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        yield server


@pytest.fixture
def provider(listening: HTTPServer) -> Provider:
    """A provider on this machine, honest until a test changes it."""
    listening.clear_all_handlers()
    return Provider(listening)


@pytest.fixture(scope="session")
def served(app: Flask, listening: HTTPServer) -> Iterator[Flask]:
    """An application whose people sign in there; one for all tests, for it takes a second to make."""
    settings = replace(
        app.extensions["ideaboard"].settings,
        oidc_client_id=CLIENT,
        oidc_client_secret="secret",
        oidc_discovery=listening.url_for("").rstrip("/") + WELL_KNOWN,
        oidc_domains="example.org",
        oidc_name="Example",
        oidc_groups="dev=team:member, heads=team:leader, dev=other:leader",
    )
    made = create_app(settings, Registry.load(found=[]))
    contract.watch(made)
    yield made
    made.extensions["ideaboard"].database.dispose()


@pytest.fixture
def there(served: Flask, provider: Provider, make: Make) -> Flask:
    """That application, its database empty, and the provider not known to it yet."""
    asked = served.extensions["ideaboard"].openid
    asked._document = asked._keys = None
    return served


@pytest.fixture
def anna(there: Flask) -> Visitor:
    """A browser of Anna's, whom the provider knows and the board does not."""
    return Visitor(there)
