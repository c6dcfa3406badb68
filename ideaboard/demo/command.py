"""`ideaboard demo`: make the demo, or find it again, and serve it."""

import json
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import click

from ideaboard import operate
from ideaboard.core.people import passwords
from ideaboard.core.tracking.seal import Keys, make_key_file
from ideaboard.db import Database
from ideaboard.demo import people as people_file
from ideaboard.demo import trackers
from ideaboard.demo.people import Person
from ideaboard.demo.seed import BOARD, Teller
from ideaboard.operate import Refused
from ideaboard.settings import Settings

_DATABASE, _KEY, _PAPER = "ideaboard.db", "ideaboard.key", "paper"
_FILES = (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm", _KEY)
# There while a demo is being made: what lies beside it is ours to clear away.
_BEGUN = "demo.unfinished"


@click.command()
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), default="demo-data", show_default=True,
              help="Where the demo lives; an existing one is found again.")  # fmt: skip
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on stdout when it serves.")
@click.option("--roundup", is_flag=True, help="Start a Roundup server beside it, and connect the board to it.")
def demo(data: Path, port: int, as_json: bool, roundup: bool) -> None:
    """Run a board with demo data on this machine, to look at and to try."""
    data = data.absolute()
    settings = Settings.from_env(
        database_url=f"sqlite:///{data / _DATABASE}",
        key_file=str(data / _KEY),
        erasures_file=str(data / "erasures.ledger"),
        base_url=f"http://127.0.0.1:{port}",
        host="127.0.0.1",
        port=port,
        processes=1,
        private_networks="127.0.0.0/8",
        plain_http=True,
    )
    operate.must_be_free(settings)
    try:
        data.mkdir(parents=True, exist_ok=True)
        people = _found(data) or _make(settings, data)
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}.") from error
    operate.upgrade(settings)
    server, address = trackers.start_roundup(data) if roundup else (None, None)
    try:
        trackers.choose(settings, address)
        sys.exit(operate.serve(settings, lambda: _say(settings, people, as_json, address)))
    finally:
        if server is not None:
            trackers.stop_roundup(server)


def _found(folder: Path) -> list[Person] | None:
    """The people of the demo that is in `folder`, None when there is none. Raises Refused for half of one."""
    people = people_file.load(folder)
    missing = [name for name in (_DATABASE, _KEY) if not (folder / name).exists()]
    if people is not None and missing:
        raise Refused(f"The demo in {folder} has lost its {missing[0]}; remove the folder for a fresh one.")
    return people


def _make(settings: Settings, folder: Path) -> list[Person]:
    """A fresh demo; what an earlier, broken-off try left is cleared away first, and nothing else ever is."""
    begun = folder / _BEGUN
    theirs = [name for name in (*_FILES, _PAPER) if (folder / name).exists()]
    if theirs and not begun.exists():
        raise Refused(f"{folder} holds {theirs[0]}, which is no demo's; name another folder with --data.")
    begun.touch()
    for name in _FILES:
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / _PAPER, ignore_errors=True)
    make_key_file(settings.key_file)
    operate.upgrade(settings)
    chosen = people_file.passwords()
    hashes = {name: passwords.hash(password) for name, password in chosen.items()}
    database = Database(settings)
    try:
        teller = Teller(database, Keys.read(settings.key_file), folder)
        people = people_file.with_passwords(teller.tell(hashes), chosen)
    finally:
        # Connections must not cross the supervisor's forks.
        database.dispose()
    people_file.save(folder, people)
    begun.unlink()
    return people


def _say(settings: Settings, people: list[Person], as_json: bool, roundup: str | None) -> None:
    """Where it is, and how to come in."""
    if as_json:
        said = {"url": settings.base_url, "people": [asdict(person) for person in people], "board": BOARD}
        click.echo(json.dumps(said))
        sys.stdout.flush()
    lines = [
        "",
        f"  The board       {settings.base_url}/",
        f"  Sign in         {settings.base_url}/sign-in",
        f"  The API's docs  {settings.base_url}/api/docs",
        *([f"  Roundup         {roundup}  (admin, admin)"] if roundup else []),
        "",
        f"  {'who':<5} {'is':<9} {'e-mail':<18} {'password':<14} token",
        *(f"  {p.name:<5} {p.role:<9} {p.email:<18} {p.password:<14} {p.token}" for p in people),
        "",
        f"  Try:  curl -H 'Authorization: Bearer {people[1].token}' \\",
        f"          {settings.base_url}/api/v1/boards/{BOARD}/ideas",
        "",
        "  Ctrl-C ends it.",
        "",
    ]
    click.echo("\n".join(lines), err=as_json)
