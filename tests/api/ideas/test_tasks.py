"""Tasks: what the team has to do, and the approaches posted to it."""

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make

TASKS = "/boards/team/tasks"


def test_a_task_is_posted_and_read_whole(ben: Client) -> None:
    answer = ben.post(TASKS, title="Make it reliable", body="It *fails*.")
    assert answer.status_code == 201
    said = answer.json
    assert (said["title"], said["status"], said["approaches"], said["version"]) == ("Make it reliable", "open", 0, 1)
    assert (said["body_html"], said["excerpt"]) == ("<p>It <em>fails</em>.</p>\n", "It fails.")
    assert ben.get(answer.headers["Location"].removeprefix(PREFIX)).json == said
    [row] = ben.get(TASKS).json["data"]
    assert {**row, "body": said["body"], "body_html": said["body_html"]} == said


def test_a_title_is_enough(ben: Client) -> None:
    said = ben.post(TASKS, title="Only a title").json
    assert (said["body"], said["body_html"], said["excerpt"]) == ("", "", "")


def test_its_author_and_leaders_edit_it(ada: Client, ben: Client, cy: Client, make: Make) -> None:
    path = make.path("task", make.task(by="ben"))
    assert ben.patch(path, title="Second").json["version"] == 2
    assert ada.patch(path, body="Third").json["excerpt"] == "Third"
    other = make.path("task", make.task(by="ada"))
    answer = ben.patch(other, title="Mine")
    assert (answer.status_code, answer.json["detail"]) == (403, "Only its author and leaders may do this.")


def test_tasks_are_listed_newest_first_and_by_status(ada: Client, make: Make) -> None:
    for title in ("one", "two"):
        make.task(title)
    dropped = make.path("task", make.task("three"))
    assert ada.delete(dropped).status_code == 204
    assert [row["title"] for row in ada.get(TASKS).json["data"]] == ["three", "two", "one"]
    assert [row["title"] for row in ada.get(TASKS, status="open").json["data"]] == ["two", "one"]
    assert [row["title"] for row in ada.get(TASKS, status="dropped").json["data"]] == ["three"]
    assert codes(ada.get(TASKS, status="closed")) == {"/status": "not_one_of"}


def test_an_approach_is_an_idea_that_answers_the_task(ben: Client, make: Make) -> None:
    task = make.task()
    path = make.path("task", task)
    answer = ben.post(path + "/approaches", title="Cache", effort="small")
    assert (answer.status_code, answer.json["task"]) == (201, path[7:])
    assert answer.headers["Location"] == f"{PREFIX}/ideas/{answer.json['id']}"
    assert ben.get(path).json["approaches"] == 1
    assert codes(ben.post(path + "/approaches", title="x", task=path[7:])) == {"/task": "unknown_field"}


def test_a_task_follows_its_approaches(ada: Client, make: Make) -> None:
    task = make.task()
    idea = make.idea(task=task)
    path = make.path("task", task)
    for outcome, status in (
        ("adopt", "decided"),
        ("drop", "open"),
        ("reopen", "open"),
        ("adopt", "decided"),
        ("done", "done"),
    ):
        make.decide(idea, outcome)
        assert ada.get(path).json["status"] == status


def test_a_task_is_dropped_once_and_stays_readable(ben: Client, make: Make) -> None:
    path = make.path("task", make.task(by="ben"))
    assert ben.delete(path).status_code == 204
    assert ben.get(path).json["status"] == "dropped"
    for answer in (ben.delete(path), ben.patch(path, title="x"), ben.post(path + "/approaches", title="x")):
        assert (answer.status_code, answer.json["code"]) == (409, "task_not_open")


def test_a_task_with_an_adopted_approach_is_not_dropped(ada: Client, make: Make) -> None:
    task = make.task()
    make.decide(make.idea(task=task), "adopt")
    answer = ada.delete(make.path("task", task))
    assert (answer.status_code, answer.json["code"]) == (409, "task_has_adopted")


@pytest.mark.parametrize("fields", [{"title": ""}, {"title": "a\nb"}, {"body": "x" * 65_537}, {"status": "done"}])
def test_what_a_task_cannot_be(ben: Client, fields: dict[str, str]) -> None:
    assert set(codes(ben.post(TASKS, **{"title": "x", **fields}))) == {f"/{next(iter(fields))}"}
