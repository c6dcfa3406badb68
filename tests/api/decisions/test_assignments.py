"""Offering, answering and seeing work: each what is theirs, and nothing of a mere offer to the others."""

from typing import Any

import pytest
from flask import Flask

from tests.api.asking import together, whole
from tests.client import PREFIX, Client, codes
from tests.make import Make

WHY = "You know the runner."


def _id(make: Make, name: str) -> str:
    return make.path("account", make.person(name)).removeprefix("/accounts/")


def _said(make: Make, to: str = "ben", mentor: str | None = None, **fields: Any) -> dict[str, Any]:
    helped = {"mentor": _id(make, mentor), "support_plan": "Together."} if mentor else {}
    kind = "stretch" if mentor else "suited"
    return {"assignee": _id(make, to), "explanation": WHY, "kind": kind, **helped, **fields}


def _offered(make: Make, **kw: Any) -> str:
    return make.path("assignment", make.offer(make.adopted(), **kw))


def _refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["code"]


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    """A member of the board `team`."""
    return Client(app, make.token("dia"))


def test_an_offer_is_shown_whole(ada: Client, ben: Client, make: Make) -> None:
    idea = make.path("idea", make.adopted())
    answer = ada.post(idea + "/assignments", **_said(make, mentor="dia"))
    assert answer.status_code == 201, answer.json
    said = answer.json
    people = {name: {"id": _id(make, name), "name": name.title()} for name in ("ada", "ben", "dia")}
    assert (said["assignee"], said["by"], said["mentor"]) == (people["ben"], people["ada"], people["dia"])
    assert (said["idea"], said["explanation"], said["kind"]) == (idea[7:], WHY, "stretch")
    assert (said["support_plan"], said["state"], said["mentor_state"]) == ("Together.", "offered", "asked")
    assert (said["accepted_at"], said["assigned_at"], said["version"]) == (None, None, 1)
    assert said["offered_at"]
    assert answer.headers["Location"] == f"{PREFIX}/assignments/{said['id']}"
    assert ben.get(f"/assignments/{said['id']}").json == said
    assert ben.get(idea + "/assignments").json["data"] == [said]


def test_the_person_and_the_mentor_answer_and_the_idea_names_its_owner(
    ada: Client, ben: Client, dia: Client, make: Make
) -> None:
    idea = make.adopted()
    path, shown = make.path("assignment", make.offer(idea, "ben", "stretch", "dia")), make.path("idea", idea)
    owner = {"id": _id(make, "ben"), "name": "Ben"}

    def owners() -> list[Any]:
        [entry] = ada.get("/boards/team/backlog").json["data"]
        assert entry["owners"] == ada.get(shown).json["owners"]
        found: list[Any] = entry["owners"]
        return found

    half = ben.patch(path, state="accepted")
    assert (half.status_code, half.json["state"], half.json["accepted_at"] is not None) == (200, "offered", True)
    assert owners() == []
    done = dia.patch(path, mentor_state="accepted").json
    assert (done["state"], done["mentor_state"], done["assigned_at"] is not None) == ("accepted", "accepted", True)
    assert owners() == [owner]
    assert ben.patch(path, state="done").json["state"] == "done"
    assert owners() == [owner]
    # Who takes it on twice is named once, and nothing says how often.
    make.assignment(idea)
    make.assignment(idea, "ada")
    assert owners() == [owner, {"id": _id(make, "ada"), "name": "Ada"}]


def test_who_hands_it_back_owns_it_no_more(ada: Client, ben: Client, make: Make) -> None:
    idea = make.adopted()
    path = make.path("assignment", make.assignment(idea))
    assert ben.patch(path, state="handed_back").json["state"] == "handed_back"
    assert ada.get(make.path("idea", idea)).json["owners"] == []
    assert ada.get("/boards/team/backlog").json["data"][0]["owners"] == []


def test_only_the_backlog_and_a_single_idea_name_owners(ada: Client, make: Make) -> None:
    make.assignment(make.adopted())
    [listed] = ada.get("/boards/team/ideas").json["data"]
    assert "owners" not in listed


def test_nobody_answers_for_somebody_else(ada: Client, ben: Client, dia: Client, make: Make) -> None:
    path = _offered(make, kind="stretch", mentor="dia")
    for client, fields in (
        (ada, {"state": "accepted"}), (ada, {"state": "declined"}), (ada, {"mentor_state": "accepted"}),
        (dia, {"state": "accepted"}), (ben, {"mentor_state": "accepted"}), (ben, {"state": "withdrawn"}),
        (ben, {"explanation": "x"}), (dia, {"mentor": _id(make, "ada")}), (ben, {"support_plan": None}),
        (ben, {"state": "accepted", "mentor_state": "accepted"}), (ben, {"state": "accepted", "explanation": "x"}),
    ):  # fmt: skip
        assert _refused(client.patch(path, **fields)) == (403, "forbidden"), fields
    said = ada.get(path).json
    assert (said["state"], said["mentor_state"], said["accepted_at"], said["version"]) == ("offered", "asked", None, 1)
    assert ada.patch(path, state="accepted").json["detail"] == "Only the person it is offered to may do this."


