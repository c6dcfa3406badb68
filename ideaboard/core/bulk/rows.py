"""Rows: what the tables hold of an entry, in one place for each table; the same as the verbs would have written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table

from ideaboard.core.bulk.entries import Entry
from ideaboard.core.decisions.backlog import Entry as Place
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas import standings
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.search import Searchable
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.text import Rendered, render
from ideaboard.core.ideas.values import IdeaValue
from ideaboard.core.ideas.votes import Vote

Row = dict[str, Any]

# In the order in which they can be written: what is pointed at comes first.
TABLES: Final[tuple[Table, ...]] = tuple(
    model.__table__  # type: ignore[misc]
    for model in (Idea, IdeaVersion, IdeaValue, Standing, Vote, Comment, Decision, Place)
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry's rows need to know besides it: ids given to it, and the accounts by e-mail.

    `place` is the idea's in the backlog; None when its status gives it none.
    """

    board: int
    idea: int
    number: int
    comments: Sequence[int]
    decisions: Sequence[int]
    place: int | None
    accounts: Mapping[str, int]


def of(entry: Entry, known: Known) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table for one entry, in the order of TABLES. Rows of a table have the same keys in one order."""
    body = render(entry.body)
    yield from zip(
        TABLES,
        (
            [_idea(entry, known, body)],
            [_version(entry, known, body)],
            [{"value_id": served["value"], "idea_id": known.idea} for served in entry.values],
            [_standing(entry, known)],
            [{"idea_id": known.idea, "account_id": known.accounts[by], "day": day} for by, day in entry.votes.items()],
            list(_comments(entry, known)),
            list(_decisions(entry, known)),
            [{"idea_id": known.idea, "board_id": known.board, "place": known.place}] if known.place is not None else [],
        ),
        strict=True,
    )


def searchable(entry: Entry, known: Known) -> Searchable:
    """What of an entry is found by searching."""
    return Searchable(
        id=known.idea,
        board_id=known.board,
        number=known.number,
        task_id=entry.task,
        status=entry.status,
        title=entry.title,
        learning=entry.learning,
        values=entry.values,
        body=entry.body,
    )


def _idea(entry: Entry, known: Known, body: Rendered) -> Row:
    last = entry.decisions[-1] if entry.decisions else None
    return {
        "id": known.idea,
        "board_id": known.board,
        "number": known.number,
        "task_id": entry.task,
        "author_id": known.accounts[entry.author],
        "title": entry.title,
        "excerpt": body.excerpt,
        "status": entry.status,
        "hidden": False,
        "effort": entry.effort,
        "learning": entry.learning,
        "values": entry.values,
        "version": 1,
        "decision_id": known.decisions[-1] if last else None,
        "revisit_on": last.revisit_on if last else None,
        "waiting_key": standings.waiting(last.at if last else entry.posted, known.idea)
        if entry.status == "open"
        else None,
        "created_at": entry.posted,
        "updated_at": last.at if last else entry.posted,
    }


def _version(entry: Entry, known: Known, body: Rendered) -> Row:
    return {
        "idea_id": known.idea,
        "number": 1,
        "title": entry.title,
        "body": body.source,
        "body_html": body.html,
        "effort": entry.effort,
        "learning": entry.learning,
        "values": entry.values,
        "written_at": entry.posted,
        "purged": False,
    }


def _standing(entry: Entry, known: Known) -> Row:
    votes, commenters = len(entry.votes), len({comment.author for comment in entry.comments})
    # One after another, as casting them would have made it, to the last bit.
    score = standings.score(entry.posted, ((day, 1) for day in entry.votes.values()))
    return {
        "idea_id": known.idea,
        "board_id": known.board,
        "task_id": entry.task,
        "status": entry.status,
        "votes": votes,
        "comments": len(entry.comments),
        "commenters": commenters,
        "sources": 0,
        "score": score,
        **standings.keys(known.idea, votes, commenters, score),
    }


def _comments(entry: Entry, known: Known) -> Iterator[Row]:
    for place, comment in enumerate(entry.comments):
        body = render(comment.body)
        yield {
            "id": known.comments[place],
            "board_id": known.board,
            "idea_id": known.idea,
            "shown_on": known.idea,
            "parent_id": None if comment.parent is None else known.comments[comment.parent],
            "depth": comment.depth,
            "author_id": known.accounts[comment.author],
            "by_author": False,
            "hidden": False,
            "body": body.source,
            "body_html": body.html,
            "version": 1,
            "created_at": comment.at,
        }


def _decisions(entry: Entry, known: Known) -> Iterator[Row]:
    for place, decision in enumerate(entry.decisions):
        yield {
            "id": known.decisions[place],
            "board_id": known.board,
            "idea_id": known.idea,
            "outcome": decision.outcome,
            "rationale": decision.rationale,
            "by_id": known.accounts[decision.by],
            "at": decision.at,
            "idea_version": 1,
            "from_status": decision.before,
            "to_status": decision.after,
            "revisit_on": decision.revisit_on,
            "values": [],
        }
