"""A fake GitLab: issues of one project, held to GitLab's own description as far as that goes.

It says nothing of notes, and nothing of who one is: of these the fake answers what GitLab's documentation shows.
"""

import base64
import hashlib
import hmac
import json
import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any
from urllib.parse import quote

from flask import jsonify, request

from ideaboard.plugin.testing.fakes import FakeServer, Hook, Seen, contracts

TOKEN = "glpat-correctHorseBatteryStaple"
LOGIN = "project_7_bot"
PROJECT = "acme/web/roadmap"
PERSON = "a-person"

Json = dict[str, Any]


@dataclass
class Issue:
    """An issue."""

    id: int
    iid: int
    title: str
    description: str
    author: str
    created: datetime
    updated: datetime
    labels: list[str] = field(default_factory=list)
    state: str = "opened"
    confidential: bool = False
    notes: list[str] = field(default_factory=list)


class FakeGitLab(FakeServer):
    """A server with one project and one token. `may_read`, `may_write` and `may_label` take the token's rights away."""

    contract_name = "gitlab.openapi.json"
    not_described = ("GET /api/v4/user", "* /api/v4/projects/*/issues/*/notes")

    def __init__(self) -> None:
        super().__init__()
        self.token, self.login, self.project = TOKEN, LOGIN, PROJECT
        self.may_read = self.may_write = self.may_label = True
        self.known: dict[int, Issue] = {}
        self.commands: list[str] = []
        self._ids = count(8_131_350)
        self._routes()

    @property
    def issues(self) -> list[Issue]:
        """The issues by iid."""
        return [self.known[iid] for iid in sorted(self.known)]

    def plant(self, title: str, description: str = "", *, author: str = PERSON) -> Issue:
        """Make an issue without a request."""
        with self.lock:
            now = self.now()
            iid = max([0, *self.known]) + 1
            self.known[iid] = Issue(next(self._ids), iid, title, self._run(description), author, now, now)
            return self.known[iid]

    def move(self, iid: int, state: str, by: str = PERSON) -> None:
        """Open or close an issue, as a person does."""
        with self.lock:
            issue = self.known[iid]
            issue.state, issue.updated = state, self.now()
            self._tell("close" if state == "closed" else "reopen", issue, by)

    def now(self) -> datetime:
        """The server's time."""
        return datetime.now(UTC)

    def error_body(self, status: int) -> Any:
        """GitLab's usual words for `status`."""
        words = {401: "401 Unauthorized", 403: "403 Forbidden", 404: "404 Not Found", 429: "Too Many Requests"}
        return {"message": words.get(status, "500 Internal Server Error" if status >= 500 else "400 Bad request")}

    def refuse(self) -> Any:
        """Refuse a wrong token."""
        if request.headers.get("Private-Token") != self.token:
            return jsonify(self.error_body(401)), 401
        return None

    def hook(self, event: str, body: bytes, secret: str, delivery: str | None = None, at: float | None = None) -> Hook:
        """A webhook as this server sends it: signed where the secret is a signing token, else with the secret."""
        delivery = delivery or str(uuid.uuid4())
        headers = {"x-gitlab-event": event, "x-gitlab-event-uuid": str(uuid.uuid4()), "idempotency-key": delivery}
        if not secret.startswith("whsec_"):
            return Hook({**headers, "x-gitlab-token": secret}, body)
        moment = str(int(at if at is not None else self.now().timestamp()))
        key = base64.b64decode(secret.removeprefix("whsec_"))
        digest = hmac.digest(key, f"{delivery}.{moment}.".encode() + body, hashlib.sha256)
        proof = "v1," + base64.b64encode(digest).decode()
        return Hook({**headers, "webhook-id": delivery, "webhook-timestamp": moment, "webhook-signature": proof}, body)

    def issue_json(self, issue: Issue) -> Json:
        """An issue as it is answered."""
        return {
            "id": issue.id,
            "iid": issue.iid,
            "project_id": 7,
            "title": issue.title,
            "description": issue.description,
            "state": issue.state,
            "created_at": _instant(issue.created),
            "updated_at": _instant(issue.updated),
            "labels": list(issue.labels),
            "author": self._user_json(issue.author),
            "type": "ISSUE",
            "confidential": issue.confidential,
            "issue_type": "issue",
            "web_url": self._page(issue),
        }

    def _page(self, issue: Issue) -> str:
        return f"{self.url}/{self.project}/-/issues/{issue.iid}"

    def _user_json(self, username: str) -> Json:
        return {
            "id": sum(username.encode()),
            "username": username,
            "name": username,
            "state": "active",
            "avatar_url": f"{self.url}/{username}.png",
            "web_url": f"{self.url}/{username}",
        }

    def _tell(self, action: str, issue: Issue, by: str) -> None:
        if self.hook_secret is None:
            return
        told = {
            "object_kind": "issue",
            "event_type": "issue",
            "user": self._user_json(by),
            "project": {"id": 7, "name": "roadmap", "path_with_namespace": self.project},
            "object_attributes": {
                "id": issue.id,
                "iid": issue.iid,
                "project_id": 7,
                "title": issue.title,
                "state": issue.state,
                "action": action,
                "type": "Issue",
                "confidential": issue.confidential,
                "updated_at": f"{issue.updated:%Y-%m-%d %H:%M:%S} UTC",
                "url": self._page(issue),
            },
        }
        event = "Confidential Issue Hook" if issue.confidential else "Issue Hook"
        self.emit(self.hook(event, json.dumps(told).encode(), self.hook_secret))

    def _run(self, text: str) -> str:
        """Carry out the commands of a text, as GitLab does: whoever sees one here was careless."""
        self.commands += re.findall(r"^\s*/\w+", text, re.MULTILINE)
        return text

    def _described(self, seen: Seen) -> contracts.Request:
        # Flask has undone the writing of the project's slashes.
        found = super()._described(seen)
        parts = re.fullmatch(r"(/api/v4/projects/)(.+?)((?:/issues.*)?)", found.path)
        if parts is not None:
            found.path = parts[1] + quote(parts[2], safe="") + parts[3]
        return found

    def _routes(self) -> None:
        at = "/api/v4/projects/<path:project>"
        for rule, view, method in (
            ("/api/v4/user", self._user, "GET"),
            (at, self._project, "GET"),
            (f"{at}/issues", self._list, "GET"),
            (f"{at}/issues", self._create, "POST"),
            (f"{at}/issues/<int:iid>", self._issue, "GET"),
            (f"{at}/issues/<int:iid>", self._change, "PUT"),
            (f"{at}/issues/<int:iid>/notes", self._notes, "GET"),
            (f"{at}/issues/<int:iid>/notes", self._note, "POST"),
        ):
            self.app.add_url_rule(rule, f"{method} {rule}", self._guarded(view), methods=[method])

    def _guarded(self, view: Any) -> Any:
        """The view, behind what holds for everything in a project."""

        def guarded(project: str = "", iid: int | None = None) -> Any:
            with self.lock:
                if project and project.casefold() != self.project.casefold():
                    return jsonify({"message": "404 Project Not Found"}), 404
                if "/issues" in request.path and not (self.may_read if request.method == "GET" else self.may_write):
                    return jsonify(
                        {"error": "insufficient_scope", "error_description": "The request requires more."}
                    ), 403
                if iid is None:
                    return view()
                issue = self.known.get(iid)
                return (jsonify({"message": "404 Not found"}), 404) if issue is None else view(issue)

        return guarded

    def _user(self) -> Any:
        return jsonify(self._user_json(self.login))

    def _project(self) -> Any:
        return jsonify(
            {
                "id": 7,
                "name": "roadmap",
                "path": "roadmap",
                "path_with_namespace": self.project,
                "web_url": f"{self.url}/{self.project}",
                "archived": False,
                "issues_access_level": "enabled",
            }
        )

    def _list(self) -> Any:
        asked = request.args
        wanted = {name for name in asked.get("labels", "").split(",") if name}
        after = datetime.fromisoformat(asked["created_after"]) if "created_after" in asked else None
        found = [
            issue
            for issue in self.issues
            if asked.get("state", "all") in ("all", issue.state)
            and wanted <= set(issue.labels)
            and (after is None or issue.created >= after)
            and (asked.get("scope", "all") == "all" or issue.author == self.login)
        ]
        ordered = found if asked.get("sort") == "asc" else found[::-1]
        return self._paged([self.issue_json(issue) for issue in ordered])

    def _create(self) -> Any:
        asked = request.get_json()
        title = str(asked.get("title", ""))
        if not title.strip() or len(title) > 255:
            why = "is too long (maximum is 255 characters)" if title.strip() else "can't be blank"
            return jsonify({"message": {"title": [why]}}), 400
        made = self.plant(title, asked.get("description", ""), author=self.login)
        made.labels = list(asked.get("labels", [])) if self.may_label else []
        made.confidential = bool(asked.get("confidential"))
        self._tell("open", made, self.login)
        return jsonify(self.issue_json(made)), 201

    def _issue(self, issue: Issue) -> Any:
        return jsonify(self.issue_json(issue))

    def _change(self, issue: Issue) -> Any:
        states = {"close": "closed", "reopen": "opened"}
        self.move(issue.iid, states[request.get_json()["state_event"]], self.login)
        return jsonify(self.issue_json(issue))

    def _notes(self, issue: Issue) -> Any:
        return self._paged([{"id": place, "body": body, "system": False} for place, body in enumerate(issue.notes)])

    def _note(self, issue: Issue) -> Any:
        body = request.get_json()["body"]
        if not body.strip():
            return jsonify({"message": '400 Bad request - Note {:note=>["can\'t be blank"]}'}), 400
        issue.notes.append(self._run(body))
        issue.updated = self.now()
        return jsonify({"id": len(issue.notes), "body": body, "system": False}), 201

    def _paged(self, entries: list[Any]) -> Any:
        size = min(max(request.args.get("per_page", 20, type=int), 1), 100)
        page = max(request.args.get("page", 1, type=int), 1)
        return jsonify(entries[(page - 1) * size : page * size])


def _instant(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
