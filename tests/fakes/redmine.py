"""A fake Redmine: issues of projects, as a Redmine 5.0 answers them. There is no vendor's description to hold it to:
the plugin's tests run against the real one too, where that is installed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import jsonify, request

from ideaboard.plugin.testing.fakes import FakeServer

TOKEN = "0123456789abcdef0123456789abcdef01234567"
LOGIN = "idea-bot"
PROJECT = "ideas"
#: As `rake redmine:load_default_data` makes them: id, name, closed.
STATUSES = {1: ("New", False), 2: ("In Progress", False), 3: ("Resolved", False), 4: ("Feedback", False),
            5: ("Closed", True), 6: ("Rejected", True)}  # fmt: skip
TRACKERS = {1: "Bug", 2: "Feature", 3: "Support"}

Json = dict[str, Any]


@dataclass
class Issue:
    """An issue. Redmine keeps times in whole seconds."""

    id: int
    project: str
    subject: str
    description: str
    created: datetime
    updated: datetime
    status: int = 1
    tracker: int = 1
    notes: list[str] = field(default_factory=list)


class FakeRedmine(FakeServer):
    """A Redmine with a project, one that our account may not see, and one key. `forbidden` are the statuses to which
    the workflow lets nobody move an issue; `ahead` is by how much its clock is."""

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.projects = {PROJECT: 1, "elsewhere": 2, "secret": 3}
        self.status_of_project = 1
        self.forbidden: set[int] = set()
        self.ahead = timedelta(0)
        self.known: dict[int, Issue] = {}
        route = self.app.add_url_rule
        route("/users/current.json", view_func=self._me)
        route("/issue_statuses.json", view_func=self._statuses)
        route("/projects/<name>.json", view_func=self._project)
        route("/issues.json", view_func=self._list)
        route("/issues.json", view_func=self._create, methods=["POST"])
        route("/issues/<int:number>.json", view_func=self._show)
        route("/issues/<int:number>.json", view_func=self._change, methods=["PUT"])

    @property
    def issues(self) -> list[Issue]:
        """The issues, the oldest first."""
        return list(self.known.values())

    def plant(self, subject: str, description: str = "", project: str = PROJECT) -> Issue:
        """Make an issue without a request."""
        with self.lock:
            now = self._now()
            made = Issue(max([0, *self.known]) + 1, project, subject, description, now, now)
            self.known[made.id] = made
            return made

    def move(self, number: int, status: int) -> None:
        """Bring an issue to a status, as a person does."""
        with self.lock:
            self.known[number].status, self.known[number].updated = status, self._now()

    def error_body(self, status: int) -> Any:
        """Redmine's usual words for `status`."""
        return {"errors": [f"It is refused with {status}."]}

    def refuse(self) -> Any:
        """Refuse a wrong key."""
        return None if request.headers.get("X-Redmine-API-Key") == self.token else ("", 401)

    def as_json(self, issue: Issue) -> Json:
        """An issue as it is answered."""
        name, closed = STATUSES[issue.status]
        return {
            "id": issue.id,
            "project": {"id": self.projects[issue.project], "name": issue.project.title()},
            "tracker": {"id": issue.tracker, "name": TRACKERS[issue.tracker]},
            "status": {"id": issue.status, "name": name, "is_closed": closed},
            "priority": {"id": 2, "name": "Normal"},
            "author": {"id": 1, "name": "Idea bot"},
            "subject": issue.subject,
            "description": issue.description.replace("\r\n", "\n").replace("\n", "\r\n"),
            "start_date": None,
            "due_date": None,
            "done_ratio": 0,
            "is_private": False,
            "estimated_hours": None,
            "created_on": f"{issue.created:%Y-%m-%dT%H:%M:%SZ}",
            "updated_on": f"{issue.updated:%Y-%m-%dT%H:%M:%SZ}",
            "closed_on": None,
        }

    def _now(self) -> datetime:
        return (datetime.now(UTC) + self.ahead).replace(microsecond=0)

    def _me(self) -> Any:
        return jsonify({"user": {"id": 1, "login": LOGIN, "firstname": "Idea", "lastname": "bot"}})

    def _statuses(self) -> Any:
        return jsonify(
            {"issue_statuses": [{"id": id, "name": name, "is_closed": no} for id, (name, no) in STATUSES.items()]}
        )

    def _project(self, name: str) -> Any:
        if name not in self.projects:
            return "", 404
        if name == "secret":
            return "", 403
        about = {"id": self.projects[name], "name": name.title(), "identifier": name, "status": self.status_of_project}
        if request.args.get("include") == "trackers":
            about["trackers"] = [{"id": id, "name": title} for id, title in TRACKERS.items()]
        return jsonify({"project": about})

    def _list(self) -> Any:
        if request.args["project_id"] not in self.projects:
            return "", 404
        found = [one for one in self.issues if one.project == request.args["project_id"]]
        if request.args["status_id"] == "open":
            found = [one for one in found if not STATUSES[one.status][1]]
        times: dict[str, Callable[[Issue], datetime]] = {
            "created_on": lambda one: one.created,
            "updated_on": lambda one: one.updated,
        }
        for name, time in times.items():
            if name in request.args:
                since = datetime.fromisoformat(request.args[name].removeprefix(">="))
                found = [one for one in found if time(one) >= since]
        column, _, order = request.args["sort"].split(",")[0].partition(":")
        found.sort(key=lambda one: (times[column](one), one.id), reverse=order == "desc")
        start, size = int(request.args.get("offset", 0)), min(int(request.args.get("limit", 25)), 100)
        listed = [self.as_json(one) for one in found[start : start + size]]
        return jsonify({"issues": listed, "total_count": len(found), "offset": start, "limit": size})

    def _create(self) -> Any:
        with self.lock:
            asked = request.get_json()["issue"]
            if asked["project_id"] not in self.projects:
                return "", 404
            if not asked["subject"].strip() or len(asked["subject"]) > 255:
                return jsonify({"errors": ["Subject is too long (maximum is 255 characters)"]}), 422
            made = self.plant(asked["subject"], asked["description"], asked["project_id"])
            made.tracker = asked.get("tracker_id", 1)
            return jsonify({"issue": self.as_json(made)}), 201

    def _show(self, number: int) -> Any:
        if number not in self.known:
            return "", 404
        said = self.as_json(self.known[number])
        if request.args.get("include") == "journals":
            said["journals"] = [{"id": id, "notes": text} for id, text in enumerate(self.known[number].notes, 1)]
        return jsonify({"issue": said})

    def _change(self, number: int) -> Any:
        with self.lock:
            if number not in self.known:
                return "", 404
            asked, issue = request.get_json()["issue"], self.known[number]
            if "notes" in asked:
                issue.notes.append(asked["notes"])
                issue.updated = self._now()
            # What the workflow forbids is left out without a word.
            if asked.get("status_id", issue.status) not in {issue.status, *self.forbidden}:
                self.move(number, asked["status_id"])
            return "", 204
