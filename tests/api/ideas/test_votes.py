"""My vote: cast and taken back by PUT and DELETE, counted once."""

import pytest
from flask import Flask

from tests.api.asking import together
from tests.client import Client
from tests.make import Make


def test_a_vote_is_cast_read_and_taken_back(ada: Client, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea(), "/vote")
    assert ben.get(path).json == {"voted": False, "votes": 0}
    assert ben.put(path).json == {"voted": True, "votes": 1}
    assert ben.put(path).json == {"voted": True, "votes": 1}
    assert ada.put(path).json == {"voted": True, "votes": 2}
    assert ben.ask("DELETE", path).json == {"voted": False, "votes": 1}
    assert ben.ask("DELETE", path).json == {"voted": False, "votes": 1}
    assert ben.get(path).json == {"voted": False, "votes": 1}
    assert ada.get(path).json == {"voted": True, "votes": 1}


@pytest.mark.parametrize("outcome", ["decline", "adopt"])
def test_a_decided_idea_takes_no_vote(ben: Client, make: Make, outcome: str) -> None:
    idea = make.idea()
    make.vote(idea, "ben")
    make.decide(idea, outcome)
    path = make.path("idea", idea, "/vote")
    for method in ("PUT", "DELETE"):
        answer = ben.ask(method, path)
        assert (answer.status_code, answer.json["code"]) == (409, "idea_not_open")
    assert ben.get(path).json == {"voted": True, "votes": 1}


def test_votes_of_many_at_once_are_all_counted(app: Flask, make: Make) -> None:
    path = make.path("idea", make.idea(), "/vote")
    voters = [Client(app, make.token(name)) for name in ("ada", "ben", "dia")]
    together([lambda voter=voter: voter.again().put(path) for voter in voters * 3])
    assert voters[0].get(path).json == {"voted": True, "votes": 3}


def test_nobody_votes_for_another(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea(), "/vote")
    assert ben.ask("PUT", path + "?account=" + make.path("account", make.person("ada"))[10:]).status_code == 422
