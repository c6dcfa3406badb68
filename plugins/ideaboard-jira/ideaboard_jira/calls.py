"""Calls to Jira's REST API: its words, and what its failures mean."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from ideaboard.plugin import Ambiguous, Answer, AuthFailed, Http, Refused, Retry, expect

Params = Mapping[str, str | int]
T = TypeVar("T")


class FieldsRefused(Refused):
    """Jira refused fields of an issue, and did nothing; `fields` are their ids."""

    def __init__(self, message: str, fields: frozenset[str]) -> None:
        super().__init__(message)
        self.fields = fields


class Api:
    """The API at `base`, called with `authorization`. Raises the family of `ideaboard.plugin.errors`.

    `secrets` must not be quoted by anything that people are shown.
    """

    def __init__(self, http: Http, base: str, authorization: str, secrets: tuple[str, ...]) -> None:
        self._http = http
        self._base = base
        self._authorization = authorization
        self._secrets = [secret.encode() for secret in secrets]

    def get(self, path: str, as_what: Callable[[Any], T], params: Params | None = None) -> T:
        """`as_what` of the JSON that a GET answers with 200."""
        return self._read(self._send("GET", path, (200,), effect=False, params=params), as_what, effect=False)

    def ask(self, path: str, body: Mapping[str, Any], as_what: Callable[[Any], T]) -> T:
        """`as_what` of the JSON that a POST answers which changes nothing: a search."""
        return self._read(self._send("POST", path, (200,), effect=False, json=body), as_what, effect=False)

    def post(self, path: str, body: Mapping[str, Any], as_what: Callable[[Any], T]) -> T:
        """`as_what` of the JSON of a POST that made or changed something."""
        return self._read(self._send("POST", path, (200, 201), effect=True, json=body), as_what, effect=True)

    def do(self, path: str, body: Mapping[str, Any]) -> None:
        """A POST that answers nothing, with 204."""
        self._send("POST", path, (204,), effect=True, json=body)

    def _send(
        self,
        method: str,
        path: str,
        ok: tuple[int, ...],
        *,
        effect: bool,
        params: Params | None = None,
        json: Mapping[str, Any] | None = None,
    ) -> Answer:
        # Without the last header Data Center takes a POST for a form that somebody else's page sent.
        headers = {
            "accept": "application/json",
            "authorization": self._authorization,
            "x-atlassian-token": "no-check",
        }

        def call() -> Answer:
            answer = self._http.request(method, self._base + path, headers=headers, params=params, json=json)
            if answer.status in ok:
                return answer
            body = answer.body
            for secret in self._secrets:
                body = body.replace(secret, b"***")
            answer = replace(answer, body=body)
            words = _said(answer)
            if answer.status == 403 and "authenticat" in answer.headers.get("x-seraph-loginreason", "").lower():
                raise AuthFailed(f"403: {words}")
            if answer.status == 400 and (fields := _fields(answer)):
                raise FieldsRefused(f"400: {words}", fields)
            return replace(answer, body=words.encode())

        return expect(call, *ok, effect=effect)

    def _read(self, answer: Answer, as_what: Callable[[Any], T], *, effect: bool) -> T:
        try:
            return as_what(answer.json())
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            message = f"Jira's answer {answer.status} cannot be read"
            raise (Ambiguous if effect else Retry)(message) from error


def _said(answer: Answer) -> str:
    """Jira's own words: those about the whole, and those about each field."""
    try:
        body = answer.json()
        words = [str(each) for each in body.get("errorMessages") or ()]
        words += [f"{name}: {said}" for name, said in (body.get("errors") or {}).items()]
        words += [str(body["message"])] if not words and body.get("message") else []
    except (ValueError, TypeError, AttributeError, RecursionError):
        words = []
    return ("; ".join(words) or answer.text)[:500]


def _fields(answer: Answer) -> frozenset[str]:
    try:
        return frozenset(answer.json()["errors"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return frozenset()
