"""How long a cold start takes to the first answer, and how much memory an idle process holds, with all plugins."""

import statistics
import time
from dataclasses import replace
from pathlib import Path

from ideaboard.settings import Settings
from tests.bench import serving
from tests.bench.places import Kind
from tests.bench.report import Report

MOST_MS, MOST_MB = 800, 80


def measure(report: Report, kind: Kind) -> None:
    """`ideaboard serve` with its default workers, five times."""
    settings = replace(kind.settings("starting"), workers=Settings().workers)
    took, held = [], {}
    for _ in range(5):
        began = time.perf_counter()
        with serving.running(settings, "ideaboard", "serve") as (_, process):
            took.append((time.perf_counter() - began) * 1000)
            time.sleep(1)
            held = {pid: _pss(pid) for pid in _family(process.pid)}
    report.at_most(kind.name, "cold start of serve to the first answer", statistics.median(took), MOST_MS, " ms")
    each = ", ".join(f"{size:.0f}" for size in held.values())
    report.at_most(
        kind.name, f"idle PSS of the largest process of serve (all: {each})", max(held.values()), MOST_MB, " MB"
    )


def _family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(below for child in children for below in _family(int(child)))]


def _pss(pid: int) -> float:
    """The proportional share of memory that a process holds, in MB."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ValueError(f"process {pid} says nothing of its memory")
