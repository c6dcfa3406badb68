"""A fake Linear: issues of teams, behind Linear's own GraphQL schema, which every query and answer is held to."""

import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

import pytest
from flask import jsonify, request
from graphql import GraphQLError, GraphQLSchema, build_schema, graphql_sync, parse, validate

from ideaboard.plugin.testing.fakes import FakeServer, Hook, contracts

TOKEN = "lin_api_FAKEcorrectHorseBatteryStaple0123456789"
VIEWER = "3f3d0f3c-4c8b-4a52-9b1e-8f0b5d0d3a11"
PERSON = "b5ea5f1f-8adc-4f52-b4bd-ab4e84cf51ba"
TEAM = "ENG"
STATES = {
    "11111111-1111-4111-8111-111111111111": ("Triage", "triage"),
    "22222222-2222-4222-8222-222222222222": ("Todo", "unstarted"),
    "33333333-3333-4333-8333-333333333333": ("In Progress", "started"),
    "44444444-4444-4444-8444-444444444444": ("Done", "completed"),
    "55555555-5555-4555-8555-555555555555": ("Canceled", "canceled"),
}
TODO = "22222222-2222-4222-8222-222222222222"
SCHEMA = "linear.graphql"

# The vendor's file came to us without the filters of its lists: these are the ones that are used.
_FILTERS = """
input StringComparator { eq: String, nin: [String!] }
input TeamFilter { key: StringComparator }
input WorkflowStateFilter { team: TeamFilter, type: StringComparator }
input IssueFilter { team: TeamFilter, state: WorkflowStateFilter }
"""
_FILTERED = {"issues": "IssueFilter", "teams": "TeamFilter", "workflowStates": "WorkflowStateFilter"}

Json = dict[str, Any]


@cache
def schema() -> GraphQLSchema:
    """Linear's schema, with the filters that are used."""
    file = contracts.folder() / SCHEMA
    if not file.is_file():
        pytest.skip(f"NOT HELD TO THE VENDOR'S DESCRIPTION: there is no {SCHEMA} in {contracts.folder()}")
    text = file.read_text("utf-8")
    head, query, rest = text.partition("\ntype Query ")
    for name, kind in _FILTERED.items():
        rest = rest.replace(f"\n  {name}(", f"\n  {name}(\n    filter: {kind}", 1)
    return build_schema(head + query + rest + _FILTERS, assume_valid=True)


