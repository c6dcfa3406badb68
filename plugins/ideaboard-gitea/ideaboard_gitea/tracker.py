"""One connection to the issues of one repository at Gitea or Forgejo."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ideaboard.plugin import (
    AuthFailed,
    Category,
    Check,
    Choice,
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
from ideaboard_gitea.calls import PER_PAGE, Api, Params, read
from ideaboard_gitea.issues import CLOSED, OPEN, Answered, answered_issue, number_in
from ideaboard_gitea.text import LIMITS, idea_line, issue_body, issue_title, names

# Two clocks may differ, by a whole time zone at worst; it is the marker that decides.
_CLOCK_MARGIN: Final = timedelta(days=1)
_LABEL_COLOUR: Final = "#5b8c5a"
_STATES: Final[Mapping[str, str]] = {"open": "open", "done": "closed"}
_NAMED: Final = re.compile(
    r"(?:(?P<repository>[\w.-]+/[\w.-]+)?#|https?://\S+?/(?P<path>[\w.-]+/[\w.-]+)/issues/)?(?P<number>[1-9]\d{0,9})",
    re.ASCII,
)


class Gitea(Tracker):
    """The issues of the repository in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._repository: str = settings["repository"]
        self._label: str = settings["label"]
        self._api = Api(http, settings["url"], settings["token"])
        self._page = f"{settings['url'].rstrip('/')}/{self._repository}"
        self._path = f"/repos/{self._repository}"

    def check(self) -> Check:
        """Say whose token it is, and what keeps this connection from making issues and finding them again."""
        account: str | None = None
        try:
            account = self._account()
            about = read(self._api.get(self._path), lambda body: dict(body))
            findings = list(self._about(about))
            if not findings:
                self._api.get(f"{self._path}/issues", {"limit": 1, "state": "all", "type": "issues"})
            return Check(account, tuple(findings))
        except TrackerError as error:
            return Check(account, (self._finding(error),))

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues with `marker` made since `since` less a day, oldest first: listed by label, else by creator."""
        since = since.astimezone(UTC) - _CLOCK_MARGIN
        found = self._list(marker, since, {"labels": self._label})
        if not found:
            found = self._list(marker, since, {"created_by": self._account()})
        return [one.issue for one in sorted(found, key=lambda one: (one.created, one.number))]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with marker, label and the idea's address in the same call."""
        labels = self._label_ids()
        asked = {"title": issue_title(draft), "body": issue_body(draft, marker), "labels": labels}
        with self._about_repository():
            answer = self._api.post(f"{self._path}/issues", asked)
        return read(answer, self._as_issue, effect=True).issue

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Comment once with `url`, unless the issue's body or one of its comments already names it."""
        if names(self._issue(issue.id).body, url):
            return
        path = f"{self._path}/issues/{number_in(issue.id)}/comments"
        with self._about_issue():
            # Gitea lists all of an issue's comments at once.
            said = read(self._api.get(path), lambda body: [comment["body"] for comment in body])
            if not any(names(body, url) for body in said):
                self._api.post(path, {"body": idea_line(url)})

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone when it was deleted, moved or is another one."""
        return self._issue(issue_id).issue

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a comment."""
        self._issue(issue_id)
        with self._about_issue():
            self._api.post(f"{self._path}/issues/{number_in(issue_id)}/comments", {"body": cut(text, LIMITS.body)})

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Open or close the issue, unless it is so already. Raises Refused for what Gitea does not know."""
        if category not in _STATES:
            raise Refused(f"An issue at Gitea is open or closed; it cannot be {category.replace('_', ' ')}.")
        now = self._issue(issue_id).issue.status
        if now is not None and now.category == category:
            return now
        with self._about_issue():
            answer = self._api.patch(f"{self._path}/issues/{number_in(issue_id)}", {"state": _STATES[category]})
        status = read(answer, self._as_issue, effect=True).issue.status
        assert status is not None  # noqa: S101 - every issue of Gitea has one
        return status

    def statuses(self) -> Sequence[Status]:
        """Open and closed."""
        return [OPEN, CLOSED]

    def look_up(self, text: str) -> Existing:
        """The issue `#12`, `owner/name#12` or of a page's address. Raises Gone; Refused for another repository."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as #12, as owner/name#12, or by the address of its page.")
        repository = found["repository"] or found["path"]
        if repository and repository.casefold() != self._repository.casefold():
            raise Refused(f"That is an issue of {repository}; this connection is to {self._repository}.")
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{found['number']}")
        there = read(answer, self._as_issue)
        if there.is_pull_request:
            raise Refused(f"{there.issue.key} is a pull request.")
        return Existing(there.issue, there.title, there.body)

    def open_issues(self, cursor: str | None) -> Listing:
        """The open issues, 50 a page; pull requests are left out. The cursor is a page's number."""
        page = int(cursor) if cursor is not None and cursor.isascii() and cursor.isdigit() else 1
        asked: Params = {"state": "open", "type": "issues", "limit": PER_PAGE, "page": page}
        with self._about_repository():
            answer = self._api.get(f"{self._path}/issues", asked)
        listed = read(answer, lambda body: [self._as_issue(entry) for entry in body])
        return Listing([Existing(one.issue, one.title, one.body) for one in listed], str(page + 1) if listed else None)

    def choices(self, name: str) -> Sequence[Choice]:
        """The repository's labels for the setting `label`. Raises Refused for any other name."""
        if name != "label":
            raise Refused(f"There is nothing to choose from for {name!r}")
        with self._about_repository():
            pages = self._api.pages(f"{self._path}/labels", {}, lambda label: str(label["name"]))
            return [Choice(id=name, name=name) for page in pages for name in page]

    def _account(self) -> str:
        return read(self._api.get("/user"), lambda user: str(user["login"]))

    def _label_ids(self) -> list[int]:
        """The id of our label, which is made where it is missing; nothing where that is refused."""
        with self._about_repository():
            pages = self._api.pages(f"{self._path}/labels", {}, lambda label: (str(label["name"]), int(label["id"])))
            for page in pages:
                for name, number in page:
                    if name.casefold() == self._label.casefold():
                        return [number]
        try:
            answer = self._api.post(f"{self._path}/labels", {"name": self._label, "color": _LABEL_COLOUR})
        except (Refused, Gone):
            # The issue is found by its creator then.
            return []
        return [read(answer, lambda label: int(label["id"]), effect=True)]

    def _about(self, about: Mapping[str, Any]) -> Iterator[Finding]:
        if about.get("archived"):
            yield Finding("wrong_project", f"{self._repository} is archived, so nothing can be added to it.")
        elif not about.get("has_issues", True):
            yield Finding("wrong_project", f"Issues are switched off in {self._repository}.")
        if about["full_name"].casefold() != self._repository.casefold():
            yield Finding("wrong_project", f"{self._repository} has another name now: {about['full_name']}")

    def _finding(self, error: TrackerError) -> Finding:
        match error:
            case AuthFailed():
                return Finding("bad_token", f"Gitea does not take the token: {error}")
            case Gone():
                return Finding("wrong_project", f"There is no {self._repository}, or the token may not see it: {error}")
            case Refused():
                return Finding("missing_right", f"The token may not use the issues of {self._repository}: {error}")
            case Retry():
                return Finding("unreachable", f"Gitea cannot be asked now: {error}")
            case _:
                return Finding("other", str(error))

    def _issue(self, issue_id: str) -> Answered:
        """What Gitea answers about the issue, sure to be the one that `issue_id` means."""
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{number_in(issue_id)}")
        answered = read(answer, self._as_issue)
        if answered.issue.id != issue_id:
            raise Gone(f"{answered.issue.key} is another issue than the one that was made")
        return answered

    def _list(self, marker: str, since: datetime, which: Params) -> list[Answered]:
        """The issues among `which` that carry `marker` and changed since `since`."""
        asked: Params = {**which, "state": "all", "type": "issues", "since": f"{since:%Y-%m-%dT%H:%M:%SZ}"}
        found: dict[str, Answered] = {}
        with self._about_repository():
            for page in self._api.pages(f"{self._path}/issues", asked, self._as_issue):
                found |= {one.issue.id: one for one in page if one.marker == marker}
        return list(found.values())

    def _as_issue(self, body: Any) -> Answered:
        return answered_issue(body, self._repository, self._page)

    @contextmanager
    def _about_repository(self) -> Iterator[None]:
        """Turn what means `not here` for the whole repository into Refused: no link is lost by it."""
        try:
            yield
        except Gone as error:
            raise Refused(f"{self._repository}: {error}") from error

    @contextmanager
    def _about_issue(self) -> Iterator[None]:
        """Gone for an issue; but Refused when it is the repository that is out of sight."""
        try:
            yield
        except Gone as error:
            with self._about_repository():
                self._api.get(self._path)
            raise Gone(str(error)) from error
