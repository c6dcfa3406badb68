"""Entries: what one line of an imported file says, judged by its shape; what it names is looked up later."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Final

from ideaboard import ids
from ideaboard.core.decisions import moves
from ideaboard.core.ideas.comments import DEEPEST
from ideaboard.core.ideas.text import LINE_BREAK
from ideaboard.core.people.accounts import EMAIL
from ideaboard.errors import Conflict, Invalid

# As long as the API takes them; a test holds the two equal.
TITLE: Final = 200
BODY: Final = 65_536
COMMENT: Final = 16_384
LEARNING: Final = 500
HOW: Final = 500
RATIONALE: Final = 10_000
EFFORTS: Final = ("small", "medium", "large")

_IDEA: Final = frozenset(
    {"title", "body", "author", "created_at", "status", "task", "values", "effort", "learning", "votes", "comments",
     "decisions"}
)  # fmt: skip
_VALUE: Final = frozenset({"value", "how"})
_VOTE: Final = frozenset({"by", "day"})
_COMMENT: Final = frozenset({"author", "body", "created_at", "parent"})
_DECISION: Final = frozenset({"outcome", "rationale", "by", "at", "revisit_on"})
_REQUIRED: Final[Any] = object()


class Wrong(Exception):
    """Something in a line is not right: where in it (a JSON pointer), and a sentence."""

    def __init__(self, pointer: str, sentence: str) -> None:
        super().__init__(f"{pointer}: {sentence}" if pointer else sentence)


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment. `parent` is the place of an earlier one in the idea's list, counted from 0."""

    author: str
    body: str
    at: datetime
    parent: int | None
    depth: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision, with the statuses it led from and to."""

    outcome: str
    rationale: str | None
    by: str
    at: datetime
    revisit_on: date | None
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An idea with all that belongs to it; people by e-mail, task and values by inside id."""

    title: str
    body: str
    author: str
    posted: datetime
    task: int | None
    values: list[dict[str, Any]]
    effort: str | None
    learning: str | None
    votes: dict[str, date]
    comments: list[Remark]
    decisions: list[Answer]

    @property
    def status(self) -> str:
        """Where its decisions have led it."""
        return self.decisions[-1].after if self.decisions else "open"

    def emails(self) -> Iterator[tuple[str, str]]:
        """Everybody it names: where (a JSON pointer), and the e-mail."""
        yield "/author", self.author
        for place, email in enumerate(self.votes):
            yield f"/votes/{place}/by", email
        for place, comment in enumerate(self.comments):
            yield f"/comments/{place}/author", comment.author
        for place, decision in enumerate(self.decisions):
            yield f"/decisions/{place}/by", decision.by


def read(value: Any, now: datetime) -> Entry:
    """The entry that a line's JSON `value` is, read at the moment `now`: nothing in it lies later. Raises Wrong."""
    _known(value, _IDEA, "")
    posted = _moment(value, "created_at", "", now)
    entry = Entry(
        title=_title(value),
        body=_markdown(value, "body", "", BODY, default=""),
        author=_email(value, "author", ""),
        posted=posted,
        task=_id(value, "task", "task", ""),
        values=_values(value),
        effort=_effort(value),
        learning=_text(value, "learning", "", LEARNING, default=None),
        votes=_votes(value, now.date()),
        comments=_comments(value, now),
        decisions=_decisions(value, posted, now),
    )
    if entry.task is not None and entry.decisions:
        raise Wrong("/decisions", "An approach is answered on its task; bring it in open.")
    if value.get("status", entry.status) != entry.status:
        raise Wrong(
            "/status", f"Its decisions make it {entry.status!r}. A status comes with the decision that led to it."
        )
    return entry


def _known(value: Any, fields: frozenset[str], at: str) -> None:
    if type(value) is not dict:
        raise Wrong(at, "This must be a JSON object.")
    if not value.keys() <= fields:
        raise Wrong(f"{at}/{min(value.keys() - fields)}", "There is no such field.")


def _get(value: Mapping[str, Any], name: str, at: str, kind: type, word: str, default: Any) -> Any:
    found = value.get(name, default)
    if found is _REQUIRED:
        raise Wrong(f"{at}/{name}", "This field is required.")
    if type(found) is not kind and not (found is None and default is None):
        raise Wrong(f"{at}/{name}", f"This is not a {word}.")
    return found


def _text(value: Mapping[str, Any], name: str, at: str, most: int, *, min: int = 0, default: Any = _REQUIRED) -> Any:
    text = _get(value, name, at, str, "text", default)
    if text is not None:
        if min and not text.strip():
            raise Wrong(f"{at}/{name}", "This cannot be blank.")
        if len(text) > most:
            raise Wrong(f"{at}/{name}", f"At most {most} characters.")
    return text


def _markdown(value: Mapping[str, Any], name: str, at: str, most: int, **kw: Any) -> str:
    text: str = _text(value, name, at, most, **kw)
    if len(text.encode()) > most:
        raise Wrong(f"{at}/{name}", f"At most {most} bytes.")
    return text


def _title(value: Mapping[str, Any]) -> str:
    title: str = _get(value, "title", "", str, "text", _REQUIRED).strip()
    if not title:
        raise Wrong("/title", "This cannot be blank.")
    if LINE_BREAK.search(title):
        raise Wrong("/title", "This must be one line, without control characters.")
    if len(title) > TITLE:
        raise Wrong("/title", f"At most {TITLE} characters.")
    return title


