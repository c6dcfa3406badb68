"""The one place that commits: all of a block happens or nothing, and nobody waits for ever."""

import threading
import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from ideaboard import clock, db
from ideaboard.api.dialect.call import Installation
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.pulse import Pulse
from ideaboard.core.people import accounts
from ideaboard.db import Database, Moment, db_now
from ideaboard.errors import Busy, Conflict
from ideaboard.settings import Settings


def beat(session: Session, name: str) -> None:
    """Write one row."""
    session.add(Pulse(name=name, at=clock.now()))
    session.flush()


def _names(home: Installation) -> list[str]:
    with home.database.reading() as connection:
        return list(connection.execute(select(Pulse.name).order_by(Pulse.name)).scalars())


def test_a_block_that_ends_well_is_committed(home: Installation) -> None:
    with home.database.transaction() as session:
        beat(session, "one")
    assert _names(home) == ["one"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_a_block_that_raises_leaves_nothing(home: Installation, error: type[BaseException]) -> None:
    def work() -> None:
        with home.database.transaction() as session:
            beat(session, "one")
            raise error

    with pytest.raises(error):
        work()
    assert _names(home) == []
    with home.database.transaction() as session:
        beat(session, "the next one has its turn")
    assert len(_names(home)) == 1


def test_what_is_only_added_is_written_too(home: Installation) -> None:
    with home.database.transaction() as session:
        session.add(Pulse(name="one", at=clock.now()))
    assert _names(home) == ["one"]


def test_readers_see_nothing_before_the_commit(home: Installation) -> None:
    with home.database.transaction() as session:
        beat(session, "one")
        assert _names(home) == []


def test_an_error_of_ours_goes_through_unchanged(home: Installation) -> None:
    with pytest.raises(Conflict, match="last_leader"), home.database.transaction():
        raise Conflict("last_leader")


@pytest.fixture
def hurried(home: Installation, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The same database, with a fifth of a second of patience."""
    monkeypatch.setattr(db, "_PATIENCE", 0.2)
    database = Database(home.settings)
    yield database
    database.dispose()


def test_a_transaction_inside_another_is_told_busy_instead_of_waiting_for_ever(hurried: Database) -> None:
    began = time.monotonic()
    with hurried.transaction() as session:
        made = accounts.create(session, name="Ada", email="ada@example.org")
    with hurried.transaction() as session:
        held = accounts.lock(session, made.id)
        with pytest.raises(Busy), hurried.transaction() as inner:
            accounts.edit(inner, accounts.lock(inner, made.id), None, name="Ben")
        accounts.edit(session, held, None, name="Dia")
    assert time.monotonic() - began < 5
    with hurried.reading() as connection:
        assert connection.execute(select(accounts.Account.name)).scalar_one() == "Dia"


def test_another_process_that_holds_the_database_makes_busy(home: Installation, hurried: Database) -> None:
    # Another Database has another lock, as another process has: this meets the file's lock, and PostgreSQL's.
    with home.database.transaction() as session:
        made = accounts.create(session, name="Ada")
    held, go = threading.Event(), threading.Event()

    def hold() -> None:
        with home.database.transaction() as session:
            accounts.lock(session, made.id)
            held.set()
            go.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        with pytest.raises(Busy), hurried.transaction() as session:
            accounts.lock(session, made.id)
    finally:
        go.set()
        thread.join()


ZONES = st.sampled_from([timezone(timedelta(hours=14)), UTC, timezone(timedelta(hours=-11, minutes=-30))])
MOMENTS = st.builds(
    lambda micros, zone: (datetime(1970, 1, 2, tzinfo=UTC) + timedelta(microseconds=micros)).astimezone(zone),
    st.integers(0, 253_000_000_000_000_000),
    ZONES,
)


@given(MOMENTS)
def test_a_moment_comes_back_as_it_went_in_and_sorts_as_text(moment: datetime) -> None:
    into, out = Moment().bind_processor(sqlite.dialect()), Moment().result_processor(sqlite.dialect(), None)
    text = into(moment)
    assert (out(text), out(text).tzinfo, len(text)) == (moment, UTC, 27)
    later = moment + timedelta(microseconds=1)
    assert into(later) > text
    assert out(None) is into(None) is None


def test_a_moment_survives_the_database(home: Installation) -> None:
    moment = datetime(2026, 3, 29, 2, 30, 0, 123000, timezone(timedelta(hours=-11)))
    with home.database.transaction() as session:
        session.add(Pulse(name="one", at=moment))
    with home.database.reading() as connection:
        kept = connection.execute(select(Pulse.at)).scalar_one()
        assert connection.execute(select(Pulse.name).where(Pulse.at == moment)).scalar_one() == "one"
    assert (kept, kept.utcoffset()) == (moment, timedelta(0))


def test_the_databases_clock_is_utc_runs_forward_and_can_be_moved(home: Installation) -> None:
    with home.database.reading() as connection:
        seen = [connection.execute(select(db_now())).scalar_one() for _ in range(20)]
        ahead = connection.execute(select(db_now(90.5))).scalar_one()
        behind = connection.execute(select(db_now(-90.5))).scalar_one()
    assert seen == sorted(seen)
    assert all(moment.utcoffset() == timedelta(0) for moment in seen)
    assert abs(seen[-1] - clock.now()) < timedelta(seconds=5)
    assert timedelta(seconds=90) < ahead - seen[-1] < timedelta(seconds=95)
    assert timedelta(seconds=85) < seen[-1] - behind < timedelta(seconds=91)


def test_the_databases_clock_compares_with_moments_we_wrote(home: Installation) -> None:
    with home.database.transaction() as session:
        session.add(Pulse(name="past", at=clock.now() - timedelta(seconds=30)))
        session.add(Pulse(name="future", at=clock.now() + timedelta(seconds=30)))
    with home.database.reading() as connection:
        assert list(connection.execute(select(Pulse.name).where(Pulse.at <= db_now())).scalars()) == ["past"]
        assert len(list(connection.execute(select(Pulse.name).where(Pulse.at <= db_now(60))).scalars())) == 2


def test_connections_are_set_as_the_design_asks(home: Installation) -> None:
    if home.database.sqlite:
        with home.database.transaction() as session:
            asked = ("journal_mode", "synchronous", "foreign_keys")
            said = [session.connection().exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
        # 2 is FULL: a commit waits for the disk.
        assert said == ["wal", 2, 1]
        return
    names = ("timezone", "lock_timeout", "plan_cache_mode", "join_collapse_limit")
    with home.database.reading() as connection:
        said = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in names]
    assert said == ["UTC", "15s", "force_generic_plan", "1"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://localhost/x"])
def test_a_database_that_would_lose_everything_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="IDEABOARD_DATABASE_URL"):
        Database(Settings(database_url=url))


def test_json_is_read_as_it_was_written(home: Installation) -> None:
    said = [{"value": 1, "how": '„ü“ " \\ \n'}, None, 1.5, True, []]
    with home.database.transaction() as session:
        session.add(Event(type="x", at=clock.now(), subject_kind="x", subject_id=1, data=said))
    with home.database.reading() as connection:
        assert connection.execute(select(Event.data)).scalar_one() == said
