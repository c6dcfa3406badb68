"""Telling the story to an empty board, with the core's own verbs, as if it had happened over the last weeks."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import clock, ids
from ideaboard.core.decisions.decisions import Word, lock, lock_both
from ideaboard.core.ideas import comments, ideas, points, tasks, values, votes
from ideaboard.core.ideas.text import render
from ideaboard.core.people import accounts, boards, secrets, tokens
from ideaboard.core.people.accounts import Account
from ideaboard.core.tracking import adoption
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.demo import story
from ideaboard.demo.people import PEOPLE, Person
from ideaboard.demo.steps import Steps
from ideaboard.demo.trackers import connect

BOARD: Final = "platform-team"
# Two more on the board: a feedback round and participation need enough people.
OTHERS: Final = ("eve", "fay")


class Teller:
    """Tells the story, each chapter in a transaction of its own."""

    def __init__(self, database: Database, keys: Keys, folder: Path) -> None:
        self._database = database
        self._keys = keys
        self._folder = folder
        self._now = clock.now()
        self._people: dict[str, int] = {}
        self._values: dict[str, int] = {}
        self._board = 0

    def tell(self, hashes: dict[str, str]) -> list[Person]:
        """Everything, on an empty database; `hashes` are the people's password hashes. Returns the people."""
        with clock.at(self._ago(75)), self._database.transaction() as session:
            people = [self._person(session, name, role, hashes[name]) for name, role in PEOPLE]
            self._open_board(session)
        for task in story.TASKS:
            with self._database.transaction() as session:
                self._task(session, task)
        for idea in story.IDEAS:
            with self._database.transaction() as session:
                self._idea(session, idea)
        Steps(self._database, self._board, self._people, self._ago).tell()
        return people

    def _ago(self, days: float) -> datetime:
        return self._now - timedelta(days=days)

    def _person(self, session: Session, name: str, role: str, password_hash: str) -> Person:
        email = f"{name}@example.org"
        account: Account = accounts.create(
            session, name=name.title(), email=email, admin=role == "admin", password_hash=password_hash
        )
        self._people[name] = account.id
        _, secret = tokens.create(session, account.id, name="demo", scopes=tokens.SCOPES)
        return Person(name, email, "", role, secret)

    def _open_board(self, session: Session) -> None:
        board = boards.create(
            session,
            self._people["ada"],
            slug=BOARD,
            name="Platform team",
            purpose="Where our platform gets better, one small step at a time.",
            time_zone="Europe/Berlin",
        )
        self._board = board.id
        for name in OTHERS:
            # They have no token: whoever looks at the demo is one of the people that are told.
            self._people[name] = accounts.create(session, name=name.title(), email=f"{name}@example.org").id
        for name in ("ben", "dia", *OTHERS):
            boards.put_member(session, board.id, self._people["ada"], self._people[name], "member")
        for name, meaning in story.VALUES.items():
            value = values.name(session, board.id, self._people["ada"], name=name, meaning=meaning)
            self._values[name] = value.id
        connect(session, self._keys, board.id, "paper", {"folder": str(self._folder / "paper")}, {})

    def _task(self, session: Session, told: story.Task) -> None:
        with clock.at(self._ago(told.days_ago)):
            task = tasks.post(session, self._board, self._people[told.by], title=told.title, body=render(told.body))
        for by, words in told.comments:
            with clock.at(self._ago(told.days_ago - 0.5)):
                comments.post(session, self._board, self._people[by], task=task.id, body=render(words))
        posted = {approach.title: self._idea(session, approach, task.id) for approach in told.approaches}
        if told.chosen is None:
            return
        with clock.at(self._ago(told.days_ago - 8)):
            adoption.answer_task(
                session,
                tasks.lock(session, task.id),
                self._people["ada"],
                rationale=told.rationale,
                adopt=[posted[told.chosen]],
                others=[
                    Word(posted[title], outcome, word, self._later() if outcome == "not_now" else None)
                    for title, (outcome, word) in told.words.items()
                ],
                promises=[{"promise": "Look at the first three pages together.", "due_on": self._later()}],
            )

    def _later(self) -> Any:
        return (self._now + timedelta(days=60)).date()

    def _idea(self, session: Session, told: story.Approach, task: int | None = None) -> int:
        by = self._people[told.by]
        with clock.at(self._ago(told.days_ago)):
            idea = ideas.post(
                session,
                self._board,
                None if told.anonymous else by,
                # Nobody keeps the key: what is anonymous in the demo is nobody's.
                author_key=secrets.digest(ids.secret("ak_")).hex() if told.anonymous else None,
                title=told.title,
                body=render(told.body),
                task=task,
                effort=told.effort,
                learning=told.learning,
                values=[{"value": self._values[name], "how": how} for name, how in told.values.items()],
            )
        for number, name in enumerate(told.votes):
            with clock.at(self._ago(told.days_ago - 1 - number)):
                votes.cast(session, idea.id, self._people[name])
        self._discuss(session, idea, told)
        self._answers(session, idea.id, told.answers, told.days_ago)
        if told.edited is not None:
            with clock.at(self._ago(1)):
                adoption.edit(session, ideas.lock(session, idea.id), by, None, body=render(told.edited))
        if told.merged is not None:
            title, why = told.merged
            into = session.scalars(select(ideas.Idea.id).where(ideas.Idea.title == title)).one()
            with clock.at(self._ago(told.days_ago - 3)):
                source, target = lock_both(session, idea.id, into)
                adoption.answer(session, source, self._people["ada"], "merge", rationale=why, into=target)
        if told.withdrawn:
            with clock.at(self._ago(told.days_ago - 2)):
                ideas.withdraw(session, ideas.lock(session, idea.id), by, None)
        return idea.id

    def _discuss(self, session: Session, idea: ideas.Idea, told: story.Approach) -> None:
        parent: int | None = None
        for number, (by, words) in enumerate(told.comments):
            with clock.at(self._ago(told.days_ago - 0.2 * (number + 1))):
                parent = comments.post(
                    session, self._board, self._people[by], idea=idea.id, body=render(words), parent=parent
                ).id
        for side, text, by in told.points:
            with clock.at(self._ago(told.days_ago - 0.5)):
                points.post(session, idea, self._people[by], side=side, text=text)

    def _answers(self, session: Session, idea: int, answers: Sequence[tuple[str, str | None]], days_ago: int) -> None:
        for number, (outcome, rationale) in enumerate(answers):
            with clock.at(self._ago(max(0.5, days_ago - 5 - 5 * number))):
                adoption.answer(
                    session,
                    lock(session, idea),
                    self._people["ada"],
                    outcome,
                    rationale=rationale,
                    revisit_on=self._later() if outcome == "not_now" else None,
                )
