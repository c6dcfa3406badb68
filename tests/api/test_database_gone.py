"""When the database is gone, the answer is 503 and says so; when it is back, so is the board."""

from dataclasses import replace
from pathlib import Path

import pytest

from ideaboard.app import create_app
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.client import Client
from tests.postgres import free_port


@pytest.mark.parametrize("address", ["postgresql://nobody@127.0.0.1:{port}/none", "sqlite:////nowhere/at/all.db"])
def test_a_board_without_its_database_says_503(address: str, tmp_path: Path) -> None:
    make_key_file(tmp_path / "key")
    settings = Settings(database_url=address.format(port=free_port()), key_file=str(tmp_path / "key"))
    api = Client(create_app(replace(settings, log_level="error"), Registry.load(found=[])), "ib_x")
    for answer in (api.get("/ready"), api.get("/me"), api.post("/boards", slug="team", name="Team")):
        assert (answer.status_code, answer.json["code"]) == (503, "busy")
        assert answer.headers["Retry-After"]
        assert "nobody" not in answer.text
