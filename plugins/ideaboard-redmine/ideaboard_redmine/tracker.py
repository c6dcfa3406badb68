"""One connection to the issues of one project at Redmine."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final, TypeVar

from ideaboard.plugin import (
    AuthFailed,
    Category,
    Change,
    Check,
    Choice,
    Draft,
    Existing,
    Finding,
    Gone,
    Http,
    Limits,
    Listing,
    Polled,
    Refused,
    RemoteIssue,
    Retry,
    Status,
    Tracker,
    TrackerError,
    cut,
    marker_in,
    with_marker,
)
from ideaboard_redmine.calls import Api

T = TypeVar("T")

#: What Redmine takes on every database.
LIMITS: Final = Limits(title=255, body=65_535)
# Two clocks may differ, by a whole time zone at worst; it is the marker that decides.
_CLOCK_MARGIN: Final = timedelta(days=1)
# What was begun before the last poll may end after it, under an earlier time.
_OVERLAP: Final = timedelta(seconds=60)
_PER_PAGE: Final = 100
_MAX_PAGES: Final = 50
_NAMED: Final = re.compile(r"(?:#|https?://\S+?/issues/)?([1-9]\d{0,9})(?:[/?#]\S*)?", re.ASCII)
_ID: Final = re.compile(r"[1-9]\d{0,9}", re.ASCII)


class Redmine(Tracker):
    """The issues of the project in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._base: str = settings["url"].rstrip("/")
        self._project: str = settings["project"]
        self._type: str = settings["issue_type"]
        self._api = Api(http, self._base, settings["token"])
        self._known: list[Status] | None = None

    def check(self) -> Check:
        """Say whose key it is, and whether the project can be seen, is open, and has the tracker."""
        account: str | None = None
        try:
            account = self._api.get("/users/current.json", lambda said: str(said["user"]["login"]))
            about = self._api.get(f"/projects/{self._project}.json", _project, {"include": "trackers"})
            return Check(account, tuple(self._about(about)))
        except AuthFailed as error:
            finding = Finding("bad_token", f"Redmine does not take the key: {error}")
        except Gone as error:
            finding = Finding("wrong_project", f"There is no project {self._project}: {error}")
        except Refused as error:
            finding = Finding("missing_right", f"The account is no member of {self._project} who may see it: {error}")
        except Retry as error:
            finding = Finding("unreachable", f"Redmine cannot be asked now: {error}")
        except TrackerError as error:
            finding = Finding("other", str(error))
        return Check(account, (finding,))

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues whose text ends with `marker`, made since `since` less a day, oldest first."""
        begin = since.astimezone(UTC) - _CLOCK_MARGIN
        asked = {"status_id": "*", "created_on": f">={begin:%Y-%m-%dT%H:%M:%SZ}", "sort": "created_on:asc,id:asc"}
        return [self._as_issue(said) for said in self._all(asked) if marker_in(said.get("description")) == marker]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with the marker in its text."""
        with self._about_project():
            issue: dict[str, Any] = {
                "project_id": self._project,
                "subject": cut(" ".join(draft.title.split()), LIMITS.title),
                "description": with_marker(draft.body, marker, LIMITS.body),
            }
            if self._type:
                types = self._api.get(f"/projects/{self._project}.json", _trackers, {"include": "trackers"})
                if self._type not in types:
                    raise Refused(f"{self._project} has no tracker {self._type}; there are: {', '.join(types)}.")
                issue["tracker_id"] = types[self._type]
            # Its status is read with these: after the issue is made nothing may fail.
            self._statuses()
            return self._api.post("/issues.json", {"issue": issue}, lambda said: self._as_issue(said["issue"]))

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """A note with `url`, unless the issue's text or one of its notes names it."""
        said = self._issue(issue.id, {"include": "journals"})
        texts = [said.get("description"), *(journal.get("notes") for journal in said.get("journals") or ())]
        if not any(url in _words(text) for text in texts):
            self._note(issue.id, f"The idea: {url}")

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone."""
        said = self._issue(issue_id)
        return self._read(partial(self._as_issue, said))

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a note."""
        self._note(issue_id, cut(text, LIMITS.body))

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Bring the issue to the first status of `category`, unless it is in one.

        Raises Refused when there is none, and when the workflow forbids it, which Redmine says by doing nothing.
        """
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        wanted = next((one for one in self._statuses() if one.category == category), None)
        if wanted is None:
            raise Refused(f"Redmine has no status that means {category.replace('_', ' ')}.")
        with self._about_issue():
            self._api.put(f"/issues/{_number(issue_id)}.json", {"issue": {"status_id": int(wanted.id)}})
        after = self.fetch(issue_id).status
        if after != wanted:
            here = after.name if after is not None else "its status"
            raise Refused(f"Redmine left it in {here}: the workflow lets this account not move it to {wanted.name}.")
        return wanted

    def statuses(self) -> Sequence[Status]:
        """Every status of this Redmine, in its own order."""
        return list(self._statuses())

    def look_up(self, text: str) -> Existing:
        """The issue `#12` or of its page's address. Raises Gone; Refused for one of another project."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as #12, or by the address of its page.")
        said = self._issue(found[1])
        mine = self._api.get(f"/projects/{self._project}.json", _project)
        if said["project"]["id"] != mine["id"]:
            raise Refused(
                f"#{found[1]} is an issue of {said['project']['name']}; this connection is to {mine['name']}."
            )
        return self._read(partial(self._as_existing, said))

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues that are not closed, 100 a page. The cursor counts those before."""
        start = int(cursor) if cursor is not None and _ID.fullmatch(cursor) else 0
        asked: dict[str, str | int] = {"status_id": "open", "sort": "created_on:asc,id:asc", "offset": start}
        listed, total = self._page(asked)
        following = start + len(listed)
        return Listing(
            [self._read(partial(self._as_existing, said)) for said in listed],
            str(following) if listed and following < total else None,
        )

    def poll(self, cursor: str | None) -> Polled:
        """What changed since the cursor, which is the newest change then, and all that were seen a minute before it.

        All times are Redmine's own: no other clock is asked.
        """
        newest, seen = _read_cursor(cursor)
        if newest is None:
            listed, _ = self._page({"status_id": "*", "sort": "updated_on:desc", "limit": 1})
            newest = self._read(lambda: max((_moment(said["updated_on"]) for said in listed), default=_moment(_EPOCH)))
            recent = self._since(newest)
            return Polled([], _cursor(newest, {_seen(said) for said in recent}))
        recent = self._since(newest)
        fresh = [said for said in recent if _seen(said) not in seen]
        changes = [Change(self._read(partial(self._as_issue, said))) for said in fresh]
        newest = max([newest, *(_moment(said["updated_on"]) for said in recent)])
        near = {_seen(said) for said in recent if _moment(said["updated_on"]) >= newest - _OVERLAP}
        return Polled(changes, _cursor(newest, near))

    def choices(self, name: str) -> Sequence[Choice]:
        """The project's trackers for the setting `issue_type`. Raises Refused for any other name."""
        if name != "issue_type":
            raise Refused(f"There is nothing to choose from for {name!r}")
        with self._about_project():
            types = self._api.get(f"/projects/{self._project}.json", _trackers, {"include": "trackers"})
        return [Choice(id=name, name=name) for name in types]

    def _about(self, about: Mapping[str, Any]) -> Iterator[Finding]:
        if about.get("status", 1) != 1:
            yield Finding("wrong_project", f"{self._project} is closed or archived, so nothing can be added to it.")
        types = _trackers({"project": about})
        if not types:
            yield Finding("wrong_project", f"{self._project} has no trackers: switch its issues on in its settings.")
        elif self._type and self._type not in types:
            yield Finding(
                "wrong_project", f"{self._project} has no tracker {self._type}; there are: {', '.join(types)}."
            )

    def _since(self, newest: datetime) -> list[Any]:
        """What changed since a minute before `newest`, the oldest change first."""
        begin = newest - _OVERLAP
        asked = {"status_id": "*", "updated_on": f">={begin:%Y-%m-%dT%H:%M:%SZ}", "sort": "updated_on:asc,id:asc"}
        return self._all(asked)

    def _all(self, asked: Mapping[str, str | int]) -> list[Any]:
        """Every issue of the project that is asked for. Raises Refused when they do not end."""
        found: dict[int, Any] = {}
        for page in range(_MAX_PAGES):
            listed, total = self._page({**asked, "offset": page * _PER_PAGE})
            found |= {said["id"]: said for said in listed}
            if len(listed) < _PER_PAGE or (page + 1) * _PER_PAGE >= total:
                return list(found.values())
        raise Refused(f"Redmine lists more than {_MAX_PAGES * _PER_PAGE} issues of {self._project}.")

    def _page(self, asked: Mapping[str, str | int]) -> tuple[list[Any], int]:
        # Without the second line the issues of parts of the project would be among them.
        whole = {"limit": _PER_PAGE, **asked, "project_id": self._project, "subproject_id": "!*"}

        def read(said: Any) -> tuple[list[Any], int]:
            listed = [dict(each) for each in said["issues"]]
            for each in listed:
                self._as_existing(each)
            return listed, int(said["total_count"])

        with self._about_project():
            self._statuses()
            return self._api.get("/issues.json", read, whole)

    def _issue(self, issue_id: str, params: Mapping[str, str] | None = None) -> dict[str, Any]:
        with self._about_issue():
            return self._api.get(f"/issues/{_number(issue_id)}.json", lambda said: dict(said["issue"]), params)

    def _note(self, issue_id: str, text: str) -> None:
        with self._about_issue():
            self._api.put(f"/issues/{_number(issue_id)}.json", {"issue": {"notes": text}})

    def _statuses(self) -> list[Status]:
        """Every status, asked for once: Redmine tells which are closed, and their order tells the others apart."""
        if self._known is None:
            self._known = self._api.get("/issue_statuses.json", lambda said: _categories(said["issue_statuses"]))
        return self._known

    def _as_issue(self, said: Mapping[str, Any]) -> RemoteIssue:
        number = int(said["id"])
        known = {one.id: one for one in self._statuses()}
        status = known.get(str(said["status"]["id"])) or Status(str(said["status"]["id"]), str(said["status"]["name"]))
        return RemoteIssue(
            id=str(number),
            key=f"#{number}",
            url=f"{self._base}/issues/{number}",
            status=status,
            updated_at=_moment(said["updated_on"]),
        )

    def _as_existing(self, said: Mapping[str, Any]) -> Existing:
        return Existing(self._as_issue(said), str(said["subject"]), str(said.get("description") or ""))

    def _read(self, what: Callable[[], T]) -> T:
        """What is made of an answer that was read for the most part already. Raises Retry when that cannot be."""
        try:
            return what()
        except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise Retry("Redmine's answer cannot be read") from error

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
                self._api.get(f"/projects/{self._project}.json", _project)
            raise Gone(f"There is no such issue: {error}") from error


