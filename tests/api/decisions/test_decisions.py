"""A leader answers an idea: an outcome, a reason, and everything that goes with it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from ideaboard import clock
from ideaboard.core.decisions.moves import MOVES
from tests.api.asking import together
from tests.client import PREFIX, Client, codes
from tests.make import Make

TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
TO_REACH = {
    "open": [], "adopted": ["adopt"], "in_progress": ["adopt", "start"], "done": ["adopt", "done"],
    "declined": ["decline"], "not_now": ["not_now"], "dropped": ["adopt", "drop"],
}  # fmt: skip


def _idea_that_is(make: Make, status: str) -> str:
    idea = make.idea()
    for outcome in TO_REACH[status]:
        make.decide(idea, outcome, **({"revisit_on": date(2999, 1, 1)} if outcome == "not_now" else {}))
    return make.path("idea", idea)


def _decide(client: Client, path: str, outcome: str, **fields: Any) -> Any:
    said = {"outcome": outcome, "rationale": "Because.", **fields}
    if outcome == "not_now":
        said.setdefault("revisit_on", TOMORROW)
    return client.post(path + "/decisions", **said)


@pytest.mark.parametrize("outcome", MOVES)
@pytest.mark.parametrize("status", TO_REACH)
def test_an_outcome_leads_where_the_table_says_or_is_refused(
    ada: Client, make: Make, status: str, outcome: str
) -> None:
    path = _idea_that_is(make, status)
    into = {"into": make.path("idea", make.idea())[7:]} if outcome == "merge" else {}
    answer = _decide(ada, path, outcome, **into)
    if status in MOVES[outcome]:
        assert answer.status_code == 201, answer.json
        assert (answer.json["from"], answer.json["to"]) == (status, MOVES[outcome][status])
        assert ada.get(path).json["status"] == MOVES[outcome][status]
    else:
        assert (answer.status_code, answer.json["code"]) == (409, "move_not_allowed")
        assert answer.json["status_now"] == status
        assert answer.json["allowed"] == [name for name, moves in MOVES.items() if status in moves]
        assert ada.get(path).json["status"] == status


def test_an_answer_is_shown_whole(ada: Client, ben: Client, make: Make) -> None:
    value = make.path("value", make.value())[8:]
    idea = make.idea()
    path = make.path("idea", idea)
    promise = {"promise": "Report.", "due_on": TOMORROW}
    answer = _decide(
        ada, path, "adopt", rationale="It pays.", values=[{"value": value, "how": "So."}], follow_ups=[promise]
    )
    said = answer.json
    assert (said["outcome"], said["rationale"], said["by"]["name"]) == ("adopt", "It pays.", "Ada")
    assert (said["idea"], said["task"], said["part_of"], said["idea_version"]) == (path[7:], None, None, 1)
    assert said["values"] == [{"value": value, "how": "So."}]
    assert [{"promise": row["promise"], "due_on": row["due_on"]} for row in said["follow_ups"]] == [promise]
    assert said["follow_ups"][0]["state"] == "open"
    assert (said["answers"], said["revisit_on"], said["connection"]) == ([], None, None)
    assert answer.headers["Location"] == f"{PREFIX}/decisions/{said['id']}"
    assert ben.get(f"/decisions/{said['id']}").json == said
    latest = ben.get(path).json["decision"]
    assert latest == {name: said[name] for name in ("id", "outcome", "rationale", "at")}


def test_answers_are_listed_newest_first_at_the_idea_and_in_the_log(ada: Client, make: Make) -> None:
    path = _idea_that_is(make, "dropped")
    listed = ada.get(path + "/decisions").json["data"]
    assert [row["outcome"] for row in listed] == ["drop", "adopt"]
    _idea_that_is(make, "declined")
    log = ada.get("/boards/team/decisions").json["data"]
    assert [row["outcome"] for row in log] == ["decline", "drop", "adopt"]
    assert log[1:] == listed


@pytest.mark.parametrize("outcome", ["adopt", "decline", "not_now", "drop", "reopen"])
@pytest.mark.parametrize("rationale", [None, "", " \n\t"])
def test_a_reason_is_needed(ada: Client, make: Make, outcome: str, rationale: str | None) -> None:
    path = _idea_that_is(make, next(iter(MOVES[outcome])))
    answer = _decide(ada, path, outcome, rationale=rationale)
    assert answer.status_code == 422
    assert codes(answer) == {"/rationale": "required" if rationale is None else "blank"}
    assert answer.json["errors"][0]["pointer"] == "/rationale"


@pytest.mark.parametrize("outcome", ["start", "done"])
def test_doing_needs_no_reason(ada: Client, make: Make, outcome: str) -> None:
    assert _decide(ada, _idea_that_is(make, "adopted"), outcome, rationale=None).status_code == 201


def test_a_reason_has_an_end(ada: Client, make: Make) -> None:
    path = _idea_that_is(make, "open")
    assert codes(_decide(ada, path, "adopt", rationale="x" * 10_001)) == {"/rationale": "too_long"}
    assert _decide(ada, path, "adopt", rationale="x" * 10_000).status_code == 201


def test_not_now_carries_a_day_and_nothing_else_does(ada: Client, make: Make) -> None:
    path = _idea_that_is(make, "open")
    assert codes(_decide(ada, path, "not_now", revisit_on=None)) == {"/revisit_on": "required"}
    for outcome in ("adopt", "decline"):
        assert codes(_decide(ada, path, outcome, revisit_on=TOMORROW)) == {"/revisit_on": "not_for_outcome"}
    for wrong in ("tomorrow", "2999-02-30", "2999-1-1", 7, "2999-01-01T00:00:00Z"):
        assert codes(_decide(ada, path, "not_now", revisit_on=wrong)) == {"/revisit_on": "type"}
    assert _decide(ada, path, "not_now", revisit_on=TOMORROW).json["revisit_on"] == TOMORROW
    assert ada.get(path).json["revisit_on"] == TOMORROW


@pytest.mark.parametrize(
    ("zone", "first"),
    [("UTC", "2026-03-02"), ("Pacific/Kiritimati", "2026-03-03"), ("Pacific/Pago_Pago", "2026-03-02")],
)
def test_the_future_begins_where_the_board_is(ada: Client, make: Make, zone: str, first: str) -> None:
    make.board("far", time_zone=zone)
    # Noon in UTC: on Kiritimati (+14) it is the next day already, on Pago Pago (-11) still the first of March.
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False):
        path = make.path("idea", make.idea(board="far", by="ada"))
        before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
        assert codes(_decide(ada, path, "not_now", revisit_on=before)) == {"/revisit_on": "not_in_future"}
        assert _decide(ada, path, "not_now", revisit_on=first).status_code == 201


def test_only_leaders_with_the_right_scope_decide(app: Any, ben: Client, make: Make) -> None:
    path = _idea_that_is(make, "open")
    answer = _decide(ben, path, "adopt")
    assert (answer.status_code, answer.json["detail"]) == (403, "Only leaders may do this.")
    answer = _decide(Client(app, make.token("ada", "read", "write")), path, "adopt")
    assert (answer.status_code, answer.json["code"], answer.json["scope"]) == (403, "insufficient_scope", "decide")


def test_an_answer_to_what_was_edited_meanwhile_is_refused_when_asked_so(ada: Client, ben: Client, make: Make) -> None:
    path = _idea_that_is(make, "open")
    etag = ada.etag(path)
    ben.patch(path, body="Something else.")
    said = {"outcome": "adopt", "rationale": "Good."}
    assert ada.post(path + "/decisions", {"If-Match": etag}, **said).status_code == 412
    assert ada.get(path).json["status"] == "open"
    assert ada.post(path + "/decisions", **said).json["idea_version"] == 2


def test_of_two_leaders_who_answer_at_once_one_does(ada: Client, make: Make) -> None:
    path = _idea_that_is(make, "open")
    answers = together([lambda n=n: _decide(ada.again(), path, n) for n in ("adopt", "decline", "adopt", "decline")])
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    assert len(ada.get(path + "/decisions").json["data"]) == 1


def test_one_of_several_open_approaches_is_not_adopted_alone(ada: Client, make: Make) -> None:
    task = make.task()
    one, two = make.idea(task=task), make.idea(task=task)
    answer = _decide(ada, make.path("idea", one), "adopt")
    assert (answer.status_code, answer.json["code"]) == (409, "decide_on_task")
    make.decide(two, "decline")
    assert _decide(ada, make.path("idea", one), "adopt").status_code == 201


def test_an_adoption_goes_to_the_boards_default_connection_or_where_it_is_said(ada: Client, make: Make) -> None:
    default, other = (make.path("connection", make.connection())[13:] for _ in range(2))
    for fields, connection in (({}, default), ({"connection": other}, other), ({"connection": None}, None)):
        path = _idea_that_is(make, "open")
        assert _decide(ada, path, "adopt", **fields).json["connection"] == connection
        issue = ada.get(path).json["issue"]
        assert (issue is None) == (connection is None)
        if issue is not None:
            assert (issue["tracker"], issue["state"], issue["key"], issue["status"]) == ("fake", "pending", None, None)


def test_only_an_adoption_goes_to_a_connection(ada: Client, make: Make) -> None:
    connection = make.path("connection", make.connection())[13:]
    for fields in ({"connection": connection}, {"connection": None}):
        answer = _decide(ada, _idea_that_is(make, "open"), "decline", **fields)
        assert codes(answer) == {"/connection": "not_for_outcome"}
    answer = _decide(ada, _idea_that_is(make, "open"), "adopt", connection="zzzzzzzz")
    assert codes(answer) == {"/connection": "unknown_id"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"outcome": "maybe"}, {"/outcome": "not_one_of"}),
        ({"outcome": None}, {"/outcome": "null"}),
        ({"follow_ups": [{"promise": "x"}]}, {"/follow_ups/0/due_on": "required"}),
        ({"follow_ups": [{"promise": "", "due_on": TOMORROW}]}, {"/follow_ups/0/promise": "blank"}),
        ({"follow_ups": [{"promise": "x", "due_on": "x"}]}, {"/follow_ups/0/due_on": "type"}),
        ({"follow_ups": [{"promise": "x", "due_on": "2020-01-01"}]}, {"/follow_ups/0/due_on": "in_the_past"}),
        ({"follow_ups": [{"promise": "x", "due_on": TOMORROW}] * 21}, {"/follow_ups": "too_many"}),
        ({"values": [{"value": "zzzzzzzz", "how": "x"}]}, {"/values/0/value": "unknown_id"}),
        ({"by": "me"}, {"/by": "unknown_field"}),
    ],
)  # fmt: skip
def test_what_an_answer_cannot_be(ada: Client, make: Make, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    path = _idea_that_is(make, "open")
    answer = ada.post(path + "/decisions", **{"outcome": "adopt", "rationale": "x", **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)
    assert ada.get(path).json["status"] == "open"


def test_an_answer_is_never_changed_or_taken_back(ada: Client, make: Make) -> None:
    decision = _decide(ada, _idea_that_is(make, "open"), "adopt").json["id"]
    for method in ("PATCH", "PUT", "DELETE"):
        answer = ada.ask(method, f"/decisions/{decision}", {"If-Match": "*"}, json={"rationale": "x"})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_a_leader_who_posted_it_anonymously_decides_in_their_own_name(ada: Client) -> None:
    posted = ada.post("/boards/team/ideas", title="Whispered", anonymous=True).json
    path, mine = f"/ideas/{posted['id']}/decisions", {"Author-Key": posted["author_key"]}
    said = {"outcome": "decline", "rationale": "Because."}
    refused = ada.post(path, mine, **said)
    assert (refused.status_code, refused.json["code"]) == (400, "author_key_not_taken")
    assert ada.post(path, **said).json["by"]["name"] == "Ada"
    assert ada.ask("DELETE", f"/ideas/{posted['id']}", {"If-Match": "*", **mine}).json["code"] == "idea_not_open"


def test_whoever_withdrew_an_anonymous_idea_brings_it_back_with_its_key(ada: Client, make: Make) -> None:
    posted = ada.post("/boards/team/ideas", title="Whispered", anonymous=True).json
    path, mine = f"/ideas/{posted['id']}", {"Author-Key": posted["author_key"]}
    assert ada.ask("DELETE", path, {"If-Match": "*", **mine}).status_code == 204
    answer = ada.post(f"{path}/decisions", mine, outcome="reopen", rationale="It is needed after all.")
    assert (answer.status_code, answer.json["by"]) == (201, None)
