"""What these tests are given: an application that lets people in by a provider, and a browser."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from pytest_httpserver import HTTPServer

from ideaboard.app import create_app
from ideaboard.openid import provider as module
from ideaboard.plugin.registry import Registry
from ideaboard.settings import WELL_KNOWN, Settings
from tests import contract
from tests.client import Visitor
from tests.make import Make
from tests.oidc.hostile import CLIENT, Provider

Serve = Callable[..., Flask]
Ours = Callable[..., module.Provider]
GROUPS = "dev=team:member, heads=team:leader, dev=nowhere:leader"


@pytest.fixture(scope="session")
def served() -> Iterator[dict[Settings, Flask]]:
    """The applications that were made, each by its settings: one takes a second to make."""
    made: dict[Settings, Flask] = {}
    yield made
    for app in made.values():
        app.extensions["ideaboard"].database.dispose()


@pytest.fixture
def serve(make: Make, served: dict[Settings, Flask]) -> Serve:
    """Gives an application on the test's database with other settings, which remembers nothing of its provider."""

    def give(**said: Any) -> Flask:
        said = {"oidc_client_id": CLIENT, "oidc_client_secret": "secret", **said}
        settings = replace(make.home.settings, **said)
        if settings not in served:
            served[settings] = create_app(settings, Registry.load(found=[]))
            contract.watch(served[settings])
        asked = served[settings].extensions["ideaboard"].openid
        asked._document = asked._keys = None
        return served[settings]

    return give


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


@pytest.fixture
def ours(provider: Provider) -> Ours:
    """Makes what asks the provider, with other settings and without an application."""

    def make(**said: Any) -> module.Provider:
        usual = {
            "oidc_discovery": provider.issuer + WELL_KNOWN,
            "oidc_client_id": CLIENT,
            "oidc_client_secret": "secret",
        }
        return module.Provider(Settings(**{**usual, **said}))

    return make


@pytest.fixture
def there(serve: Serve, provider: Provider) -> Flask:
    """An application whose people sign in at that provider."""
    discovery = provider.issuer + WELL_KNOWN
    return serve(oidc_discovery=discovery, oidc_domains="example.org", oidc_name="Example", oidc_groups=GROUPS)


@pytest.fixture
def anna(there: Flask) -> Visitor:
    """A browser of Anna's, whom the provider knows and the board does not."""
    return Visitor(there)
