"""A small Bugzilla 5.2, served from memory: the kit runs the plugin against it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from flask import Response, jsonify, request
from ideaboard.plugin.testing.fakes import FakeServer

KEY = "wRiTeR0000000000000000000000000000000key"
READER = "rEaDeR0000000000000000000000000000000key"
OPEN = ("UNCONFIRMED", "CONFIRMED", "IN_PROGRESS")
CLOSED = ("RESOLVED", "VERIFIED")
RESOLUTIONS = ("", "FIXED", "INVALID", "WONTFIX", "DUPLICATE", "WORKSFORME")
#: The workflow of a fresh installation.
WORKFLOW = {
    "": OPEN,
    "UNCONFIRMED": ("CONFIRMED", "IN_PROGRESS", "RESOLVED"),
    "CONFIRMED": ("IN_PROGRESS", "RESOLVED"),
    "IN_PROGRESS": ("CONFIRMED", "RESOLVED"),
    "RESOLVED": ("UNCONFIRMED", "CONFIRMED", "VERIFIED"),
    "VERIFIED": ("UNCONFIRMED", "CONFIRMED"),
}
#: The HTTP status of an error, by its code; 400 for every other.
STATUS = {51: 404, 101: 404, 32614: 404, **dict.fromkeys((102, 106, 109, 115, 120, 300, 301, 304, 410), 401)}


class Wrong(Exception):
    """What Bugzilla refuses, with its code."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def now() -> datetime:
    """The time in whole seconds, as Bugzilla keeps it."""
    return datetime.now(UTC).replace(microsecond=0)


