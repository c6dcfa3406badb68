"""The chain: whatever is changed behind the board's back is noticed, and what is blanked is not wrong."""

import re
import threading
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from ideaboard import clock
from ideaboard.api.dialect.call import Installation
from ideaboard.core.outbox import audit, chain
from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.core.outbox.chain import AuditChain
from tests.core.together import together
from tests.make import Make

ENTRIES: Any = AuditEntry.__table__


def record(make: Make, many: int = 1, **kw: Any) -> None:
    """So many acts, each in a transaction of its own."""
    for number in range(many):
        with make.home.database.transaction() as session:
            said = {"about": 7, "personal": {"name": f"phone {number}"}, **kw}
            audit.record(session, "token.created", ("token", number + 1), board=None, actor=3, n=number, **said)


def extend(home: Installation, most: int = chain.PIECE) -> int:
    """One step of chaining."""
    with home.database.transaction() as session:
        return chain.extend(session, most)


def verify(home: Installation, position: int = 0, link: str = chain.BEGINNING) -> chain.Verdict:
    """A walk along the chain."""
    with home.database.reading() as db:
        return chain.verify(db, position, link)


def tamper(home: Installation, *statements: Any) -> None:
    """What somebody does to the database who gets at it."""
    with home.database.transaction() as session:
        for statement in statements:
            session.connection().execute(statement)


def at(position: int) -> Any:
    """A change of the entry at this position."""
    return update(ENTRIES).where(ENTRIES.c.position == position)


@pytest.fixture
def five(home: Installation, make: Make) -> chain.Verdict:
    """Five entries, chained; what they were found to be."""
    record(make, 5)
    assert extend(home) == 5
    found = verify(home)
    assert (found.position, found.waiting, found.wrong) == (5, 0, None)
    return found


def test_without_entries_nothing_is_wrong(home: Installation) -> None:
    assert verify(home) == chain.Verdict(0, chain.BEGINNING, 0)
    assert extend(home) == 0
    assert verify(home) == chain.Verdict(0, chain.BEGINNING, 0)


def test_entries_wait_until_they_are_chained_in_the_order_of_their_ids(home: Installation, make: Make) -> None:
    record(make, 5)
    assert verify(home).waiting == 5
    assert [extend(home, 2) for _ in range(4)] == [2, 2, 1, 0]
    with home.database.reading() as db:
        rows = db.execute(select(AuditEntry.id, AuditEntry.position).order_by(AuditEntry.id)).all()
    assert [row.position for row in rows] == [1, 2, 3, 4, 5]
    assert verify(home).position == 5


FORGED = {
    "type": "token.created", "at": clock.now(), "at_key": 0, "subject_kind": "token", "subject_id": 1, "facts": {},
}  # fmt: skip
CHANGED = "is not the one that was chained there"
TAMPERINGS: dict[str, tuple[list[Any], str]] = {
    "a fact": ([at(3).values(facts={"n": 99})], f"position 3 .*{CHANGED}"),
    "a fact left out": ([at(3).values(facts={})], f"position 3 .*{CHANGED}"),
    "the actor": ([at(2).values(actor_id=4)], f"position 2 .*{CHANGED}"),
    "nobody's act": ([at(2).values(actor_id=None)], f"position 2 .*{CHANGED}"),
    "the type": ([at(1).values(type="token.revoked")], f"position 1 .*{CHANGED}"),
    "the subject": ([at(5).values(subject_id=9)], f"position 5 .*{CHANGED}"),
    "the subject's kind": ([at(5).values(subject_kind="board")], f"position 5 .*{CHANGED}"),
    "the board": ([at(5).values(board_id=1)], f"position 5 .*{CHANGED}"),
    "the moment by which it is found": ([at(4).values(at_key=1)], f"position 4 .*{CHANGED}"),
    "whose it is": ([at(4).values(about_id=8)], f"position 4 .*{CHANGED}"),
    "the id": ([at(4).values(id=999)], f"position 4 .*{CHANGED}"),
    "the digest": ([at(4).values(digest="0" * 64)], f"position 4 .*{CHANGED}"),
    "what is personal": ([at(2).values(personal={"name": "fridge"})], "position 2 .*has other personal fields"),
    "the salt": ([at(2).values(salt="0" * 64)], "position 2 .*has other personal fields"),
    "the salt taken away": ([at(2).values(salt=None)], "position 2 .*has other personal fields"),
    "a link": ([at(3).values(link="f" * 64)], f"position 3 .*{CHANGED}"),
    "the last link": ([at(5).values(link="f" * 64)], f"position 5 .*{CHANGED}"),
    "no link": ([at(3).values(link=None)], f"position 3 .*{CHANGED}"),
    "one taken out": ([delete(ENTRIES).where(ENTRIES.c.position == 3)], "position 3 is missing"),
    "the first taken out": ([delete(ENTRIES).where(ENTRIES.c.position == 1)], "position 1 is missing"),
    "the last taken out": ([delete(ENTRIES).where(ENTRIES.c.position == 5)], "position 5 is missing, and all"),
    "all taken out": ([delete(ENTRIES)], "position 1 is missing, and all"),
    "one taken out, and the gap closed": (
        [delete(ENTRIES).where(ENTRIES.c.position == 3), at(4).values(position=3), at(5).values(position=4)],
        f"position 3 .*{CHANGED}",
    ),
    "one sent back to wait": ([at(3).values(position=None, link=None)], "position 3 is missing"),
    "two swapped": (
        [at(2).values(position=99), at(3).values(position=2), at(99).values(position=3)],
        f"position 2 .*{CHANGED}",
    ),
    "one put in at the end": (
        [insert(ENTRIES).values(**FORGED, position=6, link="f" * 64)],
        f"position 6 .*{CHANGED}",
    ),
    "one put in between": (
        [at(5).values(position=6), at(4).values(position=5), insert(ENTRIES).values(**FORGED, position=4)],
        f"position 4 .*{CHANGED}",
    ),
    "one put before the beginning": ([at(5).values(position=0)], "position 0 was put before the beginning"),
}