@dataclass
class Issue:
    """An issue; its id was chosen by whoever made it."""

    id: str
    number: int
    team: str
    title: str
    description: str
    created: datetime
    updated: datetime
    state: str = TODO
    trashed: bool = False
    comments: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class FakeLinear(FakeServer):
    """A workspace with two teams and one key."""

    def __init__(self) -> None:
        super().__init__()
        self.schema = schema()
        self.token = TOKEN
        self.known: dict[str, Issue] = {}
        self.teams = {TEAM: "6d2a1a10-4ac5-4c7c-8b0e-0b6c3b1d9f01", "OPS": "7d2a1a10-4ac5-4c7c-8b0e-0b6c3b1d9f02"}
        self._numbers = count(1)
        self._clock = datetime(2026, 1, 1, tzinfo=UTC)
        self.app.add_url_rule("/graphql", view_func=self._answer, methods=["POST"])

    @property
    def issues(self) -> list[Issue]:
        """The issues, the oldest first."""
        return list(self.known.values())

    def move(self, issue_id: str, kind: str, by: str = PERSON) -> None:
        """Bring an issue to the first state of this type, as a person does."""
        with self.lock:
            state = next(number for number, (_, of) in STATES.items() if of == kind)
            self._move(self.known[issue_id], state, by)

    def trash(self, issue_id: str) -> None:
        """Delete an issue: it is in the trash for a while."""
        with self.lock:
            issue = self.known[issue_id]
            issue.trashed, issue.updated = True, self._now()
            self._tell("remove", issue, PERSON)

    def error_body(self, status: int) -> Any:
        """Linear's usual words for `status`."""
        code = {401: "AUTHENTICATION_ERROR", 429: "RATELIMITED"}.get(status, "INTERNAL_SERVER_ERROR")
        return {"errors": [{"message": "It did not work.", "extensions": {"code": code}}]}

    def refuse(self) -> Any:
        """Refuse a wrong key."""
        if request.headers.get("Authorization") != self.token:
            words = "Authentication required, not authenticated"
            return jsonify({"errors": [{"message": words, "extensions": {"code": "AUTHENTICATION_ERROR"}}]}), 401
        return None

    def as_json(self, issue: Issue) -> Json:
        """An issue as it is answered and told."""
        key = f"{issue.team}-{issue.number}"
        return {
            "id": issue.id,
            "identifier": key,
            "number": issue.number,
            "url": f"https://linear.app/acme/issue/{key}/{issue.title[:10].lower().replace(' ', '-')}",
            "title": issue.title,
            "description": issue.description,
            "createdAt": _written(issue.created),
            "updatedAt": _written(issue.updated),
            "trashed": issue.trashed or None,
            "state": _state(issue.state),
            "stateId": issue.state,
            "team": {"id": self.teams[issue.team], "key": issue.team, "name": issue.team},
        }

    def _answer(self) -> Any:
        asked = request.get_json()
        wrong = validate(self.schema, parse(asked["query"]))
        if wrong:
            self.violations += [f"query: {error.message}" for error in wrong]
            return jsonify({"errors": [{"message": str(error.message)} for error in wrong]}), 400
        with self.lock:
            result = graphql_sync(self.schema, asked["query"], self._roots(), variable_values=asked["variables"])
        errors = result.errors or []
        # What a resolver refuses is Linear's answer; anything else is a variable or an answer that the schema forbids.
        self.violations += [
            f"{asked['query'][:60]}: {error.message}" for error in errors if not isinstance(error.original_error, _No)
        ]
        if errors:
            said = [
                {"message": error.message, "extensions": getattr(error.original_error, "extensions", None) or {}}
                for error in errors
            ]
            return jsonify({"data": result.data, "errors": said})
        return jsonify({"data": result.data})

    def _roots(self) -> Json:
        return {
            "viewer": {"id": VIEWER, "name": "Idea bot"},
            "issue": lambda info, id: self.as_json(self._issue(id)),
            "teams": self._teams,
            "workflowStates": self._states,
            "issues": self._issues,
            "issueCreate": self._create,
            "issueUpdate": self._update,
            "commentCreate": self._comment,
            "attachmentCreate": self._attach,
        }

    def _issue(self, name: str) -> Issue:
        found = self.known.get(name) or next(
            (one for one in self.known.values() if f"{one.team}-{one.number}" == name), None
        )
        if found is None:
            raise _No("Entity not found: Issue - Could not find referenced Issue.", "INPUT_ERROR")
        return found

    def _teams(
        self, info: Any, first: int = 50, after: str | None = None, filter: Mapping[str, Any] | None = None, **_: Any
    ) -> Json:
        key = (filter or {}).get("key", {}).get("eq")
        nodes = [
            {"id": id, "key": each, "name": each.title()} for each, id in self.teams.items() if key in (None, each)
        ]
        return _page(nodes, first, after)

    def _states(self, info: Any, first: int = 50, after: str | None = None, filter: Any = None, **_: Any) -> Json:
        there = filter is None or filter["team"]["key"]["eq"] in self.teams
        return _page([_state(number) for number in STATES] if there else [], first, after)

    def _issues(self, info: Any, first: int = 50, after: str | None = None, filter: Any = None, **_: Any) -> Json:
        closed, team = filter["state"]["type"]["nin"], filter["team"]["key"]["eq"]
        found = [one for one in self.issues if one.team == team and STATES[one.state][1] not in closed]
        return _page([self.as_json(one) for one in found if not one.trashed], first, after)

    def _create(self, info: Any, input: Json) -> Json:
        team = next((key for key, id in self.teams.items() if id == input["teamId"]), None)
        if team is None:
            raise _No("Entity not found: Team - Could not find referenced Team.", "INPUT_ERROR")
        if uuid.UUID(input["id"]).version != 4:
            raise _No("Argument Validation Error: id must be a UUID", "INVALID_INPUT")
        if input["id"] in self.known:
            raise _No("Entity with id already exists", "INPUT_ERROR")
        if not input["title"] or len(input["title"]) > 255:
            raise _No("title must be shorter than or equal to 255 characters", "INVALID_INPUT")
        now = self._now()
        made = Issue(input["id"], next(self._numbers), team, input["title"], input["description"], now, now)
        self.known[made.id] = made
        self._tell("create", made, VIEWER)
        return {"success": True, "lastSyncId": 1.0, "issue": self.as_json(made)}

    def _update(self, info: Any, id: str, input: Json) -> Json:
        issue = self._issue(id)
        if input["stateId"] not in STATES:
            raise _No("Entity not found: WorkflowState", "INPUT_ERROR")
        self._move(issue, input["stateId"], VIEWER)
        return {"success": True, "lastSyncId": 2.0, "issue": self.as_json(issue)}

    def _comment(self, info: Any, input: Json) -> Json:
        issue = self._issue(input["issueId"])
        issue.comments.append(input["body"])
        return {"success": True, "lastSyncId": 3.0}

    def _attach(self, info: Any, input: Json) -> Json:
        issue = self._issue(input["issueId"])
        if input["url"] not in issue.links:
            issue.links.append(input["url"])
        return {"success": True, "lastSyncId": 4.0}

    def _move(self, issue: Issue, state: str, by: str) -> None:
        issue.state, issue.updated = state, self._now()
        self._tell("update", issue, by)

    def _tell(self, action: str, issue: Issue, by: str) -> None:
        """Owe the webhook that says what happened, to whoever set a secret."""
        if self.hook_secret is not None:
            self.emit(hook(told(self.as_json(issue), action, by, datetime.now(UTC)), self.hook_secret))

    def _now(self) -> datetime:
        now = datetime.now(UTC)
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        self._clock = max(now, self._clock + timedelta(milliseconds=1))
        return self._clock


