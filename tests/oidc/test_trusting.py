"""Who gets an account by signing in, whose it is, and what groups give and take."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from ideaboard.core.people import boards, trusting
from ideaboard.core.people.accounts import GONE, Account
from ideaboard.core.people.boards import Membership
from ideaboard.core.people.identities import Identity
from ideaboard.ids import encode
from tests.api.asking import together
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make
from tests.oidc.hostile import Provider
from tests.oidc.test_hostile import begun, refused, signs_in


@pytest.mark.parametrize(
    ("email", "trusted"),
    [
        ("a@example.org", True),
        ("a@EXAMPLE.Org", True),
        ("a@evilexample.org", False),
        ("a@example.org.evil.net", False),
        ("a@mail.example.org", False),
        ("a@below.example.net", True),
        ("a@far.below.example.net", True),
        ("a@example.net", False),
        ("a@evilexample.net", False),
        ("a@.example.net", False),
        ("a@x..example.net", False),
        ("a@example.org.", False),
        ("a@example.org@evil.net", False),
        ("a@evil.net@example.org", False),
        ("@example.org", False),
        ("example.org", False),
        ("a@org", False),
        ("a@examp\u212ae.org", False),
        ("a@\u212aelvin.org", False),
        ("a@ex\u0430mple.org", False),
        ("a@example\u3002org", False),
    ],
)
def test_domains_are_compared_label_by_label(email: str, trusted: bool) -> None:
    assert trusting.is_trusted(email, ("example.org", "*.example.net", "kelvin.org")) is trusted


def test_without_a_domain_nobody_is_trusted() -> None:
    assert trusting.is_trusted("a@example.org", ()) is False


def count(make: Make, what: Any) -> int:
    """How many rows there are."""
    with make.home.database.reading() as db:
        return int(db.execute(select(func.count()).select_from(what)).scalar_one())


def role(make: Make, board: str, account: int) -> str | None:
    """Somebody's role on a board."""
    with make.home.database.reading() as db:
        return db.execute(
            select(Membership.role).where(Membership.board_id == make.board(board), Membership.account_id == account)
        ).scalar()


def inside(make: Make, email: str = "anna@example.org") -> int:
    """The account with this e-mail."""
    with make.home.database.reading() as db:
        return int(db.execute(select(Account.id).where(Account.email == email)).scalar_one())


def test_an_account_is_known_by_its_subject_and_not_by_its_e_mail(
    anna: Visitor, provider: Provider, make: Make
) -> None:
    signs_in(anna, provider)
    account = inside(make)
    provider.claims = {"email": "anna.new@elsewhere.net", "email_verified": False}
    assert signs_in(anna, provider).status_code == 201
    assert anna.get("/session").json["account"]["id"] == encode("account", account)
    # Somebody else was given her address since.
    provider.claims = {"sub": "anna-2"}
    other = Visitor(anna._client.application)
    assert refused(other, signs_in(other, provider), "oidc_not_allowed", 403)


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False}, {"email_verified": None}, {"email_verified": "true"}, {"email_verified": 1},
        {"email": None}, {"email": 7}, {"email": "anna"}, {"email": "anna@evilexample.org"},
        {"email": "a\0@example.org"},
        {"email": f"{'a' * 65}@example.org"},
    ],
)  # fmt: skip
def test_an_e_mail_that_is_not_verified_or_not_trusted_opens_nothing(
    anna: Visitor, provider: Provider, make: Make, claims: dict[str, Any]
) -> None:
    make.person("ben")
    before = count(make, Account)
    provider.claims = {"email": "ben@example.org", **claims}
    assert refused(anna, signs_in(anna, provider), "oidc_not_allowed", 403)
    assert (count(make, Account), count(make, Identity)) == (before, 0)


def test_that_an_e_mail_is_verified_is_said_of_that_one(anna: Visitor, provider: Provider) -> None:
    provider.claims = {"email_verified": None, "email": "ben@example.org"}
    provider.userinfo = {"email": "anna@example.org", "email_verified": True}
    assert signs_in(anna, provider).status_code == 201
    assert anna.get("/me").json["email"] == "anna@example.org"


def test_what_is_said_of_somebody_else_is_not_believed(anna: Visitor, provider: Provider) -> None:
    provider.userinfo = {"sub": "another"}
    assert refused(anna, signs_in(anna, provider))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"name": " Anna\nZ\u0000 "}, "Anna Z"),
        ({"name": "a" * 200}, "a" * 100),
        ({"name": None, "preferred_username": "annaz"}, "annaz"),
        ({"name": GONE.upper(), "preferred_username": "annaz"}, "annaz"),
        ({"name": 7}, "anna"),
    ],
)
def test_somebody_new_is_called_as_the_provider_says(
    anna: Visitor, provider: Provider, said: dict[str, Any], name: str
) -> None:
    provider.claims = said
    assert signs_in(anna, provider).status_code == 201
    assert anna.get("/me").json["name"] == name


