"""The engine, on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine import Engine
from tests.engine import engine as running


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An installation of the test's own."""
    name = "".join(char if char.isalnum() else "_" for char in request.node.name)[:40].lower()
    with running(request.param, tmp_path, name) as made:
        yield made
