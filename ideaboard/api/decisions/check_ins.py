"""`/check-ins`: how an assignment goes, between the person, the mentor and the leaders."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging
from ideaboard.api.dialect.schemas import by as somebody
from ideaboard.core.decisions import assignments, check_ins
from ideaboard.core.reading import assignments as reading

blp = Blueprint("check-ins", "How an assignment goes, and the guidance given; for the person, the mentor and leaders.")

_LONGEST = 10_000
_GOING = "The cache works; its key does not."
_GUIDANCE = "Take the lock file alone. Shall we look at it together at two?"


class CheckInPost(In):
    """A word on how it goes."""

    going = Text(_LONGEST, min=1, required=True, example=_GOING, help="How it goes.")
    learnt = Text(_LONGEST, load_default=None, allow_none=True, example="How keys are made.", help="What I learnt.")
    needs_help = Truth(load_default=False, help="A call for help waits until the mentor or a leader answers.")


class CheckInPatch(In):
    """What the mentor or a leader answers."""

    guidance = Text(_LONGEST, min=1, example=_GUIDANCE)


class CheckInShown(Out):
    """A word on how it goes, and the guidance given."""

    id = Id("check_in")
    assignment = Id("assignment")
    idea = Id("idea")
    by = somebody("by_", "Whose work it is.")
    going = Text(_LONGEST, example=_GOING)
    learnt = Text(_LONGEST, allow_none=True, example="How keys are made.")
    needs_help = Truth()
    at = Moment()
    guidance = Text(_LONGEST, allow_none=True, example=_GUIDANCE, help="Null until somebody answers.")
    guided_by = somebody("guided_by_", "Who answered.")
    guided_at = Moment(allow_none=True)
    version = Whole(1, 2**31, example=1)


@blp.route("/assignments/<id(assignment):assignment>/check-ins")
@blp.arguments(Paging, "query")
@blp.response(200, CheckInShown, paged=True)
@blp.may("check_in.read", at=reading.work_place, of="assignment")
def list_all(call: Call, assignment: int) -> Any:
    """An assignment's check-ins, the oldest first."""
    return reading.check_ins(call.db, assignment, call.window)


@blp.route("/assignments/<id(assignment):assignment>/check-ins", method="POST")
@blp.arguments(CheckInPost)
@blp.response(201, CheckInShown)
@blp.conflicts("assignment_not_accepted")
@blp.may("check_in.post", at=reading.work_place, of="assignment")
def post(call: Call, assignment: int) -> Any:
    """Say how my work goes, and whether I need help."""
    check_in = check_ins.post(call.db, assignments.lock(call.db, assignment), call.me, **call.fields)
    call.created("check_in", check_in.id, "check-ins")
    return reading.check_in(call.db, check_in.id)


@blp.route("/check-ins/<id(check_in):check_in>")
@blp.response(200, CheckInShown, versioned=True)
@blp.may("check_in.read", at=reading.check_in_place, of="check_in")
def read(call: Call, check_in: int) -> Any:
    """One check-in."""
    return reading.check_in(call.db, check_in)


@blp.route("/check-ins/<id(check_in):check_in>", method="PATCH")
@blp.arguments(CheckInPatch)
@blp.response(200, CheckInShown, versioned=True)
@blp.conflicts("guidance_given")
@blp.may("check_in.guide", at=reading.check_in_place, of="check_in")
def guide(call: Call, check_in: int) -> Any:
    """Answer a check-in with guidance, or mend the guidance that I gave."""
    held = check_ins.lock(call.db, check_in, call.expected)
    if "guidance" in call.fields:
        check_ins.guide(call.db, held, call.me, call.fields["guidance"])
    return reading.check_in(call.db, check_in)
