"""The kit's rules, against a fake Gitea and a fake Forgejo."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from ideaboard_gitea import GITEA
from marshmallow import ValidationError

from ideaboard.plugin import Category, Change, Draft, Forged, Received, RemoteIssue, Status
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance, Vector
from ideaboard.plugin.testing.bench import wish
from ideaboard.plugin.testing.fakes import contracts
from tests.fakes.gitea import REPOSITORY, TOKEN, FakeForgejo, FakeGitea

PAYLOADS = contracts.folder() / "payloads" / "gitea"
VECTORS = contracts.folder() / "vectors" / "signatures.json"


def _told(category: Category, at: datetime) -> list[Change]:
    status = Status("open", "Open", "open") if category == "open" else Status("closed", "Closed", "done")
    page = "http://localhost:3000/gogits/hello-world"
    repository = json.loads((PAYLOADS / "issues_opened.json").read_text())["repository"]
    page = repository["html_url"]
    return [Change(RemoteIssue("1:47", "gogits/hello-world#1", f"{page}/issues/1", status, at), "unknwon")]


class TestGitea(TrackerConformance):
    tracker_type = GITEA
    contract = FakeGitea.contract_name
    fake_class: ClassVar[type[FakeGitea]] = FakeGitea
    absent_id = "999999999:1"

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeGitea]:
        with self.fake_class() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeGitea) -> Mapping[str, Any]:
        return {"url": fake.url, "repository": REPOSITORY, "token": TOKEN, "label": "ideaboard"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [Seen(f"{one.number}:{one.id}", one.title, one.body, list(one.comments)) for one in self.running.issues]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        # A right is of the token: the test below takes it away.
        return {
            "bad_token": {**settings, "token": "somebody-else-s-token"},
            "missing_right": None,
            "wrong_project": {**settings, "repository": "acme/nowhere"},
        }

    def samples(self) -> Sequence[Sample]:
        if not PAYLOADS.is_dir():
            pytest.skip(f"NOT READ: Gitea's own payloads; there is no {PAYLOADS}")
        prefix = self.fake_class.family.lower()
        opened = _told("open", datetime(2017, 12, 9, 1, 30, 43, tzinfo=UTC))
        closed = _told("done", datetime(2017, 12, 9, 1, 41, 37, tzinfo=UTC))
        return [
            Sample(name, {f"{prefix}event": event}, (PAYLOADS / f"{name}.json").read_bytes(), changes)
            for name, event, changes in (
                ("issues_opened", "issues", opened),
                ("issues_closed", "issues", closed),
                ("issue_comment_created", "issue_comment", []),
            )
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        [event] = sample.headers.values()
        return self.running.hook(event, sample.body, secret, f"delivery-{sample.name}").headers

    not_proof = frozenset({"x-gitea-delivery", "x-forgejo-delivery"})

    def vectors(self) -> Sequence[Vector]:
        if not VECTORS.is_file():
            pytest.skip(f"NOT READ: published signatures; there is no {VECTORS}")
        return [
            Vector(_received(each), each["secret"])
            for each in json.loads(VECTORS.read_text())
            if each["tracker"] in ("gitea", "forgejo")
        ]

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(int(issue_id.partition(":")[0]), "open" if category == "open" else "closed")

    def test_a_token_without_the_right_is_told_from_a_wrong_one(self, settings: Mapping[str, Any], http: Any) -> None:
        self.running.may_read = False
        assert [finding.code for finding in self.open(settings, http).check().findings] == ["missing_right"]

    def test_where_the_label_is_refused_an_issue_is_found_by_its_creator(
        self, settings: Mapping[str, Any], http: Any
    ) -> None:
        self.running.may_label = False
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        assert self.running.issues[-1].labels == []
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [made.id]

    def test_the_label_is_made_once(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        for number in range(3):
            tracker.create(Draft(f"Idea {number}", "Words.", "https://board.example/ideas/7"), f"{number:032x}")
        assert list(self.running.labels.values()).count("ideaboard") == 1

    def test_pull_requests_are_neither_found_nor_listed(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        self.running.plant("Not an issue", self.running.issues[0].body, creator=self.running.login, pull_request=True)
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [made.id]
        assert [each.issue.id for each in tracker.open_issues(None).issues] == [made.id]


class TestForgejo(TestGitea):
    fake_class = FakeForgejo
    contract = FakeForgejo.contract_name


def _received(vector: Mapping[str, Any]) -> Received:
    body = (PAYLOADS.parent / vector["payload"]).read_bytes()
    headers = {name.lower(): value for name, value in vector["headers"].items()}
    return Received(headers, body, datetime(2026, 1, 1, tzinfo=UTC))


def test_of_two_signatures_both_must_be_good() -> None:
    with FakeForgejo() as fake:
        body = b"{}"
        headers = dict(fake.hook("issues", body, "a-secret-of-this-test").headers)
    headers["x-gitea-signature"] = headers["x-forgejo-signature"].translate(str.maketrans("0123", "3210"))
    assert GITEA.inbound is not None
    with pytest.raises(Forged):
        GITEA.inbound.verify(Received(headers, body, datetime(2026, 1, 1, tzinfo=UTC)), ["a-secret-of-this-test"])


@pytest.mark.parametrize(
    "url", ["http://git.example.org", "https://u:p@git.example.org", "git.example.org", "https://[", ""]
)
def test_an_address_that_would_carry_the_token_in_the_open_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        GITEA.settings().load({"url": url, "repository": REPOSITORY, "token": TOKEN})
    assert set(refused.value.messages_dict) == {"url"}
