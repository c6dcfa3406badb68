"""Calls to Redmine's REST API: its words, and what its failures mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ideaboard.plugin import Ambiguous, Answer, Http, Retry, expect

Params = Mapping[str, str | int]
T = TypeVar("T")


class Api:
    """The API of the server at `base`, called with `token`. Raises the family of `ideaboard.plugin.errors`."""

    def __init__(self, http: Http, base: str, token: str) -> None:
        self._http, self._base, self._token = http, base, token

    def get(self, path: str, as_what: Callable[[Any], T], params: Params | None = None) -> T:
        """`as_what` of the JSON that a GET answers."""
        return self._read(self._send("GET", path, (200,), params=params), as_what, effect=False)

    def post(self, path: str, body: Mapping[str, Any], as_what: Callable[[Any], T]) -> T:
        """`as_what` of the JSON of a POST, which makes something."""
        return self._read(self._send("POST", path, (201,), json=body), as_what, effect=True)

    def put(self, path: str, body: Mapping[str, Any]) -> None:
        """A PUT, which answers nothing: 204, and 200 before Redmine 4."""
        self._send("PUT", path, (200, 204), json=body)

    def _send(
        self,
        method: str,
        path: str,
        ok: tuple[int, ...],
        *,
        params: Params | None = None,
        json: Mapping[str, Any] | None = None,
    ) -> Answer:
        headers = {"accept": "application/json", "x-redmine-api-key": self._token}

        def call() -> Answer:
            answer = self._http.request(method, self._base + path, headers=headers, params=params, json=json)
            is_page = answer.status == 200 and "text/html" in answer.headers.get("content-type", "")
            if answer.status in ok and not is_page:
                return answer
            # What people are shown of an answer must not quote the key back.
            answer = replace(answer, body=answer.body.replace(self._token.encode(), b"***"))
            if is_page:
                # A page where JSON was asked for is somebody else's: of a proxy that wants to be signed in to.
                answer = replace(answer, status=203)
            return replace(answer, body=_said(answer).encode())

        return expect(call, *ok, effect=method != "GET")

    def _read(self, answer: Answer, as_what: Callable[[Any], T], *, effect: bool) -> T:
        try:
            return as_what(answer.json())
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError) as error:
            message = f"Redmine's answer {answer.status} cannot be read"
            raise (Ambiguous if effect else Retry)(message) from error


def _said(answer: Answer) -> str:
    """Redmine's own words."""
    try:
        return "; ".join(str(each) for each in answer.json()["errors"])[:500]
    except (ValueError, KeyError, TypeError, RecursionError):
        return answer.text[:500]
