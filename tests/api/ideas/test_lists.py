"""A board's ideas, in every order and by every filter."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine

from ideaboard import clock
from tests.client import Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


def _titles(client: Client, path: str = IDEAS, **query: Any) -> list[str]:
    answer = client.get(path, **query)
    assert answer.status_code == 200, answer.json
    return [row["title"] for row in answer.json["data"]]


@pytest.fixture
def ideas(make: Make) -> dict[str, int]:
    """Four open ideas: `old` has many votes, `young` one, `talked` a comment, `quiet` nothing."""
    begin = clock.now()
    made = {}
    for days, title in ((55, "old"), (50, "quiet"), (48, "talked")):
        with time_machine.travel(begin - timedelta(days=days), tick=False):
            made[title] = make.idea(title)
            if title == "old":
                make.vote(made[title], "ada", "ben", "dia")
    made["young"] = make.idea("young")
    make.vote(made["young"], "ada")
    make.comment(made["talked"], by="dia")
    return made


@pytest.mark.parametrize(
    ("sort", "titles"),
    [
        (None, ["young", "old", "talked", "quiet"]),
        ("trending", ["young", "old", "talked", "quiet"]),
        ("top", ["old", "young", "talked", "quiet"]),
        ("new", ["young", "talked", "quiet", "old"]),
        ("unheard", ["quiet", "talked", "young", "old"]),
        ("waiting", ["old", "quiet", "talked", "young"]),
    ],
)
def test_every_sort_has_its_order(ada: Client, ideas: dict[str, int], sort: str | None, titles: list[str]) -> None:
    assert _titles(ada, **({"sort": sort} if sort else {})) == titles


def test_unheard_and_waiting_are_about_open_ideas(ada: Client, ideas: dict[str, int], make: Make) -> None:
    make.decide(ideas["quiet"], "decline")
    for sort in ("unheard", "waiting"):
        assert "quiet" not in _titles(ada, sort=sort)
    assert _titles(ada, sort="unheard", status="declined") == ["quiet"]
    assert "quiet" in _titles(ada, sort="new")


def test_a_status_lists_its_own(ada: Client, ideas: dict[str, int], make: Make) -> None:
    make.decide(ideas["quiet"], "decline")
    make.decide(ideas["old"], "adopt")
    make.decide(ideas["talked"], "not_now", revisit_on=date(2999, 1, 1))
    for status, titles in (
        ("open", ["young"]), ("declined", ["quiet"]), ("adopted", ["old"]), ("not_now", ["talked"]), ("done", []),
    ):  # fmt: skip
        for sort in ("trending", "top", "new"):
            assert _titles(ada, status=status, sort=sort) == titles
    [row] = ada.get(IDEAS, status="not_now").json["data"]
    assert row["revisit_on"] == "2999-01-01"


def test_my_own_are_listed_newest_first(ada: Client, ben: Client, ideas: dict[str, int], make: Make) -> None:
    make.idea("hers", by="ada")
    assert _titles(ada, author="me") == ["hers"]
    assert _titles(ben, author="me") == ["young", "talked", "quiet", "old"]
    assert _titles(ben, author="me", sort="new", status="adopted") == []


def test_those_that_serve_a_value_are_listed_newest_first(ada: Client, make: Make) -> None:
    value, other = make.value(), make.value("Other")
    for title, served in (("a", value), ("b", other), ("c", value)):
        make.idea(title, values=[{"value": served, "how": "So."}])
    assert _titles(ada, value=make.path("value", value)[8:]) == ["c", "a"]


def test_an_idea_that_serves_a_value_no_more_is_no_longer_listed_under_it(ben: Client, make: Make) -> None:
    value = make.value()
    path = make.path("idea", make.idea(values=[{"value": value, "how": "So."}]))
    ben.patch(path, values=[])
    assert _titles(ben, value=make.path("value", value)[8:]) == []


def test_approaches_to_a_task_are_listed_by_it_and_at_it(ada: Client, make: Make) -> None:
    task = make.task()
    one, two = make.idea("one", task=task), make.idea("two", task=task)
    make.idea("elsewhere")
    make.vote(one, "ada")
    path = make.path("task", task, "/approaches")
    assert _titles(ada, path) == ["one", "two"]
    assert _titles(ada, path, sort="new") == ["two", "one"]
    assert _titles(ada, task=make.path("task", task)[7:], sort="top") == ["one", "two"]
    make.decide(two, "decline")
    assert _titles(ada, path, status="open") == ["one"]


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"sort": "best"}, {"/sort": "not_one_of"}),
        ({"status": "closed"}, {"/status": "not_one_of"}),
        ({"sort": "waiting", "status": "done"}, {"/status": "not_with_sort"}),
        ({"author": "me", "sort": "top"}, {"/sort": "not_with_filter"}),
        ({"value": "VALUE", "sort": "trending"}, {"/sort": "not_with_filter"}),
        ({"author": "me", "value": "VALUE"}, {"/task": "one_filter"}),
        ({"author": "me", "task": "TASK"}, {"/task": "one_filter"}),
        ({"task": "TASK", "value": "VALUE"}, {"/task": "one_filter"}),
        ({"author": "ben"}, {"/author": "not_one_of"}),
        ({"task": "x"}, {"/task": "unknown_id"}),
        ({"value": "TASK"}, {"/value": "unknown_id"}),
        ({"page": "2"}, {"/page": "unknown_parameter"}),
    ],
)
def test_what_cannot_be_asked_together_is_refused(
    ada: Client, make: Make, query: dict[str, str], wrong: dict[str, str]
) -> None:
    known = {"TASK": make.path("task", make.task())[7:], "VALUE": make.path("value", make.value())[8:]}
    answer = ada.get(IDEAS, **{name: known.get(text, text) for name, text in query.items()})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_a_row_is_the_idea_without_its_long_text(ben: Client, make: Make) -> None:
    idea = make.idea("Title", "A long text.")
    make.vote(idea, "ben")
    make.decide(idea, "adopt", rationale="Good.")
    [row] = ben.get(IDEAS).json["data"]
    whole = ben.get(make.path("idea", idea)).json
    assert row.items() <= whole.items()
    assert whole.keys() - row.keys() == {"body", "body_html", "hidden_reason", "owners"}
    assert (row["voted"], row["decision"]["rationale"], row["excerpt"]) == (True, "Good.", "A long text.")
