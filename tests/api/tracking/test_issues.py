"""The tracker's item made for an adopted idea, as the board knows it."""

from typing import Any

from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking import issues
from tests.client import Client
from tests.make import Make


def _adopted(make: Make) -> tuple[str, int]:
    make.connection()
    idea = make.idea()
    make.decide(idea, "adopt")
    return make.path("idea", idea), make.issue(idea).id


def _change(make: Make, issue: int, what: Any, **kw: Any) -> None:
    with make.home.database.transaction() as session:
        what(session, session.get_one(issues.Issue, issue), **kw)


def test_an_issue_is_owed_first(ada: Client, ben: Client, make: Make) -> None:
    idea, issue = _adopted(make)
    path = make.path("issue", issue)
    said = ben.get(path).json
    assert (said["idea"], said["tracker"], said["state"]) == (idea[7:], "fake", "pending")
    assert (said["key"], said["url"], said["reason"], said["remote_status"], said["synced_at"]) == (None,) * 5
    assert ben.get(idea + "/issues").json["data"] == [said]
    assert ada.get(idea).json["issue"]["id"] == said["id"]


def test_what_the_tracker_made_is_shown(ben: Client, make: Make) -> None:
    idea, issue = _adopted(make)
    there = issues.Remote("7", "P-7", "https://t.example.org/7", ("3", "Doing", "in_progress"))
    _change(make, issue, issues.made, remote=there, mapped="in_progress")
    _change(make, issue, issues.linked)
    said = ben.get(make.path("issue", issue)).json
    assert (said["key"], said["url"], said["state"]) == ("P-7", "https://t.example.org/7", "linked")
    assert said["remote_status"] == {"id": "3", "name": "Doing", "category": "in_progress"}
    assert said["synced_at"]
    shown = ben.get(idea).json["issue"]
    assert shown == {
        "id": said["id"], "tracker": "fake", "key": "P-7", "url": said["url"], "state": "linked", "reason": None,
        "status": said["remote_status"],
    }  # fmt: skip


def test_the_trackers_own_words_are_shown_when_it_refuses(ben: Client, make: Make) -> None:
    idea, issue = _adopted(make)
    _change(make, issue, issues.stuck, state="refused", reason="The project is read-only.")
    for shown in (ben.get(make.path("issue", issue)).json, ben.get(idea).json["issue"]):
        assert (shown["state"], shown["reason"]) == ("refused", "The project is read-only.")


def test_issues_stay_when_their_connection_is_removed(ada: Client, make: Make) -> None:
    idea, issue = _adopted(make)
    with make.home.database.transaction() as session:
        for job in session.query(Job):
            job.state = "done"
    _change(make, issue, issues.linked)
    connection = ada.get(make.path("issue", issue)).json["connection"]
    assert ada.delete(f"/connections/{connection}").status_code == 204
    assert ada.get(idea).json["issue"]["state"] == "linked"
