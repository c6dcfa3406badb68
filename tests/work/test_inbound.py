"""The tracker's news: called in, kept, applied once, by state; what cannot be followed stands on the desk."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
import structlog
from flask import Flask

from ideaboard import clock
from ideaboard.core.outbox import webhooks
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import sync
from ideaboard.core.tracking.inbox import Inbound
from ideaboard.ids import encode
from tests.client import Client
from tests.fakes.github import LOGIN, hook
from tests.make import Make
from tests.work.standing import SECRET, Stand, standing


@pytest.fixture
def stand(app: Flask, make: Make) -> Iterator[Stand]:
    """A board that adopts into a fake GitHub."""
    with standing(app, make) as made:
        yield made


def test_an_issue_that_is_closed_makes_the_idea_done_and_reopened_brings_it_back(stand: Stand) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea))
    stand.deliver()
    assert stand.status(idea) == "done"
    stand.later()
    stand.fake.reopen(stand.number(idea))
    stand.deliver()
    assert stand.status(idea) == "adopted"
    caused = [(event.type, event.actor_id, event.connection_id) for event in stand.rows(Event) if event.connection_id]
    assert ("idea.done", None, stand.connection) in caused
    assert ("idea.back_in_backlog", None, stand.connection) in caused
    # Nothing of it went out again.
    assert not [seen for seen in stand.fake.requests if seen.method == "PATCH"]


def test_the_same_delivery_twice_is_kept_and_applied_once(stand: Stand) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea))
    [owed] = stand.fake.outbox
    for _ in range(3):
        assert stand.call(owed.body, owed.headers).status_code == 202
    stand.deliver()
    assert stand.status(idea) == "done"
    assert len(stand.rows(Inbound)) == 1
    assert stand.rows(Inbound)[0].body is None
    assert [event.type for event in stand.rows(Event)].count("idea.done") == 1


def test_late_and_out_of_order_the_latest_word_counts(stand: Stand) -> None:
    idea = stand.adopt()
    for change in (stand.fake.close, stand.fake.reopen, stand.fake.close):
        stand.later()
        change(stand.number(idea))
    stand.fake.outbox.reverse()
    stand.deliver()
    assert stand.status(idea) == "done"
    outcomes = [job.result for job in stand.rows(Job) if job.kind == "inbound.apply"]
    assert sum(result.get("stale", 0) for result in outcomes) == 2


def test_two_changes_in_one_second_are_asked_about(stand: Stand) -> None:
    idea = stand.adopt()
    number = stand.number(idea)
    stand.later()
    moment = stand.fake.state.now()
    stand.fake.state.now = lambda: moment  # type: ignore[method-assign]
    stand.fake.close(number)
    stand.fake.reopen(number)
    stand.fake.close(number)
    stand.fake.outbox.reverse()
    stand.deliver()
    assert stand.status(idea) == "done"


@pytest.mark.parametrize("what", ["another secret", "no signature", "another body", "an old secret"])
def test_what_nobody_signed_is_refused_and_not_kept(stand: Stand, what: str) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea))
    [owed] = stand.fake.outbox
    body, headers = owed.body, dict(owed.headers)
    match what:
        case "another secret":
            headers = dict(hook("issues", body, "not-the-secret-of-this-test").headers)
        case "no signature":
            del headers["x-hub-signature-256"]
        case "another body":
            body += b" "
        case "an old secret":
            stand.set(inbound=stand.make.home.keys.seal(webhooks.fresh("a-secret-that-came-later")))
    with structlog.testing.capture_logs() as logs:
        answer = stand.call(body, headers)
    assert (answer.status_code, answer.mimetype) == (401, "text/plain")
    [told] = [line for line in logs if line["event"] == "refused"]
    assert (told["what"], told["way"], told["rule"]) == ("sign_in", "signature", "/inbound/<connection>")
    assert stand.rows(Inbound) == []
    stand.work()
    assert stand.status(idea) == "adopted"


def test_both_secrets_are_good_while_one_replaces_the_other(stand: Stand, ada: Client) -> None:
    idea = stand.adopt()
    path = f"/connections/{encode('connection', stand.connection)}"
    new = ada.post(path + "/rotate").json
    assert new["secret"].startswith("whsec_")
    assert new["inbound_url"].endswith(f"/inbound/{encode('connection', stand.connection)}")
    stand.later()
    stand.fake.close(stand.number(idea))
    [owed] = stand.fake.outbox
    assert stand.call(owed.body, owed.headers).status_code == 202
    assert stand.call(owed.body, hook("issues", owed.body, new["secret"], "other").headers).status_code == 202
    assert "secret" not in ada.get(path).json


def test_an_address_that_nobody_has_is_not_found(stand: Stand) -> None:
    client = stand.app.test_client()
    for connection in ("zzzzzzzz", "x", encode("connection", 99), encode("idea", stand.connection)):
        assert client.post(f"/inbound/{connection}", data=b"{}").status_code == 404
    assert client.get(f"/inbound/{encode('connection', stand.connection)}").status_code == 405
    other = stand.make.connection("paper", folder="/tmp/none")
    assert client.post(f"/inbound/{encode('connection', other)}", data=b"{}").status_code == 404


def test_what_is_too_long_or_unreadable_is_said_to_be_so(stand: Stand) -> None:
    long = b"x" * (stand.make.home.settings.max_inbound_bytes + 1)
    assert stand.call(long, hook("issues", long, SECRET).headers).status_code == 413
    assert stand.call(b"no json", hook("issues", b"no json", SECRET).headers).status_code == 202
    stand.work()
    [job] = [job for job in stand.rows(Job) if job.kind == "inbound.apply"]
    assert job.state == "dead"
    assert job.last_error.startswith("It cannot be read:")
    assert stand.rows(Inbound)[0].body == b"no json"


def test_news_of_somebody_elses_issue_and_of_nothing_are_left(stand: Stand) -> None:
    idea = stand.adopt()
    other = stand.fake.plant("Not ours")
    stand.later()
    stand.fake.close(other.number)
    ping = hook("ping", b'{"zen": "Keep it logically awesome."}', SECRET)
    stand.call(ping.body, ping.headers)
    stand.deliver()
    assert [job.result for job in stand.rows(Job) if job.kind == "inbound.apply"] == [{}, {"not_ours": 1}]
    assert stand.status(idea) == "adopted"


def test_when_both_sides_moved_neither_moves_and_a_leader_chooses(stand: Stand, ada: Client, ben: Client) -> None:
    idea = stand.adopt()
    stand.make.decide(idea, "start", None)
    stand.later()
    stand.fake.close(stand.number(idea))
    stand.deliver()
    issue = stand.make.issue(idea)
    assert (stand.status(idea), issue.state, issue.theirs) == ("in_progress", "conflict", "done")
    [waiting] = ada.get("/boards/team/desk").json["issues"]["data"]
    assert waiting["reason"] == "Here the idea is in progress, at the tracker its issue is Closed as completed."
    path = stand.make.path("issue", issue.id)
    assert ben.patch(path, keep="theirs").status_code == 403
    chosen = ada.patch(path, keep="theirs")
    assert (chosen.json["state"], stand.status(idea)) == ("linked", "done")
    assert ada.patch(path, keep="ours").json["code"] == "no_conflict"
    assert ada.get("/boards/team/desk").json["issues"]["data"] == []


def test_a_leader_keeps_what_the_board_says_and_the_tracker_follows_when_asked_to(stand: Stand, ada: Client) -> None:
    stand.set(outbound={"status": True, "comments": False})
    idea = stand.adopt()
    stand.set(outbound={"status": False, "comments": False})
    stand.make.decide(idea, "start", None)
    stand.later()
    stand.fake.close(stand.number(idea))
    stand.deliver()
    stand.set(outbound={"status": True, "comments": False})
    issue = stand.make.issue(idea)
    assert ada.patch(stand.make.path("issue", issue.id), keep="ours").json["state"] == "linked"
    stand.work()
    # GitHub knows no work in progress: it says so, and the issue is on the desk with its words.
    issue = stand.make.issue(idea)
    assert (issue.state, stand.status(idea)) == ("refused", "in_progress")
    assert "cannot be in progress" in (issue.reason or "")


def test_the_status_goes_out_when_the_connection_asks_for_it_and_its_echo_is_none(stand: Stand) -> None:
    stand.set(outbound={"status": True, "comments": False})
    idea = stand.adopt()
    stand.later()
    stand.make.decide(idea, "done", None)
    stand.work()
    assert stand.fake.repository.issues[stand.number(idea)].state == "closed"
    assert [json.loads(owed.body)["sender"]["login"] for owed in stand.fake.outbox] == [LOGIN]
    before = len(stand.rows(Event))
    stand.deliver()
    assert stand.status(idea) == "done"
    assert len(stand.rows(Event)) == before
    assert stand.make.issue(idea).state == "linked"


def test_what_the_tracker_moved_meanwhile_is_not_overwritten(stand: Stand, ada: Client) -> None:
    stand.set(outbound={"status": True, "comments": False})
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea), "not_planned")
    stand.fake.outbox.clear()
    stand.make.decide(idea, "done", None)
    stand.work()
    assert stand.fake.repository.issues[stand.number(idea)].reason == "not_planned"
    issue = stand.make.issue(idea)
    assert (stand.status(idea), issue.state) == ("done", "conflict")
    # Asked whom to believe, a leader says: us.
    ada.patch(stand.make.path("issue", issue.id), keep="ours")
    stand.work()
    assert stand.fake.repository.issues[stand.number(idea)].reason == "completed"
    assert stand.make.issue(idea).state == "linked"


def test_a_rejected_issue_moves_nothing_and_is_on_the_desk(stand: Stand, ada: Client) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea), "not_planned")
    stand.deliver()
    assert stand.status(idea) == "adopted"
    [waiting] = ada.get("/boards/team/desk").json["issues"]["data"]
    assert (waiting["means"], waiting["reason"]) == (
        "rejected",
        "The tracker rejected the work: Closed as not planned.",
    )


def test_the_boards_map_says_what_a_status_means_by_its_id(stand: Stand, ada: Client) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea), "not_planned")
    stand.deliver()
    path = f"/connections/{encode('connection', stand.connection)}"
    changed = ada.patch(path, status_map={"closed:not_planned": "done"})
    assert changed.json["status_map"] == {"closed:not_planned": "done"}
    stand.work()
    assert stand.status(idea) == "done"
    wrong = ada.patch(path, status_map={"a/b": "finished"})
    assert [error["pointer"] for error in wrong.json["errors"]] == ["/status_map/a~1b"]


def test_a_dropped_idea_is_never_brought_back_by_its_tracker(stand: Stand) -> None:
    idea = stand.adopt()
    stand.make.decide(idea, "drop")
    stand.later()
    stand.fake.close(stand.number(idea))
    stand.deliver()
    assert (stand.status(idea), stand.make.issue(idea).state) == ("dropped", "conflict")


@pytest.mark.parametrize("how", ["delete", "transfer"])
def test_an_issue_that_is_gone_is_lost_and_found_again_by_a_look(stand: Stand, ada: Client, how: str) -> None:
    idea = stand.adopt()
    kept = stand.fake.repository.issues[stand.number(idea)]
    stand.later()
    getattr(stand.fake, how)(kept.number)
    stand.deliver()
    issue = stand.make.issue(idea)
    assert (issue.state, stand.status(idea)) == ("lost", "adopted")
    assert issue.reason
    assert [each["state"] for each in ada.get("/boards/team/desk").json["issues"]["data"]] == ["lost"]
    stand.fake.repository.issues[kept.number] = kept
    stand.fake.repository.transferred.clear()
    stand.fake.repository.deleted.clear()
    looked = ada.post(stand.make.path("issue", issue.id, "/resync"))
    assert looked.status_code == 202
    stand.work()
    assert stand.make.issue(idea).state == "linked"


def test_a_look_at_every_issue_brings_what_no_webhook_did(stand: Stand, ada: Client) -> None:
    made = [stand.adopt(f"Idea {number}") for number in range(30)]
    stand.later()
    for idea in made[:3]:
        stand.fake.close(stand.number(idea))
    stand.fake.delete(stand.number(made[3]))
    stand.fake.outbox.clear()
    answer = ada.post(f"/connections/{encode('connection', stand.connection)}/resyncs")
    assert answer.status_code == 202
    stand.work()
    assert [stand.status(idea) for idea in made[:5]] == ["done"] * 3 + ["adopted"] * 2
    results = [job.result for job in stand.rows(Job) if job.kind == "connection.resync"]
    assert results[-1] == {"moved": 3, "lost": 1, "same": 26}


def test_an_issue_that_changes_too_often_is_paused_and_woken_by_a_person(stand: Stand, ada: Client) -> None:
    idea = stand.adopt()
    for round in range(7):
        stand.later()
        (stand.fake.reopen if round % 2 else stand.fake.close)(stand.number(idea))
        stand.deliver()
    issue = stand.make.issue(idea)
    assert issue.state == "paused"
    assert "more than 5 times" in (issue.reason or "")
    assert [each["state"] for each in ada.get("/boards/team/desk").json["issues"]["data"]] == ["paused"]
    ada.post(stand.make.path("issue", issue.id, "/resync"))
    stand.work()
    assert (stand.make.issue(idea).state, stand.status(idea)) == ("linked", "done")


def test_what_is_told_late_is_no_look_and_the_issue_is_looked_at_all_the_same(stand: Stand, ada: Client) -> None:
    idea = stand.adopt()
    stand.later()
    stand.fake.close(stand.number(idea))
    [late] = stand.fake.outbox
    stand.later()
    stand.fake.reopen(stand.number(idea))
    stand.fake.outbox.clear()
    assert stand.call(late.body, late.headers).status_code == 202
    assert ada.post(f"/connections/{encode('connection', stand.connection)}/resyncs").status_code == 202
    # What was told is applied after the look was owed, and before it is taken.
    stand.work()
    assert stand.make.issue(idea).status_id == "open"


def test_the_schedule_owes_a_look_at_every_issue_and_never_two(stand: Stand) -> None:
    stand.adopt()

    def owed() -> list[str]:
        with stand.make.home.database.transaction() as session:
            sync.due(session, [], 60, 3600)
        return [job.state for job in stand.rows(Job) if job.kind == "connection.resync"]

    assert owed() == []
    stand.set(synced_at=clock.now() - timedelta(hours=2))
    assert owed() == ["ready"]
    stand.set(synced_at=clock.now() - timedelta(hours=2))
    assert owed() == ["ready"]
    stand.work()
    assert owed() == ["done", "ready"]


def test_what_is_rejected_before_the_board_knew_of_it_says_so_and_keeps_saying_so(stand: Stand, ada: Client) -> None:
    idea = stand.make.idea()
    stand.make.decide(idea, "adopt")
    assert stand.worker.work_once()
    stand.later()
    # Made, and closed before the link back, which fails at first.
    stand.fake.close(stand.number(idea), "not_planned")
    stand.fake.order("*", "*", status=503)
    stand.deliver()
    assert stand.make.issue(idea).state == "linked"
    [stuck] = ada.get("/boards/team/desk").json["issues"]["data"]
    assert stuck["reason"] == "The tracker rejected the work: Closed as not planned."
