"""A line says exactly what it may, and what is wrong in it is named."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ideaboard import ids
from ideaboard.api.decisions.decisions import DecisionPost
from ideaboard.api.dialect.schemas import ValueServed
from ideaboard.api.ideas.comments import CommentPost
from ideaboard.api.ideas.ideas import EFFORTS, IdeaPost
from ideaboard.core.bulk import entries
from ideaboard.core.bulk.entries import Wrong, read
from ideaboard.core.ideas.comments import DEEPEST

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SMALL = {"title": " A ", "author": "Ada@Example.org ", "created_at": "2026-03-01T10:30:00+01:00"}
COMMENT = {"author": "ben@example.org", "body": "Hm.", "created_at": "2026-03-02T09:30:00Z"}
DECLINED = {"outcome": "decline", "rationale": "No.", "by": "ada@example.org", "at": "2026-03-03T09:30:00Z"}
NOT_NOW = {**DECLINED, "outcome": "not_now", "revisit_on": "2026-06-01"}
VALUE, TASK = ids.encode("value", 1), ids.encode("task", 1)


def test_the_least_that_a_line_can_say() -> None:
    entry = read(SMALL, NOW)
    assert (entry.title, entry.author, entry.status) == ("A", "ada@example.org", "open")
    assert entry.posted == datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    assert (entry.body, entry.votes, entry.comments, entry.decisions) == ("", {}, [], [])


def test_a_whole_line_is_read() -> None:
    entry = read(
        {
            **SMALL,
            "body": "Words.",
            "status": "not_now",
            "values": [{"value": VALUE, "how": "So."}],
            "effort": "small",
            "learning": "Much.",
            "votes": [{"by": "Ben@example.org", "day": "2026-03-02"}],
            "comments": [COMMENT, {**COMMENT, "parent": 0}, {**COMMENT, "parent": 1}],
            "decisions": [DECLINED, {**DECLINED, "outcome": "reopen"}, NOT_NOW],
        },
        NOW,
    )
    assert entry.votes == {"ben@example.org": date(2026, 3, 2)}
    assert [(comment.parent, comment.depth) for comment in entry.comments] == [(None, 0), (0, 1), (1, 2)]
    assert [(each.before, each.after) for each in entry.decisions] == [
        ("open", "declined"),
        ("declined", "open"),
        ("open", "not_now"),
    ]
    assert [pointer for pointer, _ in entry.emails()][:3] == ["/author", "/votes/0/by", "/comments/0/author"]


WRONG: list[tuple[Any, str]] = [
    ([], "This must be a JSON object"),
    ({**SMALL, "votess": []}, "/votess: There is no such field"),
    ({"title": "A", "created_at": SMALL["created_at"]}, "/author: This field is required"),
    ({**SMALL, "title": " "}, "/title: This cannot be blank"),
    ({**SMALL, "title": "a\nb"}, "/title: This must be one line"),
    ({**SMALL, "title": "a" * 201}, "/title: At most 200 characters"),
    ({**SMALL, "title": 1}, "/title: This is not a text"),
    ({**SMALL, "body": None}, "/body: This is not a text"),
    ({**SMALL, "body": "é" * 40_000}, "/body: At most 65536 bytes"),
    ({**SMALL, "body": "é" * 70_000}, "/body: At most 65536"),
    ({**SMALL, "author": "ada"}, "/author: This is not an e-mail address"),
    ({**SMALL, "author": None}, "/author: This is not a text"),
    ({**SMALL, "created_at": "2026-03-01T09:30:00"}, "/created_at: This is not a moment"),
    ({**SMALL, "created_at": "yesterday"}, "/created_at: This is not a moment"),
    ({**SMALL, "created_at": "0001-01-01T00:00:00+01:00"}, "/created_at: This is not a moment"),
    ({**SMALL, "created_at": "2026-11-24T12:00:01Z"}, "/created_at: This lies in the future"),
    ({**SMALL, "status": "adopted"}, "/status: Its decisions make it 'open'"),
    ({**SMALL, "status": None}, "/status: Its decisions make it 'open'"),
    ({**SMALL, "decisions": [DECLINED], "status": "open"}, "/status: Its decisions make it 'declined'"),
    ({**SMALL, "effort": "tiny"}, "/effort: One of: small, medium, large"),
    ({**SMALL, "learning": "a" * 501}, "/learning: At most 500 characters"),
    ({**SMALL, "task": "12345678"}, "/task: This is no task's id."),
    ({**SMALL, "task": TASK, "decisions": [DECLINED]}, "/decisions: An approach is answered on its task"),
    ({**SMALL, "values": {}}, "/values: This is not a list"),
    ({**SMALL, "values": [{"value": VALUE}]}, "/values/0/how: This field is required"),
    ({**SMALL, "values": [{"value": VALUE, "how": "x"}] * 2}, "/values/1/value: Each value once"),
    ({**SMALL, "votes": ["ada@example.org"]}, "/votes/0: This must be a JSON object"),
    ({**SMALL, "votes": [{"by": "a@b.org", "day": "2026-03-01", "weight": 2}]}, "/votes/0/weight: There is no such"),
    ({**SMALL, "votes": [{"by": "a@b.org", "day": "2026-13-01"}]}, "/votes/0/day: This is not a date"),
    ({**SMALL, "votes": [{"by": "a@b.org", "day": "2026-11-25"}]}, "/votes/0/day: This lies in the future"),
    ({**SMALL, "votes": [{"by": "a@b.org", "day": "2026-03-01"}, {"by": "A@b.org", "day": "2026-03-02"}]},
     "/votes/1/by: a@b.org has voted before"),
    ({**SMALL, "comments": [{**COMMENT, "parent": 0}]}, "/comments/0/parent: This is not the place of an earlier"),
    ({**SMALL, "comments": [COMMENT, {**COMMENT, "parent": True}]}, "/comments/1/parent: This is not a whole number"),
    ({**SMALL, "comments": [COMMENT, {**COMMENT, "parent": -1}]}, "/comments/1/parent: This is not the place"),
    ({**SMALL, "comments": [{**COMMENT, "body": " "}]}, "/comments/0/body: This cannot be blank"),
    ({**SMALL, "comments": [COMMENT, *({**COMMENT, "parent": n} for n in range(DEEPEST))]},
     f"/comments/{DEEPEST}/parent: A thread has at most {DEEPEST} levels"),
    ({**SMALL, "decisions": [{**DECLINED, "rationale": " "}]}, "/decisions/0/rationale: Say why"),
    ({**SMALL, "decisions": [{**DECLINED, "outcome": "done"}]}, "/decisions/0/outcome: An idea that is open cannot"),
    ({**SMALL, "decisions": [{**DECLINED, "outcome": "merge"}]}, "/decisions/0/outcome: A file cannot merge ideas"),
    ({**SMALL, "decisions": [{**DECLINED, "at": "2026-02-01T00:00:00Z"}]}, "/decisions/0/at: This is before"),
    ({**SMALL, "decisions": [{**DECLINED, "revisit_on": "2026-06-01"}]}, "/decisions/0/revisit_on: “Not now”"),
    ({**SMALL, "decisions": [{**DECLINED, "outcome": "not_now"}]}, "/decisions/0/revisit_on: “Not now”"),
    ({**SMALL, "decisions": [{**NOT_NOW, "revisit_on": "2026-03-03"}]}, "/decisions/0/revisit_on: The day must lie"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "words"), WRONG)
def test_what_is_wrong_is_named(value: Any, words: str) -> None:
    with pytest.raises(Wrong) as raised:
        read(value, NOW)
    assert str(raised.value).startswith(words)


def test_an_import_takes_as_much_as_the_api() -> None:
    idea, comment = IdeaPost().fields, CommentPost().fields
    assert (idea["title"].max, idea["body"].bytes, idea["learning"].max) == (  # type: ignore[attr-defined]
        entries.TITLE, entries.BODY, entries.LEARNING
    )  # fmt: skip
    assert comment["body"].bytes == entries.COMMENT  # type: ignore[attr-defined]
    assert ValueServed().fields["how"].max == entries.HOW  # type: ignore[attr-defined]
    assert DecisionPost().fields["rationale"].max == entries.RATIONALE  # type: ignore[attr-defined]
    assert entries.EFFORTS == EFFORTS


PAGE = (Path(__file__).parents[3] / "docs" / "import.md").read_text("utf-8")


def _told(what: str) -> list[str]:
    table = PAGE.partition(f"<!-- fields of {what} -->\n")[2].partition("\n\n")[0]
    return re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)


def test_the_page_tells_every_field() -> None:
    assert sorted(_told("an idea")) == sorted(entries._IDEA)
    assert sorted(_told("a comment")) == sorted(entries._COMMENT)
    assert sorted(_told("a decision")) == sorted(entries._DECISION)


def test_the_example_on_the_page_is_an_idea() -> None:
    example = PAGE.partition("<!-- an idea -->\n```json\n")[2].partition("```")[0]
    entry = read(json.loads(example), NOW)
    assert (entry.status, len(entry.votes), entry.comments[1].parent) == ("declined", 2, 0)
