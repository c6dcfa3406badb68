"""Step 3, innovation: several ways to do a task are set side by side, and each of them gets an answer."""

from typing import Any

from flask import Flask

from tests.client import Client
from tests.make import Make

TEAM = "/boards/team"


def _done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.json
    return answer.json


def test_three_ways_to_do_a_task_are_talked_through(app: Flask, ada: Client, ben: Client, make: Make) -> None:
    dia = Client(app, make.token("dia"))
    task = _done(ada.post(f"{TEAM}/tasks", title="Make the nightly build reliable"))["id"]
    ways = {}
    for who, title in ((ben, "Cache the downloads"), (dia, "Retry each download"), (dia, "Build in the morning")):
        ways[title] = _done(who.post(f"{TEAM}/ideas", title=title, task=task))["id"]
    cache, retry, morning = ways.values()

    # They are supported and argued for and against; nobody is voted down, for there is no such call.
    for who, idea in ((ada, cache), (dia, cache), (ben, retry)):
        _done(who.put(f"/ideas/{idea}/vote"))
    assert ben.post(f"/ideas/{morning}/points", side="for", text="It costs nothing.").status_code == 201
    assert dia.post(f"/ideas/{cache}/points", side="against", text="Its key is the hard part.").status_code == 201
    assert ben.post(f"/ideas/{cache}/comments", body="Keyed by the lock files alone.").status_code == 201

    # What few have looked at gets its turn first.
    unheard = _done(ben.get(f"{TEAM}/ideas", sort="unheard"))["data"]
    assert [row["id"] for row in unheard] == [morning, retry, cache]
    compared = _done(ben.get(f"/tasks/{task}/comparison"))["approaches"]
    assert [way["id"] for way in compared] == [cache, retry, morning]
    assert [[point["text"] for point in way["points"]] for way in compared] == [
        ["Its key is the hard part."], [], ["It costs nothing."],
    ]  # fmt: skip

    # One alone cannot be taken while the others wait for a word.
    alone = ada.post(f"/ideas/{cache}/decisions", outcome="adopt", rationale="It pays.")
    assert (alone.status_code, alone.json["code"]) == (409, "decide_on_task")
    words = [{"idea": retry, "outcome": "decline", "word": "It hides the mirror's trouble."}]
    said = {"rationale": "It takes the mirror out of the picture.", "adopt": [cache], "others": words}
    left = ada.post(f"/tasks/{task}/decisions", **said)
    assert (left.status_code, left.json["errors"][0]["code"]) == (422, "approach_without_word")
    words.append({"idea": morning, "outcome": "decline", "word": "Thank you: it is what we do until the cache runs."})
    _done(ada.post(f"/tasks/{task}/decisions", **said))
    assert _done(dia.get(f"/tasks/{task}"))["status"] == "decided"
    answered = _done(dia.get(f"/ideas/{morning}"))
    assert (answered["status"], answered["decision"]["rationale"]) == ("declined", words[1]["word"])
    assert [row["id"] for row in _done(dia.get(f"{TEAM}/backlog"))["data"]] == [cache]
