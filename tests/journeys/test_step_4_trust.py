"""Step 4, trust: a promise is made, asked about, broken, and answered late, where everybody reads it."""

from datetime import UTC, datetime, timedelta

import time_machine
from flask import Flask

from tests.api.asking import whole
from tests.client import Client, codes
from tests.make import Make

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_a_promise_is_broken_and_answered_late_in_public(app: Flask, make: Make) -> None:
    ada, ben = (Client(app, make.token(name)) for name in ("ada", "ben"))
    with time_machine.travel(NOON, tick=False):
        idea = ben.post("/boards/team/ideas", title="Cache the downloads").json["id"]
        promised = [{"promise": "Report how much time it saved.", "due_on": "2026-03-20"}]
        said = {"outcome": "adopt", "rationale": "It pays.", "follow_ups": promised}
        decision = ada.post(f"/ideas/{idea}/decisions", **said).json["id"]
        question = ben.post(f"/decisions/{decision}/questions", text="Why this first?").json["id"]
        [waiting] = whole(ben, "/boards/team/unanswered")
        assert (waiting["kind"], waiting["id"], waiting["idea"]) == ("question", question, idea)
        desk = ada.get("/boards/team/desk").json
        assert [row["id"] for row in desk["questions"]["data"]] == [question]
        assert ada.patch(f"/questions/{question}", answer="It is half of the night.").status_code == 200
        assert ben.get(f"/questions/{question}").json["answer"] == "It is half of the night."
        assert whole(ben, "/boards/team/unanswered") == []
    with time_machine.travel(NOON + timedelta(days=12), tick=False):
        [overdue] = whole(ben, "/boards/team/follow-ups", due="overdue")
        [waiting] = whole(ben, "/boards/team/unanswered")
        assert (waiting["id"], waiting["age_days"]) == (overdue["id"], 2)
        path = f"/follow-ups/{overdue['id']}"
        assert codes(ada.patch(path, state="kept")) == {"/note": "required"}
        assert ada.patch(path, state="kept", note="I measured a week longer.").status_code == 200
        [kept] = ben.get(f"/decisions/{decision}").json["follow_ups"]
        assert (kept["state"], kept["late"], kept["note"]) == ("kept", True, "I measured a week longer.")
        assert whole(ben, "/boards/team/unanswered") == []
        assert ada.get("/boards/team/desk").json["follow_ups"] == {"data": [], "more": False}
