"""A filled database: boards with ideas, votes, comments, decisions, issues and jobs, written in bulk.

Every number is what the core's verbs would have made of it; ids are far from those that a sequence gives.
"""

import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert

from ideaboard import clock, ids
from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.decisions.backlog import Entry
from ideaboard.core.decisions.check_ins import CheckIn
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.follow_ups import FollowUp, key_of
from ideaboard.core.decisions.questions import Question
from ideaboard.core.feedback.asks import Ask
from ideaboard.core.feedback.feedback import Feedback
from ideaboard.core.feedback.rounds import Round, RoundQuestion
from ideaboard.core.ideas import search, standings
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.points import Point
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.tasks import Task, TaskText
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.values import IdeaValue, Value
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import SEND, Job
from ideaboard.core.outbox.messages import Message, Webhook
from ideaboard.core.outbox.places import Activity
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.tokens import Token, digest
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.issues import Issue
from ideaboard.db import Database

_FAR: Final = 10_000_000
_STATUSES: Final = (
    "open",
    "adopted",
    "open",
    "declined",
    "open",
    "in_progress",
    "open",
    "done",
    "not_now",
    "open",
)
_OUTCOMES: Final = {
    "adopted": "adopt",
    "in_progress": "start",
    "done": "done",
    "declined": "decline",
    "not_now": "not_now",
}
_ISSUED: Final = ("adopted", "in_progress", "done")
_WORDS: Final = render("Most of the night is *downloads*; a cache pays for itself.\n\n" * 6)
_TABLES: Final = (
    Account, Board, Membership, Token, Value, Connection, Task, TaskText, Idea, IdeaVersion, IdeaValue, Standing,
    Vote, Comment, Point, Decision, FollowUp, Question, Issue, Entry, Job, Activity, Event, Webhook, Message, Delivery,
    Feedback, Ask, Round,
    RoundQuestion,
    Assignment, CheckIn,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filled:
    """The first of the boards, and what is on it."""

    slug: str
    board: int
    account: int
    token: str
    people: list[int]
    ideas: list[int]
    task: int
    value: int
    decision: int
    job: int


def fill(database: Database, *, boards: int = 1, ideas: int = 200, people: int = 30) -> Filled:
    """Fill `database` with so many boards, each of so many ideas and as many comments and votes as people feel."""
    rows: dict[type, list[dict[str, Any]]] = {table: [] for table in _TABLES}
    chance = random.Random(7)
    secret = ids.secret("ib_")
    for board in range(_FAR, _FAR + boards):
        _board(rows, chance, board, ideas, people)
    first = rows[Account][0]["id"]
    rows[Token].append(_token(first, secret))
    rows[Token] += [_token(first, f"another {n}") for n in range(3)]
    with database.transaction() as session:
        for table in _TABLES:
            for start in range(0, len(rows[table]), 5000):
                session.execute(insert(table), rows[table][start : start + 5000])
        search.rebuild(session)
    if not database.sqlite:
        with database.reads.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
    mine = [row for row in rows[Idea] if row["board_id"] == _FAR]
    return Filled(
        slug=f"filled-{_FAR}",
        board=_FAR,
        account=first,
        token=secret,
        people=[row["id"] for row in rows[Account][:people]],
        ideas=[row["id"] for row in mine],
        task=rows[Task][0]["id"],
        value=rows[Value][0]["id"],
        decision=rows[Decision][0]["id"],
        job=rows[Job][0]["id"],
    )


def _board(rows: dict[type, list[dict[str, Any]]], chance: random.Random, board: int, ideas: int, people: int) -> None:
    now = clock.now()
    base = _FAR + (board - _FAR) * max(ideas, people) * 4
    accounts = list(range(base, base + people))
    for n, account in enumerate(accounts):
        rows[Account].append(
            {"id": account, "kind": "person", "name": f"Person {account}", "email": f"{account}@example.org",
             "admin": False, "created_at": now, "version": 1}
        )  # fmt: skip
        rows[Membership].append(
            {"board_id": board, "account_id": account, "role": "member" if n else "leader", "joined_at": now}
        )
    rows[Board].append(
        {"id": board, "slug": f"filled-{board}", "name": "Filled", "purpose": "", "visibility": "private",
         "results_shown": "always", "voters_named": "never", "relied_on": True,
          "time_zone": "UTC", "default_connection_id": board, "last_number": ideas, "created_at": now, "version": 1}
    )  # fmt: skip
    rows[Connection].append(
        {"id": board, "board_id": board, "tracker": "paper", "name": "paper", "settings": {}, "secrets": {},
         "state": "active", "since": now, "version": 1, "created_at": now}
    )  # fmt: skip
    rows[Activity].append({"board_id": board, "last": base + ideas})
    # Disabled, so that what is measured here owes it nothing.
    rows[Webhook].append(
        {"id": board, "board_id": board, "url": "https://example.org", "description": "", "events": [], "ordered": True,
         "state": "disabled", "since": now, "slow": False, "last_seq": ideas, "version": 1, "created_at": now}
    )  # fmt: skip
    rows[Value] += [
        {"id": base + n, "board_id": board, "place": n + 1, "name": f"Value {n}", "meaning": "", "version": 1}
        for n in range(4)
    ]
    tasks = list(range(base, base + max(2, ideas // 4)))
    for n, task in enumerate(tasks):
        rows[Task].append(
            {"id": task, "board_id": board, "author_id": accounts[0], "title": f"Task {n}", "excerpt": _WORDS.excerpt,
             "status": ("open", "decided", "done", "dropped")[n % 4], "approaches": 4 if n else ideas // 2,
             "version": 1, "created_at": now, "updated_at": now}
        )  # fmt: skip
        rows[TaskText].append({"task_id": task, "body": _WORDS.source, "body_html": _WORDS.html})
    for n in range(ideas):
        _idea(rows, chance, board, base + n, n, accounts, tasks)


def _idea(
    rows: dict[type, list[dict[str, Any]]],
    chance: random.Random,
    board: int,
    idea: int,
    n: int,
    accounts: list[int],
    tasks: list[int],
) -> None:
    posted = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=7 * n)
    status = _STATUSES[n % len(_STATUSES)]
    # The first task has many approaches, a few others have some: what a plan must not be misled by.
    task = (tasks[0] if n % 2 else tasks[1 + n % (len(tasks) - 1)]) if n % 4 else None
    decided = status != "open"
    served = [{"value": idea - n + n % 4, "how": "It does."}] if n % 3 else []
    voters = chance.sample(accounts, min(len(accounts), int(chance.paretovariate(0.8)) - 1))
    days = {account: posted.date() + timedelta(days=chance.randrange(30)) for account in voters}
    rows[Vote] += [{"idea_id": idea, "account_id": account, "day": day} for account, day in days.items()]
    text = {
        "title": f"Idea {n}: cache the dependencies", "effort": "small" if n % 2 else None,
        "learning": "How much is cache." if n % 5 else None, "values": served,
    }  # fmt: skip
    rows[Idea].append(
        {"id": idea, "hidden": False, "board_id": board, "number": n + 1, "task_id": task,
         "author_id": accounts[n % len(accounts)],
         "excerpt": _WORDS.excerpt, "status": status, "version": 1, "decision_id": idea if decided else None,
         "issue_id": idea if status in _ISSUED else None,
         "revisit_on": date(2099, 1, 1) if status == "not_now" else None,
         "waiting_key": None if decided else standings.waiting(posted, idea),
         "created_at": posted, "updated_at": posted, **text}
    )  # fmt: skip
    rows[IdeaVersion].append(
        {
            "idea_id": idea,
            "number": 1,
            "body": _WORDS.source,
            "body_html": _WORDS.html,
            "written_at": posted,
            "purged": False,
            **text,
        }
    )
    rows[IdeaValue] += [{"value_id": value["value"], "idea_id": idea} for value in served]
    writers = chance.choices(accounts, k=chance.randrange(5))
    said = {"hidden": False, "board_id": board, "idea_id": idea, "shown_on": idea, "version": 1, "created_at": posted}
    rows[Comment] += [
        {
            "id": idea * 8 + k,
            "depth": 0,
            "author_id": writer,
            "by_author": False,
            "body": _WORDS.source,
            "body_html": _WORDS.html,
            **said,
        }
        for k, writer in enumerate(writers)
    ]
    rows[Point].append({"id": idea, "side": "for", "text": "It pays.", "author_id": accounts[0], **said})
    standing = Standing(
        idea_id=idea,
        board_id=board,
        task_id=task,
        status=status,
        comments=len(writers),
        commenters=len(set(writers)),
        sources=0,
    )
    standings.counted(standing, len(days), standings.score(posted, Counter(days.values()).items()))
    rows[Standing].append({column.key: getattr(standing, column.key) for column in Standing.__table__.columns})
    rows[Event].append(
        {"id": idea, "board_id": board, "type": "idea.posted", "at": posted, "actor_id": accounts[0],
         "subject_kind": "idea", "subject_id": idea, "data": {}, "place": idea}
    )  # fmt: skip
    if n % 10 == 0:
        _message(rows, board, idea, posted)
    if not decided:
        return
    rows[Decision].append(
        {"id": idea, "board_id": board, "idea_id": idea, "task_id": None, "group_id": None,
         "outcome": _OUTCOMES[status], "rationale": "It pays for itself in a week.", "by_id": accounts[0],
         "at": posted, "idea_version": 1, "from_status": "open", "to_status": status, "values": []}
    )  # fmt: skip
    rows[FollowUp].append(
        {"id": idea, "board_id": board, "decision_id": idea, "promise": "Report.", "due_on": date(2099, 1, 1),
         "due_key": key_of(date(2099, 1, 1), idea), "state": "kept" if n % 3 else "open", "late": False, "version": 1}
    )  # fmt: skip
    rows[Question].append(
        {"id": idea, "board_id": board, "decision_id": idea, "asker_id": accounts[0], "text": "Why?",
         "asked_at": posted, "answered_at": posted if n % 3 else None,
         "waiting_key": None if n % 3 else standings.waiting(posted, idea), "version": 1}
    )  # fmt: skip
    if status in ("adopted", "in_progress"):
        rows[Entry].append({"idea_id": idea, "board_id": board, "place": (n + 1) << 20})
    if status in _ISSUED:
        rows[Issue].append(
            {"id": idea, "board_id": board, "idea_id": idea, "decision_id": idea, "connection_id": board,
             "marker": f"{idea:032x}", "state": "linked", "remote_id": str(n), "key": f"P-{n}",
             "url": f"https://tracker.example.org/P-{n}", "status_id": "1", "status_name": "To do",
             "status_category": "todo", "synced_at": posted, "created_at": posted, "version": 1}
        )  # fmt: skip
        rows[Job].append(
            {"id": idea, "board_id": board, "kind": "issue.create", "state": "dead" if n % 50 == 1 else "done",
             "step": "created", "attempts": 0, "crashes": 0, "run_at": posted, "connection_id": board,
             "subject_kind": "issue", "subject_id": idea, "data": {}, "created_at": posted, "settled_at": posted}
        )  # fmt: skip
        rows[Delivery].append(
            {"job_id": idea, "started_at": posted, "ended_at": posted, "outcome": "done", "detail": None}
        )
        offered = n % 30 == 1
        rows[Assignment].append(
            {"id": idea, "board_id": board, "idea_id": idea, "assignee_id": accounts[n % len(accounts)],
             "by_id": accounts[0], "explanation": "It is yours.", "kind": "suited", "mentor_id": accounts[-1],
             "mentor_state": "asked" if offered else "accepted", "support_plan": None,
             "state": "offered" if offered else "done" if status == "done" else "accepted", "offered_at": posted,
             "accepted_at": None if offered else posted, "assigned_at": None if offered else posted, "version": 1}
        )  # fmt: skip
        rows[CheckIn].append(
            {"id": idea, "board_id": board, "assignment_id": idea, "by_id": accounts[n % len(accounts)],
             "going": "Well.", "learnt": None, "needs_help": n % 20 == 7, "at": posted, "version": 1}
        )  # fmt: skip
    other = accounts[(n + 1) % len(accounts)]
    rows[Feedback].append(
        {"id": idea, "board_id": board, "giver_id": accounts[n % len(accounts)], "receiver_id": other,
         "praise": "You asked.", "version": 1, "created_at": posted, "shared_at": None if n % 9 else posted}
    )  # fmt: skip
    rows[Ask].append(
        {"id": idea, "board_id": board, "asker_id": other, "asked_id": accounts[n % len(accounts)],
         "question": "How was it?", "state": "open" if n % 5 else "declined", "version": 1, "created_at": posted}
    )  # fmt: skip
    if n % 10 == 1:
        rows[Round].append(
            {"id": idea, "board_id": board, "leader_id": accounts[n % 3], "title": "Spring", "threshold": 3,
             "questions": [{"text": "Why?", "kind": "text"}], "state": ("open", "replied", "closed")[n % 3],
             "answered": [], "opened_at": posted, "closes_at": posted}
        )  # fmt: skip
        rows[RoundQuestion].append({"round_id": idea, "number": 1, "answers": [["00", "Because."]]})


def _message(rows: dict[type, list[dict[str, Any]]], board: int, idea: int, at: datetime) -> None:
    """That the idea was posted was told to the board's webhook."""
    job = idea * 8 + 5
    rows[Job].append(
        {"id": job, "board_id": board, "kind": SEND, "state": "done", "step": "delivered", "attempts": 0, "crashes": 0,
         "run_at": at, "subject_kind": "webhook", "subject_id": board, "data": {}, "created_at": at, "settled_at": at}
    )  # fmt: skip
    rows[Message].append(
        {"id": job, "webhook_id": board, "event_id": idea, "subject_kind": "idea", "subject_id": idea, "owed_at": at,
         "seq": idea % 1_000_000}
    )  # fmt: skip
    rows[Delivery].append(
        {"job_id": job, "started_at": at, "ended_at": at, "outcome": "done", "webhook_id": board, "status": 200}
    )


def _token(account: int, secret: str) -> dict[str, Any]:
    return {
        "account_id": account, "name": "test", "digest": digest(secret), "scopes": "read write decide",
        "created_at": clock.now(), "last_used": clock.today(),
    }  # fmt: skip
