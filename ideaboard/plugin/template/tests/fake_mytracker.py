"""A small Mytracker, served from memory: the kit runs the plugin against it."""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import jsonify, request

from ideaboard.plugin.testing.fakes import FakeServer, Hook

TOKEN = "a-token-that-may-write"
READER = "a-token-that-may-only-read"


@dataclass
class Issue:
    """An issue there."""

    id: str
    title: str
    text: str
    state: str = "new"
    comments: list[str] = field(default_factory=list)
    updated: datetime = field(default_factory=lambda: datetime.now(UTC))


class FakeMytracker(FakeServer):
    """One project, `roof`. Name the vendor's OpenAPI description in `contract_name`, where there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.issues: dict[str, Issue] = {}
        route = self.app.add_url_rule
        route("/api/me", view_func=self._me)
        route("/api/projects/roof", view_func=self._project)
        route("/api/projects/roof/issues", view_func=self._list)
        route("/api/projects/roof/issues", view_func=self._make, methods=["POST"], endpoint="make")
        route("/api/issues/<key>", view_func=self._show)
        route("/api/issues/<key>", view_func=self._move, methods=["PATCH"], endpoint="move")
        route("/api/issues/<key>/comments", view_func=self._say, methods=["POST"])

    def move(self, key: str, state: str, by: str = "somebody") -> None:
        """Bring an issue to another state, and tell whoever listens."""
        issue = self.issues[key]
        issue.state, issue.updated = state, datetime.now(UTC)
        if self.hook_secret:
            told = {"about": "issue", "what": "changed", "issue": self.as_json(issue), "by": by}
            self.emit(signed(json.dumps(told).encode(), self.hook_secret, uuid.uuid4().hex))

    def as_json(self, issue: Issue) -> dict[str, Any]:
        """An issue as it is answered and told."""
        return {
            "id": issue.id,
            "key": f"ROOF-{issue.id}",
            "page": f"{self.url}/roof/{issue.id}",
            "title": issue.title,
            "text": issue.text,
            "state": issue.state,
            "comments": issue.comments,
            "updated": issue.updated.isoformat(),
        }

    def error_body(self, status: int) -> Any:
        """What Mytracker says when something is wrong."""
        return {"message": {401: "Who are you?", 404: "There is no such thing."}.get(status, "No.")}

    def refuse(self) -> Any:
        """Refuse a wrong token, and one that may only read where it writes."""
        if self._bearer() not in (TOKEN, READER):
            return jsonify(self.error_body(401)), 401
        if request.method != "GET" and self._bearer() != TOKEN:
            return jsonify(self.error_body(403)), 403
        return None

    def _bearer(self) -> str:
        return request.headers.get("Authorization", "").removeprefix("Bearer ")

    def _me(self) -> Any:
        return {"login": "board"}

    def _project(self) -> Any:
        return {"may_write": self._bearer() == TOKEN}

    def _list(self) -> Any:
        return jsonify([self.as_json(issue) for issue in self.issues.values()])

    def _make(self) -> Any:
        asked = request.get_json()
        issue = Issue(str(len(self.issues) + 1), asked["title"], asked["text"])
        self.issues[issue.id] = issue
        return self.as_json(issue), 201

    def _show(self, key: str) -> Any:
        return self.as_json(self.issues[key]) if key in self.issues else (self.error_body(404), 404)

    def _move(self, key: str) -> Any:
        self.move(key, request.get_json()["state"], by="board")
        return self._show(key)

    def _say(self, key: str) -> Any:
        if key not in self.issues:
            return self.error_body(404), 404
        self.issues[key].comments.append(request.get_json()["text"])
        return {"id": len(self.issues[key].comments)}, 201


def signed(body: bytes, secret: str, delivery: str) -> Hook:
    """A webhook with its proof."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Hook({"X-Mytracker-Signature": f"sha256={digest}", "X-Mytracker-Delivery": delivery}, body)
