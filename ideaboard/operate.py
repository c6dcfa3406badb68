"""What an operator does: start a board, run it, look after it. The command line only asks for these."""

import gc
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic.util import CommandError
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from ideaboard import checking, migrate, restoring
from ideaboard.api.dialect.parser import strict_json
from ideaboard.core.bulk import imports
from ideaboard.core.bulk.imports import Import
from ideaboard.core.outbox import chain
from ideaboard.core.people import accounts, links, tokens
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board
from ideaboard.core.privacy.ledger import BadLedger
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing, Keys, make_key_file
from ideaboard.db import Database
from ideaboard.errors import BadRequest, Problem
from ideaboard.log import configure
from ideaboard.settings import Settings
from ideaboard.work.child import work as work_child
from ideaboard.work.supervisor import Supervisor


class Refused(Exception):
    """The command cannot be carried out; the text says what to do."""


def init(settings: Settings, *, email: str, name: str) -> str | None:
    """Make the key file and the database, and the first admin. Returns the admin's token, None if there is one.

    Raises Refused.
    """
    if not accounts.EMAIL.fullmatch(email):
        raise Refused(f"{email!r} is not an e-mail address.")
    _must_be_a_name(name)
    prepare(settings)
    with opened(settings) as database, database.transaction() as session:
        if session.scalar(select(Account.id).where(Account.admin).limit(1)) is not None:
            return None
        admin = accounts.create(session, name=name, email=email, admin=True)
        return tokens.create(session, admin.id, name="first", scopes=tokens.SCOPES)[1]


def prepare(settings: Settings) -> None:
    """Make the key file and the database, where there are none. Raises Refused."""
    try:
        if not Path(settings.key_file).exists():
            make_key_file(settings.key_file)
        Keys.read(settings.key_file)
        upgrade(settings)
        if settings.sqlite:
            # Its owner's alone, and so the files that SQLite keeps beside it.
            settings.sqlite_path.chmod(0o600)
    except KeyMissing as missing:
        raise Refused(str(missing)) from missing
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}.") from error


def upgrade(settings: Settings, revision: str = "head") -> str | None:
    """Bring the database to `revision`; returns where it is now. Raises Refused."""
    try:
        if settings.sqlite:
            # Made here, it is its owner's alone; SQLite would let everybody read it.
            os.close(os.open(settings.sqlite_path, os.O_RDWR | os.O_CREAT, 0o600))
        migrate.upgrade(settings, revision)
        return migrate.current(settings)[0]
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}.") from error
    except CommandError as error:
        raise Refused(f"{error}.") from error
    except DBAPIError as error:
        raise Refused(checking.cannot_be_opened(error)) from error


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """The database, for as long as a command uses it. Raises Refused when it cannot be used, and for what it refuses.

    Opened unasked, SQLite would make a file that is not there, and an empty board of it.
    """
    found = checking.schema(settings)
    if found is not None:
        raise Refused(found)
    database = Database(settings)
    try:
        yield database
    except Problem as problem:
        raise Refused(f"{(problem.detail or problem.title).rstrip('.')}.") from problem
    except DBAPIError as error:
        raise Refused(f"The database cannot be used: {checking.in_a_line(error)}") from error
    finally:
        database.dispose()


def _must_be_a_name(name: str) -> None:
    if not 1 <= len(name.strip()) <= 100:
        raise Refused("A name has 1 to 100 characters.")


def first_run(settings: Settings) -> str | None:
    """Where nothing is yet, neither key nor database, make both. Returns the address at which the first admin comes in.

    None when there is an account already. Raises Refused. With a key and no database, something is not where it was:
    that is never taken for a beginning.
    """
    if not Path(settings.key_file).exists() and _is_empty(settings):
        prepare(settings)
    _must_be_fine(settings)
    with opened(settings) as database, database.transaction() as session:
        if session.scalar(select(Account.id).limit(1)) is not None:
            return None
        return f"{settings.base_url}/first#{links.make(session, 'first')}"


def _is_empty(settings: Settings) -> bool:
    if settings.sqlite:
        return not settings.sqlite_path.exists()
    try:
        return migrate.current(settings)[0] is None
    except DBAPIError:
        return False


def _account_of(session: Session, email: str) -> int:
    account = session.scalar(select(Account.id).where(Account.email == email.strip().lower()))
    if account is None:
        raise Refused(f"There is no account with the e-mail {email}.")
    return account


def break_glass(settings: Settings, email: str) -> str:
    """An address that signs in whoever has this e-mail, once, however people sign in here. Raises Refused."""
    with opened(settings) as database, database.transaction() as session:
        account = _account_of(session, email)
        return f"{settings.base_url}/sign-in#{links.make(session, 'break_glass', account)}"


def serve(settings: Settings, when_ready: Callable[[], None]) -> int:
    """Run the HTTP server and workers until asked to stop; returns the exit code. Raises Refused."""
    configure(settings)
    _must_be_fine(settings)
    must_be_free(settings)
    command = [sys.executable, "-m", "ideaboard.work.http"]
    return Supervisor(settings, work_child, settings.workers, command, when_ready).run()


def work(settings: Settings, workers: int) -> int:
    """Run workers until asked to stop; returns the exit code. Raises Refused."""
    configure(settings)
    _must_be_fine(settings)
    return Supervisor(settings, work_child, workers).run()


