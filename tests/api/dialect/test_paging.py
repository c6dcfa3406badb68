"""Lists come in pages: nothing is shown twice or left out while a list grows."""

from typing import Any

import pytest

from tests.api.asking import name_of, pages, path_of, routes, whole
from tests.api.lists import Lists
from tests.client import Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


@pytest.fixture
def lists(ada: Client, root: Client, make: Make, fake: None) -> Lists:
    return Lists(ada, root, make)


def _key(row: dict[str, Any]) -> str:
    return str(row.get("id") or row.get("number") or row.get("account") or sorted(row.items(), key=str))


# Similar ideas are one page, and take no cursor.
COLLECTIONS = [
    contract
    for contract in routes()
    if contract.paged and contract.rule not in ("/trackers", "/listeners") and not contract.rule.endswith("/similar")
]


@pytest.mark.parametrize("limit", [1, 2, 3])
@pytest.mark.parametrize("contract", COLLECTIONS, ids=name_of)
def test_a_list_that_grows_shows_each_row_once(lists: Lists, contract: Any, limit: int) -> None:
    client, path, more = lists.of(contract.rule)
    for _ in range(3):
        more()
    there = {_key(row) for row in whole(client, path, limit=100)}
    assert len(there) >= 3
    seen: list[str] = []
    for position, page in enumerate(pages(client, path, limit=limit)):
        assert len(page) <= limit
        seen += [_key(row) for row in page]
        if position < 3:
            more()
    assert there <= set(seen)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("sort", ["trending", "top", "new", "unheard", "waiting"])
def test_every_sort_shows_each_idea_once_while_others_are_posted(ada: Client, make: Make, sort: str) -> None:
    ideas = [make.idea(f"Idea {number}") for number in range(6)]
    make.vote(ideas[1], "ben", "dia")
    make.vote(ideas[4], "dia")
    there = [row["id"] for row in whole(ada, IDEAS, sort=sort)]
    assert len(set(there)) == 6
    seen: list[str] = []
    for page in pages(ada, IDEAS, sort=sort, limit=2):
        seen += [row["id"] for row in page]
        if len(seen) < 6:
            make.idea("Meanwhile")
    assert [row for row in seen if row in there] == there


def test_the_trackers_are_paged_like_every_list(ada: Client, fake: None) -> None:
    assert [row["kind"] for row in whole(ada, "/trackers", limit=1)] == ["bare", "fake"]
    assert ada.get("/trackers", count="true", limit=1).json["total"] == 2


def test_the_last_page_has_no_next_also_when_it_is_full(ben: Client, make: Make) -> None:
    make.idea()
    make.idea()
    assert ben.get(IDEAS, limit=2).json["next"] is None
    assert ben.get(IDEAS, limit=1).json["next"]
    assert ben.get("/boards/team/tasks").json == {"data": [], "next": None}


def test_a_total_comes_when_it_is_asked_for(ben: Client, make: Make) -> None:
    for status in ("open", "open", "declined"):
        idea = make.idea()
        if status == "declined":
            make.decide(idea, "decline")
    assert "total" not in ben.get(IDEAS).json
    assert "total" not in ben.get(IDEAS, count="false").json
    first = ben.get(IDEAS, count="true", limit=1)
    assert (first.json["total"], len(first.json["data"])) == (3, 1)
    assert ben.get(IDEAS, count="true", cursor=first.json["next"], limit=1).json["total"] == 3
    assert ben.get(IDEAS, count="true", status="open").json["total"] == 2
    for wrong in ("1", "True", "yes", ""):
        assert codes(ben.get(IDEAS, count=wrong)) == {"/count": "type"}


@pytest.mark.parametrize("contract", COLLECTIONS, ids=name_of)
def test_every_collection_can_be_counted(lists: Lists, contract: Any) -> None:
    client, path, more = lists.of(contract.rule)
    before = client.get(path, count="true").json["total"]
    more()
    after = client.get(path, count="true", limit=100).json
    assert after["total"] == len(after["data"]) > before


@pytest.mark.parametrize(
    ("limit", "code"),
    [("0", "out_of_range"), ("101", "out_of_range"), ("-1", "out_of_range"), ("9" * 16, "out_of_range"),
     ("9" * 5000, "type"), ("", "type"), ("1.5", "type"), ("x", "type"), ("+1", "type"), ("1e1", "type"),
     ("١٢", "type"), (" 1", "type")],
)  # fmt: skip
def test_a_limit_outside_1_to_100_is_refused(ben: Client, limit: str, code: str) -> None:
    answer = ben.get(IDEAS, limit=limit)
    assert (answer.status_code, codes(answer)) == (422, {"/limit": code})


def test_twenty_rows_come_unless_said_otherwise(ben: Client, make: Make) -> None:
    for _ in range(22):
        make.task()
    assert len(ben.get("/boards/team/tasks").json["data"]) == 20
    assert len(ben.get("/boards/team/tasks", limit=100).json["data"]) == 22


@pytest.mark.parametrize("contract", [c for c in routes() if c.safe], ids=name_of)
def test_every_get_refuses_what_it_does_not_know(lists: Lists, contract: Any) -> None:
    answer = lists.root.ask("GET", path_of(contract) + "?nothing=1&nothing=2")
    assert (answer.status_code, answer.json["code"]) == (422, "invalid")
    wrong = [(error["pointer"], error["code"]) for error in answer.json["errors"]]
    assert wrong == [("/nothing", "unknown_parameter"), ("/nothing", "repeated")]
