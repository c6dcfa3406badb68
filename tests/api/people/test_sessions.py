"""Signing in and out by password: the cookie, what it opens, when it is over, and who may use it."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from ideaboard import clock
from ideaboard.app import create_app
from ideaboard.core.people import accounts, links, passwords, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.sessions import SignIn
from ideaboard.plugin.registry import Registry
from tests.client import Client, Visitor, codes
from tests.make import PASSWORD, Make

OTHER = "marble kettle orchid sparrow"


@pytest.fixture
def visitor(app: Flask, make: Make) -> Visitor:
    """A browser of ben's, who has a password and is not signed in."""
    make.password("ben")
    return Visitor(app)


@pytest.fixture
def signed_in(visitor: Visitor) -> Visitor:
    """A browser in which ben is signed in."""
    assert visitor.signs_in("ben@example.org", PASSWORD).status_code == 201
    return visitor


def test_a_password_opens_a_session_that_can_do_what_its_owner_can(visitor: Visitor) -> None:
    answer = visitor.signs_in(" Ben@Example.org ", PASSWORD)
    assert answer.status_code == 201
    assert answer.json["device"] == "Firefox on Linux"
    assert answer.json["way"] == "password"
    assert answer.json["mine"] is True
    assert answer.headers["Location"] == f"/api/v1/me/sessions/{answer.json['id']}"
    assert visitor.get("/me").json["name"] == "Ben"
    assert visitor.post("/boards/team/ideas", title="From a browser").status_code == 201


def test_the_cookie_is_for_this_host_alone_and_no_script_reads_it(visitor: Visitor) -> None:
    said = visitor.signs_in("ben@example.org", PASSWORD).headers["Set-Cookie"]
    name, *rest = said.split("; ")
    assert name.startswith("ideaboard=is_")
    assert {"HttpOnly", "Path=/", "SameSite=Lax", "Max-Age=2592000"} <= set(rest)
    assert not any(part.startswith("Domain") for part in rest)


def test_by_tls_the_cookie_is_one_that_no_other_host_can_set(make: Make) -> None:
    make.password("ben")
    app = create_app(replace(make.home.settings, base_url="https://ideas.example.org"), Registry.load(found=[]))
    client = app.test_client()
    said = client.post(
        "/api/v1/session", json={"email": "ben@example.org", "password": PASSWORD}, base_url="https://ideas.example.org"
    ).headers["Set-Cookie"]
    app.extensions["ideaboard"].database.dispose()
    assert said.startswith("__Host-ideaboard=is_")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(said.split("; "))


@pytest.mark.parametrize(
    ("email", "password"),
    [("ben@example.org", OTHER), ("nobody@example.org", PASSWORD), ("dia@example.org", PASSWORD)],
    ids=["wrong password", "no such account", "an account without a password"],
)
def test_what_is_wrong_is_never_said(visitor: Visitor, make: Make, email: str, password: str) -> None:
    make.person("dia")
    answer = visitor.signs_in(email, password)
    assert (answer.status_code, answer.json["code"]) == (401, "sign_in_failed")
    assert "Set-Cookie" not in answer.headers
    assert email not in answer.text


