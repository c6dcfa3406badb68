"""What is Jira's own: workflows, screens, moved issues, a search that lags, and words that say what is missing."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from ideaboard_jira import JIRA, JIRA_DATA_CENTER
from marshmallow import ValidationError

from ideaboard.plugin import Draft, Gone, Refused, Secret, Tracker
from tests.fakes.jira import TOKEN, FakeJiraCloud
from tests.fakes.jira_state import WORKFLOW

MARKER = "0123456789abcdef" * 2
SINCE = datetime.now(UTC) - timedelta(seconds=5)


def test_an_issue_that_moved_to_another_project_is_followed(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    issue = jira.create(draft, MARKER)
    assert issue.key == "ROAD-1"
    fake.state.add_project("ELSE")
    fake.rekey(issue.id, "ELSE")
    moved = jira.fetch(issue.id)
    assert (moved.id, moved.key, moved.url) == (issue.id, "ELSE-1", f"{fake.url}/browse/ELSE-1")
    assert [found.id for found in jira.find(MARKER, SINCE)] == [issue.id]
    jira.link_back(issue, draft.url)
    with pytest.raises(Refused, match="ELSE-1 is an issue of ELSE"):
        jira.look_up("ELSE-1")


def test_while_the_search_lags_a_fresh_issue_is_not_found_and_then_it_is(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    fake.state.lag = timedelta(seconds=30)
    issue = jira.create(draft, MARKER)
    assert jira.find(MARKER, SINCE) == []
    fake.state.lag = timedelta(0)
    assert [found.id for found in jira.find(MARKER, SINCE)] == [issue.id]
    assert JIRA.search_lag == JIRA_DATA_CENTER.search_lag == 30


def test_where_no_labels_are_shown_the_issue_is_made_without_and_found_by_its_maker(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    del fake.project.screen["labels"]
    issue = jira.create(draft, MARKER)
    assert [one.labels for one in fake.issues] == [[]]
    assert [found.id for found in jira.find(MARKER, SINCE)] == [issue.id]
    assert [finding.code for finding in jira.check().findings] == ["label_refused"]


def test_a_field_that_has_to_be_filled_is_named_before_and_when_it_is_refused(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    fake.project.screen["customfield_10011"] = ("Team", True)
    [finding] = jira.check().findings
    assert finding.code == "other"
    assert "Team" in finding.detail
    with pytest.raises(Refused, match="Team is required"):
        jira.create(draft, MARKER)
    assert fake.issues == []


def test_a_status_is_reached_by_the_workflow_alone(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WORKFLOW, "10001", {"11": "3"})
    issue = jira.create(draft, MARKER)
    with pytest.raises(Refused, match=r"No transition leads from To Do to a status that means done; possible: In Prog"):
        jira.set_status(issue.id, "done")
    assert jira.set_status(issue.id, "in_progress").name == "In Progress"
    assert jira.set_status(issue.id, "done").name == "Done"


def test_a_transition_that_asks_for_something_is_not_taken(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    issue = jira.create(draft, MARKER)
    resolution = {
        "name": "Resolution", "key": "resolution", "required": True, "hasDefaultValue": False, "operations": ["set"],
        "schema": {"type": "resolution", "system": "resolution"},
    }  # fmt: skip
    fake.asks["10002"] = {"resolution": resolution}
    with pytest.raises(Refused, match="Done asks for Resolution"):
        jira.set_status(issue.id, "done")
    resolution["required"] = False
    assert jira.set_status(issue.id, "done").category == "done"


def test_the_link_beside_the_issue_is_one_however_often_it_is_made(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    issue = jira.create(draft, MARKER)
    for url in (draft.url, draft.url, f"{draft.url}1"):
        jira.link_back(issue, url)
    assert list(fake.issues[0].links.values()) == [draft.url, f"{draft.url}1"]


def test_an_issue_is_named_in_every_way_that_jira_shows_it(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    issue = jira.create(draft, MARKER)
    pages = (
        f"{fake.url}/browse/ROAD-1",
        f"{fake.url}/browse/ROAD-1?focusedId=4#comment",
        f"{fake.url}/projects/ROAD/issues/ROAD-1",
        f"{fake.url}/jira/software/projects/ROAD/boards/1?selectedIssue=ROAD-1",
    )
    for page in pages:
        assert jira.look_up(page).issue.id == issue.id, page
    assert "oak" in jira.look_up("ROAD-1").body


def test_parts_of_other_issues_are_not_listed(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    issue = jira.create(draft, MARKER)
    fake.state.add_issue("ROAD", "A part", fake.issues[0].description, "somebody", type="10102")
    assert [each.issue.id for each in jira.open_issues(None).issues] == [issue.id]


def test_a_long_list_is_read_to_its_end(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    jira.create(draft, MARKER)
    text = fake.issues[0].description
    for number in range(119):
        fake.state.add_issue(
            "ROAD", f"Another {number}", text if number == 118 else None, "somebody", labels=["ideaboard"]
        )
    listed, cursor = [], None
    for _ in range(3):
        page = jira.open_issues(cursor)
        listed += [each.issue.key for each in page.issues]
        cursor = page.next
    assert cursor is None
    assert listed == [f"ROAD-{number}" for number in range(1, 121)]
    assert [found.key for found in jira.find(MARKER, SINCE)] == ["ROAD-1", "ROAD-120"]


def test_when_the_project_is_out_of_sight_no_link_is_lost(jira: Tracker, fake: FakeJiraCloud, draft: Draft) -> None:
    issue = jira.create(draft, MARKER)
    fake.delete(issue.id)
    with pytest.raises(Gone):
        jira.fetch(issue.id)
    del fake.state.projects["ROAD"]
    with pytest.raises(Refused, match="ROAD"):
        jira.fetch(issue.id)


def test_a_wrong_issue_type_is_told_with_those_that_there_are(connect: Callable[..., Tracker]) -> None:
    [finding] = connect(issue_type="Epic").check().findings
    assert finding.code == "wrong_project"
    assert "Task, Story" in finding.detail
    assert connect(issue_type="10101").check().ok
    assert [choice.name for choice in connect().choices("issue_type")] == ["Task", "Story"]


def test_an_archived_project_is_told(jira: Tracker, fake: FakeJiraCloud) -> None:
    fake.project.archived = True
    [finding] = jira.check().findings
    assert (finding.code, "archived" in finding.detail) == ("wrong_project", True)


def test_after_too_many_wrong_passwords_it_is_the_credentials_that_are_wrong(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    fake.order("*", "*", status=403, headers={"X-Seraph-LoginReason": "AUTHENTICATION_DENIED"}, off_contract=True)
    assert [finding.code for finding in jira.check().findings] == ["bad_token"]


def test_an_answer_that_quotes_the_password_shows_it_to_nobody(
    jira: Tracker, fake: FakeJiraCloud, draft: Draft
) -> None:
    credentials = fake.authorization().partition(" ")[2]
    fake.order("POST", "*/issue", status=422, body={"errorMessages": [f"You sent {credentials} and {TOKEN}."]})
    with pytest.raises(Refused) as refused:
        jira.create(draft, MARKER)
    assert str(refused.value) == "422: You sent *** and ***."


@pytest.mark.parametrize(
    "url", ["http://jira.example.org", "https://u:p@jira.example.org", "jira.example.org", "https://[", ""]
)
@pytest.mark.parametrize("kind", [JIRA, JIRA_DATA_CENTER], ids=["cloud", "dc"])
def test_an_address_that_would_carry_the_token_in_the_open_is_refused(kind: object, url: str) -> None:
    given = {"url": url, "project": "ROAD", "token": TOKEN} | ({"email": "a@b.example"} if kind is JIRA else {})
    with pytest.raises(ValidationError) as refused:
        kind.settings().load(given)  # type: ignore[attr-defined]
    assert set(refused.value.messages_dict) == {"url"}
    assert isinstance(kind.settings().fields["token"], Secret)  # type: ignore[attr-defined]
