"""Questions: anybody on the board asks why, and a leader answers in public."""

from tests.client import Client, codes
from tests.make import Make


def _decision(make: Make) -> str:
    return make.path("decision", make.decide(make.idea(), "decline"))


def test_a_question_waits_until_a_leader_answers_it(make: Make, ada: Client, ben: Client) -> None:
    path = _decision(make) + "/questions"
    asked = ben.post(path, text="Why not?")
    assert asked.status_code == 201, asked.json
    said = asked.json
    assert (said["text"], said["asker"]["name"], said["answer"], said["answered_at"]) == ("Why not?", "Ben", None, None)
    mine = f"/questions/{said['id']}"
    assert ben.get(mine).json == said
    assert ben.get(path).json["data"] == [said]
    answered = ada.patch(mine, answer="It costs too much.")
    assert answered.status_code == 200, answered.json
    assert (answered.json["answer"], answered.json["answerer"]["name"]) == ("It costs too much.", "Ada")
    assert answered.json["answered_at"]
    assert ben.get(mine).json == answered.json


def test_an_answer_can_be_made_better_and_keeps_its_day(make: Make, ada: Client, ben: Client) -> None:
    mine = f"/questions/{ben.post(_decision(make) + '/questions', text='Why?').json['id']}"
    first = ada.patch(mine, answer="So.").json
    better = ada.patch(mine, answer="Because of the mirror.").json
    assert (better["answer"], better["answered_at"]) == ("Because of the mirror.", first["answered_at"])
    assert better["version"] == first["version"] + 1
    assert ada.patch(mine, answer="Because of the mirror.").json == better


def test_who_may_ask_and_answer(make: Make, ada: Client, ben: Client, cy: Client) -> None:
    path = _decision(make) + "/questions"
    mine = f"/questions/{ben.post(path, text='Why?').json['id']}"
    assert cy.post(path, text="Why?").status_code == 404
    assert cy.get(mine).status_code == 404
    assert ben.patch(mine, answer="So.").status_code == 403
    assert codes(ben.post(path, text="  ")) == {"/text": "blank"}
    assert codes(ada.patch(mine, answer="")) == {"/answer": "blank"}
    assert codes(ada.patch(mine, answer=None)) == {"/answer": "null"}
