"""The kit's rules, against a fake Jira Cloud and a fake Jira Data Center."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from ideaboard_jira import JIRA, JIRA_DATA_CENTER

from ideaboard.plugin import Category, Change, Received, RemoteIssue, Status, TrackerType
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance, Vector
from ideaboard.plugin.testing.fakes import contracts
from tests.fakes.jira import EMAIL, PROJECT, TOKEN, FakeJiraCloud, FakeJiraDataCenter, hook

PAYLOADS = contracts.folder() / "payloads"
VECTORS = contracts.folder() / "vectors" / "signatures.json"
TO_DO, DONE = Status("10001", "To Do", "open"), Status("10002", "Done", "done")
WORKING, CLOSED = Status("3", "In Progress", "in_progress"), Status("6", "Closed", "done")
STATUS_IDS: Mapping[Category, str] = {"open": "10001", "in_progress": "3", "done": "10002"}


def _told(issue_id: str, key: str, base: str, status: Status, at: datetime, who: str) -> list[Change]:
    return [Change(RemoteIssue(issue_id, key, f"{base}/browse/{key}", status, at.astimezone(UTC)), who)]


def _cloud(status: Status, at: str) -> list[Change]:
    base = "https://some-instance-test.atlassian.net"
    return _told("10040", "TES-41", base, status, datetime.fromisoformat(at), "5c5f880629be9642ba529340")


def _dc(status: Status, at: str) -> list[Change]:
    base = "http://some-instance-test.centralus.cloudapp.azure.com:8080"
    return _told("10300", "TES-4", base, status, datetime.fromisoformat(at), "admin")


class TestJiraCloud(TrackerConformance):
    tracker_type: ClassVar[TrackerType] = JIRA
    contract = FakeJiraCloud.contract_name
    not_described = FakeJiraCloud.not_described
    fake_class: ClassVar[type[FakeJiraCloud]] = FakeJiraCloud
    payloads: ClassVar[Mapping[str, Sequence[Change]]] = {
        "jira-cloud/issue-created": _cloud(TO_DO, "2019-02-15T19:01:52.971-08:00"),
        "jira-cloud/issue-updated-edited": _cloud(TO_DO, "2019-02-15T19:10:01.805-08:00"),
        "jira-cloud/issue-updated-resolved": _cloud(DONE, "2019-02-15T19:15:40.477-08:00"),
        "jira-cloud/comment-created": [],
    }
    not_proof = frozenset({"x-atlassian-webhook-identifier"})

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeJiraCloud]:
        with self.fake_class() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeJiraCloud) -> Mapping[str, Any]:
        return {
            "url": fake.url, "project": PROJECT, "email": EMAIL, "token": TOKEN, "issue_type": "Task",
            "label": "ideaboard",
        }  # fmt: skip

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        text = self.running.text_of
        return [
            Seen(
                one.id,
                one.summary,
                text(one.description),
                [text(said) for said in one.comments],
                list(one.links.values()),
            )
            for one in self.running.issues
        ]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "somebody-else-s-token"},
            "missing_right": {**settings, "project": "CLOSED"},
            "wrong_project": {**settings, "project": "NOWHERE"},
        }

    def samples(self) -> Sequence[Sample]:
        if not PAYLOADS.is_dir():
            pytest.skip(f"NOT READ: Jira's own payloads; there is no {PAYLOADS}")
        return [
            Sample(name, {}, (PAYLOADS / f"{name}.json").read_bytes(), changes)
            for name, changes in self.payloads.items()
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        headers = hook(sample.body, secret, f"delivery-{sample.name}").headers
        return {name: value for name, value in headers.items() if name != "content-type"}

    def vectors(self) -> Sequence[Vector]:
        if not VECTORS.is_file():
            pytest.skip(f"NOT READ: published signatures; there is no {VECTORS}")
        return [
            Vector(_received(each), each["secret"])
            for each in json.loads(VECTORS.read_text())
            if each["tracker"] == "jira-cloud"
        ]

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(issue_id, STATUS_IDS[category])


class TestJiraDataCenter(TestJiraCloud):
    tracker_type = JIRA_DATA_CENTER
    contract = FakeJiraDataCenter.contract_name
    not_described = FakeJiraDataCenter.not_described
    anything = FakeJiraDataCenter.anything
    as_described: ClassVar[Mapping[str, str]] = {"authorization": "Basic Og=="}
    fake_class = FakeJiraDataCenter
    payloads: ClassVar[Mapping[str, Sequence[Change]]] = {
        "jira-dc/issue-updated-in-progress": _dc(WORKING, "2019-08-14T11:02:33.678+08:00"),
        "jira-dc/issue-updated-closed": _dc(CLOSED, "2019-08-14T11:07:58.354+08:00"),
    }

    @pytest.fixture
    def settings(self, fake: FakeJiraCloud) -> Mapping[str, Any]:
        return {"url": fake.url, "project": PROJECT, "token": TOKEN, "issue_type": "10100", "label": "ideaboard"}


def _received(vector: Mapping[str, Any]) -> Received:
    body = (PAYLOADS / vector["payload"]).read_bytes() if "payload" in vector else vector["body"].encode()
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    return Received(headers, body, datetime(2026, 1, 1, tzinfo=UTC))
