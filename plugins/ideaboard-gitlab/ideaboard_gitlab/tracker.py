"""One connection to the issues of one GitLab project."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

from ideaboard.plugin import (
    AuthFailed,
    Category,
    Check,
    Draft,
    Existing,
    Finding,
    Gone,
    Http,
    Listing,
    Refused,
    RemoteIssue,
    Retry,
    Status,
    Tracker,
    TrackerError,
    cut,
)
from ideaboard_gitlab.calls import PER_PAGE, Api, Moved, Params, read
from ideaboard_gitlab.issues import CLOSED, OPEN, Answered, answered_issue, number_in
from ideaboard_gitlab.text import LIMITS, idea_line, issue_body, issue_title, names, plain

# Two clocks may differ, by a whole time zone at worst; it is the marker that decides.
_CLOCK_MARGIN: Final = timedelta(days=1)
_EVENTS: Final[Mapping[str, str]] = {"open": "reopen", "done": "close"}
_NAMED: Final = re.compile(
    r"(?:(?P<project>[\w.-]+(?:/[\w.-]+)+)?#|https?://[^/\s]+/(?P<path>[\w./-]+?)/-/(?:issues|work_items)/)?"
    r"(?P<number>[1-9]\d{0,8})",
    re.ASCII,
)


class GitLab(Tracker):
    """The issues of the project in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._project: str = settings["project"]
        self._label: str = settings["label"]
        self._confidential: bool = settings["confidential"]
        self._api = Api(http, settings["url"], settings["token"])
        self._path = f"/projects/{quote(self._project, safe='')}"

    def check(self) -> Check:
        """Say whose token it is, and what keeps this connection from making issues and finding them again."""
        account: str | None = None
        try:
            account = read(self._api.get("/user"), lambda user: str(user["username"]))
            about = read(self._api.get(self._path), lambda body: dict(body))
            findings = list(self._about(about))
            if not findings:
                self._api.get(f"{self._path}/issues", {"per_page": 1})
            return Check(account, tuple(findings))
        except TrackerError as error:
            return Check(account, (self._finding(error),))

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues with `marker` made since `since` less a day, oldest first: listed by label, else our own.

        GitLab drops the label without a word when the token's role may not set any.
        """
        after = f"{since.astimezone(UTC) - _CLOCK_MARGIN:%Y-%m-%dT%H:%M:%SZ}"
        found = self._list(marker, {"created_after": after, "labels": self._label, "scope": "all"})
        if not found:
            found = self._list(marker, {"created_after": after, "scope": "created_by_me"})
        return [one.issue for one in sorted(found, key=lambda one: (one.created, number_in(one.issue.id)))]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with marker, label and the idea's address in the same call."""
        asked: dict[str, Any] = {
            "title": issue_title(draft),
            "description": issue_body(draft, marker),
            "labels": [self._label],
        }
        if self._confidential:
            asked["confidential"] = True
        with self._about_project():
            answer = self._api.post(f"{self._path}/issues", asked)
        return read(answer, self._as_issue, effect=True).issue

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Comment once with `url`, unless the issue's description or one of its comments already names it."""
        if names(self._issue(issue.id).body, url):
            return
        path = f"{self._path}/issues/{number_in(issue.id)}/notes"
        with self._about_issue():
            for page in self._api.pages(path, {}, lambda note: note["body"]):
                if any(names(body, url) for body in page):
                    return
            self._api.post(path, {"body": idea_line(url)})

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone when it was deleted, moved or is another one."""
        return self._issue(issue_id).issue

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a comment, in which no line is a command."""
        self._issue(issue_id)
        with self._about_issue():
            body = {"body": cut(plain(text), LIMITS.body)}
            self._api.post(f"{self._path}/issues/{number_in(issue_id)}/notes", body)

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Open or close the issue, unless it is so already. Raises Refused for what GitLab does not know."""
        if category not in _EVENTS:
            raise Refused(f"An issue at GitLab is open or closed; it cannot be {category.replace('_', ' ')}.")
        now = self._issue(issue_id).issue.status
        if now is not None and now.category == category:
            return now
        with self._about_issue():
            answer = self._api.put(f"{self._path}/issues/{number_in(issue_id)}", {"state_event": _EVENTS[category]})
        status = read(answer, self._as_issue, effect=True).issue.status
        assert status is not None  # noqa: S101 - every issue of GitLab has one
        return status

    def statuses(self) -> Sequence[Status]:
        """Open and closed."""
        return [OPEN, CLOSED]

    def look_up(self, text: str) -> Existing:
        """The issue `#12`, `group/name#12` or of a page's address. Raises Gone; Refused for another project."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as #12, as group/name#12, or by the address of its page.")
        project = found["project"] or found["path"]
        if project and project.casefold() != self._project.casefold():
            raise Refused(f"That is an issue of {project}; this connection is to {self._project}.")
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{found['number']}")
        there = read(answer, self._as_issue)
        return Existing(there.issue, there.title, there.body)

    def open_issues(self, cursor: str | None) -> Listing:
        """The open issues, 50 a page, the oldest first. The cursor is a page's number."""
        page = int(cursor) if cursor is not None and cursor.isascii() and cursor.isdigit() else 1
        asked: Params = {
            "state": "opened", "issue_type": "issue", "order_by": "created_at", "sort": "asc", "per_page": PER_PAGE,
            "page": page,
        }  # fmt: skip
        with self._about_project():
            answer = self._api.get(f"{self._path}/issues", asked)
        listed = read(answer, lambda body: [self._as_issue(entry) for entry in body])
        shown = [Existing(one.issue, one.title, one.body) for one in listed]
        return Listing(shown, str(page + 1) if len(shown) == PER_PAGE else None)

    def _about(self, about: Mapping[str, Any]) -> Iterator[Finding]:
        if about.get("archived"):
            yield Finding("wrong_project", f"{self._project} is archived, so nothing can be added to it.")
        elif about.get("issues_access_level") == "disabled" or about.get("issues_enabled") is False:
            yield Finding(
                "wrong_project", f"Issues are switched off in {self._project}: switch them on in its settings."
            )

    def _finding(self, error: TrackerError) -> Finding:
        match error:
            case AuthFailed():
                return Finding("bad_token", f"GitLab does not take the token: {error}")
            case Moved():
                return Finding("wrong_project", f"{self._project} has another name now: {error}")
            case Gone():
                return Finding("wrong_project", f"There is no {self._project}, or the token may not see it: {error}")
            case Refused():
                return Finding("missing_right", f"The token may not use the issues of {self._project}: {error}")
            case Retry():
                return Finding("unreachable", f"GitLab cannot be asked now: {error}")
            case _:
                return Finding("other", str(error))

    def _issue(self, issue_id: str) -> Answered:
        """What GitLab answers about the issue, sure to be the one that `issue_id` means."""
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{number_in(issue_id)}")
        answered = read(answer, self._as_issue)
        if answered.issue.id != issue_id:
            raise Gone(f"{answered.issue.key} is another issue than the one that was made")
        return answered

    def _list(self, marker: str, which: Params) -> list[Answered]:
        """The issues among `which` that carry `marker`."""
        asked: Params = {**which, "order_by": "created_at", "sort": "asc"}
        found: dict[str, Answered] = {}
        with self._about_project():
            for page in self._api.pages(f"{self._path}/issues", asked, self._as_issue):
                found |= {one.issue.id: one for one in page if one.marker == marker}
        return list(found.values())

    def _as_issue(self, body: Any) -> Answered:
        return answered_issue(body, self._project)

    @contextmanager
    def _about_project(self) -> Iterator[None]:
        """Turn what means `not here` for the whole project into Refused: no link is lost by it."""
        try:
            yield
        except Moved as error:
            raise Refused(f"{self._project} has another name now; put it into the settings ({error})") from error
        except Gone as error:
            raise Refused(f"{self._project}: {error}") from error

    @contextmanager
    def _about_issue(self) -> Iterator[None]:
        """Gone for an issue; but Refused when it is the project that is out of sight."""
        try:
            yield
        except (Gone, Moved) as error:
            with self._about_project():
                self._api.get(self._path)
            raise Gone(str(error)) from error
