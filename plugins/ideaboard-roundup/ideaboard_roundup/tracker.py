"""The tracker: what the board asks, in Roundup's words.

Roundup keeps an issue's texts as messages that the issue links to, and a message is made by its own call. So
`create` makes the message first, with the marker in its text and in its Message-ID, then the issue that links
to it. A death between the two leaves a message that nothing links to, never an issue without a marker. `find`
asks for messages by Message-ID, then for the issues that link to them.
"""

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from ideaboard.plugin import (
    Category,
    Check,
    Choice,
    Draft,
    Existing,
    Gone,
    Http,
    Limits,
    Listing,
    Refused,
    RemoteIssue,
    Retry,
    Status,
    Tracker,
    TrackerError,
    cut,
    with_marker,
)
from ideaboard_roundup.check import check
from ideaboard_roundup.rest import Rest, read
from ideaboard_roundup.statuses import category, moment

LIMITS: Final = Limits()
#: How often a change is tried again that somebody else's change came before.
_TRIES: Final = 4
#: Each of a page costs one more call, for its text.
_PER_PAGE: Final = 20


class Roundup(Tracker):
    """One account at one Roundup tracker."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._username: str = settings["username"]
        self._priority: str | None = settings.get("priority") or None
        self._rest = Rest(http, settings["url"], self._username, settings["password"])

    def check(self) -> Check:
        """Try the account, its rights and the priority; nothing is asked for that Roundup could grant."""
        return check(self._rest, self._username, self._priority)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues that link to a message of `marker`; as it is used once, `since` adds nothing."""
        messages = self._messages(marker)
        if not messages:
            return []
        return self._issues({"messages": ",".join(messages)})

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the message, then the issue that links to it. The text begins with the idea's address."""
        text = with_marker(f"{draft.url}\n\n{draft.body}", marker, LIMITS.body)
        message = self._say(text, f"{marker}.{_digest(draft.url)}")
        issue = {"title": cut(draft.title, LIMITS.title), "messages": [message]}
        if self._priority:
            issue["priority"] = self._priority
        answer = self._rest.call("POST", "issue", 201, effect=True, json=issue)
        made = read(answer, lambda data: self._issue(str(data["id"]), None), effect=True)
        # Roundup does not say which status it gave. The issue is made; not knowing that must not fail.
        with contextlib.suppress(TrackerError):
            return self.fetch(made.id)
        return made

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Name `url` in a message of the issue, unless one does: told by its Message-ID, not its text."""
        self._add(issue.id, url, _digest(url))

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. A retired one is Gone: a list leaves it out, though it could be read."""
        # Roundup would also take the name of something for an id.
        issues = self._issues({"id": issue_id}) if issue_id.isdecimal() else []
        if not issues:
            raise Gone(f"There is no issue {issue_id}")
        return issues[0]

    def comment(self, issue_id: str, text: str) -> None:
        """Add a message to the issue; its status stays."""
        self._add(issue_id, cut(text, LIMITS.body))

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Give the issue a status of `category`, unless it has one: for done the last, else the first of the tracker's.

        Raises Refused where the tracker has none.
        """
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        known = self.statuses()
        fitting = [status for status in known if status.category == category]
        if not fitting:
            names = ", ".join(status.name for status in known)
            raise Refused(f"The tracker has no status that means {category.replace('_', ' ')}; it has {names}")
        # The first that means done is often one with an afterthought.
        wanted = fitting[-1] if category == "done" else fitting[0]
        for _ in range(_TRIES):
            answer = self._rest.call("GET", f"issue/{issue_id}", 200, params={"@fields": "status"})
            etag = read(answer, lambda data: str(data["@etag"]))
            path, change = f"issue/{issue_id}", {"status": wanted.id}
            answer = self._rest.call("PUT", path, 200, 412, effect=True, json=change, match=etag)
            if answer.status == 200:
                read(answer, lambda data: data["id"], effect=True)
                return wanted
        raise Retry("The issue is being changed by others")

    def statuses(self) -> Sequence[Status]:
        """The tracker's statuses, in its own order."""
        answer = self._rest.call("GET", "status", 200, params={"@fields": "name", "@sort": "order"})
        return read(
            answer,
            lambda data: [Status(str(one["id"]), one["name"], category(one["name"])) for one in data["collection"]],
        )

    def look_up(self, text: str) -> Existing:
        """The issue `issue12`, `12`, or at the address of its page. Raises Gone; Refused for what is none of these."""
        named = text.strip().removeprefix(self._rest.base).removeprefix("issue")
        if not (named.isascii() and named.isdecimal() and len(named) < 19):
            raise Refused(f"Name the issue as issue12, or by the address of its page below {self._rest.base}")
        found = self._with_words({"id": named})
        if not found:
            raise Gone(f"There is no issue {named}")
        return found[0]

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues whose status does not mean that they are done, the oldest first. The cursor is a page's number."""
        page = int(cursor) if cursor is not None and cursor.isascii() and cursor.isdecimal() else 1
        wanted = ",".join(status.id for status in self.statuses() if status.category != "done")
        asked = {"status": wanted, "@page_size": str(_PER_PAGE), "@page_index": str(page), "@sort": "id"}
        found = self._with_words(asked)
        return Listing(found, str(page + 1) if len(found) == _PER_PAGE else None)

    def _with_words(self, wanted: Mapping[str, str]) -> list[Existing]:
        """The issues for which `wanted` is true, with their titles and the texts of their first messages."""
        params: dict[str, str | int] = {**wanted, "@fields": "title,status,activity,messages", "@verbose": 2}
        answer = self._rest.call("GET", "issue", 200, params=params)
        rows = read(
            answer,
            lambda data: [
                (self._issue(row["id"], row.get("status"), row["activity"]), str(row["title"]), _first(row["messages"]))
                for row in data["collection"]
            ],
        )
        # Roundup lists where a text is; each text is asked for.
        return [Existing(issue, title, self._content(first)) for issue, title, first in rows]

    def _content(self, message: str | None) -> str:
        if message is None:
            return ""
        answer = self._rest.call("GET", f"msg/{message}/content", 200)
        return read(answer, lambda data: str(data["data"]))

    def choices(self, name: str) -> Sequence[Choice]:
        """What `priority` can be."""
        if name != "priority":
            raise Refused(f"There is nothing to choose for {name}")
        answer = self._rest.call("GET", name, 200, params={"@fields": "name", "@sort": "order"})
        return read(answer, lambda data: [Choice(one["id"], one["name"]) for one in data["collection"]])

    def _add(self, issue_id: str, text: str, once: str | None = None) -> None:
        """Link a message of `text` to the issue; not if one with `once` in its Message-ID is linked."""
        message: str | None = None
        for _ in range(_TRIES):
            answer = self._rest.call("GET", f"issue/{issue_id}", 200, params={"@fields": "messages,status"})
            linked, status, etag = read(answer, _state)
            if once and not set(linked).isdisjoint(self._messages(once)):
                return
            message = message or self._say(text, once and f"issue{issue_id}.{once}")
            change: dict[str, Any] = {"messages": [*linked, message]}
            if status:
                # Unless the status is said too, Roundup takes a new message as a reason to reopen.
                change["status"] = status
            path = f"issue/{issue_id}"
            answer = self._rest.call("PUT", path, 200, 412, effect=True, json=change, match=etag)
            if answer.status == 200:
                # Not every 200 is Roundup's: a proxy's sign-in page is one too.
                read(answer, lambda data: data["id"], effect=True)
                return
        raise Retry("The issue is being changed by others")

    def _say(self, text: str, name: str | None = None) -> str:
        """Make a message that no issue links to yet, and return its id."""
        message = {"content": text}
        if name:
            message["messageid"] = f"<{name}@ideaboard>"
        # No effect that matters: nobody sees a message that nothing links to.
        answer = self._rest.call("POST", "msg", 201, json=message)
        return read(answer, lambda data: str(data["id"]))

    def _messages(self, word: str) -> list[str]:
        """The ids of the messages that have `word` in their Message-ID."""
        answer = self._rest.call("GET", "msg", 200, params={"messageid": word})
        return read(answer, lambda data: [str(one["id"]) for one in data["collection"]])

    def _issues(self, wanted: Mapping[str, str]) -> list[RemoteIssue]:
        """The issues for which `wanted` is true, oldest first."""
        params: dict[str, str | int] = {**wanted, "@fields": "status,activity", "@verbose": 2}

        def rows(data: Any) -> list[RemoteIssue]:
            oldest_first = sorted(data["collection"], key=lambda row: int(row["id"]))
            return [self._issue(row["id"], row.get("status"), row["activity"]) for row in oldest_first]

        return read(self._rest.call("GET", "issue", 200, params=params), rows)

    def _issue(self, issue_id: str, status: Mapping[str, str] | None, activity: str | None = None) -> RemoteIssue:
        name = f"issue{issue_id}"
        stands = Status(status["id"], status["name"], category(status["name"])) if status else None
        return RemoteIssue(issue_id, name, self._rest.base + name, stands, moment(activity) if activity else None)


def _first(messages: Sequence[Mapping[str, Any]]) -> str | None:
    """The id of an issue's first message."""
    return min((str(one["id"]) for one in messages), key=int, default=None)


def _state(data: Any) -> tuple[list[str], str | None, str]:
    """The messages of an issue, its status, and its ETag."""
    told = data["attributes"]
    linked = sorted((one["id"] for one in told["messages"]), key=int)
    return linked, told["status"] and told["status"]["id"], data["@etag"]


def _digest(url: str) -> str:
    """The word by which a message says that it names `url`."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]
