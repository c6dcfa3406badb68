"""A withdrawn idea keeps its place; its text is its author's alone, who can bring it back."""

from typing import Any

import pytest
from flask import Flask

from tests.client import Client, codes
from tests.make import Make

SECRET = "a regret"


@pytest.fixture
def withdrawn(ben: Client, make: Make) -> str:
    value = make.value()
    idea = make.idea("Its title", SECRET, learning=SECRET, values=[{"value": value, "how": SECRET}])
    make.comment(idea, "Others' words", by="dia")
    path = make.path("idea", idea)
    ben.patch(path, body=f"More {SECRET}")
    assert ben.delete(path).status_code == 204
    return path


def test_others_see_its_place_and_no_text(ada: Client, withdrawn: str) -> None:
    said = ada.get(withdrawn).json
    assert (said["status"], said["title"], said["author"]["name"]) == ("withdrawn", "Its title", "Ben")
    assert (said["body"], said["body_html"], said["excerpt"], said["learning"]) == ("", "", "", None)
    for path in (withdrawn, withdrawn + "/versions", withdrawn + "/versions/1", "/boards/team/ideas"):
        assert SECRET not in ada.get(path).text


def test_others_comments_stay(ada: Client, withdrawn: str) -> None:
    assert [row["body"] for row in ada.get(withdrawn + "/comments").json["data"]] == ["Others' words"]


def test_it_stays_listed(ada: Client, withdrawn: str) -> None:
    for query in ({}, {"status": "withdrawn"}):
        assert len(ada.get("/boards/team/ideas", **query).json["data"]) == 1


def test_its_author_still_reads_everything(ben: Client, withdrawn: str) -> None:
    assert ben.get(withdrawn).json["body"] == f"More {SECRET}"
    assert [row["body"] for row in ben.get(withdrawn + "/versions").json["data"]] == [f"More {SECRET}", SECRET]


def test_its_author_brings_it_back_with_a_reason(app: Flask, ada: Client, withdrawn: str, make: Make) -> None:
    # The right to write is enough: it is not a leader's decision.
    ben = Client(app, make.token("ben", "read", "write"))
    assert codes(ben.post(withdrawn + "/decisions", outcome="reopen")) == {"/rationale": "required"}
    answer = ben.post(withdrawn + "/decisions", outcome="reopen", rationale="On second thought.")
    assert (answer.status_code, answer.json["from"], answer.json["to"]) == (201, "withdrawn", "open")
    assert answer.json["by"]["name"] == "Ben"
    assert SECRET in ada.get(withdrawn).text


def test_nobody_else_brings_it_back(app: Flask, ada: Client, withdrawn: str, make: Make) -> None:
    dia = Client(app, make.token("dia"))
    for asker in (ada, dia):
        answer = asker.post(withdrawn + "/decisions", outcome="reopen", rationale="Please.")
        assert (answer.status_code, answer.json["detail"]) == (403, "Only its author may do this.")
    assert ada.get(withdrawn).json["status"] == "withdrawn"


def test_its_author_decides_nothing_else(ben: Client, withdrawn: str) -> None:
    for outcome in ("adopt", "decline", "done"):
        answer = ben.post(withdrawn + "/decisions", outcome=outcome, rationale="Me.")
        assert (answer.status_code, answer.json["detail"]) == (403, "Only leaders may do this.")


def test_it_is_withdrawn_once(ben: Client, withdrawn: str) -> None:
    answer = ben.delete(withdrawn)
    assert (answer.status_code, answer.json["code"]) == (409, "idea_not_open")


@pytest.mark.parametrize("outcome", ["adopt", "decline"])
def test_a_decided_idea_is_not_withdrawn(ben: Client, make: Make, outcome: str) -> None:
    idea = make.idea()
    make.decide(idea, outcome)
    answer: Any = ben.delete(make.path("idea", idea))
    assert (answer.status_code, answer.json["code"]) == (409, "idea_not_open")
