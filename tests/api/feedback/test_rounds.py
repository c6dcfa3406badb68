"""A round: opened by a leader on their own leadership, answered once by each, closed by the clock, ended by a reply."""

from typing import Any

import pytest

from ideaboard import clock
from ideaboard.core.feedback import rounds
from ideaboard.core.reading import rounds as reading
from ideaboard.core.reading.pages import Window
from tests.api.feedback.conftest import Opening, after, said
from tests.client import Client, codes
from tests.make import Make

ROUNDS = "/boards/team/feedback-rounds"


def _all_answer(path: str, *people: Client) -> None:
    for number, person in enumerate(people, 1):
        answer = person.post(path + "/answer", answers=said(f"Meeting {number}.", number))
        assert (answer.status_code, answer.data) == (204, b""), answer.json


def _to_reply(make: Make, name: str) -> list[str]:
    with make.home.database.reading() as db:
        return [row["title"] for row in reading.rounds_to_reply(db, make.board(), make.person(name), Window()).rows]


def test_from_opening_to_the_reply(
    ada: Client, ben: Client, dia: Client, eve: Client, make: Make, opening: Opening
) -> None:
    path = opening()
    seen = ben.get(path).json
    assert (seen["state"], seen["answered"], seen["threshold"], seen["reply"]) == ("open", False, 3, None)
    assert [(each["number"], each["kind"]) for each in seen["questions"]] == [(1, "text"), (2, "scale")]
    _all_answer(path, ben, dia, eve)
    assert (ben.get(path).json["answered"], ada.get(path).json["answered"]) == (True, False)
    assert _to_reply(make, "ada") == []
    with clock.at(after()):
        assert [client.get(path).json["state"] for client in (ada, ben)] == ["closed", "closed"]
        assert ben.get(path).json["answered"] is None
        assert (_to_reply(make, "ada"), _to_reply(make, "ben")) == (["Spring"], [])
        assert ben.get(path + "/results").status_code == 403
        words, scale = ada.get(path + "/results").json["questions"]
        assert sorted(words["texts"]) == ["Meeting 1.", "Meeting 2.", "Meeting 3."]
        assert (scale["scale"], scale["texts"], words["scale"]) == ([1, 1, 1, 0, 0], None, None)
        assert ben.post(path + "/reply", heard="x", will_change="y").status_code == 403
        replied = ada.post(path + "/reply", heard="Too many meetings.", will_change="Half of them.")
        assert (replied.status_code, replied.json["state"]) == (200, "replied")
        assert ben.get(path).json["reply"]["heard"] == "Too many meetings."
        assert ben.get(path + "/results").json == ada.get(path + "/results").json
        assert _to_reply(make, "ada") == []
        again = ada.post(path + "/reply", heard="x", will_change="y")
        assert (again.status_code, again.json["code"]) == (409, "round_replied")


def test_the_worker_closes_it_and_nothing_that_is_told_changes(
    ada: Client, ben: Client, dia: Client, eve: Client, make: Make, opening: Opening
) -> None:
    path, few = opening(), opening(title="Few")
    _all_answer(path, ben, dia, eve)
    _all_answer(few, ben)
    with clock.at(after()):
        told = [client.get(at).data for client in (ada, ben) for at in (path, few, path + "/results", ROUNDS)]
        with make.home.database.transaction() as session:
            assert rounds.close_due(session) == 2
            assert rounds.close_due(session) == 0
        assert [c.get(at).data for c in (ada, ben) for at in (path, few, path + "/results", ROUNDS)][:3] == told[:3]
        with make.home.database.reading() as db:
            kept = db.execute(rounds.Round.__table__.select().order_by(rounds.Round.id)).fetchall()
            answers = [row.answers for row in db.execute(rounds.RoundQuestion.__table__.select())]
    assert [(row.state, row.answered) for row in kept] == [("closed", []), ("too_few", [])]
    assert sorted(map(len, answers)) == [0, 0, 3, 3]


