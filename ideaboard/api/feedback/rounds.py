"""`/feedback-rounds`: a leader asks the board about their own leadership."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Many, Moment, Nested, OneOf, Part, Text, Truth, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.api.feedback.template import QUESTIONS
from ideaboard.api.ideas.ideas import IdeaShown, idea_of
from ideaboard.core.feedback import rounds
from ideaboard.core.people import boards
from ideaboard.core.reading import rounds as reading

blp = Blueprint(
    "feedback-rounds",
    "A leader asks the board about their own leadership. Who answered what is nowhere, and it ends with a reply.",
)

_MOST = 12
_ANSWER = 4000
_ASKED = "What do I decide that you could decide better?"
_CLOSES = "2099-03-01T09:30:00Z"


class RoundQuestion(In):
    """A question."""

    text = Text(500, min=1, required=True, example=_ASKED)
    kind = OneOf("text", "scale", required=True, help="Answered in words, or on a scale from 1 to 5.")


class RoundQuestionShown(Out):
    """A question."""

    number = Whole(1, _MOST, example=1)
    text = Text(500, example=_ASKED)
    kind = OneOf("text", "scale", help="Answered in words, or on a scale from 1 to 5.")


class Template(Out):
    """Questions to begin with."""

    questions = Many(Nested(RoundQuestionShown), _MOST, help="One for each of the six steps, and a scale.")


class RoundPost(In):
    """A round to be opened. Nothing of it can be changed afterwards."""

    title = Text(200, min=1, line=True, required=True, example="How I led this spring")
    questions = Many(Nested(RoundQuestion), _MOST, min=1, required=True)
    closes_at = Moment(required=True, example=_CLOSES, help="When it closes: a moment in the future.")
    threshold = Whole(3, 1000, load_default=5, example=3, help="With fewer answers, all are destroyed unread.")


class Reply(Out):
    """What the leader replied."""

    heard = Text(10_000, example="That I answer too fast.")
    will_change = Text(10_000, example="I will ask twice before I answer.")
    at = Moment()


class RoundShown(Out):
    """A round."""

    id = Id("round")
    leader = by("leader_", "Whose leadership it is about.")
    title = Text(200, example="How I led this spring")
    questions = Many(Nested(RoundQuestionShown), _MOST)
    threshold = Whole(3, 1000, example=5, help="With fewer answers, all are destroyed unread.")
    state = OneOf(*rounds.STATES, help="`closed` waits for the leader's reply; of `too_few` there are no results.")
    answered = Truth(allow_none=True, help="Whether I answered; null once it is closed, for nobody knows any more.")
    opened_at = Moment()
    closes_at = Moment(example=_CLOSES)
    reply = Part(Reply, "reply_", "at", help="Null until it is published.")


class Answer(In):
    """The answer to one question."""

    question = Whole(1, _MOST, required=True, example=1, help="Its number.")
    text = Text(_ANSWER, min=1, load_default=None, allow_none=True, example="Which tools we use.")
    scale = Whole(1, rounds.SCALE, load_default=None, allow_none=True, example=None)


class RoundAnswer(In):
    """An answer to a round: any question can be left out, but not all."""

    EXAMPLE = {"answers": [{"question": 1, "text": "Which tools we use."}]}

    answers = Many(Nested(Answer), _MOST, min=1, required=True)


class Result(Out):
    """What was answered to one question."""

    number = Whole(1, _MOST, example=1)
    text = Text(500, example=_ASKED)
    kind = OneOf("text", "scale")
    texts = Many(
        Text(_ANSWER, example="Which tools we use."), 100_000, allow_none=True, help="In an order that tells nothing."
    )
    scale = Many(
        Whole(0, 2**31, example=2), rounds.SCALE, allow_none=True, example=None, help="How many said 1, 2, 3, 4 and 5."
    )


class Results(Out):
    """What was answered to a round."""

    id = Id("round")
    questions = Many(Nested(Result), _MOST)


class RoundReply(In):
    """The leader's reply, which ends the round."""

    heard = Text(10_000, min=1, required=True, help="What I heard.", example="That I answer too fast.")
    will_change = Text(
        10_000, min=1, required=True, help="What I will change.", example="I will ask twice before I answer."
    )


