"""A walk through a list, page after page, while others post, edit, vote and withdraw.

What is promised (docs/api.md): whatever is in the list for the whole walk, and keeps its place, is met exactly once.
In `new` and `waiting` every place is kept. In `top`, `trending` and `unheard` a vote, and in `unheard` a comment too,
gives an idea another place: such a one, and no other, may be met twice or missed.
"""

import random
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from ideaboard.core.reading import pages
from tests.api.asking import whole
from tests.client import Client
from tests.make import Make
from tests.unbreakable.test_life import FEW, FOUND, PLANTED

STABLE = ("new", "waiting")
MOVING = ("top", "trending", "unheard")
OPEN_ONLY = ("waiting", "unheard")
DONE: Counter[str] = Counter()
MANY = settings(FEW, max_examples=1500, stateful_step_count=80, derandomize=False)


@dataclass
class Walk:
    """One walk under way."""

    sort: str
    limit: int
    there: set[str]
    seen: list[str] = field(default_factory=list)
    cursor: str | None = None
    moved: set[str] = field(default_factory=set)


class Walks(RuleBasedStateMachine):
    """Several walks at once over a board that is never still."""

    people: dict[str, Client]
    number = 0

    def __init__(self) -> None:
        super().__init__()
        Walks.number += 1
        self.board = f"/boards/walks-{Walks.number}"
        assert self.people["ada"].post("/boards", slug=self.board[8:], name="Walks").status_code == 201
        self.open: list[str] = []
        self.closed: list[str] = []
        self.walks: list[Walk] = []
        for _ in range(6):
            self.post()

    @property
    def ada(self) -> Client:
        """The one who does everything here."""
        return self.people["ada"]

    @rule()
    def post(self) -> None:
        """A new idea."""
        DONE["posted"] += 1
        self.open.append(self.ada.post(f"{self.board}/ideas", title="Idea").json["id"])

    def one(self, which: int) -> str:
        """One of the open ideas."""
        return self.open[which % len(self.open)]

    @rule(which=st.integers(0, 30))
    def edit(self, which: int) -> None:
        """An edit moves nothing."""
        DONE["edited"] += 1
        assert self.ada.patch(f"/ideas/{self.one(which)}", title=f"Edit {which}").status_code == 200

    @rule(which=st.integers(0, 30), cast=st.booleans())
    def vote(self, which: int, cast: bool) -> None:
        """A vote moves the idea in the lists that count votes."""
        DONE["voted"] += 1
        idea = self.one(which)
        assert self.ada.ask("PUT" if cast else "DELETE", f"/ideas/{idea}/vote").status_code == 200
        for walk in self.walks:
            if walk.sort in MOVING:
                walk.moved.add(idea)

    @rule(which=st.integers(0, 30))
    def comment(self, which: int) -> None:
        """A comment moves the idea in `unheard` alone."""
        DONE["commented"] += 1
        idea = self.one(which)
        assert self.ada.post(f"/ideas/{idea}/comments", body="Hm.").status_code == 201
        for walk in self.walks:
            if walk.sort == "unheard":
                walk.moved.add(idea)

    @rule(which=st.integers(0, 30), how=st.sampled_from(["withdraw", "decline"]))
    def close(self, which: int, how: str) -> None:
        """An idea leaves the lists of open ones, and keeps its place in the others."""
        if len(self.open) < 4:
            return
        DONE["closed"] += 1
        idea = self.open.pop(which % len(self.open))
        self.closed.append(idea)
        if how == "withdraw":
            assert self.ada.delete(f"/ideas/{idea}").status_code == 204
        else:
            said = {"outcome": "decline", "rationale": "No."}
            assert self.ada.post(f"/ideas/{idea}/decisions", **said).status_code == 201
        for walk in self.walks:
            if walk.sort in OPEN_ONLY:
                walk.there.discard(idea)

    @rule(sort=st.sampled_from(STABLE + MOVING), limit=st.integers(1, 4))
    def begin(self, sort: str, limit: int) -> None:
        """Begin a walk."""
        there = set(self.open) if sort in OPEN_ONLY else {*self.open, *self.closed}
        self.walks.append(Walk(sort, limit, there))

    @rule(which=st.integers(0, 5))
    def step(self, which: int) -> None:
        """Ask for the next page of one of the walks."""
        if self.walks:
            walk = self.walks[which % len(self.walks)]
            if self._page(walk):
                self.walks.remove(walk)

    @rule(which=st.integers(0, 5))
    def stride(self, which: int) -> None:
        """Three pages at once."""
        for _ in range(3):
            self.step(which)

    def _page(self, walk: Walk) -> bool:
        query: dict[str, Any] = {"sort": walk.sort, "limit": walk.limit}
        if walk.cursor:
            query["cursor"] = walk.cursor
        said = self.ada.get(f"{self.board}/ideas", **query).json
        walk.seen += [row["id"] for row in said["data"]]
        walk.cursor = said["next"]
        if walk.cursor is None:
            DONE[f"walked {walk.sort}"] += 1
            keep_promise(walk)
        return walk.cursor is None

    def teardown(self) -> None:
        """Every walk comes to its end."""
        for walk in self.walks:
            while not self._page(walk):
                pass


