"""The arrows of the house hold, and a planted wrong one is caught."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).with_name("lint-imports")),
        "--config",
        str(ROOT / "pyproject.toml"),
        "--no-cache",
    ]
    env = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_the_arrows_hold() -> None:
    said = _lint(ROOT)
    assert said.returncode == 0, said.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/ideas/ideas.py", "from ideaboard.core.ideas import votes", "Ideas:"),
        ("core/ideas/ideas.py", "from ideaboard.core.decisions import moves", "Core:"),
        ("core/people/accounts.py", "import flask", "no web framework"),
        ("core/outbox/jobs.py", "import socket", "no web framework"),
        ("core/outbox/jobs.py", "from ideaboard import http", "no web framework"),
        ("plugin/tracker.py", "from ideaboard.core.ideas import ideas", "The rooms"),
        ("api/ideas/ideas.py", "from ideaboard import plugin", "only what is about trackers"),
        ("db.py", "from ideaboard.core import tables", "The rooms"),
        ("work/worker.py", "from ideaboard.api import meta", "The rooms"),
        ("attic.py", "x = 1", "The rooms"),
    ],
)
def test_a_wrong_arrow_is_caught(tmp_path: Path, module: str, line: str, contract: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "ideaboard", ignore=shutil.ignore_patterns("__pycache__", "*.js", "*.css"))
    planted = tmp_path / "ideaboard" / module
    planted.write_text(f"{planted.read_text() if planted.exists() else ''}\n{line}\n")
    said = _lint(tmp_path)
    assert said.returncode != 0, said.stdout
    words = " ".join(said.stdout.split())
    broken = [part for part in words.split(" KEPT ") if "BROKEN" in part] or [words]
    assert contract in " ".join(broken), said.stdout
