"""A line of the log says when and what, and what somebody sent makes no second one."""

import json
import re
from collections.abc import Iterator

import pytest
import structlog

from ideaboard.log import configure
from ideaboard.settings import Settings

EVIL = "a\nb\r2026-11-28T00:00:00Z [error] forged\x1b[31m\u2028x"


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """The others log as they did."""
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_was_sent_makes_no_line_of_its_own(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_format=form))
    structlog.get_logger().info("answered", path=EVIL)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert not set("\r\x1b") & set(said)


def test_a_line_says_when_in_utc_how_bad_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    configure(Settings(log_format="json"))
    structlog.get_logger().warning("answered", request_id="abc")
    said = json.loads(capsys.readouterr().err)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z", said.pop("timestamp"))
    assert said == {"event": "answered", "level": "warning", "request_id": "abc"}