_EPOCH: Final = "1970-01-01T00:02:00Z"


def _categories(said: Sequence[Mapping[str, Any]]) -> list[Status]:
    """The first status that is not closed is where an issue begins; the others that are not are work going on."""
    found: list[Status] = []
    for each in said:
        begun = any(one.category == "open" for one in found)
        category: Category = "done" if each["is_closed"] else "in_progress" if begun else "open"
        found.append(Status(str(int(each["id"])), str(each["name"]), category))
    return found


def _number(issue_id: str) -> str:
    """The number of an issue. Raises Gone for an id that was never given out."""
    if not _ID.fullmatch(issue_id):
        raise Gone(f"{issue_id!r} is not an issue of Redmine")
    return issue_id


def _project(said: Any) -> Mapping[str, Any]:
    about = said["project"]
    return {**about, "id": int(about["id"]), "name": str(about["name"])}


def _trackers(said: Any) -> dict[str, int]:
    return {str(each["name"]): int(each["id"]) for each in said["project"].get("trackers") or ()}


def _words(text: str | None) -> list[str]:
    return re.split(r"[\s<>()\[\]]+", text or "")


def _moment(said: Any) -> datetime:
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError("a time has no time zone")
    return found.astimezone(UTC)


def _seen(said: Mapping[str, Any]) -> str:
    """What makes a change known: the issue, when it changed, and its status, for two changes of one second."""
    return f"{said['id']} {said['updated_on']} {said['status']['id']}"


def _cursor(newest: datetime, seen: set[str]) -> str:
    return json.dumps({"newest": newest.isoformat(), "seen": sorted(seen)})


def _read_cursor(cursor: str | None) -> tuple[datetime | None, set[str]]:
    """What a cursor says; nothing for one that was never given."""
    try:
        said = json.loads(cursor or "")
        return _moment(said["newest"]), {str(each) for each in said["seen"]}
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return None, set()
