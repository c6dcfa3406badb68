"""What one may not see is not there: by address or by id, for reading and for writing. Generated from the routes."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from ideaboard import clock
from ideaboard.core.people import policy
from ideaboard.ids import decode, encode
from tests.api.asking import ask, name_of, routes
from tests.client import Client
from tests.make import Make

pytestmark = pytest.mark.usefixtures("fake")

# What is between two people is not there for anybody else.
BETWEEN_TWO = {"check_in", "feedback", "ask"}
ON_BOARDS = [contract for contract in routes() if contract.finder is not None]


def _things(app: Flask, make: Make, board: str, **kw: Any) -> dict[str, Any]:
    """One thing of every kind on a board, as a route's path names them."""
    make.board(board, **kw)
    idea, task = make.idea(board=board, by="ada"), make.task(board=board, by="ada")
    ada = Client(app, make.token("ada"))
    point = ada.post(make.path("idea", idea, "/points"), side="for", text="Yes.").json["id"]
    comment = ada.post(make.path("idea", idea, "/comments"), body="Hm.").json["id"]
    connection = make.connection(board=board)
    flag = ada.put(make.path("idea", idea, "/flag"), reason="Look.").json["id"]
    make.decide(adopted := make.idea(board=board, by="ada"), "adopt")
    issue = make.issue(adopted).id
    job = ada.get(f"/boards/{board}/jobs").json["data"][0]["id"]
    decision = ada.get(f"/boards/{board}/decisions").json["data"][0]["id"]
    return _of_the_six_steps(ada, make, board) | {
        "board": board, "idea": idea, "task": task, "point": decode("point", point),
        "comment": decode("comment", comment), "value": make.value(board=board), "connection": connection,
        "issue": issue, "job": decode("job", job), "decision": decode("decision", decision),
        "account": make.person("ada"), "flag": decode("flag", flag),
        "webhook": make.webhook(board=board),
    }  # fmt: skip


def _of_the_six_steps(ada: Client, make: Make, board: str) -> dict[str, int]:
    """What comes with decisions, work and feedback; ada does and is asked for all of it."""
    others = [make.person(name) for name in ("dia", "eve", "fay")]
    for other in others:
        assert ada.put(f"/boards/{board}/members/{encode('account', other)}", role="member").status_code == 200
    promised = [{"promise": "Report.", "due_on": clock.today() + timedelta(days=1)}]
    declined = make.decide(make.idea(board=board, by="ada"), "decline", promises=promised)
    answer = ada.get(make.path("decision", declined)).json
    work = make.assignment(make.adopted(by="ada", board=board), "ada")
    given = {"receiver": encode("account", others[0]), "praise": "You asked."}
    closes = (clock.now() + timedelta(days=7)).isoformat()
    opened = {"title": "Spring", "questions": [{"text": "Why?", "kind": "text"}], "threshold": 3, "closes_at": closes}
    made = {
        "feedback": ada.post(f"/boards/{board}/feedback", **given),
        "ask": ada.post(f"/boards/{board}/feedback-asks", asked=given["receiver"], question="How was it?"),
        "round": ada.post(f"/boards/{board}/feedback-rounds", **opened),
        "question": ada.post(make.path("decision", declined, "/questions"), text="Why?"),
    }
    return {kind: decode(kind, said.json["id"]) or 0 for kind, said in made.items()} | {
        "follow_up": decode("follow_up", answer["follow_ups"][0]["id"]) or 0,
        "assignment": work,
        "check_in": make.check_in(work, "ada"),
        "review": make.review(make.done(by="ada", board=board), by="ada"),
    }


@pytest.fixture
def private(app: Flask, make: Make) -> dict[str, Any]:
    return _things(app, make, "hidden")


@pytest.fixture
def opened(app: Flask, make: Make) -> dict[str, Any]:
    return _things(app, make, "glass", visibility="open")


@pytest.mark.parametrize("who", ["cy", "ben", "root"])
def test_nothing_of_a_private_board_is_there_for_who_is_not_on_it(
    app: Flask, make: Make, private: dict[str, Any], who: str
) -> None:
    asker = Client(app, make.token(who))
    for contract in ON_BOARDS:
        answer = ask(asker, contract, **private)
        assert (answer.status_code, answer.json["code"]) == (404, "not_found"), name_of(contract)
        there, nowhere = answer.json, ask(asker, contract, **{**private, **_nothing(private)}).json
        assert {**there, "request_id": ""} == {**nowhere, "request_id": ""}, name_of(contract)


