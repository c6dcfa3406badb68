"""An idea's life over the API goes as the docs tell it, whatever is asked in whatever order, and nothing is lost."""

from collections import Counter
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from werkzeug.test import TestResponse

from tests.api.asking import whole
from tests.client import Client
from tests.make import Make
from tests.unbreakable.life import MOVES, OUTCOMES, Board, Idea
from tests.unbreakable.world import LATER, LIVES

PEOPLE = ("ada", "ben", "dia", "cy")
# What the campaign did: the answers by what was asked, for a machine that does nothing proves nothing.
DONE: Counter[str] = Counter()
# What hypothesis raises when a machine goes wrong: the failure itself, several, or one that comes and goes.
FOUND = (AssertionError, Flaky, BaseExceptionGroup)
FEW = settings(
    max_examples=12, stateful_step_count=30, deadline=None, derandomize=True, database=None,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
)  # fmt: skip
PLANTED = settings(FEW, phases=[Phase.generate], report_multiple_bugs=False)
MANY = settings(FEW, max_examples=1500, stateful_step_count=60, derandomize=False)


class Life(RuleBasedStateMachine):
    """Everything that can be done to a board's ideas, by everybody, compared with the model after each step."""

    people: dict[str, Client]
    number = 0
    ideas = Bundle("ideas")

    def __init__(self) -> None:
        super().__init__()
        Life.number += 1
        self.slug = f"life-{Life.number}"
        ada = self.people["ada"]
        assert ada.post("/boards", slug=self.slug, name="Life").status_code == 201
        for name, role in (("ben", "member"), ("dia", "member")):
            account = self.people[name].get("/me").json["id"]
            assert ada.put(f"/boards/{self.slug}/members/{account}", role=role).status_code == 200
        self.model = Board()

    def same(self, answer: TestResponse, expected: tuple[int, str | None], what: str) -> Any:
        """The answer is the one that the model gives."""
        code = answer.json["code"] if answer.status_code >= 400 else None
        DONE[f"{what} {expected[1] or expected[0]}"] += 1
        assert (answer.status_code, code) == expected, (what, answer.text)
        return answer.json if answer.data else None

    @rule(target=ideas, title=st.sampled_from(["One", "Two"]))
    def post(self, title: str) -> str:
        """Ben posts an idea."""
        said = self.people["ben"].post(f"/boards/{self.slug}/ideas", title=title)
        idea = str(self.same(said, (201, None), "post")["id"])
        self.model.ideas[idea] = Idea(idea, [title])
        assert said.json["number"] == len(self.model.ideas)
        return idea

    @rule(idea=ideas, by=st.sampled_from(["ben", "ben", "ada"]), title=st.sampled_from(["One", "Two", "Three"]))
    def edit(self, idea: str, by: str, title: str) -> None:
        """Somebody edits it."""
        answer = self.people[by].patch(f"/ideas/{idea}", title=title)
        self.same(answer, self.model.edit(self.model.ideas[idea], by, title), "edit")

    @rule(idea=ideas, by=st.sampled_from(["ben", "ben", "ada"]))
    def withdraw(self, idea: str, by: str) -> None:
        """Somebody withdraws it."""
        answer = self.people[by].delete(f"/ideas/{idea}")
        self.same(answer, self.model.withdraw(self.model.ideas[idea], by), "withdraw")

    @rule(
        idea=ideas, by=st.sampled_from(["ada", "ada", "ada", "ben"]), outcome=st.sampled_from(OUTCOMES),
        reason=st.sampled_from(["Because.", "Because.", None]), dated=st.booleans(), fitting=st.integers(0, 4),
    )  # fmt: skip
    def decide(self, idea: str, by: str, outcome: str, reason: str | None, dated: bool, fitting: int) -> None:
        """Somebody answers it, mostly with an outcome that fits."""
        known = self.model.ideas[idea]
        if fitting:
            fit = [name for name, status in MOVES if status == known.status]
            outcome = fit[OUTCOMES.index(outcome) % len(fit)] if fit else outcome
            by = "ben" if known.status == "withdrawn" else "ada"
            dated, reason = outcome == "not_now", "Because."
        revisit_on = LATER if dated else None
        said = {"outcome": outcome, "rationale": reason, "revisit_on": revisit_on}
        answer = self.people[by].post(f"/ideas/{idea}/decisions", **said)
        self.same(answer, self.model.decide(known, by, outcome, reason, revisit_on), f"decide {outcome}")

    @rule(idea=ideas, by=st.sampled_from(PEOPLE), cast=st.booleans())
    def vote(self, idea: str, by: str, cast: bool) -> None:
        """Somebody votes, or takes it back; often twice."""
        answer = self.people[by].ask("PUT" if cast else "DELETE", f"/ideas/{idea}/vote")
        said = self.same(answer, self.model.vote(self.model.ideas[idea], by, cast=cast), "vote")
        if answer.status_code == 200:
            assert said == {"voted": cast, "votes": len(self.model.ideas[idea].voters)}

    @rule(idea=ideas, by=st.sampled_from(["ada", "ben", "dia"]))
    def comment(self, idea: str, by: str) -> None:
        """Somebody comments."""
        answer = self.people[by].post(f"/ideas/{idea}/comments", body=f"Says {by}.")
        self.model.ideas[idea].comments[self.same(answer, (201, None), "comment")["id"]] = True

    @rule(idea=ideas, which=st.integers(0, 5))
    def uncomment(self, idea: str, which: int) -> None:
        """A comment's author deletes it, or tries to once more."""
        comments = self.model.ideas[idea].comments
        if not comments:
            return
        comment = list(comments)[which % len(comments)]
        author = self.people["ada"].get(f"/comments/{comment}").json["author"]["name"].lower()
        answer = self.people[author].delete(f"/comments/{comment}")
        self.same(answer, (204, None) if comments[comment] else (409, "comment_deleted"), "uncomment")
        comments[comment] = False

    @rule(
        idea=ideas,
        after=st.one_of(st.none(), ideas),
        by=st.sampled_from(["ada", "ada", "ben"]),
        which=st.integers(0, 9),
    )
    def place(self, idea: str, after: str | None, by: str, which: int) -> None:
        """Somebody gives it a place in the backlog; mostly to one that is there."""
        if self.model.backlog and which:
            idea = self.model.backlog[which % len(self.model.backlog)]
        answer = self.people[by].put(f"/ideas/{idea}/backlog-place", after=after)
        self.same(answer, self.model.place(self.model.ideas[idea], by, after), "place")

    @invariant()
    def the_board_is_as_the_model_has_it(self) -> None:
        """Nothing is lost, nothing is there twice, and every number is right."""
        rows = whole(self.people["ben"], f"/boards/{self.slug}/ideas", sort="new", limit=50)
        assert [row["id"] for row in rows] == list(reversed(self.model.ideas))
        for row in rows:
            known = self.model.ideas[row["id"]]
            decided = known.answered_version is not None
            assert {
                "status": known.status,
                "title": known.titles[-1],
                "version": known.version,
                "votes": len(known.voters),
                "voted": "ben" in known.voters,
                "comments": sum(known.comments.values()),
                "revisit_on": known.revisit_on,
                "edited_since_decision": decided and known.version > (known.answered_version or 0),
            }.items() <= row.items()
            assert (row["decision"] or {}).get("outcome") == (known.decisions[-1] if known.decisions else None)
        backlog = whole(self.people["ben"], f"/boards/{self.slug}/backlog")
        assert [row["id"] for row in backlog] == self.model.backlog

    def teardown(self) -> None:
        """In the end the histories are compared too."""
        ben = self.people["ben"]
        for idea in self.model.ideas.values():
            versions = whole(ben, f"/ideas/{idea.id}/versions")
            assert [row["title"] for row in reversed(versions)] == idea.titles
            decisions = whole(ben, f"/ideas/{idea.id}/decisions")
            assert [row["outcome"] for row in reversed(decisions)] == idea.decisions
            comments = {row["id"]: not row["deleted"] for row in whole(ben, f"/ideas/{idea.id}/comments")}
            assert comments == idea.comments


