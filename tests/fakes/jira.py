"""A fake Jira with two faces, Cloud and Data Center: issues of projects, held to the vendor's own descriptions."""

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar

from flask import jsonify, request
from md_adf.adf import validate_adf

from ideaboard.plugin.testing.fakes import FakeServer, Hook, contracts
from ideaboard.plugin.testing.fakes import Seen as Request
from tests.fakes.jira_state import (
    CATEGORY_IDS,
    RIGHTS,
    STATUSES,
    TYPES,
    WORKFLOW,
    BadJqlError,
    Issue,
    Project,
    State,
)

TOKEN = "ATATT3xFfGF0fake-correctHorseBatteryStaple"
EMAIL = "idea-bot@acme.example"
ACCOUNT = "5c5f880629be9642ba529340"
PERSON = "712020:0e99e8b3-7c93-4a5c-8f6a-1d5e0c6a0b11"
PROJECT = "ROAD"
LIMIT = 32_767

Json = dict[str, Any]


class FakeJiraCloud(FakeServer):
    """A Jira Cloud with one account, a project and one where that account may not make issues.

    Change the fields of `project` to take rights and fields away, and `state.lag` to let the search lag.
    """

    contract_name = "jira-cloud.openapi.json"
    #: Its answer is none, and is described as one in JSON.
    not_described: ClassVar[Sequence[str]] = ("POST /rest/api/3/issue/*/transitions",)
    path: ClassVar[str] = "/rest/api/3"
    #: By which field of a user an account is known.
    account_field: ClassVar[str] = "accountId"
    account: ClassVar[str] = ACCOUNT
    person: ClassVar[str] = PERSON

    def __init__(self) -> None:
        super().__init__()
        self.state = State()
        self.project = self.state.add_project(PROJECT)
        self.state.add_project("CLOSED", lacks={"CREATE_ISSUES"})
        self.token = TOKEN
        #: What a transition asks for, by the id of the status it leads to: fields by their ids.
        self.asks: dict[str, Json] = {}
        self._routes()

    @property
    def issues(self) -> list[Issue]:
        """The issues, the oldest first."""
        return list(self.state.issues.values())

    def move(self, issue_id: str, status: str, by: str | None = None) -> None:
        """Bring an issue to a status, as a person does."""
        with self.lock:
            issue = self.state.issues[issue_id]
            issue.status, issue.updated = status, self.state.now()
            self._tell("jira:issue_updated", issue, by or self.person)

    def rekey(self, issue_id: str, project: str) -> None:
        """Move an issue to another project: it has another key then."""
        with self.lock:
            issue = self.state.issues[issue_id]
            issue.project, issue.updated = project, self.state.now()
            issue.key = f"{project}-{next(self.state.projects[project].numbers)}"
            self._tell("jira:issue_updated", issue, self.person)

    def delete(self, issue_id: str) -> None:
        """Delete an issue."""
        with self.lock:
            self._tell("jira:issue_deleted", self.state.issues.pop(issue_id), self.person)

    def error_body(self, status: int) -> Any:
        """Jira's usual words for `status`."""
        words = {401: "Client must be authenticated to access this resource.", 404: "It does not exist."}
        return {"errorMessages": [words.get(status, "That cannot be done.")], "errors": {}}

    def authorization(self) -> str:
        """What a good call says in its header."""
        return "Basic " + base64.b64encode(f"{EMAIL}:{self.token}".encode()).decode()

    def refuse(self) -> Any:
        """Refuse a wrong account or token."""
        if request.headers.get("Authorization") != self.authorization():
            return jsonify(self.error_body(401)), 401
        return None

    def wrong_text(self, text: Any) -> str | None:
        """What is wrong with a text as this face takes it."""
        try:
            validate_adf(text)
        except (ValueError, TypeError):
            return "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
        long = len(json.dumps(text, ensure_ascii=False)) > LIMIT
        return "The entered text is too long. It exceeds the allowed limit of 32,767 characters." if long else None

    def text_of(self, text: Any) -> str:
        """The words of a text as this face keeps it, a line for each paragraph."""
        if isinstance(text, dict):
            inner = "".join(self.text_of(part) for part in text.get("content", ()))
            own = str(text.get("text", "")) + ("\n" if text["type"] == "hardBreak" else "")
            return own + inner + ("\n" if text["type"] in ("paragraph", "heading", "codeBlock") else "")
        return str(text or "")

    def page_of_types(self, entries: list[Json], name: str) -> Json:
        """A page of what can be chosen where an issue is made."""
        start = int(request.args.get("startAt", 0))
        return {"startAt": start, "maxResults": 50, "total": len(entries), name: entries[start : start + 50]}

    def search_page(self, asked: Json, found: list[Json]) -> Json:
        """A page of a search."""
        start = int(asked.get("nextPageToken", 0))
        size = min(int(asked.get("maxResults", 50)), 100)
        page: Json = {"issues": found[start : start + size], "isLast": start + size >= len(found)}
        return page if page["isLast"] else {**page, "nextPageToken": str(start + size)}

    def issue_json(self, issue: Issue, wanted: list[str] | None = None) -> Json:
        """An issue as it is answered and told."""
        fields = {
            "summary": issue.summary,
            "description": issue.description,
            "status": self.status_json(issue.status),
            "project": {"id": self.state.projects[issue.project].id, "key": issue.project, "name": issue.project},
            "issuetype": {"id": issue.type, "name": TYPES[issue.type][0], "subtask": TYPES[issue.type][1]},
            "labels": issue.labels,
            "creator": self.user_json(issue.creator),
            "created": written(issue.created),
            "updated": written(issue.updated),
        }
        kept = fields if wanted is None else {name: value for name, value in fields.items() if name in wanted}
        return {"id": issue.id, "key": issue.key, "self": f"{self.url}{self.path}/issue/{issue.id}", "fields": kept}

    def status_json(self, number: str) -> Json:
        """A status."""
        name, category = STATUSES[number]
        there = f"{self.url}{self.path}"
        of = {"id": CATEGORY_IDS[category], "key": category, "colorName": "green", "name": category.title()}
        return {
            "id": number,
            "name": name,
            "description": "",
            "iconUrl": f"{self.url}/images/icons/statuses/generic.png",
            "self": f"{there}/status/{number}",
            "statusCategory": {**of, "self": f"{there}/statuscategory/{of['id']}"},
        }

    def user_json(self, account: str) -> Json:
        """Somebody."""
        return {"self": f"{self.url}{self.path}/user?{account}", self.account_field: account, "displayName": "Somebody"}

    def _tell(self, event: str, issue: Issue, by: str) -> None:
        """Owe the webhook that says what happened, to whoever set a secret."""
        if self.hook_secret is None:
            return
        said = {
            "timestamp": int(issue.updated.timestamp() * 1000),
            "webhookEvent": event,
            "issue_event_type_name": "issue_generic",
            "user": self.user_json(by),
            "issue": self.issue_json(issue),
        }
        self.emit(hook(json.dumps(said).encode(), self.hook_secret))

    def _routes(self) -> None:
        project, issue = f"{self.path}/project/<key>", f"{self.path}/issue/<name>"
        rules: dict[str, dict[str, Any]] = {
            f"{self.path}/myself": {"GET": self._myself},
            f"{self.path}/mypermissions": {"GET": self._permissions},
            project: {"GET": self._project},
            f"{project}/statuses": {"GET": self._statuses},
            f"{self.path}/issue/createmeta/<key>/issuetypes": {"GET": self._types},
            f"{self.path}/issue/createmeta/<key>/issuetypes/<kind>": {"GET": self._fields},
            f"{self.path}/issue": {"POST": self._create},
            issue: {"GET": self._issue},
            f"{issue}/comment": {"POST": self._comment},
            f"{issue}/remotelink": {"POST": self._link},
            f"{issue}/transitions": {"GET": self._transitions, "POST": self._transition},
            f"{self.path}/{self.search_path}": {"POST": self._search},
        }
        for rule, views in rules.items():
            for method, view in views.items():
                self.app.add_url_rule(rule, view.__name__, self._locked(view), methods=[method])

    search_path: ClassVar[str] = "search/jql"

    def _locked(self, view: Any) -> Any:
        def locked(**parts: Any) -> Any:
            with self.lock:
                return view(**parts)

        return locked

    def _refused(self, status: int, *messages: str, **errors: str) -> Any:
        return jsonify({"errorMessages": list(messages), "errors": errors}), status

    def _gone(self) -> Any:
        return self._refused(404, "Issue does not exist or you do not have permission to see it.")

    def _myself(self) -> Any:
        return jsonify(self.user_json(self.account))

    def _permissions(self) -> Any:
        known = self.state.projects.get(request.args["projectKey"])
        if known is None:
            return self._refused(404, "No project could be found.")
        wanted = request.args["permissions"].split(",") if "permissions" in request.args else RIGHTS
        return jsonify(
            {"permissions": {name: {"key": name, "havePermission": name not in known.lacks} for name in wanted}}
        )

    def _project(self, key: str) -> Any:
        known = self.state.projects.get(key)
        if known is None:
            return self._refused(404, f"No project could be found with key '{key}'.")
        return jsonify({"id": known.id, "key": known.key, "name": known.key, "archived": known.archived})

    def _statuses(self, key: str) -> Any:
        if key not in self.state.projects:
            return self._refused(404, f"No project could be found with key '{key}'.")
        statuses = [self.status_json(number) for number in STATUSES]
        return jsonify(
            [
                {"self": f"{self.url}/{number}", "id": number, "name": name, "subtask": part, "statuses": statuses}
                for number, (name, part) in TYPES.items()
            ]
        )

    def _types(self, key: str) -> Any:
        entries = [
            {"self": f"{self.url}/{number}", "id": number, "name": name, "subtask": part}
            for number, (name, part) in TYPES.items()
        ]
        return jsonify(self.page_of_types(entries if key in self.state.projects else [], "issueTypes"))

    def _fields(self, key: str, kind: str) -> Any:
        entries = [
            {
                "fieldId": name,
                "key": name,
                "name": title,
                "required": required,
                "hasDefaultValue": name == "reporter",
                "operations": ["set"],
                "schema": {"type": "string"},
            }
            for name, (title, required) in self.state.projects[key].screen.items()
        ]
        return jsonify(self.page_of_types(entries, "fields"))

    def _create(self) -> Any:
        fields = request.get_json()["fields"]
        known = self.state.projects.get(fields["project"].get("key"))
        if known is None:
            return self._refused(400, project="valid project is required")
        if known.lacks & {"CREATE_ISSUES"}:
            return self._refused(403, "You do not have permission to create issues in this project.")
        kind = fields["issuetype"]
        of = next((number for number, (name, _) in TYPES.items() if kind in ({"id": number}, {"name": name})), None)
        wrong = self._wrong_fields(known, fields) | (
            {"issuetype": "The issue type selected is invalid."} if not of else {}
        )
        if wrong:
            return self._refused(400, **wrong)
        made = self.state.add_issue(
            known.key, fields["summary"], fields["description"], self.account, type=of, labels=fields.get("labels", [])
        )
        self._tell("jira:issue_created", made, self.account)
        return jsonify({"id": made.id, "key": made.key, "self": f"{self.url}{self.path}/issue/{made.id}"}), 201

    def _wrong_fields(self, known: Project, fields: Mapping[str, Any]) -> dict[str, str]:
        off = "Field '{}' cannot be set. It is not on the appropriate screen, or unknown."
        wrong = {name: off.format(name) for name, value in fields.items() if name not in known.screen and value}
        for name, (title, required) in known.screen.items():
            if required and not fields.get(name) and name != "reporter":
                wrong[name] = f"{title} is required."
        summary = str(fields.get("summary", ""))
        if len(summary) > 255:
            wrong["summary"] = "Summary can't exceed 255 characters."
        if "\n" in summary or "\r" in summary:
            wrong["summary"] = "The summary is invalid because it contains newline characters."
        if found := self.wrong_text(fields.get("description")):
            wrong["description"] = found
        if any(" " in label for label in fields.get("labels", ())):
            wrong["labels"] = "The label contains spaces which is invalid."
        return wrong

    def _issue(self, name: str) -> Any:
        found = self.state.named(name)
        wanted = request.args["fields"].split(",") if "fields" in request.args else None
        return self._gone() if found is None else jsonify(self.issue_json(found, wanted))

    def _comment(self, name: str) -> Any:
        found, body = self.state.named(name), request.get_json()["body"]
        if found is None:
            return self._gone()
        if wrong := self.wrong_text(body):
            return self._refused(400, comment=wrong)
        found.comments.append(body)
        found.updated = self.state.now()
        number = str(len(found.comments))
        return jsonify({"id": number, "self": f"{self.url}/{number}", "body": body}), 201

    def _link(self, name: str) -> Any:
        found, asked = self.state.named(name), request.get_json()
        if found is None:
            return self._gone()
        known = asked["globalId"] in found.links
        found.links[asked["globalId"]] = asked["object"]["url"]
        number = list(found.links).index(asked["globalId"]) + 1
        return jsonify({"id": number, "self": f"{self.url}/remotelink/{number}"}), 200 if known else 201

    def _transitions(self, name: str) -> Any:
        found = self.state.named(name)
        if found is None:
            return self._gone()
        return jsonify(
            {
                "transitions": [
                    {"id": number, "name": STATUSES[to][0], "to": self.status_json(to), "fields": self.asks.get(to, {})}
                    for number, to in WORKFLOW[found.status].items()
                ]
            }
        )

    def _transition(self, name: str) -> Any:
        found, asked = self.state.named(name), request.get_json()["transition"]["id"]
        if found is None:
            return self._gone()
        to = WORKFLOW[found.status].get(asked)
        if to is None:
            return self._refused(400, "It is not possible to take this transition.")
        if needed := [field for field, about in self.asks.get(to, {}).items() if about["required"]]:
            return self._refused(400, **{field: f"{field} is required." for field in needed})
        self.move(found.id, to, self.account)
        return "", 204

    def _search(self) -> Any:
        asked = request.get_json()
        try:
            found = self.state.search(asked["jql"], self.account)
        except BadJqlError as error:
            return self._refused(400, str(error))
        return jsonify(self.search_page(asked, [self.issue_json(one, asked["fields"]) for one in found]))


