"""One connection to the issues of one project at Redmine."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
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
    Polled,
    Refused,
    RemoteIssue,
    Status,
    Tracker,
)
from ideaboard_redmine import poll
from ideaboard_redmine.calls import Api, Page, Params, read
from ideaboard_redmine.check import check, is_meant
from ideaboard_redmine.issues import Answered, answered_issue, number_in, status_of
from ideaboard_redmine.text import idea_line, issue_body, issue_title, names, note

# Two clocks may differ, by a whole time zone at worst; it is the marker that decides.
_CLOCK_MARGIN: Final = timedelta(days=1)
_NAMED: Final = re.compile(r"(?:#|(?P<base>https?://\S+)/issues/)?(?P<number>[1-9]\d{0,8})", re.ASCII)


class Redmine(Tracker):
    """The issues of the project in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._project: str = settings["project"]
        self._tracker: str = settings["tracker"]
        self._base: str = settings["url"].rstrip("/")
        self._api = Api(http, self._base, settings["token"])
        self._path = f"/projects/{quote(self._project, safe='')}"
        # Which statuses issues begin in; asked once.
        self._begins: frozenset[int] | None = None

    def check(self) -> Check:
        """Say whose key it is, and what keeps this connection from making issues and finding them again."""
        return check(self._api, self._project, self._tracker)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues with `marker` in their description made since `since` less a day, oldest first.

        At the whole server: an issue that was moved to another project is no reason for a second one.
        """
        after = poll.as_said(since - _CLOCK_MARGIN)
        asked: Params = {"status_id": "*", "description": f"~{marker}", "created_on": f">={after}", "sort": "id"}
        pages = self._api.pages("/issues.json", "issues", asked, self._of)
        found = {one.number: one.issue for page in pages for one in page if one.marker == marker}
        return [found[number] for number in sorted(found)]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with marker and the idea's address in the same call."""
        asked: dict[str, Any] = {"subject": issue_title(draft), "description": issue_body(draft, marker)}
        with self._about_project():
            if self._tracker:
                asked["tracker_id"] = self._tracker_id()
            # What cannot be known afterwards must not fail then.
            self._beginnings()
            answer = self._api.post(f"{self._path}/issues.json", {"issue": asked})
        return read(answer, lambda body: self._of(body["issue"]), effect=True).issue

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Note `url` once, unless the issue's description or one of its notes already names it."""
        answered = self._get(issue.id, "journals")
        if names(self._of(answered).body, url):
            return
        if not any(names(str(entry.get("notes") or ""), url) for entry in answered["journals"]):
            self._put(issue.id, {"notes": idea_line(url)})

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now, in whatever project. Raises Gone when it was deleted."""
        return self._of(self._get(issue_id)).issue

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a note."""
        self._put(issue_id, {"notes": note(text)})

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Bring the issue to the first status of `category` that its workflow allows, and read what became of it.

        Raises Refused when there is none, or when Redmine left it as it was: it says nothing when it ignores a change.
        """
        if category == "rejected":
            raise Refused("Redmine does not tell rejected from done: an issue is closed, or it is not.")
        answered = self._get(issue_id, "allowed_statuses")
        now = self._of(answered).status
        if now.category == category:
            return now
        wanted = self._way(answered, now, category)
        self._put(issue_id, {"status_id": int(wanted.id)})
        became = self._of(self._get(issue_id)).status
        if became.category != category:
            raise Refused(
                f"Redmine left the issue in {became.name} instead of {wanted.name}: may the account edit issues?"
            )
        return became

    def statuses(self) -> Sequence[Status]:
        """Every status of the server, in its order."""
        beginnings = self._beginnings()
        answer = self._api.get("/issue_statuses.json")
        return read(answer, lambda body: [status_of(entry, beginnings) for entry in body["issue_statuses"]])

    def poll(self, cursor: str | None) -> Polled:
        """What changed in the project since `cursor`; one that nobody gave begins anew."""
        now = datetime.now(UTC)
        known = None if cursor is None else poll.Cursor.read(cursor)
        return poll.begin(self._list, now) if known is None else poll.go_on(self._list, known, now)

    def look_up(self, text: str) -> Existing:
        """The issue `#12`, `12` or of a page's address. Raises Gone; Refused for another server or project."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as #12, or by the address of its page.")
        if found["base"] and found["base"].casefold() != self._base.casefold():
            raise Refused(f"That is not an issue of {self._base}.")
        answered = self._get(found["number"])
        there = self._of(answered)
        with self._about_project():
            ours = read(self._api.get(f"{self._path}.json"), lambda body: int(body["project"]["id"]))
        if there.project != ours:
            raise Refused(f"{there.issue.key} is not in the project {self._project}.")
        return Existing(there.issue, there.title, there.body)

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues that are not closed, 100 a page. The cursor is the number where the next page begins."""
        first = int(cursor) if cursor and cursor.isascii() and cursor.isdigit() and len(cursor) < 10 else 1
        page = self._list({"status_id": "open", "sort": "id", "issue_id": f">={first}"})
        shown = [Existing(one.issue, one.title, one.body) for one in page.entries]
        ended = not shown or page.total <= len(shown)
        return Listing(shown, None if ended else str(page.entries[-1].number + 1))

    def choices(self, name: str) -> Sequence[Choice]:
        """The projects that the account sees, or the project's trackers. Raises Refused for any other name."""
        if name == "tracker":
            return [Choice(id=str(number), name=called) for number, called in self._trackers().items()]
        if name != "project":
            raise Refused(f"There is nothing to choose from for {name!r}")
        pages = self._api.pages(
            "/projects.json", "projects", {}, lambda entry: Choice(id=str(entry["identifier"]), name=str(entry["name"]))
        )
        return [choice for page in pages for choice in page]

    def _beginnings(self) -> Collection[int]:
        """The statuses that issues begin in: the default of any of the server's trackers."""
        if self._begins is None:
            answer = self._api.get("/trackers.json")
            self._begins = read(
                answer,
                lambda body: frozenset(
                    int(entry["default_status"]["id"]) for entry in body["trackers"] if entry.get("default_status")
                ),
            )
        return self._begins

    def _trackers(self) -> dict[int, str]:
        """The trackers of the project, by their number."""
        with self._about_project():
            answer = self._api.get(f"{self._path}.json", {"include": "trackers"})
        return read(
            answer, lambda body: {int(entry["id"]): str(entry["name"]) for entry in body["project"]["trackers"]}
        )

    def _tracker_id(self) -> int:
        """The number of the tracker in the settings. Raises Refused when the project has none of that name."""
        for number, called in self._trackers().items():
            if is_meant(self._tracker, number, called):
                return number
        raise Refused(f"The project {self._project} has no tracker {self._tracker}.")

    def _way(self, answered: Mapping[str, Any], now: Status, category: Category) -> Status:
        """The first status of `category` where the issue may go from `now`. Raises Refused."""
        allowed = [status_of(entry, self._beginnings()) for entry in answered.get("allowed_statuses", ())]
        fitting = [one for one in allowed if one.category == category]
        if fitting:
            return fitting[0]
        ways = ", ".join(one.name for one in allowed if one.id != now.id) or "nowhere"
        meant = category.replace("_", " ")
        raise Refused(f"From {now.name} the workflow lets this account go to {ways}: nothing that is {meant}.")

    def _get(self, issue_id: str, include: str = "") -> Mapping[str, Any]:
        """What Redmine answers about the issue, sure to be one. Raises Gone."""
        self._beginnings()
        answer = self._api.get(f"/issues/{number_in(issue_id)}.json", {"include": include} if include else None)

        def issue(body: Any) -> Mapping[str, Any]:
            found: Mapping[str, Any] = body["issue"]
            self._of(found)
            if include and not isinstance(found[include], list):
                raise TypeError(include)
            return found

        return read(answer, issue)

    def _put(self, issue_id: str, what: Mapping[str, Any]) -> None:
        self._api.put(f"/issues/{number_in(issue_id)}.json", {"issue": what})

    def _list(self, asked: Params) -> Page[Answered]:
        """A page of the project's issues; those of its subprojects are others."""
        self._beginnings()
        with self._about_project():
            return self._api.page(
                "/issues.json", "issues", {"project_id": self._project, "subproject_id": "!*", **asked}, self._of
            )

    def _of(self, answered: Mapping[str, Any]) -> Answered:
        return answered_issue(answered, self._base, self._beginnings())

    @contextmanager
    def _about_project(self) -> Iterator[None]:
        """Turn what means `not here` for the whole project into Refused: no link is lost by it."""
        try:
            yield
        except Gone as error:
            raise Refused(f"{self._project}: {error}") from error
