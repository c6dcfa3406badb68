"""Every outcome in every status: what is allowed happens and is logged for ever, anything else is a Conflict."""

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import func, select

from ideaboard import clock
from ideaboard.core.decisions import decisions
from ideaboard.core.decisions.backlog import Entry
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.follow_ups import FollowUp
from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.ideas import STATUSES, Idea
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.outbox.events import Event
from ideaboard.errors import Conflict, Invalid, Problem, Stale
from tests.make import Make

# The life of an idea as the product page tells it: outcome, from, to.
ALLOWED = {
    ("adopt", "open"): "adopted",
    ("decline", "open"): "declined",
    ("not_now", "open"): "not_now",
    ("merge", "open"): "merged",
    ("merge", "not_now"): "merged",
    ("merge", "declined"): "merged",
    ("unmerge", "merged"): "open",
    ("start", "adopted"): "in_progress",
    ("done", "adopted"): "done",
    ("done", "in_progress"): "done",
    ("drop", "adopted"): "dropped",
    ("drop", "in_progress"): "dropped",
    ("reopen", "declined"): "open",
    ("reopen", "not_now"): "open",
    ("reopen", "withdrawn"): "open",
    ("reopen", "dropped"): "open",
}
NEEDS_REASON = ("adopt", "decline", "not_now", "merge", "drop", "reopen")
OUTCOMES = (*NEEDS_REASON, "unmerge", "start", "done")
WAY = {
    "open": (), "adopted": ("adopt",), "in_progress": ("adopt", "start"), "done": ("adopt", "done"),
    "declined": ("decline",), "not_now": ("not_now",), "dropped": ("adopt", "drop"),
    "merged": ("merge",),
}  # fmt: skip
LATER = date(2099, 1, 1)


def _idea_that_is(make: Make, status: str) -> int:
    idea = make.idea(by="ada")
    if status == "withdrawn":
        ada = make.person("ada")
        with make.home.database.transaction() as session:
            ideas.withdraw(session, ideas.lock(session, idea), ada, None)
    for outcome in WAY.get(status, ()):
        make.decide(idea, outcome, revisit_on=LATER if outcome == "not_now" else None, into=_other(make, outcome))
    return idea


def _other(make: Make, outcome: str) -> int | None:
    return make.idea("Another") if outcome == "merge" else None


def _log(make: Make, idea: int) -> list[tuple[Any, ...]]:
    with make.home.database.transaction() as session:
        found = session.scalars(select(Decision).where(Decision.idea_id == idea).order_by(Decision.id))
        return [(d.outcome, d.from_status, d.to_status, d.idea_version, d.rationale, d.by_id) for d in found]


@pytest.mark.parametrize(("outcome", "status"), [*product(OUTCOMES, STATUSES)])
def test_every_cell_of_the_table(make: Make, outcome: str, status: str) -> None:
    idea = _idea_that_is(make, status)
    before, day = _log(make, idea), LATER if outcome == "not_now" else None
    to = ALLOWED.get((outcome, status))
    if to is None:
        with pytest.raises(Conflict) as refused:
            make.decide(idea, outcome, revisit_on=day, into=_other(make, outcome))
        assert (refused.value.code, refused.value.facts["status_now"]) == ("move_not_allowed", status)
        assert set(refused.value.facts["allowed"]) == {name for name, of in ALLOWED if of == status}
        assert _log(make, idea) == before
        return
    make.decide(idea, outcome, revisit_on=day, into=_other(make, outcome))
    assert _log(make, idea) == [*before, (outcome, status, to, 1, "Because.", make.person("ada"))]
    with make.home.database.transaction() as session:
        kept, standing = session.get_one(Idea, idea), session.get_one(Standing, idea)
        assert (kept.status, standing.status, kept.version) == (to, to, 1)
        # A merged idea keeps its day, should it be unmerged.
        assert kept.revisit_on == (LATER if "not_now" in (outcome, status) and outcome != "reopen" else None)
        assert kept.decision_id == session.scalar(select(func.max(Decision.id)))
        assert (session.get(Entry, idea) is not None) == (to in ("adopted", "in_progress"))


def test_every_outcome_and_every_status_is_in_the_table() -> None:
    assert {status for _, status in ALLOWED} | set(ALLOWED.values()) == set(STATUSES)
    assert set(WAY) | {"withdrawn"} == set(STATUSES)


