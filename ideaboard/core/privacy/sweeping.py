"""Sweeping: striking somebody's name and e-mail out of what machines wrote: errors, results, kept answers.

What people wrote is theirs, and is not looked through.
"""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.orm import Session

from ideaboard import clock, ids
from ideaboard.core.bulk.imports import Import
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.outbox.answers import StoredAnswer
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Webhook
from ideaboard.core.people.accounts import GONE
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.inbox import Inbound
from ideaboard.core.tracking.issues import Issue

STRUCK: Final = "•••"


class Needles:
    """Who is to be found: the account, and the name and the e-mail that it had."""

    def __init__(self, account: int, name: str, email: str | None) -> None:
        self.account = account
        self.outside = ids.encode("account", account)
        names = (name, *_in_addresses(name))
        emails = (email, *_in_addresses(email)) if email is not None else ()
        self.words = (*names, *emails)
        # A word of its own: who is called Al is not in "Already", and an e-mail not in a longer one.
        patterns = [rf"(?<!\w){_spaced(word)}(?!\w)" for word in names]
        patterns += [rf"(?<![\w.+-]){_spaced(word)}(?![\w-])" for word in emails]
        self._pattern = re.compile("|".join(patterns), re.IGNORECASE)

    def strike(self, value: Any) -> Any:
        """`value` (a text, or JSON) without them."""
        if isinstance(value, str):
            return self._pattern.sub(STRUCK, value)
        if isinstance(value, list):
            return [self.strike(each) for each in value]
        if isinstance(value, dict):
            return {name: self.strike(each) for name, each in value.items()}
        return value

    def like(self, column: Any) -> Any:
        """Which rows may hold one of them in `column`: more than do, for the database knows no words."""
        # JSON is kept with what is not ASCII escaped; and of small letters SQLite knows those of ASCII alone.
        spelt = {said for word in self.words for said in (word, json.dumps(word)[1:-1])}
        low = {low for said in spelt for low in (said.lower(), said.encode().lower().decode())}
        text = func.lower(cast(column, Text))
        return or_(*(text.contains(said, autoescape=True) for said in sorted(low)))


def _spaced(word: str) -> str:
    """A pattern of `word`, however wide the spaces between its parts are."""
    return r"\s+".join(map(re.escape, word.split()))


def _in_addresses(word: str) -> tuple[str, ...]:
    """How an address spells it."""
    spelt = "".join(
        char
        if char.isascii() and (char.isalnum() or char in "-._~")
        else "".join(f"%{each:02X}" for each in char.encode())
        for char in word
    )
    return tuple({spelt, spelt.replace("%20", "+")} - {word})


class Sweep(NamedTuple):
    """One place: how it is found which rows there are to be mended, and how some of them are."""

    name: str
    find: Callable[[Any, Needles], list[Any]]
    mend: Callable[[Session, Sequence[Any], Needles], None]


def _column(table: Any, name: str) -> Sweep:
    column, key = getattr(table, name), table.__mapper__.primary_key

    def find(db: Any, needles: Needles) -> list[Any]:
        rows = db.execute(select(column, *key).where(needles.like(column)))
        return [tuple(row[1:]) for row in rows if needles.strike(row[0]) != row[0]]

    def mend(session: Session, some: Sequence[Any], needles: Needles) -> None:
        for where in some:
            row = session.get(table, where, populate_existing=True, with_for_update=True)
            if row is not None:
                setattr(row, name, needles.strike(getattr(row, name)))
        session.flush()

    return Sweep(f"{table.__tablename__}.{name}", find, mend)


def _find_answers(db: Any, needles: Needles) -> list[bytes]:
    """Kept answers that name the account: its outside id is in each of them."""
    wanted, outside = select(StoredAnswer.scope, StoredAnswer.body), needles.outside.encode()
    return [row.scope for row in db.execute(wanted) if outside in (row.body or b"")]


