"""Answers that are kept as bytes, and given again before Flask hears of the request, while nothing has changed.

Kept is what a route marked `kept` answers, by who asks and by every letter of the address. A kept answer is given for
seconds at most, only while its board's revision is the one it was read at, and never past the token's expiry or the
day on which the token's use was noted.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from ideaboard import clock
from ideaboard.api.dialect import etags, frame, limiting
from ideaboard.api.dialect.limiting import Act, Limiting
from ideaboard.core.people.limits import TooMany
from ideaboard.core.people.tokens import Caller
from ideaboard.revisions import Revisions

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

SLOT: Final = "ideaboard.slot"

# However it comes that a process does not hear of a change: no answer is older than this, in seconds.
_LONGEST: Final = 10.0

# What an entry takes besides its body, in bytes.
_EACH: Final = 1000

_PLAIN: Final = (None, "", "*/*", "application/json")


@dataclass(frozen=True, slots=True)
class _Entry:
    board: int
    since: int
    until: float
    rule: str
    body: bytes
    etag: str
    whole: list[tuple[str, str]]
    same: list[tuple[str, str]]
    account: int


@dataclass(slots=True)
class Slot:
    """Where the answer to one request can be kept: asked for before anything was read."""

    kept: "Kept"
    key: tuple[bytes, str, str]
    since: int

    def keep(self, board: int, caller: Caller, rule: str, body: bytes, headers: dict[str, str]) -> None:
        """Keep what was read on `board` for `caller`."""
        until = min(clock.seconds() + _LONGEST, (clock.day() + timedelta(days=1)).timestamp())
        if caller.expires_at is not None:
            until = min(until, caller.expires_at.timestamp())
        same = [*self.kept.always.items(), frame.PROGRAMS, *headers.items()]
        whole = [*same, ("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        self.kept.put(
            self.key, _Entry(board, self.since, until, rule, body, headers["ETag"], whole, same, caller.account_id)
        )


class Kept:
    """The WSGI application in front of Flask's: at most `most` bytes of answers, the least used forgotten first.

    `always` are the headers of every answer; `noting` False spares asking the log whether it wants to hear of each.
    """

    def __init__(
        self,
        app: Wsgi,
        revisions: Revisions,
        most: int,
        always: Mapping[str, str],
        limiting: Limiting,
        noting: bool = True,
    ) -> None:
        self.always = always
        self._app, self._revisions, self._most, self._noting = app, revisions, most, noting
        self._limiting = limiting
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[bytes, str, str], _Entry] = OrderedDict()
        self._size = 0

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from what is kept, or let Flask answer and offer it a place to keep that in."""
        who = environ.get("HTTP_AUTHORIZATION") or environ.get("HTTP_COOKIE")
        if (
            who is None
            or environ["REQUEST_METHOD"] != "GET"
            or environ.get("HTTP_ACCEPT") not in _PLAIN
            or "HTTP_AUTHOR_KEY" in environ
            or "HTTP_ON_BEHALF_OF" in environ
            # A page of another origin: Flask says whether it may read the answer.
            or "HTTP_ORIGIN" in environ
        ):
            return self._app(environ, start_response)
        key = (hashlib.sha256(who.encode("latin-1")).digest(), environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
        entry = self._entries.get(key)
        if entry is not None and clock.seconds() < entry.until and self._revisions.unchanged(entry.board, entry.since):
            return self._give(key, entry, environ, start_response)
        since = self._revisions.now()
        if since is not None:
            environ[SLOT] = Slot(self, key, since)
        return self._app(environ, start_response)

    def put(self, key: tuple[bytes, str, str], entry: _Entry) -> None:
        """Keep an entry, and forget others for it."""
        with self._lock:
            before = self._entries.pop(key, None)
            self._entries[key] = entry
            self._size += _cost(entry) - (_cost(before) if before is not None else 0)
            while self._size > self._most:
                self._size -= _cost(self._entries.popitem(last=False)[1])

    def _give(
        self, key: tuple[bytes, str, str], entry: _Entry, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        with suppress(KeyError):
            # Forgotten meanwhile for others, perhaps.
            self._entries.move_to_end(key)
        try:
            charged = self._limiting.charge([Act("requests", ("account", str(entry.account)), exact=False)])
        except TooMany:
            # Flask says so.
            return self._app(environ, start_response)
        counted = list(limiting.headers(charged).items())
        request_id = frame.request_id(environ.get("HTTP_X_REQUEST_ID", ""))
        same = etags.matches(environ.get("HTTP_IF_NONE_MATCH"), entry.etag)
        if self._noting:
            frame.note("GET", entry.rule, 304 if same else 200, 0.0, request_id)
        if same:
            start_response("304 NOT MODIFIED", [*entry.same, *counted, ("X-Request-Id", request_id)])
            return []
        start_response("200 OK", [*entry.whole, *counted, ("X-Request-Id", request_id)])
        return [entry.body]


def _cost(entry: _Entry) -> int:
    return len(entry.body) + _EACH
