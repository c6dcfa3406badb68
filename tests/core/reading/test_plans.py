"""Every read is one range of one index and rows by key: no sort, no scan, no count, no offset, on either database.

A search alone sorts, on PostgreSQL, the hits of one block of a board, which are at most 16,384, to have the newest of
them; what is ranked after that, the newest thousand, is sorted outside the database.

The plans are those of a filled database, and on PostgreSQL the generic ones that the read engine keeps.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from types import CodeType, FunctionType, ModuleType
from typing import Any

import orjson
import pytest
from psycopg.types.json import Json
from sqlalchemy import Connection, event

from ideaboard import clock
from ideaboard.api.dialect.call import Installation
from ideaboard.core.ideas.ideas import STATUSES
from ideaboard.core.people import boards, tokens
from ideaboard.core.reading import (
    activity,
    assignments,
    audit,
    decisions,
    discussion,
    feedback,
    hits,
    ideas,
    moderation,
    outbox,
    pages,
    participation,
    people,
    reviews,
    rounds,
    search,
    tasks,
    trust,
    unanswered,
    values,
    webhooks,
)
from ideaboard.core.reading.pages import Window
from ideaboard.errors import Invalid, NotFound
from tests.bench.fill import Filled, fill

MODULES: tuple[ModuleType, ...] = (
    activity,
    assignments,
    audit,
    decisions,
    discussion,
    feedback,
    hits,
    ideas,
    moderation,
    outbox,
    participation,
    people,
    reviews,
    rounds,
    search,
    tasks,
    trust,
    unanswered,
    values,
    webhooks,
)
# There are few of these here, and to keep all of them at hand for a join is right.
FEW = ("boards", "connections")
ROW_BY_ROW = ("Nested Loop", "Limit", "Index Scan", "Index Only Scan", "Memoize", "Materialize", "Result")

# Searching, on PostgreSQL: of each block of a board, 16,384 ideas, the index gives the hits in no order; they are
# sorted, and no other row is. SQLite's index gives them in order.
INDEX, BLOCK_OF_HITS = "ix_ideas_fts_words", ("Sort", "Bitmap Heap Scan", "Bitmap Index Scan", "Function Scan")

# Whoever has voted ten thousand times would wait for all of them, once for each row.
ALL_MY_VOTES = "ix_votes_account_id"

Read = Callable[[Any], Any]


def _reads(filled: Filled) -> Iterator[tuple[str, Read]]:
    """Everything that is read, in every sort and with every filter."""
    f, idea = filled, filled.ideas[1]
    for window in (Window(), Window(after=3 << 40), Window(after=1)):
        for sort in (None, *ideas.SORTS):
            for status in (None, *STATUSES):
                for of in ({}, {"task": f.task}, {"value": f.value}, {"mine": True}):
                    for hidden in (False, True):
                        yield (
                            f"ideas {sort} {status} {of} {hidden}",
                            lambda db, s=sort, t=status, o=of, w=window, h=hidden: ideas.page(
                                db, f.board, f.account, sort=s, status=t, window=w, hidden=h, **o
                            ),
                        )
        for asked in ("cache", "cach", "cache dependencies", "downloads 17 cac", "cachr", "東京"):
            for of in ({}, {"status": "open"}, {"task": f.task}, {"value": f.value}):
                yield (
                    f"search {asked} {of}",
                    lambda db, q=asked, o=of, w=window: search.page(db, f.board, f.account, q, window=w, **o),
                )
        lists: dict[str, Callable[[Any, Window], Any]] = {
            "backlog": lambda db, w: ideas.backlog(db, f.board, f.account, w),
            "versions": lambda db, w: ideas.versions(db, idea, f.account, None, w),
            "tasks": lambda db, w: tasks.page(db, f.board, window=w),
            "open tasks": lambda db, w: tasks.page(db, f.board, status="open", window=w),
            "decisions of an idea": lambda db, w: decisions.of_idea(db, idea, w),
            "decisions of a task": lambda db, w: decisions.of_task(db, f.task, w),
            "the decision log": lambda db, w: decisions.log(db, f.board, w),
            "comments of an idea": lambda db, w: discussion.comments_of_idea(db, idea, f.account, w),
            "comments of a task": lambda db, w: discussion.comments_of_task(db, f.task, f.account, w),
            "points": lambda db, w: discussion.points(db, idea, f.account, w),
            "voters": lambda db, w: ideas.voters(db, idea, w),
            "activity": lambda db, w: activity.after(db, f.board, w.after or activity.BEGINNING, w.limit),
            "the newest of the activity": lambda db, w: activity.newest(db, f.board, w.limit),
            "audit": lambda db, w: audit.page(db, f.board, w),
            "audit of a type and a time": lambda db, w: audit.page(
                db, f.board, w, type="idea.adopted", since=clock.now(), until=clock.now()
            ),
            "audit of no board": lambda db, w: audit.page(db, None, w),
            "audit of no board, of a type": lambda db, w: audit.page(db, None, w, type="token.created"),
            "hides": lambda db, w: moderation.hides(db, f.board, w),
            "flags": lambda db, w: moderation.flags(db, f.board, w),
            "connections": lambda db, w: outbox.connections(db, f.board, w),
            "issues": lambda db, w: outbox.issues(db, idea, w),
            "jobs": lambda db, w: outbox.jobs(db, f.board, None, w),
            "dead jobs": lambda db, w: outbox.jobs(db, f.board, "dead", w),
            "deliveries": lambda db, w: outbox.deliveries(db, f.job, w),
            "webhooks": lambda db, w: webhooks.page(db, f.board, w),
            "deliveries of a webhook": lambda db, w: webhooks.deliveries(db, f.board, w),
            "boards": lambda db, w: people.boards(db, f.account, None, w),
            "the one board of a token": lambda db, w: people.boards(db, f.account, f.board, w),
            "accounts": lambda db, w: people.accounts(db, w),
            "members": lambda db, w: people.members(db, f.board, w),
            "tokens": lambda db, w: people.tokens(db, f.account, w),
            "sessions": lambda db, w: people.sessions(db, f.account, 0, w),
            "identities": lambda db, w: people.identities(db, f.account, w),
            "mails": lambda db, w: people.mails(db, w),
            "invitations": lambda db, w: people.invitations(db, f.board, w),
            "values": lambda db, w: values.page(db, f.board, w),
            "stories": lambda db, w: values.stories(db, f.board, f.value, w),
            "promises": lambda db, w: trust.follow_ups(db, f.board, window=w),
            "kept promises": lambda db, w: trust.follow_ups(db, f.board, state="kept", window=w),
            "promises due": lambda db, w: trust.follow_ups(db, f.board, state="open", since=1, until=1 << 62, window=w),
            "all due": lambda db, w: trust.follow_ups(db, f.board, until=1 << 62, window=w),
            "questions": lambda db, w: trust.questions(db, f.decision, w),
            "questions that wait": lambda db, w: trust.questions_waiting(db, f.board, w),
            "unanswered": lambda db, w: unanswered.page(db, f.board, f.account, w),
            "issues of a connection": lambda db, w: outbox.issues_at(db, f.board, False, w),
            "stuck issues of a connection": lambda db, w: outbox.issues_at(db, f.board, True, w),
            "stuck issues": lambda db, w: outbox.stuck(db, f.board, w),
            "participation": lambda db, w: participation.page(db, f.board, w),
            "reviews": lambda db, w: reviews.page(db, f.board, window=w),
            "shared reviews": lambda db, w: reviews.page(db, f.board, state="shared", window=w),
            "assignments": lambda db, w: assignments.of_idea(db, idea, f.account, False, w),
            "all assignments": lambda db, w: assignments.of_idea(db, idea, f.account, True, w),
            "offers": lambda db, w: assignments.offers(db, f.board, f.account, w),
            "check-ins": lambda db, w: assignments.check_ins(db, idea, w),
            "feedback received": lambda db, w: feedback.page(db, f.board, f.account, "received", w),
            "feedback given": lambda db, w: feedback.page(db, f.board, f.account, "given", w),
            "feedback shared": lambda db, w: feedback.page(db, f.board, f.account, "shared", w),
            "asked of me": lambda db, w: feedback.asks(db, f.board, f.account, "asked_of_me", w),
            "asked by me": lambda db, w: feedback.asks(db, f.board, f.account, "asked_by_me", w),
            "asks that wait": lambda db, w: feedback.asks_waiting(db, f.board, f.account, w),
            "rounds": lambda db, w: rounds.page(db, f.board, f.account, w),
            "rounds to reply to": lambda db, w: rounds.rounds_to_reply(db, f.board, f.account, w),
            "calls for help": lambda db, w: assignments.help_calls(db, f.board, f.account, False, w),
            "all calls for help": lambda db, w: assignments.help_calls(db, f.board, f.account, True, w),
        }
        for name, read in lists.items():
            yield name, lambda db, r=read, w=window: r(db, w)
    yield from {
        "caller": lambda db: tokens.caller(db, f.token),
        "board place": lambda db: boards.place(db, f.slug, f.account),
        "similar ideas": lambda db: search.similar(db, f.board, f.account, "Caching of dependencies", 5),
        "idea": lambda db: ideas.one(db, idea, f.account),
        "idea place": lambda db: ideas.place(db, idea, f.account),
        "version": lambda db: ideas.version(db, idea, f.account, None, 1),
        "vote": lambda db: ideas.vote(db, idea, f.account),
        "task": lambda db: tasks.one(db, f.task),
        "task place": lambda db: tasks.place(db, f.task, f.account),
        "decision": lambda db: decisions.one(db, f.decision),
        "answers to a task's approaches": lambda db: db.execute(decisions._PARTS, {"of": f.decision}).fetchall(),
        "decision place": lambda db: decisions.place(db, f.decision, f.account),
        "comment": lambda db: discussion.comment(db, idea * 8, f.account),
        "comment place": lambda db: discussion.comment_place(db, idea * 8, f.account),
        "point": lambda db: discussion.point(db, idea, idea, f.account),
        "point place": lambda db: discussion.point_place(db, idea, f.account, idea),
        "compared": lambda db: ideas.compared(db, f.task, f.board, f.account),
        "points of many": lambda db: discussion.points_of(db, filled.ideas[:3], f.account),
        "hide": lambda db: moderation.hide(db, 1),
        "flag": lambda db: moderation.flag(db, 1),
        "flag place": lambda db: moderation.flag_place(db, 1, f.account),
        "connection": lambda db: outbox.connection(db, f.board),
        "connection place": lambda db: outbox.connection_place(db, f.board, f.account),
        "webhook": lambda db: webhooks.one(db, f.board),
        "webhook place": lambda db: webhooks.place(db, f.board, f.account),
        "issue": lambda db: outbox.issue(db, idea),
        "issue place": lambda db: outbox.issue_place(db, idea, f.account),
        "job": lambda db: outbox.job(db, f.job),
        "job place": lambda db: outbox.job_place(db, f.job, f.account),
        "deliveries of a job": lambda db: outbox.deliveries(db, f.job, Window()),
        "board": lambda db: people.board(db, f.board, f.account),
        "account": lambda db: people.account(db, f.account),
        "member": lambda db: people.member(db, f.board, f.account),
        "token": lambda db: people.token(db, f.account, 1),
        "session": lambda db: people.session(db, f.account, 1, 0),
        "identity": lambda db: people.identity(db, f.account, 1),
        "the provider of a session": lambda db: people.came_by(db, 1),
        "invitation": lambda db: people.invitation(db, f.board, 1),
        "what an invitation is to": lambda db: people.invited_to(db, 1),
        "value": lambda db: values.one(db, f.board, f.value),
        "promise": lambda db: trust.follow_up(db, 1),
        "promise place": lambda db: trust.follow_up_place(db, 1, f.account),
        "promises of a decision": lambda db: trust.promises_of(db, f.decision),
        "question": lambda db: trust.question(db, 1),
        "question place": lambda db: trust.question_place(db, 1, f.account),
        "job of nobody": lambda db: outbox.job_place(db, 1, f.account),
        "review": lambda db: reviews.one(db, 1),
        "meeting": lambda db: reviews.meeting(db, 1),
        "review place": lambda db: reviews.place(db, 1, f.account),
        "assignment": lambda db: assignments.one(db, idea),
        "assignment place": lambda db: assignments.place(db, idea, f.account),
        "work place": lambda db: assignments.work_place(db, idea, f.account),
        "check-in": lambda db: assignments.check_in(db, idea),
        "feedback": lambda db: feedback.one(db, idea),
        "feedback place": lambda db: feedback.place(db, idea, f.account),
        "ask": lambda db: feedback.ask(db, idea),
        "ask place": lambda db: feedback.ask_place(db, idea, f.account),
        "round": lambda db: rounds.one(db, idea, f.account),
        "round place": lambda db: rounds.place(db, idea, f.account),
        "results": lambda db: rounds.results(db, idea, f.account),
        "check-in place": lambda db: assignments.check_in_place(db, idea, f.account),
    }.items()


def _wrong_in_sqlite(db: Connection, sql: str, parameters: Any) -> list[str]:
    plan = [row[3] for row in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).fetchall()]
    bad = ("TEMP B-TREE", "AUTOMATIC", ALL_MY_VOTES)
    # With M the full-text index is asked for what matches, with = for one row; without, it would be read whole.
    matching = r"SCAN ideas_fts VIRTUAL TABLE INDEX \d+:\S*[M=]"
    # What a part of the statement gives is read as it comes; how that part reads is among the steps.
    given = [step.replace("CO-ROUTINE", "SCAN") for step in plan if step.startswith("CO-ROUTINE")]
    return [
        step
        for step in plan
        if any(word in step for word in bad)
        or (re.match(r"SCAN \w+(?! USING)", step) and step not in given and not re.match(matching, step))
    ]


def _wrong_in_postgresql(db: Connection, sql: str, parameters: Any) -> list[str]:
    names = list(dict.fromkeys(re.findall(r"%\((\w+)\)s", sql)))
    prepared = re.sub(r"%\((\w+)\)s", lambda found: f"${names.index(found[1]) + 1}", sql)
    given = ", ".join(_literal(parameters[name]) for name in names)
    db.exec_driver_sql(f"PREPARE read AS {prepared.replace('%', '%%')}")
    try:
        said = db.exec_driver_sql(f"EXPLAIN (FORMAT JSON) EXECUTE read{f'({given})' if names else ''}").scalar()
    finally:
        db.exec_driver_sql("DEALLOCATE read")
    plan = said[0]["Plan"] if isinstance(said, list) else orjson.loads(said)[0]["Plan"]
    return list(_wrong_nodes(plan))


def _as_if_everything_were_big(home: Installation, db: Connection) -> None:
    """To read a table of six rows whole is right; here we ask what happens when there are a million."""
    if not home.database.sqlite:
        for way in ("seqscan", "hashjoin"):
            db.exec_driver_sql(f"SET enable_{way} = off")
        # The connection is not for others.
        db.detach()


def _literal(value: Any) -> str:
    if isinstance(value, Json):
        return f"'{orjson.dumps(value.obj).decode()}'"
    value = getattr(value, "obj", value)
    if isinstance(value, list):
        return f"ARRAY[{', '.join(map(_literal, value))}]"
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


def _wrong_nodes(plan: dict[str, Any], for_each_row: bool = False) -> Iterator[str]:
    kind, table = plan["Node Type"], plan.get("Relation Name")
    for_each_row = for_each_row or plan.get("Parent Relationship") == "SubPlan"
    if kind in BLOCK_OF_HITS and _is_block_of_hits(plan):
        pass
    elif for_each_row and plan.get("Index Name") == ALL_MY_VOTES:
        yield f"{kind} of all of somebody's votes"
    elif kind not in (*ROW_BY_ROW, *(("Aggregate",) if for_each_row else ())):
        yield f"{kind} on {table}"
    elif kind.startswith("Index") and "Index Cond" not in plan and table not in FEW:
        yield f"{kind} of all of {plan['Index Name']}"
    for part in plan.get("Plans", ()):
        yield from _wrong_nodes(part, for_each_row)


def _is_block_of_hits(plan: dict[str, Any]) -> bool:
    kind, parts = plan["Node Type"], [part["Node Type"] for part in plan.get("Plans", ())]
    if kind == "Sort":
        return parts == ["Bitmap Heap Scan"] and _is_block_of_hits(plan["Plans"][0])
    if kind == "Bitmap Heap Scan":
        return plan["Relation Name"] == "ideas_fts" and parts == ["Bitmap Index Scan"]
    if kind == "Bitmap Index Scan":
        return plan["Index Name"] == INDEX and "Index Cond" in plan
    return plan["Function Name"] == "unnest"


def test_every_read_is_a_range_of_an_index(home: Installation) -> None:
    filled = fill(home.database, boards=6, ideas=700, people=120)
    explain = _wrong_in_sqlite if home.database.sqlite else _wrong_in_postgresql
    seen: dict[str, tuple[str, Any]] = {}
    called: set[CodeType] = set()
    name = ""

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        seen.setdefault(statement, (name, parameters))

    event.listen(home.database.reads, "before_cursor_execute", note)
    sys.setprofile(lambda frame, what, arg: called.add(frame.f_code))
    try:
        with home.database.reading() as db:
            for name, read in _reads(filled):  # noqa: B007
                with suppress(Invalid, NotFound):
                    read(db)
    finally:
        sys.setprofile(None)
        event.remove(home.database.reads, "before_cursor_execute", note)
    wrong = {}
    with home.database.reading() as db:
        _as_if_everything_were_big(home, db)
        for statement, (what, parameters) in seen.items():
            if found := explain(db, statement, parameters):
                wrong[what] = found
            # SQLAlchemy writes `LIMIT … OFFSET 0` for SQLite.
            assert "OFFSET" not in statement or (home.database.sqlite and parameters[-1] == 0), what
            assert "count(" not in statement.lower(), what
    assert wrong == {}
    assert len(seen) > 60
    # A read that was added and is not asked for above would be seen here.
    assert [f"{module.__name__}.{verb}" for module, verb in _verbs() if _code(module, verb) not in called] == []


def _verbs() -> Iterator[tuple[ModuleType, str]]:
    for module in MODULES:
        for verb, thing in vars(module).items():
            function = getattr(thing, "__wrapped__", thing)
            if isinstance(function, FunctionType) and function.__module__ == module.__name__ and verb[0] != "_":
                yield module, verb


def _code(module: ModuleType, verb: str) -> CodeType:
    thing = getattr(module, verb)
    return getattr(thing, "__wrapped__", thing).__code__


def test_a_sort_a_scan_and_a_count_would_be_seen(home: Installation) -> None:
    filled = fill(home.database, boards=2, ideas=300)
    explain = _wrong_in_sqlite if home.database.sqlite else _wrong_in_postgresql
    with home.database.reading() as db:
        _as_if_everything_were_big(home, db)
        for sql in (
            f"SELECT id FROM ideas WHERE board_id = {filled.board} ORDER BY title LIMIT 20",
            "SELECT id FROM ideas WHERE title = 'x'",
            "SELECT rowid FROM ideas_fts WHERE title = 'x'",
            "SELECT rowid FROM ideas_fts ORDER BY title LIMIT 20",
            f"SELECT status, max(title) FROM ideas WHERE board_id = {filled.board} GROUP BY status",
            "SELECT count(*) FROM (SELECT id FROM ideas WHERE title = 'x' LIMIT 9) AS named",
        ):
            assert explain(db, sql, {}), sql


@pytest.mark.parametrize("limit", [1, 20, 100])
def test_a_page_reads_one_row_more_than_it_shows(home: Installation, limit: int) -> None:
    filled = fill(home.database, ideas=120)
    asked = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        asked.append(parameters)

    event.listen(home.database.reads, "before_cursor_execute", note)
    with home.database.reading() as db:
        page: pages.Page = ideas.page(db, filled.board, filled.account, window=Window(limit=limit))
    event.remove(home.database.reads, "before_cursor_execute", note)
    given = asked[0].values() if isinstance(asked[0], dict) else asked[0]
    assert len(page.rows) == limit
    assert limit + 1 in given


def test_no_read_is_shared_out_among_processes_of_the_server(home: Installation) -> None:
    if home.database.sqlite:
        pytest.skip("SQLite has none")
    # For twenty rows of a million PostgreSQL would start two, which takes ten times as long as to read them.
    with home.database.reads.connect() as db:
        assert db.exec_driver_sql("SHOW max_parallel_workers_per_gather").scalar() == "0"
