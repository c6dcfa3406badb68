"""One real Redmine for the tests of `make soak`."""

from collections.abc import Iterator

import pytest

from tests.redmine import RedmineServer, start_redmine


@pytest.fixture(scope="session")
def server() -> Iterator[RedmineServer]:
    """It is asked for only by tests that are marked `needs_redmine`."""
    with start_redmine() as running:
        yield running
