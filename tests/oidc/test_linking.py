"""Whoever is signed in sees who they are at the provider, links one more identity, and unlinks one."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideaboard import clock
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people import identities, sessions, trusting
from ideaboard.core.people.identities import Identity
from ideaboard.ids import encode
from ideaboard.settings import WELL_KNOWN
from tests.api.asking import together
from tests.api.people.mailing import box, plain, post
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make
from tests.oidc.conftest import Serve
from tests.oidc.hostile import Provider
from tests.oidc.test_hostile import begun as begun_to_sign_in
from tests.oidc.test_hostile import refused, signs_in
from tests.oidc.test_trusting import count, inside

# Somebody at the provider whose e-mail opens nothing here.
OTHER: dict[str, Any] = {"sub": "anna-home", "email": "anna@elsewhere.net", "email_verified": False}


@pytest.fixture
def cy(there: Flask, make: Make) -> Visitor:
    """A browser in which cy is signed in by his password."""
    visitor = Visitor(there)
    assert visitor.signs_in(make.password("cy"), PASSWORD).status_code == 201
    return visitor


def begun(visitor: Visitor, provider: Provider) -> dict[str, str]:
    """What comes back with a browser that began to link."""
    answer = visitor.post("/me/identities/begin")
    assert answer.status_code == 200, answer.json
    return provider.sent(answer.json["url"])


def links(visitor: Visitor, provider: Provider, **claims: Any) -> TestResponse:
    """Go there as somebody, and come back."""
    provider.claims = {**OTHER, **claims}
    return visitor.post("/me/identities", **begun(visitor, provider))


def mine(visitor: Client) -> list[dict[str, Any]]:
    """Who somebody is at the provider."""
    found: list[dict[str, Any]] = visitor.get("/me/identities").json["data"]
    return found


def not_linked(make: Make, answer: TestResponse, code: str = "oidc_failed", status: int = 401) -> bool:
    """Whether it was refused so, and nobody is known by anything."""
    assert (answer.status_code, answer.json["code"]) == (status, code), answer.json
    return count(make, Identity) == 0


def told(make: Make) -> list[str]:
    """What mails are owed, the oldest first."""
    with make.home.database.reading() as db:
        return [f"{row[0]} {row[1]}" for row in db.execute(select(Mail.kind, Mail.recipient).order_by(Mail.id))]


def acts(root: Client) -> list[tuple[Any, ...]]:
    """Of what was linked and unlinked, what the trail says, the oldest first."""
    rows = [row for row in root.get("/audit").json["data"] if row["type"].startswith("identity.")]
    return [(row["type"], row["actor"], row["subject"]["id"], row["facts"].get("by_email")) for row in reversed(rows)]


def test_one_sees_by_whom_one_signs_in(anna: Visitor, provider: Provider) -> None:
    signs_in(anna, provider)
    today = clock.today().isoformat()
    [one] = mine(anna)
    assert {**one, "id": ""} == {
        "id": "", "issuer": provider.issuer, "provider": "Example", "since": today, "last_used": today,
    }  # fmt: skip
    assert anna.get(f"/me/identities/{one['id']}").json == one
    with time_machine.travel(clock.now() + timedelta(days=3), tick=False):
        assert signs_in(anna, provider).status_code == 201
        [later] = mine(anna)
    assert (later["since"], later["last_used"] > today) == (today, True)


def test_a_linked_identity_signs_in_whatever_its_e_mail_is(
    cy: Visitor, provider: Provider, there: Flask, make: Make, root: Client
) -> None:
    made = links(cy, provider)
    assert made.status_code == 201, made.json
    assert made.headers["Location"] == f"/api/v1/me/identities/{made.json['id']}"
    assert mine(cy) == [made.json]
    # The session goes on; it was no sign-in.
    assert [one["way"] for one in cy.get("/me/sessions").json["data"]] == ["password"]
    assert cy._client.get_cookie("ideaboard-oidc") is None
    other = Visitor(there)
    assert signs_in(other, provider).status_code == 201
    assert other.get("/me").json["email"] == "cy@example.org"
    account = encode("account", make.person("cy"))
    assert acts(root) == [("identity.linked", account, made.json["id"], False)]
    assert told(make) == ["identity_linked cy@example.org"]


def test_linking_and_unlinking_are_told_by_mail(cy: Visitor, provider: Provider, make: Make) -> None:
    made = links(cy, provider).json["id"]
    assert cy.ask("DELETE", f"/me/identities/{made}").status_code == 204
    with box() as arrived:
        post(make.home, **arrived.settings)
    linked, unlinked = arrived.mails
    assert (linked["To"], linked["Subject"]) == ("cy@example.org", "One more way to sign in")
    assert "was linked to your account" in plain(linked)
    assert (unlinked["To"], unlinked["Subject"]) == ("cy@example.org", "One way less to sign in")
    assert "was unlinked from your account" in plain(unlinked)


def test_who_is_linked_by_their_e_mail_is_told(anna: Visitor, provider: Provider, make: Make, root: Client) -> None:
    cy = make.person("cy")
    provider.claims = {"sub": "cy-1", "email": "cy@example.org"}
    assert signs_in(anna, provider).status_code == 201
    [one] = mine(anna)
    assert acts(root) == [("identity.linked", encode("account", cy), one["id"], True)]
    assert told(make) == ["identity_linked cy@example.org"]


def test_an_identity_belongs_to_one_account(
    cy: Visitor, anna: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    signs_in(anna, provider)
    taken = links(cy, provider, sub="anna-1")
    assert (taken.status_code, taken.json["code"], taken.json["mine"]) == (409, "identity_taken", False)
    assert links(cy, provider).status_code == 201
    again = links(cy, provider)
    assert (again.status_code, again.json["code"], again.json["mine"]) == (409, "identity_taken", True)
    assert (len(mine(cy)), len(mine(anna))) == (1, 1)
    provider.claims = {}
    other = Visitor(there)
    signs_in(other, provider)
    assert other.get("/me").json["name"] == "Anna"


def test_an_account_has_so_many_identities(cy: Visitor, provider: Provider, make: Make) -> None:
    with make.home.database.transaction() as session:
        for number in range(trusting.MOST - 1):
            identities.keep(session, provider.issuer, f"cy-{number}", make.person("cy"))
    assert links(cy, provider).status_code == 201
    assert links(cy, provider, sub="one-more").json["code"] == "too_many_identities"
    assert len(mine(cy)) == trusting.MOST


def test_two_accounts_that_link_the_same_at_once_do_not_both_get_it(
    cy: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    ada = Visitor(there)
    ada.signs_in(make.password("ada"), PASSWORD)
    provider.claims = OTHER
    sent = [(visitor, begun(visitor, provider)) for visitor in (cy, ada)]
    answers = together([lambda at=at: sent[at][0].post("/me/identities", **sent[at][1]) for at in range(2)])
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert count(make, Identity) == 1


def test_what_another_session_began_links_nothing(cy: Visitor, provider: Provider, there: Flask, make: Make) -> None:
    # Mallory goes to the provider, and has cy's browser come back with what is hers.
    mallory = Visitor(there)
    mallory.signs_in(make.password("ada"), PASSWORD)
    provider.claims = OTHER
    sent = begun(mallory, provider)
    assert not_linked(make, cy.post("/me/identities", **sent))
    begun(cy, provider)
    assert not_linked(make, cy.post("/me/identities", **sent))
    # Not even with the cookie of her browser, as somebody who can set one would have it.
    hers = mallory._client.get_cookie("ideaboard-oidc")
    assert hers is not None
    cy._client.set_cookie("ideaboard-oidc", hers.value)
    assert not_linked(make, cy.post("/me/identities", **sent))


def test_a_new_session_of_the_same_person_begins_anew(cy: Visitor, provider: Provider, make: Make) -> None:
    provider.claims = OTHER
    sent = begun(cy, provider)
    assert cy.signs_in("cy@example.org", PASSWORD).status_code == 201
    assert not_linked(make, cy.post("/me/identities", **sent))


def test_what_came_back_links_once(cy: Visitor, provider: Provider, make: Make) -> None:
    provider.claims, provider.takes_codes_twice = OTHER, True
    sent = begun(cy, provider)
    kept = cy._client.get_cookie("ideaboard-oidc")
    assert kept is not None
    assert cy.post("/me/identities", **sent).status_code == 201
    cy.ask("DELETE", f"/me/identities/{mine(cy)[0]['id']}")
    cy._client.set_cookie("ideaboard-oidc", kept.value)
    again = cy.post("/me/identities", **sent)
    assert (again.status_code, again.json["code"]) == (401, "oidc_failed")
    assert mine(cy) == []


def test_what_took_too_long_links_nothing(cy: Visitor, provider: Provider, make: Make) -> None:
    provider.claims = OTHER
    sent = begun(cy, provider)
    with clock.at(clock.now() + timedelta(minutes=10, seconds=1)):
        assert not_linked(make, cy.post("/me/identities", **sent))


def test_to_link_and_to_sign_in_are_two_things(cy: Visitor, provider: Provider, there: Flask, make: Make) -> None:
    provider.claims = OTHER
    assert not_linked(make, cy.post("/me/identities", **begun_to_sign_in(cy, provider)))
    sent = begun(cy, provider)
    assert not_linked(make, cy.post("/session/by-oidc", **sent))
    assert "token" not in provider.asked
    assert cy.get("/me").json["email"] == "cy@example.org"
    assert cy.post("/me/identities", **sent).status_code == 201


def test_a_token_that_does_not_hold_links_nothing(cy: Visitor, provider: Provider, make: Make) -> None:
    for claims in ({"nonce": "another"}, {"aud": "another"}, {"iss": "https://id.example.org"}):
        assert not_linked(make, links(cy, provider, **claims))


def test_a_provider_that_cannot_be_asked_links_nothing(cy: Visitor, provider: Provider, make: Make) -> None:
    provider.document = {"token_endpoint": None}
    assert not_linked(make, cy.post("/me/identities/begin"), "oidc_unavailable", 503)
    provider.document = {"token_endpoint": f"{provider.issuer}/nothing"}
    sent = begun(cy, provider)
    assert not_linked(make, cy.post("/me/identities", **sent), "oidc_unavailable", 503)


def test_no_token_and_no_other_sites_page_links_or_unlinks(
    anna: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    signs_in(anna, provider)
    [one] = mine(anna)
    make._people["anna"] = inside(make)
    program = Client(there, make.token("anna"))
    asked = (("POST", "/me/identities/begin", {}), ("POST", "/me/identities", {"json": {"code": "c", "state": "s"}}),
             ("DELETE", f"/me/identities/{one['id']}", {}))  # fmt: skip
    for method, path, body in asked:
        assert program.ask(method, path, **body).json["code"] == "session_needed"
        assert anna.ask(method, path, {"Sec-Fetch-Site": "cross-site"}, **body).json["code"] == "cross_site"
    assert mine(program) == mine(anna) == [one]


def test_an_identity_of_somebody_else_is_not_there(cy: Visitor, anna: Visitor, provider: Provider) -> None:
    signs_in(anna, provider)
    hers = mine(anna)[0]["id"]
    his = links(cy, provider).json["id"]
    for visitor, other in ((cy, hers), (anna, his)):
        for method in ("GET", "DELETE"):
            assert visitor.ask(method, f"/me/identities/{other}").status_code == 404
    assert cy.ask("DELETE", f"/me/identities/{his}").status_code == 204
    assert cy.ask("DELETE", f"/me/identities/{his}").status_code == 404
    assert [one["id"] for one in mine(anna)] == [hers]


def test_unlinking_ends_the_sessions_that_began_by_it_and_no_other(
    cy: Visitor, provider: Provider, there: Flask, make: Make, root: Client
) -> None:
    made = links(cy, provider).json["id"]
    by_it, by_another = Visitor(there), Visitor(there)
    assert signs_in(by_it, provider).status_code == 201
    provider.claims = {**OTHER, "sub": "another"}
    cy.post("/me/identities", **begun(cy, provider))
    assert signs_in(by_another, provider).status_code == 201
    assert cy.ask("DELETE", f"/me/identities/{made}").status_code == 204
    assert [one.get("/me").status_code for one in (cy, by_another, by_it)] == [200, 200, 401]
    assert acts(root)[-1][:3] == ("identity.unlinked", encode("account", make.person("cy")), made)
    # By the session that began by it, one is signed out.
    last = by_another.get("/me/identities").json["data"][0]["id"]
    answer = by_another.ask("DELETE", f"/me/identities/{last}")
    assert (answer.status_code, by_another.cookie, "Clear-Site-Data" in answer.headers) == (204, None, True)
    assert cy.get("/me").status_code == 200


def test_what_was_unlinked_lets_nobody_in_and_its_e_mail_does_not_link_it_again(
    anna: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    signs_in(anna, provider)
    account = inside(make)
    make._people["anna"] = account
    make.password("anna")
    assert anna.ask("DELETE", f"/me/identities/{mine(anna)[0]['id']}").status_code == 204
    assert refused(anna, signs_in(anna, provider), "oidc_not_allowed", 403)
    # Nor does somebody else come by her e-mail.
    provider.claims = {"sub": "anna-2"}
    assert refused(anna, signs_in(anna, provider), "oidc_not_allowed", 403)
    # She herself links it again.
    anna.signs_in("anna@example.org", PASSWORD)
    assert links(anna, provider, sub="anna-1").status_code == 201
    provider.claims = {}
    assert signs_in(anna, provider).status_code == 201
    assert (inside(make), count(make, Identity)) == (account, 1)


def test_what_was_unlinked_can_be_linked_to_another_account(
    cy: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    made = links(cy, provider).json["id"]
    cy.ask("DELETE", f"/me/identities/{made}")
    ada = Visitor(there)
    ada.signs_in(make.password("ada"), PASSWORD)
    assert links(ada, provider).status_code == 201
    other = Visitor(there)
    signs_in(other, provider)
    assert other.get("/me").json["name"] == "Ada"
    assert cy.ask("DELETE", f"/me/identities/{made}").status_code == 404


@pytest.mark.parametrize(
    ("settings", "password", "status"),
    [
        ({}, False, 409),
        ({}, True, 204),
        ({"smtp_host": "mail.example.org", "mail_from": "ideas@example.org"}, False, 204),
        ({"local_sign_in": False}, True, 409),
        ({"local_sign_in": False, "smtp_host": "mail.example.org", "mail_from": "ideas@example.org"}, True, 409),
    ],
    ids=["nothing else", "a password", "links by mail", "the provider alone", "the provider alone, with mails"],
)
def test_the_last_way_in_stays(
    serve: Serve, provider: Provider, make: Make, settings: dict[str, Any], password: bool, status: int
) -> None:
    site = serve(oidc_discovery=provider.issuer + WELL_KNOWN, oidc_domains="example.org", **settings)
    anna = Visitor(site)
    signs_in(anna, provider)
    make._people["anna"] = inside(make)
    if password:
        make.password("anna")
    [one] = mine(anna)
    answer = anna.ask("DELETE", f"/me/identities/{one['id']}")
    assert answer.status_code == status, answer.json
    assert status == 204 or (answer.json["code"], mine(anna)) == ("last_way_in", [one])


def test_of_two_that_are_unlinked_at_once_one_stays(
    anna: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    signs_in(anna, provider)
    account = inside(make)
    both = [Visitor(there) for _ in range(2)]
    with make.home.database.transaction() as session:
        known = [identities.of(session, account)[0].id]
        for browser in both:
            limits = sessions.Limits(30, 14)
            _, browser.cookie = sessions.start(session, account, device="x", way="link", limits=limits)
    for turn in range(6):
        with make.home.database.transaction() as session:
            known.append(identities.keep(session, provider.issuer, f"anna-home-{turn}", account).id)
        paths = [f"/me/identities/{encode('identity', number)}" for number in known]
        answers = together([lambda at=at, paths=paths: both[at].ask("DELETE", paths[at]) for at in range(2)])
        assert sorted(answer.status_code for answer in answers) == [204, 409]
        known = [number for number, answer in zip(known, answers, strict=True) if answer.status_code == 409]
        assert [one["id"] for one in mine(both[0])] == [encode("identity", known[0])]


def test_an_identity_of_a_provider_that_was_is_no_way_in(anna: Visitor, provider: Provider, make: Make) -> None:
    signs_in(anna, provider)
    with make.home.database.transaction() as session:
        old = identities.keep(session, "https://old.example.org", "anna", inside(make)).id
    shown = {one["issuer"]: one["provider"] for one in mine(anna)}
    assert shown == {provider.issuer: "Example", "https://old.example.org": None}
    now = next(one["id"] for one in mine(anna) if one["provider"])
    assert anna.ask("DELETE", f"/me/identities/{now}").json["code"] == "last_way_in"
    assert anna.ask("DELETE", f"/me/identities/{encode('identity', old)}").status_code == 204


def test_where_there_is_no_provider_nothing_is_linked(app: Flask, make: Make) -> None:
    visitor = Visitor(app)
    visitor.signs_in(make.password("cy"), PASSWORD)
    assert visitor.post("/me/identities/begin").json["code"] == "oidc_off"
    assert visitor.post("/me/identities", code="c", state="s").json["code"] == "oidc_off"


def test_erasing_forgets_what_was_unlinked_too(cy: Visitor, provider: Provider, make: Make) -> None:
    links(cy, provider)
    cy.ask("DELETE", f"/me/identities/{mine(cy)[0]['id']}")
    assert cy.ask("DELETE", "/me", {"If-Match": "*"}).status_code == 204
    assert count(make, Identity) == 0


def test_who_links_and_who_comes_for_the_first_time_at_once_do_not_both_get_it(
    cy: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    newcomer = Visitor(there)
    sent = [begun(cy, provider), begun_to_sign_in(newcomer, provider)]
    linked, entered = together(
        [lambda: cy.post("/me/identities", **sent[0]), lambda: newcomer.post("/session/by-oidc", **sent[1])]
    )
    assert (linked.status_code, entered.status_code) in ((201, 201), (409, 201))
    # Whoever was first has it, and nobody takes it away.
    owner = newcomer.get("/me").json["email"]
    assert owner == ("cy@example.org" if linked.status_code == 201 else "anna@example.org")
    assert count(make, Identity) == 1


def test_nobody_comes_by_an_identity_while_it_is_unlinked(
    cy: Visitor, provider: Provider, there: Flask, make: Make
) -> None:
    for turn in range(5):
        made = links(cy, provider, sub=f"cy-{turn}").json["id"]
        other = Visitor(there)
        sent = begun_to_sign_in(other, provider)
        unlinked, entered = together(
            [
                lambda made=made: cy.ask("DELETE", f"/me/identities/{made}"),
                lambda other=other, sent=sent: other.post("/session/by-oidc", **sent),
            ]
        )
        assert (unlinked.status_code, entered.status_code in (201, 403)) == (204, True)
        assert other.get("/me").status_code == 401
