"""Running mutmut on a copy of the project, and reading what it found.

A plugin's package stands in a folder of its own distribution. mutmut names a mutant by where its file is, and the tests
by how it is imported; so in the copy the packages stand side by side.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from ideaboard.plugin.testing.fakes import contracts
from tests.house.source import ROOT
from tests.mutation.lanes import Lane
from tests.mutation.survivors import Mutant

# What is as good as seen by a test: it fails, it never ends, or it takes the process with it.
_KILLED = {"killed", "timeout", "segfault"}
_SURVIVED = {"survived", "no tests"}
_NOT_RUN = 255
# What these look for costs more than most tests.
_QUIETLY = ("-p", "no:unraisableexception", "-p", "no:threadexception")
_LEFT = shutil.ignore_patterns("__pycache__", "node_modules", ".*")


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a lane's mutants: how many of each file there were and were killed, and those that were not."""

    made: Counter[str]
    killed: Counter[str]
    timed_out: int
    survivors: frozenset[Mutant]

    @property
    def share(self) -> float:
        """How many of all were killed, from 0 to 1."""
        return self.killed.total() / self.made.total()

    def __str__(self) -> str:
        lines = [f"{path}: {self.killed[path]} of {made} killed" for path, made in sorted(self.made.items())]
        total = f"together: {self.killed.total()} of {self.made.total()}, {self.share:.1%}; {self.timed_out} by time"
        return "\n".join([*lines, total])


def run(lane: Lane, processes: int) -> Found:
    """Mutate what the lane says, in so many `processes`. Raises AssertionError with mutmut's words when it cannot."""
    with tempfile.TemporaryDirectory(prefix="ideaboard-mutants-") as name:
        folder = Path(name)
        _copy(lane, folder)
        said = _mutmut(folder, "run", "--max-children", str(processes), *_patterns(lane))
        assert said.returncode == 0, "\n".join(dict.fromkeys(said.stdout.splitlines()))[-5000:]
        return _read(lane, folder)


def _copy(lane: Lane, folder: Path) -> None:
    for source in (ROOT / "ideaboard", ROOT / "migrations", ROOT / "tests", ROOT / "docs"):
        shutil.copytree(source, folder / source.name, ignore=_LEFT)
    for package in _packages():
        shutil.copytree(package, folder / package.name, ignore=_LEFT)
        tests = package.parent.relative_to(ROOT) / "tests"
        shutil.copytree(ROOT / tests, folder / tests, ignore=_LEFT)
    settings = {
        "source_paths": ["ideaboard", *(package.name for package in _packages())],
        "only_mutate": list(lane.functions),
        # The words of a refusal are for people; which one it is a test sees by its code or its class.
        "do_not_mutate_patterns": [r"raise \w+\((detail=)?f?\""],
        "also_copy": ["migrations", "plugins", "docs"],
        "pytest_add_cli_args": ["-k", lane.but, *_QUIETLY, *(["-p", "tests.mutation.ready"] if lane.ready else [])],
        "pytest_add_cli_args_test_selection": list(lane.tests),
        "process_isolation": "forkserver",
        # Two minutes at least: a mutant that is only slow on a busy machine is not killed.
        "timeout_constant": 20.0,
        "timeout_multiplier": 6.0,
        "use_git_change_detection": False,
        "on_dependency_change": "ignore",
    }
    said = "".join(f"{name} = {json.dumps(value)}\n" for name, value in settings.items())
    (folder / "pyproject.toml").write_text(f"{(ROOT / 'pyproject.toml').read_text('utf-8')}\n[tool.mutmut]\n{said}")


def _patterns(lane: Lane) -> list[str]:
    """The names that mutmut gives to mutants of a lane: `module.x_function__mutmut_1`, `…xǁClassǁmethod__mutmut_1`."""
    return [
        f"{_module(path)}.x{'ǁ' + name.replace('.', 'ǁ') if '.' in name else '_' + name}__mutmut_*" if name != "*"
        else f"{_module(path)}.x*"
        for path, names in lane.functions.items()
        for name in names
    ]  # fmt: skip


def _module(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _packages() -> list[Path]:
    return sorted(marker.parent for marker in ROOT.glob("plugins/*/*/py.typed"))


def _mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        # No test of a lane asks PostgreSQL, so none is started for each mutant.
        "TEST_POSTGRES_ADDRESS": "postgresql+psycopg://nobody@127.0.0.1:1",
        "TRACKER_CONTRACTS": str(contracts.folder().resolve()),
        # The order of the tests is that of a set.
        "PYTHONHASHSEED": "0",
    }
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def _read(lane: Lane, folder: Path) -> Found:
    made: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    survivors = set()
    timed_out = 0
    for path, key, status in _results(lane, folder):
        made[path] += 1
        timed_out += status == "timeout"
        if status in _KILLED:
            killed[path] += 1
        else:
            assert status in _SURVIVED, f"{key}: {status}"
            survivors.add(_mutant(folder, path, key))
    return Found(made, killed, timed_out, frozenset(survivors))


def _results(lane: Lane, folder: Path) -> Iterator[tuple[str, str, str]]:
    for path, names in lane.functions.items():
        results = json.loads((folder / "mutants" / f"{path}.meta").read_text("utf-8"))["exit_code_by_key"]
        for key, code in results.items():
            if any(fnmatchcase(_function(key), name) for name in names):
                # The tests of a lane could not be run: nothing was seen, whatever mutmut calls it.
                yield path, key, "no tests" if code == _NOT_RUN else status_by_exit_code[code]


def _function(key: str) -> str:
    function, its_class = orig_function_and_class_names_from_key(key)
    return f"{its_class}.{function}" if its_class else function


def _mutant(folder: Path, path: str, key: str) -> Mutant:
    with contextlib.chdir(folder):
        diff = get_diff_for_mutant(key, path=path).splitlines()
    changed = [f"{line[0]} {line[1:].strip()}" for line in diff if line[:1] in "+-" and line[:3] not in ("---", "+++")]
    return Mutant(f"{_module(path)}.{_function(key)}", tuple(changed))
