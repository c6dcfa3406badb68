"""When the key is lost, a connection's secrets are given anew; nothing breaks."""

from dataclasses import replace
from pathlib import Path

from flask import Flask

from ideaboard.api.dialect.call import Installation
from ideaboard.core.tracking.seal import Keys, make_key_file
from ideaboard.plugin.registry import Registry
from tests import stage
from tests.client import Client, codes
from tests.make import Make
from tests.plugin.test_registry import Point


def test_the_secrets_are_asked_for_anew(app: Flask, make: Make, ada: Client, tmp_path: Path) -> None:
    connection = make.path("connection", make.connection("stage", folder="/x", secrets={"token": "old"}))
    home: Installation = app.extensions["ideaboard"]
    make_key_file(tmp_path / "other.key")
    registry = Registry.load(found=[Point("stage", "test-stage", lambda: stage)])
    app.extensions["ideaboard"] = replace(home, keys=Keys.read(tmp_path / "other.key"), trackers=registry)
    try:
        assert ada.get(connection).status_code == 200
        assert codes(ada.patch(connection, settings={"nonsense": 1})) == {"/settings/nonsense": "unknown_field"}
        mended = ada.patch(connection, settings={"token": "fresh"})
        assert mended.status_code == 200
        assert set(mended.json["secrets"]) == {"token"}
        assert "fresh" not in mended.text
    finally:
        app.extensions["ideaboard"] = home