def test_a_disabled_account_does_not_get_in(anna: Visitor, provider: Provider, root: Client, make: Make) -> None:
    signs_in(anna, provider)
    root.patch(f"/accounts/{encode('account', inside(make))}", disabled=True)
    other = Visitor(anna._client.application)
    assert refused(other, signs_in(other, provider), "oidc_not_allowed", 403)


def test_an_erased_account_is_forgotten(anna: Visitor, provider: Provider, make: Make) -> None:
    signs_in(anna, provider)
    account = inside(make)
    assert anna.ask("DELETE", "/me", {"If-Match": "*"}).status_code in (202, 204)
    assert count(make, Identity) == 0
    # Who comes once more is somebody new.
    assert signs_in(anna, provider).status_code == 201
    assert inside(make) != account


def test_two_that_come_for_the_first_time_at_once_are_one(there: Flask, provider: Provider, make: Make) -> None:
    visitors = [Visitor(there) for _ in range(2)]
    sent = [begun(visitor, provider) for visitor in visitors]
    answers = together([lambda at=at: visitors[at].post("/session/by-oidc", **sent[at]) for at in range(2)])
    assert [answer.status_code for answer in answers] == [201, 201]
    assert (count(make, Account), count(make, Identity)) == (1, 1)


def test_groups_put_on_boards_raise_and_lower_and_take_off(anna: Visitor, provider: Provider, make: Make) -> None:
    make.person("ben")
    team, third = make.board("team"), make.board("third")
    provider.claims = {"groups": ["dev", "unknown"]}
    signs_in(anna, provider)
    account = inside(make)
    with make.home.database.transaction() as session:
        boards.put_member(session, third, make.person("ada"), account, "member")
    seen = [role(make, "team", account)]
    for groups in (["dev", "heads"], ["heads"], ["dev"], []):
        provider.claims = {"groups": groups}
        assert signs_in(anna, provider).status_code == 201
        seen.append(role(make, "team", account))
    assert seen == ["member", "leader", "leader", "member", None]
    assert role(make, "third", account) == "member"
    assert (role(make, "team", make.person("ada")), role(make, "team", make.person("ben"))) == ("leader", "member")
    assert team


def test_the_last_leader_stays_whatever_a_group_says(anna: Visitor, provider: Provider, make: Make) -> None:
    provider.claims = {"groups": ["heads"]}
    make.board("team")
    signs_in(anna, provider)
    account = inside(make)
    with make.home.database.transaction() as session:
        boards.put_member(session, make.board("team"), account, make.person("ada"), "member")
    for groups in (["dev"], []):
        provider.claims = {"groups": groups}
        assert signs_in(anna, provider).status_code == 201
        assert role(make, "team", account) == "leader"


def test_groups_that_are_too_many_to_be_said_change_nothing(anna: Visitor, provider: Provider, make: Make) -> None:
    make.board("team")
    provider.claims = {"groups": ["dev"]}
    signs_in(anna, provider)
    provider.claims = {"_claim_names": {"groups": "src1"}}
    assert signs_in(anna, provider).status_code == 201
    assert role(make, "team", inside(make)) == "member"
    provider.claims = {}
    assert signs_in(anna, provider).status_code == 201
    assert role(make, "team", inside(make)) is None


def test_whose_role_changes_signs_in_anew_elsewhere(there: Flask, provider: Provider, make: Make) -> None:
    make.board("team")
    phone, desk = Visitor(there), Visitor(there)
    provider.claims = {"groups": ["dev"]}
    signs_in(phone, provider)
    signs_in(desk, provider)
    assert phone.get("/me").status_code == 200
    provider.claims = {"groups": ["heads"]}
    assert signs_in(desk, provider).status_code == 201
    assert (phone.get("/me").status_code, desk.get("/me").status_code) == (401, 200)


def test_what_groups_do_is_in_the_boards_trail(anna: Visitor, provider: Provider, make: Make, ada: Client) -> None:
    make.board("team")
    for groups in (["dev"], ["heads"], []):
        provider.claims = {"groups": groups}
        signs_in(anna, provider)
    types = [row["type"] for row in ada.get("/boards/team/audit").json["data"]]
    assert [one for one in types if one.startswith("member.")][:3] == [
        "member.left", "member.role_changed", "member.joined",
    ]  # fmt: skip


def test_signing_in_takes_the_place_of_whoever_was_signed_in(anna: Visitor, provider: Provider, make: Make) -> None:
    make.password("ben")
    anna.signs_in("ben@example.org", PASSWORD)
    assert signs_in(anna, provider).status_code == 201
    assert anna.get("/session").json["account"]["name"] == "Anna"


def test_how_one_signs_in_here_is_said(anna: Visitor, api: Client) -> None:
    said = anna.get("/session").json
    assert (said["ways"], said["provider"]) == (["password", "link", "oidc"], "Example")
    assert (api.get("/session").json["provider"], "oidc" in api.get("/session").json["ways"]) == (None, False)


def test_where_it_is_not_set_up_it_is_refused(api: Client) -> None:
    assert api.post("/session/oidc").json["code"] == "oidc_off"
    assert api.post("/session/by-oidc", code="c", state="s").json["code"] == "oidc_off"
