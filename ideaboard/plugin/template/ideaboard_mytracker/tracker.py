"""What the board asks of Mytracker."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from marshmallow import Schema, fields, validate

from ideaboard.plugin import (
    AuthFailed,
    Category,
    Check,
    Draft,
    Finding,
    Gone,
    Http,
    Limits,
    Refused,
    RemoteIssue,
    Retry,
    Secret,
    Status,
    Tracker,
    TrackerError,
    cut,
    marker_in,
    with_marker,
)
from ideaboard_mytracker.api import STATUSES, Api, remote_issue

LIMITS = Limits(title=200, body=50_000)
# The tracker's clock and the board's may differ.
CLOCK_MARGIN = timedelta(hours=1)


class Settings(Schema):
    """What a leader enters to connect a board."""

    url = fields.Url(
        required=True,
        schemes={"https", "http"},
        require_tld=False,
        metadata={"title": "Address", "description": "Of your Mytracker, as in https://tracker.example.org."},
    )
    project = fields.String(
        required=True,
        validate=validate.Regexp(r"[\w-]{1,100}\Z"),
        metadata={"title": "Project", "description": "Where the issues are made, as its address spells it."},
    )
    token = Secret(
        required=True,
        validate=validate.Regexp(r"[\x21-\x7e]{1,500}\Z", error="A token has no spaces and no line breaks."),
        metadata={"title": "Token", "description": "Of an account that may write issues of the project."},
    )


class Mytracker(Tracker):
    """The issues of one project."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._api = Api(http, settings["url"], settings["token"])
        self._project = f"/projects/{quote(settings['project'])}"

    def check(self) -> Check:
        """Say whose token it is, and what is wrong, without changing anything."""
        account: str | None = None
        try:
            account = self._api.get("/me", lambda me: str(me["login"]))
            if not self._api.get(self._project, lambda project: bool(project["may_write"])):
                raise Refused("The token may only read this project: give its account the right to write.")
        except AuthFailed as error:
            return Check(account, (Finding("bad_token", f"Mytracker does not take the token: {error}"),))
        except Gone as error:
            return Check(account, (Finding("wrong_project", f"There is no such project: {error}"),))
        except Refused as error:
            return Check(account, (Finding("missing_right", str(error)),))
        except Retry as error:
            return Check(account, (Finding("unreachable", f"Mytracker cannot be asked now: {error}"),))
        except TrackerError as error:
            return Check(account, (Finding("other", str(error)),))
        return Check(account)

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Make the issue, with the marker in its text from the first moment."""
        title, text = cut(draft.title, LIMITS.title), with_marker(draft.body, marker, LIMITS.body)
        return self._api.post(f"{self._project}/issues", remote_issue, title=title, text=text)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues whose text ends with the marker, the oldest first."""

        def ours(said: Any) -> list[RemoteIssue]:
            return [remote_issue(each) for each in said if marker_in(each["text"]) == marker]

        return self._api.get(f"{self._project}/issues", ours, since=(since - CLOCK_MARGIN).isoformat())

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Comment with the idea's address, unless the issue or one of its comments names it."""
        texts = self._api.get(_path(issue.id), lambda said: [said["text"], *said["comments"]])
        if not any(url in text.split() for text in texts):
            self._api.post(f"{_path(issue.id)}/comments", str, text=f"The idea: {url}")

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now. Raises Gone."""
        return self._api.get(_path(issue_id), remote_issue)

    def comment(self, issue_id: str, text: str) -> None:
        """Add a comment."""
        self._api.post(f"{_path(issue_id)}/comments", str, text=cut(text, LIMITS.body))

    def set_status(self, issue_id: str, category: Category) -> Status:
        """Bring the issue to the first status of this category, unless it is in one. Raises Refused without one."""
        now = self.fetch(issue_id).status
        if now is not None and now.category == category:
            return now
        wanted = next((status for status in STATUSES.values() if status.category == category), None)
        if wanted is None:
            raise Refused(f"Mytracker has no status that means {category.replace('_', ' ')}.")
        self._api.patch(_path(issue_id), remote_issue, state=wanted.id)
        return wanted

    def statuses(self) -> Sequence[Status]:
        """Every status that an issue can have."""
        return list(STATUSES.values())


def _path(issue_id: str) -> str:
    return f"/issues/{quote(issue_id, safe='')}"