def test_whoever_asks_a_hash_is_verified(visitor: Visitor, monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    make.person("dia")
    seen: list[str | None] = []
    verify = passwords.verify

    def watched(kept: str | None, said: str) -> bool:
        seen.append(kept)
        return verify(kept, said)

    monkeypatch.setattr(passwords, "verify", watched)
    for email in ("ben@example.org", "nobody@example.org", "dia@example.org"):
        visitor.signs_in(email, OTHER)
    assert [kept is None for kept in seen] == [False, True, True]
    assert verify(None, "the password of nobody") is False


def test_signing_in_and_failing_to_is_in_the_audit_trail(visitor: Visitor, make: Make, root: Client) -> None:
    visitor.signs_in("ben@example.org", OTHER)
    visitor.signs_in("nobody@example.org", OTHER)
    visitor.signs_in("ben@example.org", PASSWORD)
    visitor.put("/me/password", current=PASSWORD, password=OTHER)
    ben = make.path("account", make.person("ben")).rpartition("/")[2]
    said = [(row["type"], row["actor"], row["subject"]["id"]) for row in root.get("/audit").json["data"]]
    types = [row[0] for row in said if row[0].startswith(("session.", "account.password"))]
    assert types == [
        "session.signed_in", "account.password_changed", "session.signed_in", "session.sign_in_failed",
        "session.sign_in_failed",
    ]  # fmt: skip
    failed = [row for row in said if row[0] == "session.sign_in_failed"]
    assert [row[1] for row in failed] == [None, None]
    assert [row[2] == ben for row in failed] == [False, True]
    assert "nobody" not in root.get("/audit").text


def test_a_disabled_account_does_not_get_in(visitor: Visitor, root: Client, make: Make) -> None:
    ben = make.path("account", make.person("ben"))
    root.patch(ben, disabled=True)
    assert visitor.signs_in("ben@example.org", PASSWORD).json["code"] == "sign_in_failed"


def test_an_old_hash_is_made_anew(visitor: Visitor, make: Make) -> None:
    def kept() -> str:
        with make.home.database.reading() as db:
            return str(db.execute(select(Account.password_hash).where(Account.email == "ben@example.org")).scalar())

    before = kept()
    visitor.signs_in("ben@example.org", PASSWORD)
    assert kept() != before
    assert "m=65536" in kept()
    again = kept()
    visitor.signs_in("ben@example.org", PASSWORD)
    assert kept() == again


def test_signing_out_ends_the_session_and_forgets_the_cookie(signed_in: Visitor, app: Flask) -> None:
    secret = signed_in.cookie
    answer = signed_in.ask("DELETE", "/session")
    assert answer.status_code == 204
    assert "Max-Age=0" in answer.headers["Set-Cookie"]
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert signed_in.cookie is None
    thief = Visitor(app)
    thief.cookie = secret or ""
    assert thief.get("/me").status_code == 401


def test_signing_in_makes_a_new_session_whatever_cookie_came_with_it(
    signed_in: Visitor, make: Make, app: Flask
) -> None:
    first = signed_in.cookie
    make.password("ada")
    assert signed_in.signs_in("ada@example.org", PASSWORD).status_code == 201
    assert signed_in.cookie != first
    assert signed_in.get("/me").json["name"] == "Ada"
    other = Visitor(app)
    other.cookie = first or ""
    assert other.get("/me").status_code == 401
    planted = Visitor(app)
    planted.cookie = "is_chosen_by_somebody_else"
    assert planted.signs_in("ben@example.org", PASSWORD).status_code == 201
    assert planted.cookie != "is_chosen_by_somebody_else"


def test_a_session_is_over_after_so_many_days_and_sooner_when_nobody_uses_it(signed_in: Visitor, make: Make) -> None:
    def opens(days: float) -> bool:
        with time_machine.travel(began + timedelta(days=days), tick=False):
            status = signed_in.get("/me").status_code
            make.home.touches.write()
        return status == 200

    began = clock.now()
    assert opens(13.9)
    assert opens(27)
    assert not opens(30.1)


def test_a_session_that_nobody_uses_is_over(signed_in: Visitor) -> None:
    with time_machine.travel(clock.now() + timedelta(days=15.1), tick=False):
        assert signed_in.get("/me").status_code == 401
        assert signed_in.get("/session").json["account"] is None


def test_sessions_that_are_over_are_forgotten(signed_in: Visitor, make: Make) -> None:
    home = make.home
    later = clock.now() + timedelta(days=31)
    with clock.at(later), home.database.transaction() as session:
        sessions.forget_old(session, sessions.Limits(30, 14))
        assert session.scalars(select(SignIn)).all() == []


def test_of_a_session_only_the_day_is_kept_and_no_address(signed_in: Visitor, make: Make) -> None:
    with make.home.database.reading() as db:
        row = db.execute(select(SignIn)).one()._mapping
    assert row["seen_on"] == clock.today()
    assert set(row) == {
        "id", "account_id", "digest", "device", "way", "created_at", "expires_at", "seen_on", "identity_id",
    }  # fmt: skip
    assert (signed_in.cookie or "?") not in repr(dict(row))


def test_i_see_where_i_am_signed_in_and_end_it(signed_in: Visitor, app: Flask, ben: Client, ada: Client) -> None:
    phone = Visitor(app, **{"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) AppleWebKit/605 Safari/604.1"})
    phone.signs_in("ben@example.org", PASSWORD)
    mine = signed_in.get("/me/sessions").json["data"]
    assert [(one["device"], one["mine"]) for one in mine] == [
        ("Safari on iPhone", False), ("Firefox on Linux", True),
    ]  # fmt: skip
    assert [one["mine"] for one in ben.get("/me/sessions").json["data"]] == [False, False]
    assert ada.get("/me/sessions").json["data"] == []
    theirs = f"/me/sessions/{mine[0]['id']}"
    assert ada.get(theirs).status_code == 404
    assert ada.ask("DELETE", theirs).status_code == 404
    assert signed_in.get(theirs).json["device"] == "Safari on iPhone"
    assert signed_in.ask("DELETE", theirs).status_code == 204
    assert phone.get("/me").status_code == 401
    assert signed_in.get("/me").status_code == 200


def test_all_my_other_sessions_can_be_ended_at_once(signed_in: Visitor, app: Flask) -> None:
    others = [Visitor(app) for _ in range(3)]
    for other in others:
        other.signs_in("ben@example.org", PASSWORD)
    assert signed_in.ask("DELETE", "/me/sessions").status_code == 204
    assert [other.get("/me").status_code for other in others] == [401, 401, 401]
    assert signed_in.get("/me").status_code == 200
    mine = signed_in.get("/me/sessions").json["data"][0]["id"]
    assert signed_in.ask("DELETE", f"/me/sessions/{mine}").status_code == 204
    assert signed_in.cookie is None


def test_an_account_has_so_many_sessions_and_the_oldest_goes(make: Make) -> None:
    ben = make.person("ben")
    with make.home.database.transaction() as session:
        for _ in range(sessions.MOST + 2):
            sessions.start(session, ben, device="x", way="password", limits=sessions.Limits(30, 14))
        kept = session.scalars(select(SignIn.id).order_by(SignIn.id)).all()
    assert len(kept) == sessions.MOST


def test_a_changed_password_ends_every_other_session(signed_in: Visitor, app: Flask) -> None:
    other = Visitor(app)
    other.signs_in("ben@example.org", PASSWORD)
    before = signed_in.cookie
    assert signed_in.put("/me/password", current=PASSWORD, password=OTHER).status_code == 204
    assert other.get("/me").status_code == 401
    assert signed_in.cookie != before
    assert signed_in.get("/me").json["name"] == "Ben"
    fresh = Visitor(app)
    assert fresh.signs_in("ben@example.org", PASSWORD).status_code == 401
    assert fresh.signs_in("ben@example.org", OTHER).status_code == 201


def test_a_password_is_changed_by_who_knows_it_and_in_a_session_only(
    signed_in: Visitor, ben: Client, make: Make
) -> None:
    assert codes(signed_in.put("/me/password", password=OTHER)) == {"/current": "required"}
    wrong = signed_in.put("/me/password", current=OTHER, password=OTHER)
    assert codes(wrong) == {"/current": "wrong_password"}
    assert ben.put("/me/password", current=PASSWORD, password=OTHER).json["code"] == "session_needed"
    assert ben.ask("DELETE", "/session").json["code"] == "session_needed"


@pytest.mark.parametrize(
    "password",
    ["password12", "qwertyuiop", "ideaboard2026", "aaaaaaaaaaaa", "1234567890", "ben@example.org"],
)
def test_a_password_that_is_easily_guessed_is_refused_and_says_why(signed_in: Visitor, password: str) -> None:
    answer = signed_in.put("/me/password", current=PASSWORD, password=password)
    assert codes(answer) == {"/password": "weak_password"}
    assert "words" in answer.json["errors"][0]["detail"] or "e-mail" in answer.json["errors"][0]["detail"]


def test_a_password_may_be_long_and_of_any_script(signed_in: Visitor, app: Flask) -> None:
    for password in (
        "Все счастливые семьи похожи",
        "x7 " + "лес " * 60,
        "  spaces stay spaces  ",
        "🦦🦊🐝🦉🐋🦔🐌🦎🐙🦑",
    ):
        answer = signed_in.put("/me/password", current=PASSWORD, password=password)
        assert answer.status_code == 204, (password, answer.text)
        assert Visitor(app).signs_in("ben@example.org", password).status_code == 201
        assert Visitor(app).signs_in("ben@example.org", password.strip() + "!").status_code == 401
        signed_in.put("/me/password", current=password, password=PASSWORD)
    assert codes(signed_in.put("/me/password", current=PASSWORD, password="x" * 257)) == {"/password": "too_long"}
    assert codes(signed_in.put("/me/password", current=PASSWORD, password="grüße")) == {"/password": "too_short"}


@pytest.mark.parametrize("change", ["leader", "member", "off the board", "admin", "no admin", "disabled"])
def test_whose_role_changes_signs_in_anew(make: Make, app: Flask, ada: Client, root: Client, change: str) -> None:
    make.password("ben")
    account = make.path("account", make.person("ben"))
    member = f"/boards/team/members/{account.rpartition('/')[2]}"
    if change == "member":
        ada.put(member, role="leader")
    if change == "no admin":
        root.patch(account, admin=True)
    visitor = Visitor(app)
    visitor.signs_in("ben@example.org", PASSWORD)
    assert ada.put(member, role="member").status_code == 200
    assert root.patch(account, name="Benjamin").status_code == 200
    if change != "member":
        assert visitor.get("/me").status_code == 200, "what changes no role ends nothing"
    match change:
        case "leader":
            ada.put(member, role="leader")
        case "off the board":
            ada.ask("DELETE", member)
        case "admin" | "no admin":
            root.patch(account, admin=change == "admin")
        case "disabled":
            root.patch(account, disabled=True)
            root.patch(account, disabled=False)
    assert visitor.get("/me").status_code == 401


def test_the_last_admin_stays_one(make: Make, root: Client) -> None:
    me = make.path("account", make.person("root"))
    for change in ({"admin": False}, {"disabled": True}):
        answer = root.patch(me, **change)
        assert (answer.status_code, answer.json["code"]) == (409, "last_admin")
    other = make.path("account", make.person("ada"))
    assert root.patch(other, admin=True).json["admin"] is True
    assert root.patch(me, admin=False).json["admin"] is False


def test_the_session_says_who_is_here_and_how_one_gets_in(visitor: Visitor, api: Client) -> None:
    ways = ["password", "link"]
    now = api.get("/session").json
    assert now == {"account": None, "ways": ways, "provider": None, "mail": False, "kinder_words": False}
    visitor.signs_in("ben@example.org", PASSWORD)
    assert visitor.get("/session").json["account"]["name"] == "Ben"


def test_the_session_says_that_a_plugin_knows_kinder_words(
    make: Make, api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make.home.trackers, "_suggesters", [("kind-words", lambda text, kind: [])])
    assert api.get("/session").json["kinder_words"] is True


def test_a_token_in_the_header_counts_before_the_cookie(signed_in: Visitor, ada: Client) -> None:
    said = {"Authorization": f"Bearer {ada.token}"}
    assert signed_in.get("/me", said).json["name"] == "Ada"
    assert signed_in.get("/me", {"Authorization": "Bearer ib_no"}).status_code == 401


def test_lists_are_kept_for_each_session_and_given_to_no_other(signed_in: Visitor, app: Flask, make: Make) -> None:
    idea = make.idea()
    make.password("cy")
    stranger = Visitor(app)
    stranger.signs_in("cy@example.org", PASSWORD)
    for _ in range(3):
        assert signed_in.get("/boards/team/ideas").json["data"][0]["id"] == make.path("idea", idea).rpartition("/")[2]
        assert stranger.get("/boards/team/ideas").status_code == 404
    signed_in.ask("DELETE", "/session")
    assert signed_in.get("/boards/team/ideas").status_code == 401


def test_a_repeat_of_signing_in_signs_in_anew_whatever_key_it_carries(visitor: Visitor) -> None:
    key = {"Idempotency-Key": "k"}
    for _ in range(2):
        said = {"email": "ben@example.org", "password": PASSWORD}
        assert visitor.ask("POST", "/session", key, json=said).status_code == 201
    assert len(visitor.get("/me/sessions").json["data"]) == 1


def test_without_local_sign_in_no_password_and_no_mail_opens(make: Make) -> None:
    make.password("ben")
    app = create_app(replace(make.home.settings, local_sign_in=False), Registry.load(found=[]))
    visitor = Visitor(app)
    answers = [
        visitor.signs_in("ben@example.org", PASSWORD),
        visitor.post("/session/link", email="ben@example.org"),
        visitor.post("/session/reset", email="ben@example.org"),
    ]
    assert visitor.get("/session").json["ways"] == []
    app.extensions["ideaboard"].database.dispose()
    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(403, "local_sign_in_off")] * 3


def test_the_first_admin_comes_in_by_a_link_where_nobody_is_yet(app: Flask, make: Make) -> None:
    with make.home.database.transaction() as session:
        secret = links.make(session, "first")
    said = {"secret": secret, "name": "Eve", "email": "eve@example.org"}
    eve = Visitor(app)
    assert codes(eve.post("/session/first", **said, password="eve@example.org")) == {"/password": "weak_password"}
    assert eve.post("/session/first", **said, password=PASSWORD).status_code == 201
    assert eve.get("/me").json["admin"] is True
    assert eve.post("/session/first", **said, password=PASSWORD).json["code"] == "link_spent"


def test_a_machine_has_no_password(app: Flask, make: Make) -> None:
    with make.home.database.transaction() as session:
        machine = accounts.create(session, name="Robot", kind="service")
        limits = sessions.Limits(30, 14)
        _, secret = sessions.start(session, machine.id, device="x", way="link", limits=limits)
    visitor = Visitor(app)
    visitor.cookie = secret
    answer = visitor.put("/me/password", password=OTHER)
    assert (answer.status_code, answer.json["code"]) == (409, "no_password")
