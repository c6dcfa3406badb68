"""Calls to Roundup's REST interface, with the headers without which it answers nobody."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from ideaboard.plugin import Ambiguous, Answer, Http, Retry, expect

T = TypeVar("T")


class Rest:
    """The REST interface of the tracker at `url`, used as `username`."""

    def __init__(self, http: Http, url: str, username: str, password: str) -> None:
        self._http = http
        self.base = url.rstrip("/") + "/"
        parts = urlsplit(self.base)
        account = base64.b64encode(f"{username}:{password}".encode()).decode()
        self._headers = {
            "authorization": f"Basic {account}",
            "accept": "application/json; version=1",
            # Roundup's guard against forged requests: it compares the origin with its own address.
            "x-requested-with": "rest",
            "origin": f"{parts.scheme}://{parts.netloc}",
            "referer": self.base,
        }

    def call(
        self,
        method: str,
        path: str,
        *ok: int,
        effect: bool = False,
        params: Mapping[str, str | int] | None = None,
        json: Mapping[str, Any] | None = None,
        match: str | None = None,
    ) -> Answer:
        """Call `rest/data/<path>`, `match` being the ETag of the only version that may be changed.

        Raises what `expect` raises unless the answer's status is one of `ok`.
        """
        headers = self._headers if match is None else {**self._headers, "if-match": match}
        url = f"{self.base}rest/data/{path}".rstrip("/")

        def send() -> Answer:
            answer = self._http.request(method, url, headers=headers, params=params, json=json)
            return answer if answer.status in ok else replace(answer, body=_said(answer).encode())

        return expect(send, *ok, effect=effect)


def read(answer: Answer, what: Callable[[Any], T], *, effect: bool = False) -> T:
    """`what` of the answer's data. Raises Ambiguous (after an `effect`) or Retry when there is none."""
    try:
        return what(answer.json()["data"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise (Ambiguous if effect else Retry)("The answer is not one of Roundup's") from error


def _said(answer: Answer) -> str:
    """Roundup's own words: `msg` of the answer's `error`."""
    try:
        return str(answer.json()["error"]["msg"])[:500]
    except (ValueError, LookupError, TypeError, RecursionError):
        return answer.text[:500]
