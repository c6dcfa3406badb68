"""What a fuzzer is told: what it checks, where it begins, and which code it watches."""

import contextlib
import inspect
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from types import CodeType, FunctionType

# Each watched function, with its code as it was and as it is watched.
_WATCHED: list[tuple[FunctionType, CodeType, CodeType]] = []


@dataclass(frozen=True)
class Target:
    """One thing that any bytes are put to, up to `longest` of them.

    `check` raises when something is not as it must be. `watched` are the modules whose branches guide the fuzzer, by
    the beginnings of their names. `planted` are mistakes, name → what makes it.
    """

    check: Callable[[bytes], None]
    seeds: Sequence[bytes]
    watched: tuple[str, ...]
    longest: int
    planted: dict[str, Callable[[], None]] = field(default_factory=dict)

    def watch(self, instrument: Callable[[FunctionType], object]) -> None:
        """Let `instrument` change the functions of the watched modules."""
        for function in _functions(self.watched):
            plain = function.__code__
            instrument(function)
            _WATCHED.append((function, plain, function.__code__))


def _functions(watched: tuple[str, ...]) -> Iterator[FunctionType]:
    for name, module in list(sys.modules.items()):
        if name.startswith(watched):
            for thing in vars(module).values():
                for function in vars(thing).values() if inspect.isclass(thing) else [thing]:
                    if inspect.isfunction(function) and function.__module__ == name:
                        yield function


@contextlib.contextmanager
def unwatched() -> Iterator[None]:
    """A time in which nothing is watched, for that takes four times as long."""
    for function, plain, _ in _WATCHED:
        function.__code__ = plain
    try:
        yield
    finally:
        for function, _, watched in _WATCHED:
            function.__code__ = watched
