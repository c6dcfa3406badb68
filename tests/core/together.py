"""Doing things at the same moment."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

from ideaboard.db import Database, is_deadlock
from ideaboard.errors import Busy


def together(*works: Callable[[], Any], patience: float = 60.0) -> list[Any]:
    """Run `works`, each in its own thread, all at once; their results in order. Raises the first error."""
    results: list[Any] = [None] * len(works)
    errors: list[BaseException] = []
    start = threading.Barrier(len(works))

    def run(position: int, work: Callable[[], Any]) -> None:
        try:
            start.wait(patience)
            results[position] = work()
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(patience)
    if errors:
        raise errors[0]
    assert not any(thread.is_alive() for thread in threads), "a thread hangs"
    return results


def insist(database: Database, verb: Callable[..., Any], tries: int = 5) -> tuple[Any, int]:
    """Do `verb(session)` in a transaction, again when a deadlock undid it; also how often that was."""
    for undone in range(tries):
        try:
            with database.transaction() as session:
                return verb(session), undone
        except Busy as busy:
            if not is_deadlock(busy.__cause__):  # type: ignore[arg-type]
                raise
    raise AssertionError("undone too often")


def all_different(things: Sequence[Any]) -> bool:
    """Whether no thing comes twice."""
    return len(set(things)) == len(things)
