"""Listeners: told what happens on a board, as a leader chooses; what is hidden or anonymous names nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import ideaboard_slack
import pytest
from sqlalchemy import select

from ideaboard.core.outbox.jobs import Job
from ideaboard.http import Http
from ideaboard.ids import decode
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.client import Client
from tests.due import make_due
from tests.fakes.chat import FakeChat
from tests.make import Make
from tests.plugin.test_registry import Point


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


@dataclass
class Stand:
    """A board whose chat listens."""

    make: Make
    chat: FakeChat
    worker: Worker
    path: str

    def work(self, soon: bool = True) -> list[str]:
        """Carry out what is owed, what waits too; what the chat heard of it."""
        self.chat.heard.clear()
        if soon:
            make_due(self.make.home.database)
        while self.worker.work_once():
            pass
        return list(self.chat.heard)


@pytest.fixture
def stand(make: Make, ada: Client) -> Iterator[Stand]:
    """A connection of the kind `slack`, made through the API."""
    registry = Registry.load(found=[Point("slack", "ideaboard-slack", lambda: ideaboard_slack)])
    make.board()
    home = make.home
    shop = Workshop(home.settings, home.database, home.keys, registry, Http.to_this_machine())
    with patch.dict(home.trackers._kinds, registry._kinds), FakeChat() as chat:
        said = {"tracker": "slack", "name": "Our chat", "settings": {"url": chat.url("slack")}}
        made = ada.post("/boards/team/connections", **said)
        assert made.status_code == 201, made.json
        yield Stand(make, chat, Worker(shop, _Parent()), f"/connections/{made.json['id']}")


def test_it_is_listed_with_its_settings_and_never_the_boards_default(stand: Stand, ada: Client) -> None:
    [listed] = ada.get("/listeners").json["data"]
    assert (listed["kind"], listed["distribution"]) == ("slack", "ideaboard-slack")
    assert listed["settings"]["properties"]["url"]["writeOnly"] is True
    assert "slack" not in [row["kind"] for row in ada.get("/trackers").json["data"]]
    shown = ada.get(stand.path).json
    assert "idea.adopted" in shown["events"]
    assert (shown["state"], shown["inbound_url"], shown["settings"]) == ("active", None, {})
    assert ada.get("/boards/team").json["default_connection"] is None


def test_it_hears_what_is_posted_and_decided_with_the_reason(stand: Stand) -> None:
    idea = stand.make.idea("Plant trees")
    stand.make.decide(idea, "adopt", "They shade the roof.")
    first, second = stand.work()
    assert first.startswith("Ben posted an idea <")
    assert second.startswith("Ada adopted <")
    assert "Plant trees" in second
    assert "> They shade the roof." in second
    stand.make.comment(idea)
    assert stand.work() == []


def test_a_leader_chooses_what_it_hears(stand: Stand, ada: Client, ben: Client) -> None:
    assert ada.patch(stand.path, events=["idea.declined"]).json["events"] == ["idea.declined"]
    idea = stand.make.idea()
    assert stand.work() == []
    stand.make.decide(idea, "decline", "Too dear.")
    assert len(stand.work()) == 1
    assert ada.patch(stand.path, events=["idea.exploded"]).status_code == 422
    assert ben.get(stand.path).status_code == 403
    other = stand.make.path("connection", stand.make.connection("paper", folder="/tmp/none"))
    assert ada.patch(other, events=["idea.posted"]).json["errors"][0]["code"] == "not_a_listener"


def test_what_was_done_anonymously_names_nobody_and_waits(stand: Stand, ben: Client) -> None:
    ben.post("/boards/team/ideas", title="Whispered", anonymous=True)
    assert stand.work(soon=False) == []
    [message] = stand.work()
    assert message.startswith("Somebody posted an idea <")
    assert "Ben" not in message


def test_what_is_hidden_by_then_is_not_told(stand: Stand, ada: Client) -> None:
    idea = stand.make.idea("Names a customer")
    ada.put(stand.make.path("idea", idea, "/hide"), reason="Names a customer.")
    assert stand.work() == []


def test_a_webhook_that_was_taken_back_pauses_it_and_loses_nothing(stand: Stand, ada: Client) -> None:
    good = stand.chat.url("slack")
    ada.patch(stand.path, settings={"url": good + "x"})
    stand.make.idea("Plant trees")
    assert stand.work() == []
    shown = ada.get(stand.path).json
    assert shown["state"] == "paused"
    assert "no_service" in shown["reason"]
    ada.patch(stand.path, settings={"url": good})
    assert len(stand.work()) == 1


def test_a_check_says_so_and_tells_the_channel_nothing(stand: Stand, ada: Client) -> None:
    job = ada.post(stand.path + "/checks").json
    assert stand.work() == []
    assert ada.get(f"/jobs/{job['id']}").json["result"] == {"ok": True, "account": None, "findings": []}


@pytest.mark.parametrize("asked", ["/imports", "/resyncs", "/rotate", "/dry-runs"])
def test_what_only_trackers_do_is_refused(stand: Stand, ada: Client, asked: str) -> None:
    fields: dict[str, Any] = {"idea": stand.make.path("idea", stand.make.idea())[7:]} if asked == "/dry-runs" else {}
    answer = ada.post(stand.path + asked, **fields)
    assert (answer.status_code, answer.json["code"] in ("not_supported", "no_webhooks")) == (409, True)


def test_no_idea_is_sent_to_a_listener(stand: Stand, ada: Client) -> None:
    idea = stand.make.adopted()
    connection = stand.path.rpartition("/")[2]
    answer = ada.post(stand.make.path("idea", idea, "/issues"), connection=connection)
    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, "/connection")
    said = ada.post(
        stand.make.path("idea", stand.make.idea(), "/decisions"),
        outcome="adopt",
        rationale="Yes.",
        connection=connection,
    )
    assert (said.status_code, said.json["errors"][0]["pointer"]) == (422, "/connection")
    with stand.make.home.database.snapshot() as session:
        kinds = set(session.scalars(select(Job.kind).where(Job.connection_id == decode("connection", connection))))
    assert kinds <= {"listener.hear"}