def test_too_few_answers_are_destroyed_unread(ada: Client, ben: Client, dia: Client, opening: Opening) -> None:
    path = opening()
    _all_answer(path, ben, dia)
    with clock.at(after()):
        assert ada.get(path).json["state"] == "too_few"
        for method, rest, fields in (
            ("GET", "/results", {}),
            ("POST", "/reply", {"heard": "x", "will_change": "y"}),
            ("POST", "/ideas", {"title": "x", "question": 1, "suggestion": 1}),
        ):
            answer = ada.ask(method, path + rest, json=fields) if fields else ada.get(path + rest)
            assert (answer.status_code, answer.json["code"]) == (409, "round_too_few")


def test_while_it_is_open_nothing_is_told(ada: Client, ben: Client, dia: Client, eve: Client, opening: Opening) -> None:
    path = opening()
    before = [(client.get(path).headers["ETag"], client.get(ROUNDS).headers["ETag"]) for client in (ada, dia)]
    _all_answer(path, ben, eve)
    assert [(client.get(path).headers["ETag"], client.get(ROUNDS).headers["ETag"]) for client in (ada, dia)] == before
    for client in (ada, ben):
        answer = client.get(path + "/results")
        assert (answer.status_code, answer.json["code"]) == (409, "round_open")
    assert ada.post(path + "/reply", heard="x", will_change="y").json["code"] == "round_open"
    assert ben.post(path + "/ideas", title="x", question=1, suggestion=1).json["code"] == "round_open"


def test_each_answers_once_and_not_after_the_close(ada: Client, ben: Client, dia: Client, opening: Opening) -> None:
    path = opening()
    _all_answer(path, ben)
    again = ben.post(path + "/answer", answers=said())
    assert (again.status_code, again.json["code"]) == (409, "already_answered")
    assert ada.post(path + "/answer", answers=said()).json["code"] == "forbidden"
    with clock.at(after()):
        late = dia.post(path + "/answer", answers=said())
        assert (late.status_code, late.json["code"]) == (409, "round_closed")


def test_a_repeat_with_the_same_key_is_the_same_answer(ben: Client, opening: Opening) -> None:
    path, key = opening() + "/answer", {"Idempotency-Key": "k"}
    first = ben.post(path, key, answers=said())
    again = ben.post(path, key, answers=said())
    assert (first.status_code, again.status_code, again.data) == (204, 204, b"")
    other = ben.post(path, key, answers=said("Something else."))
    assert (other.status_code, other.json["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ([], {"/answers": "too_few"}),
        ([{"question": 1}], {"/answers/0/text": "required"}),
        ([{"question": 2, "text": "x"}], {"/answers/0/text": "wrong", "/answers/0/scale": "required"}),
        ([{"question": 3, "text": "x"}], {"/answers/0/question": "unknown_id"}),
        ([{"question": 2, "scale": 6}], {"/answers/0/scale": "out_of_range"}),
        ([{"question": 1, "text": " "}], {"/answers/0/text": "blank"}),
        ([{"question": 1, "text": "a"}, {"question": 1, "text": "b"}], {"/answers/1/question": "repeated"}),
        ([{"question": 1, "text": "a", "name": "Ben"}], {"/answers/0/name": "unknown_field"}),
    ],
)
def test_an_answer_that_is_not_right_is_named(
    ben: Client, opening: Opening, answers: list[Any], wrong: dict[str, str]
) -> None:
    path = opening()
    assert codes(ben.post(path + "/answer", answers=answers)) == wrong
    assert ben.get(path).json["answered"] is False


