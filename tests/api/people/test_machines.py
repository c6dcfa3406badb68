"""Service accounts: several tokens each, made by admins, and acting for people with both names in the event."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.events import Event
from ideaboard.core.people import accounts, boards
from tests.client import Client, codes
from tests.make import Make


@pytest.fixture
def robot(make: Make) -> str:
    """A machine on the board; the address of its account."""
    board = make.board()
    ada = make.person("ada")
    with make.home.database.transaction() as session:
        made = accounts.create(session, name="Robot", kind="service")
    with make.home.database.transaction() as session:
        boards.put_member(session, board, ada, made.id, "member")
    make._people["robot"] = made.id
    return make.path("account", made.id)


def minted(root: Client, robot: str, **fields: Any) -> str:
    """A token of the machine."""
    said = {"name": "chat", "scopes": ["read", "write"], "board": "team", **fields}
    answer = root.post(f"{robot}/tokens", **said)
    assert answer.status_code == 201, answer.text
    return str(answer.json["token"])


def acting(app: Flask, token: str, path: str) -> Client:
    """The machine, acting for whose account is at `path`."""
    client = Client(app, token)
    client._headers["On-Behalf-Of"] = path.rpartition("/")[2]
    return client


def test_an_admin_makes_several_tokens_for_a_machine_and_revokes_them(root: Client, robot: str, app: Flask) -> None:
    one, two = minted(root, robot), minted(root, robot, name="ci", scopes=["read"], board=None)
    listed = root.get(f"{robot}/tokens").json["data"]
    assert [(row["name"], row["scopes"], row["board"], row["on_behalf"]) for row in listed] == [
        ("ci", "read", None, False), ("chat", "read write", "team", False),
    ]  # fmt: skip
    assert Client(app, one).get("/boards/team").json["role"] == "member"
    assert Client(app, two).post("/boards/team/ideas", title="No").json["code"] == "insufficient_scope"
    at = f"{robot}/tokens/{listed[1]['id']}"
    assert root.get(at).json["name"] == "chat"
    assert root.ask("DELETE", at).status_code == 204
    assert root.ask("DELETE", at).status_code == 404
    assert Client(app, one).get("/me").status_code == 401
    assert Client(app, two).get("/me").json["kind"] == "service"


def test_of_a_person_an_admin_revokes_a_token_and_makes_none(
    root: Client, ben: Client, make: Make, ada: Client
) -> None:
    person = make.path("account", make.person("ben"))
    refused = root.post(f"{person}/tokens", name="x", scopes=["read"])
    assert (refused.status_code, refused.json["code"]) == (409, "not_a_machine")
    (mine,) = root.get(f"{person}/tokens").json["data"]
    other = make.path("account", make.person("ada"))
    assert root.get(f"{other}/tokens/{mine['id']}").status_code == 404
    assert root.ask("DELETE", f"{other}/tokens/{mine['id']}").status_code == 404
    assert ada.get(f"{person}/tokens").status_code == 403
    assert root.ask("DELETE", f"{person}/tokens/{mine['id']}").status_code == 204
    assert ben.get("/me").status_code == 401


def test_what_is_asked_for_a_machine_is_judged(root: Client, robot: str, make: Make) -> None:
    make.board("far", leader="eve")
    at = f"{robot}/tokens"
    said = {"name": "x", "scopes": ["read"]}
    assert codes(root.post(at, **said, board="far")) == {"/board": "unknown_id"}
    assert codes(root.post(at, **said, board="nowhere")) == {"/board": "unknown_id"}
    assert codes(root.post(at, **said, on_behalf=True)) == {"/board": "board_needed"}
    assert codes(root.post(at, **said, expires_at="2020-01-01T00:00:00Z")) == {"/expires_at": "not_in_future"}


def test_a_machine_acts_for_somebody_and_the_event_has_both_names(
    root: Client, robot: str, app: Flask, make: Make
) -> None:
    ben = make.path("account", make.person("ben"))
    chat = acting(app, minted(root, robot, on_behalf=True), ben)
    made = chat.post("/boards/team/ideas", title="Said in the chat")
    assert made.status_code == 201
    assert made.json["author"]["name"] == "Ben"
    assert chat.get("/me").json["name"] == "Ben"
    with make.home.database.reading() as db:
        event = db.execute(select(Event).where(Event.type == "idea.posted")).one()
    assert (event.actor_id, event.via_id) == (make.person("ben"), make.person("robot"))


def test_in_the_audit_trail_stands_by_whom_it_came(
    root: Client, robot: str, app: Flask, make: Make, ada: Client
) -> None:
    leader = acting(app, minted(root, robot, on_behalf=True), make.path("account", make.person("ada")))
    assert leader.post("/boards/team/values", name="Sleep").status_code == 201
    entry = next(row for row in ada.get("/boards/team/audit").json["data"] if row["type"] == "value.named")
    assert entry["actor"] == make.path("account", make.person("ada")).rpartition("/")[2]
    assert entry["facts"]["via"] == robot.rpartition("/")[2]


def test_a_machine_acts_as_far_as_its_token_and_the_person_go(root: Client, robot: str, app: Flask, make: Make) -> None:
    token = minted(root, robot, on_behalf=True)
    people = {name: make.path("account", make.person(name)) for name in ("ben", "root", "cy")}
    make.board("other", leader="ben")
    ben = acting(app, token, people["ben"])
    assert ben.get("/boards/other").status_code == 404
    assert ben.post("/boards/team/values", name="Mine").json["code"] == "forbidden"
    assert ben.get("/me/tokens").json["code"] == "forbidden"
    for whom in (people["cy"], people["root"], robot, "/zzzzzzzz", "/nonsense"):
        answer = acting(app, token, whom).get("/boards/team")
        assert (answer.status_code, answer.json["code"]) == (403, "not_on_behalf"), whom


def test_an_admin_on_the_board_is_no_admin_by_a_machine(
    root: Client, robot: str, app: Flask, make: Make, ada: Client
) -> None:
    account = make.path("account", make.person("root"))
    ada.put(f"/boards/team/members/{account.rpartition('/')[2]}", role="member")
    token = minted(root, robot, on_behalf=True, scopes=["read", "write", "admin"])
    assert acting(app, token, account).get("/accounts").json["code"] == "forbidden"
    assert acting(app, token, account).get("/boards/team").json["role"] == "member"


@pytest.mark.parametrize("how", ["a token that does not", "a person's own token", "a disabled person"])
def test_nobody_acts_for_somebody_who_may_not(root: Client, robot: str, app: Flask, make: Make, how: str) -> None:
    ben = make.path("account", make.person("ben"))
    token = minted(root, robot, on_behalf=how == "a disabled person")
    if how == "a person's own token":
        token = make.token("ada")
    if how == "a disabled person":
        root.patch(ben, disabled=True)
    answer = acting(app, token, ben).get("/boards/team")
    assert (answer.status_code, answer.json["code"]) == (403, "not_on_behalf")


def test_what_is_anonymous_has_no_machine_either(root: Client, robot: str, app: Flask, make: Make) -> None:
    chat = acting(app, minted(root, robot, on_behalf=True), make.path("account", make.person("ben")))
    assert chat.post("/boards/team/ideas", title="Nobody's", anonymous=True).status_code == 201
    with make.home.database.reading() as db:
        assert db.execute(select(Event.via_id, Event.actor_id).where(Event.type == "idea.posted")).all() == [
            (None, None)
        ]
        assert db.execute(select(Idea.author_id)).all() == [(None,)]


def test_a_list_kept_for_the_machine_is_not_given_to_whom_it_acts_for(
    root: Client, robot: str, app: Flask, make: Make
) -> None:
    make.vote(make.idea(), "ben")
    token = minted(root, robot, on_behalf=True)
    machine, ben = Client(app, token), acting(app, token, make.path("account", make.person("ben")))
    for _ in range(3):
        assert machine.get("/boards/team/ideas").json["data"][0]["voted"] is False
        assert ben.get("/boards/team/ideas").json["data"][0]["voted"] is True
