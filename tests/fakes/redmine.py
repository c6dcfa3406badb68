"""A fake Redmine: the issues of one project, answered as Redmine 5.0.4 answered.

There is no vendor's description to hold it to. Its answers were recorded from a real server, and a test of `make soak`
asks both the same (plugins/ideaboard-redmine/tests/test_real.py). What it was never asked is a violation.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from flask import Response, jsonify, request

from ideaboard.plugin.testing.fakes import FakeServer

PROJECT: Final = "ideas"
#: Who they are, by their API keys: one with a role in the project, one without, one who may do everything.
KEYS: Final = {"bot": "b" * 40, "cy": "c" * 40, "admin": "a" * 40}
_IDS: Final = {"admin": 1, "bot": 5, "cy": 6}
_NAMES: Final = {"admin": "Redmine Admin", "bot": "bot Person", "cy": "cy Person"}
_ROLE: Final = 6
_FIELDS: Final = [
    "assigned_to_id", "category_id", "fixed_version_id", "parent_issue_id", "start_date", "due_date",
    "estimated_hours", "done_ratio", "description",
]  # fmt: skip
_LISTED: Final = frozenset(
    {"project_id", "subproject_id", "status_id", "description", "created_on", "updated_on", "issue_id", "sort",
     "limit", "offset"}
)  # fmt: skip

Json = dict[str, Any]


@dataclass
class Note:
    """One entry of an issue's history: what was said, or a change of status."""

    number: int
    by: str
    notes: str
    at: datetime
    details: list[Json] = field(default_factory=list)


@dataclass
class Issue:
    """An issue."""

    number: int
    subject: str
    description: str
    author: str
    created: datetime
    updated: datetime
    status: int = 1
    tracker: int = 1
    project: int = 1
    closed: datetime | None = None
    history: list[Note] = field(default_factory=list)


