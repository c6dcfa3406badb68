"""Guarantee 1: a reason, always. No answer that needs a reason is given without one, whatever is tried."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ideaboard.core.decisions import moves
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.ideas import Idea
from tests.client import Client
from tests.make import Make

# The product's promise, said here once more and not read from the code that keeps it.
NEEDS_A_REASON = ("adopt", "decline", "not_now", "drop", "merge", "reopen")
NONE_AT_ALL: tuple[Any, ...] = (None, "", "   ", "\u200b", "\n\t", "\u202e\u00a0")

# How an idea comes to where the outcome is possible.
BEFORE: dict[str, tuple[str, ...]] = {"drop": ("adopt",), "reopen": ("decline",)}


def _said(outcome: str, other: str, **more: Any) -> dict[str, Any]:
    extra: dict[str, dict[str, Any]] = {"not_now": {"revisit_on": "2099-01-01"}, "merge": {"into": other}}
    return {"outcome": outcome, **extra.get(outcome, {}), **more}


def _decide(make: Make, ada: Client, outcome: str, **more: Any) -> Any:
    idea, other = make.idea(), make.path("idea", make.idea("Other")).rpartition("/")[2]
    for earlier in BEFORE.get(outcome, ()):
        make.decide(idea, earlier)
    return ada.post(make.path("idea", idea, "/decisions"), **_said(outcome, other, **more))


@pytest.mark.parametrize("outcome", NEEDS_A_REASON)
def test_an_outcome_without_its_reason_is_refused_and_with_it_is_not(make: Make, ada: Client, outcome: str) -> None:
    for nothing in NONE_AT_ALL:
        answer = _decide(make, ada, outcome, rationale=nothing)
        assert answer.status_code == 422, (nothing, answer.json)
    assert _decide(make, ada, outcome).status_code == 422
    assert _decide(make, ada, outcome, rationale="Because.").status_code == 201


def test_a_task_is_not_decided_without_a_reason_and_a_word_to_each(make: Make, ada: Client) -> None:
    task = make.task()
    first, second = (make.path("idea", make.idea(title, task=task)).rpartition("/")[2] for title in ("One", "Two"))
    path = make.path("task", task, "/decisions")

    def decide(rationale: Any, word: Any) -> int:
        words = [{"idea": second, "outcome": "decline", "word": word}]
        return ada.post(path, rationale=rationale, adopt=[first], others=words).status_code

    for nothing in NONE_AT_ALL:
        assert decide(nothing, "Thanks.") == 422
        assert decide("Because.", nothing) == 422
    assert ada.post(path, rationale="Because.", adopt=[first]).status_code == 422
    assert decide("Because.", "Thanks.") == 201


def _without_reason(make: Make) -> list[tuple[str, str | None]]:
    """The answers in the database that need a reason and have none; and ideas that got somewhere without any."""
    with make.home.database.reading() as db:
        answers = db.execute(select(Decision.outcome, Decision.rationale)).fetchall()
        moved = db.execute(
            select(Idea.status, Idea.decision_id).where(
                Idea.status.not_in(["open", "withdrawn"]), Idea.decision_id.is_(None)
            )
        ).fetchall()
    bare = [(each.outcome, each.rationale) for each in answers if each.outcome in NEEDS_A_REASON]
    return [(name, why) for name, why in bare if not (why or "").strip()] + [(row.status, None) for row in moved]


STEP = st.tuples(
    st.sampled_from(sorted(moves.MOVES)),
    st.sampled_from([*NONE_AT_ALL, "Because."]),
    st.sampled_from(["ada", "ben"]),
    st.integers(0, 2),
)


def _walk(app: Flask, make: Make, steps: list[tuple[str, Any, str, int]]) -> None:
    people = {name: Client(app, make.token(name)) for name in ("ada", "ben")}
    ideas = [make.path("idea", make.idea(f"Idea {number}")) for number in range(3)]
    for outcome, rationale, who, number in steps:
        into = ideas[(number + 1) % 3].rpartition("/")[2]
        answer = people[who].post(ideas[number] + "/decisions", **_said(outcome, into, rationale=rationale))
        assert answer.status_code in (201, 403, 409, 422), answer.json


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(st.lists(STEP, max_size=14))
def test_no_walk_gets_anywhere_without_a_reason(app: Flask, make: Make, steps: list[tuple[str, Any, str, int]]) -> None:
    _walk(app, make, steps)
    assert _without_reason(make) == []


VIOLATIONS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "an outcome that no longer needs one": lambda patch: patch.setattr(
        moves, "NEED_RATIONALE", moves.NEED_RATIONALE - {"decline"}
    ),
    "nobody looks": lambda patch: patch.setattr(moves, "require_rationale", lambda *rest: None),
}


@pytest.mark.parametrize("planted", VIOLATIONS)
def test_an_answer_without_a_reason_would_be_found(
    app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    VIOLATIONS[planted](monkeypatch)
    _walk(app, make, [("decline", None, "ada", 0)])
    assert _without_reason(make) == [("decline", None)]
