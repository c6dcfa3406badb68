"""Links: each opens what it is for, once, and not for long."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from ideaboard.core.people import links, secrets
from ideaboard.core.people.links import LASTING, Link, LinkSpent
from tests.make import Make

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _made(make: Make, purpose: str = "reset", name: str | None = "ben", **data: int) -> str:
    account = make.person(name) if name else None
    with make.home.database.transaction() as session:
        return links.make(session, purpose, account, **data)


def _spent(make: Make, secret: str, *purposes: str) -> Link:
    with make.home.database.transaction() as session:
        return links.spend(session, secret, *purposes)


def _of(make: Make) -> list[int | None]:
    with make.home.database.reading() as db:
        return list(db.execute(select(Link.account_id).order_by(Link.id)).scalars())


@pytest.mark.parametrize("purpose", LASTING)
def test_a_link_says_what_it_was_made_for(make: Make, purpose: str) -> None:
    with time_machine.travel(NOON, tick=False):
        secret = _made(make, purpose, seven=7)
        _made(make, purpose, None)
        with make.home.database.reading() as db:
            kept = list(db.execute(select(Link.digest).order_by(Link.id)).scalars())
        link = _spent(make, secret, "another", purpose)
    assert secret.startswith("il_")
    assert kept[0] == secrets.digest(secret)
    assert (link.purpose, link.account_id, link.data) == (purpose, make.person("ben"), {"seven": 7})
    assert link.expires_at == NOON + LASTING[purpose]
    assert _of(make) == [None]


def test_a_link_opens_once(make: Make) -> None:
    secret = _made(make)
    _spent(make, secret, "reset")
    with pytest.raises(LinkSpent):
        _spent(make, secret, "reset")


def test_a_link_opens_nothing_but_what_it_is_for_and_is_not_spent_by_trying(make: Make) -> None:
    secret = _made(make)
    for purposes in (("sign_in",), (), ("sign_in", "join", "first", "break_glass", "oidc")):
        with pytest.raises(LinkSpent):
            _spent(make, secret, *purposes)
    with pytest.raises(LinkSpent):
        _spent(make, "il_nonsense", "reset")
    assert _spent(make, secret, "reset").account_id == make.person("ben")


def test_a_link_is_over_at_its_moment_and_goes(make: Make) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        old = _made(make)
        _made(make, "join", "dia")
        clock.move_to(NOON + LASTING["reset"] - timedelta(milliseconds=1))
        with make.home.database.transaction() as session:
            links.forget_old(session)
        assert _of(make) == [make.person("ben"), make.person("dia")]
        clock.move_to(NOON + LASTING["reset"])
        with pytest.raises(LinkSpent):
            _spent(make, old, "reset")
        with make.home.database.transaction() as session:
            links.forget_old(session)
        assert _of(make) == [make.person("dia")]


def test_the_links_of_one_account_are_made_worthless(make: Make) -> None:
    bens, dias = _made(make), _made(make, name="dia")
    _made(make, "first", None)
    with make.home.database.transaction() as session:
        links.revoke(session, make.person("ben"))
    assert _of(make) == [make.person("dia"), None]
    with pytest.raises(LinkSpent):
        _spent(make, bens, "reset")
    _spent(make, dias, "reset")
