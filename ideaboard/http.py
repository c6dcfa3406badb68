"""The only class that opens an outgoing connection. Plugins get it as `ideaboard.plugin.Http`.

It follows no redirect, retries nothing by itself, and caps the time and the size of every answer.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NameResolutionError,
    NewConnectionError,
    SSLError,
)
from urllib3.util import parse_url

from ideaboard import __version__


class HttpError(Exception):
    """A call that brought no answer."""


class NotSent(HttpError):
    """The request never left: nothing can have happened on the other side."""


class NoAnswer(HttpError):
    """The request was sent and no whole answer came: it may or may not have had its effect."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its status, its headers (names in lower case) and its body."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    def json(self) -> Any:
        """The body as JSON. Raises ValueError when it is not."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text, what is not UTF-8 replaced."""
        return self.body.decode("utf-8", "replace")


class Http:
    """Makes calls to trackers. `timeout` is seconds for a whole call, `max_bytes` the longest answer taken."""

    def __init__(self, timeout: float = 15.0, max_bytes: int = 5_000_000) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._pool = urllib3.PoolManager(retries=False, maxsize=2)

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
        """Send one request and return the Answer, whatever its status; a redirect is an answer too.

        Raises NotSent when nothing left this machine, NoAnswer when it did and no whole answer came in time.
        """
        try:
            parts = parse_url(url)
        except LocationParseError as error:
            raise NotSent(f"{url!r} is not an address") from error
        if parts.scheme not in ("http", "https") or not parts.host:
            raise NotSent("Only http and https addresses can be called")
        if params:
            url = f"{url}{'&' if parts.query else '?'}{urlencode(params)}"
        sent = {"user-agent": f"ideaboard/{__version__}", "accept-encoding": "gzip", **(headers or {})}
        if json is not None:
            body = _dumps(json)
            sent.setdefault("content-type", "application/json")
        return self._send(method, url, sent, body)

    def _send(self, method: str, url: str, headers: dict[str, str], body: bytes | None) -> Answer:
        ends = time.monotonic() + self._timeout
        try:
            response = self._pool.request(
                method,
                url,
                headers=headers,
                body=body,
                redirect=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=min(5.0, self._timeout), read=self._timeout),
            )
        except (NewConnectionError, NameResolutionError, ConnectTimeoutError, SSLError) as error:
            raise NotSent(f"{_host(url)} cannot be reached: {_reason(error)}") from error
        except HTTPError as error:
            raise NoAnswer(f"{_host(url)} gave no answer: {_reason(error)}") from error
        except ValueError:
            # The error quotes what cannot be sent, and that may be a secret.
            raise NotSent("A header holds characters that cannot be sent") from None
        try:
            chunks = []
            size = 0
            for chunk in response.stream(65_536, decode_content=True):
                size += len(chunk)
                if size > self._max_bytes:
                    raise NoAnswer(f"{_host(url)} sent more than {self._max_bytes} bytes")
                if time.monotonic() > ends:
                    raise NoAnswer(f"{_host(url)} took longer than {self._timeout:g} s")
                chunks.append(chunk)
        except HTTPError as error:
            raise NoAnswer(f"{_host(url)} broke off its answer: {_reason(error)}") from error
        finally:
            # A connection left half read must not serve the next call.
            if not response.closed and response.length_remaining:
                response.close()
            response.release_conn()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, names, b"".join(chunks))


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _host(url: str) -> str:
    # Never the whole address: some trackers carry secrets in it.
    return parse_url(url).host or "the address"


def _reason(error: BaseException) -> str:
    return type(error).__name__.removesuffix("Error")
