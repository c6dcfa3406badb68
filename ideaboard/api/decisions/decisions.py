"""`/decisions`: a leader's answers, with their reasons. Append-only: there is no PATCH and no DELETE here."""

from typing import Any

from ideaboard.api.decisions.assignments import OfferPost
from ideaboard.api.decisions.follow_ups import FollowUpShown
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Day, Id, Many, Moment, Nested, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by, values_served, values_shown
from ideaboard.api.ideas.ideas import IdeaShown, idea_of
from ideaboard.core.decisions import decisions, moves
from ideaboard.core.decisions.decisions import Word
from ideaboard.core.ideas import ideas as ideas_core
from ideaboard.core.ideas import tasks as tasks_core
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.people import boards
from ideaboard.core.reading import decisions as reading
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import tasks as reading_tasks
from ideaboard.core.reading import trust
from ideaboard.core.tracking import adoption, issues
from ideaboard.errors import BadRequest, invalid_field

blp = Blueprint("decisions", "A leader's answer to an idea or a task: an outcome, and always a reason.")

_RATIONALE = "It pays for itself in a week."


class Promise(In):
    """A follow-up promised with a decision."""

    promise = Text(1000, min=1, required=True, example="Report how much time it saved.")
    due_on = Day(required=True)


class DecisionPost(In):
    """An answer to an idea."""

    EXAMPLE = {"outcome": "adopt", "rationale": _RATIONALE}

    outcome = OneOf(*moves.MOVES, required=True)
    rationale = Text(
        10_000, min=1, load_default=None, allow_none=True, example=_RATIONALE,
        help="Why. Required for adopt, decline, not_now, merge, drop and reopen.",
    )  # fmt: skip
    revisit_on = Day(load_default=None, allow_none=True, help="not_now: the day it comes back.")
    into = Id("idea", load_default=None, allow_none=True, help="merge: the idea that it becomes part of.")
    values = values_served(load_default=list)
    follow_ups = Many(Nested(Promise), 20, load_default=list, help="What is promised with it.")
    connection = Id(
        "connection",
        allow_none=True,
        help="adopt: where the issue is made; absent the board's default, null none now.",
    )
    assignments = Many(Nested(OfferPost), 20, load_default=list, help="adopt: the work that is offered with it.")


class WordPost(In):
    """What is said to an approach that was not chosen."""

    EXAMPLE = {"idea": "7zt28vbq", "outcome": "decline", "word": "Thank you; the cache has to come first."}

    idea = Id("idea", required=True)
    outcome = OneOf("decline", "not_now", required=True)
    word = Text(10_000, min=1, required=True, example="Thank you; the cache has to come first.")
    revisit_on = Day(load_default=None, allow_none=True)


class TaskDecisionPost(In):
    """An answer to a task: which approaches are adopted, and a word to each of the others."""

    rationale = Text(10_000, min=1, required=True, example=_RATIONALE)
    adopt = Many(Id("idea"), 50, min=1, required=True, example=["7zt28vbq"])
    others = Many(Nested(WordPost), 200, load_default=list, example=[WordPost.EXAMPLE])
    connection = Id("connection", allow_none=True, help="As for an idea.")
    follow_ups = Many(Nested(Promise), 20, load_default=list)


class DecisionShown(Out):
    """One answer. `by` is null when a date set before brought the idea back."""

    id = Id("decision")
    idea = Id("idea", allow_none=True)
    task = Id("task", allow_none=True)
    part_of = Id("decision", allow_none=True, help="The task's decision that this was made with.")
    outcome = OneOf(*moves.MOVES, "decide")
    rationale = Text(10_000, allow_none=True, example=_RATIONALE)
    by = by("by_", "Who decided.")
    at = Moment()
    idea_version = Whole(1, 2**31, allow_none=True, example=1, help="The version of the text that it answered.")
    revisit_on = Day(allow_none=True, example=None)
    into = Id("idea", allow_none=True, example=None, help="merge: the idea that it became part of.")
    values = values_shown()
    connection = Id("connection", allow_none=True)


# `from` is a word of Python, so these two are said here.
DecisionShown._declared_fields["from"] = OneOf(*ideas_core.STATUSES, "decided", attribute="from_status")
DecisionShown._declared_fields["to"] = OneOf(*ideas_core.STATUSES, "decided", attribute="to_status")


class DecisionWhole(DecisionShown):
    """One answer with its promises and, for a task's, the answers to each approach."""

    follow_ups = Many(Nested(FollowUpShown), 20)
    answers = Many(Nested(DecisionShown), 250, help="A task's decision: the answer to each approach.", example=[])


