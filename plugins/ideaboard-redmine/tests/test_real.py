"""The fake is asked what a real Redmine is asked, and has to answer the same."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from ideaboard_redmine import REDMINE

from ideaboard.plugin import Http, Refused
from tests.fakes.redmine import KEYS, FakeRedmine
from tests.redmine import RedmineServer, needs_redmine

pytestmark = [pytest.mark.soak, pytest.mark.slow, needs_redmine()]

_MARKER = "0123456789abcdef0123456789abcdef"
_LISTED = f"issues.json?project_id=ideas&subproject_id=!*&status_id=*&description=~{_MARKER}"
_OPEN = f"issues.json?project_id=ideas&status_id=open&description=~{_MARKER}"
_LATER, _BEFORE = "%3E%3D2099-01-01T00:00:00Z", "%3E%3D2001-01-01T00:00:00Z"

_WHEN = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?")

#: Who asks what; `{n}` is the issue that was made first.
_ASKED: list[tuple[str, str, str, Mapping[str, Any] | None]] = [
    ("bot", "GET", "users/current.json?include=memberships", None),
    ("cy", "GET", "users/current.json?include=memberships", None),
    ("nobody", "GET", "users/current.json", None),
    ("bot", "GET", "projects.json?limit=100&offset=0", None),
    ("bot", "GET", "projects/ideas.json?include=trackers,enabled_modules", None),
    ("bot", "GET", "projects/ideas.json", None),
    ("cy", "GET", "projects/ideas.json", None),
    ("bot", "GET", "projects/nowhere.json", None),
    ("bot", "GET", "trackers.json", None),
    ("bot", "GET", "issue_statuses.json", None),
    ("bot", "GET", "roles/6.json", None),
    ("bot", "GET", "roles/66.json", None),
    ("bot", "POST", "projects/ideas/issues.json", {"subject": "One", "description": f"a\rb\nc\r\n\n{_MARKER}"}),
    ("bot", "POST", "projects/ideas/issues.json", {"subject": "Two", "description": _MARKER, "tracker_id": 3}),
    ("bot", "POST", "projects/ideas/issues.json", {"subject": "Three", "description": _MARKER, "tracker_id": 33}),
    ("bot", "POST", "projects/ideas/issues.json", {"subject": ""}),
    ("bot", "POST", "projects/ideas/issues.json", {"subject": "x" * 256}),
    ("cy", "POST", "projects/ideas/issues.json", {"subject": "Four"}),
    ("nobody", "POST", "projects/ideas/issues.json", {"subject": "Four"}),
    ("bot", "POST", "projects/nowhere/issues.json", {"subject": "Four"}),
    ("bot", "GET", "issues/{n}.json", None),
    ("bot", "PUT", "issues/{n}.json", {"notes": "one\ntwo"}),
    ("bot", "PUT", "issues/{n}.json", {"status_id": 3}),
    ("bot", "PUT", "issues/{n}.json", {"status_id": 3}),
    ("bot", "PUT", "issues/{n}.json", {"status_id": 77}),
    ("cy", "PUT", "issues/{n}.json", {"status_id": 1}),
    ("bot", "PUT", "issues/999999.json", {"status_id": 1}),
    ("bot", "GET", "issues/{n}.json?include=journals,allowed_statuses", None),
    ("bot", "PUT", "issues/{n}.json", {"status_id": 5}),
    ("bot", "GET", "issues/{n}.json?include=journals,allowed_statuses", None),
    ("cy", "GET", "issues/{n}.json", None),
    ("bot", "GET", "issues/999999.json", None),
    ("bot", "GET", "issues/9999999999.json", None),
    ("bot", "GET", f"{_LISTED}&sort=id&limit=2&offset=0", None),
    ("bot", "GET", f"{_LISTED}&sort=id&limit=2&offset=2", None),
    ("bot", "GET", f"{_LISTED}&sort=id&created_on={_LATER}", None),
    ("bot", "GET", f"{_LISTED}&sort=updated_on:desc,id:desc&updated_on={_LATER}", None),
    ("bot", "GET", f"{_LISTED}&sort=id&updated_on={_BEFORE}&created_on={_BEFORE}&limit=100", None),
    ("bot", "GET", f"{_OPEN}&sort=id&issue_id=%3E%3D{{n}}", None),
    ("bot", "GET", "issues.json?project_id=nowhere", None),
    ("cy", "GET", "issues.json?project_id=ideas", None),
    ("cy", "GET", "issues.json?status_id=*", None),
    ("bot", "DELETE", "issues/{n}.json", None),
    ("admin", "DELETE", "issues/{n}.json", None),
    ("bot", "GET", "issues/{n}.json", None),
]  # fmt: skip


def _answers(url: str, keys: Mapping[str, str]) -> Iterator[tuple[Any, ...]]:
    """What each question is answered: status, kind of content, and the body."""
    http, first = Http.to_this_machine(timeout=30), 0
    for who, method, path, said in _ASKED:
        headers = {"x-redmine-api-key": keys.get(who, "nobody-s-key")}
        asked = None if said is None else {"issue": said}
        answer = http.request(method, f"{url}/{path.format(n=first)}", headers=headers, json=asked)
        if answer.status == 201 and not first:
            first = answer.json()["issue"]["id"]
        body = _everywhere(answer.json()) if answer.body else None
        yield (who, method, path), answer.status, answer.headers.get("content-type", "").partition(";")[0], body


def _everywhere(node: Any) -> Any:
    """`node` without what differs by server: times, keys, and the numbers of issues and notes."""
    if isinstance(node, list):
        return [_everywhere(each) for each in node]
    if not isinstance(node, dict):
        return _WHEN.sub("some day", node) if isinstance(node, str) else node
    own = "id" in node and ("subject" in node or "notes" in node)
    return {
        name: 0 if own and name == "id" else "its key" if name == "api_key" else _everywhere(value)
        for name, value in node.items()
    }


def test_the_fake_answers_as_the_real_one_does(server: RedmineServer) -> None:
    real = list(_answers(server.url, server.keys))
    assert {answer[1] for answer in real} == {200, 201, 204, 401, 403, 404, 422}
    with FakeRedmine() as fake:
        assert list(_answers(fake.url, KEYS)) == real
        fake.assert_contract_held()


def test_what_the_role_does_not_allow_is_ignored_without_a_word(server: RedmineServer) -> None:
    """That Redmine answers 204 all the same is why the plugin reads what became of a status."""
    made = server.rest("POST", "projects/ideas/issues.json", {"issue": {"subject": "One"}}).json()["issue"]["id"]
    settings = {"url": server.url, "project": "ideas", "token": server.keys["bot"]}
    tracker = REDMINE.open(REDMINE.settings().load(settings), Http.to_this_machine(timeout=30))
    server.run("Role.find_by(name: 'Bot').remove_permission!(:edit_issues)")
    try:
        asked = {"issue": {"status_id": 5}}
        assert server.rest("PUT", f"issues/{made}.json", asked, key=server.keys["bot"]).status == 204
        with pytest.raises(Refused, match="left the issue in New"):
            tracker.set_status(str(made), "done")
        assert tracker.check().ok
        server.run("Role.find_by(name: 'Bot').remove_permission!(:add_issue_notes)")
        [finding] = tracker.check().findings
        assert (finding.code, "Add notes" in finding.detail) == ("missing_right", True)
    finally:
        server.run("Role.find_by(name: 'Bot').add_permission!(:edit_issues, :add_issue_notes)")
