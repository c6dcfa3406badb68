"""One story through all six steps: an idea is posted, adopted, worked on, goes wrong, and the team is wiser for it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from flask import Flask

from ideaboard.core.feedback import rounds
from tests.api.asking import whole
from tests.client import Client, codes
from tests.make import Make

TEAM = "/boards/team"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _on(day: float) -> Any:
    return time_machine.travel(NOON + timedelta(days=day), tick=False)


def _done(answer: Any) -> Any:
    assert answer.status_code in (200, 201, 204), answer.json
    return answer.json


class Team:
    """ada leads; ben, dia and eve are members."""

    def __init__(self, app: Flask, make: Make) -> None:
        self.make = make
        self.ada, self.ben, self.dia, self.eve = (
            Client(app, make.token(each)) for each in ("ada", "ben", "dia", "eve")
        )
        self.id = {who: _done(getattr(self, who).get("/me"))["id"] for who in ("ada", "ben", "dia", "eve")}
        _done(self.ada.put(f"{TEAM}/members/{self.id['eve']}", role="member"))

    def waits(self, who: Client, section: str) -> list[str]:
        """What waits for somebody in a section of their desk."""
        return [row["id"] for row in _done(who.get(f"{TEAM}/desk"))[section]["data"]]


def test_the_long_story(app: Flask, make: Make) -> None:
    with _on(0):
        team = Team(app, make)
        make.connection()
        value = _done(team.ada.post(f"{TEAM}/values", name="Sleep", meaning="Nobody is woken for what can wait."))["id"]
        idea = _innovation(team, value)
        decision, work = _answer(team, idea, value)
    with _on(3):
        _guidance(team, idea, work)
    with _on(20):
        _trust(team, decision)
    with _on(30):
        _support(team, idea, work)
    _feedback(team)
    with _on(60):
        _values(team, value, idea)
        # Nothing waits for anybody any more, but for the idea that came of it.
        left = {name: len(section["data"]) for name, section in _done(team.ada.get(f"{TEAM}/desk")).items()}
        assert {name: many for name, many in left.items() if many} == {"ideas": 1}
        assert [row["kind"] for row in whole(team.eve, f"{TEAM}/unanswered")] == ["idea"]


def _innovation(team: Team, value: str) -> str:
    served = [{"value": value, "how": "The two o'clock failure goes away."}]
    idea: str = _done(team.dia.post(f"{TEAM}/ideas", title="Cache the downloads", values=served))["id"]
    for who in (team.ada, team.ben, team.eve):
        _done(who.put(f"/ideas/{idea}/vote"))
    _done(team.ben.post(f"/ideas/{idea}/points", side="against", text="Its key is the hard part."))
    _done(team.eve.post(f"/ideas/{idea}/comments", body="Keyed by the lock files?"))
    assert team.waits(team.ada, "ideas") == [idea]
    return idea


def _answer(team: Team, idea: str, value: str) -> tuple[str, str]:
    answer = {
        "outcome": "adopt", "rationale": "It gives us our nights back.",
        "values": [{"value": value, "how": "Fewer alarms."}],
        "follow_ups": [{"promise": "Report how much it saved.", "due_on": "2026-03-24"}],
        "assignments": [{
            "assignee": team.id["ben"], "kind": "stretch", "mentor": team.id["dia"],
            "explanation": "You asked for work below the surface.", "support_plan": "Dia pairs with you on Tuesdays.",
        }],
    }  # fmt: skip
    assert codes(team.ada.post(f"/ideas/{idea}/decisions", outcome="adopt")) == {"/rationale": "required"}
    decision = _done(team.ada.post(f"/ideas/{idea}/decisions", **answer))["id"]
    # The tracker is owed its issue in the same breath.
    assert _done(team.eve.get(f"/ideas/{idea}"))["issue"]["state"] == "pending"
    [offer] = team.waits(team.ben, "offers")
    assert team.waits(team.dia, "offers") == [offer]
    assert _done(team.eve.get(f"/ideas/{idea}"))["owners"] == []
    _done(team.ben.patch(f"/assignments/{offer}", state="accepted"))
    _done(team.dia.patch(f"/assignments/{offer}", mentor_state="accepted"))
    assert [each["name"] for each in _done(team.eve.get(f"/ideas/{idea}"))["owners"]] == ["Ben"]
    return decision, offer


def _guidance(team: Team, idea: str, work: str) -> None:
    said = {"going": "The key is the hard part.", "learnt": "How keys are made.", "needs_help": True}
    call = _done(team.ben.post(f"/assignments/{work}/check-ins", **said))["id"]
    assert team.waits(team.ada, "help_calls") == team.waits(team.dia, "help_calls") == [call]
    _done(team.dia.patch(f"/check-ins/{call}", guidance="Take the lock file alone. At two, together?"))
    assert team.waits(team.ada, "help_calls") == []
    _done(team.ada.post(f"/ideas/{idea}/decisions", outcome="start"))


def _trust(team: Team, decision: str) -> None:
    question = _done(team.eve.post(f"/decisions/{decision}/questions", text="Why this, before the alarms?"))["id"]
    [overdue] = whole(team.eve, f"{TEAM}/follow-ups", due="overdue")
    waiting = [(row["id"], row["age_days"]) for row in whole(team.eve, f"{TEAM}/unanswered")]
    assert waiting == [(overdue["id"], 6), (question, 0)]
    _done(team.ada.patch(f"/questions/{question}", answer="It is what wakes us most."))
    path = f"/follow-ups/{overdue['id']}"
    assert codes(team.ada.patch(path, state="kept")) == {"/note": "required"}
    _done(team.ada.patch(path, state="kept", note="Forty minutes a night. I measured for a week too long."))
    assert _done(team.eve.get(path))["late"] is True
    assert whole(team.eve, f"{TEAM}/unanswered") == []


def _support(team: Team, idea: str, work: str) -> None:
    gone_wrong = "The cache filled the disk, and two releases stood still. I asked for it without a limit."
    _done(team.ada.post(f"/ideas/{idea}/decisions", outcome="drop", rationale=gone_wrong))
    assert _done(team.ben.get(f"/assignments/{work}"))["state"] == "ended"
    said = {"idea": idea, "what_happened": "The disk was full at four.", "meets_at": "2026-04-12T09:00:00Z"}
    refused = team.dia.post(f"{TEAM}/reviews", **said, conditions="Ben was alone with it.")
    assert codes(refused) == {"/conditions": "names_somebody"}
    review = _done(team.dia.post(f"{TEAM}/reviews", **said, conditions="Nothing watched the disk."))["id"]
    assert b"SEQUENCE:0" in team.eve.get(f"/reviews/{review}/calendar.ics").data
    _done(team.eve.patch(f"/reviews/{review}", meets_at="2026-04-12T13:00:00Z"))
    assert b"SEQUENCE:1" in team.eve.get(f"/reviews/{review}/calendar.ics").data
    learned = {"lessons": "A cache has a limit from its first day.", "actions": [{"title": "Watch the disk"}]}
    _done(team.ben.patch(f"/reviews/{review}", state="held", **learned))
    [action] = _done(team.ben.post(f"/reviews/{review}/tasks"))["actions"]
    assert _done(team.eve.get(f"/tasks/{action['task']}"))["title"] == "Watch the disk"
    ours = "We filled the disk, and we have set a limit."
    _done(team.dia.patch(f"/reviews/{review}", state="shared", statement=ours))


def _feedback(team: Team) -> None:
    with _on(31):
        told = {"receiver": team.id["ada"], "praise": "You said that it was you who asked for it without a limit."}
        _done(team.ben.post(f"{TEAM}/feedback", **told))
        asked = [{"text": "Support: how did I make it easier or harder?", "kind": "text"}]
        opened = {"title": "After the cache", "questions": asked, "threshold": 3, "closes_at": "2026-04-20T12:00:00Z"}
        path = f"/feedback-rounds/{_done(team.ada.post(f'{TEAM}/feedback-rounds', **opened))['id']}"
        for who, words in (
            (team.ben, "Easier."),
            (team.dia, "A limit first?"),
            (team.eve, "Let us begin with limits."),
        ):
            assert who.post(path + "/answer", answers=[{"question": 1, "text": words}]).status_code == 204
        assert team.ada.get(path + "/results").json["code"] == "round_open"
    with _on(45):
        with team.make.home.database.transaction() as session:
            assert rounds.close_due(session) == 1
        texts = _done(team.ada.get(path + "/results"))["questions"][0]["texts"]
        assert sorted(texts) == ["A limit first?", "Easier.", "Let us begin with limits."]
        reply = {"heard": "You would have begun with a limit.", "will_change": "I ask what could go wrong first."}
        _done(team.ada.post(path + "/reply", **reply))
        place = texts.index("Let us begin with limits.") + 1
        raised = {"title": "Limits first", "question": 1, "suggestion": place}
        assert "After the cache" in _done(team.eve.post(path + "/ideas", **raised))["body"]


def _values(team: Team, value: str, idea: str) -> None:
    # What was dropped is no story yet: taken up again, and done with a limit, it is one, with what was learned.
    assert _done(team.eve.get(f"{TEAM}/values/{value}"))["stories"] == []
    _done(team.ada.post(f"/ideas/{idea}/decisions", outcome="reopen", rationale="We know how now."))
    _done(team.ada.post(f"/ideas/{idea}/decisions", outcome="adopt", rationale="With a limit, from the first day."))
    _done(team.ada.post(f"/ideas/{idea}/decisions", outcome="done"))
    [story] = _done(team.eve.get(f"{TEAM}/values/{value}"))["stories"]
    assert (story["idea"], story["how"]) == (idea, "The two o'clock failure goes away.")
    assert story["decision"]["rationale"] == "With a limit, from the first day."
    assert story["review"]["lessons"] == "A cache has a limit from its first day."
