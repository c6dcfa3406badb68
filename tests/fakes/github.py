"""A fake GitHub: issues of repositories, as far as a tracker needs them, held to GitHub's own description.

In a test:  with FakeGitHub() as fake: …
As a process of its own:  python -m tests.fakes.github --port 8123
"""

import argparse
import hashlib
import hmac
import json
import time
import uuid
from datetime import UTC, datetime
from typing import Any

from flask import g, jsonify, request

from ideaboard.plugin.testing.fakes import ADMIN, FakeServer, Hook
from tests.fakes import github_answers as answers
from tests.fakes.github_app import App, Issued
from tests.fakes.github_state import (
    BODY_LIMIT,
    TITLE_LIMIT,
    Issue,
    Refusal,
    Repository,
    State,
    delete,
    listed,
    transfer,
)

TOKEN = "github_pat_11FAKE0_correctHorseBatteryStaple"
LOGIN = "idea-bot"
REPOSITORY = "acme/roadmap"
PERSON = "a-person"


class FakeGitHub(FakeServer):
    """A GitHub with one repository, one token and one App. Change the fields of `repository` and `github_app` to take
    rights away.

    `user_visible=False` makes the token one that belongs to no user; `scopes` makes it a classic one.
    """

    contract_name = "github.openapi.json"
    webhooks_name = "github-webhooks.openapi.json"

    def __init__(self, token: str = TOKEN, login: str = LOGIN, repository: str = REPOSITORY) -> None:
        super().__init__()
        self.token = token
        self.state = State(login)
        self.repository = self.state.add_repository(repository)
        self.github_app = App(repositories={repository.lower()})
        self.user_visible = True
        self.scopes: str | None = None
        self.link_host: str | None = None
        self.app.register_error_handler(Refusal, _refused)
        self.app.after_request(self._say_limits)
        self._routes()

    @property
    def issues(self) -> list[Issue]:
        """The issues of the repository, pull requests too, by number."""
        return self.repository.in_order

    def plant(self, title: str, body: str | None = None, **more: Any) -> Issue:
        """Make an issue without a request; `more` as in State.add_issue."""
        with self.lock:
            return self.state.add_issue(self.repository, title, body, **more)

    def close(self, number: int, reason: str | None = "completed") -> None:
        """Close an issue as a person would."""
        with self.lock:
            issue = self.repository.issues[number]
            self.state.change_state(issue, "closed", reason)
            issue.reason = reason
            self._tell("closed", self.repository, issue, PERSON)

    def reopen(self, number: int) -> None:
        """Open an issue again as a person would."""
        with self.lock:
            issue = self.repository.issues[number]
            self.state.change_state(issue, "open", None)
            self._tell("reopened", self.repository, issue, PERSON)

    def delete(self, number: int) -> None:
        """Delete an issue."""
        with self.lock:
            self._tell("deleted", self.repository, self.repository.issues[number], PERSON)
            delete(self.repository, number)

    def transfer(self, number: int) -> None:
        """Transfer an issue to another repository."""
        with self.lock:
            old, there = self.repository.issues[number], Repository(4711, "acme/elsewhere")
            new = Issue(self.state.next_id(), 1, old.title, old.body, old.creator, old.created, self.state.now())
            changes = {
                "new_issue": answers.issue(self.url, there, new),
                "new_repository": answers.repository(self.url, there),
            }
            self._tell("transferred", self.repository, old, PERSON, changes=changes)
            transfer(self.repository, number, f"{self.url}/repositories/{there.id}/issues/{number}")

    def rename(self, full_name: str) -> None:
        """Rename the repository."""
        with self.lock:
            self.state.rename(self.repository, full_name)

    def limit_rate(self, method: str = "*", path: str = "*", *, reset_in: int = 90, times: int = 1) -> None:
        """Order GitHub's primary rate limit: a 403, and no requests remaining for `reset_in` seconds."""
        headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(time.time()) + reset_in)}
        body = answers.error(403, "API rate limit exceeded for user ID 1.")
        self.order(method, path, status=403, headers=headers, body=body, times=times)

    def error_body(self, status: int) -> Any:
        """GitHub's usual words for `status`."""
        words = {401: "Bad credentials", 404: "Not Found", 422: "Validation Failed", 429: "Too many requests"}
        return answers.error(status, words.get(status, "Server Error" if status >= 500 else "Refused"))

    def refuse(self) -> Any:
        """Refuse a wrong token or JWT, and a caller that does not say who it is."""
        if not request.headers.get("User-Agent"):
            return jsonify(answers.error(403, "Request forbidden by administrative rules.")), 403
        scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer":
            return jsonify(answers.error(401, "Requires authentication")), 401
        if request.path.startswith("/app") or request.path.endswith("/installation"):
            wrong = self.github_app.against_jwt(bearer, time.time())
            return None if wrong is None else (jsonify(answers.error(*wrong)), wrong[0])
        g.issued = self.github_app.tokens.get(bearer)
        good = bearer == self.token if g.issued is None else g.issued.expires > datetime.now(UTC)
        return None if good else (jsonify(answers.error(401, "Bad credentials")), 401)

    def _tell(self, action: str, known: Repository, issue: Issue, sender: str, **more: Any) -> None:
        """Owe the webhook that says what happened to an issue, to whoever set a secret."""
        if self.hook_secret is None:
            return
        said = {
            "action": action,
            "issue": answers.issue(self.url, known, issue),
            "repository": answers.repository(self.url, known),
            "sender": answers.user(self.url, sender),
            **more,
        }
        self.emit(hook("issues", json.dumps(said).encode(), self.hook_secret), f"issues-{action}")

    def _routes(self) -> None:
        rules: dict[str, dict[str, Any]] = {
            "/app": {"GET": self._app},
            "/app/installations/<int:number>/access_tokens": {"POST": self._token},
            "/repos/<owner>/<name>/installation": {"GET": self._installation},
            "/user": {"GET": self._user},
            "/repos/<owner>/<name>": {"GET": self._repository},
            "/repos/<owner>/<name>/labels": {"GET": self._labels},
            "/repos/<owner>/<name>/issues": {"GET": self._list, "POST": self._create},
            "/repos/<owner>/<name>/issues/<int:number>": {"GET": self._issue, "PATCH": self._change},
            "/repos/<owner>/<name>/issues/<int:number>/comments": {
                "GET": self._comments,
                "POST": self._comment,
            },
            f"{ADMIN}/issues": {"GET": self._show_issues},
            f"{ADMIN}/settings": {"POST": self._set},
        }
        for rule, views in rules.items():
            for method, view in views.items():
                self.app.add_url_rule(rule, view.__name__, self._locked(view), methods=[method])

    def _locked(self, view: Any) -> Any:
        def locked(**parts: Any) -> Any:
            with self.lock:
                return view(**parts)

        return locked

    @property
    def _caller(self) -> str:
        return self.state.login if g.issued is None else self.github_app.login

    def _app(self) -> Any:
        return jsonify(answers.app(self.url, self.github_app))

    def _installation(self, owner: str, name: str) -> Any:
        known = self._found(owner, name)
        if known.full_name.lower() not in self.github_app.repositories:
            raise Refusal(404, answers.error(404, "Not Found"))
        return jsonify(answers.installation(self.url, self.github_app))

    def _token(self, number: int) -> Any:
        if number != self.github_app.installation_id:
            raise Refusal(404, answers.error(404, "Not Found"))
        asked = _json() if request.get_data() else {}
        wrong = self.github_app.against_asking(asked)
        if wrong is not None:
            raise Refusal(wrong[0], answers.error(*wrong))
        return jsonify(answers.installation_token(*self.github_app.issue(asked))), 201

    def _user(self) -> Any:
        if not self.user_visible or g.issued is not None:
            raise Refusal(403, answers.error(403, "Resource not accessible by integration"))
        headers = {} if self.scopes is None else {"X-OAuth-Scopes": self.scopes}
        return jsonify(answers.account(self.url, self.state.login)), 200, headers

    def _repository(self, owner: str, name: str) -> Any:
        answered = answers.repository(self.url, self._known(owner, name))
        if g.issued is not None:
            # What a user may do says nothing of an App, whose rights are its own.
            answered["permissions"] = dict.fromkeys(answered["permissions"], False)
        return jsonify(answered)

    def _labels(self, owner: str, name: str) -> Any:
        known = self._known(owner, name)
        return self._page([answers.label(self.url, known, label) for label in known.labels], known)

    def _list(self, owner: str, name: str) -> Any:
        known = self._known(owner, name, reading=True)
        return self._page([answers.issue(self.url, known, one) for one in listed(known, request.args.to_dict())], known)

    def _create(self, owner: str, name: str) -> Any:
        known = self._known(owner, name, writing=True)
        if not known.has_issues:
            raise Refusal(410, answers.error(410, "Issues has been disabled in this repository."))
        asked = _json()
        wrong = [*_title_errors(asked.get("title")), *_body_errors(asked.get("body"))]
        if wrong:
            raise Refusal(422, answers.error(422, "Validation Failed", *wrong))
        labels = asked.get("labels", []) if known.push or g.issued is not None else []
        one = self.state.add_issue(known, asked["title"], asked.get("body"), labels=labels, creator=self._caller)
        answered = answers.issue(self.url, known, one)
        self._tell("opened", known, one, self._caller)
        return jsonify(answered), 201, {"Location": answered["url"]}

    def _issue(self, owner: str, name: str, number: int) -> Any:
        known = self._known(owner, name, reading=True)
        return jsonify(answers.issue(self.url, known, _one(known, number)))

    def _change(self, owner: str, name: str, number: int) -> Any:
        known = self._known(owner, name, writing=True)
        one, asked = _one(known, number), _json()
        wrong = [
            *(_title_errors(asked["title"]) if "title" in asked else ()),
            *_body_errors(asked.get("body")),
        ]
        if wrong:
            raise Refusal(422, answers.error(422, "Validation Failed", *wrong))
        texts = {"title": one.title, "body": one.body or ""}
        one.title = asked.get("title", one.title)
        one.body = asked.get("body", one.body)
        changes = {name: {"from": was} for name, was in texts.items() if (getattr(one, name) or "") != was}
        before = (one.state, one.reason)
        self.state.change_state(one, asked.get("state", one.state), asked.get("state_reason"))
        if changes:
            self._tell("edited", known, one, self._caller, changes=changes)
        if (one.state, one.reason) != before:
            self._tell("closed" if one.state == "closed" else "reopened", known, one, self._caller)
        return jsonify(answers.issue(self.url, known, one))

    def _comments(self, owner: str, name: str, number: int) -> Any:
        known = self._known(owner, name, reading=True)
        on = _one(known, number)
        return self._page([answers.comment(self.url, known, on, one) for one in on.comments], known)

    def _comment(self, owner: str, name: str, number: int) -> Any:
        known = self._known(owner, name, writing=True)
        on, asked = _one(known, number), _json()
        wrong = _body_errors(asked.get("body"), required=True)
        if wrong:
            raise Refusal(422, answers.error(422, "Validation Failed", *wrong))
        said = self.state.add_comment(on, asked["body"], self._caller)
        return jsonify(answers.comment(self.url, known, on, said)), 201

    def _found(self, owner: str, name: str) -> Repository:
        """The repository, or GitHub's way of not showing it."""
        full_name = f"{owner}/{name}".lower()
        if full_name in self.state.renamed:
            rest = request.path.split("/", 4)[4:]
            new = "/".join([self.url, "repositories", str(self.state.renamed[full_name]), *rest])
            raise Refusal(301, {**answers.error(301, "Moved Permanently"), "url": new}, new)
        known = self.state.repositories.get(full_name)
        if known is None or not known.visible:
            raise Refusal(404, answers.error(404, "Not Found"))
        return known

    def _known(self, owner: str, name: str, *, reading: bool = False, writing: bool = False) -> Repository:
        """The repository, as `_found`; 403 where the caller lacks the right."""
        known = self._found(owner, name)
        issued: Issued | None = g.issued
        if issued is not None:
            right = issued.permissions.get("issues")
            mine = known.full_name.lower() in self.github_app.repositories and name in issued.repositories
            if known.private and not mine:
                raise Refusal(404, answers.error(404, "Not Found"))
            if (writing and not (mine and right == "write")) or (reading and right is None):
                raise Refusal(403, answers.error(403, "Resource not accessible by integration"))
        if writing and known.archived:
            raise Refusal(403, answers.error(403, "Repository was archived so is read-only."))
        if issued is None and ((writing and not known.may_write_issues) or (reading and not known.may_read_issues)):
            raise Refusal(403, answers.error(403, "Resource not accessible by personal access token"))
        return known

    def _page(self, entries: list[Any], known: Repository) -> Any:
        size = min(max(request.args.get("per_page", 30, type=int), 1), 100)
        page = max(request.args.get("page", 1, type=int), 1)
        headers = {}
        if page * size < len(entries):
            query = "&".join(f"{name}={value}" for name, value in request.args.items() if name != "page")
            # GitHub's links use the repository's id in place of its name.
            rest = request.path.split("/", 4)[4]
            there = f"{self.link_host or self.url}/repositories/{known.id}/{rest}"
            headers["Link"] = f'<{there}?{query}&page={page + 1}>; rel="next"'
        return jsonify(entries[(page - 1) * size : page * size]), 200, headers

    def _say_limits(self, response: Any) -> Any:
        """Set before a fault's headers are, so that a fault may say otherwise."""
        response.headers.setdefault("x-ratelimit-limit", "5000")
        response.headers.setdefault("x-ratelimit-remaining", "4999")
        response.headers.setdefault("x-ratelimit-reset", str(int(time.time()) + 3600))
        return response

    def _show_issues(self) -> Any:
        return jsonify(
            [
                {
                    **answers.issue(self.url, self.repository, one),
                    "comments": [each.body for each in one.comments],
                }
                for one in self.issues
            ]
        )

    def _set(self) -> Any:
        for name, value in request.get_json().items():
            owner = self if name in ("token", "user_visible", "scopes", "link_host") else self.repository
            if not hasattr(owner, name):
                return jsonify(answers.error(422, f"There is no setting {name}")), 422
            setattr(owner, name, value)
        return "", 204


