"""The kit's rules, against a fake Linear behind Linear's own schema."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from ideaboard_linear import LINEAR
from marshmallow import ValidationError

from ideaboard.plugin import Answer, Category, Change, Forged, Gone, Received, Refused, RemoteIssue, Retry, Status
from ideaboard.plugin.testing import Sample, Seen, TrackerConformance
from ideaboard.plugin.testing.bench import wish
from tests.fakes.linear import PERSON, STATES, TEAM, TOKEN, FakeLinear, Issue, hook, told

SECRET = "a-secret-of-this-test"
WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
TYPES: Mapping[Category, str] = {
    "open": "unstarted",
    "in_progress": "started",
    "done": "completed",
    "rejected": "canceled",
}


def _limited(**headers: str) -> Answer:
    body = {"errors": [{"message": "Rate limit exceeded", "extensions": {"code": "RATELIMITED"}}]}
    return Answer(400, headers, json.dumps(body).encode())


class TestLinear(TrackerConformance):
    tracker_type = LINEAR
    absent_id = "9c9d0f3c-4c8b-4a52-9b1e-8f0b5d0d3aff"
    dated = True
    not_proof = frozenset({"linear-delivery", "linear-event"})
    rate_limits: ClassVar[Sequence[Answer]] = (
        _limited(),
        _limited(**{"x-ratelimit-requests-reset": "1999999999000"}),
    )

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeLinear]:
        with FakeLinear() as running:
            self.running = running
            yield running
            running.assert_contract_held()

    @pytest.fixture
    def settings(self, fake: FakeLinear) -> Mapping[str, Any]:
        return {"team": TEAM, "token": TOKEN, "api_url": f"{fake.url}/graphql"}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        return [
            Seen(one.id, one.title, one.description, list(one.comments), list(one.links)) for one in self.running.issues
        ]

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        # What a key may write shows with the first issue alone.
        return {
            "bad_token": {**settings, "token": "lin_api_somebodyElses"},
            "missing_right": None,
            "wrong_project": {**settings, "team": "NONE"},
        }

    def samples(self) -> Sequence[Sample]:
        issue = self.running.as_json(Issue("an-id", 7, TEAM, "Plant trees", "Shade.", WHEN, WHEN))
        samples = []
        for number, (name, kind) in STATES.items():
            category = next((of for of, named in TYPES.items() if named == kind), "open")
            state = {"id": number, "name": name, "type": kind}
            said = RemoteIssue("an-id", "ENG-7", issue["url"], Status(number, name, category), WHEN)
            body = told({**issue, "state": state}, "update", PERSON, WHEN)
            samples.append(Sample(name, {}, body, [Change(said, PERSON)]))
        comment = json.dumps({"type": "Comment", "action": "create", "webhookTimestamp": 1772357400000}).encode()
        return [*samples, Sample("a comment", {}, comment, [])]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        headers = hook(sample.body, secret, f"delivery-{sample.name}").headers
        return {name: value for name, value in headers.items() if name != "content-type"}

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        self.running.move(issue_id, TYPES[category])

    def test_a_second_creation_is_the_same_issue(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker, wanted = self.open(settings, http), wish()
        first = tracker.create(wanted.draft, wanted.marker)
        assert tracker.create(wanted.draft, wanted.marker) == first
        assert len(self.running.issues) == 1

    def test_it_is_found_when_its_text_was_written_anew(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        self.running.known[made.id].description = "Other words."
        assert tracker.find(wanted.marker, wanted.since) == [made]

    def test_what_is_in_the_trash_is_gone(self, settings: Mapping[str, Any], http: Any) -> None:
        self.running.hook_secret = SECRET
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        self.running.trash(made.id)
        with pytest.raises(Gone):
            tracker.fetch(made.id)
        received = Received({}, self.running.outbox[-1].body, WHEN)
        assert LINEAR.inbound is not None
        [change] = LINEAR.inbound.parse(received)
        assert change.gone

    def test_an_issue_of_another_team_is_named_and_refused(self, settings: Mapping[str, Any], http: Any) -> None:
        there, wanted = self.open({**settings, "team": "OPS"}, http), wish()
        made = there.create(wanted.draft, wanted.marker)
        with pytest.raises(Refused, match="OPS-1 is an issue of OPS"):
            self.open(settings, http).look_up(made.url)
        assert self.open(settings, http).open_issues(None).issues == []

    def test_many_open_issues_are_read_to_the_end(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        for number in range(120):
            self.running.known[str(number)] = Issue(str(number), number + 1, TEAM, f"Idea {number}", "", WHEN, WHEN)
        self.running.known["7"].state = next(number for number, (_, kind) in STATES.items() if kind == "canceled")
        listed, cursor = [], None
        for _ in range(3):
            page = tracker.open_issues(cursor)
            listed += [each.issue.id for each in page.issues]
            cursor = page.next
        assert cursor is None
        assert listed == [str(number) for number in range(120) if number != 7]

    def test_a_state_that_the_team_lacks_is_refused_with_those_it_has(
        self, settings: Mapping[str, Any], http: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tracker, wanted = self.open(settings, http), wish()
        made = tracker.create(wanted.draft, wanted.marker)
        [canceled] = [number for number, (_, kind) in STATES.items() if kind == "canceled"]
        monkeypatch.delitem(STATES, canceled)
        with pytest.raises(Refused, match="Triage, Todo, In Progress, Done"):
            tracker.set_status(made.id, "rejected")

    def test_teams_can_be_chosen(self, settings: Mapping[str, Any], http: Any) -> None:
        assert [choice.id for choice in self.open(settings, http).choices("team")] == [TEAM, "OPS"]

    def test_what_linear_says_with_200_is_what_failed(self, settings: Mapping[str, Any], http: Any) -> None:
        tracker = self.open(settings, http)
        for code, kind in (("AUTHENTICATION_ERROR", "AuthFailed"), ("FORBIDDEN", "Refused"), ("LOCK_TIMEOUT", "Retry")):
            words = {"message": "short", "extensions": {"code": code, "userPresentableMessage": f"No: {TOKEN}."}}
            self.running.order("POST", "*", status=200, body={"data": None, "errors": [words]})
            with pytest.raises(Exception, match=r"No: \*\*\*\.") as raised:
                tracker.fetch(self.absent_id)
            assert type(raised.value).__name__ == kind
        self.running.order("POST", "*", status=200, body={"data": None})
        with pytest.raises(Retry):
            tracker.fetch(self.absent_id)

    def test_a_query_that_the_schema_forbids_is_noticed(self) -> None:
        with FakeLinear() as fake:
            client = fake.app.test_client()
            for query in ("{ viewer { shoeSize } }", "query A($id: String!) { issue(id: $id) { id } }"):
                client.post("/graphql", json={"query": query, "variables": {}}, headers={"Authorization": TOKEN})
            assert len(fake.violations) == 2


@pytest.mark.parametrize("sent", [None, "1772357400000", 1772357400.5, True, [], 1772357400000 - 61_000])
def test_a_time_that_is_none_or_old_is_refused(sent: Any) -> None:
    body = json.dumps({"type": "Issue", "webhookTimestamp": sent}).encode()
    headers = dict(hook(body, SECRET).headers)
    assert LINEAR.inbound is not None
    with pytest.raises(Forged):
        LINEAR.inbound.verify(Received(headers, body, WHEN), [SECRET])


@pytest.mark.parametrize(
    "url", ["http://api.linear.app/graphql", "https://u:p@x.example", "x.example", "https://[", ""]
)
def test_an_address_that_would_carry_the_key_in_the_open_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        LINEAR.settings().load({"team": TEAM, "token": TOKEN, "api_url": url})
    assert set(refused.value.messages_dict) == {"api_url"}
