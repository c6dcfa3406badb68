"""Whether the board runs, and how it is."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from ideaboard import __version__, clock
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.pulse import Pulse
from tests.client import Client
from tests.make import Make


def test_ready_is_for_everyone(api: Client) -> None:
    answer = api.get("/ready")
    assert (answer.status_code, answer.json) == (200, {"ready": "yes"})


def test_ready_is_no_secret_to_a_broken_token_either(app: Flask) -> None:
    assert Client(app, "ib_wrong").get("/ready").status_code == 401


def test_ready_fails_without_a_database(app: Flask, api: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr("ideaboard.api.meta.health.ready", refuse)
    answer = api.get("/ready")
    assert (answer.status_code, answer.json["code"]) == (500, "internal")


def test_health_is_for_admins(ada: Client, root: Client) -> None:
    assert ada.get("/health").status_code == 403
    assert root.get("/health").status_code == 200


def test_an_installation_where_nothing_happens(root: Client, make: Make) -> None:
    said = root.get("/health").json
    assert said == {
        "version": __version__,
        "database": "sqlite" if make.home.database.sqlite else "postgresql",
        "schema": said["schema"],
        "oldest_waiting_seconds": None,
        "dead_jobs": 0,
        "schedule_age_seconds": None,
        "trackers": [],
        "suggesters": [],
        "switched_off": [],
        "jobs": {},
    }
    assert said["schema"]


def test_what_waits_and_what_is_dead_shows(root: Client, make: Make, fake: None) -> None:
    make.connection()
    for _ in range(3):
        make.decide(make.idea(), "adopt")
    with make.home.database.transaction() as session:
        session.add(Pulse(name="schedule", at=clock.now()))
        first = session.query(Job).order_by(Job.id).first()
        assert first is not None
        first.state = "dead"
    with time_machine.travel(clock.now() + timedelta(seconds=90), tick=False):
        said = root.get("/health").json
    assert (said["dead_jobs"], said["jobs"]) == (1, {"ready": 2, "dead": 1})
    assert 89 <= said["oldest_waiting_seconds"] <= 95
    assert 89 <= said["schedule_age_seconds"] <= 95
    assert said["trackers"] == ["bare", "fake"]


def test_plugins_that_are_switched_off_are_named_with_the_reason(
    root: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(make.home.trackers._off, "ideaboard-odd", "It did not load within 10 s.")
    assert root.get("/health").json["switched_off"] == [
        {"distribution": "ideaboard-odd", "reason": "It did not load within 10 s."}
    ]
