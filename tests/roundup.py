"""A real Roundup tracker for tests."""

import base64
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ideaboard_roundup.demo_server import PASSWORD, READY, USERNAME

from ideaboard.http import Answer, Http


@dataclass(frozen=True, slots=True)
class RoundupServer:
    """A running tracker: its address, the account that may do everything, and the folder that it is kept in."""

    url: str
    username: str
    password: str
    pid: int
    home: Path
    _http: Http = field(default_factory=lambda: Http.to_this_machine(timeout=20), repr=False)

    def rest(
        self,
        method: str,
        path: str,
        json: Mapping[str, Any] | None = None,
        *,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Call `rest/<path>` (such as `data/issue/1`) beside any plugin; the Answer, whatever it is."""
        parts = urlsplit(self.url)
        account = base64.b64encode(f"{self.username}:{self.password}".encode()).decode()
        sent = {
            "authorization": f"Basic {account}",
            "accept": "application/json; version=1",
            "x-requested-with": "rest",
            "origin": f"{parts.scheme}://{parts.netloc}",
            "referer": self.url,
            "content-type": "application/json",
            **(headers or {}),
        }
        return self._http.request(method, f"{self.url}rest/{path}", headers=sent, json=json, params=params)

    def change(self, path: str, json: Mapping[str, Any]) -> None:
        """PUT what is in `json` to `data/<path>`, whatever its version is."""
        etag = self.rest("GET", f"data/{path}").json()["data"]["@etag"]
        answer = self.rest("PUT", f"data/{path}", json, headers={"if-match": etag})
        assert answer.status == 200, answer.text


@contextmanager
def start_roundup(home: Path) -> Iterator[RoundupServer]:
    """A tracker kept in `home` (made if it is missing), served on a free port until the block ends."""
    command = [sys.executable, "-m", "ideaboard_roundup.demo_server", "--home", str(home), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline().strip()
            assert said.startswith(READY), f"the tracker did not start: {said!r}"
            yield RoundupServer(said.removeprefix(READY), USERNAME, PASSWORD, process.pid, home)
        finally:
            process.terminate()
            process.wait(timeout=20)
