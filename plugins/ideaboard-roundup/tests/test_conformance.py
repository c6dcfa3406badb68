"""Roundup keeps every rule that a tracker has to keep, and whoever breaks one is caught; on a real server."""

import dataclasses
import hashlib
import hmac
import inspect
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from ideaboard_roundup import ROUNDUP
from ideaboard_roundup.tracker import Roundup

from ideaboard.plugin import (
    Ambiguous,
    AuthFailed,
    Category,
    Change,
    Check,
    Draft,
    Http,
    Refused,
    RemoteIssue,
    Status,
    TrackerError,
    expect,
)
from ideaboard.plugin.testing import FaultyHttp, Sample, Seen, TrackerConformance
from tests.roundup import RoundupServer


class TestRoundup(TrackerConformance):
    tracker_type = ROUNDUP

    @pytest.fixture(autouse=True)
    def _know_the_server(self, server: RoundupServer) -> None:
        self.server = server

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "password": "something-else"},
            "missing_right": {**settings, "username": "cy"},
            "wrong_project": {**settings, "url": self.server.url.removesuffix("demo/") + "other/"},
        }

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        texts = {one["id"]: one["content"] for one in self._all("msg", "content")}
        issues = []
        for one in self._all("issue", "title,messages"):
            body, *comments = [texts[message["id"]] for message in one["messages"]] or [""]
            issues.append(Seen(one["id"], one["title"], body, comments))
        return issues

    def samples(self) -> Sequence[Sample]:
        status = Status("8", "resolved", "done")
        at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
        issue = RemoteIssue("7", "issue7", f"{self.server.url}issue7", status, at)
        said = {
            "event": "issue",
            "issue": {
                "id": "7",
                "url": issue.url,
                "status": {"id": "8", "name": "resolved"},
                "activity": "2026-03-01.09:30:00",
            },
            "actor": "ada",
            "retired": False,
        }
        retired = json.dumps({**said, "retired": True}).encode()
        event = {"x-roundup-event": "issue"}
        return [
            Sample("resolved", event, json.dumps(said).encode(), [Change(issue, "ada")]),
            Sample("retired", event, retired, [Change(issue, "ada", gone=True)]),
            Sample("message", {"x-roundup-event": "msg"}, b"{}", []),
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        proof = "sha256=" + hmac.new(secret.encode(), sample.body, hashlib.sha256).hexdigest()
        return {**sample.headers, "x-hub-signature-256": proof, "x-roundup-delivery": f"delivery-{sample.name}"}

    not_proof = frozenset({"x-roundup-delivery"})

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        statuses = {"open": "unread", "in_progress": "in-progress", "done": "resolved"}
        self.server.change(f"issue/{issue_id}", {"status": statuses[category]})

    def _all(self, name: str, wanted: str) -> list[dict[str, Any]]:
        answer = self.server.rest("GET", f"data/{name}", params={"@fields": wanted, "@verbose": 3})
        collection: list[dict[str, Any]] = answer.json()["data"]["collection"]
        return collection


class _Careless(Roundup):
    """Each of these breaks one rule."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        super().__init__(settings, http)
        self.password, self.http = settings["password"], http

    def _set(self, issue_id: str, values: Mapping[str, Any]) -> None:
        etag = self._rest.call("GET", f"issue/{issue_id}", 200).json()["data"]["@etag"]
        self._rest.call("PUT", f"issue/{issue_id}", 200, json=values, match=etag)


class _ForgetsTheMarker(_Careless):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        return super().create(draft, "0" * 32)


class _FindsNothing(_Careless):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return []


class _FindsTheNewestFirst(_Careless):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return list(reversed(super().find(marker, since)))


class _TrustsItsClock(_Careless):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return super().find(marker, since) if since < datetime.now(UTC) else []


class _FindsNothingWhenItFails(_Careless):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        try:
            return super().find(marker, since)
        except TrackerError:
            return []


class _MakesAgain(_Careless):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        try:
            return super().create(draft, marker)
        except Ambiguous:
            return super().create(draft, marker)


class _NeverCuts(_Careless):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        issue = super().create(draft, marker)
        self._set(issue.id, {"title": draft.title})
        return issue


class _LinksEveryTime(_Careless):
    def link_back(self, issue: RemoteIssue, url: str) -> None:
        self._add(issue.id, url)


class _LinksOnlyOnce(_Careless):
    def link_back(self, issue: RemoteIssue, url: str) -> None:
        self._add(issue.id, url, "issue")


class _Reopens(_Careless):
    def comment(self, issue_id: str, text: str) -> None:
        super().comment(issue_id, text)
        self._set(issue_id, {"status": "chatting"})


class _CallsEverythingRefused(_Careless):
    def fetch(self, issue_id: str) -> RemoteIssue:
        try:
            return super().fetch(issue_id)
        except TrackerError as error:
            raise Refused(str(error)) from error


class _TellsItsPassword(_Careless):
    def fetch(self, issue_id: str) -> RemoteIssue:
        try:
            return super().fetch(issue_id)
        except AuthFailed as error:
            raise AuthFailed(f"{self.password} is not taken") from error


class _ShowsItsPassword(_Careless):
    def __repr__(self) -> str:
        return f"Roundup({self.password!r})"


class _FollowsLinks(_Careless):
    def fetch(self, issue_id: str) -> RemoteIssue:
        answer = self._rest.call("GET", f"issue/{issue_id}", 200)
        if "location" in answer.headers:
            expect(lambda: self.http.request("GET", answer.headers["location"]), 200, effect=False)
        return super().fetch(issue_id)


class _FindsNoFault(_Careless):
    def check(self) -> Check:
        return Check("ada")


class _TriesByDoing(_Careless):
    def check(self) -> Check:
        self._rest.call("POST", "issue", 201, json={"title": "Only a test"})
        return super().check()


_BROKEN: list[tuple[type[Roundup], str, dict[str, Any]]] = [
    (_ForgetsTheMarker, "test_c1_find_knows_the_issue_by_its_marker_alone", {}),
    (_TrustsItsClock, "test_c1_find_allows_for_a_clock_that_is_off", {}),
    (_FindsNothing, "test_c2_an_answer_lost_after_it_was_done_makes_no_twin", {}),
    (_MakesAgain, "test_c2_an_answer_lost_after_it_was_done_makes_no_twin", {}),
    (_FindsNothing, "test_c3_asked_twice_with_find_between_makes_one_issue", {}),
    (_FindsTheNewestFirst, "test_c3_twins_are_all_found_the_oldest_first", {}),
    (_NeverCuts, "test_c4_a_title_that_is_too_long_is_cut_between_characters", {"filler": "é"}),
    (_CallsEverythingRefused, "test_c6_too_many_requests_says_when_to_come_back", {"form": "seconds"}),
    (_CallsEverythingRefused, "test_c7_every_failure_of_every_call_has_its_class", {"what": "401"}),
    (_FindsNothingWhenItFails, "test_c7_every_failure_of_every_call_has_its_class", {"what": "503"}),
    (_TellsItsPassword, "test_c8_no_secret_is_in_a_repr_an_exception_a_log_or_an_address", {}),
    (_ShowsItsPassword, "test_c8_no_secret_is_in_a_repr_an_exception_a_log_or_an_address", {}),
    (_FollowsLinks, "test_c9_only_the_configured_host_is_called_whatever_the_answers_say", {}),
    (_LinksEveryTime, "test_c10_linking_twice_leaves_one_link", {}),
    (_LinksEveryTime, "test_c10_an_answer_lost_while_linking_leaves_one_link", {}),
    (_LinksOnlyOnce, "test_c10_another_address_is_named_too_however_alike", {}),
    (_Reopens, "test_c10_neither_a_link_nor_a_comment_moves_the_status", {}),
    (_FindsNoFault, "test_s2_check_tells_what_is_wrong", {"code": "missing_right"}),
    (_FindsNoFault, "test_s2_check_says_when_nobody_answers", {}),
    (_TriesByDoing, "test_s2_check_changes_nothing", {}),
]


@pytest.mark.parametrize(("careless", "rule", "given"), _BROKEN)
def test_the_kit_catches_who_breaks_a_rule(
    careless: type[Roundup],
    rule: str,
    given: dict[str, Any],
    settings: Mapping[str, Any],
    server: RoundupServer,
    caplog: pytest.LogCaptureFixture,
) -> None:
    kit = type("Kit", (TestRoundup,), {"tracker_type": dataclasses.replace(ROUNDUP, open=careless)})()
    kit.server = server
    http = FaultyHttp()
    fixtures = {
        "settings": settings,
        "caplog": caplog,
        "http": http,
        "faults": http,
        "tracker": kit.open(settings, http),
        "method": "find" if careless is _FindsNothingWhenItFails else "fetch",
        **given,
    }
    test = getattr(kit, rule)
    with pytest.raises((AssertionError, pytest.fail.Exception, Refused)):
        test(**{name: fixtures[name] for name in inspect.signature(test).parameters})
