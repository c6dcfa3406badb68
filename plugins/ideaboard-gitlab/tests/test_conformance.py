"""The kit's rules, against the fake GitLab: with the secret token, and with a signing token."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from ideaboard_gitlab import GITLAB
from marshmallow import ValidationError

from ideaboard.plugin import Category, Change, Draft, Forged, Received, RemoteIssue, Status
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance, Vector
from ideaboard.plugin.testing.bench import wish
from ideaboard.plugin.testing.fakes import contracts
from tests.fakes.gitlab import PROJECT, TOKEN, FakeGitLab

PAYLOADS = contracts.folder() / "payloads" / "gitlab"
VECTORS = contracts.folder() / "vectors" / "signatures.json"
_PAGE = "https://gitlab.com/gitlab-org/hello-world/issues/1"
_SIGNING = (
    "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=",
)


def _told(status: Status, at: datetime) -> list[Change]:
    return [Change(RemoteIssue("1:8131350", "gitlab-org/hello-world#1", _PAGE, status, at), "sytses")]


class TestGitLab(TrackerConformance):
    tracker_type = GITLAB
    contract = FakeGitLab.contract_name
    not_described = FakeGitLab.not_described
    absent_id = "99999999:1"
    is_a_password = True
    not_proof: ClassVar[frozenset[str]] = frozenset({"idempotency-key", "x-gitlab-event-uuid"})

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeGitLab]:
        with FakeGitLab() as running:
            self.running = running
            yield running
            running.assert_contract_held()
            assert running.commands == [], "a text was taken for a command"

    @pytest.fixture
    def settings(self, fake: FakeGitLab) -> Mapping[str, Any]:
        return {"url": fake.url, "project": PROJECT, "token": TOKEN, "label": "ideaboard", "confidential": False}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [Seen(f"{one.iid}:{one.id}", one.title, one.description, list(one.notes)) for one in self.running.issues]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        # A right is of the token: the test below takes it away.
        return {
            "bad_token": {**settings, "token": "glpat-somebody-else-s-token"},
            "missing_right": None,
            "wrong_project": {**settings, "project": "acme/nowhere"},
        }

    def samples(self) -> Sequence[Sample]:
        if not PAYLOADS.is_dir():
            pytest.skip(f"NOT READ: GitLab's own payloads; there is no {PAYLOADS}")
        opened = _told(Status("opened", "Open", "open"), datetime(2017, 12, 10, 16, 37, 38, tzinfo=UTC))
        closed = _told(Status("closed", "Closed", "done"), datetime(2017, 12, 10, 16, 41, 28, tzinfo=UTC))
        return [
            Sample(name, {"x-gitlab-event": event}, (PAYLOADS / f"{name}.json").read_bytes(), changes)
            for name, event, changes in (
                ("issue_create", "Issue Hook", opened),
                ("issue_closed", "Confidential Issue Hook", closed),
                ("issue_comment_create", "Note Hook", []),
            )
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        event, delivery = sample.headers["x-gitlab-event"], f"delivery-{sample.name}"
        return self.running.hook(event, sample.body, secret, delivery, at.timestamp()).headers

    def vectors(self) -> Sequence[Vector]:
        if not VECTORS.is_file():
            pytest.skip(f"NOT READ: published signatures; there is no {VECTORS}")
        found = [each for each in json.loads(VECTORS.read_text()) if each["tracker"] == "gitlab"]
        return [Vector(_received(each), each["secret"]) for each in found]

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(int(issue_id.partition(":")[0]), "opened" if category == "open" else "closed")

    def test_a_token_without_the_right_is_told_from_a_wrong_one(self, settings: Mapping[str, Any], http: Any) -> None:
        self.running.may_read = False
        assert [finding.code for finding in self.open(settings, http).check().findings] == ["missing_right"]

    def test_where_the_label_is_dropped_an_issue_is_found_among_our_own(
        self, settings: Mapping[str, Any], http: Any
    ) -> None:
        self.running.may_label = False
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        assert self.running.issues[-1].labels == []
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [made.id]

    def test_no_line_of_a_text_is_a_command(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        body = "Before.\n/close\n  /label ~bug\r\n/assign @ada"
        made = tracker.create(Draft("Idea", body, "https://board.example/ideas/7"), "0" * 32)
        tracker.comment(made.id, "/close\n/reopen")
        assert self.running.commands == []
        assert "close" in self.running.issues[-1].description

    def test_an_issue_is_confidential_where_that_is_asked_for(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker, wanted = self.open({**settings, "confidential": True}, http), wish()
        tracker.create(wanted.draft, wanted.marker)
        assert self.running.issues[-1].confidential


class TestSigned(TestGitLab):
    is_a_password = False
    dated = True
    webhook_secrets = _SIGNING


def _received(vector: Mapping[str, Any]) -> Received:
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    body = (PAYLOADS.parent / vector["payload"]).read_bytes()
    at = float(headers.get("webhook-timestamp", 1_767_225_600))
    return Received(headers, body, datetime.fromtimestamp(at, UTC))


def test_a_signature_that_is_wrong_is_not_made_up_for_by_the_secret_token() -> None:
    headers = {"webhook-signature": "v1,AAAA", "webhook-id": "1", "webhook-timestamp": "0", "x-gitlab-token": "s" * 20}
    assert GITLAB.inbound is not None
    with pytest.raises(Forged):
        GITLAB.inbound.verify(Received(headers, b"{}", datetime(1970, 1, 1, tzinfo=UTC)), ["s" * 20])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("url", "http://gitlab.example.org"),
        ("url", "https://u:p@gitlab.example.org"),
        ("project", "roadmap"),
        ("project", "acme/../secret"),
        ("project", "acme/road map"),
        ("label", "a,b"),
    ],
)
def test_what_cannot_be_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GITLAB.settings().load({"project": PROJECT, "token": TOKEN, name: value})
    assert set(refused.value.messages_dict) == {name}
