"""Work owed to the outside: seen by leaders, and woken by them when it is dead."""

from datetime import datetime
from typing import Any

import pytest

from ideaboard import clock
from ideaboard.core.outbox import deliveries
from ideaboard.core.outbox.jobs import Job
from ideaboard.ids import decode
from tests.client import Client, codes
from tests.make import Make


@pytest.fixture
def job(ada: Client, make: Make) -> str:
    """The address of a job that is owed."""
    make.connection()
    make.decide(make.idea(), "adopt")
    [row] = ada.get("/boards/team/jobs").json["data"]
    return f"/jobs/{row['id']}"


def _change(make: Make, path: str, **values: Any) -> None:
    with make.home.database.transaction() as session:
        found = session.get_one(Job, decode("job", path.split("/")[-1]))
        for name, value in values.items():
            setattr(found, name, value)


def test_an_adoption_owes_an_issue(ada: Client, job: str) -> None:
    said = ada.get(job).json
    assert (said["kind"], said["state"], said["step"], said["attempts"], said["crashes"]) == (
        "issue.create",
        "ready",
        "",
        0,
        0,
    )
    assert (said["last_error"], said["result"], said["settled_at"]) == (None, None, None)
    assert said["subject"]["kind"] == "issue"
    assert ada.get(f"/issues/{said['subject']['id']}").status_code == 200


def test_jobs_are_listed_newest_first_and_by_state(ada: Client, make: Make, job: str) -> None:
    make.decide(make.idea(), "adopt")
    _change(make, job, state="dead")
    rows = ada.get("/boards/team/jobs").json["data"]
    assert [row["state"] for row in rows] == ["ready", "dead"]
    assert [row["id"] for row in ada.get("/boards/team/jobs", state="dead").json["data"]] == [job.split("/")[-1]]
    assert ada.get("/boards/team/jobs", state="running").json["data"] == []
    assert codes(ada.get("/boards/team/jobs", state="lost")) == {"/state": "not_one_of"}


def test_a_dead_job_is_woken_and_starts_afresh(ada: Client, make: Make, job: str) -> None:
    _change(make, job, state="dead", attempts=8, crashes=3, last_error="No.", settled_at=clock.now())
    answer = ada.post(job + "/retry")
    said = answer.json
    assert answer.status_code == 200
    assert (said["state"], said["attempts"], said["crashes"], said["settled_at"]) == ("ready", 0, 0, None)
    assert said["last_error"] == "No."


@pytest.mark.parametrize("state", ["ready", "running", "done"])
def test_a_living_job_is_not_woken(ada: Client, make: Make, job: str, state: str) -> None:
    _change(make, job, state=state)
    answer = ada.post(job + "/retry")
    assert (answer.status_code, answer.json["code"]) == (409, "job_not_dead")
    assert ada.get(job).json["state"] == state


def test_every_attempt_is_listed_newest_first(ada: Client, make: Make, job: str) -> None:
    number = decode("job", job.split("/")[-1]) or 0
    with make.home.database.transaction() as session:
        deliveries.record(session, number, clock.now(), "retry", "503 Service Unavailable")
        deliveries.record(session, number, clock.now(), "done")
    rows = ada.get(job + "/deliveries").json["data"]
    assert [(row["outcome"], row["detail"]) for row in rows] == [("done", None), ("retry", "503 Service Unavailable")]
    began, ended = (datetime.fromisoformat(rows[0][name]) for name in ("started_at", "ended_at"))
    assert began <= ended


def test_a_result_is_shown_as_it_is(ada: Client, make: Make, job: str) -> None:
    result = {"account": "ü", "findings": [{"code": "bad_token", "detail": None}], "n": 1.5}
    _change(make, job, state="done", result=result)
    assert ada.get(job).json["result"] == result


def test_members_do_not_see_jobs(ben: Client, make: Make, job: str) -> None:
    answers = [ben.get("/boards/team/jobs"), ben.get(job), ben.get(job + "/deliveries"), ben.post(job + "/retry")]
    assert [answer.status_code for answer in answers] == [403] * 4
