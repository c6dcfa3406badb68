"""Where a message ends is never in doubt: what is hidden behind one is not taken for the next, by the server itself."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.engine import wait_until
from tests.postgres import free_port

HIDDEN = b"GET /api/v1/hidden HTTP/1.1\r\nHost: board\r\n\r\n"
HEAD = b"POST /api/v1/session HTTP/1.1\r\nHost: board\r\nContent-Type: application/json\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"

# Heads that say where the message ends in two ways, or in none that is known; and what comes behind.
DOUBTFUL = {
    "a length and chunks": (b"Content-Length: 5\r\n" + CHUNKED, b"0\r\n\r\n"),
    "chunks and a length that covers the next": (CHUNKED + b"Content-Length: %d\r\n" % (5 + len(HIDDEN)), b"0\r\n\r\n"),
    "two lengths": (b"Content-Length: 2\r\nContent-Length: 40\r\n", b"{}"),
    "two lengths in one": (b"Content-Length: 2, 2\r\n", b"{}"),
    "a length with a sign": (b"Content-Length: +2\r\n", b"{}"),
    "a length that is less than nothing": (b"Content-Length: -2\r\n", b"{}"),
    "a coding that is not known": (b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n"),
    "chunks that are not the last coding": (b"Transfer-Encoding: chunked, identity\r\n", b"0\r\n\r\n"),
    "a space before the colon": (b"Transfer-Encoding : chunked\r\nContent-Length: 5\r\n", b"0\r\n\r\n"),
    "a folded line": (b"X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", b"0\r\n\r\n"),
    "a chunk without a size": (CHUNKED, b"zz\r\n{}\r\n0\r\n\r\n"),
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a board that is really served."""
    place = tmp_path_factory.mktemp("served")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("IDEABOARD_")}
    said = {**clean, "IDEABOARD_WORKERS": "0", "IDEABOARD_PORT": str(port := free_port())}
    served = subprocess.Popen(
        [sys.executable, "-m", "ideaboard", "serve"], cwd=place, env=said, stdout=subprocess.DEVNULL
    )
    try:
        wait_until(lambda: _ready(port), 60)
        yield port
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(15)


def _ready(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/api/v1/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _answers(port: int, message: bytes) -> tuple[list[int], bool]:
    """The statuses that come, and whether the server ends the connection then."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=1.0) as line:
        line.sendall(message)
        try:
            while part := line.recv(65_536):
                said += part
            ended = True
        except ConnectionResetError:
            ended = True
        except TimeoutError:
            ended = False
    return [int(status) for status in re.findall(rb"HTTP/1\.1 (\d{3}) ", said)], ended


@pytest.mark.parametrize("name", DOUBTFUL)
def test_what_is_hidden_behind_a_doubtful_message_is_not_asked(port: int, name: str) -> None:
    head, body = DOUBTFUL[name]
    assert _answers(port, HEAD + head + b"\r\n" + body + HIDDEN) == ([400], True)


def test_what_follows_a_message_that_is_right_is_asked(port: int) -> None:
    assert _answers(port, HEAD + CHUNKED + b"\r\n2\r\n{}\r\n0\r\n\r\n" + HIDDEN)[0] == [422, 404]
    assert _answers(port, HEAD + b"Content-Length: 2\r\n\r\n{}" + HIDDEN)[0] == [422, 404]
