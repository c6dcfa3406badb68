"""Calls to Linear's GraphQL API: its words, and what its failures mean.

Linear answers many failures with 200 or 400 and `errors`, each with a code: https://linear.app/developers/graphql.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from ideaboard.plugin import (
    Ambiguous,
    Answer,
    AuthFailed,
    Gone,
    Http,
    Refused,
    Retry,
    TrackerError,
    expect,
    retry_after,
)

T = TypeVar("T")
_GONE: Final = ("entity not found", "could not find")
_RESETS: Final = ("x-ratelimit-requests-reset", "x-ratelimit-complexity-reset")


class Api:
    """The API at `url`, called with `token`. Raises the family of `ideaboard.plugin.errors`."""

    def __init__(self, http: Http, url: str, token: str) -> None:
        self._http, self._url, self._token = http, url, token

    def query(self, document: str, as_what: Callable[[Any], T], **variables: Any) -> T:
        """`as_what` of the data that a query answers."""
        return self._ask(document, variables, as_what, effect=False)

    def mutate(self, document: str, as_what: Callable[[Any], T], **variables: Any) -> T:
        """`as_what` of the data of a mutation, which changes something."""
        return self._ask(document, variables, as_what, effect=True)

    def _ask(self, document: str, variables: Mapping[str, Any], as_what: Callable[[Any], T], *, effect: bool) -> T:
        def call() -> Answer:
            answer = self._http.request(
                "POST",
                self._url,
                headers={"accept": "application/json", "authorization": self._token},
                json={"query": document, "variables": dict(variables)},
            )
            # What people are shown of an answer must not quote the key back.
            answer = replace(answer, body=answer.body.replace(self._token.encode(), b"***"))
            if answer.status in (200, 400) and (errors := _errors(answer)):
                raise _meaning(answer, errors, effect=effect)
            if answer.status in (404, 410):
                # Of an issue it is told with 200: no link is lost because an address is wrong.
                raise Refused(f"{answer.status}: nothing at this address answers as Linear does")
            return answer

        answer = expect(call, 200, effect=effect)
        try:
            return as_what(answer.json()["data"])
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            raise (Ambiguous if effect else Retry)("Linear's answer cannot be read") from error


def _errors(answer: Answer) -> Sequence[Mapping[str, Any]]:
    try:
        found = answer.json()["errors"]
        return [each for each in found if isinstance(each, Mapping)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()


def _meaning(answer: Answer, errors: Sequence[Mapping[str, Any]], *, effect: bool) -> TrackerError:
    first = errors[0]
    about = first.get("extensions")
    about = about if isinstance(about, Mapping) else {}
    code = str(about.get("code") or about.get("type") or "").upper().replace(" ", "_")
    words = str(about.get("userPresentableMessage") or first.get("message") or code)[:500]
    if code == "RATELIMITED":
        return Retry(words, _wait(answer))
    if code.startswith("AUTHENTICATION"):
        return AuthFailed(words)
    if any(sign in str(first.get("message", "")).lower() for sign in _GONE):
        return Gone(words)
    if code in ("INTERNAL_SERVER_ERROR", "INTERNAL_ERROR", "LOCK_TIMEOUT", "NETWORK_ERROR"):
        return (Ambiguous if effect else Retry)(words)
    return Refused(words)


def _wait(answer: Answer) -> float | None:
    """The seconds until Linear takes calls again, by its own clock where it shows it."""
    asked = retry_after(answer)
    if asked is not None:
        return asked
    resets = [float(value) / 1000 for name in _RESETS if (value := answer.headers.get(name, "")).isdigit()]
    return min(max(max(resets) - datetime.now().timestamp(), 1.0), 86_400.0) if resets else None  # noqa: DTZ005
