"""Feedback, both ways: it is given with its circumstances, asked for by a leader, answered in public, and acted on."""

from datetime import timedelta
from typing import Any

from flask import Flask

from ideaboard import clock
from tests.client import Client
from tests.make import Make

TEAM = "/boards/team"


def _done(answer: Any) -> Any:
    assert answer.status_code in (200, 201, 204), answer.json
    return answer.json


def _waits(client: Client, section: str) -> list[str]:
    return [row["id"] for row in _done(client.get(f"{TEAM}/desk"))[section]["data"]]


def test_a_leader_learns_from_the_team(app: Flask, ada: Client, ben: Client, make: Make) -> None:
    dia, eve = (Client(app, make.token(name)) for name in ("dia", "eve"))
    people = {"ada": ada, "ben": ben, "dia": dia, "eve": eve}
    ids = {name: _done(client.get("/me"))["id"] for name, client in people.items()}
    _done(ada.put(f"{TEAM}/members/{ids['eve']}", role="member"))

    # Ada decides something, and asks Ben how she did it.
    idea = _done(ben.post(f"{TEAM}/ideas", title="Cache the downloads"))["id"]
    decision = _done(ada.post(f"/ideas/{idea}/decisions", outcome="decline", rationale="Not this quarter."))["id"]
    about = {"kind": "decision", "id": decision}
    asked = {"asked": ids["ben"], "about": about, "question": "Was it clear why I said no?"}
    ask = _done(ada.post(f"{TEAM}/feedback-asks", **asked))["id"]
    assert _waits(ben, "asks") == [ask]

    # Ben praises, and advises with the circumstances in mind; nobody else on the board can read it.
    said = {
        "receiver": ids["ada"], "about": about, "answers": ask, "praise": "You answered within a day.",
        "advice": "Say what would have to change for a yes.",
        "circumstances": "The quarter was full before the idea came.",
        "lesson": "A no that says its conditions is easier to hear.",
    }  # fmt: skip
    given = _done(ben.post(f"{TEAM}/feedback", **said))["id"]
    assert _waits(ben, "asks") == []
    assert _done(ada.get(f"/feedback-asks/{ask}"))["answered_by"] == given
    assert dia.get(f"/feedback/{given}").status_code == 404
    # Ada thinks it is good for all, and shares it.
    _done(ada.patch(f"/feedback/{given}", shared=True))
    assert [row["lesson"] for row in _done(dia.get(f"{TEAM}/feedback", box="shared"))["data"]] == [said["lesson"]]

    # She asks everybody, with the questions that are offered; what each of them says is nobody's.
    offered = _done(ada.get(f"{TEAM}/feedback-rounds/template"))["questions"]
    questions = [{"text": each["text"], "kind": each["kind"]} for each in offered]
    closes = clock.now() + timedelta(days=7)
    round = {"title": "This spring", "questions": questions, "threshold": 3, "closes_at": closes.isoformat()}
    path = f"/feedback-rounds/{_done(ada.post(f'{TEAM}/feedback-rounds', **round))['id']}"
    for client, step in ((ben, 4), (dia, 3), (eve, 4)):
        answers = [{"question": 3, "text": "Let us try two caches at once."}, {"question": 7, "scale": step}]
        assert client.post(path + "/answer", answers=answers).status_code == 204
    assert ada.get(path + "/results").json["code"] == "round_open"

    # The week is over: she reads, and owes a reply that everybody sees is owed.
    with clock.at(closes):
        assert _waits(ada, "rounds") == [path.rpartition("/")[2]]
        assert _done(dia.get(path))["state"] == "closed"
        results = _done(ada.get(path + "/results"))["questions"]
        assert results[2]["texts"] == ["Let us try two caches at once."] * 3
        assert results[6]["scale"] == [0, 0, 1, 2, 0]
        reply = {"heard": "You want to try things side by side.", "will_change": "Two approaches get a week each."}
        _done(ada.post(path + "/reply", **reply))
        assert _waits(ada, "rounds") == []
        assert _done(eve.get(path))["reply"]["will_change"] == reply["will_change"]
        # And a suggestion becomes an idea, in the name of whoever takes it up.
        raised = {"title": "Two caches at once", "question": 3, "suggestion": 1}
        made = _done(dia.post(path + "/ideas", **raised))
        assert (made["author"]["name"], made["status"]) == ("Dia", "open")
        assert "“This spring”" in made["body"]
