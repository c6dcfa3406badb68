"""Finding what may have been made: listed, newest first, as far back as needed and no further."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from ideaboard_github import GitHub
from ideaboard_github.text import BODY_LIMIT
from pytest_httpserver import HTTPServer

from ideaboard.plugin import Draft, Refused, Retry, with_marker
from tests.fakes.github import FakeGitHub

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.fixture
def ours(marker: str) -> str:
    """The body of an issue that carries the marker."""
    return with_marker("a body", marker, BODY_LIMIT)


def test_it_is_listed_by_label_in_every_state(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    made = fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    fake.close(made.number)
    assert [issue.key for issue in github.find(marker, NOW)] == ["acme/roadmap#1"]
    assert [seen.path for seen in fake.requests] == ["/repos/acme/roadmap/issues"]
    query = fake.requests[0].query
    assert (query["labels"], query["state"]) == ("ideaboard", "all")


def test_two_hits_come_oldest_first(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.plant("late", ours, labels=["ideaboard"], created=NOW + timedelta(minutes=2))
    fake.plant("early", ours, labels=["ideaboard"], created=NOW)
    fake.plant("same second as early", ours, labels=["ideaboard"], created=NOW)
    assert [issue.key.split("#")[1] for issue in github.find(marker, NOW)] == ["2", "3", "1"]


@pytest.mark.parametrize("late", [timedelta(seconds=1), timedelta(hours=23)])
def test_a_board_whose_clock_is_ahead_finds_it_too(
    github: GitHub, fake: FakeGitHub, ours: str, marker: str, late: timedelta
) -> None:
    fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    assert len(github.find(marker, NOW + late)) == 1


def test_github_is_asked_for_a_day_before_in_its_own_notation(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    github.find(marker, NOW.astimezone(timezone(timedelta(hours=9))))
    assert fake.requests[0].query["since"] == "2026-03-03T05:06:07Z"


def test_it_reads_on_to_the_page_where_the_issue_is(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    for n in range(120):
        fake.plant(f"another {n}", "b", labels=["ideaboard"], created=NOW + timedelta(seconds=n))
    assert len(github.find(marker, NOW)) == 1
    assert [seen.query.get("page") for seen in fake.requests] == [None, "2", "3"]
    assert {seen.query["labels"] for seen in fake.requests} == {"ideaboard"}


def test_it_stops_reading_where_the_issues_are_too_old(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    for n in range(200):
        old = fake.plant(f"old {n}", "b", labels=["ideaboard"], created=NOW - timedelta(days=9))
        old.updated = NOW
    github.find(marker, NOW)
    assert [(seen.query.get("labels"), seen.query.get("page")) for seen in fake.requests] == [
        ("ideaboard", None),
        (None, None),
        (None, None),
    ]


def test_the_longest_page_that_github_can_send_is_taken(
    github: GitHub, fake: FakeGitHub, ours: str, marker: str
) -> None:
    fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    for _ in range(60):
        fake.plant("long", "x" * BODY_LIMIT, labels=["ideaboard"], created=NOW)
    assert len(github.find(marker, NOW)) == 1


def test_of_a_link_to_the_next_page_the_host_is_not_followed(
    github: GitHub, fake: FakeGitHub, ours: str, marker: str, httpserver: HTTPServer
) -> None:
    fake.link_host = httpserver.url_for("")
    fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    for _ in range(60):
        fake.plant("another", "b", labels=["ideaboard"], created=NOW)
    assert len(github.find(marker, NOW)) == 1
    assert httpserver.log == []


def test_a_next_page_that_leads_nowhere_is_not_taken_for_the_end(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    fake.order("GET", "*/issues", headers={"Link": '<https://elsewhere.invalid/>; rel="next"'}, times=9)
    with pytest.raises(Refused, match="leads nowhere"):
        github.find(marker, NOW)


def test_a_list_without_an_end_is_not_read_for_ever(github: GitHub, fake: FakeGitHub, marker: str) -> None:
    for n in range(1, 200):
        fake.order("GET", "*/issues", headers={"Link": f'<https://x.invalid/?page={n}>; rel="next"'})
    with pytest.raises(Refused, match="more than 100 pages"):
        github.find(marker, NOW)
    assert len(fake.requests) == 100


def test_an_issue_seen_on_two_pages_is_one(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.plant("ours", ours, labels=["ideaboard"], created=NOW)
    fake.order("GET", "*/issues", headers={"Link": '<https://x.invalid/?per_page=1>; rel="next"'})
    assert len(github.find(marker, NOW)) == 1
    # What the link does not say stays as it was asked.
    assert fake.requests[1].query == {**fake.requests[0].query, "per_page": "1"}


def test_pull_requests_are_not_issues(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.plant("a pull request", ours, labels=["ideaboard"], created=NOW, pull_request=True)
    assert github.find(marker, NOW) == []


def test_what_others_made_without_the_label_is_not_listed_as_ours(
    github: GitHub, fake: FakeGitHub, ours: str, marker: str
) -> None:
    fake.plant("somebody's", ours, creator="mallory", created=NOW)
    assert github.find(marker, NOW) == []


def test_a_token_that_belongs_to_nobody_lists_all(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.user_visible = False
    fake.plant("ours", ours, creator="an-app[bot]", created=NOW)
    assert len(github.find(marker, NOW)) == 1
    assert "creator" not in fake.requests[-1].query


def test_a_body_that_came_back_with_crlf_is_found(github: GitHub, fake: FakeGitHub, ours: str, marker: str) -> None:
    fake.plant("ours", ours.replace("\n", "\r\n") + "\r\n", labels=["ideaboard"], created=NOW)
    fake.plant("without a body", None, labels=["ideaboard"], created=NOW)
    assert len(github.find(marker, NOW)) == 1


def test_a_renamed_repository_is_refused_and_not_taken_for_empty(
    github: GitHub, fake: FakeGitHub, draft: Draft, marker: str
) -> None:
    fake.rename("acme/plans")
    for ask in (lambda: github.find(marker, NOW), lambda: github.create(draft, marker)):
        with pytest.raises(Refused, match="acme/roadmap has another name now"):
            ask()


@pytest.mark.parametrize("body", [b"<html>", {}, [1], [{"created_at": "yesterday"}]])
def test_an_unreadable_list_is_not_taken_for_an_empty_one(
    github: GitHub, fake: FakeGitHub, marker: str, body: object
) -> None:
    fake.order("GET", "*/issues", status=200, body=body, off_contract=True)
    with pytest.raises(Retry):
        github.find(marker, NOW)