class _No(GraphQLError):
    """What Linear refuses, with its code."""

    def __init__(self, words: str, code: str) -> None:
        super().__init__(words, extensions={"code": code})


def told(issue: Json, action: str, by: str, at: datetime) -> bytes:
    """A webhook about an issue."""
    said = {
        "action": action,
        "type": "Issue",
        "actor": {"id": by, "type": "user", "name": "Somebody"},
        "createdAt": issue["updatedAt"],
        "data": issue,
        "url": issue["url"],
        "organizationId": "0f0d0f3c-4c8b-4a52-9b1e-8f0b5d0d3a00",
        "webhookTimestamp": int(at.timestamp() * 1000),
        "webhookId": "000042e3-d123-4980-b49f-8e140eef9329",
    }
    return json.dumps(said).encode()


def hook(body: bytes, secret: str, delivery: str | None = None) -> Hook:
    """A webhook as Linear signs it."""
    headers = {
        "content-type": "application/json; charset=utf-8",
        "linear-delivery": delivery or str(uuid.uuid4()),
        "linear-event": "Issue",
        "linear-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest(),
    }
    return Hook(headers, body)


def _page(nodes: Sequence[Json], first: int, after: str | None) -> Json:
    start = int(after or 0)
    more = start + first < len(nodes)
    return {
        "nodes": nodes[start : start + first],
        "edges": [],
        "pageInfo": {"hasNextPage": more, "hasPreviousPage": start > 0, "endCursor": str(start + first)},
    }


def _state(number: str) -> Json:
    name, kind = STATES[number]
    return {"id": number, "name": name, "type": kind, "position": float(list(STATES).index(number))}


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"
