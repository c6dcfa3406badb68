"""Reviews over the API: the board's own, with no word of who."""

from typing import Any

import pytest

from tests.client import PREFIX, Client, codes
from tests.make import Make

REVIEWS = "/boards/team/reviews"


def _idea(make: Make) -> str:
    return make.path("idea", make.done()).rpartition("/")[2]


def _call(who: Client, make: Make, **fields: Any) -> Any:
    answer = who.post(REVIEWS, **{"idea": _idea(make), "what_happened": "*It* broke.", **fields})
    assert answer.status_code == 201, answer.json
    return answer.json


def test_a_review_is_called_with_what_happened_alone(ben: Client, make: Make) -> None:
    idea = _idea(make)
    answer = ben.post(REVIEWS, idea=idea, what_happened="*It* broke.")
    said = answer.json
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{PREFIX}/reviews/{said['id']}")
    assert (said["idea"], said["board"], said["state"], said["version"]) == (idea, "team", "called", 1)
    assert (said["what_happened"], said["what_happened_html"]) == ("*It* broke.", "<p><em>It</em> broke.</p>\n")
    assert (said["conditions"], said["helped"], said["lessons"], said["statement"]) == ("", "", "", None)
    assert (said["actions"], said["meets_at"], said["minutes"], said["where"]) == ([], None, 45, None)
    assert ben.get(f"/reviews/{said['id']}").json == said
    [row] = ben.get(REVIEWS).json["data"]
    assert row == {name: said[name] for name in row}
    assert (row["excerpt"], "what_happened" in row) == ("It broke.", False)


def test_everyone_is_invited_and_nobody_is_named(ada: Client, ben: Client, make: Make) -> None:
    said = _call(ben, make, meets_at="2099-03-01T09:30:00Z", actions=[{"title": "Set a limit"}])
    assert said["invited"] == "all"
    for answer in (ada.get(f"/reviews/{said['id']}"), ada.get(REVIEWS), ada.get(f"/reviews/{said['id']}/calendar.ics")):
        for word in ("Ben", make.path("account", make.person("ben")).rpartition("/")[2]):
            assert word not in answer.text
    people = {"author", "by", "account", "owner", "assignee", "invitees", "responsible", "cause", "called_by"}
    assert not people & {*said, *said["actions"][0]}


