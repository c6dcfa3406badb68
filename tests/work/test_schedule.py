"""The schedule chains the audit trail: what was committed, all of it, whoever looks."""

import pytest
from sqlalchemy import func, select, update

from ideaboard.api.dialect.call import Installation
from ideaboard.core.outbox import audit, chain
from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.crash import point
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from ideaboard.work import schedule
from ideaboard.work.run import Workshop
from tests.core.together import together
from tests.make import Make


@pytest.fixture
def shop(home: Installation) -> Workshop:
    """A worker's workshop that may look at the schedule as often as it likes."""
    settings = Settings(database_url=home.settings.database_url, key_file=home.settings.key_file, schedule_seconds=0.0)
    return Workshop(settings, home.database, home.keys, Registry.load(found=[]), Http())


def _act(make: Make, many: int) -> None:
    with make.home.database.transaction() as session:
        for number in range(many):
            audit.record(session, "token.created", ("token", number), board=None, actor=1)


def _verdict(make: Make) -> chain.Verdict:
    with make.home.database.reading() as db:
        return chain.verify(db)


def test_a_look_at_the_schedule_chains_all_that_waits(
    shop: Workshop, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "PIECE", 4)
    monkeypatch.setattr(chain.extend, "__defaults__", (4,))
    _act(make, 11)
    assert schedule.look(shop)
    assert _verdict(make) == chain.Verdict(11, _verdict(make).link, 0)
    make.board()
    assert _verdict(make).waiting > 0
    assert schedule.look(shop)
    assert _verdict(make).waiting == 0
    assert _verdict(make).wrong is None


def test_without_anything_that_waits_nothing_is_written(
    shop: Workshop, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    _act(make, 1)
    schedule.look(shop)

    def extend(*args: object) -> int:
        raise AssertionError("it took the chain's end")

    monkeypatch.setattr(chain, "extend", extend)
    assert schedule.look(shop)


def test_workers_that_look_at_once_leave_one_chain(shop: Workshop, make: Make) -> None:
    _act(make, 30)

    def look() -> None:
        for _ in range(5):
            schedule._chain(shop)

    together(look, look, look, lambda: [_act(make, 1) for _ in range(10)])
    schedule._chain(shop)
    assert (_verdict(make).position, _verdict(make).waiting, _verdict(make).wrong) == (40, 0, None)


def test_an_entry_that_was_put_where_the_next_belongs_stops_the_chain_and_no_work(shop: Workshop, make: Make) -> None:
    _act(make, 2)
    schedule.look(shop)
    _act(make, 2)
    with make.home.database.transaction() as session:
        last = select(func.max(AuditEntry.id)).scalar_subquery()
        forged = update(AuditEntry).where(AuditEntry.id == last).values(position=3, link="f" * 64)
        session.execute(forged.execution_options(synchronize_session=False))
    assert schedule.look(shop)
    assert "position 3 " in str(_verdict(make).wrong)
    assert _verdict(make).waiting == 1


class Died(BaseException):
    """The worker's end."""


@pytest.mark.parametrize("where", ["audit:before commit", "audit:after commit"])
def test_a_worker_that_dies_while_it_chains_leaves_a_chain_that_goes_on(
    shop: Workshop, make: Make, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    _act(make, 3)

    def dies(name: str) -> None:
        point(name)
        if name == where:
            raise Died

    monkeypatch.setattr("ideaboard.work.crash.point", dies)
    with pytest.raises(Died):
        schedule.look(shop)
    monkeypatch.undo()
    _act(make, 2)
    schedule.look(shop)
    assert (_verdict(make).position, _verdict(make).wrong) == (5, None)
    with make.home.database.reading() as db:
        assert db.execute(select(func.count()).select_from(AuditEntry)).scalar() == 5
