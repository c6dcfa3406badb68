"""`/assignments`: work on adopted ideas, offered to people who accept or decline it freely."""

from collections.abc import Iterator
from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.api.dialect.schemas import by as somebody
from ideaboard.core.decisions import assignments
from ideaboard.core.ideas import ideas
from ideaboard.core.reading import assignments as reading
from ideaboard.core.reading import ideas as reading_ideas

blp = Blueprint("assignments", "Work on an adopted idea: offered, with the reason why, and accepted freely.")

_WHY = "You wrote the runner, and you said that you would like to see more of the pipeline."
_PLAN = "Two hours a week together, and nothing urgent until May."
_LONGEST = 10_000


class OfferPost(In):
    """Work to be offered."""

    assignee = Id("account", required=True, help="Somebody on the board.")
    explanation = Text(
        _LONGEST, min=1, required=True, example=_WHY, help="Why they; everybody reads it once they accept."
    )
    kind = OneOf(*assignments.KINDS, required=True, help="That it suits, stretches them, or leads into a new role.")
    mentor = Id(
        "account", load_default=None, allow_none=True, example=None,
        help="Another member, who is asked too. Required for a `stretch` and a `new_role`.",
    )  # fmt: skip
    support_plan = Text(
        _LONGEST, load_default=None, allow_none=True, example=_PLAN,
        help="How they are supported meanwhile. Required for a `stretch` and a `new_role`.",
    )  # fmt: skip


class AssignmentPatch(In):
    """What is answered or changed: by the person, the mentor, or a leader."""

    EXAMPLE = {"state": "accepted"}

    state = OneOf(*assignments.ANSWERS, "withdrawn", help="The person's to say; `withdrawn` a leader's, of an offer.")
    mentor_state = OneOf(*assignments.MENTOR_ANSWERS, help="The mentor's to say, while it is offered.")
    mentor = Id("account", allow_none=True, help="A leader's to change, while it is offered.")
    support_plan = Text(_LONGEST, allow_none=True, example=_PLAN, help="A leader's to change, while it is offered.")
    explanation = Text(_LONGEST, min=1, example=_WHY, help="A leader's to change, while it is offered.")


class AssignmentShown(Out):
    """An assignment, or the offer of one: `accepted` when the person has, and the mentor where there is one."""

    id = Id("assignment")
    idea = Id("idea")
    assignee = somebody("assignee_", "To whom it was offered.")
    by = somebody("by_", "Who offered it.")
    explanation = Text(_LONGEST, example=_WHY, help="Why they.")
    kind = OneOf(*assignments.KINDS)
    mentor = somebody("mentor_", "Who goes along with it.")
    mentor_state = OneOf(*assignments.MENTOR_STATES, allow_none=True, help="Null without a mentor.")
    support_plan = Text(_LONGEST, allow_none=True, example=_PLAN)
    state = OneOf(*assignments.STATES)
    offered_at = Moment()
    accepted_at = Moment(allow_none=True, help="When the person accepted; null until then.")
    assigned_at = Moment(allow_none=True, help="When nobody's word was missing any more; null of a mere offer.")
    version = Whole(1, 2**31, example=1)


@blp.route("/ideas/<id(idea):idea>/assignments")
@blp.arguments(Paging, "query")
@blp.response(200, AssignmentShown, paged=True)
@blp.may("assignment.read", at=reading_ideas.place, of="idea")
def list_of_idea(call: Call, idea: int) -> Any:
    """An idea's assignments, the oldest first.

    What was never more than an offer is shown to the leaders, to the person, and to the mentor who was asked.
    """
    return reading.of_idea(call.db, idea, call.me, call.place.role == "leader", call.window)


@blp.route("/ideas/<id(idea):idea>/assignments", method="POST")
@blp.arguments(OfferPost)
@blp.response(201, AssignmentShown)
@blp.conflicts("already_offered")
@blp.may("assignment.offer", at=reading_ideas.place, of="idea")
def offer(call: Call, idea: int) -> Any:
    """Offer work on an adopted idea to somebody, and say why to them."""
    assignment = assignments.offer(call.db, ideas.lock(call.db, idea), call.me, **call.fields)
    call.created("assignment", assignment.id)
    return reading.one(call.db, assignment.id)


@blp.route("/assignments/<id(assignment):assignment>")
@blp.response(200, AssignmentShown, versioned=True)
@blp.may("assignment.read", at=reading.place, of="assignment")
def read(call: Call, assignment: int) -> Any:
    """One assignment."""
    return reading.one(call.db, assignment)


@blp.route("/assignments/<id(assignment):assignment>", method="PATCH")
@blp.arguments(AssignmentPatch)
@blp.response(200, AssignmentShown, versioned=True)
@blp.conflicts("assignment_not_offered", "assignment_not_accepted")
@blp.may("assignment.edit", "assignment.mentor", "assignment.answer", at=reading.place, of="assignment")
def edit(call: Call, assignment: int) -> Any:
    """Answer an offer, hand the work in or back, or change an offer: each what is theirs.

    The person says `state`; no reason is asked for. The mentor says `mentor_state`. A leader changes an offer, names
    another mentor, or withdraws it; whoever had agreed to other words is asked anew.
    """
    held = assignments.lock(call.db, assignment, call.expected)
    said = dict(call.fields)
    for verb in _verbs(said):
        call.allow(verb)
    state, mentor_state = said.pop("state", None), said.pop("mentor_state", None)
    assignments.edit(call.db, held, call.me, **said)
    if mentor_state is not None:
        assignments.answer_as_mentor(call.db, held, call.me, mentor_state)
    if state == "withdrawn":
        assignments.withdraw(call.db, held, call.me)
    elif state is not None:
        assignments.answer(call.db, held, call.me, state)
    return reading.one(call.db, assignment)


def _verbs(said: dict[str, Any]) -> Iterator[str]:
    """The verbs that a body asks for."""
    if said.keys() - {"state", "mentor_state"} or said.get("state") == "withdrawn":
        yield "assignment.edit"
    if "mentor_state" in said:
        yield "assignment.mentor"
    if said.get("state") in assignments.ANSWERS:
        yield "assignment.answer"
