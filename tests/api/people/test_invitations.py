"""Coming to a board: invited by mail or by a link, joining an open one, leaving, and handing over the lead."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideaboard import clock
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people import invitations
from ideaboard.core.people.invitations import Invitation
from tests.api.people.mailing import Box, box, plain, post, secret_in
from tests.client import Client, Visitor, codes
from tests.make import PASSWORD, Make

TEAM = "/boards/team/invitations"


def posted(make: Make) -> Box:
    """The mail box, once everything that is owed was sent."""
    with box() as arrived:
        post(make.home, **arrived.settings)
    return arrived


def linked(ada: Client, **fields: Any) -> str:
    """The secret of a link to the board."""
    return secret_in(ada.post(TEAM, **fields).json["url"])


def roles(ada: Client) -> dict[str, str]:
    """Who is on the board, as what."""
    return {row["account"]["name"]: row["role"] for row in ada.get("/boards/team/members").json["data"]}


def test_an_invitation_by_mail_makes_an_account_and_signs_it_in(ada: Client, make: Make, app: Flask) -> None:
    made = ada.post(TEAM, email=" Eve@Example.org", role="leader")
    assert made.status_code == 201
    assert "url" not in made.json
    assert (made.json["email"], made.json["uses"], made.json["by"]["name"]) == ("eve@example.org", 1, "Ada")
    mail = posted(make).last()
    assert mail["To"] == "eve@example.org"
    assert "Ada invites you to the board “Team”" in plain(mail)
    secret = secret_in(plain(mail))
    eve = Visitor(app)
    assert eve.post("/invitations", secret=secret).json == {"board": "Team", "role": "leader", "by_mail": True}
    nameless = eve.post("/session/by-invitation", secret=secret)
    assert (nameless.status_code, nameless.json["code"]) == (409, "name_needed")
    assert eve.post("/session/by-invitation", secret=secret, name="Eve").json["way"] == "invitation"
    assert eve.get("/me").json["email"] == "eve@example.org"
    assert roles(ada)["Eve"] == "leader"
    again = Visitor(app).post("/session/by-invitation", secret=secret, name="Mallory")
    assert (again.status_code, again.json["code"]) == (409, "link_spent")


def test_who_has_an_account_comes_with_it(ada: Client, make: Make, app: Flask, cy: Client) -> None:
    ada.post(TEAM, email="cy@example.org")
    visitor = Visitor(app)
    secret = secret_in(plain(posted(make).last()))
    refused = visitor.post("/session/by-invitation", secret=secret)
    assert (refused.status_code, refused.json["code"]) == (409, "sign_in_first")
    assert visitor.get("/me").status_code == 401
    assert cy.post("/me/invitations", secret=secret).status_code == 200
    assert cy.get("/boards/team").json["role"] == "member"


def test_somebody_new_comes_by_a_link_once_their_mail_has_reached_them(ada: Client, make: Make, app: Flask) -> None:
    secret = linked(ada, uses=2)
    eve = Visitor(app)
    assert eve.post("/invitations", secret=secret).json == {"board": "Team", "role": "member", "by_mail": False}
    direct = eve.post("/session/by-invitation", secret=secret, name="Eve")
    assert (direct.status_code, direct.json["code"]) == (409, "link_spent")
    said = {"secret": secret, "email": "eve@example.org", "name": "Eve"}
    assert eve.post("/session/invitation", **said).status_code == 204
    assert "Eve" not in roles(ada)
    mail = posted(make).last()
    assert mail["To"] == "eve@example.org"
    assert eve.post("/session/by-invitation", secret=secret_in(plain(mail))).status_code == 201
    assert eve.get("/boards/team").json["role"] == "member"
    assert ada.get(TEAM).json["data"][0]["used"] == 1


def test_asking_by_a_link_is_answered_alike_whoever_has_the_e_mail(ada: Client, make: Make, app: Flask) -> None:
    secret = linked(ada, uses=None)
    make.person("cy")
    answers = [
        Visitor(app).post("/session/invitation", secret=secret, email=email, name="Somebody")
        for email in ("cy@example.org", "eve@example.org")
    ]
    assert [(answer.status_code, answer.data) for answer in answers] == [(204, b"")] * 2
    arrived = posted(make)
    assert [mail["Subject"] for mail in arrived.mails] == ["Come to Team"] * 2
    known = Visitor(app)
    assert known.post("/session/by-invitation", secret=secret_in(plain(arrived.mails[0]))).status_code == 201
    # A name that somebody else says changes nobody's.
    assert known.get("/me").json["name"] == "Cy"


def test_an_account_comes_by_a_link_as_it_is(ada: Client, cy: Client, ben: Client) -> None:
    secret = linked(ada, uses=1)
    assert ben.post("/me/invitations", secret=secret).json["role"] == "member"
    assert cy.post("/me/invitations", secret=secret).json["slug"] == "team"
    assert cy.get("/boards/team").json["role"] == "member"
    assert ada.get(TEAM).json["data"][0]["used"] == 1


def test_a_role_is_raised_and_never_lowered_by_an_invitation(ada: Client, ben: Client) -> None:
    assert ada.post("/me/invitations", secret=linked(ada)).json["role"] == "leader"
    assert ben.post("/me/invitations", secret=linked(ada, role="leader")).json["role"] == "leader"


def test_of_many_at_once_no_more_come_than_were_invited(ada: Client, make: Make, app: Flask) -> None:
    secret = linked(ada, uses=3)
    people = [Client(app, make.token(f"guest{n}")) for n in range(7)]
    with ThreadPoolExecutor(7) as threads:
        answers = list(threads.map(lambda one: one.post("/me/invitations", secret=secret).status_code, people))
    assert sorted(answers) == [200] * 3 + [409] * 4
    assert len(roles(ada)) == 3 + len({"Ada"})


@pytest.mark.parametrize("how", ["too old", "taken back", "archived", "never was"])
def test_an_invitation_that_is_over_opens_nothing(ada: Client, cy: Client, make: Make, app: Flask, how: str) -> None:
    made = ada.post(TEAM)
    secret = secret_in(made.json["url"])
    moment = clock.now()
    match how:
        case "too old":
            moment += timedelta(days=7, seconds=1)
        case "taken back":
            assert ada.ask("DELETE", f"{TEAM}/{made.json['id']}").status_code == 204
            assert ada.ask("DELETE", f"{TEAM}/{made.json['id']}").status_code == 404
        case "archived":
            ada.patch("/boards/team", archived=True)
        case "never was":
            secret = "ii_never"
    asks: list[Callable[[], Any]] = [
        lambda: cy.post("/me/invitations", secret=secret),
        lambda: Visitor(app).post("/invitations", secret=secret),
        lambda: Visitor(app).post("/session/invitation", secret=secret, email="eve@example.org", name="Eve"),
        lambda: Visitor(app).post("/session/by-invitation", secret=secret, name="Eve"),
    ]
    with clock.at(moment):
        assert [(answer := ask()).status_code for ask in asks] == [409] * 4
    assert answer.json["code"] == "link_spent"
    assert cy.get("/boards/team").status_code == 404


def test_a_mail_of_a_link_that_was_taken_back_meanwhile_opens_nothing(ada: Client, make: Make, app: Flask) -> None:
    made = ada.post(TEAM, uses=5)
    said = {"secret": secret_in(made.json["url"]), "email": "eve@example.org", "name": "Eve"}
    Visitor(app).post("/session/invitation", **said)
    secret = secret_in(plain(posted(make).last()))
    ada.ask("DELETE", f"{TEAM}/{made.json['id']}")
    answer = Visitor(app).post("/session/by-invitation", secret=secret)
    assert (answer.status_code, answer.json["code"]) == (409, "link_spent")


def test_an_invitation_taken_back_before_it_is_sent_is_not_sent(ada: Client, make: Make) -> None:
    made = ada.post(TEAM, email="eve@example.org")
    ada.ask("DELETE", f"{TEAM}/{made.json['id']}")
    assert posted(make).mails == []
    with make.home.database.reading() as db:
        assert db.execute(select(Mail.id)).all() == []


def test_leaders_invite_and_see_who_is_invited_and_never_the_link(ada: Client, ben: Client, cy: Client) -> None:
    made = ada.post(TEAM, uses=None).json
    assert secret_in(made["url"]).startswith("ii_")
    one = f"{TEAM}/{made['id']}"
    assert "url" not in ada.get(one).json
    assert [row["id"] for row in ada.get(TEAM).json["data"]] == [made["id"]]
    for who, status in ((ben, 403), (cy, 404)):
        assert who.get(TEAM).status_code == status
        assert who.get(one).status_code == status
        assert who.post(TEAM).status_code == status
        assert who.ask("DELETE", one).status_code == status


def test_an_invitation_lasts_a_week_unless_said_and_never_more_than_ninety_days(ada: Client) -> None:
    with clock.at(clock.now()):
        until = datetime.fromisoformat(ada.post(TEAM).json["expires_at"])
        assert until == clock.now() + timedelta(days=7)
        past, far = (clock.now() + timedelta(days=days) for days in (-1, 91))
        assert codes(ada.post(TEAM, expires_at=past.isoformat())) == {"/expires_at": "not_in_future"}
        assert codes(ada.post(TEAM, expires_at=far.isoformat())) == {"/expires_at": "too_far"}


def test_a_board_has_so_many_invitations_and_old_ones_go(ada: Client, make: Make, monkeypatch: Any) -> None:
    monkeypatch.setattr(invitations, "MOST", 2)
    assert [ada.post(TEAM).status_code for _ in range(3)] == [201, 201, 409]
    with clock.at(clock.now() + timedelta(days=8)), make.home.database.transaction() as session:
        invitations.forget_old(session)
        assert session.scalars(select(Invitation)).all() == []


def test_a_repeat_of_an_invitation_makes_no_second_one_and_hides_the_link(ada: Client) -> None:
    key = {"Idempotency-Key": "k"}
    first, again = (ada.ask("POST", TEAM, key, json={}) for _ in range(2))
    assert first.json["id"] == again.json["id"]
    assert again.json["secret_already_shown"] is True
    assert "url" not in again.json


def test_an_open_board_is_joined_by_oneself_as_a_member(ada: Client, cy: Client, make: Make) -> None:
    me = make.path("account", make.person("cy")).rpartition("/")[2]
    assert cy.put(f"/boards/team/members/{me}", role="member").status_code == 404
    ada.patch("/boards/team", visibility="open")
    assert cy.put(f"/boards/team/members/{me}", role="leader").status_code == 403
    other = make.path("account", make.person("root")).rpartition("/")[2]
    assert cy.put(f"/boards/team/members/{other}", role="member").status_code == 403
    assert cy.put(f"/boards/team/members/{me}", role="member").json["role"] == "member"
    assert cy.put(f"/boards/team/members/{me}", role="leader").status_code == 403
    with make.home.database.reading() as db:
        event = db.execute(select(Event).where(Event.type == "member.joined").order_by(Event.id.desc())).first()
    assert event is not None
    assert (event.actor_id, event.subject_id) == (make.person("cy"),) * 2


def test_whoever_is_on_a_board_can_leave_it_and_stays_signed_in(make: Make, app: Flask, ada: Client) -> None:
    make.password("ben")
    ben = Visitor(app)
    ben.signs_in("ben@example.org", PASSWORD)
    me = make.path("account", make.person("ben")).rpartition("/")[2]
    dia = make.path("account", make.person("dia")).rpartition("/")[2]
    assert ben.ask("DELETE", f"/boards/team/members/{dia}").status_code == 403
    assert ben.ask("DELETE", f"/boards/team/members/{me}").status_code == 204
    assert ben.get("/boards/team").status_code == 404
    assert ben.get("/me").status_code == 200


def test_the_lead_is_handed_over_and_never_lost(ada: Client, ben: Client, make: Make) -> None:
    mine, bens = (make.path("account", make.person(who)).rpartition("/")[2] for who in ("ada", "ben"))
    for answer in (
        ada.ask("DELETE", f"/boards/team/members/{mine}"),
        ada.put(f"/boards/team/members/{mine}", role="member"),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "last_leader")
    assert ada.put(f"/boards/team/members/{bens}", role="leader").status_code == 200
    assert ada.put(f"/boards/team/members/{mine}", role="member").json["role"] == "member"
    assert ada.ask("DELETE", f"/boards/team/members/{mine}").status_code == 204
    assert roles(ben) == {"Ben": "leader"}


def test_an_archived_board_can_still_be_left(ada: Client, ben: Client, make: Make) -> None:
    ada.patch("/boards/team", archived=True)
    me = make.path("account", make.person("ben")).rpartition("/")[2]
    assert ben.ask("DELETE", f"/boards/team/members/{me}").status_code == 204