def said_at(when: datetime) -> str:
    """A time as Bugzilla says it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class Bug:
    """A bug; its description is the first of its comments."""

    id: int
    summary: str
    comments: list[str]
    alias: list[str]
    status: str = "CONFIRMED"
    resolution: str = ""
    created: datetime = field(default_factory=now)
    changed: datetime = field(default_factory=now)


class FakeBugzilla(FakeServer):
    """One product, `Garden`, with one component, `Beds`, and one version, `1.0`."""

    def __init__(self) -> None:
        super().__init__()
        self.bugs: dict[int, Bug] = {}
        self.has_whoami = True
        route = self.app.add_url_rule
        route("/rest/whoami", view_func=self._whoami)
        route("/rest/product", view_func=self._product)
        route("/rest/product_enterable", view_func=self._enterable)
        route("/rest/field/bug/<name>", view_func=self._field)
        route("/rest/bug", view_func=self._search)
        route("/rest/bug", view_func=self._make, methods=["POST"], endpoint="make")
        route("/rest/bug/<name>", view_func=self._show)
        route("/rest/bug/<name>", view_func=self._change, methods=["PUT"], endpoint="change")
        route("/rest/bug/<name>/comment", view_func=self._comments)
        route("/rest/bug/<name>/comment", view_func=self._say, methods=["POST"], endpoint="say")
        self.app.register_error_handler(Wrong, self._refusal)

    def move(self, bug_id: int, status: str, resolution: str = "") -> None:
        """Bring a bug to a status, as somebody does in a browser."""
        bug = self.bugs[bug_id]
        bug.status, bug.resolution, bug.changed = status, resolution, now()

    def error_body(self, status: int) -> Any:
        """What Bugzilla says with this HTTP status."""
        code, message = {
            401: (410, "You must log in before using this part of Bugzilla."),
            403: (109, "You are not authorized to edit this bug."),
            404: (101, "Bug #4711 does not exist."),
        }.get(status, (32000, "Something went wrong."))
        documentation = "https://bugzilla.readthedocs.io/en/5.2/api/"
        return {"error": True, "code": code, "message": message, "documentation": documentation}

    def refuse(self) -> Any:
        """Refuse a wrong key: the answer of Bugzilla is 400, not 401."""
        key = request.headers.get("X-BUGZILLA-API-KEY")
        if key is None:
            return self._refusal(Wrong(410, "You must log in before using this part of Bugzilla."))
        if key not in (KEY, READER):
            return self._refusal(Wrong(306, "The API key you specified is invalid. Please check that key."))
        return None

    def _refusal(self, wrong: Wrong) -> tuple[Response, int]:
        said = {**self.error_body(400), "code": wrong.code, "message": wrong.message}
        return jsonify(said), STATUS.get(wrong.code, 400)

    def _whoami(self) -> Any:
        if not self.has_whoami:
            raise Wrong(32614, "A REST API resource was not found for 'GET /whoami'.")
        return {"id": 7, "name": "board@example.org", "real_name": "The board"}

    def _enterable(self) -> Any:
        return {"ids": ["3"] if request.headers["X-BUGZILLA-API-KEY"] == KEY else []}

    def _product(self) -> Any:
        garden = {
            "id": 3,
            "name": "Garden",
            "is_active": True,
            "components": [{"id": 1, "name": "Beds", "is_active": True}],
            "versions": [{"id": 1, "name": "1.0", "is_active": True}],
        }
        return {"products": [garden] if "Garden" in request.args.getlist("names") else []}

    def _field(self, name: str) -> Any:
        if name == "bug_status":
            values = [
                {
                    "name": status,
                    "is_open": status not in CLOSED,
                    "can_change_to": [{"name": each, "comment_required": False} for each in after],
                }
                for status, after in WORKFLOW.items()
            ]
        elif name == "resolution":
            values = [{"name": resolution} for resolution in RESOLUTIONS]
        else:
            raise Wrong(51, f"There is no field named '{name}'.")
        return {"fields": [{"id": 9, "name": name, "type": 2, "is_custom": False, "values": values}]}

    def _search(self) -> Any:
        asked = request.args
        if not set(asked) - {"include_fields", "order", "limit"}:
            raise Wrong(1000, "You may not search, or create saved searches, without any search terms.")
        try:
            since = datetime.fromisoformat(asked.get("last_change_time", "1970-01-01T00:00:00Z"))
        except ValueError:
            raise Wrong(56, "'last_change_time' is not a legal date.") from None
        found = [bug for bug in self.bugs.values() if bug.changed >= since]
        if asked.get("f1") == "alias" and asked.get("o1") == "substring":
            found = [bug for bug in found if any(asked["v1"] in alias for alias in bug.alias)]
        if asked.get("order") == "changeddate":
            found.sort(key=lambda bug: bug.changed)
        return {"bugs": [self._as_json(bug) for bug in found]}

    def _make(self) -> Any:
        self._may_write()
        asked = request.get_json()
        if asked.get("product") != "Garden":
            raise Wrong(106, "The product does not exist, or you aren't authorized to enter a bug into it.")
        if asked.get("component") != "Beds":
            raise Wrong(105, "There is no such component in the 'Garden' product.")
        if asked.get("version") != "1.0":
            raise Wrong(104, "There is no such version in the 'Garden' product.")
        summary = re.sub(r"\s+", " ", asked.get("summary", "")).strip()
        if not summary:
            raise Wrong(107, "You must enter a summary for this bug.")
        if len(summary) > 255:
            raise Wrong(104, "The text you entered in the Summary field is too long (maximum is 255).")
        aliases = [asked["alias"]] if isinstance(asked.get("alias"), str) else asked.get("alias", [])
        for alias in aliases:
            self._check_alias(alias)
        bug = Bug(len(self.bugs) + 1, summary, [self._checked(asked.get("description", ""))], aliases)
        self.bugs[bug.id] = bug
        return {"id": bug.id}

    def _check_alias(self, alias: str) -> None:
        if len(alias) > 40:
            raise Wrong(103, "Bug aliases cannot be longer than 40 characters.")
        if alias.isdigit():
            raise Wrong(103, f"You gave this bug the alias {alias}, but an alias cannot be just a number.")
        if re.search(r"[\s,]", alias):
            raise Wrong(103, f"The alias you entered, {alias}, contains one or more commas or spaces.")
        if any(alias in bug.alias for bug in self.bugs.values()):
            raise Wrong(103, f"Some bug already has the alias {alias}.")

    def _checked(self, text: str) -> str:
        """A comment as Bugzilla keeps it."""
        kept = re.sub(r"\r\n?", "\n", text).rstrip()
        if len(kept) > 65_535:
            raise Wrong(114, "Comments cannot be longer than 65535 characters.")
        if "\0" in kept:
            raise AssertionError("PostgreSQL would not keep a NUL.")
        return kept

    def _found(self, name: str) -> Bug:
        if not name.isdigit():
            for bug in self.bugs.values():
                if name in bug.alias:
                    return bug
            raise Wrong(100, f"'{name}' is not a valid bug number nor an alias to a bug.")
        if int(name) not in self.bugs:
            raise Wrong(101, f"Bug #{name} does not exist.")
        return self.bugs[int(name)]

    def _may_write(self) -> None:
        if request.headers["X-BUGZILLA-API-KEY"] != KEY:
            raise Wrong(109, "You are not authorized to edit bugs of the product Garden.")

    def _show(self, name: str) -> Any:
        return {"bugs": [self._as_json(self._found(name))], "faults": []}

    def _change(self, name: str) -> Any:
        bug = self._found(name)
        self._may_write()
        asked = request.get_json()
        status, resolution = asked.get("status", bug.status), asked.get("resolution", bug.resolution)
        if status not in (*OPEN, *CLOSED):
            raise Wrong(51, f"There is no status named '{status}'.")
        if resolution not in RESOLUTIONS:
            raise Wrong(51, f"There is no resolution named '{resolution}'.")
        if status != bug.status and status not in WORKFLOW[bug.status]:
            raise Wrong(123, f"You are not allowed to change the bug status from {bug.status} to {status}.")
        if status in CLOSED and not resolution:
            raise Wrong(121, f"A valid resolution is required to mark bugs as {status}.")
        if status in OPEN and "resolution" in asked:
            raise Wrong(122, "You cannot set a resolution for open bugs.")
        before = bug.status
        self.move(bug.id, status, "" if status in OPEN else resolution)
        changes = {"status": {"removed": before, "added": status}} if status != before else {}
        changed = {"id": bug.id, "alias": bug.alias, "changes": changes}
        return {"bugs": [{**changed, "last_change_time": said_at(bug.changed)}]}

    def _comments(self, name: str) -> Any:
        bug = self._found(name)
        comments = [
            {"id": 100 * bug.id + count, "bug_id": bug.id, "count": count, "text": text, "is_private": False}
            for count, text in enumerate(bug.comments)
        ]
        return {"bugs": {str(bug.id): {"comments": comments}}, "comments": {}}

    def _say(self, name: str) -> Any:
        bug = self._found(name)
        self._may_write()
        text = self._checked(request.get_json().get("comment", ""))
        if not text:
            raise Wrong(50, "Bug.add_comment requires a comment argument, and that argument was not set.")
        bug.comments.append(text)
        bug.changed = now()
        return {"id": 100 * bug.id + len(bug.comments) - 1}, 201

    def _as_json(self, bug: Bug) -> dict[str, Any]:
        whole = {
            "id": bug.id,
            "alias": bug.alias,
            "summary": bug.summary,
            "product": "Garden",
            "component": "Beds",
            "version": "1.0",
            "status": bug.status,
            "resolution": bug.resolution,
            "is_open": bug.status in OPEN,
            "creator": "board@example.org",
            "creation_time": said_at(bug.created),
            "last_change_time": said_at(bug.changed),
        }
        wanted = request.args.get("include_fields", ",".join(whole)).split(",")
        return {name: value for name, value in whole.items() if name in wanted}
