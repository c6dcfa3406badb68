"""Calls to Redmine's REST API: its header, its paging, its words, and what its failures mean."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from ideaboard.plugin import Ambiguous, Answer, Http, Refused, Retry, expect

Params = Mapping[str, str | int]
T = TypeVar("T")

#: Redmine gives 100 at most.
PER_PAGE: Final = 100
MAX_PAGES: Final = 200
# Most of Redmine's refusals have no words at all.
_WORDS: Final = {
    401: "the API key is not taken",
    403: "the account may not do this, or the REST API is off",
    404: "there is no such thing",
    422: "it is not valid",
}


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list, and how many entries the whole list has."""

    entries: list[T]
    total: int


class Api:
    """The API of the server at `base`, called with the API key `token`. Raises `ideaboard.plugin.errors`."""

    def __init__(self, http: Http, base: str, token: str) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._token = token

    def get(self, path: str, params: Params | None = None) -> Answer:
        """The 200 answer to a GET. Without an answer, or with a 5xx: Retry."""
        return self._send("GET", path, 200, params=params)

    def post(self, path: str, json: Mapping[str, Any]) -> Answer:
        """The 201 answer to a POST. Without an answer, or with a 5xx: Ambiguous."""
        return self._send("POST", path, 201, json=json)

    def put(self, path: str, json: Mapping[str, Any]) -> None:
        """Have a PUT taken; Redmine answers it 204, with no body. Without an answer, or with a 5xx: Ambiguous."""
        self._send("PUT", path, 204, json=json)

    def page(self, path: str, name: str, params: Params, as_entry: Callable[[Any], T]) -> Page[T]:
        """One page of the list that is called `name` in the answer, of 100 entries unless `params` say otherwise."""
        answer = self.get(path, {"limit": PER_PAGE, **params})
        return read(
            answer,
            lambda body: Page([as_entry(entry) for entry in _as_list(body[name])], int(body["total_count"])),
        )

    def pages(self, path: str, name: str, params: Params, as_entry: Callable[[Any], T]) -> Iterator[list[T]]:
        """The pages of a list, one call each, to its end.

        Raises Refused when it cannot be read to its end: a part would be taken for the whole.
        """
        for number in range(MAX_PAGES):
            page = self.page(path, name, {**params, "offset": number * PER_PAGE}, as_entry)
            yield page.entries
            if not page.entries or (number + 1) * PER_PAGE >= page.total:
                return
        raise Refused(f"Redmine lists more than {MAX_PAGES} pages at {path}")

    def _send(
        self, method: str, path: str, ok: int, *, params: Params | None = None, json: Mapping[str, Any] | None = None
    ) -> Answer:
        headers = {"accept": "application/json", "x-redmine-api-key": self._token}

        def call() -> Answer:
            answer = self._http.request(method, self._base + path, headers=headers, params=params, json=json)
            if answer.status == ok:
                return answer
            # A server or proxy that echoes what it was sent must not carry the key into a message.
            answer = replace(answer, body=answer.body.replace(self._token.encode(), b"***"))
            return replace(answer, body=_said(answer).encode())

        return expect(call, ok, effect=method != "GET")


def read(answer: Answer, as_what: Callable[[Any], T], *, effect: bool = False) -> T:
    """`as_what` of the answer's JSON. When it cannot be had: Ambiguous after an `effect`, or else Retry."""
    try:
        return as_what(answer.json())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        message = f"Redmine's answer {answer.status} cannot be read"
        raise (Ambiguous if effect else Retry)(message) from error


def _said(answer: Answer) -> str:
    """Redmine's own words: a list `errors`, if any."""
    try:
        return "; ".join(map(str, answer.json()["errors"]))[:500]
    except (ValueError, KeyError, TypeError, RecursionError):
        return answer.text.strip()[:500] or _WORDS.get(answer.status, "")


def _as_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