class Suggestion(In):
    """A text out of the results, to be posted as an idea in my name."""

    title = Text(200, min=1, line=True, required=True, example="Let the team choose its tools")
    question = Whole(1, _MOST, required=True, example=1)
    suggestion = Whole(1, 100_000, required=True, example=1, help="Which of its `texts`, counted from 1.")


@blp.route("/boards/<slug:board>/feedback-rounds")
@blp.arguments(Paging, "query")
@blp.response(200, RoundShown, paged=True)
@blp.may("round.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's rounds, the newest first: which are open, and which wait for a leader's reply."""
    return reading.page(call.db, call.place.board_id, call.me, call.window)


@blp.route("/boards/<slug:board>/feedback-rounds", method="POST")
@blp.arguments(RoundPost)
@blp.response(201, RoundShown)
@blp.conflicts("too_few_members")
@blp.may("round.open", at=boards.place, of="board")
def open_one(call: Call, board: str) -> Any:
    """Ask the board about my own leadership."""
    opened = rounds.open_round(call.db, call.place.board_id, call.me, **call.fields)
    call.created("round", opened.id, "feedback-rounds")
    return reading.one(call.db, opened.id, call.me)


@blp.route("/boards/<slug:board>/feedback-rounds/template")
@blp.response(200, Template)
@blp.may("round.read", at=boards.place, of="board")
def template(call: Call, board: str) -> Any:
    """Questions to begin with, out of the six steps of compassionate leadership."""
    return {"questions": [{"number": number, **each} for number, each in enumerate(QUESTIONS, 1)]}


@blp.route("/feedback-rounds/<id(round):round>")
@blp.response(200, RoundShown)
@blp.may("round.read", at=reading.place, of="round")
def read(call: Call, round: int) -> Any:
    """One round. While it is open, nobody is told how many answered."""
    return reading.one(call.db, round, call.me)


@blp.route("/feedback-rounds/<id(round):round>/answer", method="POST")
@blp.arguments(RoundAnswer)
@blp.response(204)
@blp.anonymous
@blp.conflicts("already_answered", "round_closed")
@blp.may("round.answer", at=reading.place, of="round")
def answer(call: Call, round: int) -> None:
    """Answer once, anonymously: nothing that is kept joins me to what I say, and it cannot be changed."""
    rounds.answer(call.db, rounds.lock(call.db, round), call.me, call.fields["answers"])


@blp.route("/feedback-rounds/<id(round):round>/results")
@blp.response(200, Results)
@blp.conflicts("round_open", "round_too_few")
@blp.may("result.read", at=reading.place, of="round")
def results(call: Call, round: int) -> Any:
    """What was answered: for the leader once the round is closed, for everyone on the board once they replied."""
    return reading.results(call.db, round, call.me)


@blp.route("/feedback-rounds/<id(round):round>/reply", method="POST")
@blp.arguments(RoundReply)
@blp.response(200, RoundShown)
@blp.conflicts("round_open", "round_too_few", "round_replied")
@blp.may("round.reply", at=reading.place, of="round")
def reply(call: Call, round: int) -> Any:
    """Publish what I heard and what I will change, and with it the results."""
    rounds.reply(call.db, rounds.lock(call.db, round), call.me, **call.fields)
    return reading.one(call.db, round, call.me)


@blp.route("/feedback-rounds/<id(round):round>/ideas", method="POST")
@blp.arguments(Suggestion)
@blp.response(201, IdeaShown)
@blp.conflicts("round_open", "round_too_few")
@blp.may("round.raise", at=reading.place, of="round")
def raise_idea(call: Call, round: int) -> Any:
    """Post a suggestion out of the results as an idea, in my name; it quotes the suggestion and names the round."""
    idea = rounds.raise_idea(call.db, rounds.lock(call.db, round), call.me, **call.fields)
    call.created("idea", idea.id)
    return idea_of(call, idea.id)
