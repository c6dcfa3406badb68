"""The tracker itself: what the board asks, answered out of the sheet."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from marshmallow import Schema, fields, validate

from ideaboard.plugin import (
    Check,
    Draft,
    Finding,
    Gone,
    Http,
    Limits,
    RemoteIssue,
    Status,
    Tracker,
    cut,
    marker_in,
    with_marker,
)
from ideaboard_paper.sheet import Record, Sheet

_LIMITS: Final = Limits()
_OPEN: Final = Status("open", "Open", "open")


class PaperSettings(Schema):
    """What a person enters to connect a board to a sheet of paper."""

    folder = fields.String(
        required=True,
        validate=validate.Length(min=1),
        metadata={"title": "Folder", "description": "Where the issues are kept; made if it is missing."},
    )


class Paper(Tracker):
    """A sheet whose every line is something that happened: an issue, a link to one, a comment on one."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        """Remember where the sheet lies; `http` is not needed, for Paper calls nobody."""
        self._sheet = Sheet(Path(settings["folder"]).expanduser().absolute() / "issues.jsonl")

    def check(self) -> Check:
        """Whether the folder can be written to. It names no account: whoever runs the board writes."""
        try:
            self._sheet.touch()
        except PermissionError as error:
            return Check(findings=(Finding("missing_right", f"The board may not write there: {error}"),))
        except OSError as error:
            return Check(findings=(Finding("wrong_project", f"This is no folder to write to: {error}"),))
        return Check()

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        """The issues whose footer carries `marker`; as a marker is used once, `since` adds nothing."""
        records = self._sheet.read()
        return [self._issue(record) for record in records if marker_in(record.get("body")) == marker]

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Write the issue as one line, so that after a crash it is there whole or not at all."""

        def line(records: Sequence[Record]) -> Record:
            return {
                "issue": str(1 + sum("title" in record for record in records)),
                "at": datetime.now(UTC).isoformat(),
                "title": cut(draft.title, _LIMITS.title),
                "body": with_marker(draft.body, marker, _LIMITS.body),
            }

        record = self._sheet.append(line)
        assert record is not None  # noqa: S101 - `line` always has something to write
        return self._issue(record)

    def link_back(self, issue: RemoteIssue, url: str) -> None:
        """Write that the issue names `url`, unless a line says so already."""
        self._add(issue.id, "link", url, once=True)

    def fetch(self, issue_id: str) -> RemoteIssue:
        """The issue as it is now: always open, for nobody closes what stands on paper."""
        return self._issue(_issue_in(self._sheet.read(), issue_id))

    def comment(self, issue_id: str, text: str) -> None:
        """Write the comment as a line of its own."""
        self._add(issue_id, "comment", cut(text, _LIMITS.body))

    def _add(self, issue_id: str, what: str, text: str, *, once: bool = False) -> None:
        def line(records: Sequence[Record]) -> Record | None:
            _issue_in(records, issue_id)
            added: Record = {"issue": issue_id, what: text}
            return None if once and added in records else added

        self._sheet.append(line)

    def _issue(self, record: Record) -> RemoteIssue:
        key = f"P-{record['issue']}"
        return RemoteIssue(record["issue"], key, f"{self._sheet.path.as_uri()}#{key}", _OPEN)


def _issue_in(records: Sequence[Record], issue_id: str) -> Record:
    for record in records:
        if record["issue"] == issue_id and "title" in record:
            return record
    raise Gone(f"There is no issue {issue_id}")
