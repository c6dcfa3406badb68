"""One connection to the issues of one team at Linear."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from ideaboard.plugin import (
    AuthFailed,
    Category,
    Check,
    Choice,
    Draft,
    Existing,
    Finding,
    Gone,
    Http,
    Listing,
    Refused,
    RemoteIssue,
    Retry,
    Status,
    Tracker,
    TrackerError,
    cut,
    with_marker,
)
from ideaboard_linear.calls import Api
from ideaboard_linear.issues import LIMITS, TYPES, id_of, remote_issue, status, text

_ISSUE: Final = "id identifier url title description updatedAt trashed state { id name type } team { key }"
_FETCH: Final = f"query Issue($id: String!) {{ issue(id: $id) {{ {_ISSUE} }} }}"
_CREATE: Final = (
    f"mutation Create($input: IssueCreateInput!) {{ issueCreate(input: $input) {{ issue {{ {_ISSUE} }} }} }}"
)
_MOVE: Final = (
    "mutation Move($id: String!, $state: String!) "
    "{ issueUpdate(id: $id, input: { stateId: $state }) { issue { state { id name type } } } }"
)
_COMMENT: Final = "mutation Comment($input: CommentCreateInput!) { commentCreate(input: $input) { success } }"
_LINK: Final = "mutation Link($input: AttachmentCreateInput!) { attachmentCreate(input: $input) { success } }"
_TEAM: Final = "query Team($key: String!) { teams(filter: { key: { eq: $key } }) { nodes { id } } }"
_TEAMS: Final = (
    "query Teams($after: String) { teams(first: 100, after: $after) "
    "{ nodes { key name } pageInfo { hasNextPage endCursor } } }"
)
_STATES: Final = (
    "query States($key: String!) { workflowStates(first: 250, filter: { team: { key: { eq: $key } } }) "
    "{ nodes { id name type position } } }"
)
_OPEN: Final = (
    "query Open($key: String!, $after: String) { issues(first: 50, after: $after, orderBy: createdAt, filter: "
    '{ team: { key: { eq: $key } }, state: { type: { nin: ["completed", "canceled", "duplicate"] } } }) '
    f"{{ nodes {{ {_ISSUE} }} pageInfo {{ hasNextPage endCursor }} }} }}"
)
_NAMED: Final = re.compile(r"(?:https?://\S+?/issue/)?([A-Z][A-Z0-9]{0,9}-[1-9]\d{0,9})(?:[/?#]\S*)?", re.ASCII)
#: Of a team's states, the first of the first type that there is.
_TO: Final[Mapping[Category, Sequence[str]]] = {
    "open": ("unstarted", "backlog", "triage"),
    "in_progress": ("started",),
    "done": ("completed",),
    "rejected": ("canceled",),
}


class Linear(Tracker):
    """The issues of the team in `settings`, called through `http`."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._team: str = settings["team"]
        self._api = Api(http, settings["api_url"], settings["token"])

    def check(self) -> Check:
        """Say whose key it is, and whether the team can be seen. What a key may write shows with the first issue."""
        account: str | None = None
        try:
            account = self._api.query("query Me { viewer { id } }", lambda data: text(data["viewer"], "id"))
            self._team_id()
            return Check(account)
        except AuthFailed as error:
            finding = Finding("bad_token", f"Linear does not take the key: {error}")
        except Gone as error:
            finding = Finding("wrong_project", str(error))
        except Refused as error:
            finding = Finding("missing_right", f"The key may not see {self._team}: {error}")
        except Retry as error:
            finding = Finding("unreachable", f"Linear cannot be asked now: {error}")
        except TrackerError as error:
            finding = Finding("other", str(error))
        return Check(account, (finding,))

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issue whose id was chosen by `marker`: it is found at once, whatever became of its text."""
        try:
            found = self._api.query(_FETCH, lambda data: data["issue"], id=id_of(marker))
        except Gone:
            return []
        return [_read(found)]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue under the id that `marker` chooses, with the marker in its text besides."""
        try:
            team = self._team_id()
        except Gone as error:
            raise Refused(str(error)) from error
        asked = {
            "id": id_of(marker),
            "teamId": team,
            "title": cut(" ".join(draft.title.split()), LIMITS.title),
            "description": with_marker(draft.body, marker, LIMITS.body),
        }
        try:
            return self._api.mutate(_CREATE, lambda data: remote_issue(data["issueCreate"]["issue"]), input=asked)
        except Refused as error:
            # An id that is taken is that of this very issue.
            if "already exists" not in str(error).lower():
                raise
            return self.fetch(id_of(marker))

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """A link beside the issue; Linear keeps one for each address."""
        link = {"issueId": issue.id, "url": url, "title": "The idea on the board"}
        self._api.mutate(_LINK, lambda data: bool(data["attachmentCreate"]["success"]), input=link)

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now, whichever team it is in. Raises Gone, also when it is in the trash."""
        found = self._api.query(_FETCH, lambda data: data["issue"], id=issue_id)
        if isinstance(found, Mapping) and found.get("trashed"):
            raise Gone("The issue is in the trash.")
        return _read(found)

    def comment(self, issue_id: str, text: str) -> None:
        """Add `text` as a comment."""
        asked = {"issueId": issue_id, "body": cut(text, LIMITS.body)}
        self._api.mutate(_COMMENT, lambda data: bool(data["commentCreate"]["success"]), input=asked)

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Bring the issue to the team's first state of this category, unless it is in one. Raises Refused."""
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        states = self._states()
        wanted = next((one for kind in _TO.get(category, ()) for of, one in states if of == kind), None)
        if wanted is None:
            there = ", ".join(one.name for _, one in states)
            raise Refused(f"{self._team} has no state that means {category.replace('_', ' ')}; there are: {there}.")

        def moved(data: Any) -> Status:
            return status(data["issueUpdate"]["issue"]["state"])

        return self._api.mutate(_MOVE, moved, id=issue_id, state=wanted.id)

    def statuses(self) -> Sequence[Status]:
        """The states of the team, in its own order."""
        return [one for _, one in self._states()]

    def look_up(self, text: str) -> Existing:
        """The issue `ENG-12` or of its page's address. Raises Gone; Refused for one of another team."""
        found = _NAMED.fullmatch(text.strip())
        if found is None:
            raise Refused("Name the issue as ENG-12, or by the address of its page.")
        existing, team = self._api.query(_FETCH, lambda data: _existing(data["issue"]), id=found[1])
        if team != self._team:
            raise Refused(f"{existing.issue.key} is an issue of {team}; this connection is to {self._team}.")
        return existing

    def open_issues(self, cursor: str | None) -> Listing:
        """The issues that are neither completed nor canceled, 50 a page. The cursor is Linear's own."""

        def page(data: Any) -> Listing:
            listed, following = data["issues"]["nodes"], data["issues"]["pageInfo"]
            return Listing(
                [_existing(each)[0] for each in listed], following["endCursor"] if following["hasNextPage"] else None
            )

        return self._api.query(_OPEN, page, key=self._team, after=cursor)

    def choices(self, name: str) -> Sequence[Choice]:
        """The teams for the setting `team`. Raises Refused for any other name."""
        if name != "team":
            raise Refused(f"There is nothing to choose from for {name!r}")
        found: list[Choice] = []
        after: str | None = None
        while True:
            teams = self._api.query(_TEAMS, lambda data: dict(data["teams"]), after=after)
            found += [Choice(each["key"], f"{each['name']} ({each['key']})") for each in teams["nodes"]]
            if not teams["pageInfo"]["hasNextPage"] or len(found) > 5_000:
                return found
            after = teams["pageInfo"]["endCursor"]

    def _team_id(self) -> str:
        nodes = self._api.query(_TEAM, lambda data: list(data["teams"]["nodes"]), key=self._team)
        if not nodes:
            raise Gone(f"There is no team {self._team}, or the key may not see it.")
        return text(nodes[0], "id")

    def _states(self) -> list[tuple[str, Status]]:
        """Each state of the team with its type, by their position."""

        def read(data: Any) -> list[tuple[str, Status]]:
            order = list(TYPES)
            nodes = sorted(
                data["workflowStates"]["nodes"],
                key=lambda each: (order.index(each["type"]) if each["type"] in order else 99, each["position"]),
            )
            return [(text(each, "type"), status(each)) for each in nodes]

        return self._api.query(_STATES, read, key=self._team)


def _read(said: Any) -> RemoteIssue:
    try:
        return remote_issue(said)
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise Retry("Linear's answer cannot be read") from error


def _existing(said: Any) -> tuple[Existing, str]:
    """An issue with its words, and its team's key."""
    body = said.get("description") or ""
    return Existing(remote_issue(said), text(said, "title"), str(body)), text(said["team"], "key")