def _nothing(things: dict[str, Any]) -> dict[str, Any]:
    return {name: "nowhere" if name == "board" else 999_999 for name in things}


def test_a_private_board_is_in_no_list_of_who_is_not_on_it(app: Flask, make: Make, private: dict[str, Any]) -> None:
    for who in ("cy", "ben", "root"):
        assert "hidden" not in Client(app, make.token(who)).get("/boards", limit=100).text


def test_ideas_of_a_private_task_are_not_listed_through_another_board(
    app: Flask, ben: Client, make: Make, private: dict[str, Any]
) -> None:
    make.idea("Secret plan", task=private["task"], board="hidden", by="ada")
    task = make.path("task", private["task"])[7:]
    value = f"{make.path('value', private['value'])[8:]}"
    for query in ({"task": task}, {"value": value}, {"task": task, "sort": "top", "status": "open"}):
        answer = ben.get("/boards/team/ideas", count="true", **query)
        assert (answer.status_code, answer.json["data"], answer.json["total"]) == (200, [], 0)


def test_things_of_a_private_board_cannot_be_named_from_another(
    ben: Client, ada: Client, make: Make, private: dict[str, Any]
) -> None:
    task, value, idea = (make.path(kind, private[kind]).split("/")[-1] for kind in ("task", "value", "idea"))
    mine = make.idea()
    make.decide(mine, "adopt")
    comment = make.path("comment", private["comment"]).split("/")[-1]
    connection = make.path("connection", private["connection"]).split("/")[-1]
    answers = [
        ben.post("/boards/team/ideas", title="x", task=task),
        ben.post("/boards/team/ideas", title="x", values=[{"value": value, "how": "y"}]),
        ben.post(make.path("idea", mine, "/comments"), body="x", parent=comment),
        ada.put(make.path("idea", mine, "/backlog-place"), after=idea),
        ada.post(make.path("idea", make.idea(), "/decisions"), outcome="adopt", rationale="x", connection=connection),
        ada.patch("/boards/team", default_connection=connection),
    ]
    assert [answer.status_code for answer in answers] == [422] * 6
    assert [answer.json["errors"][0]["pointer"] for answer in answers] == [
        "/task", "/values/0/value", "/parent", "/after", "/connection", "/default_connection",
    ]  # fmt: skip


def test_an_open_board_is_read_by_everyone_and_written_by_nobody_else(cy: Client, opened: dict[str, Any]) -> None:
    for contract in ON_BOARDS:
        answer = ask(cy, contract, **opened)
        readable = any("outsider" in policy.TABLE[verb].roles for verb in contract.verbs)
        # An outsider can put themselves on an open board, and nobody else.
        assert readable <= (contract.safe or "member.join" in contract.verbs)
        readable &= contract.safe
        if readable:
            assert answer.status_code == 200, name_of(contract)
            continue
        apart = "<slug:board>" not in contract.rule and {verb.split(".")[0] for verb in contract.verbs} <= BETWEEN_TWO
        refused = (404, "not_found") if apart else (403, "forbidden")
        assert (answer.status_code, answer.json["code"]) == refused, name_of(contract)


def test_being_an_admin_opens_no_private_board_and_leads_no_open_one(root: Client, make: Make, app: Flask) -> None:
    opened = _things(app, make, "glass", visibility="open")
    idea = make.path("idea", opened["idea"])
    assert root.get(idea).status_code == 200
    assert root.post(idea + "/decisions", outcome="decline", rationale="x").status_code == 403
    assert root.get("/boards/glass/jobs").status_code == 403
    assert root.get("/boards/glass/connections").status_code == 403


def test_an_archived_board_takes_no_write_but_the_one_that_brings_it_back(ada: Client, make: Make, app: Flask) -> None:
    things = _things(app, make, "attic")
    assert ada.patch("/boards/attic", archived=True).status_code == 200
    for contract in ON_BOARDS:
        if contract.safe or contract.verbs == ("board.edit",):
            continue
        answer = ask(ada, contract, **things)
        assert (answer.status_code, answer.json["code"]) == (409, "board_archived"), name_of(contract)
    assert ada.patch("/boards/attic", archived=False).status_code == 200
