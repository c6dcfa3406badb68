"""Faults to order: what a fake does wrong with the next requests."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any


@dataclass
class Fault:
    """What happens to the next `times` requests that match `method` and `path` (`*` stands for anything).

    `status` and `body` are the answer instead of the fake's; `headers` are added to either. With `drop` the
    connection is closed without an answer. `delay` seconds pass first. With `after_effect` all this happens
    after the request was carried out. `off_contract` says that the answer is wrong on purpose.
    """

    method: str
    path: str
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    after_effect: bool = False
    drop: bool = False
    delay: float = 0.0
    times: int = 1
    off_contract: bool = False

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is meant."""
        return fnmatchcase(method, self.method) and fnmatchcase(path, self.path)


class Faults:
    """The faults that were ordered and did not happen yet."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._lock = threading.Lock()

    def order(self, fault: Fault) -> None:
        """Let `fault` happen, after those ordered before it."""
        with self._lock:
            self._ordered.append(fault)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault for this request, counted as happened."""
        with self._lock:
            for fault in self._ordered:
                if fault.matches(method, path):
                    fault.times -= 1
                    if fault.times <= 0:
                        self._ordered.remove(fault)
                    return fault
        return None

    def clear(self) -> None:
        """Take every order back."""
        with self._lock:
            self._ordered.clear()
