"""Packages of npm that tests need: a folder pins its own in `package-lock.json`, and has them installed beside it."""

import fcntl
import hashlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path


def install(folder: Path) -> None:
    """Install what the folder's lock file names, unless it is here already; of several processes one does, all wait.

    Raises CalledProcessError when the packages cannot be had.
    """
    lock, ready = folder / "package-lock.json", folder / "node_modules" / ".ready"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if ready.is_file() and ready.read_text() == wanted:
            return
        # Whatever a broken installation left is thrown away by npm first; no script of a package runs.
        run(folder, ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"])
        ready.write_text(wanted)


def run(folder: Path, command: Sequence[str], fine: Sequence[int] = (0,)) -> str:
    """What a command prints, run in this folder.

    Raises CalledProcessError, which says what the command said of it, when its status is not among the `fine` ones.
    """
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"})
    if done.returncode not in fine:
        failure = subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
        failure.add_note(done.stderr)
        raise failure
    return done.stdout
