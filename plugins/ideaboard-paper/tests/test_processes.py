"""Several processes write at once, and are killed at any moment."""

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from ideaboard_paper import PAPER

from ideaboard.plugin import Draft, Http

_SINCE = datetime(2026, 1, 1, tzinfo=UTC)

#: Creates issues without end or `count` times; says each marker before, and the key after it was made.
_WRITER = """
import secrets, sys
from ideaboard.plugin import Draft, Http
from ideaboard_paper import PAPER

paper = PAPER.open({"folder": sys.argv[1]}, Http())
count = int(sys.argv[2])
while count:
    marker = secrets.token_hex(16)
    print("wants", marker, flush=True)
    issue = paper.create(Draft("An idea", "Some text. " * 500, "https://board.example/1"), marker)
    print("made", marker, issue.key, flush=True)
    count -= 1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "paper"


def _write(folder: Path, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(folder), str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _markers(folder: Path) -> list[str]:
    text = (folder / "issues.jsonl").read_text("utf-8")
    return [json.loads(line)["body"][-32:] for line in text.split("\n")[:-1]]


def test_processes_that_create_at_once_lose_nothing_and_share_no_number(folder: Path) -> None:
    writers = [_write(folder, 25) for _ in range(4)]
    made: dict[str, str] = {}
    for writer in writers:
        said, _ = writer.communicate(timeout=60)
        assert writer.returncode == 0
        made |= {words[1]: words[2] for line in said.splitlines() if (words := line.split())[0] == "made"}
    assert sorted(made.values(), key=lambda key: int(key[2:])) == [f"P-{n}" for n in range(1, 101)]
    assert sorted(_markers(folder)) == sorted(made)


def test_a_kill_at_any_moment_loses_nothing_that_was_promised_and_makes_no_twin(folder: Path) -> None:
    wanted: list[str] = []
    made: dict[str, str] = {}
    for lines in range(1, 9):
        writer = _write(folder, -1)
        assert writer.stdout is not None
        heard = [writer.stdout.readline() for _ in range(lines)]
        writer.kill()
        heard += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        for words in (line.split() for line in heard if line.endswith("\n")):
            if words[0] == "wants":
                wanted.append(words[1])
            else:
                made[words[1]] = words[2]
    paper = PAPER.open({"folder": str(folder)}, Http())
    for marker in wanted:
        found = paper.find(marker, _SINCE)
        if marker in made:
            assert [issue.key for issue in found] == [made[marker]]
        elif not found:
            paper.create(Draft("Again", "", ""), marker)
    assert sorted(_markers(folder)) == sorted(wanted)
    numbers = [paper.find(marker, _SINCE)[0].key for marker in wanted]
    assert len(set(numbers)) == len(wanted)


def test_a_line_torn_off_anywhere_is_as_if_it_was_never_begun(folder: Path) -> None:
    settings: Mapping[str, Any] = {"folder": str(folder)}
    paper = PAPER.open(settings, Http())
    first, second, third = ("a" * 32, "b" * 32, "c" * 32)
    paper.create(Draft("The first ✓", "", ""), first)
    whole = (folder / "issues.jsonl").read_bytes()
    paper.create(Draft("The second 🌳", "", ""), second)
    both = (folder / "issues.jsonl").read_bytes()
    for length in range(len(whole), len(both)):
        (folder / "issues.jsonl").write_bytes(both[:length])
        assert paper.find(second, _SINCE) == []
        assert len(paper.find(first, _SINCE)) == 1
        assert paper.create(Draft("The third", "", ""), third).key == "P-2"
        assert _markers(folder) == [first, third]
