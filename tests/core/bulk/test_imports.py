"""What an import leaves is what the verbs would have left, idea by idea and vote by vote."""

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from ideaboard import clock, ids
from ideaboard.core.bulk import imports, rows
from ideaboard.core.bulk.imports import BadLine, Import
from ideaboard.core.decisions import decisions
from ideaboard.core.ideas import comments, ideas, votes
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.standings import ID_BITS
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.core.outbox.events import Event
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Membership
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading.pages import Window
from ideaboard.core.tables import METADATA
from ideaboard.errors import Conflict
from tests.make import Make

NAMES = ("ada", "ben", "dia", "eve")
BEGAN = datetime(2026, 1, 5, 9, tzinfo=UTC)
STORIES = st.sampled_from(
    [
        [],
        [("decline", "No.")],
        [("not_now", "Later.")],
        [("adopt", "Yes.")],
        [("adopt", "Yes."), ("start", None)],
        [("adopt", "Yes."), ("drop", "We know better."), ("reopen", "We do not.")],
        [("adopt", "Yes."), ("start", None), ("done", None)],
    ]
)
PEOPLE = st.sampled_from(NAMES)
IDEAS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Cache it", "Measure first", "中文"]),
        "body": st.sampled_from(["", "Plain words.", "*Marked* [up](https://e.org)\n\n- and\n- more"]),
        "author": PEOPLE,
        "votes": st.dictionaries(PEOPLE, st.integers(0, 60)),
        "comments": st.lists(st.tuples(PEOPLE, st.integers(0, 9)), max_size=5),
        "story": STORIES,
    }
)
_slugs = itertools.count()


def email(name: str) -> str:
    return f"{name}@example.org"


def line(idea: dict[str, Any], posted: datetime) -> dict[str, Any]:
    """One idea as a file says it."""
    said = {
        "title": idea["title"],
        "body": idea["body"],
        "author": email(idea["author"]),
        "created_at": posted.isoformat(),
        "votes": [
            {"by": email(name), "day": (posted.date() + timedelta(days=days)).isoformat()}
            for name, days in idea["votes"].items()
        ],
        "comments": [
            {
                "author": email(name),
                "body": f"Comment *{place}*.",
                "created_at": (posted + timedelta(hours=place)).isoformat(),
                **({"parent": parent} if parent < place else {}),
            }
            for place, (name, parent) in enumerate(idea["comments"])
        ],
    }
    if idea["story"]:
        said["decisions"] = [
            {
                "outcome": outcome,
                "by": email("ada"),
                "at": (posted + timedelta(days=70 + place)).isoformat(),
                **({"rationale": why} if why else {}),
                **({"revisit_on": "2026-12-31"} if outcome == "not_now" else {}),
            }
            for place, (outcome, why) in enumerate(idea["story"])
        ]
    return said


def tell(make: Make, board: int, idea: dict[str, Any], posted: datetime) -> None:
    """The same idea by the verbs, each at its moment."""
    with make.home.database.transaction() as session:
        by = make.person(idea["author"])
        with clock.at(posted):
            made = ideas.post(session, board, by, title=idea["title"], body=render(idea["body"]))
        for name, days in sorted(idea["votes"].items(), key=lambda vote: vote[1]):
            with clock.at(posted + timedelta(days=days)):
                votes.cast(session, made.id, make.person(name))
        said: list[int] = []
        for place, (name, parent) in enumerate(idea["comments"]):
            with clock.at(posted + timedelta(hours=place)):
                comment = comments.post(
                    session, board, make.person(name), idea=made.id, body=render(f"Comment *{place}*."),
                    parent=said[parent] if parent < place else None,
                )  # fmt: skip
            said.append(comment.id)
        for place, (outcome, why) in enumerate(idea["story"]):
            day = date(2026, 12, 31) if outcome == "not_now" else None
            with clock.at(posted + timedelta(days=70 + place)):
                held = decisions.lock(session, made.id)
                decisions.decide(session, held, make.person("ada"), outcome, rationale=why, revisit_on=day)


def kept(make: Make, board: int) -> dict[str, list[dict[str, Any]]]:
    """Every row of what belongs to the board's ideas; an id is said as its place among its like."""
    with make.home.database.reading() as db:
        of_board = list(db.scalars(select(Idea.id).where(Idea.board_id == board).order_by(Idea.id)))
        found: dict[str, list[dict[str, Any]]] = {}
        for table in rows.TABLES:
            column = table.c.id if table.name == "ideas" else table.c.idea_id
            asked = select(table).where(column.in_(of_board)).order_by(*table.primary_key.columns)
            found[table.name] = [dict(row._mapping) for row in db.execute(asked)]
    places = {
        name: {row["id"]: place for place, row in enumerate(found[name])} for name in ("ideas", "comments", "decisions")
    }
    pointing = {"idea_id": "ideas", "parent_id": "comments", "decision_id": "decisions", "shown_on": "ideas"}
    for name, all_rows in found.items():
        for row in all_rows:
            row.pop("board_id", None)
            for field, of in [*pointing.items(), ("id", name)]:
                if row.get(field) is not None:
                    row[field] = places[of][row[field]]
            for field in [field for field in row if field.endswith("_key") and row[field] is not None]:
                number, idea = row[field] >> ID_BITS, row[field] & (1 << ID_BITS) - 1
                row[field] = (number, places["ideas"][idea])
    return found


