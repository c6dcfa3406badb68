"""Signing in where it is decided: which password and which link is whose, and what a new password ends."""

from typing import Any

import pytest
from sqlalchemy import select, update

from ideaboard import clock
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.people import accounts, links, passwords, sessions, signing
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.links import Link, LinkSpent
from ideaboard.core.people.passwords import Chosen
from ideaboard.core.people.sessions import Limits, SignIn
from ideaboard.core.people.signing import SignInFailed, Verified
from ideaboard.errors import Conflict, Invalid
from tests.core.people.trail import trail
from tests.make import PASSWORD, Make, quick_hash

NEW = Chosen("marble kettle orchid sparrow", quick_hash("marble kettle orchid sparrow"))


def _verify(make: Make, email: str, password: str = PASSWORD) -> Verified:
    with make.home.database.reading() as db:
        return signing.verify(db, email, password)


def _set(make: Make, who: str, **said: Any) -> None:
    account = make.person(who)
    with make.home.database.transaction() as session:
        session.execute(update(Account).where(Account.id == account).values(**said))


def _hash(make: Make, name: str) -> str | None:
    account = make.person(name)
    with make.home.database.reading() as db:
        return accounts.password_hash(db, account)


def _link(make: Make, purpose: str, name: str | None = "ben") -> str:
    account = make.person(name) if name else None
    with make.home.database.transaction() as session:
        return links.make(session, purpose, account)


def test_a_right_password_is_somebodys_and_a_wrong_one_says_whose_was_tried(make: Make) -> None:
    email, ben, dia = make.password("ben"), make.person("ben"), make.person("dia")
    right = _verify(make, email)
    assert (right.account, right.tried, right.kept) == (ben, ben, _hash(make, "ben"))
    assert _verify(make, email, "wrong") == Verified(None, ben)
    assert _verify(make, "dia@example.org") == Verified(None, dia)
    assert _verify(make, "dia@example.org", "the password of nobody") == Verified(None, dia)
    assert _verify(make, "nobody@example.org") == Verified(None, None)
    _set(make, "ben", disabled_at=clock.now())
    assert _verify(make, email) == Verified(None, None)


def test_a_hash_of_other_days_is_made_anew_when_its_password_is_said(make: Make) -> None:
    email = make.password("ben")
    verified = _verify(make, email)
    assert verified.fresh is not None
    assert passwords.verify(verified.fresh, PASSWORD)
    with make.home.database.transaction() as session:
        assert signing.by_password(session, verified) == make.person("ben")
    assert _hash(make, "ben") == verified.fresh
    again = _verify(make, email)
    assert again.fresh is None
    with make.home.database.transaction() as session:
        assert signing.by_password(session, again) == make.person("ben")
    assert _hash(make, "ben") == verified.fresh


@pytest.mark.parametrize(
    "changed", [{"password_hash": "another"}, {"disabled_at": clock.now()}], ids=lambda said: [*said]
)
def test_who_changed_since_the_password_was_judged_does_not_get_in(make: Make, changed: dict[str, Any]) -> None:
    verified = _verify(make, make.password("ben"))
    _set(make, "ben", **changed)
    with pytest.raises(SignInFailed), make.home.database.transaction() as session:
        signing.by_password(session, verified)


def test_nobody_signs_in_with_a_password_that_was_not_right(make: Make) -> None:
    ben = make.person("ben")
    for nobody in (Verified(None), Verified(None, ben), Verified(999_999, ben, None)):
        with pytest.raises(SignInFailed), make.home.database.transaction() as session:
            signing.by_password(session, nobody)


def test_a_failure_is_noted_of_who_was_tried_and_of_nobody_who_is_not_there(make: Make) -> None:
    ben = make.person("ben")
    with make.home.database.transaction() as session:
        signing.failed(session, ben)
        signing.failed(session, None)
    entries = trail(make, "session.sign_in_failed")
    assert [(entry["subject"], entry["actor"]) for entry in entries] == [
        (("account", ben), None),
        (("account", 0), None),
    ]


@pytest.mark.parametrize("purpose", ["sign_in", "break_glass"])
def test_a_link_signs_its_owner_in(make: Make, purpose: str) -> None:
    secret = _link(make, purpose)
    with make.home.database.transaction() as session:
        assert signing.by_link(session, secret) == make.person("ben")
    with pytest.raises(LinkSpent), make.home.database.transaction() as session:
        signing.by_link(session, secret)


@pytest.mark.parametrize("purpose", ["reset", "break_glass"])
def test_a_link_gives_its_owner_a_new_password(make: Make, purpose: str) -> None:
    make.password("ben")
    secret = _link(make, purpose)
    with make.home.database.transaction() as session:
        assert signing.by_reset(session, secret, NEW) == make.person("ben")
    assert _hash(make, "ben") == NEW.hash
    with pytest.raises(LinkSpent), make.home.database.transaction() as session:
        signing.by_reset(session, secret, NEW)


@pytest.mark.parametrize("purpose", ["reset", "join", "first", "oidc"])
def test_a_link_for_something_else_signs_nobody_in(make: Make, purpose: str) -> None:
    secret = _link(make, purpose)
    with pytest.raises(LinkSpent), make.home.database.transaction() as session:
        signing.by_link(session, secret)


