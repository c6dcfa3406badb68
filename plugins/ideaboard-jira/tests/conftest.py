"""A fake of each edition, and a tracker that calls it. Each test ends by asking if the contract held."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ideaboard_jira import JIRA, JIRA_DATA_CENTER

from ideaboard.plugin import Draft, Http, Tracker
from tests.fakes.jira import EMAIL, PROJECT, TOKEN, FakeJiraCloud, FakeJiraDataCenter

MARKER = "0123456789abcdef" * 2


@pytest.fixture(params=[FakeJiraCloud, FakeJiraDataCenter], ids=["cloud", "dc"])
def fake(request: pytest.FixtureRequest) -> Iterator[FakeJiraCloud]:
    with request.param() as running:
        yield running
        running.assert_contract_held()


@pytest.fixture
def connect(fake: FakeJiraCloud) -> Callable[..., Tracker]:
    """Make a tracker; settings other than the usual ones are given by name."""

    def make(**settings: Any) -> Tracker:
        kind = JIRA_DATA_CENTER if isinstance(fake, FakeJiraDataCenter) else JIRA
        usual = {"url": fake.url, "project": PROJECT, "token": TOKEN}
        usual |= {} if kind is JIRA_DATA_CENTER else {"email": EMAIL}
        return kind.open(kind.settings().load({**usual, **settings}), Http.to_this_machine(timeout=10))

    return make


@pytest.fixture
def jira(connect: Callable[..., Tracker]) -> Tracker:
    return connect()


@pytest.fixture
def draft() -> Draft:
    return Draft("Plant trees", "They would **shade** it.\n\n- oak\n- lime", "https://board.example/ideas/7")