def _whole(call: Call, decision: int) -> Any:
    row, parts = reading.one(call.db, decision)
    return {**row._mapping, "follow_ups": trust.promises_of(call.db, decision), "answers": parts}


@blp.route("/ideas/<id(idea):idea>/decisions")
@blp.arguments(Paging, "query")
@blp.response(200, DecisionShown, paged=True)
@blp.may("decision.read", at=reading_ideas.place, of="idea")
def list_of_idea(call: Call, idea: int) -> Any:
    """Every answer to an idea, the newest first."""
    return reading.of_idea(call.db, idea, call.window)


@blp.route("/ideas/<id(idea):idea>/decisions", method="POST")
@blp.arguments(DecisionPost)
@blp.response(201, DecisionWhole)
@blp.judges(IdeaShown, idea_of)
@blp.conflicts("move_not_allowed", "decide_on_task", "has_merged", "merge_target", "already_offered")
@blp.takes_author_key
@blp.may("idea.decide", "idea.restore", at=reading_ideas.place, of="idea")
def decide(call: Call, idea: int) -> Any:
    """Answer an idea, with a reason.

    Adopting puts it last in the backlog, owes an issue to the tracker, and can offer the work to somebody. With
    If-Match the answer is refused when the idea was edited since it was read. Its author reopens a withdrawn idea the
    same way. A `merge` makes it part of the idea `into`, which counts the votes of both, each account once, and shows
    the words of both; `unmerge` gives each its own back.
    """
    said = dict(call.fields)
    other = said.pop("into")
    found, into = _both(call, idea, other)
    restoring = said["outcome"] == "reopen" and found.status == "withdrawn"
    if call.author_key is not None and not restoring:
        # A leader who holds the key would decide as nobody.
        raise BadRequest("author_key_not_taken", "A decision has somebody's name: leave the Author-Key out.")
    call.allow("idea.restore" if restoring else "idea.decide")
    decision = adoption.answer(
        call.db,
        found,
        call.by,
        said.pop("outcome"),
        into=into,
        connection=said.pop("connection", issues.DEFAULT),
        values_served=said.pop("values"),
        promises=said.pop("follow_ups"),
        offers=said.pop("assignments"),
        expected=call.expected,
        **said,
    )
    call.created("decision", decision.id)
    return _whole(call, decision.id)


def _both(call: Call, idea: int, other: int | None) -> tuple[Idea, Idea | None]:
    """The idea to answer, and the one it goes into, locked together."""
    if other is None:
        return decisions.lock(call.db, idea), None
    place = reading_ideas.place(call.db, other, call.me)
    if place is None or place.board_id != call.place.board_id:
        raise invalid_field("/into", "unknown_id", "The board has no such idea.")
    return decisions.lock_both(call.db, idea, other)


@blp.route("/tasks/<id(task):task>/decisions")
@blp.arguments(Paging, "query")
@blp.response(200, DecisionShown, paged=True)
@blp.may("decision.read", at=reading_tasks.place, of="task")
def list_of_task(call: Call, task: int) -> Any:
    """Every answer to a task, the newest first."""
    return reading.of_task(call.db, task, call.window)


@blp.route("/tasks/<id(task):task>/decisions", method="POST")
@blp.arguments(TaskDecisionPost)
@blp.response(201, DecisionWhole)
@blp.may("task.decide", at=reading_tasks.place, of="task")
def decide_task(call: Call, task: int) -> Any:
    """Decide on a task: adopt one or more approaches, and say a word to each other open one."""
    said = dict(call.fields)
    decision = adoption.answer_task(
        call.db,
        tasks_core.lock(call.db, task),
        call.me,
        rationale=said["rationale"],
        adopt=said["adopt"],
        others=[Word(**word) for word in said["others"]],
        connection=said.get("connection", issues.DEFAULT),
        promises=said["follow_ups"],
    )
    call.created("decision", decision.id)
    return _whole(call, decision.id)


@blp.route("/decisions/<id(decision):decision>")
@blp.response(200, DecisionWhole)
@blp.may("decision.read", at=reading.place, of="decision")
def read(call: Call, decision: int) -> Any:
    """One answer, whole."""
    return _whole(call, decision)


@blp.route("/boards/<slug:board>/decisions")
@blp.arguments(Paging, "query")
@blp.response(200, DecisionShown, paged=True)
@blp.kept
@blp.may("decision.read", at=boards.place, of="board")
def log(call: Call, board: str) -> Any:
    """The board's decision log, the newest first."""
    return reading.log(call.db, call.place.board_id, call.window)
