"""The only class that opens an outgoing connection. Plugins get it as `ideaboard.plugin.Http`.

It goes to public addresses and to the networks that the operator names, by https unless the operator allows http. A
name is resolved once for each call, and the connection goes to an address that was judged: whatever the name says a
moment later, nobody else is reached. It follows no redirect, retries nothing by itself, and caps the time and the size
of every answer.
"""

import json
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    SSLError,
)
from urllib3.util import Url, parse_url

from ideaboard import __version__, addresses
from ideaboard.addresses import Forbidden, Network, Resolve

# It logs every address at debug, and an address can be a secret: that of a chat's webhook is.
logging.getLogger("urllib3").setLevel(logging.INFO)


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
    """Makes calls to trackers. `timeout` is seconds for a whole call, `max_bytes` the longest answer taken.

    `allowed` are the networks that may be called besides the public internet; `plain` allows http; `resolve` gives the
    addresses of a name.
    """

    def __init__(
        self,
        timeout: float = 15.0,
        max_bytes: int = 5_000_000,
        *,
        allowed: Sequence[Network] = (),
        plain: bool = False,
        resolve: Resolve = addresses.by_system,
    ) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._allowed = allowed
        self._plain = plain
        self._resolve = resolve
        self._pools = urllib3.PoolManager(retries=False, maxsize=2)

    @classmethod
    def to_this_machine(cls, timeout: float = 15.0) -> "Http":
        """One that also calls this machine by http: for tests, and for asking whether our own server answers."""
        return cls(timeout, allowed=addresses.networks(["127.0.0.0/8", "::1/128"]), plain=True)

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
        parts = parsed(url, self._plain)
        target = parts.request_uri
        if params:
            target = f"{target}{'&' if parts.query else '?'}{urlencode(params)}"
        sent = {"user-agent": f"ideaboard/{__version__}", "accept-encoding": "gzip", **(headers or {})}
        if json is not None:
            body = _dumps(json)
            sent.setdefault("content-type", "application/json")
        return self._send(method, parts, target, sent, body)

    def _pools_of(self, parts: Url) -> list[urllib3.HTTPConnectionPool]:
        """Connections to each address of the host, all of which were judged just now. Raises NotSent."""
        host, name = str(parts.host), str(parts.host).strip("[]")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        try:
            found = addresses.judged(host, port, self._allowed, self._resolve)
        except Forbidden as error:
            raise NotSent(f"{error}; the operator names networks in IDEABOARD_PRIVATE_NETWORKS") from error
        except OSError as error:
            raise NotSent(f"{host} cannot be reached: it has no address") from error
        # The connection goes to the address; the certificate must be that of the name.
        tls = {"server_hostname": name, "assert_hostname": name} if parts.scheme == "https" else {}
        return [self._pools.connection_from_host(address, port, parts.scheme, tls) for address in found]

    def _begin(self, method: str, parts: Url, target: str, headers: dict[str, str], body: bytes | None) -> Any:
        """The answer of the first address that can be reached, its body not read yet. Raises NotSent, NoAnswer."""
        unreached: Exception | None = None
        for pool in self._pools_of(parts):
            try:
                return pool.urlopen(
                    method,
                    target,
                    headers={**headers, "host": parts.netloc or ""},
                    body=body,
                    redirect=False,
                    retries=False,
                    preload_content=False,
                    timeout=urllib3.Timeout(connect=min(5.0, self._timeout), read=self._timeout),
                )
            except (NewConnectionError, ConnectTimeoutError, SSLError) as error:
                unreached = error
            except HTTPError as error:
                raise NoAnswer(f"{parts.host} gave no answer: {_reason(error)}") from error
            except ValueError:
                # The error quotes what cannot be sent, and that may be a secret.
                raise NotSent("A header holds characters that cannot be sent") from None
        raise NotSent(f"{parts.host} cannot be reached: {_reason(unreached)}") from unreached

    def _send(self, method: str, parts: Url, target: str, headers: dict[str, str], body: bytes | None) -> Answer:
        ends, host = time.monotonic() + self._timeout, parts.host
        response = self._begin(method, parts, target, headers, body)
        try:
            chunks = []
            size = 0
            for chunk in response.stream(65_536, decode_content=True):
                size += len(chunk)
                if size > self._max_bytes:
                    raise NoAnswer(f"{host} sent more than {self._max_bytes} bytes")
                if time.monotonic() > ends:
                    raise NoAnswer(f"{host} took longer than {self._timeout:g} s")
                chunks.append(chunk)
        except HTTPError as error:
            raise NoAnswer(f"{host} broke off its answer: {_reason(error)}") from error
        finally:
            # A connection left half read must not serve the next call.
            if not response.closed and response.length_remaining:
                response.close()
            response.release_conn()
        names = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status, names, b"".join(chunks))


def parsed(url: str, plain: bool) -> Url:
    """The parts of an address, which can be called as far as it can be read; `plain` allows http. Raises NotSent."""
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise NotSent(f"{url!r} is not an address") from error
    if parts.scheme not in ("http", "https") or not parts.host:
        raise NotSent("Only http and https addresses can be called")
    if parts.scheme == "http" and not plain:
        raise NotSent(f"{parts.host} would be called by http: the operator sets IDEABOARD_PLAIN_HTTP")
    if parts.auth is not None:
        raise NotSent(f"The address of {parts.host} holds a name or a password; give these as settings")
    return parts


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _reason(error: BaseException | None) -> str:
    return type(error).__name__.removesuffix("Error")
