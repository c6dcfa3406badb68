"""Feedback rounds: a leader asks the board about their own leadership, and nobody learns who answered what.

A round's answers are kept in such a way that nothing joins a person to one: the round's row holds the sorted accounts
that answered, so that each does once; each question's row holds its answers sorted by random keys. Every answer
rewrites all of these rows, also those of questions that were skipped, in statements that are the same whoever answers.
There is no event, no job, no time and no number of an answer.
"""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, String, Text, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox import events
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Membership
from ideaboard.db import Base, BigId, Moment, locked
from ideaboard.errors import Conflict, FieldError, Forbidden, Invalid, invalid_field

STATES: Final = ("open", "closed", "too_few", "replied")
SCALE: Final = 5


class Round(Base):
    """One round. `answered` is sorted, and empty once the round is closed; `questions` have a `text` and a `kind`."""

    __tablename__ = "rounds"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "board_id", "leader_id", "id"),
        Index(None, "state", "closes_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    leader_id: Mapped[int] = mapped_column(BigId, ForeignKey("accounts.id"))
    title: Mapped[str] = mapped_column(String(200))
    questions: Mapped[list[dict[str, str]]] = mapped_column(JSON)
    threshold: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    answered: Mapped[list[int]] = mapped_column(JSON)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    closes_at: Mapped[datetime] = mapped_column(Moment)
    heard: Mapped[str | None] = mapped_column(Text)
    will_change: Mapped[str | None] = mapped_column(Text)
    replied_at: Mapped[datetime | None] = mapped_column(Moment)


class RoundQuestion(Base):
    """What was answered to one question, each with its random key, sorted by that."""

    __tablename__ = "round_questions"

    round_id: Mapped[int] = mapped_column(BigId, ForeignKey("rounds.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    answers: Mapped[list[list[Any]]] = mapped_column(JSON)


def open_round(
    session: Session,
    board: int,
    by: int,
    *,
    title: str,
    questions: Sequence[dict[str, str]],
    closes_at: datetime,
    threshold: int,
) -> Round:
    """Ask the board about the leadership of `by`. Nothing of a round is changed afterwards.

    Raises Invalid for a moment that is not in the future, Conflict `too_few_members`.
    """
    if closes_at <= clock.now():
        raise invalid_field("/closes_at", "not_in_future", "The moment must lie in the future.")
    people = session.scalar(
        select(func.count())
        .select_from(Membership)
        .join(Account, Account.id == Membership.account_id)
        .where(
            Membership.board_id == board,
            Membership.account_id != by,
            Account.kind == "person",
            Account.disabled_at.is_(None),
        )
    )
    if people is None or people < threshold:
        raise Conflict("too_few_members", "Fewer people than the threshold could answer.", threshold=threshold)
    opened = Round(
        board_id=board,
        leader_id=by,
        title=title,
        questions=list(questions),
        threshold=threshold,
        state="open",
        answered=[],
        opened_at=clock.now(),
        closes_at=closes_at,
    )
    session.add(opened)
    session.flush()
    numbers = range(1, len(questions) + 1)
    session.add_all(RoundQuestion(round_id=opened.id, number=number, answers=[]) for number in numbers)
    facts = {"threshold": threshold}
    events.record(session, "round.opened", ("round", opened.id), board=board, actor=by, facts=facts)
    session.flush()
    return opened


def lock(session: Session, of: int) -> Round:
    """The round, held until the transaction ends, and closed when its time has come. Raises NotFound."""
    held = locked(session, Round, Round.id == of)
    if held.state == "open" and held.closes_at <= clock.now():
        _close(session, held)
    return held


def answer(session: Session, held: Round, by: int, said: Sequence[dict[str, Any]]) -> None:
    """Answer the round that `lock` holds: of each question answered its `question`, and `text` or `scale`.

    Raises Forbidden to the leader and to a machine, Conflict `round_closed`, `already_answered`, Invalid.
    """
    if by == held.leader_id:
        raise Forbidden(detail="It is about your own leadership: the others answer.")
    if session.scalar(select(Account.kind).where(Account.id == by)) != "person":
        raise Forbidden(detail="Only people answer.")
    if held.state != "open":
        raise Conflict("round_closed", "It takes no more answers.")
    if by in held.answered:
        raise Conflict("already_answered", "Each answers once.")
    given = _checked(held.questions, said)
    kept = _kept(session, held)
    for number, answers in kept.items():
        fresh = [[ids.random_id(), given[number]]] if number in given else []
        kept[number] = sorted([*answers, *fresh], key=itemgetter(0))
    _rewrite(session, held, sorted([*held.answered, by]), kept)


def close_due(session: Session, limit: int = 100) -> int:
    """Close rounds whose time has come; at most `limit`. Returns how many."""
    due = session.scalars(
        select(Round.id)
        .where(Round.state == "open", Round.closes_at <= clock.now())
        .order_by(Round.closes_at)
        .limit(limit)
    ).all()
    for number in sorted(due):
        lock(session, number)
    return len(due)


def abandon(session: Session, leader: int) -> None:
    """End the rounds of `leader` that have no reply, what was answered destroyed: nobody is left to read it."""
    unread = select(Round.id).where(Round.leader_id == leader, Round.state.in_(("open", "closed"))).order_by(Round.id)
    for mine in session.scalars(unread).all():
        held = lock(session, mine)
        _rewrite(session, held, [], {number: [] for number in _kept(session, held)})
        if held.state == "open":
            events.record(session, "round.closed", ("round", held.id), board=held.board_id, actor=None)
        held.state = "too_few"
        session.flush()


def reply(session: Session, held: Round, by: int, *, heard: str, will_change: str) -> None:
    """Reply to what was answered, which ends a closed round. Raises Forbidden, and what `require_results` raises."""
    if by != held.leader_id:
        raise Forbidden(detail="Only the leader who opened it replies.")
    require_results(held.state, mine=True)
    if held.state == "replied":
        raise Conflict("round_replied", "There is one reply.")
    held.state = "replied"
    held.heard, held.will_change, held.replied_at = heard, will_change, clock.now()
    events.record(session, "round.replied", ("round", held.id), board=held.board_id, actor=by)
    session.flush()


def require_results(state: str, mine: bool) -> None:
    """Are there results of a round in this `state`, for the leader who opened it (`mine`) or for the others?

    Raises Conflict `round_open`, `round_too_few`; Forbidden before the reply.
    """
    if state == "open":
        raise Conflict("round_open", "Nothing is told of it while it is open.")
    if state == "too_few":
        raise Conflict("round_too_few", "Too few answered: the answers were destroyed.")
    if state == "closed" and not mine:
        raise Forbidden(detail="Until the reply is published, only the leader who opened it sees the results.")


def raise_idea(session: Session, held: Round, by: int, *, title: str, question: int, suggestion: int) -> Idea:
    """Post as an idea the text at place `suggestion` (from 1) among the results of a question, in the name of `by`.

    Raises what `require_results` raises, and Invalid.
    """
    require_results(held.state, mine=by == held.leader_id)
    kept = session.get(RoundQuestion, (held.id, question))
    if kept is None or held.questions[question - 1]["kind"] != "text":
        raise invalid_field("/question", "unknown_id", "The round has no such question that is answered in words.")
    if suggestion > len(kept.answers):
        raise invalid_field("/suggestion", "unknown_id", "The results have no such text.")
    words = kept.answers[suggestion - 1][1]
    quoted = "\n".join(f"> {line}" for line in words.splitlines())
    body = render(f"{quoted}\n\nSuggested in the feedback round “{held.title}”.")
    return ideas.post(session, held.board_id, by, title=title, body=body)


def _checked(questions: Sequence[dict[str, str]], said: Sequence[dict[str, Any]]) -> dict[int, Any]:
    """What was answered, by the question's number."""
    given: dict[int, Any] = {}
    wrong: list[FieldError] = []
    for place, one in enumerate(said):
        number, at = one["question"], f"/answers/{place}"
        if number > len(questions):
            wrong.append(FieldError(f"{at}/question", "unknown_id", "The round has no such question."))
            continue
        if number in given:
            wrong.append(FieldError(f"{at}/question", "repeated", "The question is answered twice."))
        kind = questions[number - 1]["kind"]
        other = "scale" if kind == "text" else "text"
        if one[other] is not None:
            wrong.append(FieldError(f"{at}/{other}", "wrong", f"This question is answered with `{kind}`."))
        if one[kind] is None:
            wrong.append(FieldError(f"{at}/{kind}", "required", "Leave out what you skip."))
        given[number] = one[kind]
    if wrong:
        raise Invalid(wrong)
    return given


def _close(session: Session, held: Round) -> None:
    enough = len(held.answered) >= held.threshold
    kept = _kept(session, held)
    _rewrite(session, held, [], kept if enough else {number: [] for number in kept})
    held.state = "closed" if enough else "too_few"
    events.record(session, "round.closed", ("round", held.id), board=held.board_id, actor=None)
    session.flush()


def _kept(session: Session, held: Round) -> dict[int, list[list[Any]]]:
    rows = session.execute(
        select(RoundQuestion.number, RoundQuestion.answers)
        .where(RoundQuestion.round_id == held.id)
        .order_by(RoundQuestion.number)
    )
    return {row.number: row.answers for row in rows}


def _rewrite(session: Session, held: Round, answered: list[int], kept: dict[int, list[list[Any]]]) -> None:
    # Row by row, changed or not: the one transaction that is seen at all of them is that of the last answer.
    session.execute(update(Round).where(Round.id == held.id).values(answered=answered))
    for number, answers in kept.items():
        session.execute(
            update(RoundQuestion)
            .where(RoundQuestion.round_id == held.id, RoundQuestion.number == number)
            .values(answers=answers)
            .execution_options(synchronize_session=False)
        )
    session.flush()
