"""What is special about Redmine: silence, workflows, projects, and numbers that are the whole server's."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ideaboard_redmine import REDMINE
from ideaboard_redmine.text import LIMITS, as_kept, issue_body
from marshmallow import ValidationError

from ideaboard.plugin import Draft, Http, Refused, Tracker, marker_in
from ideaboard.plugin.testing import FaultyHttp, times_named
from ideaboard.plugin.testing.bench import wish
from tests.fakes.redmine import KEYS, PROJECT, FakeRedmine


@pytest.fixture
def fake() -> Iterator[FakeRedmine]:
    with FakeRedmine() as running:
        yield running
        running.assert_contract_held()


def _open(fake: FakeRedmine, http: Http | None = None, **settings: Any) -> Tracker:
    said = {"url": fake.url, "project": PROJECT, "token": KEYS["bot"], **settings}
    return REDMINE.open(REDMINE.settings().load(said), http or FaultyHttp())


def test_a_change_that_redmine_ignored_is_refused(fake: FakeRedmine) -> None:
    fake.rights.remove("edit_issues")
    issue = fake.plant("One")
    with pytest.raises(Refused, match="Redmine left the issue in New instead of Closed"):
        _open(fake).set_status(str(issue.number), "done")


def test_a_workflow_without_a_way_is_refused_with_the_ways_there_are(fake: FakeRedmine) -> None:
    fake.ways = {1, 2, 4}
    issue = fake.plant("One")
    with pytest.raises(Refused, match=r"From New .* In Progress, Feedback: nothing that is done"):
        _open(fake).set_status(str(issue.number), "done")
    assert [seen.method for seen in fake.requests if seen.method != "GET"] == []


def test_of_several_statuses_the_first_that_the_workflow_allows_is_taken(fake: FakeRedmine) -> None:
    fake.ways = {1, 4, 3, 6}
    issue, tracker = fake.plant("One"), _open(fake)
    assert tracker.set_status(str(issue.number), "in_progress").name == "Resolved"
    assert tracker.set_status(str(issue.number), "done").name == "Rejected"


def test_rejected_cannot_be_told_from_done(fake: FakeRedmine) -> None:
    with pytest.raises(Refused, match="rejected"):
        _open(fake).set_status(str(fake.plant("One").number), "rejected")


def test_where_issues_begin_is_open_and_every_other_that_is_not_closed_is_in_progress(fake: FakeRedmine) -> None:
    fake.statuses[1] = ("Backlog, closed to nobody", False)
    told = {status.id: status.category for status in _open(fake).statuses()}
    assert told == {"1": "open", "2": "in_progress", "3": "in_progress", "4": "in_progress", "5": "done", "6": "done"}


@pytest.mark.parametrize(("said", "number"), [("", 1), ("Support", 3), ("fEATURE", 2), ("3", 3)])
def test_the_issue_is_made_with_the_tracker_of_the_settings(fake: FakeRedmine, said: str, number: int) -> None:
    wanted = wish()
    _open(fake, tracker=said).create(wanted.draft, wanted.marker)
    assert [issue.tracker for issue in fake.issues] == [number]


def test_a_tracker_that_the_project_lacks_makes_no_issue_of_another(fake: FakeRedmine) -> None:
    wanted = wish()
    with pytest.raises(Refused, match="no tracker Epic"):
        _open(fake, tracker="Epic").create(wanted.draft, wanted.marker)
    assert fake.issues == []


def _closed(fake: FakeRedmine) -> None:
    fake.project_status = 5


def _without_issues(fake: FakeRedmine) -> None:
    fake.modules = ["wiki"]


def _without_trackers(fake: FakeRedmine) -> None:
    fake.trackers = {}


def _without_the_tracker(fake: FakeRedmine) -> None:
    del fake.trackers[2]


def _without_notes(fake: FakeRedmine) -> None:
    fake.rights.remove("add_issue_notes")


def _without_the_api(fake: FakeRedmine) -> None:
    fake.rest = False


@pytest.mark.parametrize(
    ("broken", "code", "words"),
    [
        (_closed, "wrong_project", "closed"),
        (_without_issues, "wrong_project", "Issue tracking is switched off"),
        (_without_trackers, "wrong_project", "has no tracker, so"),
        (_without_the_tracker, "wrong_project", "no tracker Feature"),
        (_without_notes, "missing_right", "Add notes"),
        (_without_the_api, "other", "REST API is switched off"),
    ],
)
def test_check_says_what_is_wrong(
    fake: FakeRedmine, broken: Callable[[FakeRedmine], None], code: str, words: str
) -> None:
    assert _open(fake, tracker="Feature").check().ok
    broken(fake)
    [finding] = _open(fake, tracker="Feature").check().findings
    assert (finding.code, words in finding.detail) == (code, True), finding


def test_an_administrator_needs_no_role(fake: FakeRedmine) -> None:
    check = _open(fake, token=KEYS["admin"]).check()
    assert (check.account, check.findings) == ("admin", ())


def test_an_issue_that_was_moved_to_another_project_is_found_and_followed(fake: FakeRedmine) -> None:
    tracker, wanted = _open(fake), wish()
    made = tracker.create(wanted.draft, wanted.marker)
    fake.known[int(made.id)].project = 2
    assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [made.id]
    assert tracker.fetch(made.id).url == made.url


@pytest.mark.parametrize("text", ["#1", "1", "{url}/issues/1"])
def test_an_issue_of_another_project_is_not_linked(fake: FakeRedmine, text: str) -> None:
    fake.plant("Somebody else's", project=2)
    with pytest.raises(Refused, match="#1 is not in the project ideas"):
        _open(fake).look_up(text.format(url=fake.url))


def test_an_address_at_another_server_is_not_asked_for(fake: FakeRedmine) -> None:
    fake.plant("Ours")
    with pytest.raises(Refused):
        _open(fake).look_up("https://elsewhere.invalid/issues/1")
    assert fake.requests == []


def test_no_open_issue_is_missed_while_others_are_closed(fake: FakeRedmine) -> None:
    for number in range(250):
        fake.plant(f"Issue {number}")
    tracker = _open(fake)
    listed: list[str] = []
    cursor: str | None = None
    while True:
        page = tracker.open_issues(cursor)
        listed += [each.issue.id for each in page.issues]
        fake.move(len(listed) - 5, 5)
        cursor = page.next
        if cursor is None:
            break
    assert listed == [str(number) for number in range(1, 251)]


def test_what_can_be_chosen_is_listed(fake: FakeRedmine) -> None:
    tracker = _open(fake)
    assert [choice.id for choice in tracker.choices("project")] == [PROJECT]
    assert [(choice.id, choice.name) for choice in tracker.choices("tracker")][:2] == [("1", "Bug"), ("2", "Feature")]
    with pytest.raises(Refused):
        tracker.choices("colour")


def test_line_breaks_count_twice_and_marker_and_address_stay_whole() -> None:
    marker, url = "0123456789abcdef" * 2, "https://board.example/ideas/7"
    for body in ("line\n" * 30_000, "a\r" * 32_760, "b\n" * 40_000 + url):
        kept = as_kept(issue_body(Draft("One", body, url), marker))
        assert LIMITS.body - 10 <= len(kept) <= LIMITS.body
        assert marker_in(kept) == marker
        assert times_named(url, [kept]) == 1


@pytest.mark.parametrize(
    "url", ["http://redmine.example.org", "https://u:p@redmine.example.org", "redmine.example.org", "https://[", ""]
)
def test_an_address_that_would_carry_the_key_in_the_open_is_refused(url: str) -> None:
    with pytest.raises(ValidationError) as refused:
        REDMINE.settings().load({"url": url, "project": PROJECT, "token": KEYS["bot"]})
    assert set(refused.value.messages_dict) == {"url"}


@pytest.mark.parametrize("project", ["Ideas", "a/b", "..", "", "x" * 101, "ideas\n"])
def test_what_is_no_identifier_is_refused(project: str) -> None:
    with pytest.raises(ValidationError) as refused:
        REDMINE.settings().load({"url": "https://redmine.example.org", "project": project, "token": KEYS["bot"]})
    assert set(refused.value.messages_dict) == {"project"}
