"""Where a worker may die: a crash point stands before and after every commit and every remote call in `work/`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy.orm import Session

from ideaboard.crash import about, arm, point
from ideaboard.db import Database

_T = TypeVar("_T")

__all__ = ["about", "arm", "calling", "committing", "point"]


@contextmanager
def committing(database: Database, name: str, step_of: int | None = None) -> Iterator[Session]:
    """A transaction of the engine, a crash point on either side of its commit.

    `step_of` is the job whose step `name` this is: what comes behind the commit counts towards the new step.
    """
    with database.transaction() as session:
        yield session
        session.flush()
        point(f"{name}:before commit")
    if step_of is not None:
        about(step_of, name.rpartition(":")[2])
    point(f"{name}:after commit")


def calling(name: str, call: Callable[[], _T]) -> _T:
    """A call to a plugin, a crash point on either side."""
    point(f"{name}:before call")
    answer = call()
    point(f"{name}:after call")
    return answer
