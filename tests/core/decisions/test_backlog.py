"""The backlog's order is the one the leaders set: one place after another, nothing lost, nothing twice."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import backlog
from ideaboard.core.decisions.backlog import Entry
from ideaboard.core.ideas import ideas
from ideaboard.core.outbox.events import Event
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading.pages import Window
from ideaboard.errors import Conflict, Invalid
from tests.conftest import _empty
from tests.core.together import all_different, insist, together
from tests.make import Make


def _adopted(make: Make, count: int) -> list[int]:
    made = [make.idea(f"Idea {n}") for n in range(count)]
    for idea in made:
        make.decide(idea, "adopt")
    return made


def _order(make: Make) -> list[int]:
    with make.home.database.reading() as db:
        return [row.id for row in reading.backlog(db, make.board(), 0, Window(limit=100)).rows]


def _place(make: Make, idea: int, after: int | None) -> None:
    ada = make.person("ada")
    with make.home.database.transaction() as session:
        backlog.place(session, ideas.lock(session, idea), ada, after)


def _reordered(make: Make) -> int:
    with make.home.database.transaction() as session:
        return session.scalar(select(func.count()).where(Event.type == "backlog.reordered")) or 0


def test_what_is_adopted_goes_last_and_what_ends_goes_out(make: Make) -> None:
    one, two, three = _adopted(make, 3)
    assert _order(make) == [one, two, three]
    make.decide(two, "start", None)
    assert _order(make) == [one, two, three]
    make.decide(two, "done", None)
    make.decide(one, "drop")
    assert _order(make) == [three]


def test_an_idea_is_placed_first_last_and_between(make: Make) -> None:
    one, two, three = _adopted(make, 3)
    _place(make, three, None)
    assert _order(make) == [three, one, two]
    _place(make, three, two)
    assert _order(make) == [one, two, three]
    _place(make, three, one)
    assert _order(make) == [one, three, two]
    assert _reordered(make) == 3


def test_placing_it_where_it_is_changes_nothing(make: Make) -> None:
    one, two, three = _adopted(make, 3)
    with make.home.database.transaction() as session:
        before = dict(session.execute(select(Entry.idea_id, Entry.place)).fetchall())
    for idea, after in ((one, None), (two, one), (three, two)):
        _place(make, idea, after)
    with make.home.database.transaction() as session:
        assert dict(session.execute(select(Entry.idea_id, Entry.place)).fetchall()) == before
    assert _reordered(make) == 0


def test_what_has_no_place_cannot_be_moved_nor_moved_behind(make: Make) -> None:
    (one,) = _adopted(make, 1)
    posted, elsewhere = make.idea(), make.idea(board="other")
    make.decide(elsewhere, "adopt")
    with pytest.raises(Conflict, match="not_in_backlog"):
        _place(make, posted, one)
    for after, code in ((posted, "not_in_backlog"), (elsewhere, "not_in_backlog"), (one, "itself")):
        with pytest.raises(Invalid) as refused:
            _place(make, one, after)
        assert [(error.pointer, error.code) for error in refused.value.errors] == [("/after", code)]


def _walk(make: Make, gap: int, moves: list[tuple[int, int]]) -> None:
    """Walk `moves` beside a plain list: (which, after), where after -1 is first."""
    made = _adopted(make, 5)
    model = list(made)
    assert gap == backlog._GAP
    for which, after in moves:
        idea, anchor = made[which], None if after < 0 else made[after]
        if idea == anchor:
            continue
        _place(make, idea, anchor)
        model.remove(idea)
        model.insert(0 if anchor is None else model.index(anchor) + 1, idea)
        assert _order(make) == model


MOVES = st.lists(st.tuples(st.integers(0, 4), st.integers(-1, 4)), max_size=20)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_after_any_placing_the_order_is_that_of_a_plain_list(home: Installation, moves: list[Any]) -> None:
    _empty(home.database)
    _walk(Make(home), backlog._GAP, moves)


def test_the_order_survives_when_there_is_no_room_left_between(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    # With a gap of two there is room for one, once.
    monkeypatch.setattr(backlog, "_GAP", 2)
    spread, counted = backlog._spread, []
    monkeypatch.setattr(backlog, "_spread", lambda *given: (counted.append(1), spread(*given)))
    chance = random.Random(3)
    _walk(make, 2, [(chance.randrange(5), chance.randrange(-1, 5)) for _ in range(25)])
    assert counted


def test_making_room_forgets_nothing_of_the_same_transaction(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "_GAP", 2)
    one, two, three = _adopted(make, 3)
    _place(make, three, one)
    ada = make.person("ada")
    with make.home.database.transaction() as session:
        held = ideas.lock(session, two)
        held.effort = "small"
        backlog.place(session, held, ada, one)
    with make.home.database.transaction() as session:
        assert session.get_one(ideas.Idea, two).effort == "small"
    assert _order(make) == [one, two, three]


def test_halving_one_gap_again_and_again_never_fails(make: Make) -> None:
    one, two, three = _adopted(make, 3)
    for n in range(50):
        first, second = (two, three) if n % 2 else (three, two)
        _place(make, first, one)
        assert _order(make) == [one, first, second]


def _reorder_together(make: Make, leaders: int, times: int) -> None:
    made = _adopted(make, 6)
    board = make.board()
    people = [make.person(name) for name in ("ada", "ben", "dia", "eva")[:leaders]]

    def reorder(by: int) -> int:
        chance, undone = random.Random(by), 0
        for _ in range(times):
            idea, after = chance.sample([*made, None], 2)
            if idea is None:
                continue
            _, again = insist(
                make.home.database,
                lambda session, i=idea, a=after: backlog.place(session, ideas.lock(session, i), by, a),
            )
            undone += again
        return undone

    undone = together(*[lambda by=by: reorder(by) for by in people])
    assert undone == [0] * leaders
    order = _order(make)
    assert sorted(order) == sorted(made)
    with make.home.database.transaction() as session:
        places = list(session.scalars(select(Entry.place).where(Entry.board_id == board)))
    assert all_different(places)


def test_two_leaders_reordering_at_the_same_moment_end_in_one_order(make: Make) -> None:
    _reorder_together(make, 2, 25)


def test_four_of_them_in_little_room_do_too(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "_GAP", 2)
    _reorder_together(make, 4, 10)


def test_adopting_and_reordering_at_the_same_moment_gives_everyone_a_place(make: Make) -> None:
    made, fresh = _adopted(make, 3), [make.idea(f"Fresh {n}") for n in range(6)]
    ada = make.person("ada")

    def adopt(some: list[int]) -> None:
        for idea in some:
            make.decide(idea, "adopt")

    def reorder() -> None:
        for n in range(8):
            insist(
                make.home.database,
                lambda session, n=n: backlog.place(session, ideas.lock(session, made[n % 3]), ada, made[(n + 1) % 3]),
            )

    together(lambda: adopt(fresh[:3]), lambda: adopt(fresh[3:]), reorder)
    assert sorted(_order(make)) == sorted(made + fresh)
