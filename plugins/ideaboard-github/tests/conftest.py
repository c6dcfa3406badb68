"""A fake GitHub for each test, and a tracker that calls it. Each test ends by asking if the contract held."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ideaboard_github import GitHub, Settings

from ideaboard.plugin import Draft, Http
from tests.fakes.github import REPOSITORY, TOKEN, FakeGitHub

MARKER = "0123456789abcdef" * 2
DRAFT = Draft("Plant trees on the roof", "They would shade it.", "https://board.example/ideas/7")


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with FakeGitHub() as running:
        yield running
        running.assert_contract_held()


@pytest.fixture
def connect(fake: FakeGitHub) -> Callable[..., GitHub]:
    """Make a tracker; settings other than the usual ones are given by name, None for none."""

    def make(timeout: float = 10.0, **settings: Any) -> GitHub:
        usual = {"repository": REPOSITORY, "token": TOKEN, "api_url": fake.url}
        given = {name: value for name, value in {**usual, **settings}.items() if value is not None}
        return GitHub(Settings().load(given), Http.to_this_machine(timeout))

    return make


@pytest.fixture
def github(connect: Callable[..., GitHub]) -> GitHub:
    return connect()


@pytest.fixture
def marker() -> str:
    return MARKER


@pytest.fixture
def draft() -> Draft:
    return DRAFT
