"""Ideas: posted, read whole, edited by version, withdrawn and brought back."""

from datetime import datetime
from typing import Any

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


def test_an_idea_is_shown_whole_to_whoever_posted_it(ben: Client, make: Make) -> None:
    value = make.path("value", make.value())[8:]
    task = make.path("task", make.task())[7:]
    sent = {
        "title": " Cache it ", "body": "Most is *downloads*.\n\n<script>x</script>", "effort": "small",
        "learning": "How much.", "values": [{"value": value, "how": "Fewer calls."}], "task": task,
    }  # fmt: skip
    answer = ben.post(IDEAS, **sent)
    assert answer.status_code == 201
    said = answer.json
    assert said["title"] == "Cache it"
    assert said["body"] == sent["body"]
    assert said["body_html"].startswith("<p>Most is <em>downloads</em>.</p>")
    assert "<script" not in said["body_html"]
    assert said["excerpt"].startswith("Most is downloads.")
    assert {name: said[name] for name in ("effort", "learning", "values", "task")} == {
        name: sent[name] for name in ("effort", "learning", "values", "task")
    }
    assert (said["board"], said["number"], said["status"], said["version"]) == ("team", 1, "open", 1)
    assert (said["votes"], said["voted"], said["comments"], said["edited_since_decision"]) == (0, False, 0, False)
    assert (said["decision"], said["issue"], said["revisit_on"]) == (None, None, None)
    assert said["author"]["name"] == "Ben"
    assert said["created_at"] == said["updated_at"]
    assert ben.get(answer.headers["Location"].removeprefix(PREFIX)).json == said


def test_a_title_is_enough(ben: Client) -> None:
    said = ben.post(IDEAS, title="Only a title").json
    assert (said["body"], said["body_html"], said["excerpt"], said["values"]) == ("", "", "", [])
    assert (said["effort"], said["learning"], said["task"]) == (None, None, None)


def test_ideas_are_numbered_on_their_board(ada: Client, make: Make) -> None:
    make.board("other")
    assert [ada.post(IDEAS, title="x").json["number"] for _ in range(3)] == [1, 2, 3]
    assert ada.post("/boards/other/ideas", title="x").json["number"] == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"title": None}, {"/title": "null"}),
        ({"title": 7}, {"/title": "type"}),
        ({"title": "a\u2028b"}, {"/title": "one_line"}),
        ({"title": "x" * 201}, {"/title": "too_long"}),
        ({"body": None}, {"/body": "null"}),
        ({"body": "ä" * 32_769}, {"/body": "too_long"}),
        ({"effort": "Small"}, {"/effort": "not_one_of"}),
        ({"effort": ["small"]}, {"/effort": "not_one_of"}),
        ({"learning": "x" * 501}, {"/learning": "too_long"}),
        ({"task": 7}, {"/task": "unknown_id"}),
        ({"task": "zzzzzzzz"}, {"/task": "unknown_id"}),
        ({"values": {}}, {"/values": "type"}),
        ({"values": [{"value": "zzzzzzzz", "how": ""}]}, {"/values/0/value": "unknown_id", "/values/0/how": "blank"}),
        ({"votes": 7, "status": "adopted"}, {"/votes": "unknown_field", "/status": "unknown_field"}),
    ],
)
def test_what_an_idea_cannot_be(ben: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.post(IDEAS, **{"title": "x", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_an_idea_without_a_title_is_refused(ben: Client) -> None:
    assert codes(ben.post(IDEAS, body="x")) == {"/title": "required"}


def test_values_are_the_boards_own_living_and_named_once(ada: Client, make: Make) -> None:
    value, retired, elsewhere = make.value(), make.value("Old"), make.value("Far", board="other")
    ids = [make.path("value", n)[8:] for n in (value, value, retired, elsewhere)]
    ada.delete(f"/boards/team/values/{ids[2]}")
    answer = ada.post(IDEAS, title="x", values=[{"value": one, "how": "So."} for one in ids])
    assert codes(answer) == {
        "/values/1/value": "repeated", "/values/2/value": "unknown_id", "/values/3/value": "unknown_id",
    }  # fmt: skip


def test_its_author_writes_a_new_version(ben: Client, ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea("First", "One.", effort="small", learning="Much."))
    answer = ben.patch(path, title="Second", learning=None)
    assert answer.status_code == 200
    said = answer.json
    assert (said["title"], said["learning"], said["body"], said["effort"]) == ("Second", None, "One.", "small")
    assert said["version"] == 2
    assert datetime.fromisoformat(said["updated_at"]) >= datetime.fromisoformat(said["created_at"])
    assert ada.get(path).json["title"] == "Second"


def test_an_edit_that_says_what_is_makes_no_version(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea("First", "One."))
    for same in ({}, {"title": "First"}, {"body": "One."}, {"title": " First ", "effort": None}):
        assert ben.patch(path, **same).json["version"] == 1


def test_nobody_else_edits_it(ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea(by="ben"))
    for answer in (ada.patch(path, title="Mine"), ada.delete(path)):
        assert (answer.status_code, answer.json["detail"]) == (403, "Only its author may do this.")


def test_a_task_cannot_be_changed_afterwards(ben: Client, make: Make) -> None:
    answer = ben.patch(make.path("idea", make.idea()), task=make.path("task", make.task())[7:])
    assert codes(answer) == {"/task": "unknown_field"}


@pytest.mark.parametrize(("outcome", "status"), [("decline", "declined"), ("withdraw", "withdrawn")])
def test_a_frozen_idea_is_not_edited(ben: Client, make: Make, outcome: str, status: str) -> None:
    idea = make.idea()
    path = make.path("idea", idea)
    if outcome == "withdraw":
        ben.delete(path)
    else:
        make.decide(idea, outcome)
    answer = ben.patch(path, title="New")
    assert (answer.status_code, answer.json["code"], answer.json["state"]) == (409, "idea_frozen", status)


def test_an_adopted_idea_edited_since_is_shown_as_such(ben: Client, make: Make) -> None:
    idea = make.idea()
    path = make.path("idea", idea)
    make.decide(idea, "adopt")
    assert ben.get(path).json["edited_since_decision"] is False
    assert ben.patch(path, body="More.").json["edited_since_decision"] is True


def test_an_approach_posted_to_a_decided_task_is_refused(ben: Client, make: Make) -> None:
    task = make.task()
    make.decide(make.idea(task=task), "adopt")
    for answer in (
        ben.post(make.path("task", task, "/approaches"), title="Late"),
        ben.post(IDEAS, title="Late", task=make.path("task", task)[7:]),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "task_not_open")


def test_two_who_read_the_same_see_their_own_votes(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea()
    make.vote(idea, "ben")
    path = make.path("idea", idea)
    assert (ben.get(path).json["voted"], ada.get(path).json["voted"]) == (True, False)
    assert ben.get(path).json["votes"] == ada.get(path).json["votes"] == 1
