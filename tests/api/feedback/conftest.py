"""Who speaks here besides: dia, a second member."""

import pytest
from flask import Flask

from tests.client import Client
from tests.make import Make


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    """Dia, a member of `team`."""
    return Client(app, make.token("dia"))
