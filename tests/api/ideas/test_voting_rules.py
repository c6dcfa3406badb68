"""A board's voting rules bind everyone, leaders and admins too, and can only be tightened once somebody voted."""

from itertools import product

import pytest
from flask import Flask

from tests.client import Client, codes
from tests.make import Make

RESULTS = ("always", "after_voting", "after_decision")


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    return Client(app, make.token("dia"))


def _set(ada: Client, **rules: str) -> None:
    assert ada.patch("/boards/team", **rules).status_code == 200


@pytest.mark.parametrize(("before", "after"), [*product(RESULTS, RESULTS)])
def test_results_are_hidden_further_never_less_once_somebody_voted(
    ada: Client, make: Make, before: str, after: str
) -> None:
    idea = make.idea()
    _set(ada, results_shown=before)
    _set(ada, results_shown="always")
    _set(ada, results_shown=before)
    make.vote(idea, "ben")
    ada_again = ada.patch("/boards/team", results_shown=after)
    relaxed = RESULTS.index(after) < RESULTS.index(before)
    assert ada_again.status_code == (409 if relaxed else 200)
    if relaxed:
        assert (ada_again.json["code"], ada_again.json["rule"]) == ("rule_latched", "results_shown")
    assert ada.get("/boards/team").json["results_shown"] == (before if relaxed else after)


def test_a_vote_taken_back_was_still_cast_by_the_rules(ada: Client, ben: Client, make: Make) -> None:
    _set(ada, results_shown="after_decision")
    path = make.path("idea", make.idea())
    ben.put(path + "/vote")
    ben.ask("DELETE", path + "/vote")
    assert ada.patch("/boards/team", results_shown="always").json["code"] == "rule_latched"


def test_voters_are_named_from_the_first_vote_or_never(ada: Client, ben: Client, cy: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert ada.get(path + "/voters").json["code"] == "voters_not_named"
    _set(ada, voters_named="to_members", visibility="open")
    ben.put(path + "/vote")
    assert [row["name"] for row in ada.get(path + "/voters").json["data"]] == ["Ben"]
    assert cy.get(path + "/voters").status_code == 403
    _set(ada, voters_named="never")
    assert ada.get(path + "/voters").json["code"] == "voters_not_named"
    assert ada.patch("/boards/team", voters_named="to_members").json["code"] == "rule_latched"


def test_voters_are_hidden_where_their_number_is(ada: Client, ben: Client, make: Make) -> None:
    _set(ada, voters_named="to_members", results_shown="after_decision")
    idea = make.idea()
    path = make.path("idea", idea)
    ben.put(path + "/vote")
    assert ben.get(path + "/voters").json["code"] == "voters_not_named"
    make.decide(idea, "decline")
    assert [row["name"] for row in ada.get(path + "/voters").json["data"]] == ["Ben"]


def test_after_voting_who_votes_sees_and_who_takes_it_back_sees_no_more(
    ada: Client, ben: Client, dia: Client, make: Make
) -> None:
    _set(ada, results_shown="after_voting")
    idea = make.idea()
    path = make.path("idea", idea)
    assert ben.put(path + "/vote").json == {"voted": True, "votes": 1}
    assert dia.get(path + "/vote").json == {"voted": False}
    assert "votes" not in ada.get(path).json
    assert dia.put(path + "/vote").json == {"voted": True, "votes": 2}
    assert dia.get("/boards/team/ideas").json["data"][0]["votes"] == 2
    assert dia.ask("DELETE", path + "/vote").json == {"voted": False}
    make.decide(idea, "adopt")
    assert dia.get(path).json["votes"] == ada.get("/boards/team/backlog").json["data"][0]["votes"] == 1


def test_after_decision_nobody_sees_before_it_and_reopening_hides_again(
    ada: Client, ben: Client, root: Client, make: Make
) -> None:
    _set(ada, results_shown="after_decision", visibility="open")
    idea = make.idea()
    path = make.path("idea", idea)
    assert ben.put(path + "/vote").json == {"voted": True}
    assert all("votes" not in who.get(path).json for who in (ada, ben, root))
    make.decide(idea, "decline")
    assert all(who.get(path).json["votes"] == 1 for who in (ada, ben, root))
    make.decide(idea, "reopen")
    assert all("votes" not in who.get(path).json for who in (ada, ben, root))


@pytest.mark.parametrize("sort", ["top", "trending"])
def test_a_sort_by_votes_is_refused_where_they_are_hidden(ada: Client, make: Make, sort: str) -> None:
    task = make.task()
    make.idea(task=task)
    _set(ada, results_shown="after_voting")
    for path in ("/boards/team/ideas", make.path("task", task, "/approaches")):
        answer = ada.get(path, sort=sort)
        assert (answer.status_code, codes(answer)) == (422, {"/sort": "sort_hidden"})
        assert ada.get(path).status_code == 200


def test_unheard_goes_by_those_who_commented_where_votes_are_hidden(ada: Client, make: Make) -> None:
    _set(ada, results_shown="after_decision")
    quiet, loud = make.idea("Quiet", by="ada"), make.idea("Loud", by="ada")
    make.vote(quiet, "ben", "dia")
    make.comment(loud)
    assert [row["title"] for row in ada.get("/boards/team/ideas", sort="unheard").json["data"]] == ["Quiet", "Loud"]


def test_the_approaches_stand_beside_each_other(ada: Client, ben: Client, make: Make) -> None:
    task = make.task()
    first, second, third = (make.idea(f"Way {n}", task=task, by="ada") for n in range(3))
    make.vote(second, "ben", "dia")
    make.point(second, "against", "It is slow.")
    make.point(first, "for", "It is quick.")
    make.decide(third, "merge", into=first)
    shown = ben.get(make.path("task", task, "/comparison")).json
    assert shown["task"] == make.path("task", task)[7:]
    assert [(row["title"], row["votes"]) for row in shown["approaches"]] == [("Way 0", 0), ("Way 1", 2)]
    assert [[(p["side"], p["text"]) for p in row["points"]] for row in shown["approaches"]] == [
        [("for", "It is quick.")], [("against", "It is slow.")],
    ]  # fmt: skip
    _set(ada, results_shown="after_decision")
    assert all("votes" not in row for row in ben.get(make.path("task", task, "/comparison")).json["approaches"])
