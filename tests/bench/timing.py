"""Timing ways against one another: in turns, so that a busy machine spoils none more than another."""

import statistics
import time
from collections.abc import Callable

Ask = Callable[[], object]


def in_turns(
    ways: dict[str, Ask], *, rounds: int = 15, times: int = 20, clock: Callable[[], float] = time.process_time
) -> dict[str, float]:
    """The median time of each way in microseconds, by the processor's time unless `clock` is another."""
    took = _rounds(ways, rounds, times, clock)
    return {name: statistics.median(each) for name, each in took.items()}


def undisturbed(ways: dict[str, Ask], *, rounds: int = 120, times: int = 1) -> dict[str, float]:
    """What each way takes in microseconds by the wall's clock where others disturb it least: the best in twenty."""
    took = _rounds(ways, rounds, times, time.perf_counter)
    return {name: statistics.quantiles(each, n=20)[0] for name, each in took.items()}


def _rounds(ways: dict[str, Ask], rounds: int, times: int, clock: Callable[[], float]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, way in ways.items():
            began = clock()
            for _ in range(times):
                way()
            took[name].append((clock() - began) / times * 1e6)
    # The first round warms up.
    return {name: each[1:] for name, each in took.items()}
