"""What these tests are given besides: the trackers of tests, and a world in which everything exists."""

import pytest
from flask import Flask

from tests.api.conftest import fake
from tests.make import Make
from tests.unbreakable.world import World, world

__all__ = ["fake"]


@pytest.fixture
def here(app: Flask, make: Make, fake: None) -> World:
    """The world."""
    return world(app, make)
