"""What leaders do with issues: send later, link, unlink, import, look before sending; and what goes out when asked."""

from collections.abc import Iterator

import pytest
from flask import Flask

from ideaboard.ids import encode
from tests.client import Client
from tests.fakes.github import REPOSITORY
from tests.make import Make
from tests.work.standing import Stand, standing


@pytest.fixture
def stand(app: Flask, make: Make) -> Iterator[Stand]:
    """A board that adopts into a fake GitHub."""
    with standing(app, make) as made:
        yield made


def test_an_idea_sent_later_linked_and_unlinked(stand: Stand, ada: Client, ben: Client) -> None:
    idea = stand.make.idea()
    path, connection = stand.make.path("idea", idea, "/issues"), encode("connection", stand.connection)
    assert ada.post(path, connection=connection).json["code"] == "idea_not_adopted"
    stand.make.decide(idea, "adopt", connection=None)
    assert ben.post(path, connection=connection).status_code == 403
    there = stand.fake.plant("It is known", "Since long.")
    linked = ada.post(path, connection=connection, existing=f"#{there.number}")
    assert (linked.status_code, linked.json["state"]) == (201, "pending")
    stand.work()
    issue = stand.make.issue(idea)
    assert (issue.key, issue.state) == (f"{REPOSITORY}#{there.number}", "linked")
    assert len(stand.fake.issues) == 1
    assert ada.post(path, connection=connection).json["code"] == "already_there"
    assert ada.delete(stand.make.path("issue", issue.id)).status_code == 204
    assert ada.get(stand.make.path("idea", idea)).json["issue"] is None
    stand.later()
    stand.fake.close(there.number)
    stand.deliver()
    assert stand.status(idea) == "adopted"
    assert ada.post(path, connection=connection).status_code == 201
    stand.work()
    assert len(stand.fake.issues) == 2


def test_an_existing_issue_that_is_not_there_is_refused_with_the_trackers_words_and_retried(
    stand: Stand, ada: Client
) -> None:
    idea = stand.make.idea()
    stand.make.decide(idea, "adopt", connection=None)
    path, connection = stand.make.path("idea", idea, "/issues"), encode("connection", stand.connection)
    ada.post(path, connection=connection, existing="#1")
    stand.work()
    issue = stand.make.issue(idea)
    assert issue.state == "refused"
    stand.fake.plant("Now it is there")
    assert ada.post(stand.make.path("issue", issue.id, "/retry")).json["state"] == "pending"
    stand.work()
    assert stand.make.issue(idea).state == "linked"
    assert ada.post(stand.make.path("issue", issue.id, "/retry")).json["code"] == "issue_not_stuck"


def test_open_issues_become_tasks_once_and_an_approach_joins_the_issue(stand: Stand, ada: Client) -> None:
    stand.adopt("Made by the board")
    known = stand.fake.plant("The build is slow", "Ten minutes.")
    stand.fake.plant("Done already")
    stand.fake.close(3)
    for expected in ({"imported": 1, "there_before": 0, "ours": 1}, {"imported": 0, "there_before": 1, "ours": 1}):
        job = ada.post(f"/connections/{encode('connection', stand.connection)}/imports").json
        stand.work()
        assert ada.get(f"/jobs/{job['id']}").json["result"] == {**expected, "more": False}
    [task] = ada.get("/boards/team/tasks").json["data"]
    assert (task["title"], task["issue"]["key"]) == ("The build is slow", f"{REPOSITORY}#{known.number}")
    approach = ada.post(f"/tasks/{task['id']}/approaches", title="Cache it", body="All of it.").json
    said = {"rationale": "It is cheap.", "adopt": [approach["id"]], "others": []}
    assert ada.post(f"/tasks/{task['id']}/decisions", **said).status_code == 201
    stand.work()
    assert len(stand.fake.issues) == 3
    assert any("Cache it" in comment.body for comment in known.comments)
    assert ada.get(f"/ideas/{approach['id']}").json["issue"]["key"] == f"{REPOSITORY}#{known.number}"
    stand.later()
    stand.fake.close(known.number)
    stand.deliver()
    assert ada.get(f"/ideas/{approach['id']}").json["status"] == "done"
    assert ada.get(f"/tasks/{task['id']}").json["status"] == "done"


def test_a_dry_run_shows_the_issue_and_the_statuses_and_sends_nothing(stand: Stand, ada: Client) -> None:
    idea = stand.make.idea("Plant trees", "On the roof.")
    stand.set(status_map={"closed": "unknown"})
    path = f"/connections/{encode('connection', stand.connection)}/dry-runs"
    job = ada.post(path, idea=encode("idea", idea)).json
    stand.work()
    result = ada.get(f"/jobs/{job['id']}").json["result"]
    assert result["title"] == "Plant trees"
    assert "On the roof." in result["body"]
    assert {"id": "open", "name": "Open", "category": "open", "means": "open"} in result["statuses"]
    assert result["unmapped"] == ["closed"]
    assert stand.fake.issues == []


def test_comments_go_out_only_when_the_connection_asks_for_them(stand: Stand, ben: Client) -> None:
    idea = stand.adopt()
    ben.post(stand.make.path("idea", idea, "/comments"), body="Not for others.")
    stand.work()
    stand.set(outbound={"status": False, "comments": True})
    ben.post(stand.make.path("idea", idea, "/comments"), body="For them too.")
    stand.work()
    said = [comment.body for comment in stand.fake.issues[0].comments]
    assert len(said) == 1
    assert said[0].startswith("Ben on the board: ")
    assert said[0].endswith("For them too.")


def test_adopted_anew_after_a_drop_a_new_issue_names_the_old_one(stand: Stand) -> None:
    idea = stand.adopt()
    old = stand.make.issue(idea)
    for outcome in ("drop", "reopen", "adopt"):
        stand.make.decide(idea, outcome)
    stand.work()
    assert stand.make.issue(idea).id != old.id
    assert old.url in (stand.fake.issues[1].body or "")


def test_a_plugin_that_stumbles_over_a_call_has_not_proven_it(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = stand.make.home.trackers.get("github")
    monkeypatch.setattr(type(kind.inbound), "verify", lambda *_: 1 / 0)
    assert stand.call(b"{}", {}).status_code == 401


def test_issues_there_are_listed_and_stuck_ones_apart(stand: Stand, ada: Client) -> None:
    first, second = stand.adopt("One"), stand.adopt("Two")
    stand.later()
    stand.fake.close(stand.number(first), "not_planned")
    stand.deliver()
    path = f"/connections/{encode('connection', stand.connection)}/issues"
    assert [each["idea"] for each in ada.get(path).json["data"]] == [encode("idea", each) for each in (second, first)]
    assert [each["idea"] for each in ada.get(path, stuck="true").json["data"]] == [encode("idea", first)]
