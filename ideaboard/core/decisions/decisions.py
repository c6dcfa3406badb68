"""Decisions: a leader's answer to an idea or a task, with outcome and rationale. Append-only: nothing here updates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, Text, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock
from ideaboard.core.decisions import assignments, backlog, follow_ups, merging, moves
from ideaboard.core.ideas import ideas, tasks, values
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.outbox import events
from ideaboard.core.people import boards, policy
from ideaboard.core.people.boards import Board
from ideaboard.db import Base, BigId, Moment, require_version
from ideaboard.errors import Conflict, FieldError, Invalid, NotFound, invalid_field


class Decision(Base):
    """One answer. On an idea it pins the version it answered; on a task (`idea_id` None) it groups its approaches'."""

    __tablename__ = "decisions"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "idea_id", "id"),
        Index(None, "task_id", "id"),
        Index(None, "group_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    task_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("tasks.id"))
    group_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("decisions.id"))
    outcome: Mapped[str] = mapped_column(String(10))
    rationale: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    idea_version: Mapped[int | None]
    from_status: Mapped[str] = mapped_column(String(12))
    to_status: Mapped[str] = mapped_column(String(12))
    revisit_on: Mapped[date | None] = mapped_column(Date)
    into_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("ideas.id"))
    values: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


@dataclass(frozen=True, slots=True)
class Word:
    """What is said to an approach that was not chosen: `decline` or `not_now`, with the word that goes with it."""

    idea: int
    outcome: str
    word: str
    revisit_on: date | None = None


def lock(session: Session, idea: int) -> Idea:
    """The idea to decide on, held; the task it answers is locked first, so that deciders take the same order."""
    return lock_both(session, idea, idea)[0]


def lock_both(session: Session, idea: int, into: int) -> tuple[Idea, Idea]:
    """Two ideas, held: every merge takes tasks before ideas and lower ids first. Raises NotFound."""
    both = sorted({idea, into})
    answered = session.scalars(select(Idea.task_id).where(Idea.id.in_(both)))
    for task in sorted({task for task in answered if task is not None}):
        tasks.lock(session, task)
    held = {one: ideas.lock(session, one) for one in both}
    return held[idea], held[into]


def decide(
    session: Session,
    idea: Idea,
    by: int | None,
    outcome: str,
    *,
    rationale: str | None = None,
    revisit_on: date | None = None,
    values_served: Sequence[dict[str, Any]] = (),
    promises: Sequence[dict[str, Any]] = (),
    into: Idea | None = None,
    offers: Sequence[dict[str, Any]] = (),
    expected: int | None = None,
) -> Decision:
    """Answer an idea that `lock` holds; `by` None is the board itself (a date that came), or an anonymous author.

    `into` is the other idea that `lock_both` holds, for a merge; `offers` is the work that is offered with an
    adoption. Raises Invalid (no rationale where one is needed, a date that is not in the future), Conflict
    `move_not_allowed`, `decide_on_task` (adopting one of several open approaches), what `merging.check` and
    `assignments.offer` raise, and Stale when `expected` is not the version the caller would be answering.
    """
    require_version(idea, expected)
    moves.require_rationale(outcome, rationale)
    to = moves.target(outcome, idea.status)
    merging.check(session, idea, outcome, into)
    if offers and outcome != "adopt":
        raise invalid_field("/assignments", "not_for_outcome", "Work is offered with an adoption.")
    if to == moves.FORMER:
        to = _before_merge(session, idea)
    if outcome == "reopen" and idea.status == "withdrawn" and by != idea.author_id:
        raise Conflict("idea_withdrawn", "Only its author can bring a withdrawn idea back.")
    _check_date(session, idea.board_id, outcome, revisit_on, "/revisit_on")
    values.check(session, idea.board_id, values_served)
    task = session.get(Task, idea.task_id) if idea.task_id is not None else None
    if outcome == "adopt" and task is not None and task.status == "open":
        _only_approach(session, idea)
    at = clock.moment(by) if idea.status == "withdrawn" else clock.now()
    # Only its author brings a withdrawn one back, and that is no answer.
    own = idea.status == "withdrawn"
    decision = _append(session, idea, by, outcome, rationale, to, revisit_on, values_served, into=into, at=at, own=own)
    follow_ups.promise(session, decision.id, idea.board_id, promises, _today(session, idea.board_id))
    assignments.offer_all(session, idea, by, offers)
    if task is not None:
        _follow_task(session, task, by)
    session.flush()
    return decision


