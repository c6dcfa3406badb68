"""Boards and who is on them: there is always a leader, and a token says who asks for as long as it may."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select

from ideaboard.core.outbox.events import Event
from ideaboard.core.people import access, accounts, boards, passwords, secrets, tokens
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.tokens import Token
from ideaboard.errors import Conflict, NotFound, Stale, Unauthenticated
from tests.make import Make


def _roles(make: Make) -> dict[int, str]:
    board = make.board()
    with make.home.database.transaction() as session:
        found = select(Membership).where(Membership.board_id == board)
        return {membership.account_id: membership.role for membership in session.scalars(found)}


def _happened(make: Make) -> list[str]:
    with make.home.database.transaction() as session:
        return list(session.scalars(select(Event.type).order_by(Event.id)))


def _put(make: Make, name: str, role: str) -> None:
    board, account, ada = make.board(), make.person(name), make.person("ada")
    with make.home.database.transaction() as session:
        boards.put_member(session, board, ada, account, role)


def _remove(make: Make, name: str) -> None:
    board, account, ada = make.board(), make.person(name), make.person("ada")
    with make.home.database.transaction() as session:
        boards.remove_member(session, board, ada, account)


def test_whoever_opens_a_board_leads_it(make: Make) -> None:
    make.board()
    assert _roles(make) == {make.person("ada"): "leader"}
    assert _happened(make) == ["board.created"]
    with pytest.raises(Conflict, match="slug_taken"), make.home.database.transaction() as session:
        boards.create(session, make.person("ada"), slug="team", name="Another")


def test_roles_are_given_and_taken(make: Make) -> None:
    make.person("ben")
    _put(make, "ben", "leader")
    _put(make, "ben", "leader")
    _remove(make, "ada")
    assert _roles(make) == {make.person("ben"): "leader"}
    assert _happened(make) == ["board.created", "member.joined", "member.role_changed", "member.left"]


def test_the_last_leader_cannot_go_nor_step_down(make: Make) -> None:
    make.person("ben")
    with pytest.raises(Conflict, match="last_leader"):
        _remove(make, "ada")
    with pytest.raises(Conflict, match="last_leader"):
        _put(make, "ada", "member")
    assert _roles(make)[make.person("ada")] == "leader"


def test_two_leaders_who_leave_at_the_same_moment_leave_one(make: Make) -> None:
    make.person("ben")
    _put(make, "ben", "leader")
    refused: list[str] = []

    def leave() -> None:
        try:
            _remove(make, "ben")
        except Conflict as conflict:
            refused.append(conflict.code)

    board, ada = make.board(), make.person("ada")
    with make.home.database.transaction() as session:
        boards.remove_member(session, board, ada, ada)
        other = threading.Thread(target=leave)
        other.start()
        # It waits for the board that we hold, and then finds that it would leave it alone.
        time.sleep(0.3)
    other.join(30)
    assert refused == ["last_leader"]
    assert _roles(make) == {make.person("ben"): "leader"}


def test_nobody_and_strangers_are_not_found(make: Make) -> None:
    board, ada, cy = make.board(), make.person("ada"), make.person("cy")
    with pytest.raises(NotFound), make.home.database.transaction() as session:
        boards.put_member(session, board, ada, 999_999, "member")
    with pytest.raises(NotFound), make.home.database.transaction() as session:
        boards.remove_member(session, board, ada, cy)


def test_a_board_is_changed_archived_and_taken_out_again(make: Make) -> None:
    board, ada = make.board(), make.person("ada")

    def edit(expected: int | None, **kw: Any) -> Board:
        with make.home.database.transaction() as session:
            held = boards.lock(session, board)
            boards.edit(session, held, ada, expected, **kw)
            return held

    assert edit(1, name="Team", archived=False).version == 1
    assert edit(1, name="Our team", time_zone="Asia/Tokyo").version == 2
    with pytest.raises(Stale):
        edit(1, name="Their team")
    assert edit(2, archived=True).archived_at is not None
    assert edit(3, archived=False).archived_at is None
    assert _happened(make)[1:] == ["board.edited", "board.archived", "board.unarchived"]


def test_an_account_has_its_address_alone_whatever_its_case(make: Make) -> None:
    make.person("ada")
    with pytest.raises(Conflict, match="email_taken"), make.home.database.transaction() as session:
        accounts.create(session, name="Ada", email="  ADA@example.org ")
    with make.home.database.transaction() as session:
        robots = [accounts.create(session, name="Robot", kind="service").id for _ in range(2)]
    assert robots[0] != robots[1]


def test_an_account_is_renamed_and_switched_off(make: Make) -> None:
    ada = make.person("ada")

    def edit(expected: int | None, **kw: Any) -> Account:
        with make.home.database.transaction() as session:
            held = accounts.lock(session, ada)
            access.edit(session, held, expected, **kw)
            return held

    assert edit(1, name="Ada", disabled=False).version == 1
    assert edit(1, disabled=True).disabled_at is not None
    with pytest.raises(Stale):
        edit(1, name="Late")
    assert edit(2, disabled=False).disabled_at is None


def test_a_password_is_kept_as_a_salted_hash() -> None:
    one, two = passwords.hash("hunter2"), passwords.hash("hunter2")
    assert one.startswith("$argon2id$")
    assert one != two
    assert "hunter2" not in one
    # The second recommendation of RFC 9106: 64 MiB, three passes, four lanes.
    assert one.split("$")[3] == "m=65536,t=3,p=4"


def _caller(make: Make, secret: str) -> tokens.Caller:
    with make.home.database.reading() as db:
        return tokens.caller(db, secret)


def test_a_token_says_who_asks_and_what_it_allows(make: Make) -> None:
    secret = make.token("ben", "read", "write")
    caller = _caller(make, secret)
    assert (caller.account_id, caller.name, caller.admin) == (make.person("ben"), "Ben", False)
    assert (caller.scopes, caller.board_id) == (frozenset({"read", "write"}), None)
    assert _caller(make, make.token("ben", board=make.board())).board_id == make.board()


def test_only_a_digest_of_a_token_is_kept(make: Make) -> None:
    secret = make.token("ben")
    with make.home.database.transaction() as session:
        kept = session.scalars(select(Token)).one()
    assert secret not in repr(vars(kept))
    assert kept.digest == secrets.digest(secret)


def test_a_token_ends_at_its_moment_and_not_before(make: Make) -> None:
    ends = datetime(2026, 6, 15, 12, tzinfo=UTC)
    with time_machine.travel(ends - timedelta(hours=1), tick=False):
        secret = make.token("ben", expires_at=ends)
    with time_machine.travel(ends - timedelta(milliseconds=1), tick=False):
        assert _caller(make, secret).name == "Ben"
    with time_machine.travel(ends, tick=False), pytest.raises(Unauthenticated, match="expired"):
        _caller(make, secret)


def test_a_revoked_an_unknown_and_a_disabled_ones_token_open_nothing(make: Make) -> None:
    secret = make.token("ben")
    with make.home.database.transaction() as session:
        tokens.revoke(session, session.scalars(select(Token)).one())
    other = make.token("dia")
    with make.home.database.transaction() as session:
        access.edit(session, accounts.lock(session, make.person("dia")), None, disabled=True)
    for given, why in ((secret, "not known"), ("ib_nonsense", "not known"), ("", "not known"), (other, "disabled")):
        with pytest.raises(Unauthenticated, match=why):
            _caller(make, given)


def test_a_tokens_last_use_is_kept_to_the_day(make: Make) -> None:
    secret = make.token("ben")
    with time_machine.travel(datetime(2026, 6, 15, 13, 14, 15, tzinfo=UTC), tick=False):
        with make.home.database.transaction() as session:
            tokens.touch(session, session.scalars(select(Token.id)))
        assert str(_caller(make, secret).last_used) == "2026-06-15"


def test_there_is_an_end_to_tokens(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "MOST", 2)
    make.token("ben")
    make.token("ben")
    with pytest.raises(Conflict, match="too_many_tokens"):
        make.token("ben")
    make.token("dia")
