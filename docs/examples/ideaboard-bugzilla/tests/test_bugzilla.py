"""What is Bugzilla's own: errors by their code, the alias, the workflow, and times in whole seconds."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fake_bugzilla import KEY, READER, FakeBugzilla
from ideaboard.plugin import AuthFailed, Draft, Gone, Http, Refused

from ideaboard_bugzilla import Bugzilla, Settings

MARKER = "0123456789abcdef0123456789abcdef"
DRAFT = Draft("Plant trees", "Shade.", "https://board.example/ideas/1")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def fake() -> Iterator[FakeBugzilla]:
    with FakeBugzilla() as running:
        yield running


def opened(fake: FakeBugzilla, **changed: str) -> Bugzilla:
    place = {"product": "Garden", "component": "Beds", "version": "1.0"}
    settings = {"url": f"{fake.url}/", **place, "api_key": KEY, **changed}
    return Bugzilla(Settings().load(settings), Http.to_this_machine())


@pytest.fixture
def bugzilla(fake: FakeBugzilla) -> Bugzilla:
    return opened(fake)


def test_a_bad_key_is_400_there_and_auth_failed_here(fake: FakeBugzilla) -> None:
    with pytest.raises(AuthFailed, match="306"):
        opened(fake, api_key="wrong").fetch("1")


def test_a_missing_right_is_401_there_and_refused_here(fake: FakeBugzilla, bugzilla: Bugzilla) -> None:
    made = bugzilla.create(DRAFT, MARKER)
    with pytest.raises(Refused, match="109"):
        opened(fake, api_key=READER).comment(made.id, "Shade!")


def test_the_alias_makes_the_twin_impossible(fake: FakeBugzilla, bugzilla: Bugzilla) -> None:
    first = bugzilla.create(DRAFT, MARKER)
    assert bugzilla.create(DRAFT, MARKER) == first
    assert list(bugzilla.find(MARKER, LONG_AGO)) == [first]
    assert [bug.alias for bug in fake.bugs.values()] == [[f"idea-{MARKER}"]]


def test_a_marker_of_digits_only_is_a_good_alias(bugzilla: Bugzilla) -> None:
    made = bugzilla.create(DRAFT, "1" * 32)
    assert [found.id for found in bugzilla.find("1" * 32, LONG_AGO)] == [made.id]


def test_nobody_has_the_alias(bugzilla: Bugzilla) -> None:
    assert list(bugzilla.find(MARKER, LONG_AGO)) == []
    with pytest.raises(Gone):
        bugzilla.fetch("4711")


@pytest.mark.parametrize("setting", ["product", "component", "version"])
def test_check_names_what_is_not_there(fake: FakeBugzilla, setting: str) -> None:
    (finding,) = opened(fake, **{setting: "Cellar"}).check().findings
    assert finding.code == "wrong_project"
    assert f"{setting} “Cellar”" in finding.detail


def test_an_old_bugzilla_does_not_say_who_we_are(fake: FakeBugzilla, bugzilla: Bugzilla) -> None:
    fake.has_whoami = False
    assert (bugzilla.check().account, bugzilla.check().ok) == (None, True)


def test_every_status_is_listed_once(bugzilla: Bugzilla) -> None:
    listed = [(status.name, status.category) for status in bugzilla.statuses()]
    assert listed[:4] == [
        ("UNCONFIRMED", "open"),
        ("CONFIRMED", "open"),
        ("IN_PROGRESS", "in_progress"),
        ("RESOLVED FIXED", "done"),
    ]
    assert ("VERIFIED WONTFIX", "rejected") in listed
    assert len(listed) == len(set(listed)) == 3 + 2 * 5


def test_what_the_workflow_does_not_know_is_refused_in_its_words(bugzilla: Bugzilla) -> None:
    made = bugzilla.create(DRAFT, MARKER)
    assert bugzilla.set_status(made.id, "rejected").name == "RESOLVED WONTFIX"
    assert bugzilla.set_status(made.id, "done").name == "RESOLVED FIXED"
    with pytest.raises(Refused, match="from RESOLVED to IN_PROGRESS"):
        bugzilla.set_status(made.id, "in_progress")
    assert bugzilla.set_status(made.id, "open").name == "CONFIRMED"
    assert bugzilla.set_status(made.id, "in_progress").name == "IN_PROGRESS"


def test_two_changes_within_a_second_are_both_told(fake: FakeBugzilla, bugzilla: Bugzilla) -> None:
    made = bugzilla.create(DRAFT, MARKER)
    cursor = bugzilla.poll(None).cursor
    for status, resolution in (("IN_PROGRESS", ""), ("RESOLVED", "FIXED")):
        fake.move(int(made.id), status, resolution)
        polled = bugzilla.poll(cursor)
        assert [str(change.issue.status and change.issue.status.name) for change in polled.changes] == [
            f"{status} {resolution}".strip()
        ]
        cursor = polled.cursor
    assert list(bugzilla.poll(cursor).changes) == []