@pytest.mark.parametrize("what", TAMPERINGS)
def test_what_is_changed_behind_our_back_is_noticed(home: Installation, five: chain.Verdict, what: str) -> None:
    statements, said = TAMPERINGS[what]
    tamper(home, *statements)
    found = verify(home)
    assert found.wrong is not None
    assert re.search(said, found.wrong), found.wrong


def test_only_the_first_wrong_entry_is_named(home: Installation, five: chain.Verdict) -> None:
    tamper(home, at(2).values(subject_id=9), at(4).values(subject_id=9))
    found = verify(home)
    assert (found.position, "position 2 " in str(found.wrong)) == (1, True)


def test_what_cannot_be_read_is_named_too(home: Installation, five: chain.Verdict) -> None:
    unreadable = {"at": "x", "facts": "x", "personal": "{"} if home.database.sqlite else {"at": "infinity"}
    of = "audit_entries WHERE position = 3"
    for column, value in unreadable.items():
        with home.database.transaction() as session:
            run = session.connection().exec_driver_sql
            run(f"CREATE TABLE kept AS SELECT {column} AS value FROM {of}")
            run(f"UPDATE audit_entries SET {column} = '{value}' WHERE position = 3")
        assert verify(home).wrong == "The entry at position 3 cannot be read: it was changed."
        with home.database.transaction() as session:
            run = session.connection().exec_driver_sql
            run(f"UPDATE audit_entries SET {column} = (SELECT value FROM kept) WHERE position = 3")
            run("DROP TABLE kept")
    assert verify(home).wrong is None


def _forge(home: Installation, position: int, link: str) -> None:
    """Chain all anew behind `position`, as somebody can who knows how it is done."""
    tamper(
        home,
        update(ENTRIES).where(ENTRIES.c.position > position).values(position=None, link=None),
        update(AuditChain.__table__).values(position=position, link=link),
    )
    extend(home)


def test_a_chain_that_was_made_anew_is_noticed_by_the_link_that_was_kept(
    home: Installation, five: chain.Verdict
) -> None:
    with home.database.reading() as db:
        second = db.execute(select(AuditEntry.link).where(AuditEntry.position == 2)).scalar_one()
    assert verify(home, five.position, five.link).wrong is None
    tamper(home, at(3).values(subject_id=9))
    _forge(home, 2, second)
    assert verify(home).wrong is None
    said = verify(home, five.position, five.link).wrong
    assert said == "The entry at position 5 has another link than the one that was kept."
    assert verify(home, 2, second).wrong is None


def test_an_end_that_was_cut_off_is_noticed_by_the_position_that_was_kept(
    home: Installation, five: chain.Verdict
) -> None:
    with home.database.reading() as db:
        fourth = db.execute(select(AuditEntry.link).where(AuditEntry.position == 4)).scalar_one()
    tamper(
        home,
        delete(ENTRIES).where(ENTRIES.c.position == 5),
        update(AuditChain.__table__).values(position=4, link=fourth),
    )
    assert verify(home).wrong is None
    assert verify(home, five.position, five.link).wrong == "The entry at position 5 is missing."


