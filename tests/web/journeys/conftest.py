"""Somebody on a phone, with their fingers, or at a desk, with the keyboard alone; and a real tracker."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.roundup import RoundupServer, start_roundup
from tests.web import keyboard
from tests.web.browsing import Visit
from tests.web.conftest import Demo
from tests.web.journeys.setting import own_board


@pytest.fixture(params=["phone", "desk"])
def visit(
    browser: Browser, demo: Demo, packages: object, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Visit]:
    """Somebody with a browser; nothing goes wrong meanwhile."""
    if request.param == "desk":
        keyboard.alone(monkeypatch)
        visit = Visit(browser, demo, 1280, "light")
    else:
        visit = Visit(browser, demo, 320, "dark")
    yield visit
    visit.end()


@pytest.fixture(scope="module")
def roundup(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundupServer]:
    """A Roundup that the journeys of a file share."""
    with start_roundup(tmp_path_factory.mktemp("roundup") / "tracker") as server:
        yield server


@pytest.fixture
def board(visit: Visit) -> str:
    """A board of ada's own, to be set up."""
    return own_board(visit)