def bring(make: Make, board: int, lines: list[Any], **kw: Any) -> Import | None:
    """Import these lines."""
    kw = {"digest": f"{next(_slugs)}", "name": "ideas.jsonl", **kw}
    with make.home.database.transaction() as session:
        return imports.bring_in(session, board, lines, **kw)


def lists(make: Make, board: int) -> Iterator[tuple[str, list[Any]]]:
    """Every list of a board, without its ids."""
    hidden = {"id", "board", "sort_key", "decision_id"}
    with make.home.database.reading() as db:
        for sort in reading.SORTS:
            page = reading.page(db, board, make.person("ben"), sort=sort, window=Window(limit=100, count=True))
            shown = [{name: value for name, value in row._mapping.items() if name not in hidden} for row in page.rows]
            yield sort, [page.total, shown]
        backlog = reading.backlog(db, board, 0, Window(limit=100))
        yield "backlog", [row.number for row in backlog.rows]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(told=st.lists(IDEAS, min_size=1, max_size=6))
def test_an_import_leaves_what_the_verbs_leave(make: Make, told: list[dict[str, Any]]) -> None:
    by_verbs, by_file = (make.board(f"board-{next(_slugs)}") for _ in range(2))
    for name in NAMES:
        make.person(name)
    moments = [BEGAN + timedelta(days=place) for place in range(len(told))]
    for idea, posted in zip(told, moments, strict=True):
        tell(make, by_verbs, idea, posted)
    brought = bring(make, by_file, [line(idea, posted) for idea, posted in zip(told, moments, strict=True)])
    assert brought is not None
    assert (brought.ideas, brought.votes) == (len(told), sum(len(idea["votes"]) for idea in told))
    assert kept(make, by_file) == kept(make, by_verbs)
    assert dict(lists(make, by_file)) == dict(lists(make, by_verbs))


def test_after_an_import_the_verbs_go_on_where_it_ended(make: Make) -> None:
    before, board = make.idea(), make.board()
    make.person("dia")
    bring(make, board, [line({"title": f"Idea {n}", "body": "", "author": "ben", "votes": {"ada": 1}, "comments":
                              [("dia", 9)], "story": [("adopt", "Yes.")]}, BEGAN) for n in range(3)])  # fmt: skip
    after = make.idea()
    with make.home.database.transaction() as session:
        numbers = list(session.scalars(select(Idea.number).order_by(Idea.id)))
        assert numbers == [1, 2, 3, 4, 5]
        brought = list(session.scalars(select(Idea.id).where(Idea.id != before, Idea.id != after)))
        assert before < min(brought)
        assert max(brought) < after
    make.vote(after, "ben")
    assert make.comment(after) > 0
    assert make.decide(after, "adopt") > 0
    assert [row["idea_id"] for row in kept(make, board)["backlog"]] == [1, 2, 3, 4]


def test_a_thousand_ideas_take_several_batches_and_lose_none(make: Make) -> None:
    make.person("ben")
    board = make.board()
    quiet = {"body": "x", "author": "ben", "comments": [("ben", 9)], "story": []}
    told = [{"title": f"Idea {n}", "votes": {"ben": n % 50}, **quiet} for n in range(1000)]
    bring(make, board, [line(idea, BEGAN + timedelta(minutes=n)) for n, idea in enumerate(told)])
    with make.home.database.reading() as db:
        assert list(db.scalars(select(Idea.title).order_by(Idea.number))) == [idea["title"] for idea in told]
        assert db.scalar(select(func.count()).select_from(Vote)) == 1000


SMALL = {"title": "A", "author": "ben@example.org", "created_at": "2026-01-05T09:00:00Z"}


def test_approaches_and_values_come_with_their_task_and_their_values(make: Make) -> None:
    task, value, board = make.task(), make.value(), make.board()
    served = [{"value": ids.encode("value", value), "how": "It saves it."}]
    bring(make, board, [{**SMALL, "task": ids.encode("task", task), "values": served}, SMALL])
    with make.home.database.transaction() as session:
        assert session.get_one(Task, task).approaches == 1
    with make.home.database.reading() as db:
        for of in ({"task": task}, {"value": value}):
            assert len(reading.page(db, board, 0, **of).rows) == 1
        (row,) = reading.page(db, board, 0, value=value).rows
    assert row.values == [{"value": value, "how": "It saves it."}]


