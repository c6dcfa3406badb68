"""A leader decides on a task: adopts one or more approaches, and says a word to each of the others."""

from datetime import timedelta
from typing import Any

import pytest

from ideaboard import clock
from tests.client import Client, codes
from tests.make import Make

TOMORROW = (clock.today() + timedelta(days=1)).isoformat()


@pytest.fixture
def task(make: Make) -> int:
    return make.task()


@pytest.fixture
def approaches(make: Make, task: int) -> list[str]:
    """Three open approaches, by id."""
    return [make.path("idea", make.idea(title, task=task))[7:] for title in ("One", "Two", "Three")]


def _decide(client: Client, make: Make, task: int, **fields: Any) -> Any:
    return client.post(make.path("task", task, "/decisions"), **{"rationale": "Together they work.", **fields})


def _word(idea: str, outcome: str = "decline", **fields: Any) -> dict[str, Any]:
    return {"idea": idea, "outcome": outcome, "word": "Thank you.", **fields}


def test_every_approach_gets_its_answer(ada: Client, make: Make, task: int, approaches: list[str]) -> None:
    one, two, three = approaches
    words = [_word(two), _word(three, "not_now", revisit_on=TOMORROW)]
    answer = _decide(ada, make, task, adopt=[one], others=words, follow_ups=[{"promise": "Tell.", "due_on": TOMORROW}])
    assert answer.status_code == 201, answer.json
    said = answer.json
    assert (said["task"], said["idea"], said["outcome"]) == (make.path("task", task)[7:], None, "decide")
    assert (said["from"], said["to"], said["rationale"]) == ("open", "decided", "Together they work.")
    assert [row["promise"] for row in said["follow_ups"]] == ["Tell."]
    parts = [(row["idea"], row["outcome"], row["rationale"], row["revisit_on"]) for row in said["answers"]]
    assert parts == [
        (one, "adopt", "Together they work.", None), (two, "decline", "Thank you.", None),
        (three, "not_now", "Thank you.", TOMORROW),
    ]  # fmt: skip
    assert {row["part_of"] for row in said["answers"]} == {said["id"]}
    assert [ada.get(f"/ideas/{idea}").json["status"] for idea in approaches] == ["adopted", "declined", "not_now"]
    assert ada.get(make.path("task", task)).json["status"] == "decided"
    assert ada.get(f"/decisions/{said['id']}").json == said
    listed = ada.get(make.path("task", task, "/decisions")).json["data"]
    assert [row["id"] for row in listed] == [said["id"]]


def test_several_approaches_are_adopted_in_the_order_given_each_with_its_issue(
    ada: Client, make: Make, task: int, approaches: list[str]
) -> None:
    make.connection()
    one, two, three = approaches
    assert _decide(ada, make, task, adopt=[three, one], others=[_word(two)]).status_code == 201
    backlog = ada.get("/boards/team/backlog").json["data"]
    assert [row["id"] for row in backlog] == [three, one]
    assert [row["issue"]["state"] for row in backlog] == ["pending", "pending"]


def test_without_a_connection_no_issue_is_owed(ada: Client, make: Make, task: int, approaches: list[str]) -> None:
    make.connection()
    one, *others = approaches
    answer = _decide(ada, make, task, adopt=[one], others=[_word(other) for other in others], connection=None)
    assert answer.json["answers"][0]["connection"] is None
    assert ada.get(f"/ideas/{one}").json["issue"] is None


def test_what_a_tasks_answer_cannot_be(ada: Client, make: Make, task: int, approaches: list[str]) -> None:
    one, two, three = approaches
    elsewhere = make.path("idea", make.idea())[7:]
    words = [_word(two), _word(three)]
    cases: list[tuple[dict[str, Any], dict[str, str]]] = [
        ({"adopt": []}, {"/adopt": "too_few"}),
        ({"adopt": [one], "others": [_word(two)]}, {"/others": "approach_without_word"}),
        ({"adopt": [one, one]}, {"/adopt/1": "repeated"}),
        ({"adopt": [one, two]}, {"/others/0/idea": "repeated"}),
        ({"adopt": [elsewhere]}, {"/adopt/0": "not_an_open_approach"}),
        ({"others": [*words, _word(elsewhere)]}, {"/others/2/idea": "not_an_open_approach"}),
        ({"others": [_word(two, word=" "), _word(three)]}, {"/others/0/word": "blank"}),
        ({"others": [_word(two, "adopt"), _word(three)]}, {"/others/0/outcome": "not_one_of"}),
        ({"others": [_word(two, "not_now"), _word(three)]}, {"/others/0/revisit_on": "required"}),
        ({"others": [_word(two), _word(three, revisit_on=TOMORROW)]}, {"/others/1/revisit_on": "not_for_outcome"}),
        ({"rationale": "\t"}, {"/rationale": "blank"}),
        ({"connection": "zzzzzzzz"}, {"/connection": "unknown_id"}),
    ]
    for fields, wrong in cases:
        answer = _decide(ada, make, task, **{"adopt": [one], "others": words, **fields})
        assert (answer.status_code, codes(answer)) == (422, wrong), fields
    assert ada.get(make.path("task", task)).json["status"] == "open"
    assert {ada.get(f"/ideas/{idea}").json["status"] for idea in approaches} == {"open"}


def test_the_approaches_left_without_a_word_are_named(
    ada: Client, make: Make, task: int, approaches: list[str]
) -> None:
    answer = _decide(ada, make, task, adopt=[approaches[0]])
    assert answer.json["errors"][0]["detail"] == "Say a word to each open approach: “Two”, “Three”."


def test_a_task_is_decided_once(ada: Client, make: Make, task: int, approaches: list[str]) -> None:
    one, *others = approaches
    said = {"adopt": [one], "others": [_word(other) for other in others]}
    assert _decide(ada, make, task, **said).status_code == 201
    answer = _decide(ada, make, task, **said)
    assert (answer.status_code, answer.json["code"]) == (409, "task_not_open")


def test_members_do_not_decide(ben: Client, make: Make, task: int, approaches: list[str]) -> None:
    assert _decide(ben, make, task, adopt=[approaches[0]]).status_code == 403