@pytest.mark.parametrize("rationale", [None, "", "  \n"])
@pytest.mark.parametrize("outcome", NEEDS_REASON)
def test_what_needs_a_reason_does_not_happen_without_one(make: Make, outcome: str, rationale: str | None) -> None:
    status = next(status for name, status in ALLOWED if name == outcome)
    idea = _idea_that_is(make, status)
    before = _log(make, idea)
    day, into = LATER if outcome == "not_now" else None, _other(make, outcome)
    with pytest.raises(Invalid) as refused:
        make.decide(idea, outcome, rationale, revisit_on=day, into=into)
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("/rationale", "required")]
    assert _log(make, idea) == before


@pytest.mark.parametrize("outcome", ["start", "done"])
def test_work_that_goes_on_needs_no_reason(make: Make, outcome: str) -> None:
    idea = _idea_that_is(make, "adopted")
    make.decide(idea, outcome, None)
    assert _log(make, idea)[-1][4] is None


def test_an_unknown_outcome_is_no_move(make: Make) -> None:
    with pytest.raises(Conflict, match="move_not_allowed"):
        make.decide(make.idea(), "applaud")


def test_a_decision_pins_the_version_that_it_answered(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")
    with make.home.database.transaction() as session:
        ideas.edit(session, ideas.lock(session, idea), ben, None, title="Better")
    with pytest.raises(Stale):
        make.decide(idea, "adopt", expected=1)
    assert _log(make, idea) == []
    make.decide(idea, "adopt", expected=2)
    assert _log(make, idea)[0][3] == 2


@pytest.mark.parametrize(
    ("outcome", "day", "code"),
    [
        ("not_now", None, "required"),
        ("not_now", 0, "not_in_future"),
        ("not_now", -1, "not_in_future"),
        ("decline", 1, "not_for_outcome"),
    ],
)
def test_only_not_now_carries_a_date_and_it_lies_ahead(make: Make, outcome: str, day: int | None, code: str) -> None:
    idea, on = make.idea(), None if day is None else clock.today() + timedelta(days=day)
    with pytest.raises(Invalid) as refused:
        make.decide(idea, outcome, revisit_on=on)
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("/revisit_on", code)]
    assert _log(make, idea) == []


def test_promises_are_kept_with_the_decision(make: Make) -> None:
    promises = [{"promise": "Report.", "due_on": LATER}, {"promise": "Thank.", "due_on": LATER}]
    decision = make.decide(make.idea(), "adopt", promises=promises)
    with make.home.database.transaction() as session:
        kept = session.scalars(select(FollowUp).where(FollowUp.decision_id == decision).order_by(FollowUp.id))
        assert [(made.promise, made.due_on, made.state) for made in kept] == [
            ("Report.", LATER, "open"), ("Thank.", LATER, "open"),
        ]  # fmt: skip


def test_a_decision_says_which_values_it_serves(make: Make) -> None:
    served = [{"value": make.value("Sleep"), "how": "No calls at night."}]
    decision = make.decide(make.idea(), "adopt", values_served=served)
    with make.home.database.transaction() as session:
        assert session.get_one(Decision, decision).values == served
    with pytest.raises(Invalid):
        make.decide(make.idea(), "adopt", values_served=[{"value": 999, "how": "Not ours."}])


def test_every_move_is_an_event_that_names_its_decision(make: Make) -> None:
    idea = make.idea()
    made = [make.decide(idea, outcome, None if outcome == "start" else "So.") for outcome in ("adopt", "start", "drop")]
    with make.home.database.transaction() as session:
        found = session.scalars(select(Event).where(Event.type.startswith("idea.")).order_by(Event.id)).all()
    assert [event.type for event in found] == ["idea.posted", "idea.adopted", "idea.started", "idea.dropped"]
    assert [event.data["decision"] for event in found[1:]] == made


def test_nothing_in_the_core_rewrites_a_decision() -> None:
    verbs = {name for name, thing in vars(decisions).items() if callable(thing) and not name.startswith("_")}
    assert not {name for name in verbs if name.startswith(("edit", "delete", "update", "remove"))}


def test_there_is_no_such_decision(make: Make) -> None:
    with pytest.raises(Problem, match="not_found"), make.home.database.transaction() as session:
        decisions.of(session, 999)