def hook(event: str, body: bytes, secret: str, delivery: str | None = None) -> Hook:
    """A webhook as GitHub signs it."""
    headers = {
        "content-type": "application/json",
        "user-agent": "GitHub-Hookshot/0000000",
        "x-github-event": event,
        "x-github-delivery": delivery or str(uuid.uuid4()),
        "x-github-hook-id": "292430182",
        "x-github-hook-installation-target-id": "79929171",
        "x-github-hook-installation-target-type": "repository",
        "x-hub-signature-256": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
    }
    return Hook(headers, body)


def _one(known: Repository, number: int) -> Issue:
    if number in known.transferred:
        there = known.transferred[number]
        raise Refusal(301, {**answers.error(301, "Moved Permanently"), "url": there}, there)
    if number in known.deleted:
        raise Refusal(410, answers.error(410, "This issue was deleted"))
    if number not in known.issues:
        raise Refusal(404, answers.error(404, "Not Found"))
    return known.issues[number]


def _json() -> dict[str, Any]:
    asked = request.get_json(force=True, silent=True)
    if not isinstance(asked, dict):
        raise Refusal(400, answers.error(400, "Problems parsing JSON"))
    return asked


def _title_errors(title: Any) -> list[dict[str, Any]]:
    if not str(title or "").strip():
        return [answers.invalid("title", "missing_field")]
    if len(str(title)) > TITLE_LIMIT:
        words = f"title is too long (maximum is {TITLE_LIMIT} characters)"
        return [answers.invalid("title", "custom", words)]
    return []


def _body_errors(body: Any, *, required: bool = False) -> list[dict[str, Any]]:
    if required and not str(body or "").strip():
        return [answers.invalid("body", "missing_field")]
    if len(str(body or "")) > BODY_LIMIT:
        words = f"body is too long (maximum is {BODY_LIMIT} characters)"
        return [answers.invalid("body", "custom", words)]
    return []


def _refused(refusal: Refusal) -> Any:
    headers = {"Location": refusal.location} if refusal.location else {}
    return jsonify(refusal.body), refusal.status, headers


def main() -> None:
    """Serve until the process is ended; the address is the first line of the output."""
    parser = argparse.ArgumentParser(description="A fake GitHub, for tests.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--repository", default=REPOSITORY)
    asked = parser.parse_args()
    with FakeGitHub(token=asked.token, repository=asked.repository) as fake:
        print(fake.url, flush=True)
        fake.wait()


if __name__ == "__main__":
    main()
