"""Tokens: what is kept of one, whom a machine may act for, and whose are revoked."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from ideaboard.core.people import access, accounts, boards, tokens
from ideaboard.core.people.tokens import SCOPES, Caller, Token
from ideaboard.errors import Conflict, Forbidden, Unauthenticated
from ideaboard.ids import encode
from tests.core.people.trail import trail
from tests.make import Make

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _caller(make: Make, secret: str, for_whom: int | None = None) -> Caller:
    with make.home.database.reading() as db:
        return tokens.caller(db, secret, for_whom)


def _machine(make: Make, *, admin: bool = False, on_behalf: bool = True, board: str | None = "team") -> tuple[int, str]:
    """A machine's account and its token, which may act for people on one board."""
    limited = make.board(board) if board else None
    with make.home.database.transaction() as session:
        account = accounts.create(session, name="Robot", kind="service", admin=admin).id
        _, secret = tokens.create(
            session, account, name="robot", scopes=["read", "write"], board=limited, on_behalf=on_behalf
        )
    return account, secret


def test_what_is_kept_of_a_token_is_what_was_asked_for(make: Make) -> None:
    ben, root, board = make.person("ben"), make.person("root"), make.board()
    with time_machine.travel(NOON, tick=False), make.home.database.transaction() as session:
        token, secret = tokens.create(
            session, ben, name="ci", scopes=["decide", "read", "read", "nonsense"], expires_at=NOON + timedelta(days=1),
            board=board, by=root,
        )  # fmt: skip
        made = (token.id, token.name, token.scopes, token.created_at, token.on_behalf)
    assert made[1:] == ("ci", "read decide", NOON, False)
    with time_machine.travel(NOON, tick=False):
        assert _caller(make, secret) == Caller(
            ben, "Ben", False, frozenset({"read", "decide"}), board, made[0], None, NOON + timedelta(days=1)
        )
    assert secret.startswith("ib_")


def test_who_made_and_revoked_a_token_and_what_it_allows_is_in_the_trail(make: Make) -> None:
    ben, root, board = make.person("ben"), make.person("root"), make.board()
    with make.home.database.transaction() as session:
        lasting, _ = tokens.create(session, ben, name="ci", scopes=SCOPES, by=root)
        ends, _ = tokens.create(session, ben, name="day", scopes=["read"], board=board, expires_at=NOON)
        numbers = (lasting.id, ends.id)
        tokens.revoke(session, lasting, ben)
        tokens.revoke(session, ends)
    account = {"about": ben, "account": encode("account", ben)}
    one = {"subject": ("token", numbers[0]), "personal": {"name": "ci"}, "scopes": [*SCOPES], "one_board": False}
    one |= {"expires_at": None, **account}
    two = {"subject": ("token", numbers[1]), "personal": {"name": "day"}, "scopes": ["read"], "one_board": True}
    two |= {"expires_at": NOON.isoformat(), **account}
    assert trail(make, "token.created", "token.revoked") == [
        {"type": "token.created", "actor": root, **one}, {"type": "token.created", "actor": None, **two},
        {"type": "token.revoked", "actor": ben, **one}, {"type": "token.revoked", "actor": None, **two},
    ]  # fmt: skip


def test_of_a_hundred_tokens_the_last_is_made_and_no_other(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 1)
    make.token("ben")
    with pytest.raises(Conflict, match="too_many_tokens"):
        make.token("ben")
    make.token("dia")


def test_a_machine_acts_for_somebody_on_its_board_as_they_are_and_never_as_an_admin(make: Make) -> None:
    make.person("ben")
    for admin in (False, True):
        machine, secret = _machine(make, admin=admin)
        for name in ("ben", "ada"):
            acting = _caller(make, secret, make.person(name))
            assert (acting.account_id, acting.name, acting.admin) == (make.person(name), name.title(), False)
            assert (acting.via, acting.counted, acting.board_id) == (machine, machine, make.board())
            assert acting.scopes == {"read", "write"}
        itself = _caller(make, secret)
        assert (itself.account_id, itself.admin, itself.via, itself.counted) == (machine, admin, None, machine)


def test_a_machine_acts_for_nobody_who_is_not_an_enabled_person_on_its_board(make: Make) -> None:
    (_, secret), (other, _), ada, dia, cy = _machine(make), _machine(make), *map(make.person, ("ada", "dia", "cy"))
    with make.home.database.transaction() as session:
        access.edit(session, accounts.lock(session, dia), None, disabled=True)
        boards.put_member(session, make.board(), ada, other, "member")
    make.board("another", leader="cy")
    for nobody in (cy, dia, other, 0, -1, 999_999):
        with pytest.raises(Forbidden) as refused:
            _caller(make, secret, nobody)
        assert refused.value.code == "not_on_behalf"


@pytest.mark.parametrize(("on_behalf", "board"), [(False, "team"), (True, None), (False, None)])
def test_a_token_that_does_not_act_for_others_does_not(make: Make, on_behalf: bool, board: str | None) -> None:
    ben = make.person("ben")
    _, secret = _machine(make, on_behalf=on_behalf, board=board)
    with pytest.raises(Forbidden) as refused:
        _caller(make, secret, ben)
    assert refused.value.code == "not_on_behalf"


def test_a_disabled_machine_acts_for_nobody(make: Make) -> None:
    ben = make.person("ben")
    machine, secret = _machine(make)
    with make.home.database.transaction() as session:
        access.edit(session, accounts.lock(session, machine), None, disabled=True)
    with pytest.raises(Unauthenticated, match="disabled"):
        _caller(make, secret, ben)


def test_all_tokens_of_one_account_are_revoked_and_of_no_other(make: Make) -> None:
    bens, dias = [make.token("ben"), make.token("ben")], make.token("dia")
    with make.home.database.transaction() as session:
        tokens.revoke_all(session, make.person("ben"))
    assert _caller(make, dias).name == "Dia"
    for secret in bens:
        with pytest.raises(Unauthenticated):
            _caller(make, secret)


def test_the_day_of_use_is_noted_of_those_that_were_used(make: Make) -> None:
    make.token("ben"), make.token("dia")
    with time_machine.travel(NOON, tick=False), make.home.database.transaction() as session:
        first, _ = session.scalars(select(Token.id).order_by(Token.id))
        tokens.touch(session, iter([first]))
    with make.home.database.reading() as db:
        assert list(db.execute(select(Token.last_used).order_by(Token.id)).scalars()) == [date(2026, 3, 1), None]
