"""One connection to the issues of one GitHub repository."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ideaboard.plugin import (
    Category,
    Check,
    Choice,
    Draft,
    Existing,
    Gone,
    Http,
    Listing,
    Refused,
    RemoteIssue,
    Status,
    Tracker,
)
from ideaboard_github.app import AppLogin, Installation
from ideaboard_github.calls import Api, Moved, Params, Token, read
from ideaboard_github.check import examine, examine_app
from ideaboard_github.issues import CHANGES, Answered, answered_issue, number_in, statuses
from ideaboard_github.text import comment_body, idea_line, issue_body, issue_title, names

# The board's clock and GitHub's may differ, by a whole time zone at worst. Looking further back costs little;
# it is the marker that decides.
CLOCK_MARGIN: Final = timedelta(days=1)
# 50 bodies of GitHub's greatest length still fit into the longest answer that Http takes.
_PER_PAGE: Final = 50
# How people name an issue: the host of an address is not looked at, for nobody is called by it.
_NAMED: Final = re.compile(
    r"(?:(?P<repository>[\w.-]+/[\w.-]+)?#|https?://[^/\s]+/(?P<path>[\w.-]+/[\w.-]+)/issues/)?(?P<number>[1-9]\d{0,9})"
    r"(?:[/?#]\S*)?",
    re.ASCII,
)

_log = logging.getLogger(__name__)


class GitHub(Tracker):
    """The issues of the repository in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._repository: str = settings["repository"]
        self._label: str = settings["label"]
        self._path = f"/repos/{self._repository}"
        base: str = settings["api_url"]
        if "token" in settings:
            self._api, self._app = Api(http, base, Token(settings["token"])), None
        else:
            self._installation: str = settings["installation_id"]
            self._app = Api(http, base, AppLogin(settings["app_id"], settings["private_key"]))
            self._api = Api(http, base, Installation(self._app, self._installation, self._repository))

    def check(self) -> Check:
        """Say whose token or which App it is, and what keeps it from making issues and finding them again."""
        if self._app is None:
            return examine(self._api, self._repository, self._label)
        return examine_app(self._app, self._api, self._installation, self._repository, self._label)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues with `marker` made since `since` less a day for clocks that differ, oldest first.

        Listed, never searched, because GitHub's search lags. Listed by our label first, and when that brings
        nothing by creator, because GitHub drops the label without a word when the token may not push.
        """
        since = since.astimezone(UTC) - CLOCK_MARGIN
        found = self._list(marker, since, {"labels": self._label})
        if not found:
            found = self._list(marker, since, self._by_creator())
        return [one.issue for one in sorted(found, key=lambda one: (one.created, one.number))]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with marker, label and the idea's address in the same call.

        Raises Refused where issues are switched off, or where the token may not see the repository.
        """
        asked = {"title": issue_title(draft), "body": issue_body(draft, marker), "labels": [self._label]}
        with self._about_repository():
            answer = self._api.post(f"{self._path}/issues", asked)
        made = read(answer, self._as_issue, effect=True)
        if self._label.casefold() not in made.labels:
            _log.warning("GitHub dropped the label %r of %s: the token may not push", self._label, made.issue.key)
        return made.issue

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Comment once with `url`, unless the issue's body or one of its comments already names it.

        A comment and not a new body: the body may have been edited by people since, and GitHub has no way to
        refuse the older of two writes.
        """
        if names(self._issue(issue.id).body, url):
            return
        path = f"{self._path}/issues/{number_in(issue.id)}/comments"
        with self._about_issue():
            for page in self._api.pages(path, {"per_page": _PER_PAGE}, lambda comment: comment.get("body")):
                if any(names(body, url) for body in page):
                    return
            self._api.post(path, {"body": idea_line(url)})

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone when it was deleted, transferred or is another one."""
        return self._issue(issue_id).issue

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a comment, cut at GitHub's 65,536 characters."""
        self._issue(issue_id)
        with self._about_issue():
            path = f"{self._path}/issues/{number_in(issue_id)}/comments"
            self._api.post(path, {"body": comment_body(text)})

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Open or close the issue, unless it is so already. Raises Refused for `in_progress`, which GitHub lacks."""
        if category not in CHANGES:
            raise Refused("An issue at GitHub is open or closed; it cannot be in progress.")
        now = self._issue(issue_id).issue.status
        if now is not None and now.category == category:
            return now
        with self._about_issue():
            answer = self._api.patch(f"{self._path}/issues/{number_in(issue_id)}", CHANGES[category])
        status = read(answer, self._as_issue, effect=True).issue.status
        assert status is not None  # noqa: S101 - every issue of GitHub has one
        return status

    def statuses(self) -> Sequence[Status]:
        """Open, and each way to be closed."""
        return statuses()

    def look_up(self, text: str) -> Existing:
        """The issue `#12`, `owner/name#12` or of a page's address. Raises Gone; Refused for another repository."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as #12, as owner/name#12, or by the address of its page.")
        repository, number = found["repository"] or found["path"], found["number"]
        if repository and repository.casefold() != self._repository.casefold():
            raise Refused(f"That is an issue of {repository}; this connection is to {self._repository}.")
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{number}")
        found_issue = read(answer, self._as_issue)
        if found_issue.is_pull_request:
            raise Refused(f"{found_issue.issue.key} is a pull request.")
        return Existing(found_issue.issue, found_issue.title, found_issue.body)

    def open_issues(self, cursor: str | None) -> Listing:
        """The open issues, 50 a page, the oldest first; pull requests are left out. The cursor is a page's number."""
        page = int(cursor) if cursor is not None and cursor.isascii() and cursor.isdigit() else 1
        asked: Params = {"state": "open", "sort": "created", "direction": "asc", "per_page": _PER_PAGE, "page": page}
        with self._about_repository():
            answer = self._api.get(f"{self._path}/issues", asked)
        listed = read(answer, lambda body: [self._as_issue(entry) for entry in body])
        shown = [Existing(one.issue, one.title, one.body) for one in listed if not one.is_pull_request]
        return Listing(shown, str(page + 1) if 'rel="next"' in answer.headers.get("link", "") else None)

    def choices(self, name: str) -> Sequence[Choice]:
        """The repository's labels for the setting `label`. Raises Refused for any other name."""
        if name != "label":
            raise Refused(f"There is nothing to choose from for {name!r}")
        with self._about_repository():
            pages = self._api.pages(f"{self._path}/labels", {"per_page": 100}, lambda label: str(label["name"]))
            return [Choice(id=name, name=name) for page in pages for name in page]

    def _issue(self, issue_id: str) -> Answered:
        """What GitHub answers about the issue, sure to be the one that `issue_id` means."""
        with self._about_issue():
            answer = self._api.get(f"{self._path}/issues/{number_in(issue_id)}")
        answered = read(answer, self._as_issue)
        if answered.issue.id != issue_id:
            raise Gone(f"{answered.issue.key} is another issue than the one that was made")
        return answered

    def _list(self, marker: str, since: datetime, which: Params) -> list[Answered]:
        """The issues among `which` that carry `marker`, newest first, as far back as `since`."""
        asked: Params = {
            **which,
            "state": "all",
            # GitHub compares it with the last change, so it shortens the list but does not end it.
            "since": f"{since:%Y-%m-%dT%H:%M:%SZ}",
            "sort": "created",
            "direction": "desc",
            "per_page": _PER_PAGE,
        }
        # By id: an issue made while the pages are turned pushes another one onto the next page again.
        found: dict[str, Answered] = {}
        with self._about_repository():
            for page in self._api.pages(f"{self._path}/issues", asked, self._as_issue):
                found |= {one.issue.id: one for one in page if one.marker == marker}
                if page and page[-1].created < since:
                    break
        return list(found.values())

    def _by_creator(self) -> Params:
        """Our own issues; all of them for a token that may not ask who it is, as those of GitHub Apps."""
        try:
            return {"creator": read(self._api.get("/user"), lambda user: str(user["login"]))}
        except (Gone, Refused):
            return {}

    def _as_issue(self, body: Any) -> Answered:
        return answered_issue(body, self._repository)

    @contextmanager
    def _about_repository(self) -> Iterator[None]:
        """Turn what means `not here` for the whole repository into Refused: no link is lost by it."""
        try:
            yield
        except Moved as error:
            raise Refused(f"{self._repository} has another name now; put it into the settings ({error})") from error
        except Gone as error:
            raise Refused(f"{self._repository}: {error}") from error

    @contextmanager
    def _about_issue(self) -> Iterator[None]:
        """Turn a transferred issue into Gone; but Refused when it is the repository that is out of sight."""
        try:
            yield
        except (Gone, Moved) as error:
            with self._about_repository():
                self._api.get(self._path)
            raise Gone(str(error)) from error
