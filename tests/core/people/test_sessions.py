"""Sessions: how long they last, whose they are, and when the last of one is gone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from ideaboard.core.people import secrets, sessions
from ideaboard.core.people.identities import Identity
from ideaboard.core.people.sessions import Limits, SignIn, Who
from ideaboard.errors import NotFound
from tests.core.people.trail import trail
from tests.make import Make

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIMITS = Limits(days=30, idle_days=7)


def _start(make: Make, name: str = "ben", limits: Limits = LIMITS) -> tuple[int, str]:
    account = make.person(name)
    with make.home.database.transaction() as session:
        made, secret = sessions.start(session, account, device="Firefox on Linux", way="password", limits=limits)
        return made.id, secret


def _find(make: Make, secret: str) -> Who | None:
    with make.home.database.reading() as db:
        return sessions.find(db, secret, LIMITS)


def _there(make: Make) -> list[int]:
    with make.home.database.reading() as db:
        return list(db.execute(select(SignIn.id).order_by(SignIn.id)).scalars())


def _row(make: Make, number: int) -> SignIn:
    with make.home.database.transaction() as session:
        return session.get_one(SignIn, number)


def test_a_session_says_whose_it_is_and_how_it_began(make: Make) -> None:
    root = make.person("root")
    with time_machine.travel(NOON, tick=False):
        number, secret = _start(make, "root")
        assert _find(make, secret) == Who(root, "Root", True, number, NOON.date(), NOON + timedelta(days=30), NOON)
    kept = _row(make, number)
    assert secret.startswith("is_")
    assert (kept.account_id, kept.device, kept.way) == (root, "Firefox on Linux", "password")
    assert (kept.created_at, kept.seen_on, kept.digest) == (NOON, NOON.date(), secrets.digest(secret))
    [entry] = trail(make, "session.signed_in")
    assert entry == {
        "type": "session.signed_in", "actor": root, "subject": ("session", number), "about": None, "personal": None,
        "way": "password",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "at", "lasts"),
    [
        (timedelta(0), timedelta(days=7, hours=11), True),
        (timedelta(0), timedelta(days=8), False),
        (timedelta(days=29), timedelta(days=30) - timedelta(milliseconds=1), True),
        (timedelta(days=29), timedelta(days=30), False),
        (timedelta(days=29), timedelta(days=31), False),
    ],
)
def test_a_session_is_over_after_its_days_or_its_idle_ones(
    make: Make, seen: timedelta, at: timedelta, lasts: bool
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        number, secret = _start(make)
        other, _ = _start(make, "dia")
        clock.move_to(NOON + seen)
        with make.home.database.transaction() as session:
            sessions.touch(session, [number])
        assert (_row(make, number).seen_on, _row(make, other).seen_on) == ((NOON + seen).date(), NOON.date())
        clock.move_to(NOON + at)
        assert (_find(make, secret) is not None) is lasts
        with make.home.database.transaction() as session:
            sessions.forget_old(session, LIMITS)
        assert (number in _there(make)) is lasts


def test_what_is_seen_is_a_day(make: Make) -> None:
    number, _ = _start(make)
    with time_machine.travel(NOON, tick=False), make.home.database.transaction() as session:
        sessions.touch(session, iter([number]))
    assert _row(make, number).seen_on == date(2026, 3, 1)


def test_an_unknown_secret_opens_nothing(make: Make) -> None:
    _start(make)
    for secret in ("", "is_", "is_nonsense"):
        assert _find(make, secret) is None


def test_whoever_signs_in_once_too_often_ends_their_own_oldest(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "MOST", 2)
    dias, _ = _start(make, "dia")
    _, second, third = (_start(make)[0] for _ in range(3))
    assert _there(make) == [dias, second, third]


def test_nobody_ends_the_session_of_somebody_else(make: Make) -> None:
    bens, _ = _start(make)
    dias, _ = _start(make, "dia")
    for account, number in ((make.person("dia"), bens), (make.person("ben"), dias), (make.person("ben"), dias + 1000)):
        with pytest.raises(NotFound), make.home.database.transaction() as session:
            sessions.end(session, account, number)
    with make.home.database.transaction() as session:
        sessions.end(session, make.person("ben"), bens)
    assert _there(make) == [dias]


def test_who_leaves_lets_go_of_one_session_also_when_it_is_over(make: Make) -> None:
    first, second = _start(make)[0], _start(make)[0]
    for _ in range(2):
        with make.home.database.transaction() as session:
            sessions.leave(session, first)
    assert _there(make) == [second]


def test_all_of_an_accounts_sessions_end_but_the_one_that_is_named(make: Make) -> None:
    dias, _ = _start(make, "dia")
    _, second, _ = (_start(make)[0] for _ in range(3))
    with make.home.database.transaction() as session:
        sessions.end_all(session, make.person("ben"), but=second)
    assert _there(make) == [dias, second]
    with make.home.database.transaction() as session:
        sessions.end_all(session, make.person("ben"))
    assert _there(make) == [dias]


def test_with_an_identity_end_the_sessions_that_began_by_it_alone(make: Make) -> None:
    account = make.person("ben")
    with make.home.database.transaction() as session:
        mine, other = (
            Identity(
                issuer="https://id.example.org",
                subject=subject,
                account_id=account,
                created_at=NOON,
                used_on=NOON.date(),
            )
            for subject in ("ben-1", "ben-2")
        )
        session.add_all([mine, other])
        session.flush()
        began = [
            sessions.start(session, account, device="curl", way="oidc", limits=LIMITS, identity=identity)[0].id
            for identity in (mine.id, None, other.id, mine.id)
        ]
        number = mine.id
    with make.home.database.transaction() as session:
        assert sessions.end_of(session, number) == {began[0], began[3]}
    assert _there(make) == began[1:3]
    with make.home.database.transaction() as session:
        assert sessions.end_of(session, number) == set()


def test_a_mark_tells_a_session_from_every_other_until_it_is_over(make: Make) -> None:
    (bens, secret), (dias, _) = _start(make), _start(make, "dia")
    with make.home.database.transaction() as session:
        assert sessions.mark(session, bens) == secrets.digest(secret).hex()
        assert sessions.mark(session, dias) not in (None, sessions.mark(session, bens))
        sessions.leave(session, bens)
        assert sessions.mark(session, bens) is None
