"""One connection to the issues of one GitHub repository."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from ideaboard.plugin import (
    Check,
    Choice,
    Draft,
    Gone,
    Http,
    Refused,
    RemoteIssue,
    Tracker,
)
from ideaboard_github.calls import Api, Moved, Params, read
from ideaboard_github.check import examine
from ideaboard_github.issues import Answered, answered_issue, number_in
from ideaboard_github.text import comment_body, idea_line, issue_body, issue_title, names

# The board's clock and GitHub's may differ, by a whole time zone at worst. Looking further back costs little;
# it is the marker that decides.
CLOCK_MARGIN: Final = timedelta(days=1)
# 50 bodies of GitHub's greatest length still fit into the longest answer that Http takes.
_PER_PAGE: Final = 50

_log = logging.getLogger(__name__)


class GitHub(Tracker):
    """The issues of the repository in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._repository: str = settings["repository"]
        self._label: str = settings["label"]
        self._api = Api(http, settings["api_url"], settings["token"])
        self._path = f"/repos/{self._repository}"

    def check(self) -> Check:
        """Say whose token it is, and what keeps this connection from making issues and finding them again."""
        return examine(self._api, self._repository, self._label)

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
