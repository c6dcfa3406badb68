"""A fake Gitea, or Forgejo: issues of one repository, held to the vendor's own description.

The two differ, as far as a tracker goes, in the names of their webhooks' headers and in their descriptions.
"""

import hashlib
import hmac
import json
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from flask import jsonify, request

from ideaboard.plugin.testing.fakes import FakeServer, Hook

TOKEN = "0123456789abcdef0123456789abcdef01234567"
LOGIN = "idea-bot"
REPOSITORY = "acme/roadmap"
PERSON = "a-person"

Json = dict[str, Any]


@dataclass
class Issue:
    """An issue, or a pull request, which is listed among the issues unless one asks for issues alone."""

    id: int
    number: int
    title: str
    body: str
    creator: str
    created: datetime
    updated: datetime
    labels: list[int] = field(default_factory=list)
    state: str = "open"
    pull_request: bool = False
    comments: list[str] = field(default_factory=list)


class FakeGitea(FakeServer):
    """A server with one repository and one token. `may_read` and `may_write` take the token's rights away."""

    contract_name = "gitea.openapi.json"
    family = "X-Gitea-"

    def __init__(self) -> None:
        super().__init__()
        self.token, self.login, self.repository = TOKEN, LOGIN, REPOSITORY
        self.may_read = self.may_write = self.may_label = True
        self.labels = {1: "bug"}
        self.known: dict[int, Issue] = {}
        self._ids = count(4_700)
        self._routes()

    @property
    def issues(self) -> list[Issue]:
        """The issues by number."""
        return [self.known[number] for number in sorted(self.known)]

    def plant(self, title: str, body: str = "", *, creator: str = PERSON, pull_request: bool = False) -> Issue:
        """Make an issue without a request."""
        with self.lock:
            now = self.now()
            number = max([0, *self.known]) + 1
            made = Issue(next(self._ids), number, title, body, creator, now, now, pull_request=pull_request)
            self.known[number] = made
            return made

    def move(self, number: int, state: str, sender: str = PERSON) -> None:
        """Open or close an issue, as a person does."""
        with self.lock:
            issue = self.known[number]
            issue.state, issue.updated = state, self.now()
            self._tell("closed" if state == "closed" else "reopened", issue, sender)

    def delete(self, number: int) -> None:
        """Delete an issue."""
        with self.lock:
            self._tell("deleted", self.known[number], PERSON)
            del self.known[number]

    def now(self) -> datetime:
        """The server's time, in whole seconds as it shows it."""
        return datetime.now(UTC).replace(microsecond=0)

    def error_body(self, status: int) -> Any:
        """Gitea's usual words for `status`."""
        words = {
            401: "invalid username, password or token",
            403: "token does not have at least one of required scope(s)",
        }
        return {"message": words.get(status, "error"), "url": f"{self.url}/api/swagger"}

    def refuse(self) -> Any:
        """Refuse a wrong token."""
        if request.headers.get("Authorization") != f"token {self.token}":
            return jsonify(self.error_body(401)), 401
        return None

    def issue_json(self, issue: Issue) -> Json:
        """An issue as it is answered and told."""
        page = f"{self.url}/{self.repository}/{'pulls' if issue.pull_request else 'issues'}/{issue.number}"
        return {
            "id": issue.id,
            "url": f"{self.url}/api/v1/repos/{self.repository}/issues/{issue.number}",
            "html_url": page,
            "number": issue.number,
            "user": self.user_json(issue.creator),
            "original_author": "",
            "original_author_id": 0,
            "title": issue.title,
            "body": issue.body,
            "ref": "",
            "assets": [],
            "labels": [self.label_json(number) for number in issue.labels],
            "state": issue.state,
            "is_locked": False,
            "comments": len(issue.comments),
            "created_at": f"{issue.created:%Y-%m-%dT%H:%M:%SZ}",
            "updated_at": f"{issue.updated:%Y-%m-%dT%H:%M:%SZ}",
            "pin_order": 0,
            **({"pull_request": {"merged": False, "draft": False, "html_url": page}} if issue.pull_request else {}),
        }

    def label_json(self, number: int) -> Json:
        """A label."""
        url = f"{self.url}/api/v1/repos/{self.repository}/labels/{number}"
        return {
            "id": number, "name": self.labels[number], "color": "5b8c5a", "description": "", "exclusive": False,
            "is_archived": False, "url": url,
        }  # fmt: skip

    def user_json(self, login: str) -> Json:
        """Somebody."""
        return {
            "id": sum(login.encode()),
            "login": login,
            "login_name": "",
            "full_name": "",
            "email": f"{login}@noreply.example.org",
            "avatar_url": f"{self.url}/avatars/{login}",
            "html_url": f"{self.url}/{login}",
            "language": "",
            "is_admin": False,
            "created": "2024-01-02T03:04:05Z",
            "restricted": False,
            "active": False,
            "description": "",
            "visibility": "public",
        }

    def repository_json(self) -> Json:
        """The repository."""
        owner, _, name = self.repository.partition("/")
        return {
            "id": 1,
            "owner": self.user_json(owner),
            "name": name,
            "full_name": self.repository,
            "description": "",
            "private": False,
            "archived": False,
            "has_issues": True,
            "html_url": f"{self.url}/{self.repository}",
            "url": f"{self.url}/api/v1/repos/{self.repository}",
            "open_issues_count": sum(issue.state == "open" for issue in self.known.values()),
            "permissions": {"admin": False, "push": self.may_write, "pull": True},
        }

    def hook(self, event: str, body: bytes, secret: str, delivery: str | None = None) -> Hook:
        """A webhook as this server signs it."""
        digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        said = {"Event": event, "Delivery": delivery or str(uuid.uuid4()), "Signature": digest}
        return Hook({f"{self.family}{name}".lower(): value for name, value in said.items()}, body)

    def _tell(self, action: str, issue: Issue, sender: str) -> None:
        if self.hook_secret is None:
            return
        said = {
            "action": action,
            "number": issue.number,
            "issue": self.issue_json(issue),
            "repository": self.repository_json(),
            "sender": self.user_json(sender),
        }
        self.emit(self.hook("issues", json.dumps(said).encode(), self.hook_secret))

    def _routes(self) -> None:
        repo = "/api/v1/repos/<owner>/<name>"
        for rule, view, method in (
            ("/api/v1/user", self._user, "GET"),
            (repo, self._repository, "GET"),
            (f"{repo}/labels", self._list_labels, "GET"),
            (f"{repo}/labels", self._make_label, "POST"),
            (f"{repo}/issues", self._list, "GET"),
            (f"{repo}/issues", self._create, "POST"),
            (f"{repo}/issues/<int:number>", self._issue, "GET"),
            (f"{repo}/issues/<int:number>", self._change, "PATCH"),
            (f"{repo}/issues/<int:number>/comments", self._comments, "GET"),
            (f"{repo}/issues/<int:number>/comments", self._comment, "POST"),
        ):
            self.app.add_url_rule(rule, f"{method} {rule}", self._guarded(view), methods=[method])

    def _guarded(self, view: Any) -> Any:
        """The view, behind what holds for everything in a repository."""

        def guarded(owner: str = "", name: str = "", number: int | None = None) -> Any:
            with self.lock:
                if owner and f"{owner}/{name}".casefold() != self.repository.casefold():
                    return self._not_found()
                issues = "/issues" in request.path
                if issues and not (self.may_read if request.method == "GET" else self.may_write):
                    return jsonify(self.error_body(403)), 403
                if number is None:
                    return view()
                issue = self.known.get(number)
                return self._not_found() if issue is None else view(issue)

        return guarded

    def _not_found(self) -> Any:
        return jsonify(
            {"message": "The target couldn't be found.", "url": f"{self.url}/api/swagger", "errors": []}
        ), 404

    def _user(self) -> Any:
        return jsonify(self.user_json(self.login))

    def _repository(self) -> Any:
        return jsonify(self.repository_json())

    def _list_labels(self) -> Any:
        return self._page([self.label_json(number) for number in sorted(self.labels)])

    def _make_label(self) -> Any:
        if not self.may_label:
            return self._not_found()
        number = max(self.labels) + 1
        self.labels[number] = request.get_json()["name"]
        return jsonify(self.label_json(number)), 201

    def _list(self) -> Any:
        asked = request.args
        wanted = {name.casefold() for name in asked.get("labels", "").split(",") if name}
        since = datetime.fromisoformat(asked["since"]) if "since" in asked else datetime.min.replace(tzinfo=UTC)
        found = [
            issue
            for issue in reversed(self.issues)
            if asked.get("state", "open") in ("all", issue.state)
            and wanted <= {self.labels[number].casefold() for number in issue.labels}
            and asked.get("created_by") in (None, issue.creator)
            and issue.updated >= since
            and asked.get("type") in (None, "pulls" if issue.pull_request else "issues")
        ]
        return self._page([self.issue_json(issue) for issue in found])

    def _create(self) -> Any:
        asked = request.get_json()
        title = str(asked.get("title", ""))
        if not title.strip() or len(title) > 255:
            return jsonify({"message": "[Title]: MaxSize" if title.strip() else "[Title]: Required"}), 422
        made = self.plant(title, asked.get("body", ""), creator=self.login)
        made.labels = [number for number in asked.get("labels", []) if number in self.labels]
        self._tell("opened", made, self.login)
        return jsonify(self.issue_json(made)), 201

    def _issue(self, issue: Issue) -> Any:
        return jsonify(self.issue_json(issue))

    def _change(self, issue: Issue) -> Any:
        self.move(issue.number, request.get_json().get("state", issue.state), self.login)
        return jsonify(self.issue_json(issue)), 201

    def _comments(self, issue: Issue) -> Any:
        return jsonify([self._comment_json(issue, place, body) for place, body in enumerate(issue.comments)])

    def _comment(self, issue: Issue) -> Any:
        issue.comments.append(request.get_json()["body"])
        issue.updated = self.now()
        return jsonify(self._comment_json(issue, len(issue.comments) - 1, issue.comments[-1])), 201

    def _comment_json(self, issue: Issue, place: int, body: str) -> Json:
        page = f"{self.url}/{self.repository}/issues/{issue.number}"
        return {
            "id": issue.id * 1000 + place,
            "html_url": f"{page}#issuecomment-{place}",
            "issue_url": page,
            "user": self.user_json(self.login),
            "body": body,
            "created_at": f"{issue.updated:%Y-%m-%dT%H:%M:%SZ}",
            "updated_at": f"{issue.updated:%Y-%m-%dT%H:%M:%SZ}",
        }

    def _page(self, entries: list[Any]) -> Any:
        size = min(max(request.args.get("limit", 30, type=int), 1), 50)
        page = max(request.args.get("page", 1, type=int), 1)
        shown = entries[(page - 1) * size : page * size]
        return jsonify(shown), 200, {"X-Total-Count": str(len(entries))}


class FakeForgejo(FakeGitea):
    """The same server by its other name."""

    contract_name = "forgejo.openapi.json"
    family = "X-Forgejo-"
