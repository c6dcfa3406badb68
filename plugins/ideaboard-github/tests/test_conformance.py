"""The kit's rules, against the fake GitHub."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from ideaboard_github import ideaboard_trackers

from ideaboard.plugin import Answer, Change, Received, RemoteIssue, Status
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance, Vector
from ideaboard.plugin.testing.fakes import contracts
from tests.fakes.github import REPOSITORY, TOKEN, FakeGitHub, hook
from tests.fakes.github_app import another_key

PAYLOADS = contracts.folder() / "payloads" / "github"
VECTORS = contracts.folder() / "vectors" / "signatures.json"
_HELLO = "https://github.com/Codertocat/Hello-World/issues/1"
_OPENED = RemoteIssue(
    "1:444500041",
    "Codertocat/Hello-World#1",
    _HELLO,
    Status("open", "Open", "open"),
    datetime(2019, 5, 15, 15, 20, 18, tzinfo=UTC),
)
_CLOSED = RemoteIssue(
    "2:1299020697",
    "codinasion/codinasion-bot#2",
    "https://github.com/codinasion/codinasion-bot/issues/2",
    Status("closed:completed", "Closed as completed", "done"),
    datetime(2022, 7, 8, 13, 54, 56, tzinfo=UTC),
)
# What a reader would say of each payload that says anything.
EXPECTED = {
    "issues.opened": [Change(_OPENED, "Codertocat")],
    "issues.edited": [Change(_OPENED, "Codertocat")],
    "issues.labeled": [Change(_OPENED, "Codertocat")],
    "issues.closed": [Change(_CLOSED, "harshraj8843")],
}


def _received(vector: Mapping[str, Any]) -> Received:
    body = (PAYLOADS.parent / vector["payload"]).read_bytes() if "payload" in vector else vector["body"].encode()
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    return Received(headers, body, datetime(2026, 1, 1, tzinfo=UTC))


class TestGitHub(TrackerConformance):
    tracker_type = ideaboard_trackers()
    contract = FakeGitHub.contract_name
    absent_id = "999999999:1"
    rate_limits: ClassVar[Sequence[Answer]] = (
        Answer(403, {"x-ratelimit-remaining": "0"}, b'{"message": "API rate limit exceeded"}'),
        Answer(403, {"retry-after": "30"}, b'{"message": "Slow down"}'),
        Answer(403, {}, b'{"message": "You have exceeded a secondary rate limit."}'),
    )

    @pytest.fixture(autouse=True)
    def _running(self, fake: FakeGitHub) -> None:
        self.fake = fake
        fake.state.add_repository("acme/closed").may_read_issues = False

    @pytest.fixture
    def settings(self, fake: FakeGitHub) -> Mapping[str, Any]:
        return {"repository": REPOSITORY, "token": TOKEN, "api_url": fake.url, "label": "ideaboard"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [
            Seen(f"{one.number}:{one.id}", one.title, one.body or "", [said.body for said in one.comments])
            for one in self.fake.issues
        ]

    def samples(self) -> Sequence[Sample]:
        said = [
            ("issues", PAYLOADS / "issues.opened.json"),
            ("issues", PAYLOADS / "issues.edited.json"),
            ("issues", PAYLOADS / "issues.labeled.json"),
            ("issues", PAYLOADS / "issues.closed.json"),
            ("issue_comment", PAYLOADS / "issue_comment.created.json"),
            ("ping", PAYLOADS / "ping.json"),
        ]
        if not PAYLOADS.is_dir():
            pytest.skip(f"NOT READ: GitHub's own payloads; there is no {PAYLOADS}")
        return [
            Sample(file.stem, {"x-github-event": event}, file.read_bytes(), EXPECTED.get(file.stem, ()))
            for event, file in said
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        headers = hook(sample.headers["x-github-event"], sample.body, secret, f"delivery-{sample.name}").headers
        kept = ("x-github-event", "x-github-delivery", "x-hub-signature-256")
        return {name: headers[name] for name in kept}

    def vectors(self) -> Sequence[Vector]:
        if not VECTORS.is_file():
            pytest.skip(f"NOT READ: GitHub's own signatures; there is no {VECTORS}")
        found = [each for each in json.loads(VECTORS.read_text()) if each["tracker"] == "github"]
        return [Vector(_received(each), each["secret"]) for each in found]

    not_proof = frozenset({"x-github-delivery"})

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        return {
            "bad_token": {**settings, "token": "github_pat_somebodyElses"},
            "missing_right": {**settings, "repository": "acme/closed"},
            "wrong_project": {**settings, "repository": "acme/nowhere"},
        }


class TestGitHubApp(TestGitHub):
    """The same repository, by a GitHub App."""

    @pytest.fixture
    def settings(self, fake: FakeGitHub) -> Mapping[str, Any]:
        app = fake.github_app
        return {
            "repository": REPOSITORY,
            "app_id": app.client_id,
            "installation_id": str(app.installation_id),
            "private_key": app.pem,
            "api_url": fake.url,
            "label": "ideaboard",
        }

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        # A right is of the App: test_app.py takes it away.
        return {
            "bad_token": {**settings, "private_key": another_key()},
            "missing_right": None,
            "wrong_project": {**settings, "repository": "acme/nowhere"},
        }
