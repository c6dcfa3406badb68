"""Real servers on 127.0.0.1, each ended when the block ends, and the load that is put on them: wrk's, for seconds."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

from ideaboard.settings import Settings
from tests.client import PREFIX
from tests.postgres import free_port

SECONDS = 3


@contextlib.contextmanager
def running(settings: Settings, *arguments: str, processes: int = 1) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`python -m …` of an installation, by default its HTTP server alone; its port, and the process."""
    port = free_port()
    settings = replace(settings, host="127.0.0.1", port=port, processes=processes)
    command = [sys.executable, "-m", *(arguments or ("ideaboard.work.http",))]
    with _process(command, {**os.environ, **settings.as_env()}) as process:
        answered(port, f"{PREFIX}/ready")
        yield port, process


@contextlib.contextmanager
def nginx(folder: Path, body: bytes) -> Iterator[int]:
    """nginx with one process, giving these bytes for `/page`; its port."""
    port = free_port()
    home = folder / "nginx"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    (home / "page").write_bytes(body)
    # As root its worker would be somebody who cannot read our folder.
    user = "user root;" if os.geteuid() == 0 else ""
    (home / "conf").write_text(
        f"{user} worker_processes 1; daemon off; pid {home}/pid; error_log {home}/errors; events {{}}\n"
        f"http {{ access_log off; default_type application/json; keepalive_requests 1000000;\n"
        f"  client_body_temp_path {home}/a; proxy_temp_path {home}/b; fastcgi_temp_path {home}/c;\n"
        f"  uwsgi_temp_path {home}/d; scgi_temp_path {home}/e;\n"
        f"  server {{ listen 127.0.0.1:{port}; root {home}; }} }}\n"
    )
    with _process(["nginx", "-e", f"{home}/errors", "-p", str(home), "-c", str(home / "conf")], dict(os.environ)):
        answered(port, "/page")
        yield port


@contextlib.contextmanager
def _process(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answered(port: int, path: str, patience: float = 20.0) -> None:
    """Wait until a server answers."""
    ends = time.monotonic() + patience
    while True:
        try:
            asked(port, path)
            return
        except OSError:
            assert time.monotonic() < ends, f"nobody answers on port {port}"
            time.sleep(0.01)


def asked(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[bytes, dict[str, str]]:
    """What a server answers: the body, and the headers by their names in small letters."""
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        return answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def rate(port: int, path: str, headers: dict[str, str] | None = None, connections: int = 16) -> float | None:
    """Answers a second that wrk gets from a server, with one thread; None where wrk is not installed."""
    if shutil.which("wrk") is None:
        return None
    given = [part for name, value in (headers or {}).items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", *given, f"http://127.0.0.1:{port}{path}"]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    assert "Non-2xx" not in said, said
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert found is not None, said
    return float(found[1])
