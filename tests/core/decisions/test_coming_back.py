"""A "not now" comes back by itself: on its date, in its board's time zone, once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.events import Event
from ideaboard.core.people.boards import Board
from tests.core.together import insist, together
from tests.make import Make

DAY = date(2026, 6, 15)
# The moment at which the fifteenth of June begins there.
MIDNIGHT = {
    "UTC": datetime(2026, 6, 15, tzinfo=UTC),
    "Europe/Berlin": datetime(2026, 6, 14, 22, tzinfo=UTC),
    "Pacific/Kiritimati": datetime(2026, 6, 14, 10, tzinfo=UTC),
    "America/Los_Angeles": datetime(2026, 6, 15, 7, tzinfo=UTC),
    "Pacific/Pago_Pago": datetime(2026, 6, 15, 11, tzinfo=UTC),
}


@pytest.fixture
def clockwork() -> Iterator[time_machine.Traveller]:
    """A clock that stands on the first of June."""
    with time_machine.travel(datetime(2026, 6, 1, 12, tzinfo=UTC), tick=False) as traveller:
        yield traveller


def _postponed(make: Make, zone: str, slug: str = "team", day: date = DAY) -> int:
    make.board(slug)
    with make.home.database.transaction() as session:
        session.execute(select(Board).where(Board.slug == slug)).scalar_one().time_zone = zone
    idea = make.idea(board=slug)
    make.decide(idea, "not_now", "Not before the fair.", revisit_on=day)
    return idea


def _come_back(make: Make, limit: int = 100) -> int:
    with make.home.database.transaction() as session:
        return decisions.come_back(session, limit)


@pytest.mark.parametrize("zone", MIDNIGHT)
def test_it_comes_back_at_midnight_where_the_board_is(make: Make, clockwork: time_machine.Traveller, zone: str) -> None:
    idea = _postponed(make, zone)
    clockwork.move_to(MIDNIGHT[zone] - timedelta(seconds=1), tick=False)
    assert _come_back(make) == 0
    clockwork.move_to(MIDNIGHT[zone], tick=False)
    assert _come_back(make) == 1
    with make.home.database.transaction() as session:
        back = session.get_one(Idea, idea)
        assert (back.status, back.revisit_on) == ("open", None)
        decision = session.get_one(Decision, back.decision_id)
        event = session.scalars(select(Event).where(Event.type == "idea.reopened")).one()
    assert (decision.outcome, decision.by_id, decision.from_status) == ("reopen", None, "not_now")
    assert "2026-06-15" in str(decision.rationale)
    assert event.actor_id is None


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_it_is_put_off_to_is_judged_there_too(make: Make, clockwork: time_machine.Traveller, zone: str) -> None:
    # Noon of the first of June in UTC is the second there, or still the first.
    today = date(2026, 6, 2) if zone == "Pacific/Kiritimati" else date(2026, 6, 1)
    with pytest.raises(Exception, match="invalid"):
        _postponed(make, zone, day=today)
    _postponed(make, zone, slug="other", day=today + timedelta(days=1))


def test_each_board_keeps_its_own_midnight(make: Make, clockwork: time_machine.Traveller) -> None:
    east, west = _postponed(make, "Pacific/Kiritimati", "east"), _postponed(make, "Pacific/Pago_Pago", "west")
    clockwork.move_to(MIDNIGHT["UTC"], tick=False)
    assert _come_back(make) == 1
    with make.home.database.transaction() as session:
        assert [session.get_one(Idea, idea).status for idea in (east, west)] == ["open", "not_now"]


def test_what_was_overslept_comes_back_late_rather_than_never(make: Make, clockwork: time_machine.Traveller) -> None:
    _postponed(make, "UTC")
    clockwork.move_to(MIDNIGHT["UTC"] + timedelta(days=40), tick=False)
    assert (_come_back(make), _come_back(make)) == (1, 0)


def test_the_limit_is_of_all_boards_together(make: Make, clockwork: time_machine.Traveller) -> None:
    for slug, zone in (("one", "UTC"), ("two", "Europe/Berlin"), ("six", "Asia/Tokyo")):
        _postponed(make, zone, slug)
        make.decide(make.idea(board=slug), "not_now", revisit_on=DAY)
    clockwork.move_to(MIDNIGHT["UTC"] + timedelta(days=1), tick=False)
    assert [_come_back(make, limit=4) for _ in range(3)] == [4, 2, 0]


def test_two_who_look_at_the_same_moment_make_one_decision(make: Make, clockwork: time_machine.Traveller) -> None:
    postponed = [_postponed(make, zone, f"board-{n}") for n, zone in enumerate(MIDNIGHT)]
    clockwork.move_to(MIDNIGHT["UTC"] + timedelta(days=1), tick=False)
    counts = together(*[lambda: insist(make.home.database, decisions.come_back)] * 4)
    assert sum(count for count, _ in counts) == len(postponed)
    assert sum(undone for _, undone in counts) == 0
    with make.home.database.transaction() as session:
        for idea in postponed:
            outcomes = session.scalars(select(Decision.outcome).where(Decision.idea_id == idea).order_by(Decision.id))
            assert list(outcomes) == ["not_now", "reopen"]
