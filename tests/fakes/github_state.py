"""What the fake GitHub remembers: repositories, their issues and comments. No HTTP in here."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

TITLE_LIMIT = 256
BODY_LIMIT = 65_536


@dataclass
class Comment:
    """A comment on an issue."""

    id: int
    body: str
    creator: str
    created: datetime


@dataclass
class Issue:
    """An issue, or a pull request, which GitHub lists among the issues."""

    id: int
    number: int
    title: str
    body: str | None
    creator: str
    created: datetime
    updated: datetime
    labels: list[str] = field(default_factory=list)
    state: str = "open"
    reason: str | None = None
    closed: datetime | None = None
    pull_request: bool = False
    comments: list[Comment] = field(default_factory=list)


@dataclass
class Repository:
    """A repository, and what the token's owner may do in it."""

    id: int
    full_name: str
    push: bool = True
    may_write_issues: bool = True
    may_read_issues: bool = True
    visible: bool = True
    has_issues: bool = True
    archived: bool = False
    private: bool = False
    labels: list[str] = field(default_factory=lambda: ["bug", "enhancement"])
    issues: dict[int, Issue] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    transferred: dict[int, str] = field(default_factory=dict)

    @property
    def in_order(self) -> list[Issue]:
        """The issues by number."""
        return [self.issues[number] for number in sorted(self.issues)]


class Refusal(Exception):
    """What GitHub refuses: a status, and the body that says why."""

    def __init__(self, status: int, body: dict[str, Any], location: str | None = None) -> None:
        super().__init__(status, body)
        self.status = status
        self.body = body
        self.location = location


class State:
    """All the fake knows. `now` may be set, to have GitHub's clock differ from the board's."""

    def __init__(self, login: str) -> None:
        self.login = login
        self.repositories: dict[str, Repository] = {}
        self.renamed: dict[str, int] = {}
        self._ids = count(2_900_000_001)

    def now(self) -> datetime:
        """GitHub's time, in whole seconds as it shows it."""
        return datetime.now(UTC).replace(microsecond=0)

    def next_id(self) -> int:
        """An id that was never given before, in no repository."""
        return next(self._ids)

    def add_repository(self, full_name: str) -> Repository:
        """Make an empty repository."""
        repository = Repository(self.next_id(), full_name)
        self.repositories[full_name.lower()] = repository
        return repository

    def rename(self, repository: Repository, full_name: str) -> None:
        """Give `repository` another name; the old one answers 301 from now on."""
        del self.repositories[repository.full_name.lower()]
        self.renamed[repository.full_name.lower()] = repository.id
        repository.full_name = full_name
        self.repositories[full_name.lower()] = repository

    def add_issue(
        self,
        repository: Repository,
        title: str,
        body: str | None = None,
        *,
        labels: Iterable[str] = (),
        creator: str | None = None,
        created: datetime | None = None,
        pull_request: bool = False,
    ) -> Issue:
        """Make an issue without asking anybody."""
        created = created or self.now()
        number = max([0, *repository.issues, *repository.deleted, *repository.transferred]) + 1
        issue = Issue(self.next_id(), number, title, body, creator or self.login, created, created)
        issue.labels = [self.label(repository, name) for name in labels]
        issue.pull_request = pull_request
        repository.issues[number] = issue
        return issue

    def label(self, repository: Repository, name: str) -> str:
        """The label as the repository writes it; made where it is missing."""
        for known in repository.labels:
            if known.casefold() == name.casefold():
                return known
        repository.labels.append(name)
        return name

    def change_state(self, issue: Issue, state: str, reason: str | None) -> None:
        """Open or close `issue`."""
        if state != issue.state or (reason is not None and reason != issue.reason):
            issue.reason = reason or ("completed" if state == "closed" else "reopened")
            issue.closed = self.now() if state == "closed" else None
        issue.state = state
        issue.updated = self.now()

    def add_comment(self, issue: Issue, body: str, creator: str | None = None) -> Comment:
        """Comment on `issue`, as the token's owner unless another `creator` is said."""
        comment = Comment(self.next_id(), body, creator or self.login, self.now())
        issue.comments.append(comment)
        issue.updated = comment.created
        return comment


def delete(repository: Repository, number: int) -> None:
    """Delete an issue: it answers 410 from now on."""
    del repository.issues[number]
    repository.deleted.add(number)


def transfer(repository: Repository, number: int, to: str) -> None:
    """Transfer an issue: it answers 301 with its new address `to` from now on."""
    del repository.issues[number]
    repository.transferred[number] = to


def listed(repository: Repository, query: dict[str, str]) -> list[Issue]:
    """The issues that `query` asks for, sorted, all pages."""
    wanted = {name.casefold() for name in query.get("labels", "").split(",") if name}
    state = query.get("state", "open")
    since = datetime.fromisoformat(query["since"]) if query.get("since") else datetime.min.replace(tzinfo=UTC)
    creator = query.get("creator")
    found = [
        issue
        for issue in repository.in_order
        if state in ("all", issue.state)
        and wanted <= {name.casefold() for name in issue.labels}
        and issue.updated >= since
        and creator in (None, issue.creator)
    ]
    by_change = query.get("sort") == "updated"
    # Two of the same second are in the order of their numbers.
    found.sort(key=lambda issue: (issue.updated if by_change else issue.created, issue.number))
    return found if query.get("direction") == "asc" else found[::-1]
