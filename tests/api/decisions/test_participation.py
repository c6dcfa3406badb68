"""Participation: months and bands for whoever is on the board, and votes that are not shown move none of them."""

from datetime import timedelta

import pytest
from flask import Flask

from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.work import schedule
from ideaboard.work.run import Workshop
from tests.api.asking import whole
from tests.client import Client
from tests.core.decisions.test_participation import AFTER, BEFORE, FIVE, IN, five, judged, on, put
from tests.make import Make

LIST = "/boards/team/participation"


def test_the_board_reads_its_months_the_newest_first(app: Flask, make: Make) -> None:
    board = five(make)
    ben = Client(app, make.token("ben"))
    with on(IN):
        for name in FIVE[:3]:
            make.idea(by=name)
    for days in (0, 30, 60):
        judged(make, board, AFTER + timedelta(days=days))
    assert ben.get(LIST).json == {
        "data": [
            {"month": "2026-05", "band": "few"}, {"month": "2026-04", "band": "few"},
            {"month": "2026-03", "band": "most"},
        ],
        "next": None,
    }  # fmt: skip
    assert [row["month"] for row in whole(ben, LIST, limit=1)] == ["2026-05", "2026-04", "2026-03"]


def test_only_who_is_on_the_board_reads_them(make: Make, ada: Client, ben: Client, cy: Client, root: Client) -> None:
    assert (ada.get(LIST).status_code, ben.get(LIST).status_code) == (200, 200)
    assert (cy.get(LIST).status_code, root.get(LIST).status_code) == (404, 404)
    ada.patch("/boards/team", visibility="open")
    assert cy.get(LIST).status_code == 403


def test_a_month_of_which_nothing_can_be_said_is_not_there(app: Flask, make: Make) -> None:
    board = five(make)
    ben = Client(app, make.token("ben"))
    with on(IN):
        put(make, "gil")
    assert judged(make, board) == []
    assert ben.get(LIST, count="true").json == {"data": [], "next": None, "total": 0}


@pytest.mark.parametrize("rule", ["always", "after_voting", "after_decision"])
def test_two_boards_that_differ_only_in_votes_answer_alike_where_votes_are_hidden(
    app: Flask, make: Make, rule: str
) -> None:
    for slug, voters in (("one", ()), ("other", FIVE)):
        with on(BEFORE):
            board = make.board(slug, results_shown=rule)
            put(make, *FIVE[1:], board=slug)
        with on(IN):
            make.vote(make.idea(by="ada", board=slug), *voters)
        judged(make, board)
    ben = Client(app, make.token("ben"))
    one, other = (ben.get(f"/boards/{slug}/participation", count="true") for slug in ("one", "other"))
    assert one.json["total"] == 1
    assert (one.data == other.data) == (rule != "always")
    assert (one.headers["ETag"] == other.headers["ETag"]) == (rule != "always")


def test_the_schedule_judges_a_month_when_it_has_closed(app: Flask, make: Make) -> None:
    five(make)
    ben = Client(app, make.token("ben"))
    home = make.home
    shop = Workshop(home.settings, home.database, home.keys, Registry.load(found=[]), Http())
    with on(IN):
        assert schedule.look(shop)
    assert ben.get(LIST).json["data"] == []
    with on(AFTER):
        assert schedule.look(shop)
    assert ben.get(LIST).json["data"] == [{"month": "2026-03", "band": "few"}]
