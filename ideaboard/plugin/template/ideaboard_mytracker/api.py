"""Calls to Mytracker's API: where it is, who calls, and what its answers mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from ideaboard.plugin import Ambiguous, Answer, Http, RemoteIssue, Retry, Status, expect

T = TypeVar("T")

#: What an issue can be there, by the id that never changes.
STATUSES: Mapping[str, Status] = {
    "new": Status("new", "New", "open"),
    "active": Status("active", "In progress", "in_progress"),
    "closed": Status("closed", "Closed", "done"),
}


class Api:
    """The API at `url`, called with `token`. Raises the family of `TrackerError`."""

    def __init__(self, http: Http, url: str, token: str) -> None:
        self._http, self._url, self._token = http, url.rstrip("/"), token

    def get(self, path: str, as_what: Callable[[Any], T], **params: str) -> T:
        """`as_what` of what a GET answers."""
        return self._ask("GET", path, 200, as_what, params=params)

    def post(self, path: str, as_what: Callable[[Any], T], **body: object) -> T:
        """`as_what` of what a POST answers."""
        return self._ask("POST", path, 201, as_what, json=body)

    def patch(self, path: str, as_what: Callable[[Any], T], **body: object) -> T:
        """`as_what` of what a PATCH answers."""
        return self._ask("PATCH", path, 200, as_what, json=body)

    def _ask(self, method: str, path: str, ok: int, as_what: Callable[[Any], T], **rest: Any) -> T:
        effect = method != "GET"

        def call() -> Answer:
            headers = {"authorization": f"Bearer {self._token}"}
            answer = self._http.request(method, f"{self._url}/api{path}", headers=headers, **rest)
            # What people are shown of an answer must not quote the token back.
            return replace(answer, body=answer.body.replace(self._token.encode(), b"***"))

        answer = expect(call, ok, effect=effect)
        try:
            return as_what(answer.json())
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            # It was done, and nobody knows what: the board has to look for it.
            raise (Ambiguous if effect else Retry)("Mytracker's answer cannot be read.") from error


def remote_issue(said: Any) -> RemoteIssue:
    """An issue as Mytracker writes it. Raises LookupError, TypeError or ValueError."""
    return RemoteIssue(
        id=_text(said, "id"),
        key=_text(said, "key"),
        url=_text(said, "page"),
        status=STATUSES.get(_text(said, "state")) or Status(_text(said, "state"), _text(said, "state")),
        updated_at=datetime.fromisoformat(_text(said, "updated")),
    )


def _text(said: Any, name: str) -> str:
    value = said[name]
    if not isinstance(value, str) or not value:
        raise TypeError(name)
    return value
