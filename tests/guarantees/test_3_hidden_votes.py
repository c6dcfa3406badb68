"""Votes that a board does not show cannot be learned from it: two boards that differ only in these answer alike."""

import itertools
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask

from ideaboard import migrate
from ideaboard.api.dialect.contract import Contract
from ideaboard.app import create_app
from ideaboard.core.outbox import audit
from ideaboard.ids import decode
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.api.asking import path_of, routes
from tests.client import Client
from tests.conftest import UNLIMITED, fresh_database
from tests.make import Make

WHO = ("ada", "ben", "cy", "root")
SORTS = ("new", "unheard", "waiting", "trending", "top")
NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)

Said = dict[tuple[str, str, str], tuple[int, str | None, Any]]


class Twin:
    """An installation with a story on it; two of them differ in who voted for the ideas that are open."""

    def __init__(self, settings: Settings, rule: str, voters: dict[str, tuple[str, ...]]) -> None:
        migrate.upgrade(settings)
        # Entries of one millisecond are told apart by a count of the process's own, and cursors hold it.
        audit._count = itertools.count()  # type: ignore[misc]
        self.app = create_app(settings, Registry.load(found=[]))
        make = self.make = Make(self.app.extensions["ideaboard"])
        make.board(visibility="open", results_shown=rule)
        for name in (*WHO, "dia", "eve", "fay"):
            make.person(name)
        task = make.task(by="ada")
        ideas = {
            "first": make.idea("First", by="ada"),
            "second": make.idea("Second", by="ada", task=task, values=[{"value": make.value(), "how": "So."}]),
            "source": make.idea("Source", by="ben"),
            "mine": make.idea("Mine", by="ben"),
        }
        decided = make.idea("Decided", by="ada")
        make.vote(decided, "ada", "dia")
        make.decide(decided, "decline")
        postponed = make.idea("Postponed", by="ada")
        make.decide(postponed, "not_now", revisit_on=date(2099, 1, 1))
        for name, idea in ideas.items():
            make.vote(idea, *voters.get(name, ()))
        # Ben sees what he voted for himself, so there both are alike.
        make.vote(ideas["mine"], "ben", "ada", "dia")
        make.decide(ideas["source"], "merge", into=ideas["first"])
        comment = make.comment(ideas["first"], by="ada")
        point = make.point(ideas["first"], by="ada")
        ada = self.client("ada")
        ada.put(make.path("comment", comment, "/flag"), reason="Look.")
        log = ada.get("/boards/team/decisions").json["data"]
        self.things = {
            "board": "team", "idea": ideas["first"], "task": task, "value": make.value("Calm"), "comment": comment,
            "point": point, "decision": decode("decision", log[0]["id"]), "account": make.person("ada"),
        }  # fmt: skip
        self.ideas = {**ideas, "decided": decided, "postponed": postponed}

    def client(self, name: str) -> Client:
        """Somebody asking."""
        return Client(self.app, self.make.token(name))

    def everything(self) -> Said:
        """Every answer to every GET, for everyone, each list in pages of two."""
        said: Said = {}
        for name in WHO:
            client = self.client(name)
            for contract in routes():
                if contract.safe:
                    for path, query in self._asked(contract):
                        said |= dict(
                            _pages(client, name, path, query) if contract.paged else [_one(client, name, path)]
                        )
        return said

    def _asked(self, contract: Contract) -> list[tuple[str, dict[str, Any]]]:
        paths = [path_of(contract, **self.things)]
        if "<id(idea):idea>" in contract.rule:
            paths = [path_of(contract, **{**self.things, "idea": idea}) for idea in self.ideas.values()]
        queries: list[dict[str, Any]] = [{}]
        if contract.query is not None and "sort" in contract.query().fields:
            queries += [{"sort": sort} for sort in SORTS]
            queries += [{"status": status, "count": "true"} for status in ("open", "declined", "merged")]
        if contract.query is not None and "q" in contract.query().fields:
            queries += [{"q": word} for word in ("first", "second", "words", "sec")]
        if contract.query is not None and "title" in contract.query().fields:
            queries = [{"title": "The second first idea"}]
        return [(path, query) for path in paths for query in queries]


def _pages(client: Client, name: str, path: str, query: dict[str, Any]) -> list[Any]:
    found: list[Any] = []
    cursor: dict[str, str] = {}
    while True:
        asked = {**query, **cursor, **({} if "title" in query else {"limit": 2})}
        answer = client.get(path, **asked)
        found.append(((name, path, str(asked)), _said(answer)))
        if answer.status_code != 200 or answer.json["next"] is None:
            return found
        cursor = {"cursor": answer.json["next"]}


def _one(client: Client, name: str, path: str) -> Any:
    return (name, path, ""), _said(client.get(path))


def _said(answer: Any) -> tuple[int, str | None, Any]:
    body = answer.json
    if isinstance(body, dict):
        body.pop("request_id", None)
    return answer.status_code, answer.headers.get("ETag"), body


# Who voted for what is open: other people, and other numbers of them.
FEW = {"first": ("dia",), "second": ("dia", "eve", "fay"), "source": ()}
MANY = {"first": ("dia", "eve", "fay"), "second": (), "source": ("dia", "eve")}


@pytest.fixture
def twins(kind: str, rule: str, scratch: Path, key_file: Path) -> Any:
    """Two boards of the same `rule` that differ in their votes; told apart by nothing else, times included."""
    made: list[Flask] = []
    answers = []
    with time_machine.travel(NOW, tick=False):
        for number, voters in enumerate((FEW, MANY)):
            url = fresh_database(kind, scratch, f"twin_{rule}_{number}")
            twin = Twin(
                Settings(database_url=url, key_file=str(key_file), log_level="error", **UNLIMITED), rule, voters
            )
            made.append(twin.app)
            answers.append(twin.everything())
    yield answers
    for app in made:
        app.extensions["ideaboard"].database.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("rule", ["after_voting", "after_decision"])
def test_two_boards_that_differ_only_in_hidden_votes_answer_alike(twins: list[Said]) -> None:
    one, other = twins
    assert one.keys() == other.keys()
    assert {key: (one[key], other[key]) for key in one if one[key] != other[key]} == {}
    assert len(one) > 300
    hidden = [body["errors"][0]["code"] for status, _, body in one.values() if status == 422]
    assert hidden.count("sort_hidden") >= 2 * len(WHO)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("rule", ["always"])
def test_where_votes_are_shown_the_difference_would_be_seen(twins: list[Said]) -> None:
    one, other = twins
    different = {key[1] for key in one.keys() & other.keys() if one[key] != other[key]}
    assert len(different) >= 5
    assert "/boards/team/ideas" in different
