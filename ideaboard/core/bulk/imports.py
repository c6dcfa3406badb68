"""Imports: a file of ideas comes in whole or not at all, and only once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.bulk import entries, rows, writing
from ideaboard.core.bulk.entries import Entry, Wrong
from ideaboard.core.decisions import backlog, decisions, moves
from ideaboard.core.ideas import comments, ideas, search, tasks, values
from ideaboard.core.ideas.search import Searchable
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.outbox import audit, events
from ideaboard.core.people import accounts, boards, policy
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board
from ideaboard.db import Base, BigId, Moment
from ideaboard.errors import Conflict

_BATCH: Final = 250
# How many e-mails are looked up at a time: databases take only so many parameters.
_ASKED: Final = 500

Line = tuple[int, Entry]


class Import(Base):
    """That a file was imported to a board, known again by the SHA-256 of its bytes; what it brought."""

    __tablename__ = "imports"

    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(255))
    ideas: Mapped[int]
    votes: Mapped[int]
    comments: Mapped[int]
    decisions: Mapped[int]
    accounts: Mapped[int]
    imported_at: Mapped[datetime] = mapped_column(Moment)


class BadLine(Exception):
    """A line cannot be taken; the text says which, where in it, and why."""

    def __init__(self, line: int, why: Exception) -> None:
        super().__init__(f"{line}: {why}")


def bring_in(
    session: Session, board: int, lines: Iterable[Any], *, digest: str, name: str, make_accounts: bool = False
) -> Import | None:
    """Put the ideas that `lines` (JSON values) describe on the board; None when this file was imported before.

    Whoever has no account is given one with `make_accounts`. Nobody is put on the board, and no tracker hears of an
    adoption. The board is held until the transaction ends. Raises BadLine, and Conflict `board_archived`.
    """
    held = boards.lock(session, board)
    if held.archived_at is not None:
        raise Conflict("board_archived", "Nothing changes on an archived board.")
    if session.get(Import, (board, digest)) is not None:
        return None
    writing.prepare(session)
    brought = Import(
        board_id=board, digest=digest, name=name, ideas=0, votes=0, comments=0, decisions=0, accounts=0,
        imported_at=clock.now(),
    )  # fmt: skip
    keeping = _Keeping(session, held, brought, make_accounts)
    read = _read(lines)
    while batch := list(islice(read, _BATCH)):
        keeping.keep(batch)
    held.relied_on |= brought.votes > 0
    session.add(brought)
    events.record(session, "board.imported", ("board", board), board=board, actor=None)
    audit.record(session, "board.imported", ("board", board), board=board, actor=None, ideas=brought.ideas)
    session.flush()
    return brought


def _read(lines: Iterable[Any]) -> Iterator[Line]:
    now = clock.now()
    for number, value in enumerate(lines, start=1):
        try:
            yield number, entries.read(value, now)
        except Wrong as wrong:
            raise BadLine(number, wrong) from wrong


class _Keeping:
    """One import under way: what it has looked up, and what it has brought so far."""

    def __init__(self, session: Session, board: Board, brought: Import, make_accounts: bool) -> None:
        self.session, self.board, self.brought, self.make_accounts = session, board, brought, make_accounts
        self.accounts: dict[str, int] = {}
        self.tasks: dict[int, Task] = {}
        self.values = values.living(session, board.id)
        self.places = backlog.last_places(session, board.id)

    def keep(self, batch: Sequence[Line]) -> None:
        """Write all that belongs to a batch of entries. Raises BadLine."""
        self._find_accounts(batch)
        for line, entry in batch:
            try:
                self._check(entry)
            except Wrong as wrong:
                raise BadLine(line, wrong) from wrong
        found = [entry for _, entry in batch]
        self._write(found)
        self.session.flush()

    def _write(self, found: Sequence[Entry]) -> None:
        """Every table's rows of these entries, and the index by which they are found."""
        session, brought = self.session, self.brought
        said = sum(len(entry.comments) for entry in found)
        decided = sum(len(entry.decisions) for entry in found)
        idea_ids = writing.take_ids(session, ideas.Idea, len(found))
        comment_ids = writing.take_ids(session, comments.Comment, said)
        decision_ids = writing.take_ids(session, decisions.Decision, decided)
        together: dict[Any, list[rows.Row]] = {table: [] for table in rows.TABLES}
        findable: list[Searchable] = []
        for entry in found:
            self.board.last_number += 1
            known = rows.Known(
                board=self.board.id,
                idea=next(idea_ids),
                number=self.board.last_number,
                comments=list(islice(comment_ids, len(entry.comments))),
                decisions=list(islice(decision_ids, len(entry.decisions))),
                place=next(self.places) if entry.status in moves.IN_BACKLOG else None,
                accounts=self.accounts,
            )
            for table, made in rows.of(entry, known):
                together[table] += made
            findable.append(rows.searchable(entry, known))
        for table, made in together.items():
            writing.write(session, table, made)
        search.index_many(session, findable)
        brought.ideas += len(found)
        brought.votes += sum(len(entry.votes) for entry in found)
        brought.comments += said
        brought.decisions += decided

    def _find_accounts(self, batch: Sequence[Line]) -> None:
        asked = {email for _, entry in batch for _, email in entry.emails()} - self.accounts.keys()
        left = iter(sorted(asked))
        while some := list(islice(left, _ASKED)):
            found = self.session.execute(select(Account.email, Account.id).where(Account.email.in_(some)))
            self.accounts.update((email, account) for email, account in found if email is not None)
        for email in sorted(asked - self.accounts.keys()) if self.make_accounts else ():
            self.accounts[email] = accounts.create(self.session, name=email.partition("@")[0], email=email).id
            self.brought.accounts += 1
        if asked <= self.accounts.keys():
            return
        for line, entry in batch:
            for pointer, email in entry.emails():
                if email not in self.accounts:
                    raise BadLine(line, Wrong(pointer, f"There is no account with the e-mail {email}."))

    def _check(self, entry: Entry) -> None:
        for place, served in enumerate(entry.values):
            if served["value"] not in self.values:
                raise Wrong(f"/values/{place}/value", "The board has no such value.")
        if entry.task is None:
            return
        if entry.task not in self.tasks:
            task = self.session.get(Task, entry.task)
            if task is None or task.board_id != self.board.id:
                raise Wrong("/task", "The board has no such task.")
            self.tasks[entry.task] = tasks.lock(self.session, entry.task)
        task = self.tasks[entry.task]
        try:
            policy.require_state("approach.post", task.status)
        except Conflict as conflict:
            raise Wrong("/task", f"The task takes no approaches. {conflict.detail}") from conflict
        task.approaches += 1