def must_be_free(settings: Settings) -> None:
    """Raises Refused when something listens on our port already."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Refused(
                f"Port {settings.port} on {settings.host} cannot be had ({error.strerror}); choose another with --port."
            ) from error


def _must_be_fine(settings: Settings) -> None:
    found = checking.check(settings)
    if found:
        raise Refused(" ".join(found))


def replay_erasures(settings: Settings, files: Sequence[Path]) -> restoring.Told:
    """Erase anew what the ledger, and those in `files`, say was erased. Raises Refused."""
    try:
        with opened(settings) as database:
            return restoring.replay(settings, database, files)
    except (BadLedger, KeyMissing) as wrong:
        raise Refused(str(wrong)) from wrong


def check_secrets(settings: Settings) -> list[str]:
    """Whether the key file opens the secrets that are sealed in the database; for an operator who asks."""
    keys = Keys.read(settings.key_file)
    with opened(settings) as database, database.reading() as db:
        sealed = list(db.execute(select(Connection.name, Connection.sealed).where(Connection.sealed.is_not(None))))
    lost = []
    for name, secrets in sealed:
        try:
            keys.unseal(secrets or b"")
        except KeyMissing:
            lost.append(name)
    if not lost:
        return []
    names = ", ".join(repr(name) for name in lost)
    return [f"The key file does not open the secrets of {names}: bring the right one back, or enter them anew."]


def backup(settings: Settings, destination: Path) -> None:
    """Copy the running database to `destination`, which must not exist. Raises Refused."""
    found = checking.schema(settings, of_any_version=True)
    if found is not None:
        raise Refused(found)
    try:
        # Its owner's alone from the first byte on.
        os.close(os.open(destination, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError as error:
        raise Refused(f"{destination} exists; a backup never overwrites one.") from error
    except OSError as error:
        raise Refused(f"The backup failed: {destination}: {error.strerror}.") from error
    database = Database(settings)
    try:
        if settings.sqlite:
            with database.reading() as connection:
                connection.execute(text("VACUUM INTO :file"), {"file": str(destination)})
        else:
            _dump(database, destination)
    except BaseException as error:
        # What is left would look like a backup, and be in the way of the next one.
        destination.unlink(missing_ok=True)
        if isinstance(error, DBAPIError):
            raise Refused(f"The backup failed: {checking.in_a_line(error)}") from error
        raise
    finally:
        database.dispose()


def _dump(database: Database, destination: Path) -> None:
    tool = shutil.which("pg_dump")
    if tool is None:
        raise Refused("pg_dump is not installed (Debian: postgresql-client).")
    address = database.url.set(drivername="postgresql", password=None)
    # The password travels in the environment: arguments can be read by everybody on the machine.
    done = subprocess.run(  # noqa: S603
        [tool, "--format=custom", f"--file={destination}", address.render_as_string(hide_password=False)],
        env={**os.environ, "PGPASSWORD": database.url.password or ""},
        check=False,
    )
    if done.returncode != 0:
        raise Refused(f"The backup failed: pg_dump ended with {done.returncode}; it said why above.")


def create_token(settings: Settings, email: str, name: str, scopes: Sequence[str]) -> str:
    """Make a token for the account with this e-mail; returns its secret. Raises Refused."""
    _must_be_a_name(name)
    with opened(settings) as database, database.transaction() as session:
        account = _account_of(session, email)
        return tokens.create(session, account, name=name, scopes=scopes)[1]


def verify_audit(settings: Settings, position: int = 0, link: str = chain.BEGINNING) -> chain.Verdict:
    """Walk the audit trail's chain from the entry at `position`, which has this `link`. Raises Refused."""
    with opened(settings) as database, database.reading() as db:
        return chain.verify(db, position, link)


def bring_in(
    settings: Settings, slug: str, file: Path, *, make_accounts: bool, watch: Callable[[int], object]
) -> Import | None:
    """Import a file of ideas to the board with this slug; None when it was imported before. See `docs/import.md`.

    `watch` is told of each line how many bytes it had. Nothing of a file is kept when something in it is wrong.
    Raises Refused naming the line.
    """
    # What is loaded by now stays loaded: the collector need not look through it between any two batches.
    gc.freeze()
    try:
        digest, read = _digest(file), hashlib.sha256()
        with opened(settings) as database, _named(file), database.transaction() as session:
            board = session.scalar(select(Board.id).where(Board.slug == slug))
            if board is None:
                raise Refused(f"There is no board with the slug {slug!r}.")
            lines = _json_lines(file, read.update, lambda raw: watch(len(raw)))
            brought = imports.bring_in(
                session, board, lines, digest=digest, name=file.name[-255:], make_accounts=make_accounts
            )
            if brought is not None and read.hexdigest() != digest:
                raise Refused(f"{file} changed while it was read; nothing of it was imported.")
            return brought
    except imports.BadLine as bad:
        raise Refused(f"{file}:{bad}\nNothing of {file} was imported.") from bad
    except OSError as error:
        raise Refused(f"{error.filename}: {error.strerror}.") from error


@contextmanager
def _named(file: Path) -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        raise Refused(f"{file}: {problem.detail or problem.title}. Nothing of it was imported.") from problem


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _json_lines(file: Path, *told: Callable[[bytes], object]) -> Iterator[Any]:
    with file.open("rb") as opened:
        for number, raw in enumerate(opened, start=1):
            for tell in told:
                tell(raw)
            if not raw.strip():
                raise imports.BadLine(number, ValueError("The line is empty."))
            try:
                yield strict_json(raw)
            except BadRequest as bad:
                raise imports.BadLine(number, ValueError(bad.detail)) from bad


def scratch_settings() -> Settings:
    """Settings for an app that is only looked at (its document is), never asked."""
    folder = Path(tempfile.mkdtemp(prefix="ideaboard-"))
    make_key_file(folder / "key")
    return Settings(database_url=f"sqlite:///{folder}/none.db", key_file=str(folder / "key"))
