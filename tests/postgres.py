"""A PostgreSQL server of the tests' own: in a temporary directory, on a free port, gone when they end."""

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.needs import POSTGRESQL

_NOBODY = 65534


def free_port() -> int:
    """A port on 127.0.0.1 that was free a moment ago."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@contextlib.contextmanager
def server(kept: Path | None = None, *, durable: bool = False) -> Iterator[str]:
    """Run a server and give the address of its `postgres` database. As root it runs as nobody: initdb refuses root.

    Its data are gone when it ends, unless a folder is given in which they are `kept`, and found again. The tests kill
    our processes, never this server, so that it need not wait for the disk; a `durable` one does.
    """
    initdb = POSTGRESQL.path()
    assert initdb is not None
    home = kept or Path(tempfile.mkdtemp(prefix="ideaboard-pg-"))
    home.mkdir(exist_ok=True)
    as_user: dict[str, int] = {"user": _NOBODY, "group": _NOBODY} if os.geteuid() == 0 else {}
    if as_user:
        os.chown(home, _NOBODY, _NOBODY)
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if not (home / "data").exists():
        subprocess.run(
            [initdb, "-D", str(home / "data"), "-U", "ideaboard", "--auth=trust", "-E", "UTF8", "--no-sync"],
            check=True, cwd=home, **quiet, **as_user,
        )  # fmt: skip
    options = [
        "-c", f"port={port}", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}",
        *([] if durable else ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]),
        "-c", "max_connections=300", "-c", "shared_buffers=256MB",
    ]  # fmt: skip
    process = subprocess.Popen(
        [str(Path(initdb).parent / "postgres"), "-D", str(home / "data"), *options], cwd=home, **quiet, **as_user
    )
    try:
        _wait(process, port)
        yield f"postgresql://ideaboard@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(30)
        if kept is None:
            shutil.rmtree(home, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    import psycopg

    ends = time.monotonic() + 30
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user="ideaboard", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > ends:
                raise
            time.sleep(0.05)


def create_database(address: str, name: str) -> str:
    """Make the empty database `name` on the server at `address`; returns its address."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    return address.rsplit("/", 1)[0] + "/" + name
