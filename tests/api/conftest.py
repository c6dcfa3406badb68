"""What the API's tests are given besides: an app with planted routes, and a kind of tracker."""

from collections.abc import Iterator

import pytest
from flask import Flask

from ideaboard import app as app_module
from ideaboard.api.dialect.call import Installation
from ideaboard.plugin.registry import Registry
from tests import contract
from tests.api import faketracker
from tests.api.dialect import planted


@pytest.fixture(scope="session")
def planted_app(app: Flask) -> Iterator[Flask]:
    """The application with the routes of `planted` besides its own, on the same database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_module, "RESOURCES", (*app_module.RESOURCES, planted))
        made = app_module.create_app(app.extensions["ideaboard"].settings, Registry.load(found=[]))

    @made.route("/broken")
    def broken() -> str:
        raise RuntimeError("a page breaks")

    contract.watch(made)
    yield made
    made.extensions["ideaboard"].database.dispose()


@pytest.fixture
def fake(home: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tracker of the kind `fake` is installed, and one of the kind `bare` that can do nothing besides."""
    for tracker in (faketracker.FAKE, faketracker.BARE):
        monkeypatch.setitem(home.trackers._kinds, tracker.kind, ("ideaboard-fake", tracker))
