"""Access: what an admin gives and takes, what of it is in the trail, and that an admin is always left."""

from typing import Any

import pytest
from sqlalchemy import select, update

from ideaboard import clock
from ideaboard.core.people import access, accounts, links, sessions
from ideaboard.core.people.accounts import GONE, Account
from ideaboard.core.people.links import Link
from ideaboard.core.people.sessions import Limits, SignIn
from ideaboard.errors import Conflict, Invalid, Stale
from tests.core.people.trail import trail
from tests.make import Make

TYPES = ("account.edited", "account.disabled", "account.enabled", "account.role_changed")


def _edit(make: Make, who: str, expected: int | None = None, **said: Any) -> tuple[str, bool, bool, int]:
    """Changes an account as root does; returns its name, whether it is an admin's, is disabled, and its version."""
    number, by = make.person(who), make.person("root")
    with make.home.database.transaction() as session:
        account = accounts.lock(session, number)
        access.edit(session, account, expected, by=by, **said)
        return account.name, account.admin, account.disabled_at is not None, account.version


def _signed_in(make: Make, name: str) -> None:
    account = make.person(name)
    with make.home.database.transaction() as session:
        sessions.start(session, account, device="curl", way="password", limits=Limits(30, 7))
        links.make(session, "sign_in", account)


def _held(make: Make) -> list[list[int]]:
    """Whose sessions and whose links there are."""
    with make.home.database.reading() as db:
        columns = (SignIn.account_id, Link.account_id)
        return [sorted(db.execute(select(column)).scalars()) for column in columns]


def _entry(make: Make, name: str, what: str, **facts: Any) -> dict[str, Any]:
    subject = ("account", make.person(name))
    said = {"type": what, "actor": make.person("root"), "subject": subject, "about": None, "personal": None}
    return {**said, **facts}


def test_a_new_name_is_personal_and_ends_no_session(make: Make) -> None:
    _signed_in(make, "ben")
    assert _edit(make, "ben", 1, name="Benno") == ("Benno", False, False, 2)
    personal = {"name": {"from": "Ben", "to": "Benno"}}
    ben = make.person("ben")
    assert trail(make, *TYPES) == [_entry(make, "ben", "account.edited", about=ben, personal=personal)]
    assert _held(make) == [[ben], [ben]]


@pytest.mark.parametrize(
    ("said", "after", "what", "facts"),
    [
        ({"disabled": True}, ("Ben", False, True, 2), "account.disabled", {}),
        ({"admin": True}, ("Ben", True, False, 2), "account.role_changed",
         {"changed": {"admin": {"from": False, "to": True}}}),
    ],
)  # fmt: skip
def test_whose_access_changes_signs_in_anew_and_nobody_else(
    make: Make, said: dict[str, bool], after: tuple[Any, ...], what: str, facts: dict[str, Any]
) -> None:
    for name in ("ben", "dia"):
        _signed_in(make, name)
    assert _edit(make, "ben", 1, **said) == after
    assert trail(make, *TYPES) == [_entry(make, "ben", what, **facts)]
    assert _held(make) == [[make.person("dia")], [make.person("dia")]]


def test_what_was_taken_is_given_back(make: Make) -> None:
    _edit(make, "ben", disabled=True, admin=True)
    assert _edit(make, "ben", 2, disabled=False, admin=False) == ("Ben", False, False, 3)
    said = [entry["type"] for entry in trail(make, *TYPES)]
    assert said == ["account.disabled", "account.role_changed", "account.enabled", "account.role_changed"]


@pytest.mark.parametrize(
    "said", [{}, {"name": "Ben"}, {"disabled": False}, {"admin": False}, {"name": "Ben", "disabled": False}]
)
def test_saying_what_already_is_changes_nothing(make: Make, said: dict[str, Any]) -> None:
    _signed_in(make, "ben")
    assert _edit(make, "ben", 1, **said) == ("Ben", False, False, 1)
    assert trail(make, *TYPES) == []
    assert _held(make) == [[make.person("ben")], [make.person("ben")]]


def test_saying_a_little_of_what_already_is_changes_the_rest(make: Make) -> None:
    assert _edit(make, "ben", name="Ben", disabled=True) == ("Ben", False, True, 2)
    assert _edit(make, "ben", name="Benno", disabled=True) == ("Benno", False, True, 3)
    assert [entry["type"] for entry in trail(make, *TYPES)] == ["account.disabled", "account.edited"]


def test_an_edit_of_what_is_not_the_newest_is_refused(make: Make) -> None:
    _edit(make, "ben", 1, name="Benno")
    with pytest.raises(Stale):
        _edit(make, "ben", 1, disabled=True)


def test_the_name_of_those_who_left_is_nobodys(make: Make) -> None:
    with pytest.raises(Invalid):
        _edit(make, "ben", name=GONE.upper())


@pytest.mark.parametrize("said", [{"disabled": True}, {"admin": False}, {"disabled": True, "name": "Ruth"}])
def test_the_last_admin_stays_and_one_of_two_does_not(make: Make, said: dict[str, Any]) -> None:
    with pytest.raises(Conflict, match="last_admin"):
        _edit(make, "root", **said)
    _edit(make, "ben", admin=True)
    assert _edit(make, "root", **said)[1:3] == (said.get("admin", True), said.get("disabled", False))
    with pytest.raises(Conflict, match="last_admin"):
        _edit(make, "ben", **said)


def test_the_last_admin_may_be_called_otherwise(make: Make) -> None:
    assert _edit(make, "root", name="Ruth", disabled=False, admin=True) == ("Ruth", True, False, 2)


def test_an_admin_comes_back_also_where_no_other_is_left(make: Make) -> None:
    root = make.person("root")
    with make.home.database.transaction() as session:
        session.execute(update(Account).where(Account.id == root).values(disabled_at=clock.now()))
    assert _edit(make, "root", disabled=False) == ("Root", True, False, 2)


def test_what_an_operator_does_is_nobodys_in_the_trail(make: Make) -> None:
    ben = make.person("ben")
    with make.home.database.transaction() as session:
        access.edit(session, accounts.lock(session, ben), None, name="Benno", disabled=True, admin=True)
    assert [entry["actor"] for entry in trail(make, *TYPES)] == [None, None, None]
