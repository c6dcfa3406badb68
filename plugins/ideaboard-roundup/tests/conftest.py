"""One real tracker for all tests, and accounts in it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.roundup import RoundupServer, start_roundup

PASSWORD = "correct-horse-battery"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundupServer]:
    """The tracker, with `ada`, who may make issues, and `cy`, who may not even ask."""
    with start_roundup(tmp_path_factory.mktemp("roundup") / "tracker") as server:
        for username, role in (("ada", "User"), ("cy", "Anonymous")):
            account = {
                "username": username,
                "password": PASSWORD,
                "roles": role,
                "address": f"{username}@example.com",
            }
            answer = server.rest("POST", "data/user", account)
            assert answer.status == 201, answer.text
        yield server


@pytest.fixture
def settings(server: RoundupServer) -> Mapping[str, Any]:
    """Settings that work."""
    return {"url": server.url, "username": "ada", "password": PASSWORD}
