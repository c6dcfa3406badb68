"""Connections: configured by leaders; secrets go in and never come out."""

from datetime import datetime
from typing import Any

import pytest

from ideaboard.core.tracking import connections
from ideaboard.ids import decode
from tests.client import PREFIX, Client, codes
from tests.make import Make

pytestmark = pytest.mark.usefixtures("fake")

CONNECTIONS = "/boards/team/connections"
SECRET = "s3cret-of-ours"
SETTINGS = {"project": "p1", "token": SECRET}


def _made(ada: Client, **fields: Any) -> str:
    answer = ada.post(CONNECTIONS, **{"tracker": "fake", "name": "Ours", "settings": SETTINGS, **fields})
    assert answer.status_code == 201, answer.json
    return f"/connections/{answer.json['id']}"


def _sealed(make: Make, path: str) -> dict[str, Any]:
    with make.home.database.transaction() as session:
        found = connections.lock(session, decode("connection", path.split("/")[-1]) or 0)
        return make.home.keys.unseal(found.sealed or b"")


def test_a_connection_shows_its_settings_and_which_secrets_are_set(ada: Client, make: Make) -> None:
    answer = ada.post(CONNECTIONS, tracker="fake", name=" Ours ", settings={**SETTINGS, "label": "idea"})
    assert answer.status_code == 201
    said = answer.json
    assert (said["tracker"], said["name"], said["settings"]) == ("fake", "Ours", {"project": "p1", "label": "idea"})
    assert list(said["secrets"]) == ["token"]
    assert said["secrets"]["token"]["set"] is True
    assert said["secrets"]["token"]["updated_at"]
    assert (said["state"], said["reason"], said["version"]) == ("active", None, 1)
    assert answer.headers["Location"] == f"{PREFIX}/connections/{said['id']}"
    assert ada.get(f"/connections/{said['id']}").json == said
    assert ada.get(CONNECTIONS).json["data"] == [said]
    assert SECRET not in answer.text
    assert _sealed(make, f"/connections/{said['id']}") == {"token": SECRET}