def test_a_walk_from_a_position_that_was_kept_goes_on_behind_it(home: Installation, five: chain.Verdict) -> None:
    record(Make(home), 3)
    extend(home)
    found = verify(home, five.position, five.link)
    assert (found.position, found.wrong) == (8, None)
    tamper(home, at(2).values(subject_id=9))
    assert verify(home, five.position, five.link).wrong is None
    tamper(home, at(7).values(subject_id=9))
    assert "position 7 " in str(verify(home, five.position, five.link).wrong)


def test_what_is_blanked_is_gone_and_the_chain_holds(home: Installation, five: chain.Verdict) -> None:
    record(Make(home), about=8)
    extend(home)
    before = verify(home)
    with home.database.transaction() as session:
        assert audit.blank(session, 7) == 5
    with home.database.reading() as db:
        rows = db.execute(select(AuditEntry).order_by(AuditEntry.position)).all()
    assert [(row.personal, row.salt) for row in rows[:5]] == [(None, None)] * 5
    assert all(row.digest for row in rows)
    assert rows[5].personal == {"name": "phone 0"}
    assert verify(home) == before
    with home.database.transaction() as session:
        assert audit.blank(session, 7) == 0


def test_what_was_blanked_while_it_waited_is_chained_as_well(home: Installation, make: Make) -> None:
    record(make, 2)
    with home.database.transaction() as session:
        audit.blank(session, 7)
    extend(home)
    assert (verify(home).position, verify(home).wrong) == (2, None)


def test_what_was_blanked_cannot_be_filled_in_again(home: Installation, five: chain.Verdict) -> None:
    with home.database.transaction() as session:
        audit.blank(session, 7)
    tamper(home, at(2).values(personal={"name": "phone 1"}, salt="0" * 64))
    assert "position 2 " in str(verify(home).wrong)


def test_workers_that_chain_at_once_make_one_chain(home: Installation, make: Make) -> None:
    record(make, 60)
    stop = threading.Event()

    def chained() -> int:
        many = 0
        while True:
            over = stop.is_set()
            many += (more := extend(home, 7))
            if over and not more:
                return many

    def acts() -> int:
        try:
            record(make, 60)
        finally:
            stop.set()
        return 0

    assert sum(together(chained, chained, chained, acts)) == 120
    found = verify(home)
    assert (found.position, found.waiting, found.wrong) == (120, 0, None)


def test_an_entry_that_commits_late_is_chained_later_whatever_its_id(home: Installation, make: Make) -> None:
    if home.database.sqlite:
        # It has one writer: what has the smaller id was committed first. An id that was free does for one.
        record(make)
        tamper(home, update(ENTRIES).values(id=100))
        extend(home)
        tamper(home, _late())
        early = 99
    else:
        with home.database.transaction() as late:
            entry = audit.record(late, "token.created", ("token", 1), board=None, actor=3)
            late.flush()
            early = entry.id
            record(make)
            assert extend(home) == 1
            assert verify(home).position == 1
    assert extend(home) == 1
    assert extend(home) == 0
    with home.database.reading() as db:
        first, second = db.execute(select(AuditEntry.id).order_by(AuditEntry.position)).scalars()
    assert second == early < first
    assert verify(home).wrong is None


def _late() -> Any:
    said = {"type": "token.created", "at": clock.now(), "at_key": 0, "subject_kind": "token", "subject_id": 1}
    return insert(ENTRIES).values(id=99, facts={}, **said)


def test_an_entry_that_is_not_committed_is_never_chained(home: Installation, make: Make) -> None:
    class Undone(Exception):
        """The act failed after all."""

    def act() -> None:
        with home.database.transaction() as session:
            audit.record(session, "token.created", ("token", 1), board=None, actor=3)
            raise Undone

    with pytest.raises(Undone):
        act()
    assert (extend(home), verify(home).waiting) == (0, 0)


def test_a_long_chain_is_walked_in_pieces(home: Installation, make: Make) -> None:
    with home.database.transaction() as session:
        rows = [
            {"type": "token.created", "at": clock.now(), "at_key": n, "subject_kind": "token", "subject_id": n}
            for n in range(1, 4502)
        ]
        session.connection().execute(insert(ENTRIES), [{"facts": {"n": row["at_key"]}, **row} for row in rows])
    while extend(home):
        pass
    assert (verify(home).position, verify(home).wrong) == (4501, None)
    tamper(home, at(4001).values(facts={}))
    assert (verify(home).position, "position 4001 " in str(verify(home).wrong)) == (4000, True)
