"""Guarantee 3, for rounds: no sequence of calls shows a result that must not be seen, or moves the threshold."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideaboard import clock
from ideaboard.core.feedback import rounds
from ideaboard.core.reading import rounds as reading
from ideaboard.ids import encode
from tests.client import Client
from tests.make import Make

WHO = ("ada", "ben", "dia", "eve", "cy")
ACTS = ("answer", "results", "read", "reply", "raise", "worker", "time", "retry", "loosen")
# As long as `make.round` opens one for.
OPEN_FOR = timedelta(days=7)
CALLS = st.lists(st.tuples(st.sampled_from(ACTS), st.sampled_from(WHO)), min_size=4, max_size=14)


class Walk:
    """One round, what has happened to it, and what was wrongly told."""

    def __init__(self, app: Flask, make: Make, threshold: int) -> None:
        self.make, self.threshold = make, threshold
        self.clients = {name: Client(app, make.token(name)) for name in WHO}
        self.round = make.round("text", "scale", threshold=threshold)
        self.path = f"/feedback-rounds/{encode('round', self.round)}"
        self.answered: set[str] = set()
        self.closed = self.replied = False
        self.now = clock.now()
        self.wrong: list[str] = []

    def do(self, act: str, who: str) -> None:
        """One call of somebody, judged by what is known of the round."""
        with clock.at(self.now):
            getattr(self, f"_{act}")(who, self.clients[who])

    def _answer(self, who: str, client: Client) -> None:
        said = [{"question": 1, "text": f"Told by {who}."}, {"question": 2, "scale": 3}]
        taken = client.post(self.path + "/answer", answers=said).status_code == 204
        if taken != (who in ("ben", "dia", "eve") and who not in self.answered and not self.closed):
            self.wrong.append(f"{who} answers: {taken}")
        if taken:
            self.answered.add(who)

    def _retry(self, who: str, client: Client) -> None:
        self._answer(who, client)

    def _results(self, who: str, client: Client) -> None:
        shown = client.get(self.path + "/results")
        may = (self.replied and who != "cy") or (self._closed_at_threshold and who == "ada")
        if (shown.status_code == 200) != may or (not may and b"Told by" in shown.data):
            self.wrong.append(f"{who} is shown {shown.data!r}")

    def _read(self, who: str, client: Client) -> None:
        for path in (self.path, "/boards/team/feedback-rounds"):
            said = client.get(path)
            if b"Told by" in said.data:
                self.wrong.append("a text is told")
            if said.status_code == 200 and path == self.path and said.json["threshold"] != self.threshold:
                self.wrong.append("the threshold moved")

    def _reply(self, who: str, client: Client) -> None:
        taken = client.post(self.path + "/reply", heard="x", will_change="y").status_code == 200
        if taken != (who == "ada" and self._closed_at_threshold and not self.replied):
            self.wrong.append(f"{who} replies: {taken}")
        self.replied |= taken

    def _raise(self, who: str, client: Client) -> None:
        said = client.post(self.path + "/ideas", title="x", question=1, suggestion=1)
        may = (self.replied and who != "cy") or (self._closed_at_threshold and who == "ada")
        if (said.status_code == 201) != may:
            self.wrong.append(f"{who} raises: {said.status_code}")

    def _worker(self, who: str, client: Client) -> None:
        with self.make.home.database.transaction() as session:
            rounds.close_due(session)

    def _time(self, who: str, client: Client) -> None:
        self.now += OPEN_FOR + timedelta(seconds=1)
        self.closed = True

    def _loosen(self, who: str, client: Client) -> None:
        for method in ("PATCH", "PUT"):
            if client.ask(method, self.path, {"If-Match": "*"}, json={"threshold": 3}).status_code < 400:
                self.wrong.append("it is changed")

    @property
    def _closed_at_threshold(self) -> bool:
        return self.closed and len(self.answered) >= self.threshold


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(calls=CALLS)
def test_no_sequence_of_calls_shows_what_must_not_be_seen(app: Flask, make: Make, calls: list[tuple[str, str]]) -> None:
    walk = Walk(app, make, threshold=3)
    for act, who in calls:
        walk.do(act, who)
    assert walk.wrong == []


STORY = [(act, who) for who in ("ben", "dia") for act in ("answer", "results", "read")] + [
    ("time", "ada"), ("results", "ada"), ("read", "ben"), ("reply", "ada"), ("raise", "ben"),
]  # fmt: skip
PLANTED: dict[str, tuple[Any, str, Any]] = {
    "a result below the threshold": (reading, "require_results", lambda state, mine: None),
    "a reply below the threshold": (rounds, "require_results", lambda state, mine: None),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_leak_would_be_found(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch, planted: str) -> None:
    monkeypatch.setattr(*PLANTED[planted])
    walk = Walk(app, make, threshold=3)
    for act, who in STORY:
        walk.do(act, who)
    assert walk.wrong != []