def _email(value: Mapping[str, Any], name: str, at: str) -> str:
    email = _address(_get(value, name, at, str, "text", _REQUIRED))
    if email is None:
        raise Wrong(f"{at}/{name}", "This is not an e-mail address.")
    return email


# The same people come again and again.
@lru_cache(maxsize=16_384)
def _address(text: str) -> str | None:
    email = text.strip().lower()
    return email if len(email) <= 254 and EMAIL.fullmatch(email) else None


def _moment(value: Mapping[str, Any], name: str, at: str, now: datetime) -> datetime:
    text = _get(value, name, at, str, "text", _REQUIRED)
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise ValueError(text)
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong(f"{at}/{name}", "This is not a moment like 2026-03-01T09:30:00Z.") from None
    if moment > now:
        raise Wrong(f"{at}/{name}", "This lies in the future.")
    return moment


def _day(value: Mapping[str, Any], name: str, at: str) -> date:
    try:
        return date.fromisoformat(_get(value, name, at, str, "text", _REQUIRED))
    except ValueError:
        raise Wrong(f"{at}/{name}", "This is not a date like 2026-03-01.") from None


def _id(value: Mapping[str, Any], name: str, kind: str, at: str, default: Any = None) -> int | None:
    text = _get(value, name, at, str, "text", default)
    if text is None:
        return None
    number = ids.decode(kind, text)
    if number is None:
        raise Wrong(f"{at}/{name}", f"This is no {kind}'s id.")
    return number


def _effort(value: Mapping[str, Any]) -> str | None:
    effort: str | None = _get(value, "effort", "", str, "text", None)
    if effort is not None and effort not in EFFORTS:
        raise Wrong("/effort", f"One of: {', '.join(EFFORTS)}.")
    return effort


def _each(value: Mapping[str, Any], name: str, fields: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list that may be absent, each with its place."""
    for place, inner in enumerate(_get(value, name, "", list, "list", [])):
        at = f"/{name}/{place}"
        _known(inner, fields, at)
        yield at, inner


def _values(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    served: list[dict[str, Any]] = []
    for at, inner in _each(value, "values", _VALUE):
        number = _id(inner, "value", "value", at, _REQUIRED)
        if any(other["value"] == number for other in served):
            raise Wrong(f"{at}/value", "Each value once.")
        served.append({"value": number, "how": _text(inner, "how", at, HOW, min=1)})
    return served


def _votes(value: Mapping[str, Any], today: date) -> dict[str, date]:
    votes: dict[str, date] = {}
    for at, inner in _each(value, "votes", _VOTE):
        by = _email(inner, "by", at)
        if by in votes:
            raise Wrong(f"{at}/by", f"{by} has voted before: one vote each.")
        day = _day(inner, "day", at)
        if day > today:
            raise Wrong(f"{at}/day", "This lies in the future.")
        votes[by] = day
    return votes


def _comments(value: Mapping[str, Any], now: datetime) -> list[Remark]:
    comments: list[Remark] = []
    for at, inner in _each(value, "comments", _COMMENT):
        parent = _get(inner, "parent", at, int, "whole number", None)
        if parent is not None and not 0 <= parent < len(comments):
            raise Wrong(f"{at}/parent", "This is not the place of an earlier comment on this idea, counted from 0.")
        depth = 0 if parent is None else comments[parent].depth + 1
        if depth >= DEEPEST:
            raise Wrong(f"{at}/parent", f"A thread has at most {DEEPEST} levels.")
        author, body = _email(inner, "author", at), _markdown(inner, "body", at, COMMENT, min=1)
        comments.append(Remark(author, body, _moment(inner, "created_at", at, now), parent, depth))
    return comments


def _decisions(value: Mapping[str, Any], posted: datetime, now: datetime) -> list[Answer]:
    decisions: list[Answer] = []
    status, last = "open", posted
    for at, inner in _each(value, "decisions", _DECISION):
        outcome = _get(inner, "outcome", at, str, "text", _REQUIRED)
        if outcome in ("merge", "unmerge"):
            raise Wrong(f"{at}/outcome", "A file cannot merge ideas: merge them on the board.")
        rationale = _text(inner, "rationale", at, RATIONALE, default=None)
        try:
            after = moves.target(outcome, status)
            moves.require_rationale(outcome, rationale)
        except Conflict as conflict:
            raise Wrong(f"{at}/outcome", str(conflict.detail)) from conflict
        except Invalid as invalid:
            raise Wrong(f"{at}/rationale", invalid.errors[0].detail) from invalid
        when = _moment(inner, "at", at, now)
        if when < last:
            raise Wrong(f"{at}/at", "This is before what it answers.")
        revisit_on = _day(inner, "revisit_on", at) if "revisit_on" in inner else None
        if (outcome == "not_now") != (revisit_on is not None):
            raise Wrong(f"{at}/revisit_on", "“Not now” carries the day on which it comes back, and nothing else does.")
        if revisit_on is not None and revisit_on <= when.date():
            raise Wrong(f"{at}/revisit_on", "The day must lie after the decision.")
        by = _email(inner, "by", at)
        decisions.append(Answer(outcome, rationale, by, when, revisit_on, status, after))
        status, last = after, when
    return decisions
