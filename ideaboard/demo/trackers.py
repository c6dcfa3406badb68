"""The demo's trackers: paper always, and a Roundup server beside it when asked for."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.people import boards
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.tracking import connections
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.operate import Refused
from ideaboard.settings import Settings

_READY = "Roundup answers at "


def connect(
    session: Session, keys: Keys, board: int, tracker: str, settings: dict[str, Any], secrets: dict[str, str]
) -> Connection:
    """Connect the demo's board to a tracker, as its leader would."""
    leader = session.execute(
        select(Membership.account_id).where(Membership.board_id == board, Membership.role == "leader")
    ).scalar_one()
    return connections.create(
        session,
        board,
        leader,
        tracker=tracker,
        name=tracker.title(),
        settings=settings,
        sealed=keys.seal(secrets),
        secrets=tuple(secrets),
    )


def start_roundup(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a Roundup server that keeps its tracker under `folder`. Returns it and its address. Raises Refused."""
    if find_spec("ideaboard_roundup") is None:
        raise Refused("Roundup's plugin is not installed, ideaboard-roundup with its extra `server`.")
    command = [sys.executable, "-m", "ideaboard_roundup.demo_server", "--home", str(folder / "roundup")]
    server = subprocess.Popen(  # noqa: S603
        [*command, "--port", "0", "--with-parent"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert server.stdout is not None  # noqa: S101
    assert server.stderr is not None  # noqa: S101
    line = server.stdout.readline()
    if not line.startswith(_READY):
        server.wait()
        raise Refused(f"Roundup did not start: {server.stderr.read().strip() or line}")
    return server, line.removeprefix(_READY).strip()


def stop_roundup(server: subprocess.Popen[str]) -> None:
    """End it, also when it hangs: whoever stops the demo is kept waiting by nobody."""
    server.terminate()
    try:
        server.wait(1)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def choose(settings: Settings, roundup: str | None) -> None:
    """Send adopted ideas to the Roundup at this address, or to paper when there is none."""
    keys = Keys.read(settings.key_file)
    database = Database(settings)
    try:
        with database.transaction() as session:
            board = boards.lock(session, session.execute(select(Board.id)).scalars().first() or 0)
            wanted = "paper" if roundup is None else "roundup"
            found = session.scalars(
                select(Connection).where(Connection.tracker == wanted, Connection.state != "removed")
            ).first()
            if roundup is not None:
                open_settings = {"url": roundup, "username": "admin"}
                if found is None:
                    found = connect(session, keys, board.id, "roundup", open_settings, {"password": "admin"})
                # Its port is another one when the last one is taken.
                found.settings = {**found.settings, **open_settings}
            if found is not None:
                board.default_connection_id = found.id
    finally:
        database.dispose()