def decide_task(
    session: Session,
    task: Task,
    by: int,
    *,
    rationale: str,
    adopt: Sequence[int],
    others: Sequence[Word],
    promises: Sequence[dict[str, Any]] = (),
) -> tuple[Decision, list[Decision]]:
    """Decide on a locked task: adopt one or more approaches, and say a word to each other open one.

    Returns the task's decision and those of its approaches, the adopted ones first. Raises Invalid, naming the
    field, when an idea is not an open approach of this task, is named twice, or is left without a word; Conflict
    `task_not_open`.
    """
    policy.require_state("task.decide", task.status)
    moves.require_rationale("adopt", rationale)
    found = [ideas.lock(session, idea) for idea in sorted(_open_approaches(session, task))]
    # Its author may have withdrawn one while we waited for it.
    held = {idea.id: idea for idea in found if idea.status == "open"}
    _check_words(held, adopt, others)
    for position, word in enumerate(others):
        _check_date(session, task.board_id, word.outcome, word.revisit_on, f"/others/{position}/revisit_on")
    group = Decision(
        board_id=task.board_id,
        task_id=task.id,
        outcome="decide",
        rationale=rationale,
        by_id=by,
        at=clock.now(),
        from_status=task.status,
        to_status="decided",
        values=[],
    )
    session.add(group)
    session.flush()
    adopted = [_append(session, held[idea], by, "adopt", rationale, "adopted", group=group.id) for idea in adopt]
    answered = [
        _append(
            session,
            held[word.idea],
            by,
            word.outcome,
            word.word,
            moves.target(word.outcome, "open"),
            word.revisit_on,
            group=group.id,
        )
        for word in others
    ]
    follow_ups.promise(session, group.id, task.board_id, promises, _today(session, task.board_id))
    tasks.move(session, task, "decided", by)
    return group, adopted + answered


def follow_tracker(session: Session, idea: Idea, to: str, issue: int, connection: int, by: int | None = None) -> None:
    """Follow the news of the tracker behind `connection`: an adopted idea that `lock` holds is `to` now.

    `to` is `adopted`, `in_progress` or `done`. It is no decision: nobody on the board answered anything; `by` is the
    leader who chose the tracker's word in a conflict. Raises Conflict `move_not_allowed` for an idea that does not
    follow.
    """
    if idea.status not in moves.FOLLOWS_TRACKER:
        raise Conflict("move_not_allowed", f"An idea that is {idea.status.replace('_', ' ')} follows no tracker.")
    if idea.status == to:
        return
    ideas.move(session, idea, to, clock.now())
    backlog.follow(session, idea)
    assignments.follow(session, idea, by)
    events.record(
        session,
        moves.TRACKER_EVENTS[to],
        ("idea", idea.id),
        board=idea.board_id,
        actor=by,
        connection=connection if by is None else None,
        issue=issue,
        task=idea.task_id,
    )
    if idea.task_id is not None:
        _follow_task(session, tasks.lock(session, idea.task_id), by)
    session.flush()


def latest_adoption(session: Session, idea: int) -> int | None:
    """The id of the decision by which the idea was adopted last."""
    return session.scalar(
        select(Decision.id).where(Decision.idea_id == idea, Decision.outcome == "adopt").order_by(Decision.id.desc())
    )


def come_back(session: Session, limit: int = 100) -> int:
    """Reopen ideas whose "not now" has come, in each board's time zone; at most `limit`. Returns how many."""
    zones = session.scalars(
        select(Board.time_zone)
        .distinct()
        .where(exists().where(Idea.board_id == Board.id, Idea.status == "not_now"))
        .order_by(Board.time_zone)
    ).all()
    count = 0
    for zone in zones:
        due = session.scalars(
            select(Idea.id)
            .join(Board, Board.id == Idea.board_id)
            .where(Idea.status == "not_now", Idea.revisit_on <= clock.today(zone), Board.time_zone == zone)
            .order_by(Idea.id)
            .limit(limit - count)
        ).all()
        for number in due:
            idea = lock(session, number)
            # Another worker may have been here while we waited for the lock.
            if idea.status == "not_now" and idea.revisit_on and idea.revisit_on <= clock.today(zone):
                day = idea.revisit_on.isoformat()
                decide(session, idea, None, "reopen", rationale=f"The day set with “not now” has come: {day}.")
                count += 1
    return count


