"""What Cloud and Data Center do differently."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ideaboard_jira.calls import Api
from ideaboard_jira.texts import Document, Texts, Wiki

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """What a search found: issues as Jira answers them, and the cursor of what follows, None after the last."""

    issues: list[Any]
    next: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of Jira: where its API is, how one signs in, writes texts and searches, and names an account."""

    path: str
    texts: Texts
    account: str
    authorization: Callable[[Mapping[str, Any]], str]
    search: Callable[[Api, str, list[str], str | None], Page]


def _basic(settings: Mapping[str, Any]) -> str:
    return "Basic " + base64.b64encode(f"{settings['email']}:{settings['token']}".encode()).decode()


def _bearer(settings: Mapping[str, Any]) -> str:
    return f"Bearer {settings['token']}"


def _by_token(api: Api, jql: str, fields: list[str], cursor: str | None) -> Page:
    body = {"jql": jql, "fields": fields, "maxResults": PER_PAGE}
    if cursor is not None:
        body["nextPageToken"] = cursor

    def page(said: Any) -> Page:
        return Page(list(said["issues"]), said.get("nextPageToken"))

    return api.ask("/search/jql", body, page)


def _by_number(api: Api, jql: str, fields: list[str], cursor: str | None) -> Page:
    start = int(cursor) if cursor is not None and cursor.isascii() and cursor.isdigit() and len(cursor) < 10 else 0

    def page(said: Any) -> Page:
        issues = list(said["issues"])
        following = start + len(issues)
        return Page(issues, str(following) if issues and following < int(said["total"]) else None)

    return api.ask("/search", {"jql": jql, "fields": fields, "maxResults": PER_PAGE, "startAt": start}, page)


CLOUD = Edition("/rest/api/3", Document(), "accountId", _basic, _by_token)
DATA_CENTER = Edition("/rest/api/2", Wiki(), "name", _bearer, _by_number)