def test_a_leader_changes_an_offer_and_takes_it_back(ada: Client, make: Make) -> None:
    path = _offered(make, kind="stretch", mentor="dia")
    said = ada.patch(path, mentor=_id(make, "ada"), support_plan="Daily.", explanation="Because.").json
    assert (said["mentor"]["name"], said["support_plan"], said["explanation"]) == ("Ada", "Daily.", "Because.")
    assert said["version"] == 2
    assert ada.patch(path, state="withdrawn").json["state"] == "withdrawn"
    assert _refused(ada.patch(path, explanation="x")) == (409, "assignment_not_offered")


def test_a_leader_who_is_asked_answers_like_everybody(ada: Client, make: Make) -> None:
    path = _offered(make, to="ada")
    assert ada.patch(path, state="accepted").json["state"] == "accepted"
    assert _refused(ada.patch(path, state="declined")) == (409, "assignment_not_offered")


def test_an_answer_to_what_was_changed_meanwhile_is_refused(ada: Client, ben: Client, make: Make) -> None:
    path = _offered(make)
    etag = ben.etag(path)
    ada.patch(path, explanation="Another reason.")
    assert ben.patch(path, etag, state="accepted").status_code == 412
    assert ben.ask("PATCH", path, json={"state": "accepted"}).status_code == 428
    assert ben.patch(path, etag).status_code == 412
    assert ben.get(path).json["state"] == "offered"
    assert ben.patch(path).json == ben.get(path).json


def test_of_an_answer_and_a_withdrawal_at_once_one_is_first(ada: Client, ben: Client, make: Make) -> None:
    path = _offered(make)
    etag = ben.etag(path)
    answers = together([
        lambda: ben.again().patch(path, etag, state="accepted"),
        lambda: ada.again().patch(path, etag, state="withdrawn"),
    ])  # fmt: skip
    assert sorted(answer.status_code for answer in answers) == [200, 412]


def test_of_two_offers_to_one_person_at_once_one_is_made(ada: Client, make: Make) -> None:
    path, said = make.path("idea", make.adopted(), "/assignments"), _said(make)
    answers = together([lambda: ada.again().post(path, **said)] * 3)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert {answer.json["code"] for answer in answers if answer.status_code == 409} == {"already_offered"}


@pytest.mark.parametrize("end", ["offered", "declined", "withdrawn", "ended"])
def test_what_was_never_more_than_an_offer_is_seen_by_those_it_concerns(
    app: Flask, ada: Client, ben: Client, dia: Client, cy: Client, root: Client, make: Make, end: str
) -> None:
    idea = make.adopted()
    path, listed = (
        make.path("assignment", make.offer(idea, "ben", "stretch", "dia")),
        make.path("idea", idea, "/assignments"),
    )
    ben.patch(path, state="accepted")
    make.person("fay")
    assert ada.put(f"/boards/team/members/{_id(make, 'fay')}", role="member").status_code == 200
    fay = Client(app, make.token("fay"))
    if end == "declined":
        ben.patch(path, state="declined")
    elif end == "withdrawn":
        ada.patch(path, state="withdrawn")
    elif end == "ended":
        make.decide(idea, "done")
    for visibility in ("private", "open"):
        ada.patch("/boards/team", visibility=visibility)
        for client in (ada, ben, dia):
            assert client.get(path).json["state"] == end
            assert [row["state"] for row in whole(client, listed)] == [end]
            assert client.get(listed, count="true").json["total"] == 1
        for client in (fay, cy, root):
            assert client.get(path).status_code == 404
            assert client.patch(path, "*", state="declined").status_code == 404
            assert client.get(path + "/check-ins").status_code == 404
        assert fay.get(listed, count="true").json == {"data": [], "next": None, "total": 0}
        assert cy.get(listed).status_code == (404 if visibility == "private" else 200)
    assert cy.get(listed).json["data"] == []


@pytest.mark.parametrize("end", ["accepted", "done", "handed_back", "ended"])
def test_an_assignment_is_seen_by_whoever_sees_the_idea(
    ada: Client, dia: Client, cy: Client, make: Make, end: str
) -> None:
    idea = make.adopted()
    made = make.assignment(idea)
    if end == "ended":
        make.decide(idea, "drop")
    elif end != "accepted":
        make.answer(made, end)
    path, listed = make.path("assignment", made), make.path("idea", idea, "/assignments")
    for client in (ada, dia):
        assert client.get(path).json["state"] == end
        assert [row["state"] for row in client.get(listed).json["data"]] == [end]
    assert cy.get(path).status_code == 404
    ada.patch("/boards/team", visibility="open")
    assert cy.get(path).json["state"] == end
    assert [row["state"] for row in cy.get(listed).json["data"]] == [end]


