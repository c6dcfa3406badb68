"""Running the real engine in a test: its own database, worker processes, and plugins made for the occasion."""

import contextlib
import inspect
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from ideaboard import migrate
from ideaboard.api.dialect.call import Installation
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tracking.seal import Keys, make_key_file
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests import stage
from tests.conftest import UNLIMITED, fresh_database
from tests.make import Make


def install_plugin(folder: Path, name: str, source: str, entry: str | None = None) -> None:
    """Install a distribution `name` of one module with this source, for whoever has `folder` on its path."""
    module = name.replace("-", "_")
    (folder / f"{module}.py").write_text(source)
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[ideaboard]\n{entry or module} = {module}\n")


@dataclass
class Engine:
    """One installation of its own for one test."""

    settings: Settings
    folder: Path
    home: Installation
    make: Make

    @property
    def paper(self) -> Path:
        """The folder of the paper tracker."""
        return self.folder / "paper"

    def plan(self, **said: Any) -> Path:
        """Arm the workers with a crash plan; returns the folder of its marks."""
        marks = self.folder / "marks"
        marks.mkdir(exist_ok=True)
        plan = self.folder / "plan.json"
        plan.write_text(json.dumps({"marks": str(marks), **said}))
        self.settings = replace(self.settings, crash_plan=str(plan))
        return marks

    @contextlib.contextmanager
    def workers(self, processes: int = 1, children: int = 2) -> Iterator[list[subprocess.Popen[bytes]]]:
        """Run `ideaboard work` in this many processes; stopped by SIGTERM in the end, each with exit code 0."""
        command = [sys.executable, "-m", "ideaboard", "work", "--workers", str(children)]
        running = [subprocess.Popen(command, env=self.environment()) for _ in range(processes)]
        try:
            yield running
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)
            stopped = [process.wait(15) for process in running]
        assert stopped == [0] * processes

    def environment(self) -> dict[str, str]:
        """The environment of a process of this installation."""
        return {**os.environ, **self.settings.as_env(), "PYTHONPATH": str(self.folder)}

    def jobs(self) -> dict[str, int]:
        """How many jobs there are, by state."""
        with self.home.database.reading() as db:
            rows = db.execute(select(Job.state, func.count()).group_by(Job.state))
            return {row[0]: row[1] for row in rows}

    def job_rows(self) -> list[Any]:
        """All jobs."""
        with self.home.database.reading() as db:
            return list(db.execute(Job.__table__.select().order_by(Job.id)))

    def settled(self, timeout: float = 60.0) -> None:
        """Wait until every job is done or dead."""
        wait_until(lambda: set(self.jobs()) <= {"done", "dead"}, timeout, self.jobs)

    def issues(self) -> list[dict[str, Any]]:
        """Every issue on paper, read as anybody could."""
        file = self.paper / "issues.jsonl"
        lines = file.read_text().splitlines() if file.exists() else []
        return [entry for line in lines if "title" in (entry := json.loads(line))]


def wait_until(condition: Callable[[], bool], timeout: float, say: Callable[[], Any] = lambda: "") -> None:
    """Poll until `condition` holds; fails with what `say` says after `timeout` seconds."""
    ends = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < ends, f"waited {timeout:g} s in vain: {say()}"
        time.sleep(0.05)


@contextlib.contextmanager
def engine(kind: str, folder: Path, name: str, **settings: Any) -> Iterator[Engine]:
    """An installation on a fresh database of this kind, with short leases and the misbehaving tracker installed."""
    key = folder / "ideaboard.key"
    make_key_file(key)
    install_plugin(folder, "test-stage", inspect.getsource(stage))
    fast = {"lease_seconds": 1.0, "job_deadline_seconds": 20.0, "poll_seconds": 0.2, "log_level": "error"}
    # The trackers of tests are on this machine.
    fast |= {"private_networks": "127.0.0.0/8", "plain_http": True, **settings}
    made = Settings(database_url=fresh_database(kind, folder, name), key_file=str(key), **UNLIMITED, **fast)
    migrate.upgrade(made)
    database = Database(made)
    home = Installation.of(made, database, Keys.read(key), Registry.load(found=[]))
    try:
        yield Engine(made, folder, home, Make(home))
    finally:
        home.database.dispose()