def _everything(make: Make) -> dict[str, int]:
    with make.home.database.reading() as db:
        return {
            name: db.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in METADATA.tables.items()
        }


def test_a_bad_line_changes_nothing(make: Make) -> None:
    make.person("ben")
    board, before = make.board(), _everything(make)
    bad = {**SMALL, "votes": [{"by": "nobody@example.org", "day": "2026-01-05"}]}
    with pytest.raises(BadLine, match=r"^601: /votes/0/by: There is no account with the e-mail nobody@example.org"):
        bring(make, board, [*[SMALL] * 600, bad])
    assert _everything(make) == before


def test_what_the_board_does_not_have_is_refused(make: Make) -> None:
    make.person("ben")
    board, other = make.board(), make.board("other")
    task, elsewhere, retired = make.task(), make.task(board="other"), make.value(board="other")
    make.decide(make.idea(task=task), "adopt")
    for wrong, words in [
        ({"task": ids.encode("task", elsewhere)}, "2: /task: The board has no such task"),
        ({"task": ids.encode("task", 999)}, "2: /task: The board has no such task"),
        ({"task": ids.encode("task", task)}, "2: /task: The task takes no approaches. It is decided."),
        ({"values": [{"value": ids.encode("value", retired), "how": "x"}]}, "2: /values/0/value: The board has no"),
    ]:
        with pytest.raises(BadLine, match=words):
            bring(make, board, [SMALL, {**SMALL, **wrong}])
    assert other != board
    assert kept(make, board)["ideas"][1:] == []


def test_a_file_comes_in_once_on_each_board(make: Make) -> None:
    make.person("ben")
    board, other = make.board(), make.board("other")
    assert bring(make, board, [SMALL], digest="same") is not None
    assert bring(make, board, [SMALL], digest="same") is None
    assert bring(make, other, [SMALL], digest="same") is not None
    assert len(kept(make, board)["ideas"]) == 1


def test_accounts_are_made_when_asked_and_nobody_is_put_on_the_board(make: Make) -> None:
    make.person("ben")
    board = make.board()
    new = {**SMALL, "author": " Zoe@Example.org", "votes": [{"by": "zoe@example.org", "day": "2026-01-05"}]}
    with pytest.raises(BadLine, match="1: /author: There is no account"):
        bring(make, board, [new])
    brought = bring(make, board, [new, new], make_accounts=True)
    assert brought is not None
    assert brought.accounts == 1
    with make.home.database.transaction() as session:
        zoe = session.scalars(select(Account).where(Account.email == "zoe@example.org")).one()
        assert (zoe.name, zoe.kind, zoe.admin, zoe.password_hash) == ("zoe", "person", False, None)
        assert session.get(Membership, (board, zoe.id)) is None


def test_an_import_is_one_event_and_owes_no_tracker_anything(make: Make) -> None:
    make.connection()
    make.person("ben")
    board = make.board()
    before = _everything(make)
    bring(make, board, [line({"title": "A", "body": "", "author": "ben", "votes": {}, "comments": [],
                              "story": [("adopt", "Yes.")]}, BEGAN)])  # fmt: skip
    after = _everything(make)
    assert (after["events"] - before["events"], after["jobs"], after["issues"]) == (1, before["jobs"], 0)
    with make.home.database.transaction() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert (event.type, event.subject_kind, event.subject_id, event.data) == ("board.imported", "board", board, {})


def test_an_import_and_the_accounts_that_it_makes_are_in_the_audit_trail_as_an_operators_act(make: Make) -> None:
    make.person("ben")
    board = make.board()
    new = {**SMALL, "author": "zoe@example.org", "votes": [{"by": "ben@example.org", "day": "2026-01-05"}]}
    with make.home.database.transaction() as session:
        last = session.scalar(select(func.max(AuditEntry.id))) or 0
    bring(make, board, [new, new], make_accounts=True)
    with make.home.database.transaction() as session:
        found = session.scalars(select(AuditEntry).where(AuditEntry.id > last).order_by(AuditEntry.id)).all()
    assert [(row.type, row.board_id, row.actor_id) for row in found] == [
        ("account.created", None, None),
        ("board.imported", board, None),
    ]
    assert found[0].personal == {"name": "zoe", "email": "zoe@example.org"}
    assert found[1].facts == {"ideas": 2}


def test_an_archived_board_takes_nothing(make: Make) -> None:
    from ideaboard.core.people import boards

    board = make.board()
    with make.home.database.transaction() as session:
        boards.edit(session, boards.lock(session, board), make.person("ada"), None, archived=True)
    with pytest.raises(Conflict) as refused:
        bring(make, board, [SMALL])
    assert refused.value.code == "board_archived"
