"""A value tells its stories, and the leaders set the order of values."""

from typing import Any

from tests.client import Client, codes
from tests.make import Make

VALUES = "/boards/team/values"


def _id(make: Make, name: str) -> str:
    return make.path("value", make.value(name)).rpartition("/")[2]


def _serving(make: Make, value: int, title: str, how: str) -> int:
    return make.idea(title, values=[{"value": value, "how": how}])


def test_a_value_tells_of_what_was_adopted_for_it(make: Make, ada: Client, ben: Client) -> None:
    sleep = make.value("Sleep")
    path = f"{VALUES}/{make.path('value', sleep).rpartition('/')[2]}"
    done = _serving(make, sleep, "Cache", "The failure at two goes away.")
    _serving(make, sleep, "Open", "It would.")
    make.decide(_serving(make, sleep, "Declined", "It might."), "decline")
    started = _serving(make, sleep, "Alarms", "Fewer alarms.")
    make.decide(done, "adopt", "It pays.", values_served=[{"value": sleep, "how": "We sleep."}])
    make.decide(done, "done", None)
    make.decide(started, "adopt", "Yes.")
    make.decide(started, "start", None)
    stories = ben.get(path).json["stories"]
    assert [(story["title"], story["status"], story["how"]) for story in stories] == [
        ("Alarms", "in_progress", "Fewer alarms."), ("Cache", "done", "The failure at two goes away."),
    ]  # fmt: skip
    assert [(story["decision"]["rationale"], story["decision"]["how"]) for story in stories] == [
        ("Yes.", None), ("It pays.", "We sleep."),
    ]  # fmt: skip
    assert ben.get(path + "/stories", limit=1).json["data"] == stories[:1]
    assert ada.delete(path).status_code == 204
    assert ben.get(path).json["stories"] == stories


def test_a_story_tells_what_was_learned(make: Make, ada: Client, ben: Client) -> None:
    sleep = make.value("Sleep")
    idea = _serving(make, sleep, "Cache", "We sleep.")
    make.decide(idea, "adopt")
    make.decide(idea, "done", None)
    about: dict[str, Any] = {"idea": make.path("idea", idea)[7:], "what_happened": "It broke.", "lessons": "Limits."}
    review = f"/reviews/{ben.post('/boards/team/reviews', **about).json['id']}"
    path = f"{VALUES}/{make.path('value', sleep).rpartition('/')[2]}"
    assert ben.get(path).json["stories"][0]["review"] is None
    assert ben.patch(review, state="held").status_code == 200
    assert ben.patch(review, state="shared", statement="We set limits.").status_code == 200
    told = ben.get(path).json["stories"][0]["review"]
    assert (told["lessons"], told["statement"]) == ("Limits.", "We set limits.")


def test_what_is_hidden_is_not_told(make: Make, ada: Client, ben: Client) -> None:
    sleep = make.value("Sleep")
    idea = _serving(make, sleep, "Rude title", "Rude words.")
    make.decide(idea, "adopt")
    ada.put(make.path("idea", idea, "/hide"), reason="Rude.")
    [story] = ben.get(f"{VALUES}/{make.path('value', sleep).rpartition('/')[2]}").json["stories"]
    assert (story["title"], story["how"]) == ("", None)


def _order(client: Client) -> list[str]:
    return [value["name"] for value in client.get(VALUES).json["data"]]


def test_leaders_set_the_order(make: Make, ada: Client, ben: Client) -> None:
    first, second, third = (_id(make, name) for name in ("First", "Second", "Third"))
    assert _order(ben) == ["First", "Second", "Third"]
    assert ada.put(f"{VALUES}/{third}/place", after=first).status_code == 200
    assert _order(ben) == ["First", "Third", "Second"]
    assert ada.ask("PUT", f"{VALUES}/{second}/place", json={"after": None}).status_code == 200
    assert _order(ben) == ["Second", "First", "Third"]
    ada.put(f"{VALUES}/{second}/place", after=third)
    assert _order(ben) == ["First", "Third", "Second"]
    _id(make, "Fourth")
    assert _order(ben) == ["First", "Third", "Second", "Fourth"]
    assert [value["name"] for value in ben.get(VALUES, limit=1).json["data"]] == ["First"]
    assert codes(ada.put(f"{VALUES}/{first}/place", after=first)) == {"/after": "itself"}
    assert ben.put(f"{VALUES}/{first}/place", after=second).status_code == 403


def test_a_value_of_another_board_has_no_place_here(make: Make, ada: Client) -> None:
    mine = _id(make, "Mine")
    theirs = make.path("value", make.value("Theirs", board="other")).rpartition("/")[2]
    assert codes(ada.put(f"{VALUES}/{mine}/place", after=theirs)) == {"/after": "unknown_id"}
    assert ada.put(f"{VALUES}/{theirs}/place", after=mine).status_code == 404
    assert ada.get(f"{VALUES}/{theirs}/stories").status_code == 404
