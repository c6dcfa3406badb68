"""A listener: somebody outside who is told what happens on a board, as a chat."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from marshmallow import Schema

from ideaboard.http import Http
from ideaboard.plugin.things import Check


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that happened on a board, for people to read.

    `id` is the same when it is told again; `type` is the event's (`idea.adopted`); `title` is that of the idea or task
    it is about, `url` its address; `reason` is a decision's rationale, None without one; `actor` is who did it, None
    when nobody is named: it was anonymous, or the board did it.
    """

    id: str
    type: str
    at: datetime
    board: str
    title: str
    url: str
    actor: str | None = None
    reason: str | None = None


class Listener:
    """One connection to whoever listens. Used in a worker; raises what a `Tracker` raises, and nothing else."""

    def check(self) -> Check:
        """Try the settings, without saying anything where that can be, and say precisely what is wrong."""
        raise NotImplementedError

    def hear(self, told: Told) -> None:
        """Pass on what happened. It may be told again when an answer was lost."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ListenerType:
    """A kind of listener: what the board shows and asks before a connection exists (see `TrackerType`).

    No listener has the `kind` of a tracker.
    """

    kind: str
    title: str
    settings: type[Schema]
    open: Callable[[Mapping[str, Any], Http], Listener]
    api_version: int = 1
