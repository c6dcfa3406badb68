"""An idea's whole life, walked at random beside a model written from the product page."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.backlog import Entry
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas import ideas, votes
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.standings import Standing
from ideaboard.errors import Conflict, Problem
from tests.conftest import _empty
from tests.core.decisions.test_moves import ALLOWED
from tests.core.decisions.test_moves import OUTCOMES as EVERY
from tests.make import Make

# Merging takes two ideas, and has a machine of its own.
OUTCOMES = [outcome for outcome in EVERY if outcome not in ("merge", "unmerge")]

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
FROZEN = ("declined", "withdrawn")
WHICH = st.integers(0, 2)


class Life(RuleBasedStateMachine):
    """Three ideas; a leader who decides, an author who writes and withdraws, a member who votes, and time."""

    home: Installation

    @initialize()
    def post(self) -> None:
        """A fresh board, on which everything is open."""
        _empty(self.home.database)
        self.make = Make(self.home)
        self.day = 0
        self.ada, self.ben, self.dia = (self.make.person(name) for name in ("ada", "ben", "dia"))
        self.ideas = [self.make.idea() for _ in range(3)]
        self.model: dict[int, dict[str, Any]] = {
            idea: {"status": "open", "version": 1, "log": [], "voted": False, "revisit": None} for idea in self.ideas
        }
        self.backlog: list[int] = []

    def _now(self) -> Any:
        return time_machine.travel(START + timedelta(days=self.day), tick=False)

    def _today(self) -> date:
        return (START + timedelta(days=self.day)).date()

    def _do(self, verb: Any, expected: str | None) -> None:
        """Do what the model says is allowed, or see it refused with the code the model expects."""
        with self._now():
            if expected is None:
                with self.make.home.database.transaction() as session:
                    verb(session)
                return
            with pytest.raises(Problem) as refused, self.make.home.database.transaction() as session:
                verb(session)
        assert refused.value.code == expected

    def _moved(self, idea: int, outcome: str, to: str, revisit: date | None = None) -> None:
        known = self.model[idea]
        known["log"].append((outcome, known["status"], to, known["version"]))
        known.update(status=to, revisit=revisit)
        if to == "adopted":
            self.backlog.append(idea)
        elif to != "in_progress" and idea in self.backlog:
            self.backlog.remove(idea)

    @rule(which=WHICH, outcome=st.sampled_from(OUTCOMES), days=st.integers(1, 5), reason=st.booleans())
    def decide(self, which: int, outcome: str, days: int, reason: bool) -> None:
        """The leader answers."""
        idea = self.ideas[which]
        status = self.model[idea]["status"]
        to = ALLOWED.get((outcome, status))
        revisit = self._today() + timedelta(days=days) if outcome == "not_now" else None
        refusal = None
        if not reason and outcome not in ("start", "done"):
            refusal = "invalid"
        elif to is None:
            refusal = "move_not_allowed"
        elif status == "withdrawn":
            refusal = "idea_withdrawn"
        said = {"rationale": "So." if reason else None, "revisit_on": revisit}
        self._do(
            lambda session: decisions.decide(session, decisions.lock(session, idea), self.ada, outcome, **said), refusal
        )
        if refusal is None:
            self._moved(idea, outcome, str(to), revisit)

    @rule(which=WHICH)
    def edit(self, which: int) -> None:
        """The author writes a new version."""
        idea = self.ideas[which]
        known = self.model[idea]
        title = f"Version {known['version'] + 1}"
        refusal = "idea_frozen" if known["status"] in FROZEN else None
        self._do(lambda s: ideas.edit(s, ideas.lock(s, idea), self.ben, known["version"], title=title), refusal)
        known["version"] += refusal is None

    @rule(which=WHICH)
    def withdraw(self, which: int) -> None:
        """The author withdraws it."""
        idea = self.ideas[which]
        known = self.model[idea]
        refusal = None if known["status"] in ("open", "not_now") else "idea_not_open"
        self._do(lambda session: ideas.withdraw(session, ideas.lock(session, idea), self.ben, None), refusal)
        if refusal is None:
            known.update(status="withdrawn", revisit=None)

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        """The author brings it back."""
        idea = self.ideas[which]
        if self.model[idea]["status"] == "withdrawn":
            self._do(
                lambda s: decisions.decide(s, decisions.lock(s, idea), self.ben, "reopen", rationale="Better."), None
            )
            self._moved(idea, "reopen", "open")

    @rule(which=WHICH, cast=st.booleans())
    def vote(self, which: int, cast: bool) -> None:
        """A member votes, or takes it back."""
        idea = self.ideas[which]
        known = self.model[idea]
        refusal = None if known["status"] == "open" else "idea_not_open"
        self._do(lambda session: (votes.cast if cast else votes.withdraw)(session, idea, self.dia), refusal)
        if refusal is None:
            known["voted"] = cast

    @rule(days=st.integers(0, 4))
    def time_passes(self, days: int) -> None:
        """Days go by, and the schedule looks what has come: twice, for two may look at once."""
        self.day += days
        due = [idea for idea, known in self.model.items() if known["revisit"] and known["revisit"] <= self._today()]
        counts = []
        for _ in range(2):
            with self._now(), self.make.home.database.transaction() as session:
                counts.append(decisions.come_back(session))
        assert counts == [len(due), 0]
        for idea in due:
            self._moved(idea, "reopen", "open")

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        """Status, version, log, vote and backlog."""
        if not hasattr(self, "ideas"):
            return
        with self.make.home.database.transaction() as session:
            for idea, known in self.model.items():
                kept, standing = session.get_one(Idea, idea), session.get_one(Standing, idea)
                assert (kept.status, kept.version, kept.revisit_on) == (
                    known["status"], known["version"], known["revisit"],
                )  # fmt: skip
                assert (standing.status, standing.votes) == (known["status"], int(known["voted"]))
                log = session.scalars(select(Decision).where(Decision.idea_id == idea).order_by(Decision.id))
                assert [(d.outcome, d.from_status, d.to_status, d.idea_version) for d in log] == known["log"]
            assert list(session.scalars(select(Entry.idea_id).order_by(Entry.place))) == self.backlog


def test_no_walk_through_an_ideas_life_leaves_the_model(home: Installation) -> None:
    machine = type("LifeHere", (Life,), {"home": home})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8, stateful_step_count=20, deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        ),
    )  # fmt: skip


def test_a_machine_that_forgot_a_rule_would_be_caught(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(decisions.moves.MOVES["reopen"], "done", "open")
    idea = make.idea()
    make.decide(idea, "adopt")
    make.decide(idea, "done", None)
    with pytest.raises(pytest.fail.Exception), pytest.raises(Conflict):
        make.decide(idea, "reopen")
