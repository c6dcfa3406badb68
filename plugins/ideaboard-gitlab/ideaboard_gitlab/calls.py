"""Calls to GitLab's REST API: its header, its paging, its words, and what its failures mean."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from ideaboard.plugin import Ambiguous, Answer, Http, Refused, Retry, expect

Params = Mapping[str, str | int]
T = TypeVar("T")

PER_PAGE: Final = 50
_MAX_PAGES: Final = 200


class Moved(Refused):
    """What we asked for answers at another address now: a project renamed, or an issue moved."""


class Api:
    """The API of the server at `base`, called with `token`. Raises the family of `ideaboard.plugin.errors`."""

    def __init__(self, http: Http, base: str, token: str) -> None:
        self._http = http
        self._base = base.rstrip("/") + "/api/v4"
        self._token = token

    def get(self, path: str, params: Params | None = None) -> Answer:
        """The 200 answer to a GET. Without an answer, or with a 5xx: Retry."""
        return self._send("GET", path, 200, params=params)

    def post(self, path: str, json: Mapping[str, Any]) -> Answer:
        """The 201 answer to a POST. Without an answer, or with a 5xx: Ambiguous."""
        return self._send("POST", path, 201, json=json)

    def put(self, path: str, json: Mapping[str, Any]) -> Answer:
        """The 200 answer to a PUT. Without an answer, or with a 5xx: Ambiguous."""
        return self._send("PUT", path, 200, json=json)

    def pages(self, path: str, params: Params, as_entry: Callable[[Any], T]) -> Iterator[list[T]]:
        """The pages of a list, one call each, until one comes that is not full.

        Raises Refused when it cannot be read to its end: a part would be taken for the whole.
        """
        for page in range(1, _MAX_PAGES + 1):
            answer = self.get(path, {**params, "per_page": PER_PAGE, "page": page})
            entries = read(answer, lambda body: [as_entry(entry) for entry in _as_list(body)])
            yield entries
            if len(entries) < PER_PAGE:
                return
        raise Refused(f"GitLab lists more than {_MAX_PAGES} pages at {path}")

    def _send(
        self, method: str, path: str, ok: int, *, params: Params | None = None, json: Mapping[str, Any] | None = None
    ) -> Answer:
        headers = {"accept": "application/json", "private-token": self._token}

        def call() -> Answer:
            answer = self._http.request(method, self._base + path, headers=headers, params=params, json=json)
            if answer.status == ok:
                return answer
            # A server or proxy that echoes what it was sent must not carry the token into a message.
            answer = replace(answer, body=answer.body.replace(self._token.encode(), b"***"))
            if 300 <= answer.status < 400:
                raise Moved(f"{answer.status}: {_said(answer)}")
            return replace(answer, body=_said(answer).encode())

        return expect(call, ok, effect=method != "GET")


def read(answer: Answer, as_what: Callable[[Any], T], *, effect: bool = False) -> T:
    """`as_what` of the answer's JSON. When it cannot be had: Ambiguous after an `effect`, or else Retry."""
    try:
        return as_what(answer.json())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"GitLab's answer {answer.status} cannot be read"
        raise (Ambiguous if effect else Retry)(message) from error


def _said(answer: Answer) -> str:
    """GitLab's own words: `message` is a text or an object of lists, `error` a text."""
    try:
        body = answer.json()
        words = body.get("message") or body.get("error_description") or body["error"]
        if isinstance(words, Mapping):
            words = "; ".join(f"{field} {', '.join(map(str, wrong))}" for field, wrong in words.items())
        return str(words)[:500]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return answer.text[:500]


def _as_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
