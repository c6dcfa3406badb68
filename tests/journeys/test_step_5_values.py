"""Step 5, values: a team names what it holds high, and each value tells which work served it."""

from flask import Flask

from tests.api.asking import whole
from tests.client import Client
from tests.make import Make

VALUES = "/boards/team/values"


def test_a_value_tells_its_stories(app: Flask, make: Make) -> None:
    ada, ben = (Client(app, make.token(name)) for name in ("ada", "ben"))
    doors, sleep = (ada.post(VALUES, name=name).json["id"] for name in ("Open doors", "Sleep"))
    assert ada.put(f"{VALUES}/{sleep}/place", after=None).status_code == 200
    assert [row["name"] for row in whole(ben, VALUES)] == ["Sleep", "Open doors"]
    served = [{"value": sleep, "how": "The two o'clock failure goes away."}]
    idea = ben.post("/boards/team/ideas", title="Cache the downloads", values=served).json["id"]
    assert ben.get(f"{VALUES}/{sleep}").json["stories"] == []
    answer = {"outcome": "adopt", "rationale": "It pays.", "values": [{"value": sleep, "how": "Fewer alarms."}]}
    ada.post(f"/ideas/{idea}/decisions", **answer)
    ada.post(f"/ideas/{idea}/decisions", outcome="done")
    [story] = ben.get(f"{VALUES}/{sleep}").json["stories"]
    assert (story["idea"], story["status"]) == (idea, "done")
    assert story["how"] == "The two o'clock failure goes away."
    assert (story["decision"]["rationale"], story["decision"]["how"]) == ("It pays.", "Fewer alarms.")
    assert ada.delete(f"{VALUES}/{sleep}").status_code == 204
    assert whole(ben, f"{VALUES}/{sleep}/stories") == [story]
    assert ben.get(f"{VALUES}/{doors}").json["stories"] == []
