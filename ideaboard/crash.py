"""Crash points: places where a process may die. They do nothing, unless a crash test has armed them with a plan.

A plan is a JSON file: `marks` names a folder, `record` makes a mark for each point that was reached; `at` lists points
to die at, once each; `seed`, `chance` and `kills` ask for that many deaths at random ones. A mark is made before each
death, so that a plan is carried out once over all processes, and never gives one step of one job a third death (which
would park it, as it should).
"""

import json
import os
import random
import signal
from pathlib import Path


class _Plan:
    def __init__(self, path: Path) -> None:
        said = json.loads(path.read_text())
        self._marks = Path(said["marks"])
        self._record: bool = said.get("record", False)
        self._at: frozenset[str] = frozenset(said.get("at", ()))
        self._chance: float = said.get("chance", 0.0)
        self._kills: int = said.get("kills", 0)
        self._random = random.Random(f"{said.get('seed', 0)}:{os.getpid()}")  # noqa: S311

    def reached(self, name: str) -> None:
        if self._record:
            (self._marks / f"seen {name}").touch()
        if name in self._at:
            if not (self._marks / f"killed {name} 0").exists() and self._may_die() and self._mark(f"killed {name}", 1):
                os.kill(os.getpid(), signal.SIGKILL)
        elif self._random.random() < self._chance and self._may_die() and self._mark("kill", self._kills):
            os.kill(os.getpid(), signal.SIGKILL)

    def _may_die(self) -> bool:
        return self._mark(f"dies {_about}", 2)

    def _mark(self, what: str, most: int) -> bool:
        """Take one of `most` marks; False when all are taken, by whichever process."""
        for number in range(most):
            try:
                os.close(os.open(self._marks / f"{what} {number}", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            except FileExistsError:
                continue
            return True
        return False


_plan: _Plan | None = None
_about = "nothing"


def arm(path: str) -> None:
    """Carry out the plan in the file at `path`; an empty path arms nothing."""
    global _plan
    _plan = _Plan(Path(path)) if path else None


def about(job: int, step: str) -> None:
    """From here on the points are about this job, whose last recorded step is `step`."""
    global _about
    _about = f"job {job} step {step}"


def point(name: str) -> None:
    """A place where a process may die."""
    if _plan is not None:
        _plan.reached(name)
