"""Asking for everything about me: a job, one at a time, a file that is mine alone and gone after a day."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from ideaboard import clock
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.privacy import exports
from ideaboard.core.privacy.exports import Export
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.work import schedule
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.client import PREFIX, Client
from tests.make import Make
from tests.work.test_failures import _Parent


def _shop(make: Make) -> Workshop:
    home = make.home
    return Workshop(home.settings, home.database, home.keys, Registry.load(found=[]), Http())


def _work(make: Make) -> None:
    worker = Worker(_shop(make), _Parent())
    while worker.work_once():
        pass


def _count(make: Make, table: Any) -> int:
    with make.home.database.reading() as db:
        return db.execute(select(func.count()).select_from(table)).scalar_one()


def test_it_is_owed_as_a_job_of_mine(ben: Client, ada: Client) -> None:
    answer = ben.post("/me/export")
    said = answer.json
    assert (answer.status_code, answer.headers["Location"]) == (202, f"{PREFIX}/jobs/{said['id']}")
    assert (said["kind"], said["state"], said["result"]) == ("account.export", "ready", None)
    assert ben.get(f"/jobs/{said['id']}").status_code == 200
    assert ada.get(f"/jobs/{said['id']}").status_code == 404


def test_while_one_is_under_way_it_is_the_same(ben: Client, ada: Client, make: Make) -> None:
    first = ben.post("/me/export").json["id"]
    assert ben.post("/me/export").json["id"] == first
    assert ada.post("/me/export").json["id"] != first
    _work(make)
    assert ben.post("/me/export").json["id"] != first
    # What is made anew is not there before it is made.
    assert ben.get("/me/export").status_code == 409


def test_one_that_was_given_up_is_asked_for_anew(ben: Client, make: Make) -> None:
    first = ben.post("/me/export").json["id"]
    with make.home.database.transaction() as session:
        session.execute(update(Job).values(state="dead"))
    assert ben.post("/me/export").json["id"] != first


def test_it_is_there_when_its_job_is_done_for_me_alone(ben: Client, ada: Client, make: Make) -> None:
    ben.post("/me/export")
    refused = ben.get("/me/export")
    assert (refused.status_code, refused.json["code"]) == (409, "no_export")
    _work(make)
    answer = ben.get("/me/export")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ideaboard-export.json"'
    assert [row["name"] for row in answer.json["parts"]["account"]] == ["Ben"]
    assert [row["board"] for row in answer.json["parts"]["memberships"]] == ["team"]
    assert ben.get("/me/export", {"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert ada.get("/me/export").status_code == 409


def test_after_a_day_it_is_gone(ben: Client, make: Make) -> None:
    ben.post("/me/export")
    _work(make)
    gone = ben.get("/me/export").json["gone_at"]
    later = clock.now() + exports.KEPT + timedelta(seconds=1)
    assert gone < later.isoformat()
    with clock.at(later):
        assert ben.get("/me/export").status_code == 409
        assert _count(make, Export) == 1
        assert schedule.look(_shop(make))
    assert (_count(make, Export), _count(make, Job)) == (0, 0)


def test_what_is_under_way_is_not_forgotten(ben: Client, make: Make) -> None:
    ben.post("/me/export")
    with clock.at(clock.now() + exports.KEPT + timedelta(seconds=1)):
        schedule.look(_shop(make))
    assert (_count(make, Export), _count(make, Job)) == (1, 1)


def test_it_goes_with_the_account(ben: Client, make: Make) -> None:
    ben.post("/me/export")
    _work(make)
    ben.delete("/me")
    with make.home.database.reading() as db:
        assert db.execute(select(Job.kind)).scalars().all() == ["account.erase"]
    assert _count(make, Export) == 0


@pytest.mark.parametrize("how", ["POST", "GET"])
def test_a_token_for_one_board_is_no_use(app: Flask, make: Make, how: str) -> None:
    limited = Client(app, make.token("ben", board=make.board()))
    assert limited.ask(how, "/me/export").status_code == 403