class FakeRedmine(FakeServer):
    """A server with the projects `ideas` and `others`, Redmine's default statuses, and three accounts.

    `rights` are those of bot's role, `ways` the statuses that its workflow allows; `rest` is whether the API is on.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rights = ["view_issues", "add_issues", "edit_issues", "add_issue_notes"]
        self.statuses = {
            1: ("New", False), 2: ("In Progress", False), 3: ("Resolved", False), 4: ("Feedback", False),
            5: ("Closed", True), 6: ("Rejected", True),
        }  # fmt: skip
        self.ways = set(self.statuses)
        self.trackers = {1: "Bug", 2: "Feature", 3: "Support"}
        self.modules, self.project_status, self.rest = ["issue_tracking"], 1, True
        self.known: dict[int, Issue] = {}
        self._notes = 0
        self._routes()

    @property
    def issues(self) -> list[Issue]:
        """The issues by number."""
        return [self.known[number] for number in sorted(self.known)]

    def plant(self, subject: str, description: str = "", *, author: str = "admin", **what: Any) -> Issue:
        """Make an issue without a request; `what` sets further fields."""
        with self.lock:
            now, number = self.now(), max([0, *self.known]) + 1
            kept = description.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
            made = Issue(number, subject, kept, author, now, now)
            for name, value in what.items():
                setattr(made, name, value)
            self.known[number] = made
            return made

    def move(self, number: int, status: int, by: str = "admin") -> None:
        """Bring an issue to a status, as a person does."""
        with self.lock:
            issue, now = self.known[number], self.now()
            if issue.status == status:
                return
            said = {"property": "attr", "name": "status_id", "old_value": str(issue.status), "new_value": str(status)}
            self._write(issue, by, "", [said])
            issue.status, issue.closed = status, now if self.statuses[status][1] else None

    def now(self) -> datetime:
        """The server's time, in whole seconds as it shows it."""
        return datetime.now(UTC).replace(microsecond=0)

    def error_body(self, status: int) -> Any:
        """Redmine says nothing, but for what is wrong with an issue."""
        return {"errors": ["Subject cannot be blank"]} if status == 422 else b""

    def refuse(self) -> Any:
        """Refuse everything where the API is off, and whoever is not known."""
        if not self.rest:
            return self._nothing(403)
        return None if self._who() else self._nothing(401)

    def _who(self) -> str | None:
        key = request.headers.get("X-Redmine-API-Key", "")
        return next((name for name, its in KEYS.items() if its == key), None)

    def _may(self, right: str) -> bool:
        who = self._who()
        return who == "admin" or (who == "bot" and right in self.rights)

    def _nothing(self, status: int) -> Response:
        empty = Response(b"", status, content_type="application/json")
        if status == 204:
            del empty.headers["Content-Type"]
        return empty

    def _routes(self) -> None:
        for rule, view, method in (
            ("/users/current.json", self._user, "GET"),
            ("/projects.json", self._projects, "GET"),
            ("/projects/<name>.json", self._project, "GET"),
            ("/projects/<name>/issues.json", self._create, "POST"),
            ("/trackers.json", self._trackers, "GET"),
            ("/issue_statuses.json", self._statuses, "GET"),
            ("/roles/<int:number>.json", self._role, "GET"),
            ("/issues.json", self._list, "GET"),
            ("/issues/<int:number>.json", self._issue, "GET"),
            ("/issues/<int:number>.json", self._change, "PUT"),
            ("/issues/<int:number>.json", self._delete, "DELETE"),
        ):
            self.app.add_url_rule(rule, f"{method} {rule}", view, methods=[method])

    def _user(self) -> Any:
        who = str(self._who())
        said: Json = {
            "id": _IDS[who], "login": who, "admin": who == "admin", "firstname": _NAMES[who].split()[0],
            "lastname": _NAMES[who].split()[1], "created_on": _said(self.now()), "updated_on": _said(self.now()),
            "last_login_on": None, "passwd_changed_on": _said(self.now()), "twofa_scheme": None, "api_key": KEYS[who],
        }  # fmt: skip
        if "memberships" in request.args.get("include", ""):
            role = {"id": _ROLE, "name": "Bot"}
            ours = {"id": 1, "project": {"id": 1, "name": "Ideas"}, "roles": [role]}
            said["memberships"] = [ours] if who == "bot" else []
        return jsonify({"user": said})

    def _project_json(self) -> Json:
        return {
            "id": 1, "name": "Ideas", "identifier": PROJECT, "description": None, "status": self.project_status,
            "is_public": False, "inherit_members": False, "created_on": _said(self.now()),
            "updated_on": _said(self.now()),
        }  # fmt: skip

    def _projects(self) -> Any:
        return self._page("projects", [self._project_json()] if self._may("view_issues") else [])

    def _project(self, name: str) -> Any:
        if name != PROJECT:
            return self._nothing(404)
        if self._who() == "cy":
            return self._nothing(403)
        included = request.args.get("include", "").split(",")
        said = {**self._project_json(), "homepage": ""}
        if "trackers" in included:
            said["trackers"] = [{"id": number, "name": called} for number, called in self.trackers.items()]
        if "enabled_modules" in included:
            said["enabled_modules"] = [{"id": 1 + place, "name": each} for place, each in enumerate(self.modules)]
        return jsonify({"project": said})

    def _trackers(self) -> Any:
        return jsonify(
            {
                "trackers": [
                    {
                        "id": number, "name": called, "default_status": {"id": 1, "name": self.statuses[1][0]},
                        "description": None, "enabled_standard_fields": _FIELDS,
                    }
                    for number, called in self.trackers.items()
                ]
            }
        )  # fmt: skip

    def _statuses(self) -> Any:
        return jsonify({"issue_statuses": [self._status_json(number) for number in self.statuses]})

    def _role(self, number: int) -> Any:
        if number != _ROLE:
            return self._nothing(404)
        role = {
            "id": number, "name": "Bot", "assignable": True, "issues_visibility": "default",
            "time_entries_visibility": "all", "users_visibility": "all", "permissions": self.rights,
        }  # fmt: skip
        return jsonify({"role": role})

    def _list(self) -> Any:
        asked = request.args
        self._only(asked, _LISTED)
        if asked.get("project_id") not in (None, PROJECT, "1"):
            return self._nothing(404)
        if "project_id" in asked and not self._may("view_issues"):
            return self._nothing(403)
        found = [issue for issue in self.issues if self._may("view_issues") and self._fits(issue, asked)]
        for each in reversed(asked.get("sort", "id:desc").split(",")):
            name, _, way = each.partition(":")
            found.sort(key=_BY[name], reverse=way == "desc")
        return self._page("issues", [self._issue_json(issue) for issue in found])

    def _fits(self, issue: Issue, asked: Mapping[str, str]) -> bool:
        state = asked.get("status_id", "open")
        closed = self.statuses[issue.status][1]
        return (
            (state == "*" or (state == "closed") == closed)
            and ("project_id" not in asked or issue.project == 1)
            and asked.get("description", "~")[1:].casefold() in issue.description.casefold()
            and issue.created >= _since(asked, "created_on")
            and issue.updated >= _since(asked, "updated_on")
            and issue.number >= int(asked.get("issue_id", ">=0").removeprefix(">="))
        )

    def _create(self, name: str) -> Any:
        if name != PROJECT:
            return self._nothing(404)
        if not self._may("add_issues") or self.project_status != 1:
            return self._nothing(403)
        asked = request.get_json()["issue"]
        self._only(asked, {"subject", "description", "tracker_id"})
        if not asked.get("subject", "").strip():
            return jsonify({"errors": ["Subject cannot be blank"]}), 422
        if len(asked["subject"]) > 255:
            return jsonify({"errors": ["Subject is too long (maximum is 255 characters)"]}), 422
        with self.lock:
            made = self.plant(asked["subject"], asked.get("description", ""), author=str(self._who()))
            # An unknown one is ignored without a word.
            made.tracker = asked["tracker_id"] if asked.get("tracker_id") in self.trackers else min(self.trackers)
            return jsonify({"issue": self._issue_json(made)}), 201, {"Location": f"{self.url}/issues/{made.number}"}

    def _issue(self, number: int) -> Any:
        refused, issue = self._held(number)
        if issue is None:
            return refused
        included = request.args.get("include", "").split(",")
        said = self._issue_json(issue)
        if "journals" in included:
            said["journals"] = [_note_json(each) for each in issue.history]
        if "allowed_statuses" in included:
            said["allowed_statuses"] = [self._status_json(each) for each in self._allowed(issue)]
        return jsonify({"issue": said})

    def _change(self, number: int) -> Any:
        with self.lock:
            refused, issue = self._held(number)
            if issue is None:
                return refused
            if not (self._may("edit_issues") or self._may("add_issue_notes")):
                return self._nothing(403)
            asked = request.get_json()["issue"]
            self._only(asked, {"notes", "status_id"})
            # What is not allowed is ignored without a word.
            if asked.get("notes") and self._may("add_issue_notes"):
                self._write(issue, str(self._who()), asked["notes"], [])
            if asked.get("status_id") in self._allowed(issue) and self._may("edit_issues"):
                self.move(number, asked["status_id"], str(self._who()))
        return self._nothing(204)

    def _delete(self, number: int) -> Any:
        refused, issue = self._held(number)
        if issue is None or not self._may("delete_issues"):
            return refused or self._nothing(403)
        del self.known[number]
        return self._nothing(204)

    def _held(self, number: int) -> tuple[Any, Issue | None]:
        if number not in self.known:
            return self._nothing(404), None
        return (None, self.known[number]) if self._may("view_issues") else (self._nothing(403), None)

    def _allowed(self, issue: Issue) -> list[int]:
        return [number for number in self.statuses if number in self.ways or number == issue.status]

    def _write(self, issue: Issue, by: str, notes: str, details: list[Json]) -> None:
        self._notes += 1
        issue.updated = self.now()
        issue.history.append(Note(self._notes, by, notes, issue.updated, details))

    def _only(self, asked: Mapping[str, Any], known: set[str] | frozenset[str]) -> None:
        self.violations += [f"{request.method} {request.path}: {name!r} was never tried" for name in {*asked} - known]

    def _page(self, name: str, entries: list[Any]) -> Any:
        limit = min(request.args.get("limit", 25, type=int), 100)
        offset = max(request.args.get("offset", 0, type=int), 0)
        shown = entries[offset : offset + limit]
        return jsonify({name: shown, "total_count": len(entries), "offset": offset, "limit": limit})

    def _status_json(self, number: int) -> Json:
        return {"id": number, "name": self.statuses[number][0], "is_closed": self.statuses[number][1]}

    def _issue_json(self, issue: Issue) -> Json:
        return {
            "id": issue.number, "project": {"id": issue.project, "name": "Ideas" if issue.project == 1 else "Others"},
            "tracker": {"id": issue.tracker, "name": self.trackers[issue.tracker]},
            "status": self._status_json(issue.status), "priority": {"id": 2, "name": "Normal"},
            "author": {"id": _IDS[issue.author], "name": _NAMES[issue.author]}, "subject": issue.subject,
            "description": issue.description, "start_date": f"{issue.created:%Y-%m-%d}", "due_date": None,
            "done_ratio": 0, "is_private": False, "estimated_hours": None, "total_estimated_hours": None,
            "created_on": _said(issue.created), "updated_on": _said(issue.updated),
            "closed_on": None if issue.closed is None else _said(issue.closed),
        }  # fmt: skip


_BY: Final[Mapping[str, Any]] = {"id": lambda issue: issue.number, "updated_on": lambda issue: issue.updated}


def _note_json(note: Note) -> Json:
    return {
        "id": note.number, "user": {"id": _IDS[note.by], "name": _NAMES[note.by]}, "notes": note.notes,
        "created_on": _said(note.at), "private_notes": False, "details": note.details,
    }  # fmt: skip


def _said(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _since(asked: Mapping[str, str], name: str) -> datetime:
    return datetime.fromisoformat(asked.get(name, ">=1970-01-01T00:00:00Z").removeprefix(">="))