def keep_promise(walk: Walk) -> None:
    """What is promised of a walk that has ended."""
    met = Counter(walk.seen)
    kept = walk.there - walk.moved
    assert {idea: met[idea] for idea in kept} == dict.fromkeys(kept, 1), walk.sort
    twice = {idea for idea, times in met.items() if times > 1}
    assert twice <= walk.moved, walk.sort


def _walk(app: Flask, make: Make, how: settings) -> None:
    Walks.people = {"ada": Client(app, make.token("ada"))}
    DONE.clear()
    run_state_machine_as_test(Walks, settings=how)
    print(f"{sum(DONE.values())} steps: {dict(sorted(DONE.items()))}")


def test_a_walk_meets_everything_once_whatever_happens_meanwhile(app: Flask, make: Make) -> None:
    _walk(app, make, settings(FEW, max_examples=8, stateful_step_count=40))
    assert {f"walked {sort}" for sort in STABLE + MOVING} <= set(DONE)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_many_walks_meet_everything_once(app: Flask, make: Make) -> None:
    _walk(app, make, MANY)


@pytest.mark.parametrize("sort", STABLE)
def test_a_walk_beside_writing_threads_meets_everything_once(app: Flask, make: Make, sort: str) -> None:
    old = [make.idea(f"Old {number}", by="ada") for number in range(30)]
    ada = Client(app, make.token("ada"))
    ended = threading.Event()

    def write(seed: int) -> None:
        mine, chance = ada.again(), random.Random(seed)
        while not ended.is_set():
            idea = mine.post("/boards/team/ideas", title="New").json["id"]
            mine.put(f"/ideas/{idea}/vote")
            mine.patch(make.path("idea", chance.choice(old)), "*", title=f"Edit {chance.random()}")
            mine.put(make.path("idea", chance.choice(old), "/vote"))
            assert mine.delete(f"/ideas/{idea}", "*").status_code == 204

    threads = [threading.Thread(target=write, args=(seed,)) for seed in range(3)]
    for thread in threads:
        thread.start()
    try:
        ids = [make.path("idea", idea)[7:] for idea in old]
        for _ in range(3):
            met = Counter(row["id"] for row in whole(ada, "/boards/team/ideas", sort=sort, limit=4))
            assert {idea: met[idea] for idea in ids} == dict.fromkeys(ids, 1)
            assert set(met.values()) == {1}
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def test_a_page_that_begins_one_too_late_is_noticed(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    original = pages.Listing.page

    def late(self: Any, db: Any, params: Any, window: Any) -> Any:
        page = original(self, db, params, window)
        return pages.Page(page.rows[:-1] if page.next is not None and len(page.rows) > 1 else page.rows, page.next)

    monkeypatch.setattr(pages.Listing, "page", late)
    with pytest.raises(FOUND):
        _walk(app, make, PLANTED)
