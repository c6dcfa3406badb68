"""`/questions`: "why?", and the answer that everybody can read."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.decisions import decisions, questions
from ideaboard.core.reading import decisions as reading_decisions
from ideaboard.core.reading import trust as reading

blp = Blueprint("questions", "Anybody on the board asks why; a leader answers, in public.")

_TEXT = "Why before the holidays, and not after?"
_ANSWER = "Because the mirror is switched off in January."


class QuestionPost(In):
    """A question to be asked."""

    text = Text(5000, min=1, required=True, example=_TEXT)


class QuestionAnswer(In):
    """A leader's answer; it can be made better later."""

    answer = Text(10_000, min=1, example=_ANSWER)


class QuestionShown(Out):
    """A question about a decision, and its answer."""

    id = Id("question")
    decision = Id("decision")
    idea = Id("idea", allow_none=True, help="The idea that was decided on.")
    task = Id("task", allow_none=True, help="The task that was decided on.")
    text = Text(5000, example=_TEXT)
    asker = by("asker_", "Who asks.")
    asked_at = Moment()
    answer = Text(10_000, allow_none=True, example=_ANSWER, help="Null while it waits.")
    answerer = by("answerer_", "Who answered.")
    answered_at = Moment(allow_none=True)
    version = Whole(1, 2**31, example=1)


@blp.route("/decisions/<id(decision):decision>/questions")
@blp.arguments(Paging, "query")
@blp.response(200, QuestionShown, paged=True)
@blp.may("question.read", at=reading_decisions.place, of="decision")
def list_all(call: Call, decision: int) -> Any:
    """The questions about a decision, the oldest first."""
    return reading.questions(call.db, decision, call.window)


@blp.route("/decisions/<id(decision):decision>/questions", method="POST")
@blp.arguments(QuestionPost)
@blp.response(201, QuestionShown)
@blp.may("question.ask", at=reading_decisions.place, of="decision")
def ask(call: Call, decision: int) -> Any:
    """Ask why. A leader owes the answer, and everybody can read both."""
    question = questions.ask(call.db, decisions.of(call.db, decision), call.me, **call.fields)
    call.created("question", question.id)
    return reading.question(call.db, question.id)


@blp.route("/questions/<id(question):question>")
@blp.response(200, QuestionShown, versioned=True)
@blp.may("question.read", at=reading.question_place, of="question")
def read(call: Call, question: int) -> Any:
    """One question."""
    return reading.question(call.db, question)


@blp.route("/questions/<id(question):question>", method="PATCH")
@blp.arguments(QuestionAnswer)
@blp.response(200, QuestionShown, versioned=True)
@blp.may("question.answer", at=reading.question_place, of="question")
def answer(call: Call, question: int) -> Any:
    """Answer a question, or answer it better."""
    questions.answer(call.db, questions.lock(call.db, question), call.me, call.expected, **call.fields)
    return reading.question(call.db, question)
