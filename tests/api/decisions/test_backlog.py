"""The backlog: adopted work in the order that leaders set."""

import pytest

from tests.client import Client, codes
from tests.make import Make


@pytest.fixture
def adopted(make: Make) -> list[int]:
    ideas = [make.idea(title) for title in ("a", "b", "c")]
    for idea in ideas:
        make.decide(idea, "adopt")
    return ideas


def _order(client: Client) -> str:
    return "".join(row["title"] for row in client.get("/boards/team/backlog").json["data"])


def _place(client: Client, make: Make, idea: int, after: int | None) -> int:
    behind = None if after is None else make.path("idea", after)[7:]
    return client.put(make.path("idea", idea, "/backlog-place"), after=behind).status_code


def test_what_is_adopted_comes_last_and_a_leader_reorders(ada: Client, make: Make, adopted: list[int]) -> None:
    a, b, c = adopted
    assert _order(ada) == "abc"
    assert _place(ada, make, c, None) == 200
    assert _order(ada) == "cab"
    assert _place(ada, make, c, a) == 200
    assert _order(ada) == "acb"
    assert _place(ada, make, a, b) == 200
    assert _order(ada) == "cba"
    assert _place(ada, make, a, b) == 200
    assert _order(ada) == "cba"


def test_any_number_of_moves_finds_room(ada: Client, make: Make, adopted: list[int]) -> None:
    a, b, c = adopted
    # Each move halves the gap behind `a`, so that room runs out after twenty.
    for turn in range(30):
        assert _place(ada, make, (b, c)[turn % 2], a) == 200
        assert _order(ada) == ("abc", "acb")[turn % 2]


def test_what_is_done_or_dropped_leaves_it(ada: Client, make: Make, adopted: list[int]) -> None:
    a, b, c = adopted
    make.decide(a, "done")
    make.decide(b, "drop")
    make.decide(c, "start")
    assert _order(ada) == "c"
    answer = ada.put(make.path("idea", a, "/backlog-place"), after=None)
    assert (answer.status_code, answer.json["code"]) == (409, "not_in_backlog")


def test_an_entry_carries_its_reason_and_its_issue(ada: Client, make: Make) -> None:
    make.connection()
    make.decide(make.idea(), "adopt", rationale="Good.")
    [row] = ada.get("/boards/team/backlog").json["data"]
    assert (row["decision"]["rationale"], row["issue"]["state"]) == ("Good.", "pending")


def test_what_a_place_cannot_be(ada: Client, make: Make, adopted: list[int]) -> None:
    path = make.path("idea", adopted[0], "/backlog-place")
    not_adopted = make.path("idea", make.idea())[7:]
    for after, code in (
        (not_adopted, "not_in_backlog"), (make.path("idea", adopted[0])[7:], "itself"), ("zzzzzzzz", "unknown_id"),
    ):  # fmt: skip
        assert codes(ada.put(path, after=after)) == {"/after": code}
    answer = ada.ask("PUT", path, json={})
    assert codes(answer) == {"/after": "required"}
    assert _order(ada) == "abc"


def test_members_read_it_and_do_not_order_it(ben: Client, make: Make, adopted: list[int]) -> None:
    assert _order(ben) == "abc"
    assert _place(ben, make, adopted[0], None) == 403
