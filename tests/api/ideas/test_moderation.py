"""Hidden things keep their place; their author and the leaders see them and why; purged text is nowhere."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideaboard import migrate
from ideaboard.app import create_app
from ideaboard.core.outbox.answers import StoredAnswer
from ideaboard.core.outbox.events import Event
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.client import Client
from tests.conftest import fresh_database
from tests.make import Make

WHY = "It names a customer."


@pytest.fixture
def dia(app: Flask, make: Make) -> Client:
    return Client(app, make.token("dia"))


def test_a_hidden_idea_keeps_its_place_and_shows_its_author_why(
    ada: Client, ben: Client, dia: Client, make: Make
) -> None:
    path = make.path("idea", make.idea("Secret", "Of Acme Corp.", by="ben"))
    hidden = ada.put(path + "/hide", reason=WHY)
    assert (hidden.status_code, hidden.json["reason"], hidden.json["by"]["name"]) == (200, WHY, "Ada")
    for who in (ada, ben):
        seen = who.get(path).json
        assert (seen["title"], seen["body"], seen["hidden"], seen["hidden_reason"]) == (
            "Secret",
            "Of Acme Corp.",
            True,
            WHY,
        )
    for seen in (dia.get(path).json, dia.get("/boards/team/ideas").json["data"][0]):
        assert (seen["title"], seen["excerpt"], seen["hidden"]) == ("", "", True)
        assert seen.get("hidden_reason") is None
        assert seen.get("body", "") == seen.get("body_html", "") == ""
    versions = dia.get(path + "/versions").json["data"]
    assert (versions[0]["title"], versions[0]["body"]) == ("", "")
    assert "Acme" not in dia.get(path).text + dia.get(path + "/versions/1").text
    assert ada.delete(path + "/hide").status_code == 204
    assert dia.get(path).json["title"] == "Secret"
    assert ada.delete(path + "/hide").status_code == 404


def test_comments_and_arguments_are_hidden_alike(ada: Client, ben: Client, dia: Client, make: Make) -> None:
    idea = make.idea(by="ada")
    on_idea = make.path("idea", idea)
    comment, point = make.path("comment", make.comment(idea)), make.path("point", make.point(idea))
    argument = on_idea + point
    for path, listed, text in ((comment, "/comments", "body"), (argument, "/points", "text")):
        assert ada.put(path + "/hide", reason=WHY).status_code == 200
        assert (ben.get(path).json[text] is not None, ben.get(path).json["hidden_reason"]) == (True, WHY)
        for seen in (dia.get(path).json, dia.get(on_idea + listed).json["data"][0]):
            assert (seen[text], seen["hidden"], seen["hidden_reason"]) == (None, True, None)
        assert ada.delete(path + "/hide").status_code == 204
        assert dia.get(path).json[text] is not None


def test_only_leaders_hide_and_they_read_the_log_of_it(ada: Client, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert ben.put(path + "/hide", reason=WHY).status_code == 403
    assert ben.get("/boards/team/hides").status_code == 403
    assert ada.put(path + "/hide", reason=WHY).json == ada.put(path + "/hide", reason=WHY).json
    ada.put(path + "/hide", reason="It names two.")
    ada.delete(path + "/hide")
    log = ada.get("/boards/team/hides").json["data"]
    assert [(row["reason"], row["by"]["name"], row["lifted_by"]["name"]) for row in log] == [
        ("It names two.", "Ada", "Ada"), (WHY, "Ada", "Ada"),
    ]  # fmt: skip
    with make.home.database.transaction() as session:
        found = session.scalars(select(Event.type).where(Event.type.in_(["idea.hidden", "idea.shown"]))).all()
    assert found == ["idea.hidden", "idea.hidden", "idea.shown"]


def test_anyone_flags_and_leaders_learn_why_not_who(
    ada: Client, ben: Client, dia: Client, cy: Client, make: Make
) -> None:
    path = make.path("idea", make.idea(by="ada"))
    assert cy.put(path + "/flag", reason=WHY).status_code == 404
    first = ben.put(path + "/flag", reason=WHY).json
    assert ben.put(path + "/flag", reason="It names two.").json["id"] == first["id"]
    dia.put(path + "/flag", reason=WHY)
    flags = ada.get("/boards/team/flags")
    assert [row["reason"] for row in flags.json["data"]] == ["It names two.", WHY]
    assert "Ben" not in flags.text
    assert "account" not in flags.text
    assert ben.get("/boards/team/flags").status_code == 403
    assert ben.ask("DELETE", f"/flags/{first['id']}").status_code == 403
    assert ada.ask("DELETE", f"/flags/{first['id']}").status_code == 204
    assert ada.ask("DELETE", f"/flags/{first['id']}").status_code == 404
    assert len(ada.get("/boards/team/flags").json["data"]) == 1


def test_a_purged_version_is_gone_and_the_others_stay(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea("First", "Fine.")
    path = make.path("idea", idea)
    ben.patch(path, title="Token", body="It is hunter2.", learning="hunter2")
    ben.patch(path, title="Clean", body="Fine again.", learning=None)
    assert ben.ask("DELETE", path + "/versions/2").status_code == 403
    assert ada.ask("DELETE", path + "/versions/2").status_code == 204
    assert ada.ask("DELETE", path + "/versions/2").status_code == 204
    assert ada.ask("DELETE", path + "/versions/9").status_code == 404
    shown = {
        row["number"]: (row["title"], row["body"], row["purged"]) for row in ada.get(path + "/versions").json["data"]
    }
    assert shown == {1: ("First", "Fine.", False), 2: ("", "", True), 3: ("Clean", "Fine again.", False)}
    assert ben.get(path).json["title"] == "Clean"


def test_a_purged_newest_version_leaves_an_idea_without_text_until_its_author_writes(
    ada: Client, ben: Client, make: Make
) -> None:
    idea = make.idea("hunter2", "hunter2", values=[{"value": make.value(), "how": "hunter2"}])
    path = make.path("idea", idea)
    ada.ask("DELETE", path + "/versions/1")
    assert "hunter2" not in ben.get(path).text + ada.get("/boards/team/ideas").text
    assert ben.patch(path, title="Clean").json["title"] == "Clean"


def test_a_stored_answer_keeps_nothing_that_was_purged(ada: Client, ben: Client, make: Make) -> None:
    key = {"Idempotency-Key": "k"}
    made = ben.post("/boards/team/ideas", key, title="hunter2", body="hunter2")
    ada.ask("DELETE", f"/ideas/{made.json['id']}/versions/1")
    with make.home.database.transaction() as session:
        assert all(b"hunter2" not in (body or b"") for body in session.scalars(select(StoredAnswer.body)))
    again = ben.post("/boards/team/ideas", key, title="hunter2", body="hunter2")
    assert (again.status_code, again.json["id"]) == (201, made.json["id"])
    assert "hunter2" not in again.text


@pytest.mark.parametrize("edited", [False, True])
def test_no_raw_byte_of_a_purged_text_is_left_in_the_file(tmp_path: Path, key_file: Path, edited: bool) -> None:
    settings = Settings(database_url=fresh_database("sqlite", tmp_path, "purged"), key_file=str(key_file))
    migrate.upgrade(settings)
    app = create_app(settings, Registry.load(found=[]))
    make = Make(app.extensions["ideaboard"])
    ada, ben = (Client(app, make.token(name)) for name in ("ada", "ben"))
    made = ben.post("/boards/team/ideas", {"Idempotency-Key": "k"}, title="A", body="hunter2 " * 2000).json
    if edited:
        ben.patch(f"/ideas/{made['id']}", body="Clean.")

    def raw() -> bytes:
        with make.home.database.reads.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return b"".join(path.read_bytes() for path in tmp_path.glob("purged*"))

    assert b"hunter2" in raw()
    assert ada.ask("DELETE", f"/ideas/{made['id']}/versions/1").status_code == 204
    assert b"hunter2" not in raw()
    app.extensions["ideaboard"].database.dispose()


def _reason_codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]


def test_a_reason_is_needed(ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert _reason_codes(ada.ask("PUT", path + "/hide", json={})) == ["required"]
    assert _reason_codes(ada.put(path + "/flag", reason="  ")) == ["blank"]