def _mend_answers(session: Session, some: Sequence[bytes], needles: Needles) -> None:
    for scope in some:
        kept = session.get(StoredAnswer, scope, populate_existing=True)
        if kept is None or kept.body is None:
            continue
        said = orjson.loads(kept.body)
        if kept.account_id is None and _asked_by(said, needles):
            session.delete(kept)
        else:
            kept.body = orjson.dumps(_renamed(said, needles))
    session.flush()


def _asked_by(said: Any, needles: Needles) -> bool:
    """Whether an answer was given to the account: kept before it was noted to whom, it shows who wrote what it made."""
    whose = [said.get(name) for name in ("author", "by", "giver", "asker")] if isinstance(said, dict) else []
    return any(isinstance(who, dict) and who.get("id") == needles.outside for who in whose)


def _renamed(said: Any, needles: Needles) -> Any:
    if isinstance(said, list):
        return [_renamed(each, needles) for each in said]
    if not isinstance(said, dict):
        return said
    found = {name: _renamed(each, needles) for name, each in said.items()}
    if found.get("id") == needles.outside:
        found |= {name: empty for name, empty in (("name", GONE), ("email", None)) if name in found}
    return found


def _find_calls(db: Any, needles: Needles) -> list[int]:
    """Calls of a tracker, not applied yet, that may name somebody."""
    spelt = [said.encode() for word in needles.words for said in (word, json.dumps(word)[1:-1])]
    rows = db.execute(select(Inbound.id, Inbound.body, Inbound.headers).where(Inbound.body.is_not(None)))
    return [
        row.id
        for row in rows
        if any(each.lower() in (row.body + json.dumps(row.headers).encode()).lower() for each in spelt)
    ]


def _mend_calls(session: Session, some: Sequence[int], needles: Needles) -> None:
    """Forget the calls, and look at every issue there instead: so no news is lost."""
    for number in some:
        call = session.get_one(Inbound, number)
        call.headers, call.body = {}, None
        waiting = select(Job).where(
            Job.kind == "inbound.apply", Job.connection_id == call.connection_id, Job.state.in_(("ready", "dead"))
        )
        for job in session.scalars(waiting.with_for_update(key_share=True)).all():
            if job.data["inbound"] == number:
                job.state, job.settled_at = "done", clock.now()
        connection = session.get_one(Connection, call.connection_id)
        if connection.state != "removed":
            connections.resync(session, connection)
    session.flush()


_SETTINGS: Final = _column(Connection, "settings")


def _mend_settings(session: Session, some: Sequence[Any], needles: Needles) -> None:
    _SETTINGS.mend(session, some, needles)
    for (number,) in some:
        why = "Its settings named somebody whose account was erased: enter them anew."
        connection = session.get_one(Connection, number)
        if connection.state != "removed":
            connections.pause(session, connection, why)


# Of what one sees before an idea is sent: its text.
def _find_shown(db: Any, needles: Needles) -> list[int]:
    rows = db.execute(select(Job.id, Job.data).where(Job.kind == "connection.dry_run", Job.result.is_not(None))).all()
    mine = select(Idea.author_id).where(Idea.author_id == needles.account)
    return [row.id for row in rows if db.execute(mine.where(Idea.id == row.data["idea"])).first() is not None]


def _mend_shown(session: Session, some: Sequence[int], needles: Needles) -> None:
    for number in some:
        session.get_one(Job, number).result = None
    session.flush()


# Every column that a machine writes words into, ours or a tracker's.
SWEEPS: Final = (
    Sweep("stored_answers.body", _find_answers, _mend_answers),
    Sweep("inbounds.body", _find_calls, _mend_calls),
    Sweep("connections.settings", _SETTINGS.find, _mend_settings),
    *(
        _column(table, name)
        for table, name in (
            (Job, "last_error"), (Job, "result"), (Delivery, "detail"), (Connection, "account"),
            (Connection, "reason"), (Issue, "reason"), (Issue, "status_name"), (Webhook, "reason"), (Import, "name"),
        )
    ),
)  # fmt: skip

# With the content.
SHOWN: Final = Sweep("jobs.result of dry runs", _find_shown, _mend_shown)
