"""A preview is what would be shown, and nothing of it is kept."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from tests.client import Client, codes
from tests.make import Make
from tests.unbreakable.digest import digest

TEXT = "# Downloads\n\n*Most* of the night.\n\n![a graph](https://example.org/graph.png)\n\n| a |\n|---|\n| b |\n"


def test_a_text_is_shown_as_an_idea_with_it_is(ben: Client, make: Make) -> None:
    answer = ben.post("/previews", body=TEXT)
    assert (answer.status_code, list(answer.json)) == (200, ["body_html"])
    assert answer.headers["Cache-Control"] == "no-store"
    posted = ben.post("/boards/team/ideas", title="Night", body=TEXT)
    assert answer.json["body_html"] == posted.json["body_html"]


def test_an_image_is_a_link(ben: Client) -> None:
    html = ben.post("/previews", body="![a cat](https://example.org/cat.png)").json["body_html"]
    assert html == '<p><a href="https://example.org/cat.png" rel="nofollow noopener noreferrer">a cat</a></p>\n'


def test_no_text_is_no_html(ben: Client) -> None:
    assert ben.post("/previews", body="").json == {"body_html": ""}


def test_nothing_is_written_and_no_answer_is_kept(app: Flask, make: Make) -> None:
    ben = Client(app, make.token("ben", "read"))
    before = digest(make.home.database)
    key = {"Idempotency-Key": "k"}
    answers = [ben.post("/previews", key, body=body).json["body_html"] for body in ("one", "two")]
    assert answers == ["<p>one</p>\n", "<p>two</p>\n"]
    assert digest(make.home.database) == before


def test_it_is_for_whoever_is_signed_in_and_may_read(app: Flask, api: Client, cy: Client, make: Make) -> None:
    assert api.post("/previews", body="x").status_code == 401
    assert cy.post("/previews", body="x").status_code == 200
    writing = Client(app, make.token("ben", "write"))
    answer = writing.post("/previews", body="x")
    assert (answer.status_code, answer.json["code"]) == (403, "insufficient_scope")


def test_it_counts_as_a_request_that_reads(make: Make) -> None:
    said = replace(make.home.settings, limit_writes="1/3600", limit_requests="4/3600")
    app = create_app(said, Registry.load(found=[]))
    ben = Client(app, make.token("ben"))
    assert [ben.post("/previews", body="x").status_code for _ in range(3)] == [200] * 3
    assert ben.post("/boards/team/ideas", title="Night").status_code == 201
    assert ben.post("/previews", body="x").status_code == 429
    app.extensions["ideaboard"].database.dispose()


@pytest.mark.parametrize(("fields", "wrong"), [
    ({}, {"/body": "required"}),
    ({"body": None}, {"/body": "null"}),
    ({"body": 1}, {"/body": "type"}),
    ({"body": "x" * 65_537}, {"/body": "too_long"}),
    ({"body": "é" * 40_000}, {"/body": "too_long"}),
    ({"body": "x", "title": "y"}, {"/title": "unknown_field"}),
])  # fmt: skip
def test_what_cannot_be_shown(ben: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.post("/previews", **fields)
    assert (answer.status_code, codes(answer)) == (422, wrong)
