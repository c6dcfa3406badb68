"""Whatever bytes the fuzzers come to, the parser, the cursors and the renderer do what they promise.

What they promise is in `fuzz/`, one file each; each fuzzer is a process of its own.
"""

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests import needs
from tests.house.source import ROOT
from tests.unbreakable.fuzz import growth
from tests.unbreakable.fuzz.__main__ import TARGETS

# As many inputs as there is time for in a test that is one of many.
RUNS = {"parser": 12_000, "cursors": 1500, "markdown": 600, "growth": 40}
SOAK_SECONDS = 300
# What there is to find is found in seconds; a loaded machine is given more.
PATIENCE = 120


def fuzz(target: str, *options: object) -> subprocess.CompletedProcess[str]:
    """Fuzz in a process of its own. The test is skipped where there is no fuzzer, and fails under CI."""
    if not needs.fuzzer():
        if needs.in_ci():
            pytest.fail(needs.NO_FUZZER)
        pytest.skip(needs.NO_FUZZER)
    command = [sys.executable, "-m", "tests.unbreakable.fuzz", target, *map(str, options)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False)


def counted(said: subprocess.CompletedProcess[str]) -> int:
    """The inputs that were tried."""
    [line] = [line for line in said.stderr.splitlines() if "number_of_executed_units" in line]
    return int(line.rpartition(" ")[2])


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_breaks_it(target: str) -> None:
    said = fuzz(target, "--runs", RUNS[target], "--seconds", PATIENCE)
    assert said.returncode == 0, said.stdout + said.stderr[-2000:]
    assert counted(said) > RUNS[target] / 10


@pytest.mark.parametrize(
    ("target", "mistake"),
    [
        ("parser", "constants are numbers"),
        ("cursors", "spelled otherwise"),
        ("cursors", "bound to a beginning"),
        ("markdown", "plain is what has no mark"),
        ("growth", "each link compared with all"),
    ],
)
def test_a_planted_mistake_is_found_out_of_nothing(target: str, mistake: str) -> None:
    said = fuzz(target, "--bare", "--planted", mistake, "--seconds", PATIENCE, "--seed", 2)
    assert said.returncode == 1, said.stderr[-2000:]
    assert f"!!! {target} breaks on b" in said.stdout


@pytest.mark.parametrize("mistake", ["addresses without end", "tables without end"])
def test_a_text_that_once_was_too_much_is_among_the_first_inputs(mistake: str) -> None:
    said = fuzz("growth", "--runs", 0, "--planted", mistake)
    assert said.returncode == 1, said.stderr[-2000:]
    assert "!!! growth breaks on b" in said.stdout


@pytest.mark.parametrize(
    ("cost", "says"),
    [
        (lambda size: (size, 20 * size), None),
        (lambda size: (size * min(size, 4096) / 10**6, size), None),
        (lambda size: (size, size * min(size, 100)), None),
        (lambda size: (size * size / 10**6, size), "5 times the time"),
        (lambda size: (10 * size, size), "512 bytes take 5120 ms"),
        (lambda size: (size, size * size // 4), "8192 bytes become 16,777,216 characters"),
    ],
)
def test_what_grows_faster_than_its_text_is_too_much(
    cost: Callable[[int], tuple[float, float]], says: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growth, "cost", lambda markdown, tries: cost(len(markdown)))
    monkeypatch.setattr(growth, "heaviest", lambda size: 6 * size)
    why = growth.too_much(growth.encoded("×x"), tries=1)
    assert why is None if says is None else says in str(why), why


@pytest.mark.soak
@pytest.mark.parametrize("target", TARGETS)
def test_nothing_breaks_it_in_minutes(target: str) -> None:
    said = fuzz(target, "--seconds", SOAK_SECONDS)
    assert said.returncode == 0, said.stdout + said.stderr[-2000:]
    [done] = [line for line in said.stderr.splitlines() if "DONE" in line.split()]
    print(f"{target}: {counted(said):,} inputs in {SOAK_SECONDS} s; {done.partition('DONE')[2].strip()}", flush=True)
