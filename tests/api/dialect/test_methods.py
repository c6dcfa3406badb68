"""HEAD and OPTIONS work everywhere, and an address has one form."""

import pytest
from flask import Flask

from ideaboard.api.dialect.contract import Contract
from tests.api.asking import ask, name_of, path_of, routes
from tests.client import PREFIX, Client
from tests.make import Make

RULES = {contract.rule: contract for contract in routes()}


def test_head_says_what_get_would_and_sends_nothing(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    get, head = ben.get(path), ben.ask("HEAD", path)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("ETag", "Content-Type", "Content-Length", "Cache-Control"):
        assert head.headers[name] == get.headers[name]


def test_head_finds_nothing_where_get_finds_nothing(cy: Client, make: Make) -> None:
    answer = cy.ask("HEAD", make.path("idea", make.idea()))
    assert (answer.status_code, answer.data) == (404, b"")


@pytest.mark.parametrize("rule", RULES)
def test_options_says_what_an_address_takes_and_is_no_page(app: Flask, rule: str) -> None:
    answer = app.test_client().options(PREFIX + path_of(RULES[rule]))
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers
    allowed = {part.strip() for part in answer.headers["Allow"].split(",")}
    own = {contract.method for contract in routes() if contract.rule == rule}
    assert allowed == own | {"OPTIONS"} | ({"HEAD"} if "GET" in own else set())


def test_an_answer_without_a_body_says_nothing_of_its_kind(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea(by="ben"))
    answer = ben.delete(path)
    assert (answer.status_code, answer.data) == (204, b"")
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("rule", RULES)
def test_a_trailing_slash_is_another_address_where_nothing_is(app: Flask, rule: str) -> None:
    answer = app.test_client().get(PREFIX + path_of(RULES[rule]) + "/")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")
    assert "Location" not in answer.headers


@pytest.mark.parametrize("path", ["//me", "/me//tokens", "/boards//team", "/Me", "/boards/TEAM"])
def test_an_address_written_another_way_is_not_there(ben: Client, path: str) -> None:
    assert ben.get(path).status_code == 404


@pytest.mark.parametrize("contract", [c for c in routes() if "<id(" in c.rule], ids=name_of)
def test_an_id_that_nothing_has_is_not_there(ada: Client, root: Client, contract: Contract) -> None:
    asker = root if contract.rule.startswith(("/accounts", "/mails")) else ada
    assert ask(asker, contract).status_code == 404


def test_an_id_has_one_spelling(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert ben.get(path).status_code == 200
    for other in (path.upper().replace("/IDEAS", "/ideas"), path + "0", path.replace("/ideas/", "/ideas/0")):
        assert ben.get(other).status_code == 404
    as_task = path.replace("/ideas/", "/tasks/")
    assert ben.get(as_task).status_code == 404


def test_only_what_is_made_answers_where_it_is(ben: Client) -> None:
    answer = ben.post("/boards/team/ideas", title="New")
    assert answer.status_code == 201
    found = ben.get(answer.headers["Location"].removeprefix(PREFIX))
    assert found.json == answer.json
    assert found.headers["ETag"] == answer.headers["ETag"]
