"""What is installed, with its settings as JSON Schema in which secrets are marked."""

import jsonschema
import pytest

from ideaboard.plugin.registry import Registry
from tests.api.faketracker import FAKE
from tests.client import Client
from tests.make import Make


@pytest.mark.usefixtures("fake")
def test_every_installed_tracker_is_listed_by_kind(ben: Client) -> None:
    rows = ben.get("/trackers").json["data"]
    assert [(row["kind"], row["title"], row["distribution"], row["api_version"]) for row in rows] == [
        ("bare", "Bare", "ideaboard-fake", 1), ("fake", "Fake", "ideaboard-fake", 1),
    ]  # fmt: skip
    assert [row["capabilities"] for row in rows] == [[], ["choices", "comment", "look_up", "open_issues"]]


@pytest.mark.usefixtures("fake")
def test_settings_are_json_schema_with_secrets_marked(ben: Client) -> None:
    schema = ben.get("/trackers").json["data"][1]["settings"]
    jsonschema.Draft202012Validator.check_schema(schema)
    assert sorted(schema["required"]) == ["project", "token"]
    marked = {name for name, said in schema["properties"].items() if said.get("writeOnly")}
    assert marked == {"token", "webhook_secret"}
    assert schema["properties"]["token"]["format"] == "password"
    valid = jsonschema.Draft202012Validator(schema)
    assert valid.is_valid({"project": "p", "token": "t"})
    assert not valid.is_valid({"project": "p"})
    assert not valid.is_valid({"project": 7, "token": "t"})


def test_the_plugins_that_are_shipped_can_all_be_shown(
    ben: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = Registry.load()
    monkeypatch.setattr(make.home.trackers, "_kinds", shipped._kinds)
    rows = ben.get("/trackers", limit=100).json["data"]
    assert {"paper", "github", "roundup"} <= {row["kind"] for row in rows}
    for row in rows:
        jsonschema.Draft202012Validator.check_schema(row["settings"])


def test_without_plugins_there_is_nothing_to_choose(ben: Client) -> None:
    assert FAKE.kind not in ben.get("/trackers").text
    assert ben.get("/trackers").json == {"data": [], "next": None}