@pytest.mark.parametrize("purpose", ["sign_in", "join", "first", "oidc"])
def test_a_link_for_something_else_gives_no_password(make: Make, purpose: str) -> None:
    make.password("ben")
    secret = _link(make, purpose)
    with pytest.raises(LinkSpent), make.home.database.transaction() as session:
        signing.by_reset(session, secret, NEW)
    assert _hash(make, "ben") != NEW.hash


def test_a_link_opens_nothing_for_who_is_disabled_or_is_nobody(make: Make) -> None:
    make.person("ben")
    _set(make, "ben", disabled_at=clock.now())
    # A disabled account has no links; one that was made at the same moment is of no use either.
    for secret in (_link(make, "break_glass"), _link(make, "break_glass", None)):
        for by in (signing.by_link, lambda session, said: signing.by_reset(session, said, NEW)):
            with pytest.raises(LinkSpent, match="or disabled"), make.home.database.transaction() as session:
                by(session, secret)
    assert _hash(make, "ben") is None


def test_the_first_admin_is_made_by_a_link_where_nobody_is(make: Make) -> None:
    secret = _link(make, "first", None)
    with make.home.database.transaction() as session:
        first = signing.first(session, secret, name="Ruth", email="Ruth@example.org", chosen=NEW)
    with make.home.database.transaction() as session:
        account = session.get_one(Account, first)
        assert (account.name, account.email, account.admin) == ("Ruth", "ruth@example.org", True)
        assert (account.password_hash, account.kind) == (NEW.hash, "person")
    verified = _verify(make, "ruth@example.org", NEW.password)
    assert verified.account == first


def test_where_somebody_is_no_first_admin_is_made(make: Make) -> None:
    secret = _link(make, "first")
    with pytest.raises(LinkSpent, match="first account"), make.home.database.transaction() as session:
        signing.first(session, secret, name="Ruth", email="ruth@example.org", chosen=NEW)
    with pytest.raises(LinkSpent, match="Ask for a new one"), make.home.database.transaction() as session:
        signing.first(session, "il_nonsense", name="Ruth", email="ruth@example.org", chosen=NEW)


@pytest.mark.parametrize(
    ("name", "email"),
    [("Marble Kettle Orchid Sparrow", "ruth@example.org"), ("Ruth", "marble.kettle@orchid-sparrow.org")],
)
def test_no_password_is_little_more_than_a_name_or_an_address(make: Make, name: str, email: str) -> None:
    secret = _link(make, "first", None)
    with pytest.raises(Invalid), make.home.database.transaction() as session:
        signing.first(session, secret, name=name, email=email, chosen=NEW)
    make.person("ben")
    _set(make, "ben", name=name, email=email)
    secret = _link(make, "reset")
    with pytest.raises(Invalid), make.home.database.transaction() as session:
        signing.by_reset(session, secret, NEW)
    assert _hash(make, "ben") is None


def test_a_new_password_ends_all_sessions_and_links_and_is_told(make: Make) -> None:
    make.password("ben")
    ben, dia = make.person("ben"), make.person("dia")
    with make.home.database.transaction() as session:
        for account in (ben, dia):
            sessions.start(session, account, device="curl", way="password", limits=Limits(30, 7))
            links.make(session, "sign_in", account)
        signing.set_password(session, session.get_one(Account, ben), True, NEW)
    with make.home.database.reading() as db:
        assert list(db.execute(select(SignIn.account_id)).scalars()) == [dia]
        assert list(db.execute(select(Link.account_id)).scalars()) == [dia]
        assert db.execute(select(Mail.kind, Mail.recipient)).all() == [("password_changed", "ben@example.org")]
    assert _hash(make, "ben") == NEW.hash
    [entry] = trail(make, "account.password_changed")
    assert (entry["actor"], entry["subject"]) == (ben, ("account", ben))


def test_who_has_no_address_is_told_nothing(make: Make) -> None:
    make.password("ben")
    _set(make, "ben", email=None)
    secret = _link(make, "reset")
    with make.home.database.transaction() as session:
        signing.by_reset(session, secret, NEW)
    with make.home.database.reading() as db:
        assert db.execute(select(Mail.id)).all() == []


def test_a_password_is_changed_by_who_says_the_present_one_and_chosen_by_who_has_none(make: Make) -> None:
    make.password("ben")
    for name, verified in (("ben", True), ("dia", False), ("dia", True)):
        account = make.person(name)
        with make.home.database.transaction() as session:
            signing.set_password(session, session.get_one(Account, account), verified, NEW)
        assert _hash(make, name) == NEW.hash
    ben = make.person("ben")
    with pytest.raises(Invalid) as refused, make.home.database.transaction() as session:
        signing.set_password(session, session.get_one(Account, ben), False, NEW)
    [error] = refused.value.errors
    assert (error.pointer, error.code) == ("/current", "wrong_password")


def test_a_machine_has_no_password(make: Make) -> None:
    with make.home.database.transaction() as session:
        machine = accounts.create(session, name="Robot", kind="service").id
    with pytest.raises(Conflict) as refused, make.home.database.transaction() as session:
        signing.set_password(session, session.get_one(Account, machine), True, NEW)
    assert refused.value.code == "no_password"