def test_the_first_becomes_the_default(ada: Client) -> None:
    path = _made(ada)
    _made(ada)
    assert ada.get("/boards/team").json["default_connection"] == path.split("/")[-1]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"tracker": "jira"}, {"/tracker": "tracker_unknown"}),
        ({"settings": {"project": "p1"}}, {"/settings/token": "required"}),
        ({"settings": {}}, {"/settings/project": "required", "/settings/token": "required"}),
        ({"settings": {**SETTINGS, "nothing": 1}}, {"/settings/nothing": "unknown_field"}),
        ({"settings": {**SETTINGS, "project": None}}, {"/settings/project": "null"}),
        ({"settings": {**SETTINGS, "project": 7}}, {"/settings/project": "wrong"}),
        ({"settings": {**SETTINGS, "project": "x" * 21}}, {"/settings/project": "wrong"}),
        ({"settings": []}, {"/settings": "type"}),
        ({"settings": None}, {"/settings": "null"}),
        ({"name": ""}, {"/name": "blank"}),
        ({"state": "active"}, {"/state": "unknown_field"}),
    ],
)
def test_what_a_connection_cannot_be(ada: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ada.post(CONNECTIONS, **{"tracker": "fake", "name": "Ours", "settings": SETTINGS, **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)
    assert SECRET not in answer.text
    assert ada.get(CONNECTIONS).json["data"] == []


def test_settings_that_are_not_named_stay_as_they_are(ada: Client, make: Make) -> None:
    path = _made(ada, settings={**SETTINGS, "label": "idea"})
    since = ada.get(path).json["secrets"]["token"]["updated_at"]
    said = ada.patch(path, settings={"project": "p2"}).json
    assert (said["settings"], said["secrets"]["token"]["updated_at"]) == ({"project": "p2", "label": "idea"}, since)
    assert said["version"] == 2
    assert _sealed(make, path) == {"token": SECRET}


def test_null_takes_a_setting_away(ada: Client) -> None:
    path = _made(ada, settings={**SETTINGS, "label": "idea", "webhook_secret": "w"})
    said = ada.patch(path, settings={"label": None, "webhook_secret": None}).json
    assert (said["settings"], list(said["secrets"])) == ({"project": "p1"}, ["token"])
    assert codes(ada.patch(path, settings={"token": None})) == {"/settings/token": "required"}


def test_a_new_secret_replaces_the_old_one(ada: Client, make: Make) -> None:
    path = _made(ada)
    before = ada.get(path).json["secrets"]["token"]["updated_at"]
    answer = ada.patch(path, settings={"token": "another"})
    after = answer.json["secrets"]["token"]["updated_at"]
    assert datetime.fromisoformat(after) > datetime.fromisoformat(before)
    assert "another" not in answer.text
    assert _sealed(make, path) == {"token": "another"}


def test_a_name_alone_leaves_settings_and_secrets(ada: Client, make: Make) -> None:
    path = _made(ada)
    assert ada.patch(path, name="Theirs").json["name"] == "Theirs"
    assert _sealed(make, path) == {"token": SECRET}


def test_new_settings_wake_a_paused_connection_and_a_new_name_does_not(ada: Client, make: Make) -> None:
    path = _made(ada)
    with make.home.database.transaction() as session:
        held = connections.lock(session, decode("connection", path.split("/")[-1]) or 0)
        connections.pause(session, held, "The token was refused.")
    said = ada.get(path).json
    assert (said["state"], said["reason"]) == ("paused", "The token was refused.")
    assert ada.patch(path, name="Still").json["state"] == "paused"
    said = ada.patch(path, settings={"token": "fresh"}).json
    assert (said["state"], said["reason"]) == ("active", None)


def test_an_edit_names_its_version(ada: Client) -> None:
    path = _made(ada)
    etag = ada.etag(path)
    ada.patch(path, name="Second")
    answer = ada.patch(path, etag, settings={"token": "x"})
    assert (answer.status_code, answer.headers["ETag"]) == (412, ada.etag(path))


def test_a_tracker_cannot_be_changed(ada: Client) -> None:
    assert codes(ada.patch(_made(ada), tracker="bare")) == {"/tracker": "unknown_field"}


def test_a_removed_connection_forgets_its_secrets_and_is_nobodys_default(ada: Client, make: Make) -> None:
    path = _made(ada)
    assert ada.delete(path).status_code == 204
    assert ada.get(path).status_code == 404
    assert ada.get(CONNECTIONS).json["data"] == []
    assert ada.get("/boards/team").json["default_connection"] is None
    with make.home.database.transaction() as session:
        row = session.get_one(connections.Connection, decode("connection", path.split("/")[-1]))
        assert (row.sealed, row.secrets) == (None, {})


def test_a_connection_to_which_work_is_owed_stays(ada: Client, make: Make) -> None:
    path = _made(ada)
    make.decide(make.idea(), "adopt")
    answer = ada.delete(path)
    assert (answer.status_code, answer.json["code"]) == (409, "connection_in_use")
    assert _sealed(make, path) == {"token": SECRET}


@pytest.mark.parametrize(
    ("ask", "kind", "sent"),
    [("/checks", "connection.check", {}), ("/choices", "connection.choices", {"json": {"name": "project"}})],
)
def test_what_must_be_asked_outside_is_owed_as_a_job(ada: Client, ask: str, kind: str, sent: dict[str, Any]) -> None:
    path = _made(ada)
    answer = ada.ask("POST", path + ask, **sent)
    said = answer.json
    assert (answer.status_code, answer.headers["Location"]) == (202, f"{PREFIX}/jobs/{said['id']}")
    assert (said["kind"], said["state"], said["result"]) == (kind, "ready", None)
    assert said["subject"] == {"kind": "connection", "id": path.split("/")[-1]}
    assert ada.get(f"/jobs/{said['id']}").json == said


def test_choices_are_for_settings_of_trackers_that_offer_some(ada: Client) -> None:
    bare = _made(ada, tracker="bare", settings={"folder": "/f"})
    for path, name in ((_made(ada), "nothing"), (bare, "folder")):
        answer = ada.post(path + "/choices", name=name)
        assert (answer.status_code, answer.json["code"]) == (409, "choices_unknown")


def test_a_connection_whose_plugin_is_gone_says_so_and_can_still_be_named_and_removed(
    ada: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _made(ada)
    monkeypatch.delitem(make.home.trackers._kinds, "fake")
    said = ada.get(path).json
    assert said["state"] == "degraded"
    assert "'fake' is not installed" in said["reason"]
    assert ada.get(CONNECTIONS).json["data"] == [said]
    for answer in (ada.patch(path, settings={"project": "p2"}), ada.post(path + "/choices", name="project")):
        assert (answer.status_code, answer.json["code"]) == (409, "tracker_unknown")
    assert ada.patch(path, name="Old").json["name"] == "Old"
    assert ada.delete(path).status_code == 204


def test_only_leaders_see_and_change_connections(ada: Client, ben: Client) -> None:
    path = _made(ada)
    answers = [
        ben.get(CONNECTIONS), ben.get(path), ben.patch(path, "*", name="x"), ben.delete(path, "*"),
        ben.post(path + "/checks"), ben.post(path + "/choices", name="project"),
        ben.post(CONNECTIONS, tracker="fake", name="Mine", settings=SETTINGS),
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [403] * 7
