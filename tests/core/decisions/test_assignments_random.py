"""Whatever anybody does in whatever order: nobody is assigned who has not accepted, and every offer says why."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from ideaboard.core.decisions import assignments
from ideaboard.core.decisions.assignments import ANSWERS, KINDS, SUPPORTED, Assignment
from ideaboard.ids import decode
from tests.client import Client
from tests.make import Make
from tests.unbreakable.test_life import FEW, FOUND, PLANTED

PEOPLE = ("ada", "ben", "dia", "cy")
WHO = st.sampled_from(PEOPLE)
WHICH = st.integers(0, 5)
DONE: Counter[str] = Counter()


class Offers(RuleBasedStateMachine):
    """A few ideas; four people who ask for everything; what each has agreed to, as they said it."""

    app: Flask
    make: Make

    def __init__(self) -> None:
        super().__init__()
        self.ada = self.client("ada")
        self.ideas = [self.make.adopted(by="ada") for _ in range(2)]
        # By assignment: whose word was taken with a 200, and for which words and which mentor they gave it.
        self.words: dict[int, set[str]] = {}
        self.offer_rightly("ben", "dia")

    def client(self, who: str) -> Client:
        """Somebody asking."""
        if not hasattr(type(self), "tokens"):
            type(self).tokens = {name: self.make.token(name) for name in PEOPLE}  # type: ignore[attr-defined]
        return Client(self.app, type(self).tokens[who])  # type: ignore[attr-defined]

    def account(self, who: str | None) -> str | None:
        """The id of somebody's account."""
        return None if who is None else self.make.path("account", self.make.person(who))[10:]

    @rule(who=WHO, to=WHO, idea=st.integers(0, 1), kind=st.sampled_from(KINDS), mentor=st.none() | WHO,
          why=st.sampled_from(["Because.", " ", None]), plan=st.none() | st.just("Together."))  # fmt: skip
    def offer(
        self, who: str, to: str, idea: int, kind: str, mentor: str | None, why: str | None, plan: str | None
    ) -> None:
        """Somebody offers work, rightly or not."""
        said = {"assignee": self.account(to), "kind": kind, "mentor": self.account(mentor), "support_plan": plan}
        said |= {} if why is None else {"explanation": why}
        answer = self.client(who).post(self.make.path("idea", self.ideas[idea], "/assignments"), **said)
        DONE[f"offered {answer.status_code}"] += 1
        if answer.status_code == 201:
            assert who == "ada"
            self.words[decode("assignment", answer.json["id"]) or 0] = set()

    @rule(to=st.sampled_from(["ben", "dia"]), mentor=st.sampled_from([None, "ada", "dia"]))
    def offered(self, to: str, mentor: str | None) -> None:
        """The leader offers work."""
        self.offer_rightly(to, mentor)

    def offer_rightly(self, to: str, mentor: str | None) -> None:
        """Offer work as it should be."""
        kind, plan = ("stretch", "Together.") if mentor else ("suited", None)
        self.offer("ada", to, 0, kind, mentor, "Because.", plan)

    @rule(which=WHICH, who=WHO, body=st.fixed_dictionaries({}, optional={
        "state": st.sampled_from([*ANSWERS, "withdrawn"]), "mentor_state": st.sampled_from(["accepted", "declined"]),
        "mentor": st.none() | WHO, "explanation": st.sampled_from(["Other.", " "]), "support_plan": st.none(),
    }))  # fmt: skip
    def patch(self, which: int, who: str, body: dict[str, Any]) -> None:
        """Somebody asks for anything."""
        if not self.words:
            return
        made = sorted(self.words)[-1 - which % len(self.words)]
        said = {**body, **({"mentor": self.account(body["mentor"])} if "mentor" in body else {})}
        before = self._kept()[made]
        answer = self.client(who).patch(self.make.path("assignment", made), "*", **said)
        DONE[f"patched {answer.status_code}"] += 1
        if answer.status_code != 200:
            return
        after, words = self._kept()[made], self.words[made]
        if after.mentor_id != before.mentor_id:
            words.discard("mentor")
        if (after.explanation, after.support_plan) != (before.explanation, before.support_plan):
            words.clear()
        self._heard(words, who, body, after)

    def _heard(self, words: set[str], who: str, body: dict[str, Any], after: Assignment) -> None:
        """Note the word of whoever gave it themselves, and of nobody else."""
        me = self.make.person(who)
        for field, role, mine in (
            ("mentor_state", "mentor", me == after.mentor_id), ("state", "person", me == after.assignee_id),
        ):  # fmt: skip
            if field in body and body[field] != "withdrawn":
                assert mine, f"{who} answered for somebody else"
                if body[field] == "accepted":
                    words.add(role)
                elif body[field] == "declined":
                    words.discard(role)

    @rule(which=WHICH, mentor=st.booleans(), yes=st.sampled_from([True, True, False]))
    def answer(self, which: int, mentor: bool, yes: bool) -> None:
        """One of those who are asked answers."""
        if self.words:
            made = sorted(self.words)[-1 - which % len(self.words)]
            kept = self._kept()[made]
            wanted = kept.mentor_id if mentor else kept.assignee_id
            who = next((name for name in PEOPLE if self.make.person(name) == wanted), "cy")
            self.patch(which, who, {"mentor_state" if mentor else "state": "accepted" if yes else "declined"})

    @rule(idea=st.integers(0, 1), outcome=st.sampled_from(["start", "done", "drop"]))
    def decide(self, idea: int, outcome: str) -> None:
        """The leader moves the idea on; of one that has left the backlog there is another."""
        path = self.make.path("idea", self.ideas[idea], "/decisions")
        DONE[f"decided {self.ada.post(path, outcome=outcome, rationale='So.').status_code}"] += 1
        if outcome != "start":
            self.ideas[idea] = self.make.adopted(by="ada")

    def _kept(self) -> dict[int, Assignment]:
        with self.make.home.database.transaction() as session:
            found = session.scalars(select(Assignment).where(Assignment.id.in_(self.words)))
            return {kept.id: kept for kept in found}

    @invariant()
    def nobody_is_assigned_without_having_accepted(self) -> None:
        """And whoever is asked for more than before is not alone with it."""
        for made, kept in self._kept().items():
            words = self.words[made]
            assert kept.explanation.strip(), "an offer without the reason why"
            if kept.kind in SUPPORTED:
                assert kept.mentor_id not in (None, kept.assignee_id), "nobody goes along"
                assert (kept.support_plan or "").strip(), "no plan"
            if kept.state in ("accepted", "done", "handed_back") or kept.assigned_at is not None:
                assert "person" in words, "assigned without having accepted"
                assert kept.accepted_at is not None
                if kept.mentor_id is not None:
                    assert "mentor" in words, "a mentor who has not accepted"
                    assert kept.mentor_state == "accepted"


def _run(app: Flask, make: Make, how: settings) -> None:
    DONE.clear()
    run_state_machine_as_test(type("OffersHere", (Offers,), {"app": app, "make": make}), settings=how)
    print(f"{sum(DONE.values())} steps: {dict(sorted(DONE.items()))}")


def test_no_sequence_of_calls_assigns_anybody_against_their_word(app: Flask, make: Make) -> None:
    _run(app, make, settings(FEW, max_examples=8))
    for met in ("offered 201", "offered 403", "offered 422", "patched 200", "patched 403", "patched 409"):
        assert DONE[met], met


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_no_long_sequence_does_either(app: Flask, make: Make) -> None:
    _run(app, make, settings(FEW, max_examples=1000, stateful_step_count=60))


PLANTS = {
    "the mentor is not asked": ("_consented", lambda assignment: assignment.accepted_at is not None),
    "the person is not asked": ("_consented", lambda assignment: assignment.mentor_state in (None, "accepted")),
    "nothing is looked at": ("_errors", lambda session, assignment, pointer: []),
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_rule_that_is_forgotten_is_noticed(
    app: Flask, make: Make, plant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assignments, *PLANTS[plant])
    with pytest.raises(FOUND):
        _run(app, make, PLANTED)