def test_a_mentor_who_is_replaced_sees_the_offer_no_more(ada: Client, dia: Client, make: Make) -> None:
    path = _offered(make, kind="stretch", mentor="dia")
    assert dia.patch(path, mentor_state="declined").json["mentor_state"] == "declined"
    ada.patch(path, mentor=_id(make, "ada"))
    assert dia.get(path).status_code == 404


def test_declining_has_no_place_for_a_reason(ben: Client, make: Make) -> None:
    answer = ben.patch(_offered(make), state="declined", reason="I am tired.")
    assert codes(answer) == {"/reason": "unknown_field"}


def test_only_leaders_offer_and_only_what_is_adopted(ada: Client, ben: Client, make: Make) -> None:
    assert _refused(ben.post(make.path("idea", make.adopted(), "/assignments"), **_said(make))) == (403, "forbidden")
    answer = ada.post(make.path("idea", make.idea(), "/assignments"), **_said(make))
    assert (_refused(answer), answer.json["state"]) == ((409, "idea_not_adopted"), "open")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"explanation": " "}, {"/explanation": "blank"}),
        ({"explanation": None}, {"/explanation": "null"}),
        ({"explanation": "x" * 10_001}, {"/explanation": "too_long"}),
        ({"support_plan": "x" * 10_001}, {"/support_plan": "too_long"}),
        ({"kind": "duty"}, {"/kind": "not_one_of"}),
        ({"kind": "new_role"}, {"/mentor": "required", "/support_plan": "required"}),
        ({"assignee": "zzzzzzzz"}, {"/assignee": "unknown_id"}),
        ({"state": "accepted"}, {"/state": "unknown_field"}),
        ({"accepted_at": "2026-01-01T00:00:00Z"}, {"/accepted_at": "unknown_field"}),
    ],
)
def test_what_an_offer_cannot_be(ada: Client, make: Make, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    path = make.path("idea", make.adopted(), "/assignments")
    assert codes(ada.post(path, **{**_said(make), **fields})) == wrong
    assert ada.get(path).json["data"] == []


def test_an_offer_says_who_and_why_and_what_for(ada: Client, make: Make) -> None:
    answer = ada.post(make.path("idea", make.adopted(), "/assignments"))
    assert codes(answer) == {"/assignee": "required", "/explanation": "required", "/kind": "required"}


def test_adopting_offers_at_once_or_does_nothing(ada: Client, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    adopt = {"outcome": "adopt", "rationale": "It pays."}
    wrong = [_said(make), _said(make, "dia", kind="stretch")]
    answer = ada.post(path + "/decisions", **adopt, assignments=wrong)
    assert codes(answer) == {"/assignments/1/mentor": "required", "/assignments/1/support_plan": "required"}
    assert codes(ada.post(path + "/decisions", **adopt, assignments=[{"kind": "suited"}])) == {
        "/assignments/0/assignee": "required", "/assignments/0/explanation": "required",
    }  # fmt: skip
    answer = ada.post(path + "/decisions", **adopt, assignments=[_said(make), _said(make)])
    assert _refused(answer) == (409, "already_offered")
    assert ada.get(path).json["status"] == "open"
    right = [_said(make), _said(make, "dia", "ben")]
    assert ada.post(path + "/decisions", **adopt, assignments=right).status_code == 201
    offers = ada.get(path + "/assignments").json["data"]
    assert [(row["assignee"]["name"], row["kind"], row["state"]) for row in offers] == [
        ("Ben", "suited", "offered"), ("Dia", "stretch", "offered"),
    ]  # fmt: skip
    assert ada.get(path).json["owners"] == []


def test_other_answers_offer_nothing(ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea(), "/decisions")
    said = {"outcome": "decline", "rationale": "No."}
    assert codes(ada.post(path, **said, assignments=[_said(make)])) == {"/assignments": "not_for_outcome"}
    assert ada.post(path, **said, assignments=[]).status_code == 201


def test_whoever_has_left_the_board_answers_no_more(ada: Client, ben: Client, make: Make) -> None:
    path = _offered(make)
    assert ada.delete(f"/boards/team/members/{_id(make, 'ben')}", "*").status_code == 204
    assert ben.patch(path, "*", state="accepted").status_code == 404
    ada.patch("/boards/team", visibility="open")
    assert _refused(ben.patch(path, "*", state="accepted")) == (403, "forbidden")
    assert ada.patch(path, state="withdrawn").status_code == 200
