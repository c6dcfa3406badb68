"""An Http that fails to order, and remembers every call."""

import json as jsons
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from ideaboard.http import Answer, Http, NoAnswer, NotSent

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call that was asked for, whether it was sent or not."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)

    @property
    def host(self) -> str:
        """Whom it calls: the host, with the port where one is said."""
        return urlsplit(self.url).netloc

    @property
    def changes_something(self) -> bool:
        """Whether its method may have an effect."""
        return self.method.upper() not in _READING


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call that was really sent, with the body that it had, and the real answer to it."""

    call: Call
    body: bytes | None = field(repr=False)
    answer: Answer


@dataclass(slots=True)
class _Fault:
    waits: int
    counts: Callable[[Call], bool]
    strike: Callable[[Callable[[], Answer]], Answer]


class FaultyHttp(Http):
    """Passes every call to `inner` unless a fault was ordered; one fault waits at a time, and strikes once.

    `calls` is every call in order, `exchanges` those that were answered. `hosts`, when it is set, are the only ones
    really called: a call to any other is remembered, and fails as NotSent. `extra_headers` are added to every real
    answer.
    """

    def __init__(self, inner: Http | None = None) -> None:
        super().__init__()
        self._inner = inner or Http.to_this_machine()
        self._fault: _Fault | None = None
        self.calls: list[Call] = []
        self.exchanges: list[Exchange] = []
        self.hosts: frozenset[str] | None = None
        self.extra_headers: Mapping[str, str] = {}

    @property
    def pending(self) -> bool:
        """Whether an ordered fault has not struck yet."""
        return self._fault is not None

    def forget(self) -> None:
        """Cancel the fault that waits, if any."""
        self._fault = None

    def answer(self, status: int, *, headers: Mapping[str, str] | None = None, body: bytes = b"", nth: int = 1) -> None:
        """The `nth` call from now is not sent: it gets this answer."""
        told = Answer(status, {name.lower(): value for name, value in (headers or {}).items()}, body)
        self._order(nth, _any, lambda send: told)

    def lose_answer(self, nth: int = 1) -> None:
        """The `nth` call from now that changes something is really sent, and its answer is lost."""

        def send_and_lose(send: Callable[[], Answer]) -> Answer:
            send()
            raise NoAnswer("The answer was lost on its way")

        self._order(nth, lambda call: call.changes_something, send_and_lose)

    def time_out(self, nth: int = 1) -> None:
        """The `nth` call from now hangs until its time is up; whether it arrived nobody can know."""

        def hang(send: Callable[[], Answer]) -> Answer:
            raise NoAnswer("No answer within the time allowed")

        self._order(nth, _any, hang)

    def refuse_connection(self, nth: int = 1) -> None:
        """The `nth` call from now finds nobody listening."""

        def fail(send: Callable[[], Answer]) -> Answer:
            raise NotSent("Nobody listens there")

        self._order(nth, _any, fail)

    def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, str | int] | None = None,
        json: Any = None,
        body: bytes | None = None,
    ) -> Answer:
        """As Http does, apart from the fault that waits for this call."""
        whole = f"{url}{'&' if '?' in url else '?'}{urlencode(params)}" if params else url
        call = Call(method, whole, dict(headers or {}))
        self.calls.append(call)
        if self.hosts is not None and call.host not in self.hosts:
            raise NotSent("The kit lets nobody call this host")

        def send() -> Answer:
            real = self._inner.request(method, url, headers=headers, params=params, json=json, body=body)
            sent = jsons.dumps(json).encode() if json is not None else body
            self.exchanges.append(Exchange(call, sent, real))
            return Answer(real.status, {**real.headers, **self.extra_headers}, real.body)

        fault = self._fault
        if fault is None or not fault.counts(call):
            return send()
        fault.waits -= 1
        if fault.waits:
            return send()
        self._fault = None
        return fault.strike(send)

    def _order(
        self,
        nth: int,
        counts: Callable[[Call], bool],
        strike: Callable[[Callable[[], Answer]], Answer],
    ) -> None:
        self._fault = _Fault(nth, counts, strike)


def _any(call: Call) -> bool:
    return True
