"""Who speaks here besides, and a round to answer."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask

from ideaboard import clock
from ideaboard.core.people import boards
from tests.client import PREFIX, Client
from tests.make import Make

MEMBERS = ("ben", "dia", "eve")
LATER = timedelta(days=7)

Opening = Callable[..., str]


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    """Dia, a member of `team`."""
    return Client(app, make.token("dia"))


@pytest.fixture
def eve(app: Flask, make: Make) -> Client:
    """Eve, whom `opening` puts on `team`."""
    return Client(app, make.token("eve"))


@pytest.fixture
def opening(ada: Client, make: Make) -> Opening:
    """Opens a round on Ada's leadership: a question in words and one on a scale, answered by three."""
    team, leader = make.board(), make.person("ada")
    for member in [make.person(name) for name in MEMBERS]:
        with make.home.database.transaction() as session:
            boards.put_member(session, team, leader, member, "member")

    def opened(**fields: object) -> str:
        asked = [{"text": "What should I stop?", "kind": "text"}, {"text": "I can speak up.", "kind": "scale"}]
        said = {"title": "Spring", "questions": asked, "threshold": 3, "closes_at": after().isoformat()}
        answer = ada.post("/boards/team/feedback-rounds", **(said | fields))
        assert answer.status_code == 201, answer.json
        return str(answer.headers["Location"].removeprefix(PREFIX))

    return opened


def after(**more: int) -> datetime:
    """When a round that is opened now closes."""
    return clock.now() + LATER + timedelta(**more)


def said(text: str = "Meetings.", scale: int = 4) -> list[dict[str, object]]:
    """An answer to both questions."""
    return [{"question": 1, "text": text}, {"question": 2, "scale": scale}]
