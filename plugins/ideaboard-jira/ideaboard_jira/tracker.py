"""One connection to the issues of one project at Jira."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote

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
    TrackerError,
    cut,
)
from ideaboard_jira.calls import Api, FieldsRefused
from ideaboard_jira.check import examine, issue_types
from ideaboard_jira.editions import Edition
from ideaboard_jira.issues import FIELDS, moment, page, remote_issue, status, text
from ideaboard_jira.texts import LIMITS

# Two clocks may differ, by a whole time zone at worst; it is the marker that decides.
_CLOCK_MARGIN: Final = timedelta(days=1)
_MAX_PAGES: Final = 100
_WORDS: Final = ("summary", "description", "project", "created")
_NAMED: Final = re.compile(
    r"(?:https?://\S+?/(?:browse|projects/\w+/issues)/|https?://\S+?[?&]selectedIssue=)?([A-Z][A-Z0-9_]+-[1-9]\d{0,9})"
    r"(?:[/?#&]\S*)?",
    re.ASCII,
)
_DIGITS: Final = re.compile(r"[1-9]\d{0,18}", re.ASCII)


class Jira(Tracker):
    """The issues of the project in `settings` at a Jira of this `edition`, called through `http`."""

    def __init__(self, edition: Edition, settings: Mapping[str, Any], http: Http) -> None:
        self._edition, self._texts = edition, edition.texts
        self._base: str = settings["url"].rstrip("/")
        self._project: str = settings["project"]
        self._type: str = settings["issue_type"]
        self._label: str = settings["label"]
        authorization = edition.authorization(settings)
        secrets = (settings["token"], authorization.partition(" ")[2])
        self._api = Api(http, self._base + edition.path, authorization, secrets)

    def check(self) -> Check:
        """Say whose token it is, and what keeps this connection from making issues."""
        return examine(self._api, self._edition.account, self._project, self._type)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues with `marker` made since `since` less a day, oldest first: ours by label, or by who made them."""
        # In minutes before now: a date would be read in the time zone of the account.
        minutes = int((datetime.now(UTC) - since.astimezone(UTC) + _CLOCK_MARGIN).total_seconds() // 60) + 1
        jql = f'(labels = "{self._label}" OR creator = currentUser()) AND created >= "-{max(minutes, 1)}m"'
        found: dict[str, tuple[datetime, RemoteIssue]] = {}
        cursor: str | None = None
        for _ in range(_MAX_PAGES):
            listed = self._search(f"{jql} ORDER BY created ASC", cursor)
            for created, issue, said in listed[0]:
                if self._texts.marker(said["fields"].get("description")) == marker:
                    found[issue.id] = (created, issue)
            cursor = listed[1]
            if cursor is None:
                return [issue for _, issue in sorted(found.values(), key=lambda each: (each[0], int(each[1].id)))]
        raise Refused(f"Jira lists more than {_MAX_PAGES} pages of issues with the label {self._label}.")

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with marker and label in the same call."""
        fields = {
            "project": {"key": self._project},
            "issuetype": {"id" if _DIGITS.fullmatch(self._type) else "name": self._type},
            "summary": cut(" ".join(draft.title.split()), LIMITS.title),
            "description": self._texts.issue(draft.body, marker),
            "labels": [self._label],
        }
        with self._about_project():
            try:
                made = self._api.post("/issue", {"fields": fields}, _made)
            except FieldsRefused as error:
                if error.fields != {"labels"}:
                    raise
                # The project shows no labels where issues are made. Nothing was made; it is found by its maker then.
                made = self._api.post("/issue", {"fields": {**fields, "labels": []}}, _made)
        issue_id, key = made
        try:
            return self._api.get(_path(issue_id), self._as_issue, {"fields": ",".join(FIELDS)})
        except TrackerError:
            # It is there; what its status is shows later.
            return RemoteIssue(issue_id, key, page(self._base, key))

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """A link beside the issue, which Jira knows by the idea's address: made, or made anew in the same place."""
        link = {"globalId": f"ideaboard={url}"[:255], "object": {"url": url, "title": "The idea on the board"}}
        with self._about_issue():
            self._api.post(f"{_path(issue.id)}/remotelink", link, bool)

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now, wherever it was moved to. Raises Gone."""
        with self._about_issue():
            return self._api.get(_path(issue_id), self._as_issue, {"fields": ",".join(FIELDS)})

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a comment."""
        with self._about_issue():
            self._api.post(f"{_path(issue_id)}/comment", {"body": self._texts.comment(text)}, bool)

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Take the first transition to a status of `category` that asks for nothing, unless the issue is in one.

        Raises Refused, naming what is possible, when the project's workflow has none.
        """
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        path = f"{_path(issue_id)}/transitions"
        with self._about_issue():
            ways = self._api.get(path, _transitions, {"expand": "transitions.fields"})
            right = [way for way in ways if way[1].category == category]
            wanted = next((way for way in right if not way[2]), None)
            if wanted is None:
                raise Refused(_no_way(now, category, ways, right))
            self._api.do(path, {"transition": {"id": wanted[0]}})
        return wanted[1]

    def statuses(self) -> Sequence[Status]:
        """Every status in the workflow of the issue type."""

        def read(said: Any) -> list[Status]:
            types = [each for each in said if self._type in (each["id"], each["name"])] or said
            return list({one.id: one for each in types for one in map(status, each["statuses"])}.values())

        with self._about_project():
            return self._api.get(f"/project/{self._project}/statuses", read)

    def look_up(self, text: str) -> Existing:
        """The issue `ROAD-12` or of a page's address. Raises Gone; Refused for one of another project."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as ROAD-12, or by the address of its page.")
        with self._about_issue():
            existing, project = self._api.get(_path(found[1]), self._as_existing, {"fields": ",".join(FIELDS + _WORDS)})
        if project != self._project:
            raise Refused(f"{existing.issue.key} is an issue of {project}; this connection is to {self._project}.")
        return existing

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues that are not done, 50 a page; parts of other issues are left out. The cursor is Jira's own."""
        jql = f'project = "{self._project}" AND statusCategory != Done AND issuetype in standardIssueTypes()'
        listed, following = self._search(f"{jql} ORDER BY created ASC", cursor)
        return Listing([self._as_existing(said)[0] for _, _, said in listed], following)

    def choices(self, name: str) -> Sequence[Choice]:
        """The project's issue types for the setting `issue_type`. Raises Refused for any other name."""
        if name != "issue_type":
            raise Refused(f"There is nothing to choose from for {name!r}")
        with self._about_project():
            return [Choice(id=name, name=name) for _, name in issue_types(self._api, self._project)]

    def _search(self, jql: str, cursor: str | None) -> tuple[list[tuple[datetime, RemoteIssue, Any]], str | None]:
        """A page of what `jql` finds, each read far enough to be sure that it is an issue."""

        def read(said: Any) -> tuple[datetime, RemoteIssue, Any]:
            self._as_existing(said)
            return moment(text(said["fields"], "created")), self._as_issue(said), said

        with self._about_project():
            listed = self._edition.search(self._api, jql, [*FIELDS, *_WORDS], cursor)
        try:
            return [read(said) for said in listed.issues], listed.next
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise Refused(f"Jira lists what cannot be read: {type(error).__name__}") from error

    def _as_issue(self, said: Any) -> RemoteIssue:
        return remote_issue(said, self._base)

    def _as_existing(self, said: Any) -> tuple[Existing, str]:
        """An issue with its words, and its project's key."""
        fields = said["fields"]
        body = self._texts.read(fields.get("description"))
        return Existing(self._as_issue(said), text(fields, "summary"), body), text(fields["project"], "key")

    @contextmanager
    def _about_project(self) -> Iterator[None]:
        """Turn what means `not here` for the whole project into Refused: no link is lost by it."""
        try:
            yield
        except Gone as error:
            raise Refused(f"{self._project}: {error}") from error

    @contextmanager
    def _about_issue(self) -> Iterator[None]:
        """Gone for an issue; but Refused when it is the project that is out of sight."""
        try:
            yield
        except Gone as error:
            with self._about_project():
                self._api.get(f"/project/{self._project}", bool)
            raise Gone(str(error)) from error


def _path(issue: str) -> str:
    return f"/issue/{quote(issue, safe='')}"


def _made(said: Any) -> tuple[str, str]:
    return text(said, "id"), text(said, "key")


def _transitions(said: Any) -> list[tuple[str, Status, list[str]]]:
    """Each way on: its id, where it leads, and the fields that somebody has to fill on the way."""
    return [
        (
            text(way, "id"),
            status(way["to"]),
            [
                str(field.get("name") or name)
                for name, field in (way.get("fields") or {}).items()
                if field.get("required") and not field.get("hasDefaultValue")
            ],
        )
        for way in said["transitions"]
    ]


def _no_way(
    now: Status | None,
    category: Category,
    ways: Sequence[tuple[str, Status, list[str]]],
    right: Sequence[tuple[str, Status, list[str]]],
) -> str:
    here = now.name if now is not None else "its status"
    if right:
        asked = "; ".join(f"{to.name} asks for {', '.join(fields)}" for _, to, fields in right)
        return f"From {here} Jira lets nobody on without more: {asked}."
    there = ", ".join(to.name for _, to, _ in ways) or "nothing"
    return f"No transition leads from {here} to a status that means {category.replace('_', ' ')}; possible: {there}."
