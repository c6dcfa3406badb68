"""Bugzilla for ideaboard."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from ideaboard import plugin as board
from marshmallow import Schema, fields, validate

T = TypeVar("T")
LIMITS = board.Limits(title=255, body=65_535)
ALIAS = "idea-"  # What our aliases begin with: Bugzilla takes none of digits only.
ASKED = {"include_fields": "id,status,resolution,last_change_time"}
# What a fresh Bugzilla's statuses and resolutions mean, those that we set first; of others a leader says it.
MEANING: Mapping[str, board.Category] = {
    "CONFIRMED": "open", "UNCONFIRMED": "open", "IN_PROGRESS": "in_progress", "FIXED": "done",
    "WONTFIX": "rejected", "INVALID": "rejected", "DUPLICATE": "rejected", "WORKSFORME": "rejected",
}
# Its errors as others say them, by code. The key: 306. Rights: 106 to 120. Out of sight: 102. These are none:
# no bug has our alias (100), ours has it already (103), and there is no word of who we are (32614, in 5.0).
MEANT = {306: 401, 106: 403, 109: 403, 115: 403, 120: 403, 102: 404, 100: 200, 103: 200, 32614: 200}
UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


class Settings(Schema):
    """What a leader enters to connect a board."""

    url = fields.Url(required=True, schemes={"https", "http"}, require_tld=False, metadata={"title": "URL"})
    product = fields.String(required=True, validate=validate.Length(1, 64), metadata={"title": "Product"})
    component = fields.String(required=True, validate=validate.Length(1, 64), metadata={"title": "Component"})
    version = fields.String(required=True, validate=validate.Length(1, 64), metadata={"title": "Version"})
    api_key = board.Secret(required=True, validate=validate.Regexp(r"[!-~]+\Z"), metadata={"title": "Key"})


class Bugzilla(board.Tracker):
    """The bugs of one component."""

    def __init__(self, settings: Mapping[str, Any], http: board.Http) -> None:
        self._http, self._url, self._key = http, settings["url"].rstrip("/"), settings["api_key"]
        self._place = {what: settings[what] for what in ("product", "component", "version")}

    def check(self) -> board.Check:
        """Say whose key it is, and what is wrong, without changing anything."""
        account: str | None = None
        try:
            account = self._ask("/whoami", lambda said: said.get("name"))
            mine = self._ask("/product_enterable", lambda said: {str(each) for each in said["ids"]})
            named = {"names": self._place["product"]}
            wrong = self._ask("/product", lambda said: self._wrong(said["products"], mine), params=named)
        except board.AuthFailed as error:
            wrong = [board.Finding("bad_token", f"Bugzilla does not take the API key: {error}")]
        except board.TrackerError as error:
            wrong = [board.Finding("unreachable", f"Bugzilla cannot be asked: {error}")]
        return board.Check(account, tuple(wrong))

    def create(self, draft: board.Draft, marker: str) -> board.RemoteIssue:
        """Make the bug under an alias that no other can have; where it is taken, the bug is made already."""
        title, text = board.cut(draft.title, LIMITS.title), board.with_marker(draft.body, marker, LIMITS.body)
        bug = {**self._place, "summary": title, "description": text, "alias": ALIAS + marker}
        return self.fetch(self._ask("/bug", lambda said: str(said.get("id", bug["alias"])), "POST", json=bug))

    def find(self, marker: str, since: datetime) -> Sequence[board.RemoteIssue]:
        """The one bug that can have this alias, asked for by name: a search may lag behind."""
        path = f"/bug/{ALIAS}{marker}"
        return self._ask(path, lambda said: [self._issue(bug) for bug in said.get("bugs", [])], params=ASKED)

    def link_back(self, issue: board.RemoteIssue, url: str) -> None:
        """Comment with the idea's address, unless the description or a comment names it."""
        path, bug = f"/bug/{issue.id}/comment", issue.id
        words = self._ask(path, lambda said: [each["text"].split() for each in said["bugs"][bug]["comments"]])
        if not any(url in each for each in words):
            self.comment(bug, f"The idea: {url}")

    def fetch(self, issue_id: str) -> board.RemoteIssue:
        """The bug as it is now, by its number or its alias. Raises Gone."""
        return self._ask(f"/bug/{issue_id}", lambda said: self._issue(said["bugs"][0]), params=ASKED)

    def comment(self, issue_id: str, text: str) -> None:
        """Add a comment."""
        self._ask(f"/bug/{issue_id}/comment", str, "POST", json={"comment": board.cut(text, LIMITS.body)})

    def set_status(self, issue_id: str, category: board.Category) -> board.Status:
        """Bring the bug to the first status of this category, unless it is in one. Raises Refused."""
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        to = next(name for name, means in MEANING.items() if means == category)
        new = {"status": "RESOLVED", "resolution": to} if category in ("done", "rejected") else {"status": to}
        self._ask(f"/bug/{issue_id}", str, "PUT", json=new)
        return _status(**new)

    def statuses(self) -> Sequence[board.Status]:
        """Every open status, and every closed one with every resolution; the first of all has no name."""
        ways = self._ask("/field/bug/resolution", lambda said: said["fields"][0]["values"])
        return self._ask("/field/bug/bug_status", lambda said: [
            _status(each["name"], way["name"]) for each in said["fields"][0]["values"] for way in ways
            if each["name"] and each["is_open"] != bool(way["name"])
        ])

    def poll(self, cursor: str | None) -> board.Polled:
        """Which of our bugs changed. Bugzilla counts seconds: the cursor holds what was told of the last."""
        since, *told = (cursor or "1970-01-01T00:00:00Z").split("\n")
        asked = {**ASKED, "f1": "alias", "o1": "substring", "v1": ALIAS, "last_change_time": since}
        issues = self._ask("/bug", lambda said: [self._issue(bug) for bug in said["bugs"]], params=asked)
        news = {f"{issue.updated_at:%Y-%m-%dT%H:%M:%SZ} {issue.id} {issue.status}": issue for issue in issues}
        last = max([since, *news])[:20]
        changes = [board.Change(issue) for new, issue in sorted(news.items()) if cursor and new not in told]
        return board.Polled(changes, "\n".join([last, *(new for new in news if new.startswith(last))]))

    def _wrong(self, products: Any, enterable: set[str]) -> list[board.Finding]:
        seen = [each["name"] for one in products for each in (one, *one["components"], *one["versions"])]
        missing = [f"There is no {what} “{name}”." for what, name in self._place.items() if name not in seen]
        denied = board.Finding("missing_right", "This account may not file bugs in the product.")
        right = [denied for one in products if str(one["id"]) not in enterable]
        return [board.Finding("wrong_project", sentence) for sentence in missing[:1]] or right

    def _issue(self, bug: Any) -> board.RemoteIssue:
        name, status = str(bug["id"]), _status(bug["status"], bug["resolution"])
        url, when = f"{self._url}/show_bug.cgi?id={name}", datetime.fromisoformat(bug["last_change_time"])
        return board.RemoteIssue(name, f"Bug {name}", url, status, when)

    def _ask(self, path: str, read: Callable[[Any], T], method: str = "GET", **rest: Any) -> T:
        answer = board.expect(lambda: self._call(method, path, **rest), 200, 201, effect=method != "GET")
        try:
            return read(answer.json())
        except UNREADABLE as error:
            raise (board.Retry if method == "GET" else board.Ambiguous)("An unreadable answer.") from error

    def _call(self, method: str, path: str, **rest: Any) -> board.Answer:
        headers = {"accept": "application/json", "x-bugzilla-api-key": self._key}
        answer = self._http.request(method, f"{self._url}/rest{path}", headers=headers, **rest)
        try:
            status = MEANT.get(answer.json()["code"], answer.status)
        except UNREADABLE:
            status = answer.status
        # What people are shown of an answer must not quote the key back.
        return board.Answer(status, answer.headers, answer.body.replace(self._key.encode(), b"***"))


def _status(status: str, resolution: str = "") -> board.Status:
    name = f"{status} {resolution}".strip()
    return board.Status(name, name, MEANING.get(resolution or status, "unknown"))


@board.hookimpl
def ideaboard_trackers() -> board.TrackerType:
    """Say that there is Bugzilla."""
    can = frozenset[board.Capability]({"comment", "poll", "set_status", "statuses"})
    return board.TrackerType("bugzilla", "Bugzilla", Settings, Bugzilla, limits=LIMITS, capabilities=can)
