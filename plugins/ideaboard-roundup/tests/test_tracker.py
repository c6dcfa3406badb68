"""What is peculiar to Roundup, seen on a real one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import entry_points
from typing import Any
from uuid import uuid4

import pluggy
import pytest
from ideaboard_roundup import ROUNDUP
from marshmallow import ValidationError

from ideaboard.plugin import PROJECT, Draft, Gone, Refused, Retry, Tracker, hooks, marker_in
from ideaboard.plugin.testing import FaultyHttp
from tests.roundup import RoundupServer

_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_URL = "https://board.example/ideas/1"
_DRAFT = Draft("Plant trees", "On the roof.", _URL)


@pytest.fixture
def http() -> FaultyHttp:
    return FaultyHttp()


@pytest.fixture
def tracker(settings: Mapping[str, Any], http: FaultyHttp) -> Tracker:
    return _open(settings, http)


def _open(settings: Mapping[str, Any], http: FaultyHttp) -> Tracker:
    return ROUNDUP.open(ROUNDUP.settings().load(settings), http)


def _attributes(server: RoundupServer, path: str) -> dict[str, Any]:
    answer = server.rest("GET", f"data/{path}", params={"@verbose": 3})
    attributes: dict[str, Any] = answer.json()["data"]["attributes"]
    return attributes


def _texts(server: RoundupServer, issue_id: str) -> list[str]:
    messages = _attributes(server, f"issue/{issue_id}")["messages"]
    return [_attributes(server, f"msg/{message['id']}")["content"] for message in messages]


def test_the_board_finds_the_plugin_by_its_entry_point() -> None:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    (entry,) = entry_points(group=PROJECT, name="roundup")
    manager.register(entry.load())
    manager.check_pending()
    assert manager.hook.ideaboard_trackers() == [ROUNDUP]


def test_an_issue_says_where_it_comes_from_and_ends_with_its_marker(tracker: Tracker, server: RoundupServer) -> None:
    marker = uuid4().hex
    issue = tracker.create(_DRAFT, marker)
    assert (issue.key, issue.url) == (f"issue{issue.id}", f"{server.url}issue{issue.id}")
    (text,) = _texts(server, issue.id)
    assert text.startswith(f"{_URL}\n\nOn the roof.")
    assert marker_in(text) == marker


def test_a_death_between_the_message_and_the_issue_leaves_nothing_to_find(
    tracker: Tracker, http: FaultyHttp, server: RoundupServer
) -> None:
    marker = uuid4().hex
    http.refuse_connection(nth=2)
    with pytest.raises(Retry):
        tracker.create(_DRAFT, marker)
    orphans = server.rest("GET", "data/msg", params={"messageid": marker}).json()["data"]["collection"]
    assert len(orphans) == 1
    assert tracker.find(marker, _SINCE) == []
    issue = tracker.create(_DRAFT, marker)
    assert [found.id for found in tracker.find(marker, _SINCE)] == [issue.id]


def test_an_issue_whose_first_status_cannot_be_read_is_made_all_the_same(tracker: Tracker, http: FaultyHttp) -> None:
    http.time_out(nth=3)
    issue = tracker.create(_DRAFT, uuid4().hex)
    assert issue.status is None
    assert tracker.fetch(issue.id).id == issue.id


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("unread", "open"),
        ("deferred", "open"),
        ("chatting", "open"),
        ("need-eg", "open"),
        ("in-progress", "in_progress"),
        ("testing", "in_progress"),
        ("done-cbb", "done"),
        ("resolved", "done"),
    ],
)
def test_every_status_has_its_category(tracker: Tracker, server: RoundupServer, name: str, category: str) -> None:
    issue = tracker.create(_DRAFT, uuid4().hex)
    server.change(f"issue/{issue.id}", {"status": name})
    status = tracker.fetch(issue.id).status
    assert status is not None
    assert (status.name, status.category) == (name, category)
    assert status.id.isdecimal()


def test_a_status_of_the_tracker_s_own_making_is_unknown(tracker: Tracker, server: RoundupServer) -> None:
    name = f"elsewhere-{uuid4().hex[:8]}"
    assert server.rest("POST", "data/status", {"name": name, "order": 20}).status == 201
    issue = tracker.create(_DRAFT, uuid4().hex)
    server.change(f"issue/{issue.id}", {"status": name})
    status = tracker.fetch(issue.id).status
    assert status is not None
    assert (status.name, status.category) == (name, "unknown")


def test_neither_a_comment_nor_a_link_reopens_a_resolved_issue(tracker: Tracker, server: RoundupServer) -> None:
    issue = tracker.create(_DRAFT, uuid4().hex)
    server.change(f"issue/{issue.id}", {"status": "resolved"})
    tracker.comment(issue.id, "The board says thanks.")
    tracker.link_back(issue, f"{_URL}/moved")
    status = tracker.fetch(issue.id).status
    assert status is not None
    assert status.name == "resolved"
    assert _texts(server, issue.id)[1:] == ["The board says thanks.", f"{_URL}/moved"]


def test_the_address_in_the_description_is_not_linked_again(tracker: Tracker, server: RoundupServer) -> None:
    issue = tracker.create(_DRAFT, uuid4().hex)
    tracker.link_back(issue, _URL)
    assert len(_texts(server, issue.id)) == 1


def test_a_change_that_comes_between_is_kept(
    tracker: Tracker, http: FaultyHttp, server: RoundupServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = tracker.create(_DRAFT, uuid4().hex)
    send, meddled = http.request, []

    def meddle(method: str, url: str, **rest: Any) -> Any:
        if method == "PUT" and not meddled:
            meddled.append(url)
            said = server.rest("POST", "data/msg", {"content": "Me first"}).json()["data"]["id"]
            first = _attributes(server, f"issue/{issue.id}")["messages"][0]["id"]
            server.change(f"issue/{issue.id}", {"messages": [first, said], "status": "testing"})
        return send(method, url, **rest)

    monkeypatch.setattr(http, "request", meddle)
    tracker.comment(issue.id, "Then me")
    assert sorted(_texts(server, issue.id)[1:]) == ["Me first", "Then me"]
    status = tracker.fetch(issue.id).status
    assert status is not None
    assert status.name == "testing"


def test_an_issue_that_never_holds_still_is_left_for_later(
    tracker: Tracker, http: FaultyHttp, server: RoundupServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = tracker.create(_DRAFT, uuid4().hex)
    send, posted = http.request, []

    def meddle(method: str, url: str, **rest: Any) -> Any:
        if method == "POST":
            posted.append(url)
        if method == "PUT":
            server.change(f"issue/{issue.id}", {"title": uuid4().hex})
        return send(method, url, **rest)

    monkeypatch.setattr(http, "request", meddle)
    with pytest.raises(Retry, match="changed by others"):
        tracker.comment(issue.id, "Me?")
    assert len(posted) == 1, "one message is enough for every try"


def test_a_retired_issue_is_gone_and_ids_are_taken_whole(tracker: Tracker, server: RoundupServer) -> None:
    ids = [tracker.create(_DRAFT, uuid4().hex).id for _ in range(12)]
    assert [tracker.fetch(one).id for one in ids] == ids
    path = f"data/issue/{ids[0]}"
    etag = server.rest("GET", path).json()["data"]["@etag"]
    retired = server.rest("DELETE", path, {}, headers={"if-match": etag})
    assert retired.status == 200, retired.text
    for wrong in (ids[0], f"issue{ids[1]}", "unread", ""):
        with pytest.raises(Gone):
            tracker.fetch(wrong)


@pytest.mark.parametrize("by", ["name", "id"])
def test_new_issues_get_the_priority_that_was_chosen(
    settings: Mapping[str, Any], http: FaultyHttp, server: RoundupServer, by: str
) -> None:
    choices = _open(settings, http).choices("priority")
    assert [choice.name for choice in choices] == ["critical", "urgent", "bug", "feature", "wish"]
    tracker = _open({**settings, "priority": getattr(choices[3], by)}, http)
    assert tracker.check().ok
    issue = tracker.create(_DRAFT, uuid4().hex)
    assert _attributes(server, f"issue/{issue.id}")["priority"]["id"] == choices[3].id


def test_a_priority_that_is_not_there_is_told_and_refused(settings: Mapping[str, Any], http: FaultyHttp) -> None:
    tracker = _open({**settings, "priority": "whenever"}, http)
    (finding,) = tracker.check().findings
    assert finding.code == "other"
    assert "whenever" in finding.detail
    with pytest.raises(Refused, match="whenever") as refused:
        tracker.create(_DRAFT, uuid4().hex)
    assert "{" not in str(refused.value), "a leader reads this"
    with pytest.raises(Refused):
        tracker.choices("colour")


def test_check_names_the_right_that_is_missing(tracker: Tracker, http: FaultyHttp) -> None:
    for nth, name in ((1, "Rest Access"), (2, "`msg`"), (3, "`issue`")):
        http.answer(403, nth=nth)
        (finding,) = tracker.check().findings
        assert finding.code == "missing_right"
        assert name in finding.detail


def test_check_knows_an_address_that_the_tracker_does_not_call_its_own(
    settings: Mapping[str, Any], http: FaultyHttp
) -> None:
    elsewhere = settings["url"].replace("127.0.0.1", "localhost")
    (finding,) = _open({**settings, "url": elsewhere}, http).check().findings
    assert finding.code == "wrong_project"
    assert "another address" in finding.detail


def test_check_knows_a_page_that_is_no_tracker(tracker: Tracker, http: FaultyHttp) -> None:
    for body in (b"<html>Welcome</html>", b'{"data": {"user": {}}}', b'{"data": 1}'):
        http.answer(200, body=body)
        assert [finding.code for finding in tracker.check().findings] == ["wrong_project"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "ftp://127.0.0.1/demo/"),
        ("url", "http://ada:secret@127.0.0.1/demo/"),
        ("url", "http://127.0.0.1/demo/?x=1"),
        ("username", "ada:lovelace"),
        ("username", ""),
        ("password", ""),
    ],
)
def test_settings_that_cannot_work_are_refused(settings: Mapping[str, Any], name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        ROUNDUP.settings().load({**settings, name: value})
    assert list(refused.value.messages_dict) == [name]


def test_an_address_without_its_last_slash_will_do(settings: Mapping[str, Any], http: FaultyHttp) -> None:
    assert _open({**settings, "url": settings["url"].rstrip("/")}, http).check().ok
