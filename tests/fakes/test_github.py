"""The fake GitHub itself: it sees what breaks the contract, fails to order, and runs as its own process."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import urllib3

from ideaboard.plugin import Answer, Http, NoAnswer
from ideaboard.plugin.testing.fakes import ContractBrokenError
from ideaboard.plugin.testing.fakes.contracts import needs_contract
from tests.fakes import REPOSITORY
from tests.fakes.github import TOKEN, FakeGitHub, hook

ISSUES = "/repos/acme/roadmap/issues"
held = needs_contract(FakeGitHub.contract_name)


@pytest.fixture
def fake() -> Iterator[FakeGitHub]:
    with FakeGitHub() as running:
        yield running


def ask(fake: FakeGitHub, method: str, path: str, token: str = TOKEN, **more: Any) -> Answer:
    return Http.to_this_machine(timeout=5).request(
        method, fake.url + path, headers={"authorization": f"Bearer {token}"}, **more
    )


@held
def test_everything_it_does_by_itself_holds_the_contract(fake: FakeGitHub) -> None:
    for n in range(3):
        assert ask(fake, "POST", ISSUES, json={"title": f"issue {n}", "labels": ["bug"]}).status == 201
    fake.plant("a pull request", pull_request=True)
    assert ask(fake, "PATCH", f"{ISSUES}/1", json={"state": "closed", "state_reason": "duplicate"}).status == 200
    assert ask(fake, "POST", f"{ISSUES}/1/comments", json={"body": "hello"}).status == 201
    for path in ("/user", "/repos/acme/roadmap", ISSUES, f"{ISSUES}/1", f"{ISSUES}/1/comments"):
        assert ask(fake, "GET", path).status == 200
    assert ask(fake, "GET", "/repos/acme/roadmap/labels").status == 200
    fake.assert_contract_held()
    assert fake.undescribed == []


@needs_contract("github-webhooks.openapi.json")
def test_every_webhook_is_one_that_github_describes(fake: FakeGitHub) -> None:
    fake.hook_secret = "a-secret-of-this-test"
    kept, transferred, deleted = (fake.plant(title).number for title in ("A", "B", "C"))
    fake.close(kept)
    fake.reopen(kept)
    fake.transfer(transferred)
    fake.delete(deleted)
    assert ask(fake, "POST", ISSUES, json={"title": "D"}).status == 201
    assert ask(fake, "PATCH", f"{ISSUES}/{kept}", json={"title": "Another", "state": "closed"}).status == 200
    told = [json.loads(hook.body)["action"] for hook in fake.outbox]
    assert told == ["closed", "reopened", "transferred", "deleted", "opened", "edited", "closed"]
    fake.assert_contract_held()


@needs_contract("github-webhooks.openapi.json")
def test_a_webhook_that_github_does_not_describe_is_caught(fake: FakeGitHub) -> None:
    said = hook("issues", b'{"action": "edited"}', "a-secret-of-this-test")
    fake.emit(said, "issues-edited")
    fake.emit(said, "issues-sung")
    assert len(fake.violations) == 2
    with pytest.raises(ContractBrokenError, match="issues-edited"):
        fake.assert_contract_held()


@held
def test_its_refusals_hold_the_contract_too(fake: FakeGitHub) -> None:
    fake.plant("one")
    fake.plant("two")
    fake.transfer(1)
    fake.delete(2)
    assert ask(fake, "GET", f"{ISSUES}/1").status == 301
    assert ask(fake, "GET", f"{ISSUES}/2").status == 410
    assert ask(fake, "GET", f"{ISSUES}/3").status == 404
    assert ask(fake, "GET", "/user", token="wrong").status == 401
    assert ask(fake, "POST", ISSUES, json={"title": "x" * 257}).status == 422
    fake.repository.has_issues = False
    assert ask(fake, "POST", ISSUES, json={"title": "x"}).status == 410
    fake.repository.archived = True
    assert ask(fake, "POST", ISSUES, json={"title": "x"}).status == 403
    fake.assert_contract_held()
    assert fake.undescribed == []


@held
@pytest.mark.parametrize(
    ("method", "path", "more", "said"),
    [
        ("POST", ISSUES, {"json": {"body": "no title"}}, "'title' is a required property"),
        ("POST", ISSUES, {"json": {"title": "x", "labels": "bug"}}, "'bug' is not of type 'array'"),
        ("POST", ISSUES, {"json": {"title": "x", "lables": []}}, "body field 'lables' is not described"),
        ("GET", ISSUES, {"params": {"state": "any"}}, "'any' is not one of"),
        ("GET", ISSUES, {"params": {"since": "yesterday"}}, "'yesterday' is not a 'date-time'"),
        ("GET", ISSUES, {"params": {"label": "bug"}}, "query parameter 'label' is not described"),
        ("GET", "/repos/acme/roadmap/isues", {}, "Path not found"),
        ("DELETE", f"{ISSUES}/1", {}, "Operation delete not found"),
    ],
)
def test_a_request_that_github_does_not_describe_is_caught(
    fake: FakeGitHub, method: str, path: str, more: dict[str, Any], said: str
) -> None:
    ask(fake, method, path, **more)
    with pytest.raises(ContractBrokenError) as raised:
        fake.assert_contract_held()
    assert f"request of {method} {path}: " in str(raised.value)
    assert said in str(raised.value)


@held
@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, {"id": 1}, "'assignee' is a required property"),
        (404, {"message": 5}, "5 is not of type 'string'"),
        (200, "<html>", "Content for the following mimetype not found"),
    ],
)
def test_an_answer_that_github_does_not_describe_is_caught(
    fake: FakeGitHub, status: int, body: object, said: str
) -> None:
    fake.plant("one")
    fake.order("GET", f"{ISSUES}/1", status=status, body=body)
    ask(fake, "GET", f"{ISSUES}/1")
    with pytest.raises(ContractBrokenError) as raised:
        fake.assert_contract_held()
    assert f"answer {status} of GET {ISSUES}/1: " in str(raised.value)
    assert said in str(raised.value)


@held
def test_an_answer_that_is_wrong_on_purpose_is_no_violation(fake: FakeGitHub) -> None:
    fake.order("GET", "/user", status=200, body="<html>", off_contract=True)
    ask(fake, "GET", "/user")
    fake.assert_contract_held()


@held
def test_answers_about_which_nothing_is_described_are_counted(fake: FakeGitHub) -> None:
    fake.order("GET", ISSUES, status=502)
    ask(fake, "GET", ISSUES)
    fake.assert_contract_held()
    assert fake.undescribed == [f"502 of GET {ISSUES}"]


def test_a_fault_happens_as_often_as_ordered_and_only_where_ordered(fake: FakeGitHub) -> None:
    fake.order("POST", ISSUES, status=503, times=2)
    assert ask(fake, "GET", ISSUES).status == 200
    told = [ask(fake, "POST", ISSUES, json={"title": "x"}).status for _ in range(3)]
    assert told == [503, 503, 201]
    assert len(fake.issues) == 1


@pytest.mark.parametrize(("after_effect", "made"), [(False, 0), (True, 1)])
def test_a_dropped_connection_has_had_its_effect_or_not(fake: FakeGitHub, after_effect: bool, made: int) -> None:
    fake.order("POST", ISSUES, drop=True, after_effect=after_effect)
    with pytest.raises(NoAnswer):
        ask(fake, "POST", ISSUES, json={"title": "x"})
    assert len(fake.issues) == made


def test_a_request_that_hangs_does_not_keep_the_fake_from_stopping() -> None:
    with FakeGitHub() as fake:
        fake.order("GET", "/user", delay=60)
        with pytest.raises(NoAnswer):
            Http.to_this_machine(timeout=0.2).request("GET", f"{fake.url}/user")
        started = time.monotonic()
    assert time.monotonic() - started < 5


def test_a_mistake_in_the_fake_is_not_taken_for_github_s(fake: FakeGitHub) -> None:
    fake.state.login = None  # type: ignore[assignment]
    assert ask(fake, "GET", "/user").status == 500
    with pytest.raises(ContractBrokenError, match="the fake itself broke at GET /user"):
        fake.assert_contract_held()


def test_it_runs_as_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "tests.fakes.github", "--port", "0"]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            fault = {"method": "POST", "path": ISSUES, "status": 500, "after_effect": True}
            assert urllib3.request("POST", f"{url}/_fake/faults", json=fault).status == 204
            assert urllib3.request("POST", f"{url}/_fake/settings", json={"push": False}).status == 204
            headers = {"authorization": f"Bearer {TOKEN}", "user-agent": "test"}
            asked = {"title": "over the wall", "labels": ["bug"]}
            answer = urllib3.request("POST", url + ISSUES, json=asked, headers=headers, retries=False)
            assert answer.status == 500
            issues = json.loads(urllib3.request("GET", f"{url}/_fake/issues").data)
            assert [(issue["title"], issue["labels"]) for issue in issues] == [("over the wall", [])]
            seen = json.loads(urllib3.request("GET", f"{url}/_fake/requests").data)
            assert [one["path"] for one in seen] == [ISSUES]
            assert json.loads(urllib3.request("GET", f"{url}/_fake/violations").data)["violations"] == []
        finally:
            process.kill()
