"""What the fake Jira knows: projects, a workflow, issues. No HTTP."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

#: The statuses, by their ids: name and category.
STATUSES = {"10001": ("To Do", "new"), "3": ("In Progress", "indeterminate"), "10002": ("Done", "done")}
#: Where one gets from each status, by which transition.
WORKFLOW = {
    "10001": {"11": "3", "21": "10002"},
    "3": {"31": "10002", "41": "10001"},
    "10002": {"51": "10001"},
}
CATEGORY_IDS = {"new": 2, "indeterminate": 4, "done": 3}
TYPES = {"10100": ("Task", False), "10101": ("Story", False), "10102": ("Sub-task", True)}
#: The fields of an issue's create screen besides labels: name, and whether it has to be filled.
SCREEN = {
    "project": ("Project", True),
    "issuetype": ("Issue Type", True),
    "summary": ("Summary", True),
    "description": ("Description", False),
}
RIGHTS = ("BROWSE_PROJECTS", "CREATE_ISSUES", "LINK_ISSUES", "ADD_COMMENTS", "TRANSITION_ISSUES")

_OURS = re.compile(r'\(labels = "(?P<label>[^"]+)" OR creator = currentUser\(\)\) AND created >= "-(?P<ago>\d+)m"')
_OPEN = re.compile(r'project = "(?P<project>\w+)" AND statusCategory != Done AND issuetype in standardIssueTypes\(\)')
_ORDER = " ORDER BY created ASC"


class BadJqlError(Exception):
    """A query that Jira does not take, or that this fake does not know."""


@dataclass
class Issue:
    """An issue; its id stays, its key is that of the project it is in."""

    id: str
    key: str
    project: str
    type: str
    summary: str
    description: Any
    labels: list[str]
    creator: str
    created: datetime
    updated: datetime
    status: str = "10001"
    comments: list[Any] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


@dataclass
class Project:
    """A project. `lacks` are the rights that our account does not have; `screen` what its create screen shows."""

    id: str
    key: str
    lacks: set[str] = field(default_factory=set)
    archived: bool = False
    screen: dict[str, tuple[str, bool]] = field(
        default_factory=lambda: {**SCREEN, "labels": ("Labels", False), "reporter": ("Reporter", True)}
    )
    numbers: Any = field(default_factory=lambda: count(1))


class State:
    """Everything that is there. `lag` is for how long the search does not see a fresh issue."""

    def __init__(self) -> None:
        self.projects: dict[str, Project] = {}
        self.issues: dict[str, Issue] = {}
        self.lag = timedelta(0)
        self._ids = count(10_040)
        self._clock = datetime(2026, 1, 1, tzinfo=UTC)

    def now(self) -> datetime:
        """The server's time in milliseconds, never the same twice."""
        now = datetime.now(UTC)
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        self._clock = max(now, self._clock + timedelta(milliseconds=1))
        return self._clock

    def add_project(self, key: str, **more: Any) -> Project:
        """Make a project."""
        self.projects[key] = Project(str(10_000 + len(self.projects)), key, **more)
        return self.projects[key]

    def add_issue(self, project: str, summary: str, description: Any, creator: str, **more: Any) -> Issue:
        """Make an issue."""
        now = self.now()
        key = f"{project}-{next(self.projects[project].numbers)}"
        made = Issue(
            str(next(self._ids)), key, project, more.pop("type", "10100"), summary, description,
            more.pop("labels", []), creator, now, now, **more,
        )  # fmt: skip
        self.issues[made.id] = made
        return made

    def named(self, name: str) -> Issue | None:
        """The issue with this id or key."""
        return self.issues.get(name) or next((one for one in self.issues.values() if one.key == name), None)

    def search(self, jql: str, me: str) -> list[Issue]:
        """What a query finds, the oldest first. Raises BadJqlError."""
        asked = jql.removesuffix(_ORDER)
        seen = [one for one in self.issues.values() if one.created <= self.now() - self.lag]
        if ours := _OURS.fullmatch(asked):
            since = datetime.now(UTC) - timedelta(minutes=int(ours["ago"]))
            found = [one for one in seen if ours["label"] in one.labels or one.creator == me]
            found = [one for one in found if one.created >= since]
        elif open_ := _OPEN.fullmatch(asked):
            if open_["project"] not in self.projects:
                raise BadJqlError(f"The value '{open_['project']}' does not exist for the field 'project'.")
            found = [one for one in seen if one.project == open_["project"] and not TYPES[one.type][1]]
            found = [one for one in found if STATUSES[one.status][1] != "done"]
        else:
            raise BadJqlError("Error in the JQL Query: it cannot be understood.")
        return sorted(found, key=lambda one: (one.created, int(one.id)))
