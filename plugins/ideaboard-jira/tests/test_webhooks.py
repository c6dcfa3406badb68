"""What proves a webhook, where it is not the signature alone."""

from datetime import UTC, datetime

import pytest
from ideaboard_jira import JIRA, JIRA_DATA_CENTER

from ideaboard.plugin import Forged, Inbound, Received
from tests.fakes.jira import FakeJiraCloud, hook
from tests.fakes.jira_state import Issue

SECRET = "a-secret-of-this-test"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _inbound(kind: object) -> Inbound:
    found = kind.inbound  # type: ignore[attr-defined]
    assert isinstance(found, Inbound)
    return found


def test_an_old_data_center_proves_itself_by_its_address() -> None:
    data_center = _inbound(JIRA_DATA_CENTER)
    data_center.verify(Received({}, b"{}", NOW, {"secret": SECRET}), ["another-secret-of-it", SECRET])
    for query in ({"secret": SECRET[:-1]}, {"secret": ""}, {"Secret": SECRET}, {}, {"secret": "é"}):
        with pytest.raises(Forged):
            data_center.verify(Received({}, b"{}", NOW, query), [SECRET])


def test_the_address_proves_nothing_where_there_is_a_signature_and_it_is_wrong() -> None:
    headers = {"x-hub-signature": "sha256=" + "0" * 64}
    with pytest.raises(Forged):
        _inbound(JIRA_DATA_CENTER).verify(Received(headers, b"{}", NOW, {"secret": SECRET}), [SECRET])


def test_the_cloud_is_not_believed_by_its_address() -> None:
    with pytest.raises(Forged):
        _inbound(JIRA).verify(Received({}, b"{}", NOW, {"secret": SECRET}), [SECRET])


def test_what_happens_at_the_fake_is_told_as_jira_tells_it() -> None:
    with FakeJiraCloud() as fake:
        fake.hook_secret = SECRET
        issue: Issue = fake.state.add_issue("ROAD", "A", None, "somebody")
        fake.move(issue.id, "10002")
        fake.delete(issue.id)
        said = [
            _inbound(JIRA).parse(
                Received({name.lower(): value for name, value in each.headers.items()}, each.body, NOW)
            )
            for each in fake.outbox
        ]
        assert [(change.gone, change.issue.status and change.issue.status.category) for [change] in said] == [
            (False, "done"),
            (True, "done"),
        ]
        assert hook(b"{}", SECRET, "7").headers["x-atlassian-webhook-identifier"] == "7"