def _live(app: Flask, make: Make, how: settings, machine: type[Life] = Life) -> None:
    Life.people = {name: Client(app, make.token(name)) for name in PEOPLE}
    DONE.clear()
    run_state_machine_as_test(machine, settings=how)
    print(f"{sum(DONE.values())} steps: {dict(sorted(DONE.items()))}")


def test_an_ideas_life_goes_as_the_docs_tell_it(app: Flask, make: Make) -> None:
    _live(app, make, FEW)
    assert len({what for what in DONE if what.startswith("decide") and what.endswith("201")}) >= 4
    assert {"withdraw 204", "edit 200", "vote 200", "comment 201"} <= set(DONE)
    assert {"move_not_allowed", "idea_not_open", "idea_frozen"} <= {what.rpartition(" ")[2] for what in DONE}


def test_every_move_is_tried_in_every_status(app: Flask, make: Make) -> None:
    Life.people = {name: Client(app, make.token(name)) for name in PEOPLE}
    DONE.clear()
    life = Life()
    for status, way in {**LIVES, "withdrawn": ()}.items():
        for outcome in (*OUTCOMES, "edit", "withdraw", "vote", "place"):
            idea = life.post("One")
            for answer in way:
                life.decide(idea, "ada", answer["outcome"], "Because.", "revisit_on" in answer, 0)
            if status == "withdrawn":
                life.withdraw(idea, "ben")
            assert life.model.ideas[idea].status == status
            if outcome in OUTCOMES:
                for by in ("ben", "ada"):
                    life.decide(idea, by, outcome, "Because.", outcome == "not_now", 0)
            elif outcome == "edit":
                life.edit(idea, "ben", "Two")
            elif outcome == "withdraw":
                life.withdraw(idea, "ben")
            elif outcome == "vote":
                life.vote(idea, "dia", True)
            else:
                life.place(idea, None, "ada", 0)
    life.the_board_is_as_the_model_has_it()
    life.teardown()
    assert {f"decide {outcome} 201" for outcome in OUTCOMES} <= set(DONE)
    assert {f"decide {outcome} move_not_allowed" for outcome in OUTCOMES} <= set(DONE)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_many_lives_go_as_the_docs_tell_them(app: Flask, make: Make) -> None:
    _live(app, make, MANY)


@pytest.mark.parametrize("broken", ["core.people.policy.require_state", "core.decisions.backlog.follow"])
def test_a_life_that_goes_another_way_is_noticed(
    app: Flask, make: Make, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"ideaboard.{broken}", lambda *args, **kw: None)
    with pytest.raises(FOUND):
        _live(app, make, PLANTED)