@pytest.mark.parametrize(("fields", "wrong"), [
    ({"what_happened": " \n"}, {"/what_happened": "blank"}),
    ({"what_happened": None}, {"/what_happened": "null"}),
    ({"what_happened": "x" * 20_001}, {"/what_happened": "too_long"}),
    ({"lessons": "x" * 20_001}, {"/lessons": "too_long"}),
    ({"statement": ""}, {"/statement": "blank"}),
    ({"statement": "x" * 10_001}, {"/statement": "too_long"}),
    ({"minutes": 4}, {"/minutes": "out_of_range"}),
    ({"minutes": 481}, {"/minutes": "out_of_range"}),
    ({"where": "x" * 501}, {"/where": "too_long"}),
    ({"meets_at": "2020-03-01T09:30:00Z"}, {"/meets_at": "not_in_future"}),
    ({"meets_at": "tomorrow"}, {"/meets_at": "type"}),
    ({"actions": [{"title": ""}]}, {"/actions/0/title": "blank"}),
    ({"actions": [{"body": "x"}]}, {"/actions/0/title": "required"}),
    ({"actions": [{"title": "x", "assignee": "Ben"}]}, {"/actions/0/assignee": "unknown_field"}),
    ({"actions": [{"title": "x"}] * 21}, {"/actions": "too_many"}),
    ({"culprit": "Ben"}, {"/culprit": "unknown_field"}),
    ({"invited": ["ben"]}, {"/invited": "unknown_field"}),
    ({"state": "held"}, {"/state": "unknown_field"}),
    ({"what_happened": "Ada left."}, {"/what_happened": "names_somebody"}),
    ({"actions": [{"title": "x", "body": "for @ben"}]}, {"/actions/0/body": "names_somebody"}),
])  # fmt: skip
def test_what_a_review_cannot_be(ben: Client, make: Make, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    make.person("ben")
    answer = ben.post(REVIEWS, **{"idea": _idea(make), "what_happened": "It broke.", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)
    assert ben.get(REVIEWS).json["data"] == []


def test_the_refusal_of_a_name_is_kind_and_says_how_else(ben: Client, make: Make) -> None:
    path = f"/reviews/{_call(ben, make)['id']}"
    [error] = ben.patch(path, lessons="Ada’s change was late.").json["errors"]
    assert error["params"] == {"name": "Ada"}
    assert error["detail"].startswith("Tell what happened without saying who: instead of “Ada”, say what ")


def test_a_review_goes_from_called_to_shared(ada: Client, ben: Client, make: Make) -> None:
    path = f"/reviews/{_call(ben, make)['id']}"
    skipped = ada.patch(path, state="shared", lessons="Limits.", statement="We did.")
    assert (skipped.status_code, skipped.json["code"], skipped.json["state"]) == (409, "review_step", "called")
    assert ada.patch(path, state="held").json["state"] == "held"
    assert codes(ben.patch(path, state="shared")) == {"/lessons": "required", "/statement": "required"}
    shared = ben.patch(path, state="shared", lessons="Limits.", statement="*We* did.").json
    assert (shared["state"], shared["statement_html"]) == ("shared", "<p><em>We</em> did.</p>\n")
    refused = ada.patch(path, lessons="None.")
    assert (refused.status_code, refused.json["code"]) == (409, "review_shared")


def test_an_edit_names_its_version(ada: Client, ben: Client, make: Make) -> None:
    path = f"/reviews/{_call(ben, make)['id']}"
    etag = ada.etag(path)
    assert ben.patch(path, etag, lessons="Limits.").json["version"] == 2
    answer = ada.patch(path, etag, lessons="None.")
    assert (answer.status_code, answer.headers["ETag"]) == (412, ben.etag(path))
    assert ada.ask("PATCH", path, json={}).status_code == 428


def test_actions_become_tasks_once_however_often_it_is_asked(ben: Client, make: Make) -> None:
    path = f"/reviews/{_call(ben, make, actions=[{'title': 'Set a limit', 'body': 'Ten *gigabytes*.'}])['id']}"
    assert ben.get(path).json["actions"][0]["task"] is None
    made = ben.ask("POST", path + "/tasks")
    assert made.status_code == 200
    [action] = made.json["actions"]
    task = ben.get(f"/tasks/{action['task']}").json
    assert (task["title"], task["body_html"], task["status"]) == (
        "Set a limit", "<p>Ten <em>gigabytes</em>.</p>\n", "open",
    )  # fmt: skip
    again = ben.ask("POST", path + "/tasks")
    assert (again.json, again.headers["ETag"]) == (made.json, made.headers["ETag"])
    assert len(ben.get("/boards/team/tasks").json["data"]) == 1
    refused = ben.patch(path, actions=[])
    assert (refused.status_code, refused.json["code"]) == (409, "action_is_task")


def test_the_list_is_of_one_state_or_all(ben: Client, make: Make) -> None:
    first, second = _call(ben, make)["id"], _call(ben, make)["id"]
    ben.patch(f"/reviews/{first}", state="held")

    def listed(**query: str) -> list[str]:
        return [row["id"] for row in ben.get(REVIEWS, **query).json["data"]]

    assert listed() == [second, first]
    assert (listed(state="held"), listed(state="called"), listed(state="shared")) == ([first], [second], [])
    assert codes(ben.get(REVIEWS, state="blamed")) == {"/state": "not_one_of"}


def test_a_second_review_names_the_one_that_is_under_way(ben: Client, make: Make) -> None:
    idea = _idea(make)
    first = _call(ben, make, idea=idea)
    answer = ben.post(REVIEWS, idea=idea, what_happened="It broke.")
    assert (answer.status_code, answer.json["code"], answer.json["review"]) == (409, "review_open", first["id"])


@pytest.mark.parametrize("who", ["cy", "root"])
@pytest.mark.parametrize("visibility", ["private", "open"])
def test_it_is_for_those_on_the_board_alone(
    ada: Client, make: Make, request: pytest.FixtureRequest, who: str, visibility: str
) -> None:
    said = _call(ada, make, meets_at="2099-03-01T09:30:00Z")
    ada.patch("/boards/team", visibility=visibility)
    client: Client = request.getfixturevalue(who)
    path = f"/reviews/{said['id']}"
    answers = [
        client.get(REVIEWS), client.get(path), client.get(path + "/calendar.ics"), client.ask("POST", path + "/tasks"),
        client.patch(path, "*", lessons="x"), client.post(REVIEWS, idea=said["idea"], what_happened="x"),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {404 if visibility == "private" else 403}