class FakeJiraDataCenter(FakeJiraCloud):
    """A Jira Data Center: texts are wiki markup, people have names, and lists have numbers."""

    contract_name = "jira-dc.openapi.json"
    #: Described as one issue type, where the server answers all; and without `expand`, which it has had since 5.0.
    not_described = ("GET /rest/api/2/project/*/statuses", "GET /rest/api/2/issue/*/transitions")
    #: Said to be objects, every one of them, which the texts and times among them are not.
    anything = ("/components/schemas/IssueBean/properties/fields/additionalProperties",)
    path = "/rest/api/2"
    search_path = "search"
    account_field = "name"
    account = "idea-bot"
    person = "admin"

    def authorization(self) -> str:
        """What a good call says in its header."""
        return f"Bearer {self.token}"

    def _described(self, seen: Request) -> contracts.Request:
        # The description knows no personal access tokens, which came after it: as if it were a password.
        return super()._described(replace(seen, headers={**seen.headers, "authorization": "Basic Og=="}))

    def wrong_text(self, text: Any) -> str | None:
        """What is wrong with a text: it is markup, and not too long."""
        if not isinstance(text, str):
            return "Operation value must be a string"
        return None if len(text) <= LIMIT else "The entered text is too long."

    def page_of_types(self, entries: list[Json], name: str) -> Json:
        """A page of what can be chosen where an issue is made."""
        page = super().page_of_types(entries, "values")
        return {**page, "isLast": page["startAt"] + 50 >= page["total"]}

    def search_page(self, asked: Json, found: list[Json]) -> Json:
        """A page of a search."""
        start, size = int(asked.get("startAt", 0)), min(int(asked.get("maxResults", 50)), 100)
        return {"startAt": start, "maxResults": size, "total": len(found), "issues": found[start : start + size]}


def written(moment: datetime) -> str:
    """A time as Jira writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}+0000"


def hook(body: bytes, secret: str, delivery: str | None = None) -> Hook:
    """A webhook as Jira signs it."""
    digest = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Hook(
        {
            "content-type": "application/json",
            "x-atlassian-webhook-identifier": delivery or str(uuid.uuid4()),
            "x-hub-signature": f"sha256={digest}",
        },
        body,
    )
