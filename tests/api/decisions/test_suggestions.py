"""Asking for kinder words over the API: a job that is seen by whoever asked, and by nobody else."""

from typing import Any

import pytest
from sqlalchemy import update

from ideaboard.core.outbox.jobs import Job
from tests.client import PREFIX, Client, codes
from tests.make import Make

TEXT = "You always forget the marmalade."


@pytest.fixture
def job(ben: Client) -> str:
    """The address of a job that ben asked for."""
    answer = ben.post("/suggestions", text=TEXT, kind="comment")
    assert answer.status_code == 202, answer.json
    return f"/jobs/{answer.json['id']}"


def test_it_is_owed_as_a_job_that_belongs_to_no_board(ada: Client, ben: Client, make: Make, job: str) -> None:
    answer = ben.post("/suggestions", text=TEXT, kind="review")
    said = answer.json
    assert (answer.status_code, answer.headers["Location"]) == (202, f"{PREFIX}/jobs/{said['id']}")
    assert (said["kind"], said["state"], said["result"]) == ("suggest", "ready", None)
    assert said["subject"] == {"kind": "account", "id": make.path("account", make.person("ben")).rpartition("/")[2]}
    assert "marmalade" not in answer.text
    assert ada.get("/boards/team/jobs").json["data"] == []


def test_whoever_asked_polls_it(ben: Client, make: Make, job: str) -> None:
    found = [{"start": 0, "end": 10, "words": "You always", "why": "Why.", "instead": "We.", "plugin": "p"}]
    with make.home.database.transaction() as session:
        session.execute(update(Job).values(state="done", result=found))
    assert ben.get(job).json["result"] == found
    assert ben.get(job + "/deliveries").json["data"] == []


@pytest.mark.parametrize("who", ["ada", "cy", "root"])
def test_nobody_else_sees_it(request: pytest.FixtureRequest, job: str, who: str) -> None:
    client: Client = request.getfixturevalue(who)
    answers = [client.get(job), client.get(job + "/deliveries"), client.ask("POST", job + "/retry")]
    assert [answer.status_code for answer in answers] == [404] * 3


def test_to_wake_it_is_not_theirs(ben: Client, job: str) -> None:
    assert ben.ask("POST", job + "/retry").status_code == 403


def test_a_token_for_one_board_neither_asks_nor_sees_it(ben: Client, make: Make, app: Any, job: str) -> None:
    limited = Client(app, make.token("ben", board=make.board()))
    assert limited.post("/suggestions", text=TEXT, kind="comment").status_code == 403
    assert limited.get(job).status_code == 404
    # A leader's jobs are on the board, and their token goes on seeing those.
    make.connection()
    make.decide(make.idea(), "adopt")
    leader = Client(app, make.token("ada", board=make.board()))
    [row] = leader.get("/boards/team/jobs").json["data"]
    assert leader.get(f"/jobs/{row['id']}").status_code == 200


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"text": ""}, {"/text": "blank"}),
    ({"text": "x" * 20_001}, {"/text": "too_long"}),
    ({"text": None}, {"/text": "null"}),
    ({"kind": "idea"}, {"/kind": "not_one_of"}),
    ({"kind": None}, {"/kind": "null"}),
    ({"board": "team"}, {"/board": "unknown_field"}),
])  # fmt: skip
def test_what_cannot_be_asked(ben: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.post("/suggestions", **{"text": TEXT, "kind": "comment", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_sent_twice_it_is_asked_once_and_the_text_is_not_kept_with_the_answer(ben: Client, make: Make) -> None:
    key = {"Idempotency-Key": "k"}
    first, second = (ben.post("/suggestions", key, text=TEXT, kind="comment") for _ in range(2))
    assert first.json == second.json
    assert "marmalade" not in second.text


def test_posting_waits_for_nothing_and_is_refused_for_nothing(ben: Client, make: Make) -> None:
    comments = make.path("idea", make.idea(), "/comments")
    assert ben.post("/suggestions", text=TEXT, kind="comment").status_code == 202
    assert ben.post(comments, body=TEXT).status_code == 201
