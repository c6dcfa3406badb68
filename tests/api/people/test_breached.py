"""With a file of breached passwords nobody chooses one of them, whichever way they choose it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from flask import Flask

from ideaboard import checking
from ideaboard.app import create_app
from ideaboard.core.people import links
from ideaboard.plugin.registry import Registry
from tests.client import Visitor, codes
from tests.core.people.test_leaked import written
from tests.make import PASSWORD, Make

BREACHED = "marble kettle orchid sparrow"
OTHER = "walnut ferry compass tulip"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that holds one of them, among others."""
    return written(tmp_path / "breached.txt", [BREACHED, *map(str, range(200))]).path


@pytest.fixture
def board(make: Make, file: Path) -> Iterator[Flask]:
    """A board that is told of the file."""
    app = create_app(replace(make.home.settings, breached_passwords=str(file)), Registry.load(found=[]))
    yield app
    app.extensions["ideaboard"].database.dispose()


@pytest.mark.parametrize("way", ["changed", "by a link", "the first admin's"])
def test_a_breached_password_is_chosen_by_nobody(board: Flask, make: Make, way: str) -> None:
    visitor = Visitor(board)
    if way == "changed":
        visitor.signs_in(make.password("ben"), PASSWORD)
    else:
        account = make.person("ben") if way == "by a link" else None
        with make.home.database.transaction() as session:
            secret = links.make(session, "reset" if account else "first", account)
    for password in (BREACHED, OTHER):
        match way:
            case "changed":
                answer = visitor.put("/me/password", current=PASSWORD, password=password)
            case "by a link":
                answer = visitor.post("/session/by-reset", secret=secret, password=password)
            case _:
                said = {"secret": secret, "name": "Eve", "email": "eve@example.org"}
                answer = visitor.post("/session/first", **said, password=password)
        if password == BREACHED:
            assert codes(answer) == {"/password": "weak_password"}
            assert "breach" in answer.json["errors"][0]["detail"]
        else:
            assert answer.status_code in (201, 204)


def test_when_the_file_has_gone_no_password_is_chosen_and_the_log_says_why(
    board: Flask, make: Make, file: Path
) -> None:
    visitor = Visitor(board)
    visitor.signs_in(make.password("ben"), PASSWORD)
    file.unlink()
    with structlog.testing.capture_logs() as logs:
        answer = visitor.put("/me/password", current=PASSWORD, password=OTHER)
    assert (answer.status_code, answer.json["code"]) == (503, "busy")
    assert str(file) not in answer.text
    [line] = [line for line in logs if line["log_level"] == "error"]
    assert str(file) in line["why"]
    assert OTHER not in str(logs)
    assert Visitor(board).signs_in("ben@example.org", PASSWORD).status_code == 201


def test_check_config_says_when_the_file_is_of_no_use(make: Make, file: Path) -> None:
    settings = replace(make.home.settings, breached_passwords=str(file))
    assert not [said for said in checking.check(settings) if "BREACHED" in said]
    for text, why in (("hunter2\n", "SHA-1"), ("", "empty")):
        file.write_text(text)
        [said] = [said for said in checking.check(settings) if "BREACHED" in said]
        assert why in said
    file.unlink()
    [said] = [said for said in checking.check(settings) if "BREACHED" in said]
    assert "cannot be read" in said
