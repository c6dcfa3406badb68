"""Places: whoever has read a board's activity up to one has missed nothing before it."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ideaboard import clock
from ideaboard.core.outbox import activity, events, jobs, places
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.messages import KEPT_BACK
from ideaboard.core.reading import activity as reading
from tests.core.together import together
from tests.make import Make


def record(session: Any, board: int, number: int = 1, type: str = "idea.edited", **kw: Any) -> Event:
    """Record an event about an idea that nobody hid."""
    return events.record(session, type, ("idea", number), board=board, **{"actor": None, **kw})


def numbers(make: Make, board: int, after: int = 0) -> list[int]:
    """What the events behind a place are about, in their order."""
    with make.home.database.reading() as db:
        return [row.subject_id for row in reading.after(db, board, after, 1000).rows]


def test_what_commits_later_comes_later_whatever_its_id(make: Make) -> None:
    board, by = make.board(), make.person("ben")
    written, read = threading.Event(), threading.Event()

    def slow() -> int:
        with make.home.database.transaction() as session:
            event = record(session, board, 1, actor=by)
            session.flush()
            written.set()
            # On SQLite nobody else writes meanwhile.
            read.wait(0.2 if make.home.database.sqlite else 30)
        return event.id

    def quick() -> tuple[int, int, list[int]]:
        written.wait(30)
        with make.home.database.transaction() as session:
            event = record(session, board, 2, actor=by)
        with make.home.database.reading() as db:
            seen = reading.newest(db, board, 10)
        read.set()
        return event.id, seen.upto, [row.subject_id for row in seen.rows]

    first, (second, upto, seen) = together(slow, quick)
    assert first < second
    if make.home.database.sqlite:
        assert (seen, numbers(make, board, upto)) == ([1, 2], [])
    else:
        # The one that is seen first has the higher id, and who goes on from it is told the other.
        assert (seen, numbers(make, board, upto)) == ([2], [1])
    assert sorted(numbers(make, board)) == [1, 2]


def _missed(make: Make) -> set[int]:
    """What somebody who reads on while many write does not see; that they see it in its order is seen too."""
    boards, by = [make.board(), make.board("other")], make.person("ada")
    left = threading.Semaphore(0)

    def write(writer: int) -> None:
        for n in range(12):
            with make.home.database.transaction() as session:
                for board in boards if n % 3 else boards[::-1]:
                    record(session, board, writer * 100 + n, actor=by)
                    session.flush()
                threading.Event().wait(0.002 * (writer % 3))
        left.release()

    def read() -> list[int]:
        seen: list[int] = []
        place, ended = 0, 0
        while True:
            # What is asked for once all have ended is all that there is.
            ended += left.acquire(blocking=False)
            with make.home.database.reading() as db:
                some = reading.after(db, boards[0], place, 7)
            seen += [row.subject_id for row in some.rows]
            place = some.upto
            if ended == 5 and not some.rows:
                return seen

    *_, seen = together(*[lambda w=w: write(w) for w in range(5)], read)
    assert len(seen) == len(set(seen))
    return set(numbers(make, boards[0])) - set(seen)


def test_a_reader_misses_nothing_while_many_write(make: Make) -> None:
    assert _missed(make) == set()
    assert len(numbers(make, make.board())) == 60


def test_places_taken_before_the_commit_without_holding_the_counter_would_be_found(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(session: Any, event: Any) -> None:
        session.add(event)
        session.flush()
        event.place = event.id

    monkeypatch.setattr(places, "note", too_early)
    if make.home.database.sqlite:
        # There is one writer at a time: that is right too.
        test_what_commits_later_comes_later_whatever_its_id(make)
        return
    with pytest.raises(AssertionError):
        test_what_commits_later_comes_later_whatever_its_id(make)


def test_what_is_undone_takes_no_place(make: Make) -> None:
    board, by = make.board(), make.person("ben")

    def undone() -> None:
        with make.home.database.transaction() as session:
            record(session, board, 1, actor=by)
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    for number in (2, 3):
        with make.home.database.transaction() as session:
            record(session, board, number, actor=by)
    assert numbers(make, board) == [2, 3]


def test_what_is_never_told_has_no_place(make: Make) -> None:
    board, by = make.board(), make.person("ben")
    with make.home.database.transaction() as session:
        for type in sorted(KEPT_BACK):
            record(session, board, 1, type, actor=by)
    with make.home.database.reading() as db:
        assert db.execute(select(Event.id).where(Event.place.is_not(None))).all() == []


def _days(make: Make, board: int, days: int, each: int) -> list[int]:
    """Record what nobody did, so many each day until yesterday, between what somebody did; returns the former."""
    by, nameless = make.person("ben"), []
    for day in range(days, 0, -1):
        with clock.at(clock.now() - timedelta(days=day)):
            for n in range(each):
                with make.home.database.transaction() as session:
                    record(session, board, day * 100 + n, at=clock.day())
                    record(session, board, 9000 + day * 100 + n, actor=by)
                nameless.append(day * 100 + n)
    return nameless


def test_what_nobody_did_comes_when_its_day_is_over_in_no_order(make: Make) -> None:
    board = make.board()
    nameless = _days(make, board, 2, 15)
    with make.home.database.transaction() as session:
        record(session, board, 1, at=clock.day())
    before = numbers(make, board)
    assert min(before) > 9000
    with make.home.database.transaction() as session:
        assert activity.place_nameless(session) == 30
    known, after = numbers(make, board)[: len(before)], numbers(make, board)[len(before) :]
    assert known == before
    assert sorted(after) == sorted(nameless)
    # One chance in 30! that it is theirs.
    assert after != nameless
    with make.home.database.transaction() as session:
        assert activity.place_nameless(session) == 0
    with clock.at(clock.now() + timedelta(days=1)), make.home.database.transaction() as session:
        assert activity.place_nameless(session) == 1
    assert numbers(make, board)[-1] == 1


def _ids(make: Make) -> set[int]:
    with make.home.database.reading() as db:
        return set(db.execute(select(Event.id)).scalars())


def test_what_is_old_leaves_a_piece_at_a_time_but_what_is_needed(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(activity, "_PIECE", 4)
    board, by = make.board(), make.person("ben")
    with clock.at(clock.now() - activity.KEPT - timedelta(minutes=1)):
        make.webhook(events=["task.posted"])
        made = []
        for number in range(6):
            with make.home.database.transaction() as session:
                made.append(record(session, board, number, actor=by))
                if number == 2:
                    reviewed = record(session, board, number, "review.called", actor=by)
                if number == 3:
                    owed = events.record(session, "task.posted", ("task", 1), board=board, actor=by)
    with clock.at(clock.now() - activity.KEPT + timedelta(minutes=1)), make.home.database.transaction() as session:
        young = record(session, board, 77, actor=by)
    before = _ids(make)

    def forget() -> int:
        with make.home.database.transaction() as session:
            return activity.forget_old(session)

    assert [forget(), forget(), forget()] == [4, 3, 0]
    assert before - _ids(make) == {event.id for event in made}
    # What is not in the activity stays; a message that can be sent again needs its event, which is shown no more.
    assert {reviewed.id, owed.id, young.id} <= _ids(make)
    assert numbers(make, board) == [77]


def test_what_a_listener_is_still_owed_stays_and_so_does_the_newest(make: Make) -> None:
    board, by = make.board(), make.person("ben")
    connection = make.connection()
    with clock.at(clock.now() - activity.KEPT - timedelta(minutes=1)), make.home.database.transaction() as session:
        heard, other, newest = (record(session, board, n, actor=by) for n in (1, 2, 3))
        session.flush()
        for event, state in ((heard, "dead"), (other, "done")):
            job = jobs.owe(
                session, jobs.HEAR, ("connection", connection), board=board, connection=connection, event=event.id
            )
            session.flush()
            job.state = state
    with make.home.database.transaction() as session:
        assert activity.forget_old(session) >= 3
    assert _ids(make) >= {heard.id, newest.id}
    assert other.id not in _ids(make)
    with make.home.database.transaction() as session:
        later = record(session, board, 4, actor=by)
    assert later.id > newest.id
    assert numbers(make, board)[-1] == 4
