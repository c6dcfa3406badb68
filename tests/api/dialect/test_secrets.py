"""A secret is in the answer that made it and nowhere else: not in a repeat, not in the database, not in a log."""

from typing import Any

import structlog

from ideaboard.core.tables import METADATA
from tests.client import Client
from tests.make import Make

KEY = {"Idempotency-Key": "k1"}
SECRET = "a-token-that-nobody-may-read-again"


def _everything(make: Make) -> bytes:
    """Every byte of every row of every table."""
    with make.home.database.reading() as db:
        rows = [tuple(row) for table in METADATA.sorted_tables for row in db.execute(table.select())]
    return b"\n".join(_bytes(value) for row in rows for value in row)


def _bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()


def test_a_repeat_of_making_a_token_says_that_it_was_shown(ada: Client, make: Make) -> None:
    body = {"name": "ci", "scopes": ["read"]}
    first, second = ada.post("/me/tokens", KEY, **body), ada.post("/me/tokens", KEY, **body)
    assert (first.status_code, second.status_code) == (201, 201)
    said = first.json
    assert said.pop("token").startswith("ib_")
    assert second.json == {**said, "secret_already_shown": True}
    assert "secret_already_shown" not in said
    assert second.headers["Location"] == first.headers["Location"]
    assert len(ada.get("/me/tokens").json["data"]) == 2


def test_a_tokens_secret_is_nowhere_in_the_database(ada: Client, make: Make) -> None:
    secret = ada.post("/me/tokens", KEY, name="ci", scopes=["read"]).json["token"]
    everything = _everything(make)
    assert b"ci" in everything
    assert secret.encode() not in everything
    assert secret.removeprefix("ib_").encode() not in everything
    assert make.token("ben").encode() not in _everything(make)


def test_a_trackers_secret_is_nowhere_in_the_database_in_answers_or_in_logs(
    ada: Client, make: Make, fake: None
) -> None:
    settings = {"project": "p1", "token": SECRET}
    with structlog.testing.capture_logs() as logs:
        made = ada.post("/boards/team/connections", KEY, tracker="fake", name="Ours", settings=settings)
        assert made.status_code == 201, made.json
        path = f"/connections/{made.json['id']}"
        answers = [
            made,
            ada.post("/boards/team/connections", KEY, tracker="fake", name="Ours", settings=settings),
            ada.post("/boards/team/connections", KEY, tracker="fake", name="Other", settings=settings),
            ada.get(path),
            ada.get("/boards/team/connections"),
            ada.patch(path, settings={"token": SECRET, "nothing": 1}),
            ada.patch(path, settings={"token": SECRET, "project": 7}),
            ada.patch(path, settings={"token": SECRET}),
            ada.post(path + "/checks"),
            ada.post(path + "/choices", name="project"),
            ada.get("/boards/team/jobs"),
            ada.post("/boards/team/connections", tracker="fake", name="Wrong", settings={"token": [SECRET]}),
        ]
    assert [answer.status_code for answer in answers] == [
        201,
        201,
        422,
        200,
        200,
        422,
        422,
        200,
        202,
        202,
        200,
        422,
    ]
    assert all(SECRET not in answer.text for answer in answers)
    assert SECRET not in str(logs)
    everything = _everything(make)
    assert b"p1" in everything
    assert SECRET.encode() not in everything