def test_any_question_can_be_skipped(ada: Client, ben: Client, dia: Client, eve: Client, opening: Opening) -> None:
    path = opening()
    for client, answers in ((ben, said()[:1]), (dia, said()[1:]), (eve, said()[1:])):
        assert client.post(path + "/answer", answers=answers).status_code == 204
    with clock.at(after()):
        words, scale = ada.get(path + "/results").json["questions"]
    assert (words["texts"], scale["scale"]) == (["Meetings."], [0, 0, 0, 2, 0])


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"threshold": 2}, {"/threshold": "out_of_range"}),
        ({"closes_at": "2020-01-01T00:00:00Z"}, {"/closes_at": "not_in_future"}),
        ({"questions": []}, {"/questions": "too_few"}),
        ({"questions": [{"text": "x", "kind": "text"}] * 13}, {"/questions": "too_many"}),
        ({"questions": [{"text": "x", "kind": "rank"}]}, {"/questions/0/kind": "not_one_of"}),
        ({"leader": "x"}, {"/leader": "unknown_field"}),
    ],
)
def test_a_round_that_is_not_right_is_named(
    ada: Client, opening: Opening, fields: dict[str, Any], wrong: dict[str, str]
) -> None:
    asked = {"title": "x", "questions": [{"text": "x", "kind": "text"}], "closes_at": after().isoformat()}
    assert codes(ada.post(ROUNDS, **(asked | fields))) == wrong


def test_where_too_few_could_answer_none_is_opened(ada: Client, ben: Client, opening: Opening) -> None:
    asked = {"title": "x", "questions": [{"text": "x", "kind": "text"}], "closes_at": after().isoformat()}
    answer = ada.post(ROUNDS, **asked, threshold=4)
    assert (answer.status_code, answer.json["code"]) == (409, "too_few_members")
    # Five is what is asked for where nothing is said.
    assert ada.post(ROUNDS, **asked).json["threshold"] == 5
    assert ben.post(ROUNDS, **asked, threshold=3).status_code == 403


def test_nothing_of_it_can_be_changed(ada: Client, opening: Opening) -> None:
    path = opening()
    for method in ("PATCH", "PUT", "DELETE"):
        assert ada.ask(method, path, {"If-Match": "*"}, json={"threshold": 3}).status_code == 405


def test_a_suggestion_becomes_an_idea(ada: Client, ben: Client, dia: Client, eve: Client, opening: Opening) -> None:
    path = opening()
    for client in (ben, dia, eve):
        client.post(path + "/answer", answers=said("Fewer meetings,\nand shorter ones."))
    fields = {"title": "Fewer meetings", "question": 1, "suggestion": 2}
    with clock.at(after()):
        assert ben.post(path + "/ideas", **fields).status_code == 403
        ada.post(path + "/reply", heard="Meetings.", will_change="Fewer.")
        made = ben.post(path + "/ideas", **fields)
        assert (made.status_code, made.json["author"]["name"]) == (201, "Ben")
        assert made.json["body"] == (
            "> Fewer meetings,\n> and shorter ones.\n\nSuggested in the feedback round “Spring”."
        )
        assert codes(ben.post(path + "/ideas", **(fields | {"suggestion": 4}))) == {"/suggestion": "unknown_id"}
        assert codes(ben.post(path + "/ideas", **(fields | {"question": 2}))) == {"/question": "unknown_id"}
        assert codes(ben.post(path + "/ideas", **(fields | {"question": 3}))) == {"/question": "unknown_id"}


def test_only_people_on_the_board_see_it(ada: Client, cy: Client, root: Client, opening: Opening) -> None:
    path = opening()
    for client in (cy, root):
        assert [client.get(at).status_code for at in (path, path + "/results", ROUNDS)] == [404] * 3
        assert client.post(path + "/answer", answers=said()).status_code == 404
    ada.patch("/boards/team", visibility="open")
    assert [cy.get(at).status_code for at in (path, path + "/results", ROUNDS)] == [403] * 3


def test_there_are_questions_to_begin_with(ada: Client, opening: Opening) -> None:
    offered = ada.get(ROUNDS + "/template").json["questions"]
    assert len(offered) == 7
    taken = [{"text": each["text"], "kind": each["kind"]} for each in offered]
    assert ada.get(opening(questions=taken)).json["questions"] == offered