def _append(
    session: Session,
    idea: Idea,
    by: int | None,
    outcome: str,
    rationale: str | None,
    to: str,
    revisit_on: date | None = None,
    values_served: Sequence[dict[str, Any]] = (),
    group: int | None = None,
    into: Idea | None = None,
    at: datetime | None = None,
    own: bool = False,
) -> Decision:
    at = at or clock.now()
    decision = Decision(
        board_id=idea.board_id,
        idea_id=idea.id,
        group_id=group,
        outcome=outcome,
        rationale=rationale,
        by_id=by,
        at=at,
        idea_version=idea.version,
        from_status=idea.status,
        to_status=to,
        revisit_on=revisit_on,
        into_id=into.id if into is not None else None,
        values=list(values_served),
    )
    session.add(decision)
    session.flush()
    idea.decision_id = decision.id
    # A merged idea keeps the day on which it would come back, should it be unmerged.
    ideas.move(session, idea, to, at, idea.revisit_on if outcome in ("merge", "unmerge") else revisit_on)
    merging.follow(session, idea, outcome, into)
    backlog.follow(session, idea)
    assignments.follow(session, idea, by)
    events.record(
        session,
        moves.EVENTS[outcome],
        ("idea", idea.id),
        board=idea.board_id,
        actor=by,
        at=at,
        act=not own,
        decision=decision.id,
        task=idea.task_id,
        into=decision.into_id,
    )
    return decision


def _before_merge(session: Session, idea: Idea) -> str:
    return session.execute(select(Decision.from_status).where(Decision.id == idea.decision_id)).scalar_one()


def _check_date(session: Session, board: int, outcome: str, revisit_on: date | None, pointer: str) -> None:
    if outcome != "not_now":
        if revisit_on is not None:
            raise invalid_field(pointer, "not_for_outcome", "Only “not now” carries a date.")
        return
    if revisit_on is None:
        raise invalid_field(pointer, "required", "Say when it comes back.")
    if revisit_on <= _today(session, board):
        raise invalid_field(pointer, "not_in_future", "The day must lie in the future.")


def _today(session: Session, board: int) -> date:
    return boards.today(session, board)


def _open_approaches(session: Session, task: Task) -> set[int]:
    return set(session.scalars(select(Idea.id).where(Idea.task_id == task.id, Idea.status == "open")))


def _only_approach(session: Session, idea: Idea) -> None:
    others = session.scalar(
        select(Idea.id).where(Idea.task_id == idea.task_id, Idea.status == "open", Idea.id != idea.id).limit(1)
    )
    if others is not None:
        raise Conflict("decide_on_task", "The task has other open approaches; each deserves a word.")


def _check_words(held: dict[int, Idea], adopt: Sequence[int], others: Sequence[Word]) -> None:
    errors: list[FieldError] = []
    named: set[int] = set()
    places = [(f"/adopt/{i}", idea) for i, idea in enumerate(adopt)]
    places += [(f"/others/{i}/idea", word.idea) for i, word in enumerate(others)]
    for pointer, idea in places:
        if idea not in held:
            errors.append(FieldError(pointer, "not_an_open_approach", "It is not an open approach of this task."))
        elif idea in named:
            errors.append(FieldError(pointer, "repeated", "Each approach gets one answer."))
        named.add(idea)
    for i, word in enumerate(others):
        if not word.word.strip():
            errors.append(FieldError(f"/others/{i}/word", "required", "Say a word to each approach."))
    if not adopt:
        errors.append(FieldError("/adopt", "too_short", "Adopt at least one approach.", {"min": 1}))
    missing = sorted(set(held) - named)
    if missing and not errors:
        titles = ", ".join(f"“{held[idea].title}”" for idea in missing)
        errors.append(FieldError("/others", "approach_without_word", f"Say a word to each open approach: {titles}."))
    if errors:
        raise Invalid(errors)


def _follow_task(session: Session, task: Task, by: int | None) -> None:
    """A task is done when all its adopted approaches are; with none left it is open again."""
    if task.status == "dropped":
        return
    states = set(session.scalars(select(Idea.status).where(Idea.task_id == task.id)))
    if states & moves.IN_BACKLOG:
        tasks.move(session, task, "decided", by)
    elif "done" in states:
        tasks.move(session, task, "done", by)
    else:
        tasks.move(session, task, "open", by)


def of(session: Session, decision: int) -> Decision:
    """The decision. Raises NotFound."""
    found = session.get(Decision, decision)
    if found is None:
        raise NotFound
    return found
