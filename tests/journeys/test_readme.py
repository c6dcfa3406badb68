"""The README's tour, run as a newcomer runs it: word for word, beside a real demo."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ideaboard.cli import main
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Demo:
    """A running demo: what it said of itself, and the folder in which a reader of the docs stands."""

    url: str
    said: dict[str, Any]
    folder: Path

    def bash(self, script: str, **env: str) -> str:
        """What `script` prints. It must not fail; only the demo's address is told to it."""
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.folder,
            env={**os.environ, "BOARD_URL": self.url, **env},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stderr == ""
        return done.stdout


@contextmanager
def running_demo(folder: Path) -> Iterator[Demo]:
    """`ideaboard demo` in `folder`, on a free port, until the block ends."""
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--port", str(free_port())]
    env = {name: value for name, value in os.environ.items() if not name.startswith("IDEABOARD_")}
    with (folder / "demo.log").open("w") as log:
        pipes = {"stdout": subprocess.PIPE, "stderr": log}
        process = subprocess.Popen(command, cwd=folder, env=env, text=True, **pipes)
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, (folder / "demo.log").read_text()
            said = json.loads(line)
            yield Demo(said["url"], said, folder)
        finally:
            process.terminate()
            process.wait(20)


def fences(text: str, language: str) -> list[str]:
    """The code blocks of `text` in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this module's own."""
    with running_demo(tmp_path_factory.mktemp("reader")) as running:
        yield running


def test_the_tour_runs_word_for_word_and_ends_with_the_issue(demo: Demo) -> None:
    (tour,) = fences(README, "bash")
    (shown,) = fences(README, "output")
    voted, commented, decided, last = demo.bash(tour).splitlines()
    assert json.loads(voted) == {"voted": True, "votes": 1}
    assert json.loads(commented)["author"]["name"] == "Dia"
    assert json.loads(decided)["by"]["name"] == "Ada"
    assert json.loads(decided)["to"] == "adopted"
    assert last == shown.strip().replace("…", str(demo.folder).removeprefix("/"))
    key, url = last.split()
    sheet = Path(url.removeprefix("file://").removesuffix(f"#{key}"))
    records = [json.loads(line) for line in sheet.read_text("utf-8").splitlines()]
    (issue,) = [record for record in records if record.get("title") == "Friday demos"]
    assert key == f"P-{issue['issue']}"
    assert "We learn what the others do." in issue["body"]


def test_the_tour_is_ten_lines() -> None:
    (tour,) = fences(README, "bash")
    assert len(tour.splitlines()) == 10


def test_the_tour_needs_no_change_beside_make_demo() -> None:
    defaults = {option.name: option.default for option in main.commands["demo"].params}
    (tour,) = fences(README, "bash")
    assert f"${{BOARD_URL:-http://127.0.0.1:{defaults['port']}}}" in tour
    assert f"< {defaults['data']}/people.json" in tour


def test_the_demo_says_the_people_that_the_tour_reads(demo: Demo) -> None:
    kept = json.loads((demo.folder / "demo-data" / "people.json").read_text("utf-8"))
    assert kept == demo.said["people"]
    assert {"ada", "ben", "dia"} <= {person["name"] for person in kept}


def test_every_make_target_that_the_readers_are_told_is_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    told = set(re.findall(r"(?:^    |`)make ([a-z]+)", README + contributing, re.MULTILINE))
    assert {"demo", "test", "check"} <= told
    assert told <= targets


def test_the_demo_takes_roundup_the_way_the_readme_says() -> None:
    (args,) = re.findall(r"make demo ARGS=(--[a-z]+)", README)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^demo:.*\n\t@?\S+ demo \$\(ARGS\)$", makefile, re.MULTILINE)
    assert args in [name for option in main.commands["demo"].params for name in option.opts]
