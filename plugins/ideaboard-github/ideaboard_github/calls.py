"""Calls to GitHub's REST API: its headers, its paging, its words, and what its failures mean."""

import email.utils
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl, urlsplit

from ideaboard.plugin import Ambiguous, Answer, Http, Refused, Retry, expect, retry_after

Params = Mapping[str, str | int]
T = TypeVar("T")

API_VERSION: Final = "2022-11-28"
_MAX_PAGES: Final = 100
# GitHub's advice about a secondary rate limit that does not say for how long.
_SECONDARY_WAIT: Final = 60.0


class Moved(Refused):
    """What we asked for answers at another address now: a repository renamed, or an issue transferred."""


class Login:
    """What proves who calls."""

    def bearer(self) -> str:
        """What goes into the header of the next call. Raises the family where it has to be asked for first."""
        raise NotImplementedError


class Token(Login):
    """A token that somebody made at GitHub, and that stays the same."""

    def __init__(self, token: str) -> None:
        self._token = token

    def bearer(self) -> str:
        """The token."""
        return self._token


class Api:
    """GitHub's REST API at `base`, called as `login` says. Raises the family of `ideaboard.plugin.errors`."""

    def __init__(self, http: Http, base: str, login: Login) -> None:
        self._http = http
        self._base = base.rstrip("/")
        self._login = login

    def get(self, path: str, params: Params | None = None) -> Answer:
        """The 200 answer to a GET. Without an answer, or with a 5xx: Retry."""
        return self._send("GET", path, 200, params=params)

    def post(self, path: str, json: Mapping[str, Any]) -> Answer:
        """The 201 answer to a POST. Without an answer, or with a 5xx: Ambiguous."""
        return self._send("POST", path, 201, json=json)

    def patch(self, path: str, json: Mapping[str, Any]) -> Answer:
        """The 200 answer to a PATCH. Without an answer, or with a 5xx: Ambiguous."""
        return self._send("PATCH", path, 200, json=json)

    def pages(self, path: str, params: Params, as_entry: Callable[[Any], T]) -> Iterator[list[T]]:
        """The pages of a list, one call each, for as long as the caller goes on and GitHub names a next one.

        Each entry is read by `as_entry`.

        Raises Refused when it cannot be read to its end: a part would be taken for the whole.
        """
        wanted = params
        for _ in range(_MAX_PAGES):
            answer = self.get(path, wanted)
            yield read(answer, lambda body: [as_entry(entry) for entry in _as_list(body)])
            following = _next_page(answer, params)
            if following is None:
                return
            if following == wanted:
                raise Refused(f"GitHub's link to the next page at {path} leads nowhere")
            wanted = following
        raise Refused(f"GitHub lists more than {_MAX_PAGES} pages at {path}")

    def _send(
        self,
        method: str,
        path: str,
        ok: int,
        *,
        params: Params | None = None,
        json: Mapping[str, Any] | None = None,
    ) -> Answer:
        bearer = self._login.bearer()

        def call() -> Answer:
            headers = _headers(bearer)
            answer = self._http.request(method, self._base + path, headers=headers, params=params, json=json)
            if answer.status == ok:
                return answer
            # A server or proxy that echoes what it was sent must not carry the token into a message.
            answer = replace(answer, body=answer.body.replace(bearer.encode(), b"***"))
            words = said(answer)
            if 300 <= answer.status < 400:
                raise Moved(f"{answer.status}: {words}")
            if is_rate_limit(answer):
                raise Retry(f"{answer.status}: {words}", wait_asked_for(answer))
            return replace(answer, body=words.encode())

        return expect(call, ok, effect=method != "GET")


def read(answer: Answer, as_what: Callable[[Any], T], *, effect: bool = False) -> T:
    """`as_what` of the answer's JSON. When it cannot be had: Ambiguous after an `effect`, or else Retry."""
    try:
        return as_what(answer.json())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = f"GitHub's answer {answer.status} cannot be read"
        raise (Ambiguous if effect else Retry)(message) from error


def is_rate_limit(answer: Answer) -> bool:
    """Whether GitHub says "slow down": 429, or a 403 with the words, a Retry-After or nothing remaining.

    https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
    """
    return answer.status == 429 or (
        answer.status == 403
        and ("retry-after" in answer.headers or _is_spent(answer) or "rate limit" in said(answer).lower())
    )


def wait_asked_for(answer: Answer) -> float | None:
    """The seconds to wait after a rate limit, by the rules of the page named above; None without any."""
    asked = retry_after(answer)
    if asked is not None:
        return asked
    reset = answer.headers.get("x-ratelimit-reset", "").strip()
    if _is_spent(answer) and reset.isascii() and reset.isdigit():
        # GitHub's own clock where it shows it, so that ours may be off.
        return min(max(float(reset) - _now_at_github(answer), 1.0), 86_400.0)
    return _SECONDARY_WAIT if "secondary rate limit" in said(answer).lower() else None


def said(answer: Answer) -> str:
    """GitHub's own words in an error: its message, and what it says about each field."""
    try:
        body = answer.json()
        words = [str(body["message"])]
        for error in body.get("errors") or ():
            detail = error if isinstance(error, str) else error.get("message") or _field_error(error)
            words.append(str(detail))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return answer.text[:500]
    return ": ".join([words[0], "; ".join(words[1:])] if words[1:] else words)[:500]


def _now_at_github(answer: Answer) -> float:
    """The time by GitHub's clock when it gave `answer`, in seconds since 1970; ours where it does not say."""
    try:
        return email.utils.parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (ValueError, OverflowError):
        return time.time()


def _headers(bearer: str) -> dict[str, str]:
    return {
        "accept": "application/vnd.github+json",
        "authorization": f"Bearer {bearer}",
        "x-github-api-version": API_VERSION,
    }


def _field_error(error: Mapping[str, Any]) -> str:
    return " ".join(str(error[part]) for part in ("field", "code") if error.get(part))


def _next_page(answer: Answer, params: Params) -> Params | None:
    """The parameters of the next page, or None. The link's host and path are not followed: ours stay."""
    for link in answer.headers.get("link", "").split(","):
        address, _, rel = link.partition(";")
        if 'rel="next"' in rel:
            return {**params, **dict(parse_qsl(urlsplit(address.strip(" <>")).query))}
    return None


def _is_spent(answer: Answer) -> bool:
    return answer.headers.get("x-ratelimit-remaining", "").strip() == "0"


def _as_list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
