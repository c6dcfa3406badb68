"""Check-ins are for the person, the mentor and the leaders, and there for nobody else."""

from typing import Any

import pytest
from flask import Flask

from tests.client import PREFIX, Client, codes
from tests.make import Make


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    """A member of the board `team`."""
    return Client(app, make.token("dia"))


def _refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


def test_a_check_in_is_shown_whole_and_its_guidance_too(ben: Client, dia: Client, make: Make) -> None:
    idea = make.adopted()
    work = make.path("assignment", make.assignment(idea, "ben", "dia"))
    answer = ben.post(work + "/check-ins", going="Slowly.", learnt="Patience.", needs_help=True)
    assert answer.status_code == 201, answer.json
    said = answer.json
    assert (said["assignment"], said["idea"]) == (work[13:], make.path("idea", idea)[7:])
    assert (said["going"], said["learnt"], said["needs_help"], said["by"]["name"]) == (
        "Slowly.",
        "Patience.",
        True,
        "Ben",
    )
    assert (said["guidance"], said["guided_by"], said["guided_at"], said["version"]) == (None, None, None, 1)
    path = f"/check-ins/{said['id']}"
    assert answer.headers["Location"] == PREFIX + path
    assert dia.get(work + "/check-ins").json["data"] == [said] == [ben.get(path).json]
    guided = dia.patch(path, guidance="At two?").json
    assert (guided["guidance"], guided["guided_by"]["name"], guided["version"]) == ("At two?", "Dia", 2)
    assert guided["guided_at"]
    assert ben.get(path).json == guided


def test_check_ins_are_listed_in_the_order_in_which_they_were_made(ben: Client, make: Make) -> None:
    work = make.assignment(make.adopted())
    for going in ("One.", "Two.", "Three."):
        make.check_in(work, going=going)
    listed = ben.get(make.path("assignment", work, "/check-ins")).json["data"]
    assert [row["going"] for row in listed] == ["One.", "Two.", "Three."]


def test_to_everybody_else_there_is_nothing(
    app: Flask, ada: Client, ben: Client, cy: Client, root: Client, make: Make
) -> None:
    made = make.assignment(make.adopted(), "dia", "ben")
    work, path = make.path("assignment", made), make.path("check_in", make.check_in(made, "dia"))
    path = path.replace("check_in", "check-in")
    make.person("fay")
    account = make.path("account", make.person("fay")).removeprefix("/accounts/")
    assert ada.put(f"/boards/team/members/{account}", role="member").status_code == 200
    fay = Client(app, make.token("fay"))
    for visibility in ("private", "open"):
        ada.patch("/boards/team", visibility=visibility)
        for client in (fay, cy, root):
            assert client.get(work + "/check-ins").status_code == 404
            assert client.post(work + "/check-ins", going="x").status_code == 404
            assert client.get(path).status_code == 404
            assert client.patch(path, "*", guidance="x").status_code == 404
        for client in (ada, ben):
            assert client.get(path).status_code == client.get(work + "/check-ins").status_code == 200
    # The work itself is no secret.
    assert fay.get(work).json["state"] == cy.get(work).json["state"] == "accepted"


def test_each_says_what_is_theirs(ada: Client, ben: Client, dia: Client, make: Make) -> None:
    work = make.assignment(make.adopted(), "ben", "dia")
    listed = make.path("assignment", work, "/check-ins")
    path = make.path("check_in", make.check_in(work)).replace("check_in", "check-in")
    for client in (ada, dia):
        answer = client.post(listed, going="x")
        assert (_refused(answer), answer.json["detail"]) == (
            (403, "forbidden"), "Only the person whose work it is may do this.",
        )  # fmt: skip
    answer = ben.patch(path, guidance="x")
    assert (_refused(answer), answer.json["detail"]) == ((403, "forbidden"), "Only the mentor and leaders may do this.")
    assert ada.patch(path, guidance="At two.").status_code == 200
    assert _refused(dia.patch(path, guidance="At three.")) == (409, "guidance_given")
    assert ada.patch(path, guidance="At four.").json["guidance"] == "At four."


def test_a_leader_does_not_guide_herself(ada: Client, make: Make) -> None:
    work = make.assignment(make.adopted(), "ada")
    path = make.path("check_in", make.check_in(work, "ada")).replace("check_in", "check-in")
    assert _refused(ada.patch(path, guidance="x")) == (403, "forbidden")


def test_nothing_is_said_of_work_that_is_not_under_way(ben: Client, make: Make) -> None:
    idea = make.adopted()
    offered = make.path("assignment", make.offer(idea), "/check-ins")
    assert _refused(ben.post(offered, going="x")) == (409, "assignment_not_accepted")


def test_of_two_who_answer_at_once_the_second_reads_first(ada: Client, dia: Client, make: Make) -> None:
    work = make.assignment(make.adopted(), "ben", "dia")
    path = make.path("check_in", make.check_in(work)).replace("check_in", "check-in")
    etag = ada.etag(path)
    assert dia.patch(path, etag, guidance="At two.").status_code == 200
    assert ada.patch(path, etag, guidance="At three.").status_code == 412
    assert ada.patch(path, etag).status_code == 412
    assert ada.ask("PATCH", path, json={"guidance": "x"}).status_code == 428


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"going": " "}, {"/going": "blank"}),
        ({"going": "x" * 10_001}, {"/going": "too_long"}),
        ({"learnt": "x" * 10_001}, {"/learnt": "too_long"}),
        ({"needs_help": "yes"}, {"/needs_help": "type"}),
        ({"guidance": "x"}, {"/guidance": "unknown_field"}),
        ({"hours": 7}, {"/hours": "unknown_field"}),
    ],
)
def test_what_a_check_in_cannot_be(ben: Client, make: Make, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    path = make.path("assignment", make.assignment(make.adopted()), "/check-ins")
    assert codes(ben.post(path, **{"going": "Well.", **fields})) == wrong
    assert ben.get(path).json["data"] == []


def test_guidance_says_something(ada: Client, make: Make) -> None:
    made = make.check_in(make.assignment(make.adopted()))
    path = make.path("check_in", made).replace("check_in", "check-in")
    assert codes(ada.patch(path, guidance=" ")) == {"/guidance": "blank"}
    assert codes(ada.patch(path, guidance=None)) == {"/guidance": "null"}
    assert codes(ada.patch(path, going="Better.")) == {"/going": "unknown_field"}
    assert ada.patch(path).json["guidance"] is None
