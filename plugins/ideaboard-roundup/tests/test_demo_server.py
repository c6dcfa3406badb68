"""The demo server: makes its tracker once, keeps it, and says what is missing."""

import socket
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from ideaboard_roundup import demo_server

from tests.roundup import start_roundup


def test_what_was_made_is_still_there_after_the_next_start(tmp_path: Path) -> None:
    home = tmp_path / "not" / "there yet"
    with start_roundup(home) as first:
        assert first.rest("POST", "data/issue", {"title": "Keep me"}).status == 201
    with start_roundup(home) as second:
        # Links to its issues were kept somewhere: they lead there still.
        assert second.url == first.url
        assert second.rest("GET", "data/issue/1").json()["data"]["attributes"]["title"] == "Keep me"


def test_where_it_was_may_be_taken_by_now(tmp_path: Path) -> None:
    with start_roundup(tmp_path / "home") as first:
        assert first.rest("POST", "data/issue", {"title": "Keep me"}).status == 201
    with socket.create_server(("127.0.0.1", urlsplit(first.url).port or 0)), start_roundup(tmp_path / "home") as second:
        assert second.url != first.url
        issue = second.rest("GET", "data/issue/1").json()["data"]
    assert issue["attributes"]["title"] == "Keep me"
    assert issue["link"].startswith(second.url)


def test_a_first_start_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / "home.making" / "db").mkdir(parents=True)
    assert demo_server.prepare(tmp_path / "home", 1234) == "http://127.0.0.1:1234/demo/"
    assert not (tmp_path / "home.making").exists()
    assert (tmp_path / "home" / "config.ini").exists()


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all")
    told = CliRunner().invoke(demo_server.main, ["--home", str(tmp_path), "--port", "0"])
    assert told.exit_code == 1
    assert "neither empty nor a tracker" in told.output
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_roundup_itself_may_be_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "roundup", None)
    told = CliRunner().invoke(demo_server.main, ["--home", str(tmp_path / "home"), "--port", "0"])
    assert told.exit_code == 1
    assert 'pip install "ideaboard-roundup[server]"' in told.output


def test_it_listens_on_one_address_of_this_machine_alone(tmp_path: Path) -> None:
    with start_roundup(tmp_path / "home") as server:
        port = urlsplit(server.url).port
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.2", port), timeout=5)
